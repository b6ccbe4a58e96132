#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/invocation.hpp"

namespace ipt::cli {

// What the flags of `course create` and `course amend` say. Each throws `Error` (usage) for a value
// that is not allowed.

/// Throws `Error` (usage, `flag_not_allowed`) for flags of the other kind of course.
void refuse_flags_of_kind(const Arguments& arguments, CourseKind kind);

/// Nothing when it was not given.
std::optional<int> read_weeks(const Arguments& arguments);
std::optional<std::vector<std::string>> read_measures(Invocation& invocation);
std::optional<Focus> read_area(const Invocation& invocation);
std::optional<std::chrono::weekday> read_day(const Arguments& arguments);
std::optional<TherapistCode> read_therapist(const Arguments& arguments);
std::optional<std::string> read_label(const Invocation& invocation);
/// Of a maintenance course: 1 to 200 sessions, 1 to 366 days apart.
int read_sessions(const Arguments& arguments);
int read_cadence(const Arguments& arguments);
std::vector<Goal> read_goals(const Arguments& arguments, Date set_on);
std::vector<Score> read_scores(Invocation& invocation, Date date);

/// A new course with everything that was given and the defaults.
Course read_course(Invocation& invocation);

}  // namespace ipt::cli
