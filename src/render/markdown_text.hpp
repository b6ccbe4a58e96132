#pragma once

#include <string>
#include <string_view>

namespace ipt::render {

/// Text that stands within a line of Markdown: nothing in it is structure, HTML, an entity or a
/// link. Line ends become `<br>`.
std::string markdown_text(std::string_view text);

/// The same at the beginning of a line, where more is structure.
std::string markdown_line(std::string_view text);

/// Text as a span of code in one line, which may stand in a table.
std::string markdown_code(std::string_view text);

/// A row of backticks that is longer than any in the text, and at least so long.
std::string backticks_around(std::string_view text, std::size_t least);

}  // namespace ipt::render
