#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/score.hpp"

namespace ipt {

// Rules on how a course is going, named E0 to E6. E0, the risk item, is `risk_item_state`; E1 is a
// reliable deterioration; the others read the PHQ-9. They inform a person and decide nothing: all
// come from medication, other therapies or consensus. No rule speaks before week 4, because some
// clients barely change until session 6 and then improve fast (Saunders et al. 2019).
//
// A day is counted in whole days from the baseline, which is day 0.

/// First and last day of a rule, both included.
struct Window {
  int from = 0;
  int to = 0;
};

/// A score stands for week N from a week before day 7 N to a week after it (our choice).
constexpr int days_either_side_of_week = 7;

/// E2 looks at week 4, as IPT-A did to predict remission (Gunlicks-Stoessel & Mufson 2011).
constexpr int early_improvement_week = 4;
constexpr Window early_improvement_window = {.from = 21, .to = 35};
/// E2 counts a fall of 20 % or more (VAST-D; Szegedi et al. 2009).
constexpr int early_improvement_percent = 20;
/// E2 is asked only of a baseline in the clinical range of the PHQ-9 (NHS Data Dictionary).
constexpr Points early_improvement_baseline = Points::whole(10);

/// E3 is the table "initial response after 4-6 weeks" of the MacArthur Initiative on Depression.
constexpr Window weeks_4_to_6 = {.from = 28, .to = 48};
/// It is not asked of a baseline from which nobody can fall so far (our choice).
constexpr Points adequate_fall = Points::whole(5);
constexpr Points possibly_inadequate_fall = Points::whole(2);

/// E4 looks at weeks 8 to 10, because psychotherapy may need so long before a change of treatment
/// is decided (ICSI).
constexpr Window weeks_8_to_10 = {.from = 56, .to = 70};
/// E4 counts less than a reliable improvement of the PHQ-9 (NHS Talking Therapies: 6 points) and a
/// total still in its clinical range (NHS Data Dictionary: 10 or more).
constexpr Points on_track_improvement = Points::whole(6);
constexpr Points still_clinical = Points::whole(10);

/// E6 takes the PHQ-9 below 5 (ICSI) three times over two weeks or more, after the three weekly
/// ratings by which an IPT trial defined stable remission.
constexpr Points remission_below = Points::whole(5);
constexpr int remission_readings = 3;
constexpr int remission_days = 14;

/// A score is recent for so many times the agreed spacing of sessions, 21 days of a weekly course
/// (our choice).
constexpr int recent_cadences = 3;

/// E3: what a fall of the PHQ-9 at weeks 4 to 6 means in psychotherapy.
enum class EarlyResponse {
  adequate,             ///< 5 points or more
  possibly_inadequate,  ///< 2 to 4 points
  inadequate,           ///< 1 point, none, or a rise
};

EarlyResponse response_at_weeks_4_to_6(Points baseline, Points score);

/// E2: a fall by 20 % of the baseline or more. Absent below a baseline of 10.
std::optional<bool> improved_early(Points baseline, Points score);

/// E5: a PHQ-9 of 17 or more at week 4, 13 at week 9 or 9 at week 14 predicts non-response
/// (Schueller et al. 2015, of cognitive behavioural therapy). Absent for other weeks.
std::optional<bool> predicts_non_response(int week, Points score);

/// E4: fewer than 6 points better than the baseline, and still 10 or more.
bool not_on_track(Points baseline, Points score);

/// E6: the last three valid totals all lie below 5, with 14 days or more from the first of them to
/// the last.
bool sustained_remission(std::span<const Reading> readings);

/// The score that stands for a week: the valid one nearest to day 7 * week, at most 7 days off; of
/// two equally near the later. Readings may come in any order. Points into `readings`; null when
/// there is none.
const Reading* reading_for_week(std::span<const Reading> readings, Date baseline, int week);

/// The latest valid score between two days, both included. Readings may come in any order. Points
/// into `readings`; null when there is none.
const Reading* latest_reading(std::span<const Reading> readings, Date baseline, int from_day,
                              int to_day);

/// What stands on the status line of a course, the most pressing first.
enum class Status {
  risk,                 ///< E0
  deteriorated,         ///< E1
  not_on_track,         ///< E4
  no_recent_score,      ///< the others would speak of old scores
  inadequate,           ///< E3
  possibly_inadequate,  ///< E3
  sustained_remission,  ///< E6
  on_track,             ///< none of them
};

/// The most pressing of the flags. No days: there is no score, which is not recent either;
/// `recent_days` days are still recent.
Status status_of(std::span<const Status> flags, std::optional<int> days_since_last_score,
                 int recent_days);

/// `NOT ON TRACK`.
std::string_view written(Status status);

/// `possibly inadequate`.
std::string_view written(EarlyResponse response);

/// The status of a course and what it rests on.
struct StatusLine {
  Status status = Status::on_track;
  std::string_view rule = {};              ///< `E0`, `recent`; empty for `on_track`
  const Instrument* instrument = nullptr;  ///< null only in a course without any measure
  /// The scores that the rule compares: the baseline and the later one; of E0 only the answered
  /// form, of `recent` only the last score, of E6 the first and the last of the three. Where no
  /// rule stands, those of the primary measure.
  std::optional<Reading> from = {};
  std::optional<Reading> to = {};
};

/// Nothing of a course that has ended; before the first session nothing but a risk.
///
/// E0 and E1 are asked of every measure, the first that is flagged stands; E3, E4 and E6 of the
/// PHQ-9. E4 is taken back once a later score is not `not_on_track`, E3 once one after its window
/// shows an adequate fall; neither is asked of a maintenance course. A recent score is one of the
/// primary measure, `measures.front()`, from session 1 on; none is asked for while a pause or a
/// break covers `as_of`.
///
/// `record` holds what is known on `as_of` (see `known_on`), `measures` are its measures.
std::optional<StatusLine> status_line(const CourseRecord& record,
                                      const std::vector<Measure>& measures, Date as_of);

/// What became of E2, E3 or E4. One of the last three is there when the check is judged.
struct EarlyCheck {
  enum class State {
    not_yet,   ///< the first day of the rule lies ahead
    no_score,  ///< no valid score in the window, or none so far
    judged,
  };

  std::string_view rule = {};  ///< `E2`
  Window window = {};          ///< in which the score lies
  State state = State::not_yet;
  std::optional<Reading> score = {};           ///< that was judged against the baseline
  std::optional<bool> improved_early = {};     ///< E2
  std::optional<EarlyResponse> response = {};  ///< E3
  std::optional<bool> not_on_track = {};       ///< E4
};

/// E2, E3 and E4 of a PHQ-9, in that order; none without a baseline, no E2 below a baseline of 10,
/// no E3 below 5.
/// E2 is judged from day 28 on, though its score may be a week older.
std::vector<EarlyCheck> early_checks(const Measure& phq9, Date as_of);

}  // namespace ipt
