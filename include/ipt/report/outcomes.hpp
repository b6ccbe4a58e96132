#pragma once

#include <optional>
#include <span>

#include "ipt/domain/caseload.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// What the outcomes are asked of.
struct OutcomesScope {
  Period period = {};
  std::optional<TherapistCode> therapist = {};  ///< whose courses these are; nothing: all
  std::optional<GroupBy> by = {};
  bool lists_courses = false;  ///< one row for each ended course
};

/// What became of a caseload: flow, completeness, rates with their denominators and intervals, mean
/// scores, open courses by status. `ipt.outcomes/1`. No free text about a client stands in it, and
/// nothing is ranked. `courses` hold what is known on `as_of`, in any order.
Report outcomes(std::span<const CourseSummary> courses, const OutcomesScope& scope, Date as_of);

}  // namespace ipt::report
