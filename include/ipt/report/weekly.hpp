#pragma once

#include <memory>
#include <optional>

#include "ipt/base/date.hpp"
#include "ipt/base/period.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/code.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/late.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// Which week, of whom, and the day from which it is seen.
struct WeeklyScope {
  Days week;  ///< an ISO week
  Date as_of;
  std::optional<TherapistCode> therapist = {};
  School school = School::weissman;

  /// The days of the week that have come: to the last one or to `as_of`.
  [[nodiscard]] Days days() const { return {week.first, std::min(week.last, as_of)}; }
};

/// `report weekly`, `ipt.weekly/1`: the open courses that need a second look, worst first, those
/// that are on course, what was recorded or corrected late, who started and ended, what is not
/// recorded, and what comes next week. No free text about a client stands in it. Courses are handed
/// in one at a time; of each a few lines are kept.
class WeeklyReview {
 public:
  /// The catalogue must outlive it.
  WeeklyReview(WeeklyScope scope, const Catalogue& catalogue);
  ~WeeklyReview();
  WeeklyReview(WeeklyReview&&) noexcept;
  WeeklyReview& operator=(WeeklyReview&&) = delete;
  WeeklyReview(const WeeklyReview&) = delete;
  WeeklyReview& operator=(const WeeklyReview&) = delete;

  /// A course that was open on some day of the week or later, by code and number. `record` holds
  /// what is known on the day of the scope (see `known_on`).
  void add(const CourseRecord& record);

  /// In the order of `late_entries`; without a record when the course is no longer there, or for
  /// the leave of the therapist.
  void add_late(const LateEntry& entry, const CourseRecord* record);

  /// The report of all that was handed in; it is taken out of here.
  [[nodiscard]] Report report();

 private:
  struct Rows;

  WeeklyScope scope_;
  const Catalogue& catalogue_;
  std::unique_ptr<Rows> rows_;
};

}  // namespace ipt::report
