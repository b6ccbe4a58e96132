#pragma once

#include "cli/invocation.hpp"

namespace ipt::cli {

/// `ipt session move`: an appointment that was recorded under the wrong client.
void move_session(Invocation& invocation);

/// `ipt session remove`: an appointment that there never was.
void remove_session(Invocation& invocation);

}  // namespace ipt::cli
