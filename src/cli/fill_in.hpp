#pragma once

#include "cli/arguments.hpp"
#include "cli/parse.hpp"
#include "cli/world.hpp"

namespace ipt::cli {

/// Runs a command with what a form says: with `--edit` one that is filled in now, with `--form` one
/// that is there. A value of the form stands above that of the same flag.
///
/// In the editor a mistake opens the form again, with the mistake marked in it, until it is right
/// or comes back untouched. A form that was filled in and could not be saved is kept, and the
/// `Error` names the file: whatever failed, nothing typed is lost. Throws `Error`, that of the
/// command and: usage, `flags_contradict`; exit 4, `form_unchanged`, when there is nothing to save;
/// exit 1, `editor_failed`; exit 130, `form_interrupted`.
void run_filled_in(const Request& wanted, Arguments typed, World& world);

}  // namespace ipt::cli
