#pragma once

#include <span>
#include <string>

#include "ipt/render/style.hpp"
#include "ipt/report/report.hpp"

namespace ipt::render {

/// The reports as Markdown with the tables of GitHub, one after the other. Whatever would be
/// structure, HTML or a link is escaped, in our own text as in values, and control characters are
/// shown escaped. Ends in one newline.
std::string markdown(std::span<const report::Report> reports, const Voice& voice);

}  // namespace ipt::render
