#pragma once

#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// The primary measure over the appointments of the course, and over the days outside them whose
/// score counts, with what it is judged by: what a `Trend` is drawn from. Null when the course has
/// no measure. Of life events it says how many there were, never which.
Value trend_value(const CourseRecord& record, const std::vector<Measure>& measures);

/// By date: the reading of each session, null where it is missing, and between them those of other
/// days that count. So the first and the latest score are always among them. Points into `measure`.
std::vector<const Reading*> readings_over(const CourseRecord& record, const Measure& measure);

/// The total at each session of the course, null where it is missing.
List session_totals(const CourseRecord& record, const Measure& measure);

}  // namespace ipt::report
