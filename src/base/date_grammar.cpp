#include "ipt/base/date_grammar.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

constexpr std::string_view forms =
    "A date is written 2026-11-23, today, yesterday, -3d, -2w, or mon to sun (the most recent).";
constexpr std::string_view forms_ahead =
    "A date is written 2026-11-23, today, tomorrow, yesterday, +2w, -3d, next-mon, or mon to sun.";

constexpr int days_a_week = 7;
constexpr int farthest_offset = 36600;  // a century: further is a slip of the keyboard

int days_back_to(std::chrono::weekday weekday, Date today) {
  return static_cast<int>((today.weekday() - weekday).count());
}

std::optional<Date> named_day(std::string_view word, Date today) {
  if (word == "today") return today;
  if (word == "yesterday") return today.plus_days(-1);
  if (word == "tomorrow") return today.plus_days(1);
  if (const auto weekday = weekday_from(word)) {
    return today.plus_days(-days_back_to(*weekday, today));
  }
  if (word.starts_with("next-")) {
    if (const auto weekday = weekday_from(word.substr(5))) {
      return today.plus_days(days_a_week - days_back_to(*weekday, today));
    }
  }
  return std::nullopt;
}

// A day that was counted from another one: nothing outside the years of a date.
std::optional<Date> in_range(std::optional<Date> day) {
  return day ? Date::from_iso(day->iso()) : std::nullopt;
}

// `-3d`, `+2w`: a sign, a number, a unit.
std::optional<Date> counted_day(std::string_view word, Date today) {
  if (word.size() < 3 || (word.front() != '-' && word.front() != '+')) return std::nullopt;
  const char unit = word.back();
  const std::string_view digits = word.substr(1, word.size() - 2);
  const auto count = whole_number(digits);
  if (!count || !is_digit(digits.front()) || (unit != 'd' && unit != 'w')) return std::nullopt;
  if (*count > farthest_offset) return std::nullopt;
  const int days = *count * (unit == 'w' ? days_a_week : 1);
  return today.plus_days(word.front() == '-' ? -days : days);
}

bool looks_like_iso(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-'; });
}

// What `03/04/2026` or `3.4.26` could have meant, as ISO dates.
std::vector<std::string> readings(std::string_view text) {
  std::string dashed{text};
  std::ranges::replace(dashed, '/', '-');
  std::ranges::replace(dashed, '.', '-');
  std::vector<int> parts;
  for (const std::string_view part : split(dashed, '-')) {
    const auto number = whole_number(part);
    if (!number || part.size() > 4) return {};
    parts.push_back(*number);
  }
  if (parts.size() != 3) return {};
  std::vector<std::string> result;
  const auto offer = [&](int year, int month, int day) {
    if (year < 100) year += 2000;
    if (month < 0 || day < 0) return;
    const auto date = Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (date && std::ranges::find(result, date->iso()) == result.end()) {
      result.push_back(date->iso());
    }
  };
  if (parts[0] > 31) {
    offer(parts[0], parts[1], parts[2]);
  } else {
    offer(parts[2], parts[1], parts[0]);
    offer(parts[2], parts[0], parts[1]);
  }
  return result;
}

// `24/11` as the latest such days, `11/24` likewise.
std::vector<std::string> readings_without_year(std::string_view text, Date today) {
  const std::size_t mark = text.find_first_of("/.-");
  if (mark == std::string_view::npos || mark == 0) return {};
  std::vector<std::string> result;
  for (const char separator : std::string_view{"/.-"}) {
    if (text[mark] != separator) continue;
    const auto date_in = [&](int year) {
      return readings(fmt::format("{}{}{}", text, separator, year));
    };
    const int year = whole_number(today.iso().substr(0, 4)).value_or(0);
    for (const std::string& each : date_in(year)) {
      if (each <= today.iso()) result.push_back(each);
    }
    if (result.empty()) result = date_in(year - 1);
  }
  return result;
}

// `tue` of `tuesday`.
std::optional<std::string> short_weekday(std::string_view word) {
  constexpr auto names = std::to_array<std::string_view>(
      {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
  constexpr std::size_t short_length = 3;
  if (std::ranges::find(names, lower(word)) == names.end()) return std::nullopt;
  return lower(word.substr(0, short_length));
}

// What to try instead of a word that is no date.
std::string nearest_date(std::string_view text, Date today) {
  if (const auto weekday = short_weekday(text)) return *weekday;
  const auto days = readings_without_year(text, today);
  return days.empty() ? "ipt help dates" : joined(days, ", or ");
}

[[noreturn]] void refuse(std::string_view text, Date today, std::string_view what, Ahead ahead) {
  const std::string allowed{ahead == Ahead::allowed ? forms_ahead : forms};
  if (looks_like_iso(text)) {
    throw Error({.exit = Exit::usage,
                 .code = "date_impossible",
                 .wrong = fmt::format("{} {}: there is no such day", what, text),
                 .allowed = "Dates run from 1900-01-01 to 2199-12-31, year-month-day.",
                 .attempt = "a day that is in the calendar"});
  }
  if (const auto meant = readings(text); !meant.empty()) {
    throw Error(
        {.exit = Exit::usage,
         .code = "date_ambiguous",
         .wrong = fmt::format("{} {} is not a date that can be read one way only", what, text),
         .allowed = allowed,
         .attempt = joined(meant, ", or ")});
  }
  throw Error({.exit = Exit::usage,
               .code = "date_malformed",
               .wrong = fmt::format("{} '{}' is not a date", what, text),
               .allowed = allowed,
               .attempt = nearest_date(text, today)});
}

}  // namespace

Date resolve_date(std::string_view text, Date today, Ahead ahead, std::string_view what) {
  const std::string word = lower(trimmed(text));
  std::optional<Date> date = Date::from_iso(word);
  if (!date) date = in_range(named_day(word, today));
  if (!date) date = in_range(counted_day(word, today));
  if (!date) refuse(trimmed(text), today, what, ahead);
  if (*date > today && ahead == Ahead::refused) {
    throw Error({.exit = Exit::usage,
                 .code = "date_in_future",
                 .wrong = fmt::format("{} {} is in the future", what, date->iso()),
                 .allowed = fmt::format("Today is {}; only what has happened can be recorded.",
                                        with_weekday(today)),
                 .attempt = "today, or an earlier day"});
  }
  return *date;
}

}  // namespace ipt
