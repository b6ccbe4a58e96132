#include "report/copy_source.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/score.hpp"
#include "report/copy_fields.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

const Instrument* instrument_of(const Revision& score, const Catalogue& catalogue) {
  return catalogue.find_code(field(state_of(score), "instrument").value_or(""));
}

// Answers beside what each of them is about.
std::string answers_text(const Instrument* instrument, const Answers& answers) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool has_topic = instrument != nullptr && i < instrument->topics.size();
    parts.push_back(fmt::format("{}: {}", has_topic ? instrument->topics[i] : std::to_string(i + 1),
                                answers[i] ? std::to_string(*answers[i]) : "not answered"));
  }
  return joined(parts, "; ");
}

// The total that follows from the answers of a score; empty where there are none.
std::string sum_text(const Revision& score, const Catalogue& catalogue) {
  const Instrument* instrument = instrument_of(score, catalogue);
  const auto date = Date::from_iso(field(score.after, "date").value_or(""));
  const Answers answers = answers_from(field(score.after, "answers").value_or(""));
  if (instrument == nullptr || !date || static_cast<int>(answers.size()) != instrument->items()) {
    return {};
  }
  const Reading reading = read(Score::from_answers(*instrument, *date, answers), *instrument);
  if (!reading.total) return "none: too many answers were left out";
  return written(*reading.total) +
         (reading.prorated ? ", with the mean for what was not answered" : "");
}

Object field_object(std::string_view name, std::string value, bool about_another) {
  Object object;
  object.add("name", name).add("value", std::move(value)).add("about_another", about_another);
  return object;
}

// Whether an operation moved an appointment, took such a move back or made it again: what it took
// out of a course belongs to another client.
bool is_move(const std::vector<RecordedOperation>& history, const RecordedOperation& operation) {
  if (operation.command == "session move") return true;
  const auto about = operation.brings_back ? operation.brings_back : operation.takes_back;
  if (!about) return false;
  const auto first = std::ranges::find(history, *about, &RecordedOperation::number);
  return first != history.end() && is_move(history, *first);
}

// Whether an operation took a record out of one course of a client and put it into another: what
// was taken out has come again, what came was taken out.
bool has_counterpart(const RecordedOperation& operation, const Revision& moved) {
  const auto kind =
      moved.kind == RevisionKind::remove ? RevisionKind::insert : RevisionKind::remove;
  return std::ranges::any_of(operation.revisions, [&](const Revision& each) {
    return each.kind == kind && each.record == moved.record && each.id == moved.id;
  });
}

}  // namespace

CopySource::CopySource(const std::vector<RecordedOperation>& history, const Catalogue& catalogue,
                       Others others)
    : history_(history), catalogue_(catalogue), others_(others) {
  for (const RecordedOperation& operation : history) {
    for (const Revision& revision : operation.revisions) {
      RecordLife& life = lives_[name_of(revision)];
      life.revisions.push_back(&revision);
      life.went_to_another_client = revision.kind == RevisionKind::remove &&
                                    is_move(history, operation) &&
                                    !has_counterpart(operation, revision);
    }
  }
}

CopySource::Name CopySource::name_of(const Revision& revision) {
  return {revision.course, revision.record, revision.id};
}

std::vector<std::string> CopySource::courses() const {
  std::vector<std::string> names;
  for (const auto& [name, life] : lives_) {
    const std::string& course = std::get<0>(name);
    if (!course.empty() && std::ranges::find(names, course) == names.end()) names.push_back(course);
  }
  // Course 10 comes after course 2.
  std::ranges::stable_sort(names, {}, &std::string::size);
  return names;
}

std::vector<const RecordLife*> CopySource::standing(const std::string& course,
                                                    std::string_view record) const {
  std::vector<const RecordLife*> found;
  for (const auto& [name, life] : lives_) {
    if (std::get<0>(name) == course && std::get<1>(name) == record && life.stands()) {
      found.push_back(&life);
    }
  }
  std::ranges::stable_sort(found, {},
                           [](const RecordLife* life) { return copy_day(life->last().after); });
  return found;
}

const RecordLife& CopySource::life_of(const Revision& revision) const {
  return lives_.at(name_of(revision));
}

std::string CopySource::title(const Revision& revision) const {
  return copy_title(revision.record, state_of(revision), catalogue_);
}

std::string CopySource::spelled(const Revision& revision, std::string_view name,
                                const std::string& value) const {
  if (revision.record == "score" && name == "answers") {
    return answers_text(instrument_of(revision, catalogue_), answers_from(value));
  }
  const CopyField* column = find_copy_field(revision.record, name);
  return column == nullptr || column->spell == nullptr ? value : column->spell(value, catalogue_);
}

void CopySource::add_fields(List& list, const Revision& revision) {
  for (const StoredField& each : revision.after) {
    const CopyField* column = find_copy_field(revision.record, each.name);
    if (column == nullptr || column->role == FieldRole::in_title || !each.value) continue;
    const bool other = column->role == FieldRole::about_other;
    if (!keeps(other)) continue;
    list.emplace_back(
        field_object(column->words, spelled(revision, each.name, *each.value), other));
  }
  if (revision.record == "score" && field(revision.after, "answers")) {
    list.emplace_back(field_object("total", sum_text(revision, catalogue_), false));
  }
}

List CopySource::fields(const RecordLife& life) {
  List list;
  add_fields(list, life.last());
  if (life.last().record != "appointment") return list;
  for (const RecordLife* note : standing(life.last().course, "note")) {
    if (note->last().appointment == life.last().id) add_fields(list, note->last());
  }
  return list;
}

List CopySource::changes(const Revision& revision) {
  List list;
  const bool is_new = revision.kind == RevisionKind::insert;
  const auto value_of = [&](const std::string& name, const std::optional<std::string>& value) {
    return value ? Value{spelled(revision, name, *value)} : Value{};
  };
  for (const ChangedField& each : changed_fields(revision)) {
    const CopyField* column = find_copy_field(revision.record, each.name);
    if (column == nullptr || (is_new && column->role == FieldRole::in_title)) continue;
    const bool other = column->role == FieldRole::about_other;
    if (!keeps(other)) continue;
    list.emplace_back(Object{}
                          .add("name", column->words)
                          .add("before", value_of(each.name, each.before))
                          .add("after", value_of(each.name, each.after))
                          .add("about_another", other));
  }
  return list;
}

bool CopySource::is_about_other(const RecordLife& life) {
  const Revision& last = life.last();
  if (life.went_to_another_client || last.record == "person") return true;
  return last.record == "contact" && field(state_of(last), "person").has_value();
}

bool CopySource::is_about_other(const Revision& revision) const {
  if (life_of(revision).went_to_another_client || revision.record == "person") return true;
  if (revision.record != "contact") return false;
  return field(revision.before, "person") || field(revision.after, "person");
}

bool CopySource::has_reason_about_other(const RecordedOperation& operation) const {
  return is_move(history_, operation) &&
         std::ranges::any_of(operation.revisions, [&](const Revision& each) {
           return each.record == "appointment" && !has_counterpart(operation, each);
         });
}

bool CopySource::keeps(bool about_other) {
  if (!about_other || others_ == Others::marked) return true;
  left_something_out_ = true;
  return false;
}

}  // namespace ipt::report
