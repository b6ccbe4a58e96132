#include "render/phrase.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "ipt/base/text.hpp"
#include "render/spark.hpp"

namespace ipt::render {
namespace {

using report::Decimal;
using report::List;
using report::Object;
using report::Value;

std::string shown(const Value& value, const Voice& voice);

// A missing score is never 0, and looks like no other missing value.
std::string number_or_gap(const Value& value, const Voice& voice) {
  if (value.is_null()) return voice.plain ? "missing" : ".";
  return shown(value, voice);
}

// A total with a mark when missing answers were made up; "." when there is none.
std::string score_text(const Value& value, const Voice& voice) {
  const bool is_score = std::holds_alternative<Object>(value.content());
  const Value& total = is_score ? report::at(value, "total") : value;
  std::string number = number_or_gap(total, voice);
  if (!report::is_true(value, "prorated")) return number;
  return number + (voice.plain ? " (prorated)" : "*");
}

std::string list_text(const Value& value, std::string_view separator, const Voice& voice) {
  std::string text;
  const auto* list = std::get_if<List>(&value.content());
  if (list == nullptr) return shown(value, voice);
  for (const Value& each : *list) {
    if (!text.empty()) text += separator;
    const bool is_score = !report::at(each, "prorated").is_null();
    text += is_score ? score_text(each, voice) : number_or_gap(each, voice);
  }
  return text;
}

// One overload for each kind of value.
struct Show {
  const Voice& voice;

