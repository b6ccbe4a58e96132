#include "cli/values.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "cli/choices.hpp"
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

void add_choices(Values& values, const std::vector<Choice>& choices, std::string_view ending = "") {
  for (const Choice& each : choices) {
    values.words.push_back(
        {.word = std::string{each.word}.append(ending), .meaning = std::string{each.meaning}});
  }
}

// `12..16`
bool add_range(Values& values, std::string_view shown) {
  const std::size_t dots = shown.find("..");
  if (dots == std::string_view::npos) return false;
  const auto first = whole_number(shown.substr(0, dots));
  const auto last = whole_number(shown.substr(dots + 2));
  if (!first || !last || *last - *first > longest_range) return false;
  for (int i = *first; i <= *last; ++i) values.words.push_back({.word = std::to_string(i)});
  return true;
}

void add_days(Values& values) {
  add_words(values, std::array<std::string_view, 2>{"today", "yesterday"});
  add_words(values, weekdays);
}

// One of the ways in which a value may be written: a placeholder in capitals, or a word as it is.
void add_alternative(Values& values, std::string_view shown) {
  if (shown == "DATE") {
    add_days(values);
  } else if (shown == "FILE" || shown == "DIR") {
    values.files = true;
  } else if (shown == "K7" || shown == "REF") {
    values.clients = true;
    values.goes_on = shown == "REF";
  } else if (shown == "CODE=ANSWERS") {
    add_choices(values, instrument_choices(), "=");
    values.goes_on = true;
  } else if (shown == "mon..sun") {
    add_words(values, weekdays);
  } else if (!add_range(values, shown) && lower(shown) == shown) {
    values.words.push_back({.word = std::string{shown}});
  }
}

}  // namespace

Values values_of(std::string_view shown, Choices choices) {
  Values values;
  values.is_list = shown.ends_with(list_mark);
  if (choices != nullptr) {
    add_choices(values, choices());
    return values;
  }
  for (const std::string_view each : split(shown, '|')) add_alternative(values, each);
  return values;
}

}  // namespace ipt::cli
