#pragma once

#include <exception>
#include <string>

#include "ipt/base/error.hpp"

namespace ipt::cli {

/// What is said of whatever went wrong; an exception that is no `Error` is an internal fault.
Explanation explanation_of(const std::exception& fault);

/// An error as text: what is wrong, what is allowed, what to try.
std::string error_text(const Explanation& error);

}  // namespace ipt::cli
