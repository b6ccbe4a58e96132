#pragma once

#include "cli/invocation.hpp"
#include "ipt/domain/instrument.hpp"

namespace ipt::cli {

/// Sets what the flags of `instrument define` say; an empty value clears what may be unknown. What
/// follows from other fields is made to follow. Throws `Error` (usage) for what cannot be read and
/// for flags that contradict each other.
void apply_definition(const Invocation& invocation, Instrument& instrument);

/// Every check of a definition, each about its flag. Throws `Error` (usage).
void check_definition(const Invocation& invocation, const Instrument& instrument);

}  // namespace ipt::cli
