#include "cli/explain.hpp"

#include <fmt/core.h>

#include <new>

#include "ipt/base/text.hpp"

namespace ipt::cli {

Explanation explanation_of(const std::exception& fault) {
  if (const auto* error = dynamic_cast<const Error*>(&fault)) return error->explanation();
  if (dynamic_cast<const std::bad_alloc*>(&fault) != nullptr) {
    return {.exit = Exit::failure,
            .code = "out_of_memory",
            .wrong = "there is not enough memory",
            .allowed = "What the command saves may be saved or not.",
            .attempt = "the same command again"};
  }
  return {.exit = Exit::failure,
          .code = "internal",
          .wrong = fmt::format("an internal fault: {}", fault.what()),
          .allowed = "Nothing was saved unless it was said so.",
          .attempt = "the same command again"};
}

std::string error_text(const Explanation& error) {
  const std::string place = error.line > 0 ? fmt::format("line {}: ", error.line) : "";
  std::string text = fmt::format("ipt: error: {}{}\n", place, escaped_for_terminal(error.wrong));
  constexpr std::size_t width = 78;
  const auto add = [&](const std::string& part) {
    for (const std::string& line : wrapped(escaped_for_terminal(part), width)) {
      text += fmt::format("  {}\n", line);
    }
  };
  if (!error.allowed.empty()) add(error.allowed);
  if (error.attempt.empty()) return text;
  // What follows a line end is a command to be copied: it stands by itself, however long.
  const std::size_t end = error.attempt.find('\n');
  add("Try: " + error.attempt.substr(0, end));
  if (end != std::string::npos) {
    text += fmt::format("  {}\n", escaped_for_terminal(error.attempt.substr(end + 1)));
  }
  return text;
}

}  // namespace ipt::cli
