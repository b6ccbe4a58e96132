#include "ipt/base/period.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

#include "ipt/base/date_grammar.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

constexpr std::string_view forms =
    "A period is written 2026, 2026-Q4, 2026-11, 2026-W47, this-week or last-week.";

constexpr int days_a_week = 7;
constexpr unsigned months_a_year = 12;
constexpr unsigned months_a_quarter = 3;

Date monday_of(Date date) {
  return date.plus_days(1 - static_cast<int>(date.weekday().iso_encoding()));
}

Days week_from(Date monday) { return {.first = monday, .last = monday.plus_days(days_a_week - 1)}; }

// So many months from the first day of one.
std::optional<Days> months(int year, unsigned month, unsigned count) {
  const auto first = Date::of(year, month, 1);
  const unsigned last_month = month + count - 1;
  if (!first || last_month > months_a_year) return std::nullopt;
  const bool ends_year = last_month == months_a_year;
  const auto last =
      ends_year ? Date::of(year, months_a_year, 31) : Date::of(year, last_month + 1, 1);
  return Days{.first = *first, .last = ends_year ? *last : last->plus_days(-1)};
}

// `2026`, `2026-q4`, `2026-w47` or `2026-11`, taken apart.
struct Written {
  int year = 0;
  char unit = 'y';  // a year, quarter, week or month
  unsigned number = 0;
};

std::optional<Written> taken_apart(std::string_view word) {
  const auto are_digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, is_digit);
  };
  if (word.size() < 4 || !are_digits(word.substr(0, 4))) return std::nullopt;
  Written result{.year = *whole_number(word.substr(0, 4))};
  std::string_view rest = word.substr(4);
  if (rest.empty()) return result;
  if (rest.front() != '-') return std::nullopt;
  rest.remove_prefix(1);
  const bool has_unit = rest.starts_with('q') || rest.starts_with('w');
  result.unit = has_unit ? rest.front() : 'm';
  if (has_unit) rest.remove_prefix(1);
  if (rest.size() > 2 || !are_digits(rest)) return std::nullopt;
  if (result.unit == 'm' && rest.size() != 2) return std::nullopt;
  result.number = static_cast<unsigned>(*whole_number(rest));
  return result;
}

std::optional<Days> days_of(const Written& written) {
  switch (written.unit) {
    case 'y':
      return months(written.year, 1, months_a_year);
    case 'q':
      if (written.number == 0 || written.number > months_a_year / months_a_quarter) return {};
      return months(written.year, (written.number - 1) * months_a_quarter + 1, months_a_quarter);
    case 'w':
      return ipt::days_of(IsoWeek{.year = written.year, .week = written.number});
    default:
      return months(written.year, written.number, 1);
  }
}

Written week_of(Date day) {
  const IsoWeek week = day.iso_week();
  return {.year = week.year, .unit = 'w', .number = week.week};
}

std::string limits(const Written& written) {
  if (!months(written.year, 1, 1)) return "Years run from 1900 to 2199.";
  if (written.unit == 'q') return "A year has the quarters Q1 to Q4.";
  if (written.unit == 'm') return "A year has the months 01 to 12.";
  if (written.unit == 'w' && ipt::days_of(IsoWeek{.year = written.year, .week = 1})) {
    const bool is_long = ipt::days_of(IsoWeek{.year = written.year, .week = 53}).has_value();
    return fmt::format("{} has the weeks W01 to W{}.", written.year, is_long ? 53 : 52);
  }
  return "Years run from 1900 to 2199.";
}

// What a day may be is known there; that it may be a period, only here.
Date one_day(std::string_view text, Date today, std::string_view what) {
  try {
    return resolve_date(text, today, Ahead::allowed, what);
  } catch (const Error& error) {
    Explanation explanation = error.explanation();
    if (explanation.code != "date_malformed") throw;
    explanation.wrong = fmt::format("{} '{}' is neither a day nor a period", what, trimmed(text));
    explanation.allowed += fmt::format(" {}", forms);
    throw Error(std::move(explanation));
  }
}

}  // namespace

std::string week_name(Date day) {
  const IsoWeek week = day.iso_week();
  return fmt::format("{}-W{:02}", week.year, week.week);
}

std::optional<Days> days_of(IsoWeek week) {
  const auto in_first_week = Date::of(week.year, 1, 4);
  if (!in_first_week || week.week == 0) return std::nullopt;
  const Date monday =
      monday_of(*in_first_week).plus_days(days_a_week * (static_cast<int>(week.week) - 1));
  const Days days = week_from(monday);
  const bool in_range = Date::from_iso(days.first.iso()) && Date::from_iso(days.last.iso());
  return in_range && monday.iso_week() == week ? std::optional{days} : std::nullopt;
}

Days resolve_days(std::string_view text, Date today, std::string_view what) {
  const std::string word = lower(trimmed(text));
  std::optional<Written> written = taken_apart(word);
  if (word == "this-week") written = week_of(today);
  if (word == "last-week") written = week_of(today.plus_days(-days_a_week));
  if (!written) {
    const Date day = one_day(text, today, what);
    return {.first = day, .last = day};
  }
  if (const auto days = days_of(*written)) return *days;
  throw Error({.exit = Exit::usage,
               .code = "period_impossible",
               .wrong = fmt::format("{} {}: there is no such period", what, trimmed(text)),
               .allowed = limits(*written),
               .attempt = "a period that is in the calendar"});
}

}  // namespace ipt
