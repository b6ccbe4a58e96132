#include "ipt/base/date.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/text.hpp"

namespace ipt {
namespace {

using std::chrono::year_month_day;

constexpr int first_year = 1900;
constexpr int last_year = 2199;
constexpr std::size_t iso_length = 10;

constexpr std::array<std::string_view, 7> weekday_names = {"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> Date::of(int year, unsigned month, unsigned day) {
  // chrono keeps a month and a day in one byte, so that month 257 would be January.
  if (year < first_year || year > last_year || month > 12 || day > 31) return std::nullopt;
  const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                           std::chrono::day{day}};
  if (!ymd.ok()) return std::nullopt;
  return Date{std::chrono::sys_days{ymd}};
}

std::optional<Date> Date::from_iso(std::string_view text) {
  if (text.size() != iso_length || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return of(static_cast<int>(*year), *month, *day);
}

std::string Date::iso() const {
  const year_month_day ymd{days_};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

IsoWeek Date::iso_week() const {
  // The week belongs to the year in which its Thursday lies.
  const int from_monday = static_cast<int>(weekday().iso_encoding()) - 1;
  const Date thursday = plus_days(3 - from_monday);
  const std::chrono::year year = year_month_day{thursday.days_}.year();
  const Date new_year{std::chrono::sys_days{year / std::chrono::January / 1}};
  return {.year = static_cast<int>(year),
          .week = static_cast<unsigned>(thursday.days_since(new_year)) / 7 + 1};
}

std::string_view weekday_name(std::chrono::weekday weekday) {
  return weekday_names.at(weekday.c_encoding());
}

std::optional<std::chrono::weekday> weekday_from(std::string_view text) {
  const std::string wanted = lower(text);
  const auto* found = std::ranges::find_if(
      weekday_names, [&](std::string_view name) { return lower(name) == wanted; });
  if (found == weekday_names.end()) return std::nullopt;
  return std::chrono::weekday{static_cast<unsigned>(found - weekday_names.begin())};
}

std::string with_weekday(Date date) {
  return fmt::format("{} {}", weekday_name(date.weekday()), date.iso());
}

}  // namespace ipt
