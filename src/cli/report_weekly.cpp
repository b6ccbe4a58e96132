#include "cli/report_weekly.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/course_fields.hpp"
#include "cli/week.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/domain/late.hpp"
#include "ipt/report/weekly.hpp"

namespace ipt::cli {
namespace {

// The courses that late entries are about, each read once.
class LateCourses {
 public:
  LateCourses(const store::Records& records, Date as_of, Date today)
      : records_(records), as_of_(as_of), today_(today) {}

  // `K7/1`; null when the course is no longer there.
  const CourseRecord* find(const std::string& name) {
    if (name.empty()) return nullptr;
    const auto [place, is_new] = found_.try_emplace(name);
    if (is_new) place->second = read(name);
    return place->second ? &*place->second : nullptr;
  }

 private:
  [[nodiscard]] std::optional<CourseRecord> read(const std::string& name) const {
    const CourseReference reference = read_course_reference(name);
    const auto courses = records_.courses_of(reference.client);
    if (std::ranges::find(courses, *reference.number, &Course::number) == courses.end()) {
      return std::nullopt;
    }
    return known_on(records_.course(reference).record, as_of_, today_);
  }

  const store::Records& records_;
  Date as_of_;
  Date today_;
  std::map<std::string, std::optional<CourseRecord>> found_ = {};
};

// What was written late of the courses in question; the leave of the therapist is about all.
void add_late(report::WeeklyReview& review, const store::Records& records,
              const report::WeeklyScope& scope, const Catalogue& catalogue, Date today) {
  const auto changes = records.changed_within(scope.days());
  LateCourses courses{records, scope.as_of, today};
  for (const LateEntry& each : late_entries(changes, scope.week.first, catalogue)) {
    const std::string& name = each.change->change.course;
    const CourseRecord* record = courses.find(name);
    const bool is_theirs = !scope.therapist || name.empty() ||
                           (record != nullptr && record->course.therapist &&
                            same_code(*record->course.therapist, *scope.therapist));
    if (is_theirs) review.add_late(each, record);
  }
}

}  // namespace

void report_weekly(Invocation& invocation) {
  const Days week = read_week(invocation);
  report::WeeklyScope scope{.week = week,
                            .as_of = day_of(invocation, week),
                            .therapist = read_therapist(invocation.arguments()),
                            .school = invocation.school()};
  Catalogue catalogue;  // the review points into it
  const report::Report report = invocation.read([&](const store::Records& records) {
    catalogue = records.catalogue();
    if (scope.therapist) scope.therapist = records.therapist(*scope.therapist);
    report::WeeklyReview review{scope, catalogue};
    const Date asked_from = scope.as_of.plus_days(-days_asked_after_end);
    store::CourseFilter filter{.therapist = scope.therapist,
                               .ended_from = std::min(week.first, asked_from)};
    if (scope.as_of < invocation.today()) filter.begun_by = scope.as_of;
    records.each_record(filter, [&](store::StoredCourse stored) {
      review.add(known_on(std::move(stored.record), scope.as_of, invocation.today()));
    });
    add_late(review, records, scope, catalogue, invocation.today());
    return review.report();
  });
  invocation.print_and_judge(report, report::Gravity::none);
}

}  // namespace ipt::cli
