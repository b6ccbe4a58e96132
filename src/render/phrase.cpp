#include "render/phrase.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "ipt/base/text.hpp"

namespace ipt::render {
namespace {

using report::Decimal;
using report::List;
using report::Object;
using report::Value;

std::string escaped_lines(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(text, '\n')) {
    if (!result.empty() || line.data() != text.data()) result += '\n';
    result += escaped_for_terminal(line);
  }
  return result;
}

std::string shown(const Value& value, const TextStyle& style);

// A missing score is never 0, and looks like no other missing value.
std::string number_or_gap(const Value& value, const TextStyle& style) {
  if (value.is_null()) return style.plain ? "missing" : ".";
  return shown(value, style);
}

// A total with a mark when missing answers were made up; "." when there is none.
std::string score_text(const Value& value, const TextStyle& style) {
  const bool is_score = std::holds_alternative<Object>(value.content());
  const Value& total = is_score ? report::at(value, "total") : value;
  const auto* prorated = std::get_if<bool>(&report::at(value, "prorated").content());
  const bool made_up = prorated != nullptr && *prorated;
  return number_or_gap(total, style) + (!made_up ? "" : style.plain ? " (prorated)" : "*");
}

std::string list_text(const Value& value, std::string_view separator, const TextStyle& style) {
  std::string text;
  const auto* list = std::get_if<List>(&value.content());
  if (list == nullptr) return shown(value, style);
  for (const Value& each : *list) {
    if (!text.empty()) text += separator;
    const bool is_score = !report::at(each, "prorated").is_null();
    text += is_score ? score_text(each, style) : number_or_gap(each, style);
  }
  return text;
}

// One overload for each kind of value.
struct Show {
  const TextStyle& style;

  std::string operator()(std::monostate) const { return style.plain ? "none" : "-"; }
  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(const Decimal& value) const { return written(value); }
  std::string operator()(const std::string& value) const { return escaped_lines(value); }
  std::string operator()(const Date& value) const { return value.iso(); }
  std::string operator()(const List& value) const { return list_text(value, ", ", style); }
  // An object in a list of a sentence speaks through its "text".
  std::string operator()(const Object& value) const {
    const Value* text = value.find("text");
    return text == nullptr ? std::string{} : shown(*text, style);
  }
};

std::string shown(const Value& value, const TextStyle& style) {
  return std::visit(Show{style}, value.content());
}

bool is_negative(std::string_view number) { return number.starts_with('-'); }

bool is_zero(std::string_view number) {
  return number.find_first_not_of("0.") == std::string::npos;
}

std::string change_text(const Value& value, const TextStyle& style) {
  if (value.is_null()) return number_or_gap(value, style);
  const std::string number = shown(value, style);
  if (is_zero(number)) return "no change";
  return is_negative(number) ? number.substr(1) + " lower" : number + " higher";
}

std::string signed_text(const Value& value, const TextStyle& style) {
  if (value.is_null()) return number_or_gap(value, style);
  if (style.plain) return change_text(value, style);
  const std::string number = shown(value, style);
  return is_negative(number) || is_zero(number) ? number : "+" + number;
}

std::string counted_text(const Value& value, std::string_view words, const TextStyle& style) {
  const std::string number = shown(value, style);
  const std::size_t slash = words.find('/');
  const bool one = number == "1" || number == "-1";
  return fmt::format("{} {}", number, one ? words.substr(0, slash) : words.substr(slash + 1));
}

bool is_part_of_word(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

// Our own words in a text, each as this reader calls it.
std::string said_in(std::string text, const TextStyle& style) {
  for (const WordInstead& word : style.words) {
    for (std::size_t at = text.find(word.usual); at != std::string::npos;
         at = text.find(word.usual, at)) {
      const std::size_t end = at + word.usual.size();
      const bool is_word = (at == 0 || !is_part_of_word(text[at - 1])) &&
                           (end == text.size() || !is_part_of_word(text[end]));
      if (is_word) text.replace(at, word.usual.size(), word.instead);
      at += is_word ? word.instead.size() : 1;
    }
  }
  return text;
}

std::string reference_text(std::string_view reference, const Value& root, const TextStyle& style) {
  if (reference.starts_with('~')) return std::string{worded(reference.substr(1), style)};
  if (reference == "->") return style.plain ? "to" : style.ascii ? "->" : "→";
  const std::size_t colon = reference.find(':');
  const Value& value = report::at(root, reference.substr(0, colon));
  if (colon == std::string_view::npos) return shown(value, style);
  const std::string_view how = reference.substr(colon + 1);
  if (how == "change") return change_text(value, style);
  if (how == "signed") return signed_text(value, style);
  if (how == "series") return list_text(value, style.plain ? ", " : " ", style);
  if (how == "score") return score_text(value, style);
  if (how == "said") return said_in(list_text(value, "; ", style), style);
  if (how == "word") return std::string{worded(shown(value, style), style)};
  if (how == "list") return list_text(value, ", ", style);
  if (how.find('/') != std::string_view::npos) return counted_text(value, how, style);
  const auto* date = std::get_if<Date>(&value.content());
  return date == nullptr ? shown(value, style) : with_weekday(*date);
}

}  // namespace

std::string_view worded(std::string_view word, const TextStyle& style) {
  const auto found = std::ranges::find(style.words, word, &WordInstead::usual);
  return found == style.words.end() ? word : found->instead;
}

std::string spoken(const report::Phrase& phrase, const report::Value& root,
                   const TextStyle& style) {
  std::string result;
  std::string_view rest = phrase;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    result += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos) break;
    result += reference_text(rest.substr(open + 1, close - open - 1), root, style);
    rest.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace ipt::render
