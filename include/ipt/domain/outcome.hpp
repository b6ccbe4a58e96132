#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/score.hpp"
#include "ipt/domain/statistics.hpp"

namespace ipt {

// What a course came to, in the style of NHS Talking Therapies: the definitions are theirs, the
// figures are not theirs (nothing is submitted, nothing adjusted).

/// A course counts as finished from so many attended sessions on (NHS England, key metrics).
constexpr int sessions_of_finished_course = 2;

/// First and last score of a course on one measure; both have totals.
struct ScorePair {
  const Instrument* instrument = nullptr;
  Reading first;
  Reading last;
};

/// First is the earliest valid total on or after attended session 1, last the latest on or after
/// attended session 2, another record than the first and not after the end of the course (NHS
/// England's pairing; scores of a follow-up never replace the last one). Nothing when either is
/// missing: such a course is unpaired, and nothing is made up for it.
std::optional<ScorePair> score_pair(const CourseRecord& record, const Measure& measure);

/// The pairs on which a course is judged: PHQ-9 and GAD-7, as far as they have both scores. When
/// neither has, the primary measure, if it has a pair, a cut-off and a threshold of reliable
/// change.
std::vector<ScorePair> outcome_pairs(const CourseRecord& record,
                                     const std::vector<Measure>& measures);

/// The outcome of one course over its measures. All from `case_start` on is absent when the course
/// is not finished or not paired.
struct CourseOutcome {
  bool finished = false;                ///< two or more sessions attended
  bool paired = false;                  ///< finished, with both scores of a measure
  std::optional<bool> case_start = {};  ///< clinical on any measure at the first score
  std::optional<bool> case_end = {};    ///< clinical on any measure at the last score
  std::optional<bool> recovery = {};    ///< a case at the start, on no measure at the end
  /// Reliably better on one measure, reliably worse on none.
  std::optional<bool> reliable_improvement = {};
  /// Reliably worse on one measure, reliably better on none.
  std::optional<bool> reliable_deterioration = {};
  /// Better on one, worse on another: counted as no reliable change.
  std::optional<bool> mixed = {};
  std::optional<bool> no_reliable_change = {};
  std::optional<bool> reliable_recovery = {};  ///< recovery and reliable improvement

  bool operator==(const CourseOutcome&) const = default;
};

/// Of an ended course: who has not ended has no outcome. A measure without both scores is left out,
/// and the course judged on the others. Definitions: NHS England, Talking Therapies key metrics;
/// improvement in one direction with deterioration in the other as Gyani et al. 2013.
CourseOutcome course_outcome(std::span<const ScorePair> pairs, int sessions_attended);

/// Rates of a caseload of ended courses, each with its denominator.
struct ServiceRates {
  int courses = 0;
  int finished = 0;
  int paired = 0;                          ///< and finished
  int not_case_at_start = 0;               ///< of the paired ones
  Proportion completeness = {};            ///< paired of finished
  Proportion recovery = {};                ///< of the paired ones that were cases at the start
  Proportion reliable_improvement = {};    ///< of the paired ones
  Proportion reliable_recovery = {};       ///< of the paired ones that were cases at the start
  Proportion reliable_deterioration = {};  ///< of the paired ones
  Proportion no_reliable_change = {};      ///< of the paired ones, `mixed` among them
  int mixed = 0;
};

/// Denominators as in the key metrics of NHS England, except that an unpaired course is in none and
/// that 0 of 12 is 0 %.
ServiceRates service_rates(std::span<const CourseOutcome> outcomes);

}  // namespace ipt
