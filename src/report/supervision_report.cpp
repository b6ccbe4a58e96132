#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "ipt/domain/measure.hpp"
#include "ipt/domain/position.hpp"
#include "ipt/domain/supervision.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/supervision.hpp"
#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

struct Asked {
  const CourseRecord* record;
  const Question* question;
};

template <typename Predicate>
std::vector<Asked> questions(const std::vector<CourseRecord>& records, const Predicate& is_meant) {
  std::vector<Asked> all;
  for (const CourseRecord& record : records) {
    for (const Question& each : record.questions) {
      if (is_meant(each)) all.push_back({&record, &each});
    }
  }
  std::ranges::stable_sort(all, {}, [](const Asked& each) { return each.question->asked_on; });
  return all;
}

Object asked_object(const Asked& asked, Date as_of) {
  const Question& question = *asked.question;
  Object object = question_object(*asked.record, question);
  object.add("reference", reference_of(*asked.record).text())
      .add("session", session_of(*asked.record, question))
      .add("days_open", question.answered_on.value_or(as_of).days_since(question.asked_on));
  return object;
}

// A course that has a question here, as it stands.
struct Standing {
  const CourseRecord* record;
  Position where;
  std::vector<Measure> all;
  const FocusEpisode* focus;
  List positive_items;  ///< risk items whose last answer is positive

  [[nodiscard]] const Measure* scored() const {
    return all.empty() || !all.front().baseline ? nullptr : &all.front();
  }
};

Standing standing_of(const CourseRecord& record, const Catalogue& catalogue, Date as_of) {
  const Date day = record.course.end ? record.course.end->date : as_of;
  Standing course{.record = &record,
                  .where = position(record, as_of),
                  .all = measures(record, catalogue),
                  .focus = focus_on(record, FocusRank::primary, day),
                  .positive_items = {}};
  for (Value& item : risk_list(record, course.all)) {
    if (is_true(item, "positive")) course.positive_items.push_back(std::move(item));
  }
  return course;
}

Object standing_object(const Standing& course, Date as_of) {
  const Measure* scored = course.scored();
  Object object;
  object.add("reference", reference_of(*course.record).text())
      .add("course", course_object(*course.record, as_of))
      .add("position", position_object(course.where))
      .add("focus_label", course.focus == nullptr ? Value{} : Value{label_of(course.focus->focus)})
      .add("measure", course.all.empty() ? Value{} : Value{course.all.front().instrument->name})
      .add("first", score_value(scored == nullptr ? nullptr : &*scored->baseline))
      .add("latest", score_value(scored == nullptr ? nullptr : &*scored->latest))
      .add("change", scored == nullptr ? Value{} : value_of(scored->change))
      .add("positive_risk_items", course.positive_items);
  return object;
}

Phrase course_phrase(const Standing& course, const std::string& path) {
  const Course& agreed = course.record->course;
  Phrase text =
      course.where.sessions == 0
          ? fmt::format("no session yet, {{{}.position.planned}} planned", path)
          : fmt::format("session {{{0}.position.session}} of {{{0}.position.planned}}", path);
  if (agreed.kind == CourseKind::maintenance) text += ", maintenance";
  if (course.where.phase && !agreed.end) {
    text += fmt::format(", {} phase", phase_phrase(*course.where.phase));
  }
  if (course.where.status == CourseStatus::paused) text += ", on pause";
  if (agreed.end) {
    text += fmt::format("; {}, {{{}.course.end_date:day}}", label_of(agreed.end->status), path);
  }
  if (agreed.therapist) text += fmt::format("; therapist {{{}.course.therapist}}", path);
  return text;
}

Phrase measure_phrase(const Standing& course, const std::string& path) {
  if (course.all.empty()) return "none";
  const Measure& primary = course.all.front();
  if (!primary.baseline) return standing_phrase(*course.record, primary);
  if (!primary.change) {
    return fmt::format("{{{}.latest:score}}; {}", path, standing_phrase(*course.record, primary));
  }
  return fmt::format("{{{0}.first:score}} {{->}} {{{0}.latest:score}}, {{{0}.change:change}}; {1}",
                     path, standing_phrase(*course.record, primary));
}

// What a supervisor needs beside a question.
std::vector<Fact> course_facts(const Standing& course, const std::string& path) {
  std::vector<Fact> facts{
      {"Course", course_phrase(course, path)},
      {"Focus", course.focus == nullptr ? Phrase{"open: none is agreed"}
                                        : fmt::format("{{{}.focus_label:word}}", path)},
      {course.all.empty() ? "Measure" : course.all.front().instrument->name,
       measure_phrase(course, path)}};
  for (std::size_t i = 0; i < course.positive_items.size(); ++i) {
    const std::string item = fmt::format("{}.positive_risk_items.{}", path, i);
    facts.push_back({"Risk", risk_item_phrase(course.positive_items[i], item)});
  }
  return facts;
}

