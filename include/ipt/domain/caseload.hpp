#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/early_response.hpp"
#include "ipt/domain/outcome.hpp"
#include "ipt/domain/statistics.hpp"

namespace ipt {

/// Days from `from` to `to`, both included; without one of them open on that side.
struct Period {
  std::optional<Date> from = {};
  std::optional<Date> to = {};

  [[nodiscard]] bool contains(Date date) const {
    return (!from || *from <= date) && (!to || date <= *to);
  }
};

/// First and last total of a course on one measure.
struct TotalPair {
  const Instrument* instrument = nullptr;
  Points first = {};
  Points last = {};
  bool judged = false;  ///< the outcome of the course rests on it
};

/// What the outcomes of a caseload need of one course, and nothing more: 100,000 of them are held
/// at once. No free text but the diagnosis, which is a label.
struct CourseSummary {
  struct End {
    EndStatus status = EndStatus::unknown;
    Date date;
  };

  ClientCode client;
  int number = 1;
  bool only_course = true;  ///< of the client
  CourseKind kind = CourseKind::acute;
  Date start;
  bool has_begun = true;  ///< the start does not lie ahead
  std::optional<End> end = {};
  std::optional<Focus> focus = {};  ///< the primary one in force at the end, or now
  std::string diagnosis = {};       ///< empty while none is given
  int appointments = 0;
  int attended = 0;
  int dna = 0;
  std::vector<TotalPair> pairs = {};  ///< of an ended course, the primary measure first
  /// Whether a measure could say what the course came to: the PHQ-9, the GAD-7, or a primary
  /// measure with a cut-off and a threshold of reliable change.
  bool can_be_judged = false;
  CourseOutcome outcome = {};         ///< of an ended course
  std::optional<Status> status = {};  ///< of an open course; see `status_line`

  [[nodiscard]] bool is_open() const { return has_begun && !end; }
};

/// `record` holds what is known on `as_of` (see `known_on`). The summary points to instruments,
/// which the catalogue must outlive.
CourseSummary summary(const CourseRecord& record, const Catalogue& catalogue, Date as_of);

/// The pair that speaks for a course in a list: the first of those on which it is judged; null when
/// it is not finished or not paired.
const TotalPair* judged_pair(const CourseSummary& course);

/// Attended sessions of the finished courses.
struct SessionRange {
  double median = 0;
  int min = 0;
  int max = 0;
};

/// Open courses, each once, under the most pressing status.
struct OpenCourses {
  int risk = 0;
  int deteriorated = 0;
  int not_on_track = 0;
  int no_recent_score = 0;
  int others = 0;  ///< none of these, or the first session has not been held

  [[nodiscard]] int total() const {
    return risk + deteriorated + not_on_track + no_recent_score + others;
  }
};

struct InstrumentEffect {
  const Instrument* instrument = nullptr;
  EffectSize effect = {};
};

/// The outcomes of acute courses. "Ended" is ended within the period, "finished" ended with two or
/// more attended sessions, "paired" finished with a first and a last score. Every proportion has
/// its own denominator.
struct Outcomes {
  int started = 0;                             ///< first day within the period
  std::map<EndStatus, int> ended_by = {};      ///< each status that occurs
  OpenCourses open = {};                       ///< whenever they started
  ServiceRates rates = {};                     ///< of the ended ones; `rates.courses` counts those
  int not_judgeable = 0;                       ///< finished, without a measure that could judge
  int without_second_score = 0;                ///< finished and unpaired otherwise
  Proportion response = {};                    ///< of PHQ-9 pairs with a first total of 10 or more
  Proportion remission = {};                   ///< of the same
  Proportion dna = {};                         ///< of all appointments of the ended courses
  Proportion ended_early = {};                 ///< by the client, of the ended courses
  std::optional<SessionRange> sessions = {};   ///< nothing without a finished course
  std::vector<InstrumentEffect> effects = {};  ///< of finished courses; the most used measure first
  int maintenance = 0;                         ///< courses of the period that are not counted
};

Outcomes outcomes(std::span<const CourseSummary> courses, const Period& period);

/// Those that ended within the period and are counted.
std::vector<const CourseSummary*> ended_within(std::span<const CourseSummary> courses,
                                               const Period& period);

/// What courses are grouped by; never by therapist.
enum class GroupBy { focus, diagnosis, year };

/// A group with fewer ended courses is merged with others (NHS England holds back counts below 5).
constexpr int smallest_group = 5;

struct OutcomeGroup {
  std::string name = {};   ///< an id of a focus, `open`, a diagnosis, `not given`, a year, `other`
  bool is_merged = false;  ///< `other`: of which groups it is made is said nowhere
  Outcomes outcomes = {};
};

/// The outcomes of each group, in the order of the focus areas, of the diagnoses or of the years,
/// which is no ranking. The year is that of the end; of a course that runs, of its start. Small
/// groups become `other`, at the end; while that is itself small, the smallest of the larger groups
/// joins it, so that it cannot be found as the difference. (An `other` without an ended course has
/// nothing to hide.)
std::vector<OutcomeGroup> grouped(std::span<const CourseSummary> courses, const Period& period,
                                  GroupBy by);

}  // namespace ipt
