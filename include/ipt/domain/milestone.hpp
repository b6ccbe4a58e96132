#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ipt/domain/course.hpp"

namespace ipt {

/// What is done once a course, and when it was: dated by the first session on which the technique
/// of its name was ticked, by a record of its own (contract, focus, formulation), or by entry.
struct ReachedMilestone {
  std::string_view name;
  Phase phase = Phase::initial;   ///< in which it is usual
  std::optional<Date> date = {};  ///< absent: not reached yet
  /// The session of that day or the latest one before it; 1 for what was agreed before session 1.
  std::optional<int> session = {};
};

/// Every milestone of an acute course in the usual order, reached or not. None of a maintenance
/// course. `record` holds what is known on the day that is asked about (see `known_on`).
std::vector<ReachedMilestone> milestones(const CourseRecord& record);

/// Whether the milestone of that name is reached.
bool is_reached(const std::vector<ReachedMilestone>& milestones, std::string_view name);

/// The ending is named two to four sessions before the last one (Weissman, Markowitz & Klerman
/// 2000); from the first of these on the program counts down.
inline constexpr int first_sessions_ahead = 4;
inline constexpr int last_sessions_ahead = 2;

/// The tasks of the ending phase, by name, in the usual order (Weissman, Markowitz & Klerman 2000).
std::span<const std::string_view> ending_tasks();

}  // namespace ipt
