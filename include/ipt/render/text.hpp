#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ipt/report/report.hpp"

namespace ipt::render {

/// A word as reports have it, and what this reader calls it.
struct WordInstead {
  std::string_view usual;
  std::string_view instead;
};

/// How text is laid out.
struct TextStyle {
  int width = 80;  ///< columns
  bool colour = false;
  bool ascii = false;  ///< no marks of our own outside ASCII
  bool plain =
      false;  ///< one fact a line, label first, words for signs; for screen readers and grep
  std::vector<WordInstead> words = {};
};

/// The report as text. Values are shown with control characters escaped.
std::string text(const report::Report& report, const TextStyle& style);

}  // namespace ipt::render
