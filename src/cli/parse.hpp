#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/command.hpp"

namespace ipt::cli {

/// What a command line asks for.
struct Request {
  const Group* group = nullptr;      ///< absent: the overview, or the version
  const Command* command = nullptr;  ///< absent with a group: the help of the group
  std::optional<std::vector<std::string>> topics = {};  ///< of `ipt help TOPIC`
  bool wants_help = false;
  bool wants_version = false;
  std::vector<std::string> rest;  ///< everything but the words that name the command
};

/// Finds the command that is named, wherever flags stand; `ipt log` is `ipt session log`. No parser
/// is built for that. Throws `Error` (usage, `command_unknown`) with the nearest word.
Request request(std::span<const std::string> arguments);

/// Parses the flags and words of one command; only its own flags and the common ones are declared.
/// Throws `Error` (usage): `flag_unknown` with the nearest flag, `flag_needs_value`,
/// `flag_repeated`, `word_missing`, `word_unexpected`, `not_utf8`.
Arguments parse(const Command& command, std::string_view command_name,
                const std::vector<std::string>& rest);

/// `session log`.
std::string name_of(const Group& group, const Command& command);

}  // namespace ipt::cli
