#include "cli/values.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "cli/allowed.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};
constexpr std::string_view list_mark = ",...";
constexpr int longest_range = 50;

void add_words(Values& values, std::span<const std::string_view> words) {
  for (const std::string_view word : words) values.words.push_back({.word = std::string{word}});
}

void add_allowed(Values& values, const std::vector<AllowedWord>& allowed,
                 std::string_view ending = "") {
  for (const AllowedWord& each : allowed) {
    values.words.push_back(
        {.word = std::string{each.word}.append(ending), .meaning = std::string{each.meaning}});
  }
}

// `12..16`
void add_range(Values& values, std::string_view shown) {
  const std::size_t dots = shown.find("..");
  if (dots == std::string_view::npos) return;
  const auto first = whole_number(shown.substr(0, dots));
  const auto last = whole_number(shown.substr(dots + 2));
  if (!first || !last || *last - *first > longest_range) return;
  for (int i = *first; i <= *last; ++i) values.words.push_back({.word = std::to_string(i)});
}

void add_days(Values& values) {
  add_words(values, std::array<std::string_view, 2>{"today", "yesterday"});
  add_words(values, weekdays);
}

// What stands for a value in help; of others, such as `TEXT`, nothing is known.
void add_placeholder(Values& values, std::string_view shown) {
  if (shown == "DATE") {
    add_days(values);
  } else if (shown == "FILE" || shown == "DIR") {
    values.files = true;
  } else if (shown == "K7" || shown == "REF") {
    values.clients = true;
    values.goes_on = shown == "REF";
  } else if (shown == "CODE=ANSWERS") {
    values.ending = "=";
    add_allowed(values, instrument_words(), values.ending);
    values.instruments = true;
    values.goes_on = true;
  } else if (shown == "mon..sun") {
    add_words(values, weekdays);
  } else {
    add_range(values, shown);
  }
}

}  // namespace

Values values_of(std::string_view shown, AllowedWords allowed) {
  Values values;
  values.is_list = shown.ends_with(list_mark);
  if (allowed != nullptr) {
    const bool dated = shown.ends_with("@DATE");
    add_allowed(values, allowed(), dated ? "@" : "");
    values.instruments = allowed == instrument_words;
    values.goes_on = dated;
    return values;
  }
  const auto alternatives = split(shown, '|');
  for (const std::string_view each : alternatives) {
    const bool is_word = alternatives.size() > 1 && lower(each) == each;
    if (is_word) values.words.push_back({.word = std::string{each}});
    if (!is_word) add_placeholder(values, each);
  }
  return values;
}

}  // namespace ipt::cli
