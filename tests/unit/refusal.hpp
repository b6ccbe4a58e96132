// How a refusal is written in a test: `2 code_malformed`, the exit status and the code.
#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <ostream>
#include <string>

#include "ipt/base/error.hpp"

namespace ipt::test {

/// What a call is refused with; every refusal says what is wrong, what is allowed and what to try.
template <typename Call>
Explanation explanation_of(const Call& call) {
  try {
    static_cast<void>(call());
  } catch (const Error& error) {
    const Explanation explanation = error.explanation();
    CHECK(std::string{error.what()} == explanation.wrong.c_str());
    CHECK(!explanation.wrong.empty());
    CHECK(!explanation.wrong.ends_with('.'));
    CHECK(explanation.allowed.ends_with('.'));
    CHECK(!explanation.attempt.empty());
    return explanation;
  }
  return {.exit = Exit::done, .code = "done"};
}

/// `2 code_malformed`; `0 done` when the call is not refused.
template <typename Call>
std::string refusal(const Call& call) {
  const Explanation explanation = explanation_of(call);
  return fmt::format("{} {}", static_cast<int>(explanation.exit), explanation.code);
}

}  // namespace ipt::test
