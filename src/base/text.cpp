#include "ipt/base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

namespace ipt {
namespace {

constexpr std::size_t most_digits = 9;  // always fits an int

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

// How many bytes of a word fit into `width` columns: whole characters, and at least one.
std::size_t fitting(std::string_view word, std::size_t width) {
  std::size_t fits = 0;
  std::size_t used = 0;
  while (fits < word.size()) {
    std::size_t end = fits + 1;
    while (end < word.size() && continues_character(word[end])) ++end;
    used += display_width(word.substr(fits, end - fits));
    if (fits > 0 && used > width) break;
    fits = end;
  }
  return fits;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result{text};
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::string joined(std::span<const std::string> parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != parts.data()) result += separator;
    result += part;
  }
  return result;
}

std::optional<int> whole_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.size() > most_digits || !std::ranges::all_of(text, is_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return negative ? -value : value;
}

std::string counted(int count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 || count == -1 ? one : many);
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t most_edits = 2;
  std::optional<std::string> best;
  std::size_t best_distance = most_edits + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > word.size() + most_edits) continue;
    if (word.size() > candidate.size() + most_edits) continue;
    const std::size_t distance = edit_distance(lower(word), lower(candidate));
    if (distance < best_distance && 2 * distance < candidate.size()) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::string_view word : split(text, ' ')) {
    // A word may be as long as a text may be, so it is measured a line at a time. No character has
    // more columns than bytes.
    while (word.size() > width) {
      const std::size_t cut = fitting(word, width);
      if (cut == word.size()) break;
      if (!line.empty()) lines.push_back(std::move(line));
      lines.emplace_back(word.substr(0, cut));
      line.clear();
      word.remove_prefix(cut);
    }
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

bool continues_character(char byte) {
  constexpr unsigned mark = 0xC0U;
  constexpr unsigned continuation = 0x80U;
  return (static_cast<unsigned char>(byte) & mark) == continuation;
}

}  // namespace ipt
