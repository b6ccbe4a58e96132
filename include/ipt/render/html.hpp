#pragma once

#include <span>
#include <string>

#include "ipt/render/style.hpp"
#include "ipt/report/report.hpp"

namespace ipt::render {

/// The reports as one page that needs nothing else: no script, no outside resource; it follows the
/// reader's light or dark setting and prints. Several reports are articles of one page. All text is
/// escaped, and control characters are shown escaped.
std::string html(std::span<const report::Report> reports, const Voice& voice);

}  // namespace ipt::render
