#pragma once

#include "cli/invocation.hpp"

namespace ipt::cli {

/// `ipt report weekly`: the caseload, a week at a time.
void report_weekly(Invocation& invocation);

}  // namespace ipt::cli
