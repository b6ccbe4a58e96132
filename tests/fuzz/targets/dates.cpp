// Dates and periods: whatever is accepted is a day that exists and reads back to itself.
#include <array>
#include <string>

#include "fuzz/support.hpp"
#include "ipt/base/date_grammar.hpp"
#include "ipt/base/period.hpp"
#include "ipt/base/text.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month) - 1);
}

// Reads the ten characters by itself.
void check_day(Date date) {
  const std::string iso = date.iso();
  require(iso.size() == 10 && iso[4] == '-' && iso[7] == '-', "a date is not written as one");
  const int year = whole_number(iso.substr(0, 4)).value_or(0);
  const int month = whole_number(iso.substr(5, 2)).value_or(0);
  const int day = whole_number(iso.substr(8, 2)).value_or(0);
  require(year >= 1900 && year <= 2199, "a year lies outside its range");
  require(month >= 1 && month <= 12, "there is no such month");
  require(day >= 1 && day <= days_in_month(year, month), "there is no such day");
  require(Date::from_iso(iso) == date, "a date reads back as another one");
}

void check_date(std::string_view text, Date today, Ahead ahead) {
  const auto date = accepted([&] { return resolve_date(text, today, ahead, "--date"); });
  if (!date) return;
  check_day(*date);
  require(ahead == Ahead::allowed || *date <= today, "a day in the future is accepted");
  require(resolve_date(date->iso(), today, ahead, "--date") == *date, "a date means another day");
  const bool is_iso = Date::from_iso(trimmed(text)).has_value();
  require(!is_iso || date->iso() == trimmed(text), "a written day means another one");
}

void check_period(std::string_view text, Date today) {
  const auto days = accepted([&] { return resolve_days(text, today, "--week"); });
  if (!days) return;
  check_day(days->first);
  check_day(days->last);
  require(days->first <= days->last, "a period ends before it begins");
  const bool is_week = lower(text).find('w') != std::string::npos && days->first != days->last;
  if (!is_week) return;
  require(days->last.days_since(days->first) == 6, "a week has not seven days");
  require(days->first.weekday() == std::chrono::Monday, "a week begins on no Monday");
  const std::string name = week_name(days->first);
  require(resolve_days(name, today, "--week") == *days, "a week reads as another one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  // Blanks at the ends mean nothing, so any text is tried on each of these days.
  constexpr std::array days = {"2026-11-23", "2024-02-29", "1900-01-01", "2199-12-31"};
  const Date today = *Date::from_iso(days.at(size % days.size()));
  check_date(text, today, Ahead::allowed);
  check_date(text, today, Ahead::refused);
  check_period(text, today);
  return 0;
}
