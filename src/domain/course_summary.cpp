// What one course says to the outcomes of a caseload.
#include <algorithm>

#include "ipt/domain/caseload.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

int count(const CourseRecord& record, Attendance attendance) {
  return static_cast<int>(
      std::ranges::count(record.appointments, attendance, &Appointment::attendance));
}

// As `outcome_pairs` chooses: it looks at these two, else at the primary measure.
bool could_judge(const std::vector<Measure>& measures) {
  const bool by_nhs = std::ranges::any_of(measures, [](const Measure& each) {
    return each.instrument->code == "phq9" || each.instrument->code == "gad7";
  });
  if (by_nhs || measures.empty()) return by_nhs;
  const Instrument& primary = *measures.front().instrument;
  return primary.case_at && (primary.reliable_change || primary.error);
}

std::vector<TotalPair> total_pairs(const CourseRecord& record, const std::vector<Measure>& measures,
                                   const std::vector<ScorePair>& judged) {
  std::vector<TotalPair> pairs;
  for (const Measure& measure : measures) {
    const auto pair = score_pair(record, measure);
    if (!pair) continue;
    const bool is_judged =
        std::ranges::find(judged, measure.instrument, &ScorePair::instrument) != judged.end();
    pairs.push_back({.instrument = measure.instrument,
                     .first = *pair->first.total,
                     .last = *pair->last.total,
                     .judged = is_judged});
  }
  return pairs;
}

}  // namespace

CourseSummary summary(const CourseRecord& record, const Catalogue& catalogue, Date as_of) {
  const Course& course = record.course;
  CourseSummary result{.client = course.client,
                       .number = course.number,
                       .only_course = record.only_course,
                       .kind = course.kind,
                       .start = course.start,
                       .has_begun = course.start <= as_of,
                       .diagnosis = course.diagnosis,
                       .appointments = static_cast<int>(record.appointments.size()),
                       .attended = sessions_held(record),
                       .dna = count(record, Attendance::dna)};
  const FocusEpisode* agreed =
      focus_on(record, FocusRank::primary, course.end ? course.end->date : as_of);
  if (agreed != nullptr) result.focus = agreed->focus;
  const std::vector<Measure> all = measures(record, catalogue);
  if (!course.end) {
    if (const auto line = status_line(record, all, as_of)) result.status = line->status;
    return result;
  }
  result.end = {.status = course.end->status, .date = course.end->date};
  const std::vector<ScorePair> judged = outcome_pairs(record, all);
  result.pairs = total_pairs(record, all, judged);
  result.can_be_judged = could_judge(all);
  result.outcome = course_outcome(judged, result.attended);
  return result;
}

}  // namespace ipt