  std::string operator()(std::monostate) const { return voice.plain ? "none" : "-"; }
  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(const Decimal& value) const { return written(value); }
  std::string operator()(const std::string& value) const { return escaped_lines(value); }
  std::string operator()(const Date& value) const { return value.iso(); }
  std::string operator()(const List& value) const { return list_text(value, ", ", voice); }
  // An object in a list of a sentence speaks through its "text".
  std::string operator()(const Object& value) const {
    const Value* text = value.find("text");
    return text == nullptr ? std::string{} : shown(*text, voice);
  }
};

std::string shown(const Value& value, const Voice& voice) {
  return std::visit(Show{voice}, value.content());
}

bool is_negative(std::string_view number) { return number.starts_with('-'); }

bool is_zero(std::string_view number) {
  return number.find_first_not_of("0.") == std::string::npos;
}

std::string change_text(const Value& value, const Voice& voice) {
  if (value.is_null()) return number_or_gap(value, voice);
  const std::string number = shown(value, voice);
  if (is_zero(number)) return "no change";
  return is_negative(number) ? number.substr(1) + " lower" : number + " higher";
}

std::string signed_text(const Value& value, const Voice& voice) {
  if (value.is_null()) return number_or_gap(value, voice);
  if (voice.plain) return change_text(value, voice);
  const std::string number = shown(value, voice);
  return is_negative(number) || is_zero(number) ? number : "+" + number;
}

// Where a measure began and where it is now: {first, latest, change}.
std::string pair_text(const Value& value, const Voice& voice) {
  const Value& change = report::at(value, "change");
  std::string latest = score_text(report::at(value, "latest"), voice);
  if (change.is_null()) return latest;
  return fmt::format("{}{}{} ({})", score_text(report::at(value, "first"), voice),
                     voice.plain ? " to " : ">", latest, signed_text(change, voice));
}

std::string counted_text(const Value& value, std::string_view words, const Voice& voice) {
  const std::string number = shown(value, voice);
  const std::size_t slash = words.find('/');
  const bool one = number == "1" || number == "-1";
  return fmt::format("{} {}", number, one ? words.substr(0, slash) : words.substr(slash + 1));
}

bool is_part_of_word(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

// Our own words in a text, each as this reader calls it.
std::string said_in(std::string text, const Voice& voice) {
  for (const WordInstead& word : voice.words) {
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

// `spark` draws from the lowest to the highest of the series, `spark lowest highest` between the
// numbers at these two paths.
Piece spark_piece(const Value& value, std::string_view how, report::Root root, const Voice& voice) {
  const auto* series = std::get_if<List>(&value.content());
  if (series == nullptr || series->empty()) return {.text = number_or_gap({}, voice)};
  std::string words = list_text(value, ", ", {.ascii = true, .plain = true, .words = {}});
  if (voice.plain) return {.text = std::move(words)};
  Scale scale = scale_of(*series);
  if (const auto paths = split(how, ' '); paths.size() == 3) {
    scale.lowest = number_of(report::at(root, paths[1])).value_or(scale.lowest);
    scale.highest = number_of(report::at(root, paths[2])).value_or(scale.highest);
  }
  return {.text = spark(*series, scale, voice), .words = std::move(words)};
}

std::string reference_text(std::string_view reference, report::Root root, const Voice& voice) {
  if (reference.starts_with('~')) return std::string{worded(reference.substr(1), voice)};
  if (reference == "->") return voice.plain ? "to" : voice.ascii ? "->" : "→";
  const std::size_t colon = reference.find(':');
  const Value& value = report::at(root, reference.substr(0, colon));
  if (colon == std::string_view::npos) return shown(value, voice);
  const std::string_view how = reference.substr(colon + 1);
  if (how == "change") return change_text(value, voice);
  if (how == "signed") return signed_text(value, voice);
  if (how == "pair") return pair_text(value, voice);
  if (how == "series") return list_text(value, voice.plain ? ", " : " ", voice);
  if (how == "score") return score_text(value, voice);
  if (how == "said") return said_in(list_text(value, "; ", voice), voice);
  if (how == "word") return std::string{worded(shown(value, voice), voice)};
  if (how == "list") return list_text(value, ", ", voice);
  if (how.find('/') != std::string_view::npos) return counted_text(value, how, voice);
  const auto* date = std::get_if<Date>(&value.content());
  return date == nullptr ? shown(value, voice) : with_weekday(*date);
}

Piece piece_of(std::string_view reference, report::Root root, const Voice& voice) {
  const std::size_t colon = reference.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view how = reference.substr(colon + 1);
    if (how.starts_with("spark")) {
      return spark_piece(report::at(root, reference.substr(0, colon)), how, root, voice);
    }
  }
  return {.text = reference_text(reference, root, voice)};
}

}  // namespace

std::string_view worded(std::string_view word, const Voice& voice) {
  const auto found = std::ranges::find(voice.words, word, &WordInstead::usual);
  return found == voice.words.end() ? word : found->instead;
}

std::vector<Piece> pieces_of(const report::Phrase& phrase, report::Root root, const Voice& voice) {
  std::vector<Piece> pieces;
  const auto add = [&](Piece piece) {
    const bool goes_on = !pieces.empty() && pieces.back().words.empty() && piece.words.empty();
    if (goes_on) {
      pieces.back().text += piece.text;
    } else if (!piece.text.empty()) {
      pieces.push_back(std::move(piece));
    }
  };
  std::string_view rest = phrase;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    add({.text = std::string{rest.substr(0, open)}});
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos) break;
    add(piece_of(rest.substr(open + 1, close - open - 1), root, voice));
    rest.remove_prefix(close + 1);
  }
  return pieces;
}

std::string spoken(const report::Phrase& phrase, report::Root root, const Voice& voice) {
  std::string text;
  for (const Piece& piece : pieces_of(phrase, root, voice)) text += piece.text;
  return text;
}

std::string heading_text(const report::Phrase& heading, report::Root root, const Voice& voice) {
  return std::string{worded(spoken(heading, root, voice), voice)};
}

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::vector<std::string> lines_beneath(const report::Table& table,
                                       const std::vector<const Value*>& rows, const Voice& voice) {
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const Value* row : rows) {
    std::string text = spoken(table.beneath, *row, voice);
    if (!lines.empty() && lines.back() == text) lines.back().clear();
    lines.push_back(std::move(text));
  }
  return lines;
}

bool has_headings(const report::Table& table) {
  return std::ranges::any_of(table.columns, [](const auto& each) { return !each.heading.empty(); });
}

bool names_row(const report::Table& table, const report::Column& column) {
  return !column.text.empty() && table.row_name.find(column.text) != std::string::npos;
}

}  // namespace ipt::render
