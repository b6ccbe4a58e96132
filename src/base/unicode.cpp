// The part of `text.hpp` that has to look at characters rather than at bytes.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "ipt/base/characters.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

struct Character {
  char32_t point = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

// Combining marks, joiners and variation selectors: they add to the character before them.
constexpr std::array zero_width = std::to_array<Range>({{0x0300, 0x036F},
                                                        {0x0483, 0x0489},
                                                        {0x0591, 0x05BD},
                                                        {0x0610, 0x061A},
                                                        {0x064B, 0x065F},
                                                        {0x0E34, 0x0E3A},
                                                        {0x0E47, 0x0E4E},
                                                        {0x1AB0, 0x1AFF},
                                                        {0x1DC0, 0x1DFF},
                                                        {0x200B, 0x200D},
                                                        {0x20D0, 0x20FF},
                                                        {0xFE00, 0xFE0F},
                                                        {0xFE20, 0xFE2F}});

// East Asian wide and fullwidth characters, and emoji.
constexpr std::array double_width = std::to_array<Range>({{0x1100, 0x115F},
                                                          {0x2E80, 0x303E},
                                                          {0x3041, 0x33FF},
                                                          {0x3400, 0x4DBF},
                                                          {0x4E00, 0x9FFF},
                                                          {0xA000, 0xA4CF},
                                                          {0xAC00, 0xD7A3},
                                                          {0xF900, 0xFAFF},
                                                          {0xFE30, 0xFE6F},
                                                          {0xFF00, 0xFF60},
                                                          {0xFFE0, 0xFFE6},
                                                          {0x1F300, 0x1F64F},
                                                          {0x1F900, 0x1F9FF},
                                                          {0x20000, 0x3FFFD}});

// Characters that change the order or the look of what stands around them.
constexpr std::array reordering = std::to_array<Range>({{0x061C, 0x061C},
                                                        {0x200E, 0x200F},
                                                        {0x2028, 0x202E},
                                                        {0x2060, 0x2069},
                                                        {0xFEFF, 0xFEFF},
                                                        {0xFFF9, 0xFFFB},
                                                        {0xE0000, 0xE007F}});

bool within(std::span<const Range> ranges, char32_t point) {
  return std::ranges::any_of(
      ranges, [=](const Range& range) { return point >= range.first && point <= range.last; });
}

bool is_control(char32_t point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); }

// Code points that Unicode sets aside for no character; a page of HTML may not hold them.
bool is_noncharacter(char32_t point) {
  return (point & 0xFFFEU) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
}

Character decode(std::string_view bytes) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {.point = first, .bytes = 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < length) return {};
  char32_t point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < least.at(length) || point > 0x10FFFF || surrogate) return {};
  return {.point = point, .bytes = length};
}

// How many bytes at the beginning are ASCII that is printed as it stands: nearly all text is.
std::size_t plain_ascii(std::string_view text) {
  const auto end = std::ranges::find_if(text, [](char c) { return c < ' ' || c > '~'; });
  return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const Character character = decode(bytes);
    if (character.bytes == 0) return false;
    bytes.remove_prefix(character.bytes);
  }
  return true;
}

std::string with_unshown(std::string_view text, std::string (*escaped)(Unshown)) {
  std::string result;
  while (!text.empty()) {
    const std::size_t plain = plain_ascii(text);
    result += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto [point, bytes] = decode(text);
    if (bytes == 0) {
      const auto byte = static_cast<char32_t>(static_cast<unsigned char>(text.front()));
      result += escaped({.kind = Unshown::Kind::byte, .point = byte});
    } else if (is_control(point)) {
      result += escaped({.kind = Unshown::Kind::control, .point = point});
    } else if (within(reordering, point) || is_noncharacter(point)) {
      result += escaped({.kind = Unshown::Kind::mark, .point = point});
    } else {
      result += text.substr(0, bytes);
    }
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return result;
}

std::string escaped_for_terminal(std::string_view text) {
  return with_unshown(text, [](Unshown unshown) {
    const auto value = static_cast<std::uint32_t>(unshown.point);
    return unshown.kind == Unshown::Kind::mark ? fmt::format("\\u{{{:04x}}}", value)
                                               : fmt::format("\\x{:02x}", value);
  });
}

std::string escaped_lines(std::string_view text) {
  std::string spaced{text};
  std::ranges::replace(spaced, '\t', ' ');
  std::string result;
  for (const std::string_view line : split(spaced, '\n')) {
    if (line.data() != spaced.data()) result += '\n';
    result += escaped_for_terminal(line);
  }
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const std::size_t plain = plain_ascii(text);
    width += plain;
    text.remove_prefix(plain);
    if (text.empty()) break;
    const Character character = decode(text);
    if (within(double_width, character.point)) {
      width += 2;
    } else if (!within(zero_width, character.point)) {
      width += 1;
    }
    text.remove_prefix(std::max<std::size_t>(character.bytes, 1));
  }
  return width;
}

}  // namespace ipt
