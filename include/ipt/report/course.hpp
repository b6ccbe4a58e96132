#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// What now holds after `course create`.
Report course_created(const CourseRecord& record, const Catalogue& catalogue, Date today,
                      Outcome outcome);

/// After `course focus`: the episode with that number.
Report focus_recorded(const CourseRecord& record, int number, bool is_new, Date today,
                      Outcome outcome);

/// After `course pause` and `course resume`: what the pause does to the end of the course.
Report pause_recorded(const CourseRecord& record, int number, const std::string& schema, Date today,
                      Outcome outcome);

/// After `course amend`: everything that a course is.
Report course_amended(const CourseRecord& record, Date today, Outcome outcome);

/// Names the sessions that are in another phase than before: those held on the day of a new
/// agreement or after it.
void tell_rephased(Report& report, const CourseRecord& before, const CourseRecord& after);

/// Warns of sessions after the initial phase that have no focus.
void warn_about_open_sessions(Report& report, const CourseRecord& record);

/// Warns of an area with which the school of the user does not work.
void warn_about_area(Report& report, std::optional<Focus> area, School school);

/// After a change of the contract or the end of a course, under the schema of the command.
Report course_changed(const CourseRecord& record, const std::string& schema,
                      const std::string& what, Date today, Outcome outcome);

/// What a course that has ended came to.
void tell_outcome(Report& report, const CourseRecord& record, const Catalogue& catalogue);

/// One line a course, by client code.
Report course_list(const std::vector<CourseRecord>& records, const Catalogue& catalogue,
                   Date as_of);

/// Everything that is agreed about one course: contract and its changes, focus, pauses, goals,
/// formulation; its people and events, and how many contacts there are.
Report course_shown(const CourseRecord& record, Date as_of);

/// After `break add` and `break remove`, and `break list`.
Report break_recorded(const Absence& leave, Date today, Outcome outcome);
Report break_removed(const Absence& leave, Date today, Outcome outcome);
Report break_list(const std::vector<Absence>& breaks);

}  // namespace ipt::report
