#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace ipt::cli {

/// A token that is a flag: its name, and whether its value is attached to it.
struct FlagToken {
  std::string_view name;
  bool has_value = false;
};

/// Nothing for a word, for `-` (standard input) and for `--`. Points into the token.
std::optional<FlagToken> flag_token(std::string_view token);

/// The flag among these that a token names, by its name or its letter.
const Flag* find_flag(std::span<const Flag* const> flags, std::string_view token_name);

/// A flag of any command: a name means the same everywhere, so this tells whether a value follows.
const Flag* find_any_flag(std::string_view token_name);

const Group* find_group(std::string_view noun);

/// The flags of a command and the common ones.
std::vector<const Flag*> flags_of(const Command& command);

}  // namespace ipt::cli
