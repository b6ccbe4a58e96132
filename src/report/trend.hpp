#pragma once

#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// The primary measure over the appointments of the course, with what it is judged by: what a
/// `Trend` is drawn from. Null when the course has no measure. Of life events it says how many
/// there were, never which.
Value trend_value(const CourseRecord& record, const std::vector<Measure>& measures);

/// The total at each session of the course, null where it is missing.
List session_totals(const CourseRecord& record, const Measure& measure);

}  // namespace ipt::report