Phrase question_phrase(const Asked& asked, const std::string& path) {
  const Question& question = *asked.question;
  Phrase text = fmt::format("asked {{{}.asked_on:day}}", path);
  if (session_of(*asked.record, question)) {
    text += fmt::format(", session {{{}.session}}", path);
  }
  if (!question.answered_on) {
    text += fmt::format(", open for {{{}.days_open:day/days}}", path);
  }
  text += fmt::format(": {{{}.text}}", path);
  if (question.answered_on) text += "\n" + answered_phrase(question, path);
  if (!question.answer.empty()) text += fmt::format(": {{{}.answer}}", path);
  return text;
}

// The courses, each once and in the order in which they are spoken of, and the lists of questions.
class Sheet {
 public:
  Sheet(const Catalogue& catalogue, Date as_of) : catalogue_(catalogue), as_of_(as_of) {}

  /// Draws a list under a key of the data. Questions of one course in succession share a block, so
  /// that their order stays.
  List draw(const std::vector<Asked>& list, const std::string& key, std::string_view heading) {
    List rows;
    const CourseRecord* last = nullptr;
    for (const Asked& each : list) {
      if (each.record != last) begin(*each.record, heading);
      std::get<Facts>(blocks_.back())
          .facts.push_back({record_name(*each.record, 'q', each.question->number),
                            question_phrase(each, fmt::format("{}.{}", key, rows.size()))});
      rows.emplace_back(asked_object(each, as_of_));
      last = each.record;
    }
    return rows;
  }

  void remark(Phrase text) {
    blocks_.emplace_back(Note{.text = std::move(text), .tone = Tone::aside});
  }

  [[nodiscard]] const List& courses() const { return courses_; }
  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }

 private:
  void begin(const CourseRecord& record, std::string_view heading) {
    const Standing course = standing_of(record, catalogue_, as_of_);
    const auto [place, is_new] = places_.try_emplace(&record, courses_.size());
    if (is_new) courses_.emplace_back(standing_object(course, as_of_));
    blocks_.emplace_back(
        Facts{.heading = fmt::format("{}{}", heading, reference_of(record).text()),
              .facts = course_facts(course, fmt::format("courses.{}", place->second))});
  }

  const Catalogue& catalogue_;
  Date as_of_;
  List courses_ = {};
  std::map<const CourseRecord*, std::size_t> places_ = {};
  std::vector<Block> blocks_ = {};
};

Facts header(const SupervisionScope& scope, std::size_t open, std::size_t answered) {
  std::vector<Fact> facts{{"Week", "{period.week}, {period.from:day} to {period.to:day}"}};
  if (scope.therapist) facts.push_back({"Therapist", "{therapist}"});
  facts.push_back({"Open", open == 0 ? "no question is open"
                                     : "{open:question/questions}, the oldest for "
                                       "{questions.0.days_open:day/days}"});
  if (answered > 0) facts.push_back({"Answered", "{answered_in_week} in the week"});
  return {.heading = "", .facts = std::move(facts)};
}

}  // namespace

Report supervision(const std::vector<CourseRecord>& records, const Catalogue& catalogue,
                   const SupervisionScope& scope, Date as_of) {
  const auto open =
      questions(records, [](const Question& each) { return !each.answered_on.has_value(); });
  const auto answered = questions(records, [&](const Question& each) {
    return each.answered_on && scope.week.contains(*each.answered_on);
  });
  const std::string week = week_name(scope.week.first);
  Report report{.schema = "ipt.supervision/1",
                .title = "IPT SUPERVISION",
                .file_name = "supervision-" + week,
                .as_of = as_of};
  if (scope.therapist) report.file_name += "-" + scope.therapist->text();
  Sheet sheet{catalogue, as_of};
  List open_rows = sheet.draw(open, "questions", "");
  if (!open.empty())
    sheet.remark("ipt supervision answer REF --minutes N -e records what came of a question.");
  List answered_rows = sheet.draw(answered, "answered", "ANSWERED  ");

  report.data
      .add("period",
           Object{}.add("week", week).add("from", scope.week.first).add("to", scope.week.last))
      .add("therapist", scope.therapist ? Value{scope.therapist->text()} : Value{})
      .add("open", static_cast<int>(open.size()))
      .add("answered_in_week", static_cast<int>(answered.size()))
      .add("questions", std::move(open_rows))
      .add("answered", std::move(answered_rows))
      .add("courses", sheet.courses());
  report.blocks.emplace_back(header(scope, open.size(), answered.size()));
  for (const Block& each : sheet.blocks()) report.blocks.push_back(each);
  return report;
}

}  // namespace ipt::report
