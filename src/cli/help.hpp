#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace ipt::cli {

/// `ipt --help`: every command by section.
std::string overview();

/// What `ipt` alone says before the line on the store: the commands of every week.
std::string weekly_commands();

/// `ipt course --help`.
std::string help_of(const Group& group);

/// `ipt course create --help`: usage, flags with what they take, rules and examples.
std::string help_of(const Group& group, const Command& command);

/// `ipt help dates`, `ipt help course create`. Throws `Error` (usage, `topic_unknown`).
std::string help_on(std::span<const std::string> words);

}  // namespace ipt::cli
