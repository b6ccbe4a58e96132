#pragma once

#include <string>
#include <vector>

#include "ipt/render/style.hpp"
#include "render/chart.hpp"

namespace ipt::render {

/// The chart in bars of block characters, or of ASCII, with the cut-off as a line through the gaps
/// and aligned rows beneath. Lines have at most `width` columns; of a longer course the last
/// appointments that fit are drawn, and a line says so.
std::vector<std::string> text_chart(Chart chart, std::size_t width, const Voice& voice);

}  // namespace ipt::render
