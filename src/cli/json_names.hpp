#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ipt/base/error.hpp"

namespace ipt::cli {

// The names that scripts rely on. Each stands here once; `ipt help json` prints them, and tests
// compare them with the sources and with docs/schemas.

/// The codes of the errors that end with one exit status, in alphabetical order.
struct ErrorCodes {
  Exit exit = Exit::failure;
  std::span<const std::string_view> codes = {};
};

/// A warning that may stand beside a result.
struct WarningCode {
  std::string_view code;
  std::string_view meaning;
};

/// Every schema of an answer, such as `ipt.todo/1`, in alphabetical order.
std::span<const std::string_view> schema_names();

/// In the order of the exit status.
std::span<const ErrorCodes> error_codes();

std::span<const WarningCode> warning_codes();

/// Whether an error may end like this; the code of one that may not is missing in the table.
bool is_listed(std::string_view code, Exit exit);

/// The lists as `ipt help json` shows them.
std::string json_names();

}  // namespace ipt::cli
