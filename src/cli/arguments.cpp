#include "cli/arguments.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {

std::optional<std::string> Arguments::find(const Flag& flag) const {
  const auto found = values_.find(flag.name);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Arguments::all(const Flag& flag) const {
  const auto found = values_.find(flag.name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<int> Arguments::number(const Flag& flag, int least, int most) const {
  const auto text = find(flag);
  if (!text) return std::nullopt;
  const auto value = whole_number(*text);
  if (value && *value >= least && *value <= most) return value;
  throw Error({.exit = Exit::usage,
               .code = "number_not_allowed",
               .wrong = fmt::format("{} '{}' is not allowed", flag.name, *text),
               .allowed = fmt::format("A whole number from {} to {}.", least, most),
               .attempt = fmt::format("{} {}", flag.name, least)});
}

std::string Arguments::require(const Flag& flag) const {
  if (auto value = find(flag); value && !trimmed(*value).empty()) return *value;
  throw Error({.exit = Exit::usage,
               .code = "flag_missing",
               .wrong = fmt::format("{} is missing", flag.name),
               .allowed = fmt::format("This command needs it: {}.", flag.help),
               .attempt = fmt::format("{} {}", flag.name, flag.value)});
}

}  // namespace ipt::cli
