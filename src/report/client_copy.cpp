#include "ipt/report/client_copy.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "report/copy_fields.hpp"
#include "report/copy_source.hpp"
#include "report/field_words.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

constexpr std::string_view mark = "[about another person]";

std::string text_at(const Value& row, std::string_view key) {
  const auto* text = std::get_if<std::string>(&at(row, key).content());
  return text == nullptr ? std::string{} : *text;
}

Phrase marked(Phrase text, bool about_other) {
  return about_other ? fmt::format("{} {}", text, mark) : text;
}

// `K7/2` is course 2.
std::string number_in(const std::string& course) { return course.substr(course.find('/') + 1); }

// Facts about the fields that lie at a path.
std::vector<Fact> field_facts(const List& fields, const std::string& path) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    facts.push_back({text_at(fields[i], "name"), marked(fmt::format("{{{}.{}.value}}", path, i),
                                                        is_true(fields[i], "about_another"))});
  }
  return facts;
}

// Every record of a course as it stands.
List add_records(Report& report, CopySource& source, const std::string& course,
                 const std::string& path) {
  List records;
  for (const std::string_view kind : copied_records()) {
    for (const RecordLife* life : source.standing(course, kind)) {
      const bool other = CopySource::is_about_other(*life);
      if (!source.keeps(other)) continue;
      const std::string place = fmt::format("{}.{}", path, records.size());
      List fields = source.fields(*life);
      std::vector<Fact> facts = field_facts(fields, place + ".fields");
      if (facts.empty()) facts.push_back({"more", "nothing else was recorded"});
      report.blocks.emplace_back(Facts{.heading = marked(fmt::format("{{{}.title}}", place), other),
                                       .facts = std::move(facts)});
      records.emplace_back(Object{}
                               .add("kind", kind)
                               .add("title", source.title(life->last()))
                               .add("about_another", other)
                               .add("fields", std::move(fields)));
    }
  }
  return records;
}

void add_courses(Report& report, CopySource& source) {
  List courses;
  for (const std::string& course : source.courses()) {
    const std::string path = fmt::format("courses.{}", courses.size());
    const std::size_t before = report.blocks.size();
    report.blocks.emplace_back(
        Facts{.heading = "COURSE " + number_in(course),
              .facts = {{"In it", fmt::format("{{{}.count:record/records}}", path)}}});
    List records = add_records(report, source, course, path + ".records");
    if (records.empty()) report.blocks.resize(before);
    const int count = static_cast<int>(records.size());
    courses.emplace_back(Object{}
                             .add("course", whole_number(number_in(course)))
                             .add("count", count)
                             .add("records", std::move(records)));
  }
  report.data.add("courses", std::move(courses));
}

// A record that never changed is told once, where it stands.
Value change_value(CopySource& source, const Revision& revision) {
  const RecordLife& life = source.life_of(revision);
  const bool as_it_stands = life.stands() && life.revisions.size() == 1 && !revision.course.empty();
  const bool tells = revision.kind != RevisionKind::remove && !as_it_stands;
  return Object{}
      .add("kind", revision.record)
      .add("title", source.title(revision))
      .add("course",
           revision.course.empty() ? Value{} : Value{whole_number(number_in(revision.course))})
      .add("done", deed_words(revision.kind))
      .add("as_it_stands", as_it_stands)
      .add("about_another", source.is_about_other(revision))
      .add("fields", tells ? source.changes(revision) : List{});
}

Phrase changed_phrase(const Value& field, const std::string& path, bool is_new) {
  const auto quoted = [&](std::string_view key) {
    return at(field, key).is_null() ? std::string{"nothing"}
                                    : fmt::format("\"{{{}.{}}}\"", path, key);
  };
  const Phrase text =
      is_new ? fmt::format("{{{}.name}}: {}", path, quoted("after"))
             : fmt::format("{{{}.name}} from {} to {}", path, quoted("before"), quoted("after"));
  return marked(text, is_true(field, "about_another"));
}

Phrase change_phrase(const Value& change, const std::string& path) {
  Phrase text = marked(fmt::format("{{{}.done}}", path), is_true(change, "about_another"));
  if (is_true(change, "as_it_stands")) return text + ", as it stands above";
  const bool is_new = text_at(change, "done") == "recorded";
  const auto& fields = std::get<List>(at(change, "fields").content());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    text += i == 0 ? ": " : "; ";
    text += changed_phrase(fields[i], fmt::format("{}.fields.{}", path, i), is_new);
  }
  return text;
}

// `Mon 2026-11-23, 20:04 UTC`
std::string moment(const std::string& at) {
  constexpr std::size_t day = 10;
  constexpr std::size_t minutes = 5;
  const auto date = Date::from_iso(at.substr(0, day));
  if (!date || at.size() < day + 1 + minutes) return at;
  return fmt::format("{}, {} UTC", with_weekday(*date), at.substr(day + 1, minutes));
}

