// What counts in a caseload.
#pragma once

#include <span>

#include "ipt/domain/caseload.hpp"

namespace ipt {

using Courses = std::span<const CourseSummary* const>;

/// Whether a course ended within the period.
bool has_ended_within(const CourseSummary& course, const Period& period);

/// Whether it started or ended within the period, or is open.
bool concerns(const CourseSummary& course, const Period& period);

/// Of courses held elsewhere.
Outcomes outcomes_of(Courses courses, const Period& period);

}  // namespace ipt
