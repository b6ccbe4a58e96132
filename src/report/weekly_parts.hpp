// What `report weekly` is made of: the rows of its lists, and the blocks that show them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/check.hpp"
#include "ipt/domain/late.hpp"
#include "ipt/report/report.hpp"
#include "ipt/report/weekly.hpp"

namespace ipt::report {

/// A course in a line: how far it is, its focus, the primary measure, the last session.
Object weekly_course_row(const CheckedCourse& course, const std::vector<CheckedRule>& findings);

/// A course that began, and what was agreed.
Object started_row(const CourseRecord& record);
/// A course that ended: how far it came, its primary measure, how it ended.
Object ended_row(const CheckedCourse& course);
/// The session that was due and is not recorded; nothing when there is none.
std::optional<Object> unrecorded_row(const CheckedCourse& course);

/// What comes in the week after, and the day by which it is sorted; a pause has none.
struct ComingRow {
  std::optional<Date> date = {};
  Object row = {};
};

/// The session that falls within `days`, the next one or one that follows it, and what is due at
/// it; or the pause that takes these days.
std::optional<ComingRow> coming_row(const CheckedCourse& course,
                                    const std::vector<CheckedRule>& rules, const Days& days);
/// The therapist's leave, for all courses.
Object coming_break_row(const Absence& leave);

/// What was written down or changed late; `record` is its course, null where there is none any
/// more.
Object late_row(const LateEntry& entry, const CourseRecord* record, const Catalogue& catalogue);

/// How the courses of the tables are shown.
struct WeeklyTables {
  /// The name of the primary measure when it is the same in all of them, else empty.
  std::string measure = {};
  std::vector<std::string> on_course = {};  ///< paths of the courses without a finding
  bool attention_has_states = false;        ///< whether one of those with a finding is paused, ...
  bool has_therapists = false;              ///< whether it is to be said whose each course is
};

/// The blocks over the data of the report, in the order of the page.
void add_weekly_blocks(Report& report, const WeeklyScope& scope, const WeeklyTables& tables);

}  // namespace ipt::report
