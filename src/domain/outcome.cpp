#include "ipt/domain/outcome.hpp"

#include <algorithm>
#include <string_view>

#include "ipt/domain/change.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

// The measures on which NHS Talking Therapies judges a course.
bool is_judged_by_nhs(const Measure& measure) {
  return measure.instrument->code == "phq9" || measure.instrument->code == "gad7";
}

std::optional<Date> second_session(const CourseRecord& record) {
  int seen = 0;
  for (const Appointment& each : record.appointments) {
    if (was_seen(each.attendance) && ++seen == 2) return each.date;
  }
  return std::nullopt;
}

std::optional<Reliable> reliable_change_of(const ScorePair& pair) {
  return reliable_change(*pair.instrument, *pair.last.total - *pair.first.total);
}

bool can_judge(const ScorePair& pair) {
  return pair.instrument->case_at && reliable_change_of(pair);
}

// Whether something holds of any pair; nothing where it is known of none.
template <typename Question>
std::optional<bool> any_of(std::span<const ScorePair> pairs, const Question& question) {
  std::optional<bool> result;
  for (const ScorePair& pair : pairs) {
    const std::optional<bool> answer = question(pair);
    if (answer) result = result.value_or(false) || *answer;
  }
  return result;
}

std::optional<bool> any_changed(std::span<const ScorePair> pairs, Reliable how) {
  return any_of(pairs, [&](const ScorePair& pair) -> std::optional<bool> {
    const auto change = reliable_change_of(pair);
    return change ? std::optional{*change == how} : std::nullopt;
  });
}

void judge_caseness(CourseOutcome& outcome, std::span<const ScorePair> pairs) {
  outcome.case_start = any_of(
      pairs, [](const ScorePair& pair) { return is_case(*pair.instrument, *pair.first.total); });
  outcome.case_end = any_of(
      pairs, [](const ScorePair& pair) { return is_case(*pair.instrument, *pair.last.total); });
  if (outcome.case_start) outcome.recovery = *outcome.case_start && !*outcome.case_end;
}

void judge_change(CourseOutcome& outcome, std::span<const ScorePair> pairs) {
  const auto better = any_changed(pairs, Reliable::improved);
  if (!better) return;
  const bool worse = *any_changed(pairs, Reliable::deteriorated);
  outcome.reliable_improvement = *better && !worse;
  outcome.reliable_deterioration = worse && !*better;
  outcome.mixed = *better && worse;
  outcome.no_reliable_change = *better == worse;
}

int count(std::span<const CourseOutcome> outcomes, std::optional<bool> CourseOutcome::*answer,
          bool wanted = true) {
  return static_cast<int>(std::ranges::count(outcomes, std::optional{wanted}, answer));
}

}  // namespace

std::optional<ScorePair> score_pair(const CourseRecord& record, const Measure& measure) {
  const auto second = second_session(record);
  if (!second || !measure.change || measure.latest->date < *second) return std::nullopt;
  return ScorePair{
      .instrument = measure.instrument, .first = *measure.baseline, .last = *measure.latest};
}

std::vector<ScorePair> outcome_pairs(const CourseRecord& record,
                                     const std::vector<Measure>& measures) {
  std::vector<ScorePair> pairs;
  for (const Measure& measure : measures) {
    if (!is_judged_by_nhs(measure)) continue;
    if (const auto pair = score_pair(record, measure)) pairs.push_back(*pair);
  }
  if (!pairs.empty() || measures.empty()) return pairs;
  const auto primary = score_pair(record, measures.front());
  if (primary && can_judge(*primary)) pairs.push_back(*primary);
  return pairs;
}

CourseOutcome course_outcome(std::span<const ScorePair> pairs, int sessions_attended) {
  CourseOutcome outcome{.finished = sessions_attended >= sessions_of_finished_course};
  outcome.paired = outcome.finished && !pairs.empty();
  if (!outcome.paired) return outcome;
  judge_caseness(outcome, pairs);
  judge_change(outcome, pairs);
  if (outcome.recovery && outcome.reliable_improvement) {
    outcome.reliable_recovery = *outcome.recovery && *outcome.reliable_improvement;
  }
  return outcome;
}

ServiceRates service_rates(std::span<const CourseOutcome> outcomes) {
  ServiceRates rates{
      .courses = static_cast<int>(outcomes.size()),
      .finished = static_cast<int>(std::ranges::count(outcomes, true, &CourseOutcome::finished)),
      .paired = static_cast<int>(std::ranges::count(outcomes, true, &CourseOutcome::paired)),
      .not_case_at_start = count(outcomes, &CourseOutcome::case_start, false)};
  const auto of_paired = [&](auto answer) {
    return Proportion{.n = count(outcomes, answer), .of = rates.paired};
  };
  const auto of_cases = [&](auto answer) {
    return Proportion{.n = count(outcomes, answer), .of = rates.paired - rates.not_case_at_start};
  };
  rates.completeness = {.n = rates.paired, .of = rates.finished};
  rates.recovery = of_cases(&CourseOutcome::recovery);
  rates.reliable_improvement = of_paired(&CourseOutcome::reliable_improvement);
  rates.reliable_recovery = of_cases(&CourseOutcome::reliable_recovery);
  rates.reliable_deterioration = of_paired(&CourseOutcome::reliable_deterioration);
  rates.no_reliable_change = of_paired(&CourseOutcome::no_reliable_change);
  rates.mixed = count(outcomes, &CourseOutcome::mixed);
  return rates;
}

}  // namespace ipt
