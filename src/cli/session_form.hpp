#pragma once

#include "cli/form.hpp"
#include "cli/invocation.hpp"

namespace ipt::cli {

/// The form of `session log`: where the course stands, then today's appointment with what was
/// typed. Throws `Error` when the course is not there or has ended.
FormDraft session_log_form(const Command& command, Invocation& invocation);

/// The form of `session amend`: the appointment as it is stored, with what was typed.
FormDraft session_amend_form(const Command& command, Invocation& invocation);

}  // namespace ipt::cli
