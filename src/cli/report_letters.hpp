#pragma once

#include "cli/invocation.hpp"

namespace ipt::cli {

/// `ipt report ending`: the draft of the letter at the end of a course.
void report_ending(Invocation& invocation);

/// `ipt report supervision`: the open questions of a caseload, and those answered in a week.
void report_supervision(Invocation& invocation);

}  // namespace ipt::cli
