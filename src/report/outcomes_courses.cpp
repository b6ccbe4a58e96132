// The courses of the report on outcomes, one by one.
#include <algorithm>
#include <utility>

#include "ipt/base/text.hpp"
#include "ipt/domain/change.hpp"
#include "report/outcomes_parts.hpp"
#include "report/parts.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

std::string_view outcome_words(const CourseSummary& course) {
  const CourseOutcome& outcome = course.outcome;
  if (!outcome.finished) return "not finished";
  if (!outcome.paired) return course.can_be_judged ? "no second score" : "cannot be judged";
  if (outcome.reliable_recovery.value_or(false)) return "reliable recovery";
  if (outcome.reliable_improvement.value_or(false)) return "reliable improvement";
  if (outcome.reliable_deterioration.value_or(false)) return "reliable deterioration";
  if (outcome.mixed.value_or(false)) return "mixed";
  return outcome.recovery.value_or(false) ? "recovery, not reliable" : "no reliable change";
}

Object course_outcome_object(const CourseSummary& course) {
  List judged_on;
  for (const TotalPair& pair : course.pairs) {
    if (pair.judged) judged_on.emplace_back(pair.instrument->code);
  }
  return outcome_object(course.outcome, outcome_words(course), std::move(judged_on));
}

// What the measure of a course says; all null without a pair.
void add_judged_pair(Object& row, const TotalPair* pair) {
  std::optional<Points> change;
  std::optional<Reliable> reliable;
  std::optional<Category> found;
  if (pair != nullptr) {
    change = pair->last - pair->first;
    reliable = reliable_change(*pair->instrument, *change);
    found = category(*pair->instrument, pair->first, pair->last);
  }
  const bool can_respond = pair != nullptr && pair->instrument->response_by_half;
  row.add("instrument", pair == nullptr ? Value{} : Value{pair->instrument->code})
      .add("name", pair == nullptr ? Value{} : Value{pair->instrument->name})
      .add("first", pair == nullptr ? Value{} : value_of(pair->first))
      .add("last", pair == nullptr ? Value{} : value_of(pair->last))
      .add("change", value_of(change))
      .add("reliable", reliable ? Value{reliable_name(*reliable)} : Value{})
      .add("category", found ? Value{written(*found)} : Value{})
      .add("response", can_respond ? Value{response(pair->first, pair->last)} : Value{})
      .add("remission", pair == nullptr ? Value{} : Value{remission(*pair->instrument, pair->last)})
      .add("case_start", pair == nullptr ? Value{} : Value{is_case(*pair->instrument, pair->first)})
      .add("case_end", pair == nullptr ? Value{} : Value{is_case(*pair->instrument, pair->last)});
}

// The pair that a course is judged on; of one that cannot be judged, that of its first measure.
const TotalPair* shown_pair(const CourseSummary& course) {
  if (const TotalPair* judged = judged_pair(course)) return judged;
  const bool has_scores = course.outcome.finished && !course.pairs.empty();
  return has_scores ? &course.pairs.front() : nullptr;
}

Object course_row(const CourseSummary& course) {
  const CourseReference reference{
      .client = course.client,
      .number = course.only_course ? std::nullopt : std::optional{course.number}};
  Object row;
  row.add("reference", reference.text())
      .add("client", course.client.text())
      .add("number", course.number)
      .add("end_date", course.end->date)
      .add("end_status", name_of(course.end->status))
      .add("attended", course.attended);
  add_judged_pair(row, shown_pair(course));
  row.add("outcome", course_outcome_object(course));
  return row;
}

}  // namespace

List course_rows(std::vector<const CourseSummary*> courses) {
  std::ranges::sort(courses, {}, [](const CourseSummary* course) {
    return std::pair{lower(course->client.text()), course->number};
  });
  List rows;
  rows.reserve(courses.size());
  for (const CourseSummary* course : courses) rows.emplace_back(course_row(*course));
  return rows;
}

std::vector<std::string> course_columns() {
  return {"reference",
          "client",
          "number",
          "end_date",
          "end_status",
          "attended",
          "instrument",
          "name",
          "first",
          "last",
          "change",
          "reliable",
          "category",
          "response",
          "remission",
          "case_start",
          "case_end",
          "outcome_text",
          "outcome_judged_on",
          "outcome_finished",
          "outcome_paired",
          "outcome_case_start",
          "outcome_case_end",
          "outcome_recovery",
          "outcome_reliable_improvement",
          "outcome_reliable_recovery",
          "outcome_reliable_deterioration",
          "outcome_mixed",
          "outcome_no_reliable_change"};
}

}  // namespace ipt::report
