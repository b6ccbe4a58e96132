#pragma once

#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "cli/config.hpp"
#include "cli/world.hpp"

namespace ipt::cli {

/// What holds for a key, and what says so.
struct Choice {
  std::optional<std::string> value = {};  ///< nothing: not set, and there is no default
  /// A common flag, a variable, `file`, another key that brings it, or `default`.
  std::string origin = {};
  std::optional<int> line = {};  ///< of the settings file
};

/// What holds for a key: a flag that every command takes, else the environment, the settings file,
/// the default. Flags of single commands, such as `--weeks`, stand above that. Throws `Error`
/// (usage) for a flag or a variable with a value that is not allowed.
///
/// `actor` is the therapist's code when only that is known, and `user` when neither is; never the
/// login name. `school` is that of `--school` where a command has it, and, in the file, sets the
/// default of `phases`.
Choice choice(const World& world, const Arguments& arguments, const Config& config, Key key);

}  // namespace ipt::cli
