#pragma once

#include <span>
#include <string>

#include "cli/world.hpp"

namespace ipt::cli {

/// The whole program as a function: runs one command line (without the program's name) in a world
/// and returns the exit status. Errors are printed to `world.err`; nothing is thrown.
int run(std::span<const std::string> arguments, World& world);

}  // namespace ipt::cli
