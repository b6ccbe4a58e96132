#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipt {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// ASCII letters in lower case; every other byte as it is.
std::string lower(std::string_view text);

/// Without spaces, tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);

/// The parts between separators; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// The parts point into the text, so it must not be a temporary.
template <std::same_as<std::string> Temporary>
std::vector<std::string_view> split(Temporary&& text, char separator) = delete;

std::string joined(std::span<const std::string> parts, std::string_view separator);

/// A whole number written with an optional sign and at most nine digits, and nothing else.
std::optional<int> whole_number(std::string_view text);

/// `1 day`, `2 days`.
std::string counted(int count, std::string_view one, std::string_view many);

/// The candidate that a slip of the keyboard may have meant: at most two edits away, and less than
/// half of it wrong. Letter case is ignored.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// Whether the bytes are strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);

/// Stored text made safe for a terminal: control characters and characters that reorder text
/// (bidirectional overrides) are shown as `\x1b` or `\u{202e}`. Needs UTF-8.
std::string escaped_for_terminal(std::string_view text);

/// The same line by line: line ends stay, and a tab, as in what was pasted, is a space.
std::string escaped_lines(std::string_view text);

/// Columns that UTF-8 text takes on a terminal: wide characters two, combining marks none.
std::size_t display_width(std::string_view text);

/// Lines of at most `width` columns, broken at spaces; a longer word stands alone and is broken.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// Whether a byte goes on with the UTF-8 character of the byte before it.
bool continues_character(char byte);

}  // namespace ipt
