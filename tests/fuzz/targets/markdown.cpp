// Any text in Markdown stays text: it is no heading, list, table, code, link, emphasis or HTML, and
// what is escaped reads back to it.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "ipt/render/markdown.hpp"
#include "render/markdown_text.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

struct Escape {
  std::string_view written;
  std::string_view means;
};
constexpr auto escapes = std::to_array<Escape>(
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"<br>", "\n"}, {"<!-- -->", ""}});

bool is_punctuation(char c) { return c > ' ' && c <= '~' && !is_letter(c) && !is_digit(c); }

// What a reader of Markdown shows of a text within a line.
std::string unescaped(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto* escape = std::ranges::find_if(
        escapes, [&](const Escape& each) { return text.starts_with(each.written); });
    if (escape != escapes.end()) {
      plain += escape->means;
      text.remove_prefix(escape->written.size());
    } else if (text.front() == '\\') {
      require(text.size() > 1 && is_punctuation(text[1]), "a backslash escapes nothing");
      plain += text[1];
      text.remove_prefix(2);
    } else {
      require(std::string_view{"`*_[]|~#<>&\n"}.find(text.front()) == std::string_view::npos,
              "a text is structure");
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  return plain;
}

// What GitHub would turn into a link although no brackets stand around it.
bool has_bare_link(std::string_view text) {
  const std::string low = lower(text);
  if (low.find("www.") != std::string::npos) return true;
  for (std::size_t at = low.find("://"); at != std::string::npos; at = low.find("://", at + 1)) {
    if (at > 0 && is_letter(low[at - 1])) return true;
  }
  const auto is_of_name = [](char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view{"._-+"}.find(c) != std::string_view::npos;
  };
  for (std::size_t at = low.find('@'); at != std::string::npos; at = low.find('@', at + 1)) {
    const std::string_view before = std::string_view{low}.substr(0, at);
    const std::string_view after = std::string_view{low}.substr(at + 1);
    const auto* end = std::ranges::find_if_not(after, is_of_name);
    const bool has_dot = std::find(after.begin(), end, '.') != end;
    if (has_dot && !before.empty() && is_of_name(before.back())) return true;
  }
  return false;
}

// The line without its spans of code, in which nothing is structure.
std::string without_code(std::string_view line) {
  std::string rest;
  while (!line.empty()) {
    const std::size_t length = std::min(line.find_first_not_of('`'), line.size());
    if (length == 0) {
      const std::size_t taken = line.front() == '\\' && line.size() > 1 ? 2 : 1;
      rest += line.substr(0, taken);
      line.remove_prefix(taken);
      continue;
    }
    const std::string fence(length, '`');
    line.remove_prefix(length);
    std::size_t end = line.find(fence);
    while (end != std::string_view::npos && line.substr(end + length).starts_with('`')) {
      end = line.find(fence, line.find_first_not_of('`', end));
    }
    require(end != std::string_view::npos, "code does not end");
    line.remove_prefix(end + length);
  }
  return rest;
}

// The bars between cells; a bar within code is one too, where no backslash stands before it.
std::size_t bars_of(std::string_view line) {
  std::size_t bars = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\')
      ++i;
    else if (line[i] == '|')
      ++bars;
  }
  return bars;
}

bool begins_item(std::string_view line) {
  const std::size_t end = line.find_first_not_of("0123456789");
  const bool numbered = end > 0 && end < line.size() && (line[end] == '.' || line[end] == ')');
  return line.starts_with('+') || line.starts_with('-') || numbered;
}

// What a reader of Markdown takes a line for.
std::string kind_of(std::string_view line) {
  if (line.starts_with("- ")) return "item " + kind_of(line.substr(2));
  if (line.starts_with('|')) return "row " + std::to_string(bars_of(line));
  if (line.starts_with('#')) return "heading " + std::to_string(line.find(' '));
  if (line.starts_with("**")) return "strong";
  if (line.starts_with('*')) return "emphasis";
  require(!begins_item(line), "a text begins a list");
  require(line.empty() || std::string_view{" \t>=<~`"}.find(line.front()) == std::string_view::npos,
          "a text begins a block");
  return line.empty() ? "empty" : "text";
}

// The kinds of the lines; what stands in a block of code is looked at as little as it is read.
std::vector<std::string> kinds_of(std::string_view page) {
  std::vector<std::string> kinds;
  std::string fence;
  for (const std::string_view line : split(page, '\n')) {
    const std::string mark(std::min(line.find_first_not_of('`'), line.size()), '`');
    const bool is_fence = mark.size() >= 3 && mark == line;
    if (fence.empty() && !is_fence) {
      kinds.push_back(kind_of(line));
      require(!has_bare_link(without_code(line)), "a text is a link");
      continue;
    }
    kinds.emplace_back("code");
    if (fence.empty())
      fence = mark;
    else if (is_fence && mark.size() >= fence.size())
      fence.clear();
  }
  require(fence.empty(), "a block of code does not end");
  return kinds;
}

std::string page_of(std::string_view text) {
  const report::Report report = report_of(text);
  return render::markdown({&report, 1}, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> usual = kinds_of(page_of("word"));
  const std::string_view text = text_of(data, size);
  const std::string escaped = render::markdown_text(text);
  require(unescaped(escaped) == escaped_lines(text), "a text is shown otherwise");
  require(!has_bare_link(escaped), "a text is a link");
  const std::string page = page_of(text);
  check_printable(page);
  const std::vector<std::string> kinds = kinds_of(page);
  const bool is_line = text.find('\n') == std::string_view::npos && !trimmed(text).empty();
  require(!is_line || kinds == usual, "a text changes the structure");
  return 0;
}
