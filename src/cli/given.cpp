#include "cli/given.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/error.hpp"

namespace ipt::cli {

void require_given(const Arguments& arguments, std::span<const Flag* const> flags,
                   std::string_view wrong) {
  const bool given = std::ranges::any_of(
      flags, [&](const Flag* flag) { return arguments.given(*flag) || arguments.denied(*flag); });
  if (given) return;
  throw Error({.exit = Exit::usage,
               .code = "nothing_given",
               .wrong = std::string{wrong},
               .allowed = "What is given is recorded, everything else stays.",
               .attempt = fmt::format("ipt {} --help", arguments.command())});
}

}  // namespace ipt::cli
