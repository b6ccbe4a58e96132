#include "render/html_text.hpp"

#include "ipt/base/text.hpp"

namespace ipt::render {
namespace {

void append(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
  }
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string result;
  for (const char c : escaped_lines(text)) append(result, c);
  return result;
}

}  // namespace ipt::render
