#include "render/markdown_text.hpp"

#include <algorithm>
#include <cctype>

#include "ipt/base/text.hpp"

namespace ipt::render {
namespace {

constexpr std::string_view structural = "\\`*_[]|~$#{}";

// A bare address becomes a link where tables are known too; a mark that is escaped keeps it text.
bool begins_address(std::string_view rest) {
  return rest.starts_with("://") || rest.starts_with(":\\");
}

// What reads as an e-mail address is found in text whose marks are escaped as well. At the very
// beginning no name stands before it, and a comment there would make a block of HTML.
bool begins_mail_domain(std::string_view text, std::size_t at) {
  if (text[at] != '@' || at == 0) return false;
  constexpr std::size_t longest_domain = 253;  // RFC 1035 allows 255 bytes with their lengths
  const std::string_view rest = text.substr(at + 1, longest_domain);
  return rest.substr(0, rest.find_first_of(" \n")).find('.') != std::string_view::npos;
}

// A name after `@` that no word precedes is taken for that of an account.
bool begins_mention(std::string_view text, std::size_t at) {
  const auto is_of_word = [&](std::size_t i) {
    return std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_';
  };
  return text[at] == '@' && at > 0 && at + 1 < text.size() && is_of_word(at + 1) &&
         !is_of_word(at - 1);
}

bool is_www(std::string_view before) {
  constexpr std::string_view www = "www";
  return before.size() >= www.size() && lower(before.substr(before.size() - www.size())) == www;
}

void append(std::string& out, std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '&') {
    out += "&amp;";
  } else if (c == '<') {
    out += "&lt;";
  } else if (c == '>') {
    out += "&gt;";
  } else if (c == '\n') {
    out += "<br>";
  } else if (begins_mail_domain(text, at) || begins_mention(text, at)) {
    out += "<!-- -->@";
  } else if (structural.find(c) != std::string_view::npos || begins_address(text.substr(at)) ||
             (c == '.' && is_www(text.substr(0, at)))) {
    out += '\\';
    out += c;
  } else {
    out += c;
  }
}

// Where a `.` or `)` after the number of a list item would stand; the size when there is none.
std::size_t end_of_number(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  const bool is_item =
      end != 0 && end != std::string_view::npos && (text[end] == '.' || text[end] == ')');
  return is_item ? end : text.size();
}

}  // namespace

std::string markdown_text(std::string_view text) {
  const std::string safe = escaped_lines(text);
  std::string result;
  for (std::size_t i = 0; i < safe.size(); ++i) append(result, safe, i);
  return result;
}

std::string markdown_line(std::string_view text) {
  text = trimmed(text);
  std::string escaped = markdown_text(text);
  if (escaped.empty()) return escaped;
  const std::size_t mark = end_of_number(escaped);
  if (std::string_view{"-+="}.find(escaped.front()) != std::string_view::npos) {
    escaped.insert(0, 1, '\\');
  } else if (mark < escaped.size()) {
    escaped.insert(mark, 1, '\\');
  }
  return escaped;
}

std::string backticks_around(std::string_view text, std::size_t least) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  std::string backticks(std::max(least, longest + 1), '`');
  return backticks;
}

std::string markdown_code(std::string_view text) {
  std::string code = escaped_lines(text);
  std::ranges::replace(code, '\n', ' ');
  // In a table a bar ends the cell within backticks too, after a backslash of the text as well.
  if (code.find('|') != std::string::npos) return "<code>" + markdown_text(code) + "</code>";
  const std::string fence = backticks_around(code, 1);
  const std::string_view space = code.starts_with('`') || code.ends_with('`') ? " " : "";
  std::string result = fence;
  return result.append(space).append(code).append(space).append(fence);
}

}  // namespace ipt::render
