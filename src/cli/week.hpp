#pragma once

#include <string>

#include "cli/invocation.hpp"
#include "ipt/base/period.hpp"

namespace ipt::cli {

/// The ISO week that `--week` names, this week without it. Throws `Error` (usage): `week_malformed`
/// for what is no week, `week_ahead` for one that has not begun on the day that counts as today.
Days read_week(const Invocation& invocation);

/// The day as of which a report on the week is made: a past week is seen from its last day unless
/// `--as-of` says otherwise.
Date day_of(const Invocation& invocation, const Days& week);

}  // namespace ipt::cli
