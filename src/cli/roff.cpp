#include "cli/roff.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "ipt/base/text.hpp"

namespace ipt::cli::roff {
namespace {

constexpr std::size_t source_width = 78;

// A line that begins with a full stop would be a command.
std::string text_line(std::string_view line) {
  return fmt::format("{}{}\n", line.starts_with('.') ? "\\&" : "", line);
}

// roff wants each sentence on a line of its own, to set the space after it.
std::string by_sentence(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = i > 0 && text[i] == ' ' && i + 1 < text.size() &&
                      std::string_view{".?!"}.find(text[i - 1]) != std::string_view::npos;
    result += ends ? '\n' : text[i];
  }
  return result;
}

struct Paragraph {
  bool is_literal = false;  // indented: an example, a table
  std::vector<std::string_view> lines = {};
};

// Blank lines part paragraphs, and so does a change of indentation.
std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  bool starts = true;
  for (const std::string_view line : split(text, '\n')) {
    const bool literal = line.starts_with("  ");
    starts = starts || paragraphs.back().is_literal != literal;
    if (line.empty()) {
      starts = true;
      continue;
    }
    if (starts) paragraphs.push_back({.is_literal = literal});
    starts = false;
    paragraphs.back().lines.push_back(line);
  }
  return paragraphs;
}

// Where what is named ends and what it is begins: `  IPT_DB      the store`.
std::size_t gap_in(std::string_view line) { return line.find("  ", 2); }

bool continues(std::string_view line) { return line.starts_with("   "); }

// Named things, each with what it is; that may go on in lines that are indented further.
bool is_list(const Paragraph& paragraph) {
  return !continues(paragraph.lines.front()) &&
         std::ranges::all_of(paragraph.lines, [](std::string_view line) {
           return continues(line) || gap_in(line) != std::string_view::npos;
         });
}

std::string list(const Paragraph& paragraph) {
  std::string result;
  std::string lead;
  std::string text;
  const auto flush = [&] {
    if (!lead.empty()) result += entry(bold(lead), text);
  };
  for (const std::string_view line : paragraph.lines) {
    if (continues(line)) {
      text.append(" ").append(trimmed(line));
      continue;
    }
    flush();
    lead = trimmed(line.substr(0, gap_in(line)));
    text = trimmed(line.substr(gap_in(line)));
  }
  flush();
  return result;
}

std::string literal(const Paragraph& paragraph) {
  std::string text = ".nf\n";
  for (const std::string_view line : paragraph.lines) text += text_line(escaped(line));
  return text + ".fi\n";
}

std::string running(const Paragraph& paragraph) {
  std::string text;
  for (const std::string_view line : paragraph.lines) {
    text += text.empty() ? "" : " ";
    text += line;
  }
  return filled(text);
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      case '"':
        result += "\\(dq";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string entry(std::string_view lead, std::string_view text) {
  return fmt::format(".TP\n{}\n{}", lead, filled(text));
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", escaped(text)); }

std::string filled(std::string_view text) {
  std::string result;
  const std::string sentences = by_sentence(text);
  for (const std::string_view sentence : split(sentences, '\n')) {
    for (const std::string& line : wrapped(escaped(sentence), source_width)) {
      result += text_line(line);
    }
  }
  return result;
}

std::string body(std::string_view text) {
  std::string result;
  bool follows = false;
  for (const Paragraph& paragraph : paragraphs_of(text)) {
    const bool as_list = paragraph.is_literal && is_list(paragraph);
    if (follows && !as_list) result += ".PP\n";
    follows = true;
    result += as_list                ? list(paragraph)
              : paragraph.is_literal ? literal(paragraph)
                                     : running(paragraph);
  }
  return result;
}

}  // namespace ipt::cli::roff
