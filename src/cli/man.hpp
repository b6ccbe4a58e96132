#pragma once

#include <string>

#include "cli/topics.hpp"

namespace ipt::cli {

/// The manual page, for `man`: every command and topic in the words of help. The same for the same
/// version of the program.
std::string manual_page();

/// The manual page of a topic that has one of its own.
std::string manual_page_of(const Topic& topic);

}  // namespace ipt::cli
