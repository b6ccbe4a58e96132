#pragma once

#include <optional>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// A backup that is older than this is due again (our choice).
inline constexpr int days_between_backups = 7;

/// What is still to be recorded or decided, `ipt.todo/1`: risk items without an action, sessions
/// that were due, scores that are missing, a focus or an end that is overdue, questions for
/// supervision that are open, a backup; each with the command that settles it. Of open courses
/// only. No free text about a client stands in it. `records` hold what is known on `as_of`.
Report todo(const std::vector<CourseRecord>& records, const Catalogue& catalogue, Date as_of,
            School school, std::optional<Date> last_backup);

}  // namespace ipt::report
