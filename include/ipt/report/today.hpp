#pragma once

#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// The day at a glance, `ipt.prep.today/1`: open courses whose next session is due on `as_of` or
/// that have an appointment recorded on it; those whose next session was due earlier, with the
/// command that records it; and the next day with a session. Each in the order of `records`, which
/// hold what is known on `as_of`; ended courses are left out. No free text about a client stands in
/// it, for other people may look on.
Report today(const std::vector<CourseRecord>& records, const Catalogue& catalogue, Date as_of);

}  // namespace ipt::report
