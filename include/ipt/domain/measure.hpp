#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/change.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/score.hpp"

namespace ipt {

/// What one instrument says over a course.
struct Measure {
  const Instrument* instrument = nullptr;
  std::vector<Reading> readings = {};    ///< every score, by date
  std::optional<Reading> baseline = {};  ///< first valid total on or after session 1
  std::optional<Reading> previous =
      {};  ///< the valid total before the latest one, from the baseline on
  std::optional<Reading> latest =
      {};  ///< last valid total from the baseline on, up to the course's end
  std::optional<Points> change = {};  ///< latest - baseline; absent without two different scores
  std::optional<double> percent_reduction =
      {};                                 ///< of the baseline, a fall is positive; absent from 0
  std::optional<Reliable> reliable = {};  ///< absent without a threshold or without a pair
};

/// A score dated before session 1 is a referral score: listed, but never the baseline.
Measure measure(const CourseRecord& record, const Instrument& instrument);

/// The instruments of the course, the primary one first, then any other with a score.
std::vector<Measure> measures(const CourseRecord& record, const Catalogue& catalogue);

/// The reading of an instrument on a day.
const Reading* reading_on(const Measure& measure, Date date);

/// An answer to a risk item at its limit or above, and what came of it.
struct PositiveRiskAnswer {
  Date date;
  int answer = 0;
  std::optional<Date> next_form = {};  ///< day of the next form of the same instrument
  /// The first risk action recorded with an appointment or a contact on or after that day and
  /// before the next form.
  std::optional<Date> action_on = {};
};

/// Every one of them, by date. None when the instrument has no risk item.
std::vector<PositiveRiskAnswer> positive_risk_answers(const CourseRecord& record,
                                                      const Measure& measure);

/// What the risk item of an instrument last said. The program never assesses risk: it says whether
/// a person wrote down what was done.
struct RiskItemState {
  const Instrument* instrument = nullptr;
  std::optional<int> latest = {};  ///< the last answer given
  std::optional<Date> date = {};   ///< of that answer
  bool positive = false;           ///< the last answer is at the limit of the item or above
  /// The latest form left it out, or is known by its total alone.
  bool unanswered = false;
  /// Of the last answer, see `PositiveRiskAnswer`; absent when it is not positive.
  std::optional<bool> followed_up = {};
  /// Days of earlier positive answers after which, up to the next form, no action is recorded.
  std::vector<Date> earlier_without_action = {};
};

/// Absent when the instrument has no risk item or no score.
std::optional<RiskItemState> risk_item_state(const CourseRecord& record, const Measure& measure);

}  // namespace ipt
