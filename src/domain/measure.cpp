#include "ipt/domain/measure.hpp"

#include <algorithm>

#include "ipt/domain/risk.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

// The definition by which a course is judged is that of its latest score, so that one that comes
// later changes nothing by itself; after the end not even with a score of a follow-up.
const Instrument* definition_in(const CourseRecord& record, const Catalogue& catalogue,
                                std::string_view code) {
  const Score* latest = nullptr;
  const Score* counted = nullptr;
  for (const FiledScore& filed : record.scores) {
    if (filed.score.instrument() != code) continue;
    latest = &filed.score;
    if (!record.course.end || latest->date() <= record.course.end->date) counted = latest;
  }
  if (counted != nullptr) latest = counted;
  return latest == nullptr ? catalogue.find_code(code) : catalogue.find(code, latest->version());
}

// The valid totals that count towards change.
std::vector<Reading> counted_readings(const CourseRecord& record, const Measure& measure) {
  std::vector<Reading> counted;
  const auto from = find_first_session(record);
  if (!from) return counted;
  for (const Reading& reading : measure.readings) {
    const bool after_end = record.course.end && reading.date > record.course.end->date;
    if (reading.total && reading.date >= *from && !after_end) counted.push_back(reading);
  }
  return counted;
}

}  // namespace

Measure measure(const CourseRecord& record, const Instrument& instrument) {
  Measure result{.instrument = &instrument};
  for (const FiledScore& filed : record.scores) {
    if (filed.score.instrument() == instrument.code) {
      result.readings.push_back(read(filed.score, instrument));
    }
  }
  const std::vector<Reading> counted = counted_readings(record, result);
  if (counted.empty()) return result;
  result.baseline = counted.front();
  result.latest = counted.back();
  if (counted.size() < 2) return result;
  result.previous = counted[counted.size() - 2];
  const Points before = *result.baseline->total;
  result.change = *result.latest->total - before;
  result.reliable = reliable_change(instrument, *result.change);
  result.percent_reduction = percent_reduction(before, *result.latest->total);
  return result;
}

std::vector<Measure> measures(const CourseRecord& record, const Catalogue& catalogue) {
  std::vector<Measure> result;
  for (const std::string& code : record.course.instruments) {
    if (const Instrument* found = definition_in(record, catalogue, code)) {
      result.push_back(measure(record, *found));
    }
  }
  for (const Instrument* each : catalogue.instruments()) {
    const bool listed =
        std::ranges::find(record.course.instruments, each->code) != record.course.instruments.end();
    const bool scored = std::ranges::any_of(record.scores, [&](const FiledScore& filed) {
      return filed.score.instrument() == each->code;
    });
    if (!listed && scored) {
      result.push_back(measure(record, *definition_in(record, catalogue, each->code)));
    }
  }
  return result;
}

const Reading* reading_on(const Measure& measure, Date date) {
  const auto found = std::ranges::find(measure.readings, date, &Reading::date);
  return found == measure.readings.end() ? nullptr : &*found;
}

std::vector<PositiveRiskAnswer> positive_risk_answers(const CourseRecord& record,
                                                      const Measure& measure) {
  std::vector<PositiveRiskAnswer> answers;
  if (!measure.instrument->risk) return answers;
  for (const Reading& reading : measure.readings) {
    if (!answers.empty() && !answers.back().next_form) answers.back().next_form = reading.date;
    if (reading.risk_positive) {
      answers.push_back({.date = reading.date, .answer = *reading.risk_answer});
    }
  }
  for (PositiveRiskAnswer& each : answers) {
    each.action_on = first_risk_action(record, each.date, each.next_form);
  }
  return answers;
}

std::optional<RiskItemState> risk_item_state(const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  if (!instrument.risk || measure.readings.empty()) return std::nullopt;
  RiskItemState state{.instrument = &instrument,
                      .unanswered = !measure.readings.back().risk_answer.has_value()};
  for (const Reading& reading : measure.readings) {
    if (!reading.risk_answer) continue;
    state.latest = reading.risk_answer;
    state.date = reading.date;
    state.positive = reading.risk_positive;
  }
  for (const PositiveRiskAnswer& each : positive_risk_answers(record, measure)) {
    if (each.date == state.date) {
      state.followed_up = each.action_on.has_value();
    } else if (!each.action_on) {
      state.earlier_without_action.push_back(each.date);
    }
  }
  return state;
}

}  // namespace ipt
