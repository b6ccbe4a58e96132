#pragma once

#include <span>
#include <string>

#include "cli/arguments.hpp"
#include "ipt/base/text.hpp"

// What amends a record: only what is given changes, an empty value clears.
namespace ipt::cli {

/// A value that a given flag sets; an empty one clears the field.
template <typename Value, typename Read>
void set_given(const Arguments& arguments, const Flag& flag, Value& field, const Read& read) {
  const auto value = arguments.read(flag, [&](const std::string& text) {
    return trimmed(text).empty() ? Value{} : Value{read(text)};
  });
  if (value) field = *value;
}

/// Throws `Error` (usage, `nothing_given`) unless one of the flags was given, or a form says no to
/// it. `wrong` says what was not given.
void require_given(const Arguments& arguments, std::span<const Flag* const> flags,
                   std::string_view wrong);

}  // namespace ipt::cli
