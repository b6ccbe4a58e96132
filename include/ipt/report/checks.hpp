#pragma once

#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// `check K7`, `ipt.check/1`: every check asked of one course; each finding with the sessions that
/// caused it, rule, reason and source, the command that answers it and the one that dismisses it.
/// The reasons of dismissals stand in it. `record` holds what is known on `as_of`.
Report course_checks(const CourseRecord& record, const Catalogue& catalogue, Date as_of,
                     School school);

/// `check`, `ipt.check.caseload/1`: the courses that need a second look, an unanswered risk item
/// first, then other failed checks, then the rest, by code; each finding with the command that
/// answers it. No free text about a client stands in it.
Report caseload_checks(const std::vector<CourseRecord>& records, const Catalogue& catalogue,
                       Date as_of, School school);

/// After a session was recorded: from four sessions before the last one on the countdown, and what
/// the coming session is for.
void tell_what_is_due(Report& report, const CourseRecord& record, const Catalogue& catalogue,
                      Date today, School school);

/// After a course ended: what was left open, of the checks that are asked at the end.
void tell_what_is_open(Report& report, const CourseRecord& record, const Catalogue& catalogue,
                       Date today, School school);

/// The echo of `check K7 --dismiss NAME`: the dismissal with that number.
Report check_dismissed(const CourseRecord& record, int number, Date today, Outcome outcome);

}  // namespace ipt::report
