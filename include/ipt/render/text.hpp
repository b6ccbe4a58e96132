#pragma once

#include <string>

#include "ipt/report/report.hpp"

namespace ipt::render {

/// How text is laid out.
struct TextStyle {
  int width = 80;  ///< columns
  bool colour = false;
  bool ascii = false;  ///< no marks of our own outside ASCII
  bool plain =
      false;  ///< one fact a line, label first, words for signs; for screen readers and grep
};

/// The report as text. Values are shown with control characters escaped.
std::string text(const report::Report& report, const TextStyle& style);

}  // namespace ipt::render
