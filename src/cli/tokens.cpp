#include "cli/tokens.hpp"

#include <algorithm>

#include "cli/form_keys.hpp"

namespace ipt::cli {
namespace {

bool names(const Flag& flag, std::string_view token_name) {
  if (token_name.starts_with("--")) return flag.name == token_name;
  return flag.letter != '\0' && token_name[1] == flag.letter;
}

}  // namespace

std::optional<FlagToken> flag_token(std::string_view token) {
  if (token.size() < 2 || token.front() != '-' || token == "--") return std::nullopt;
  if (!token.starts_with("--"))
    return FlagToken{.name = token.substr(0, 2), .has_value = token.size() > 2};
  const std::size_t equals = token.find('=');
  return FlagToken{.name = token.substr(0, equals), .has_value = equals != std::string_view::npos};
}

const Flag* find_flag(std::span<const Flag* const> flags, std::string_view token_name) {
  const auto found =
      std::ranges::find_if(flags, [&](const Flag* flag) { return names(*flag, token_name); });
  return found == flags.end() ? nullptr : *found;
}

const Flag* find_any_flag(std::string_view token_name) {
  for (const Effect effect : {Effect::nothing, Effect::reads, Effect::maintains, Effect::writes}) {
    if (const Flag* flag = find_flag(common_flags(effect), token_name)) return flag;
  }
  for (const Group* group : groups()) {
    for (const Command& command : group->commands) {
      if (const Flag* flag = find_flag(command.flags, token_name)) return flag;
    }
  }
  return find_flag(form_flags, token_name);
}

const Group* find_group(std::string_view noun) {
  const auto all = groups();
  const auto found = std::ranges::find(all, noun, &Group::noun);
  return found == all.end() ? nullptr : *found;
}

std::vector<const Flag*> flags_of(const Command& command) {
  std::vector<const Flag*> flags(command.flags.begin(), command.flags.end());
  if (takes_form(command)) flags.insert(flags.end(), form_flags.begin(), form_flags.end());
  const auto common = common_flags(command);
  flags.insert(flags.end(), common.begin(), common.end());
  return flags;
}

}  // namespace ipt::cli
