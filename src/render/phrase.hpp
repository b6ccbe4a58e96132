#pragma once

#include <string>
#include <string_view>

#include "ipt/render/text.hpp"
#include "ipt/report/report.hpp"

namespace ipt::render {

/// The word that stands for this one in the style, else the word itself.
std::string_view worded(std::string_view word, const TextStyle& style);

/// A phrase with its references replaced by what the values look like in this style. Values are
/// escaped for a terminal, line by line; our own text is taken as it is.
std::string spoken(const report::Phrase& phrase, const report::Value& root, const TextStyle& style);

}  // namespace ipt::render
