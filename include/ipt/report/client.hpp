#pragma once

#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// A line each client: courses, and when the last one ended. With `ended_before` only those whose
/// every course had ended before that day. Courses are ordered by client.
Report client_list(const std::vector<CourseRecord>& records, std::optional<Date> ended_before,
                   Date as_of);

/// After `client recode`.
Report client_recoded(const ClientCode& before, const ClientCode& now, int courses, Date today,
                      Outcome outcome);

}  // namespace ipt::report
