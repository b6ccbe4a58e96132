#pragma once

#include <string>
#include <string_view>

namespace ipt::render {

/// Text as it may stand in an element or in a quoted attribute: no markup, no entity, and control
/// characters shown escaped. Line ends are kept.
std::string html_text(std::string_view text);

}  // namespace ipt::render