std::string undo_text(const RecordedOperation& operation) {
  if (operation.brings_back) return "what was taken back was brought again";
  return operation.takes_back ? "an earlier change was taken back" : "";
}

// One command that wrote; null when nothing of it goes into the copy.
Value operation_value(CopySource& source, const RecordedOperation& operation) {
  List records;
  bool all_other = true;
  for (const Revision& revision : operation.revisions) {
    const bool other = source.is_about_other(revision);
    if (!source.keeps(other)) continue;
    all_other = all_other && other;
    records.push_back(change_value(source, revision));
  }
  if (records.empty()) return {};
  const bool reason_about_other = all_other || source.has_reason_about_other(operation);
  const bool tells_reason = !operation.reason.empty() && source.keeps(reason_about_other);
  return Object{}
      .add("at", operation.at)
      .add("recorded_on", operation.recorded_on)
      .add("by", operation.actor)
      .add("undo", text_value(undo_text(operation)))
      .add("reason", tells_reason ? Value{operation.reason} : Value{})
      .add("reason_about_another", tells_reason && reason_about_other)
      .add("about_another", all_other)
      .add("records", std::move(records));
}

// Which course a record is of, where there are several.
std::string change_label(const Value& change, bool has_several_courses) {
  const auto* course = std::get_if<std::int64_t>(&at(change, "course").content());
  std::string title = text_at(change, "title");
  if (course == nullptr || !has_several_courses) return title;
  return text_at(change, "kind") == "course" ? fmt::format("Course {}", *course)
                                             : fmt::format("Course {}: {}", *course, title);
}

std::vector<Fact> operation_facts(const Value& operation, const std::string& path,
                                  bool has_several_courses) {
  std::vector<Fact> facts;
  const auto& records = std::get<List>(at(operation, "records").content());
  for (std::size_t i = 0; i < records.size(); ++i) {
    facts.push_back({change_label(records[i], has_several_courses),
                     change_phrase(records[i], fmt::format("{}.records.{}", path, i))});
  }
  if (!at(operation, "reason").is_null()) {
    facts.push_back({"Reason", marked(fmt::format("{{{}.reason}}", path),
                                      is_true(operation, "reason_about_another"))});
  }
  return facts;
}

void add_changes(Report& report, CopySource& source,
                 const std::vector<RecordedOperation>& history) {
  report.blocks.emplace_back(
      Facts{.heading = "EVERY CHANGE, THE FIRST ONE FIRST",
            .facts = {{"In it", "what was recorded, changed and taken out, when and by whom"}}});
  const bool several = source.courses().size() > 1;
  List list;
  for (const RecordedOperation& operation : history) {
    Value value = operation_value(source, operation);
    if (value.is_null()) continue;
    Phrase heading = fmt::format("{}, by {}", moment(operation.at), operation.actor);
    if (!at(value, "undo").is_null()) heading += ": " + undo_text(operation);
    report.blocks.emplace_back(
        Facts{.heading = std::move(heading),
              .facts = operation_facts(value, fmt::format("changes.{}", list.size()), several)});
    list.push_back(std::move(value));
  }
  report.data.add("changes", std::move(list));
}

std::string explanation(Others others, const CopySource& source) {
  std::string text =
      "First everything as it stands now, course by course; then every change that was ever made. "
      "Names are not stored: codes and labels stand for people.";
  if (others == Others::marked) {
    return text + fmt::format(" What is about somebody else is marked {}.", mark);
  }
  return text + (source.left_something_out()
                     ? " What is about other people was left out."
                     : " Nothing was about other people, so nothing was left out.");
}

}  // namespace

Report client_copy(const ClientCode& client, const std::vector<RecordedOperation>& history,
                   const Catalogue& catalogue, Others others, Date as_of) {
  CopySource source{history, catalogue, others};
  Report report{.schema = "ipt.client.copy/1",
                .title = "COPY OF WHAT IS HELD ABOUT YOU",
                .file_name = "copy-" + client.text(),
                .as_of = as_of};
  report.data.add("client", client.text())
      .add("others", others == Others::marked ? "marked" : "left_out");
  report.blocks.emplace_back(
      Facts{.facts = {{"Your code", "{client}"}, {"In it", "{explanation}"}}});
  add_courses(report, source);
  add_changes(report, source, history);
  report.data.add("explanation", explanation(others, source))
      .add("left_out", source.left_something_out());
  report.warnings.push_back(
      {"read_before_giving",
       "free text may speak of other people: read the copy before you give it"});
  return report;
}

}  // namespace ipt::report
