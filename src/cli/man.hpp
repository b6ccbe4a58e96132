#pragma once

#include <string>

namespace ipt::cli {

/// The manual page, for `man`: every command and topic in the words of help. The same for the same
/// version of the program.
std::string manual_page();

}  // namespace ipt::cli
