#include "ipt/domain/early_response.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "domain/counted_readings.hpp"

namespace ipt {
namespace {

constexpr int days_a_week = 7;

// E5: totals of the PHQ-9 that predict non-response from them on (Schueller et al. 2015).
struct WeekLimit {
  int week = 0;
  Points from = {};
};
constexpr std::array non_response_limits = {
    WeekLimit{.week = 4, .from = Points::whole(17)},
    WeekLimit{.week = 9, .from = Points::whole(13)},
    WeekLimit{.week = 14, .from = Points::whole(9)},
};

// Nearer to the day, and of two equally near the later.
bool stands_before(const Reading& one, const Reading& other, Date target) {
  const int distance = std::abs(one.date.days_since(target));
  const int other_distance = std::abs(other.date.days_since(target));
  return distance != other_distance ? distance < other_distance : one.date > other.date;
}

// A check as far as its window tells; `first_day` is the first on which it is judged.
EarlyCheck check_of(std::string_view rule, Window window, int first_day, const Reading* score,
                    int today) {
  EarlyCheck check{.rule = rule, .window = window};
  if (today < first_day) return check;
  check.state = score == nullptr ? EarlyCheck::State::no_score : EarlyCheck::State::judged;
  if (score != nullptr) check.score = *score;
  return check;
}

}  // namespace

EarlyResponse response_at_weeks_4_to_6(Points baseline, Points score) {
  const Points fall = baseline - score;
  if (fall >= adequate_fall) return EarlyResponse::adequate;
  return fall >= possibly_inadequate_fall ? EarlyResponse::possibly_inadequate
                                          : EarlyResponse::inadequate;
}

std::optional<bool> improved_early(Points baseline, Points score) {
  if (baseline < early_improvement_baseline) return std::nullopt;
  const Points fall = baseline - score;
  return 100 * fall.in_hundredths() >= early_improvement_percent * baseline.in_hundredths();
}

std::optional<bool> predicts_non_response(int week, Points score) {
  const auto* const limit = std::ranges::find(non_response_limits, week, &WeekLimit::week);
  if (limit == non_response_limits.end()) return std::nullopt;
  return score >= limit->from;
}

bool not_on_track(Points baseline, Points score) {
  return baseline - score < on_track_improvement && score >= still_clinical;
}

bool sustained_remission(std::span<const Reading> readings) {
  const std::vector<Reading> last = last_valid(readings, remission_readings);
  if (std::ssize(last) < remission_readings) return false;
  const bool all_below =
      std::ranges::all_of(last, [](const Reading& each) { return *each.total < remission_below; });
  return all_below && last.back().date.days_since(last.front().date) >= remission_days;
}

const Reading* reading_for_week(std::span<const Reading> readings, Date baseline, int week) {
  const Date target = baseline.plus_days(days_a_week * week);
  const Reading* found = nullptr;
  for (const Reading& each : readings) {
    if (!each.total) continue;
    if (std::abs(each.date.days_since(target)) > days_either_side_of_week) continue;
    if (found == nullptr || stands_before(each, *found, target)) found = &each;
  }
  return found;
}

const Reading* latest_reading(std::span<const Reading> readings, Date baseline, int from_day,
                              int to_day) {
  const Reading* found = nullptr;
  for (const Reading& each : readings) {
    const int day = each.date.days_since(baseline);
    if (!each.total || day < from_day || day > to_day) continue;
    if (found == nullptr || each.date > found->date) found = &each;
  }
  return found;
}

std::vector<EarlyCheck> early_checks(const Measure& phq9, Date as_of) {
  if (!phq9.baseline) return {};
  const std::vector<Reading> counted = counted_readings(phq9);
  const Date start = phq9.baseline->date;
  const Points baseline = *phq9.baseline->total;
  const int today = as_of.days_since(start);
  const auto latest_in = [&](Window window) {
    return latest_reading(counted, start, window.from, window.to);
  };
  std::vector<EarlyCheck> checks;
  if (baseline >= early_improvement_baseline) {
    EarlyCheck& e2 = checks.emplace_back(
        check_of("E2", early_improvement_window, days_a_week * early_improvement_week,
                 reading_for_week(counted, start, early_improvement_week), today));
    if (e2.score) e2.improved_early = improved_early(baseline, *e2.score->total);
  }
  if (baseline >= adequate_fall) {
    EarlyCheck& e3 = checks.emplace_back(
        check_of("E3", weeks_4_to_6, weeks_4_to_6.from, latest_in(weeks_4_to_6), today));
    if (e3.score) e3.response = response_at_weeks_4_to_6(baseline, *e3.score->total);
  }
  EarlyCheck& e4 = checks.emplace_back(
      check_of("E4", weeks_8_to_10, weeks_8_to_10.from, latest_in(weeks_8_to_10), today));
  if (e4.score) e4.not_on_track = not_on_track(baseline, *e4.score->total);
  return checks;
}

std::string_view written(EarlyResponse response) {
  switch (response) {
    case EarlyResponse::adequate:
      return "adequate";
    case EarlyResponse::possibly_inadequate:
      return "possibly inadequate";
    case EarlyResponse::inadequate:
      break;
  }
  return "inadequate";
}

}  // namespace ipt
