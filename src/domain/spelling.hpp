#pragma once

#include <string>
#include <string_view>

namespace ipt {

/// A typed word as vocabularies spell it: lower case, and a dash where a space was typed.
std::string spelt(std::string_view word);

}  // namespace ipt
