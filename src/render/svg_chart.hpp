#pragma once

#include <string>
#include <string_view>

#include "render/chart.hpp"

namespace ipt::render {

/// The chart as a figure of HTML: an inline SVG with a title and a description that says every
/// figure, and a caption that explains its lines. `id` begins the ids within it, which are then
/// unique in a page. (Tidy knows no id of a title, so the name is given twice.)
std::string svg_chart(Chart chart, std::string_view id);

}  // namespace ipt::render
