#pragma once

#include <string>

#include "ipt/render/style.hpp"
#include "ipt/report/report.hpp"

namespace ipt::render {

/// How text is laid out. A plain voice has one fact a line, label first.
struct TextStyle {
  int width = 80;  ///< columns
  bool colour = false;
  Voice voice = {};
};

/// The report as text. Values are shown with control characters escaped.
std::string text(const report::Report& report, const TextStyle& style);

}  // namespace ipt::render
