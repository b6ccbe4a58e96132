#pragma once

#include "cli/invocation.hpp"

namespace ipt::cli {

/// `ipt report outcomes`: what became of a caseload.
void report_outcomes(Invocation& invocation);

}  // namespace ipt::cli
