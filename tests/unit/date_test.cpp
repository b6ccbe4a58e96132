#include "ipt/base/date.hpp"

#include <doctest/doctest.h>

#include <array>
#include <ostream>
#include <string>
#include <string_view>

#include "unit/courses.hpp"

using namespace ipt;
using test::day;

namespace {

// Every day that a record can hold, from the first to the last.
template <typename Check>
void for_every_day(const Check& check) {
  const Date last = day("2199-12-31");
  for (Date date = day("1900-01-01"); date <= last; date = date.plus_days(1)) check(date);
}

std::string week_of(std::string_view iso) {
  const IsoWeek week = day(iso).iso_week();
  return std::to_string(week.year) + "-W" + std::to_string(week.week);
}

}  // namespace

TEST_CASE("a month has its days and no more") {
  constexpr std::array<unsigned, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (unsigned month = 1; month <= 12; ++month) {
    CAPTURE(month);
    CHECK(!Date::of(2026, month, 0));
    for (unsigned number = 1; number <= lengths.at(month - 1); ++number) {
      CHECK(Date::of(2026, month, number));
    }
    CHECK(!Date::of(2026, month, lengths.at(month - 1) + 1));
  }
}

TEST_CASE("the 29th of February is in leap years only") {
  for (const int year : {1904, 2000, 2024, 2028, 2196}) {
    CAPTURE(year);
    CHECK(Date::of(year, 2, 29));
  }
  for (const int year : {1900, 2023, 2025, 2026, 2100}) {
    CAPTURE(year);
    CHECK(!Date::of(year, 2, 29));
  }
}

TEST_CASE("dates run from 1900-01-01 to 2199-12-31") {
  CHECK(Date::of(1900, 1, 1)->iso() == "1900-01-01");
  CHECK(Date::of(2199, 12, 31)->iso() == "2199-12-31");
  CHECK(!Date::of(1899, 12, 31));
  CHECK(!Date::of(2200, 1, 1));
  CHECK(!Date::of(-2026, 1, 1));
  CHECK(!Date::of(2026 + 65536, 1, 1));
}

TEST_CASE("a month or a day far beyond the calendar does not wrap round into it") {
  CHECK(!Date::of(2026, 0, 1));
  CHECK(!Date::of(2026, 13, 1));
  CHECK(!Date::of(2026, 257, 1));
  CHECK(!Date::of(2026, 1, 257));
  CHECK(!Date::of(2026, 1, 4294967295U));
}

TEST_CASE("every day reads back from what it is written as") {
  int days = 0;
  for_every_day([&](Date date) {
    ++days;
    if (Date::from_iso(date.iso()) != date) FAIL_CHECK(date.iso());
  });
  CHECK(days == 109573);
}

TEST_CASE("only YYYY-MM-DD is read as a date") {
  CHECK(Date::from_iso("2026-11-23") == Date::of(2026, 11, 23));
  for (const std::string_view text : {"",           "2026",       "2026-11",          "2026-1-23",
                                      "2026-11-3",  "26-11-23",   "20261123",         "2026/11/23",
                                      "2026.11.23", "23-11-2026", " 2026-11-23",      "2026-11-23 ",
                                      "2026-11-2x", "202x-11-23", "+026-11-23",       "-026-11-23",
                                      "2026-+1-23", "2026-11--3", "2026-11-23T00:00", "2026-13-01",
                                      "2026-00-01", "2026-11-00", "2026-11-31",       "2026-02-29",
                                      "1899-12-31", "2200-01-01", "0000-00-00",       "9999-12-31",
                                      "today"}) {
    CAPTURE(text);
    CHECK(!Date::from_iso(text));
  }
}

TEST_CASE("weekdays follow one another without a gap") {
  CHECK(weekday_name(day("1900-01-01").weekday()) == "Mon");
  CHECK(weekday_name(day("1970-01-01").weekday()) == "Thu");
  CHECK(weekday_name(day("2000-02-29").weekday()) == "Tue");
  CHECK(weekday_name(day("2025-03-04").weekday()) == "Tue");
  CHECK(weekday_name(day("2199-12-31").weekday()) == "Tue");
  for_every_day([](Date date) {
    if (date.plus_days(1).weekday() - date.weekday() != std::chrono::days{1}) {
      FAIL_CHECK(date.iso());
    }
  });
}

TEST_CASE("a weekday is read by its three letters, in any case") {
  constexpr std::array<std::string_view, 7> names = {"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
  for (unsigned i = 0; i < names.size(); ++i) {
    const std::chrono::weekday weekday{i};
    CHECK(weekday_name(weekday) == names.at(i));
    CHECK(weekday_from(names.at(i)) == weekday);
  }
  CHECK(weekday_from("WED") == std::chrono::Wednesday);
  CHECK(weekday_from("wed") == std::chrono::Wednesday);
  for (const std::string_view text : {"", "m", "mo", "monday", "mon ", " mon", "mo\n", "Mi"}) {
    CAPTURE(text);
    CHECK(!weekday_from(text));
  }
}

TEST_CASE("a date is shown with its weekday") {
  CHECK(with_weekday(day("2026-11-20")) == "Fri 2026-11-20");
  CHECK(with_weekday(day("2025-03-04")) == "Tue 2025-03-04");
}

TEST_CASE("ISO weeks are those of the published calendar") {
  CHECK(week_of("2026-12-31") == "2026-W53");
  CHECK(week_of("2027-01-01") == "2026-W53");
  CHECK(week_of("2027-01-03") == "2026-W53");
  CHECK(week_of("2027-01-04") == "2027-W1");
  CHECK(week_of("2020-12-31") == "2020-W53");
  CHECK(week_of("2021-01-03") == "2020-W53");
  CHECK(week_of("2021-01-04") == "2021-W1");
  CHECK(week_of("2024-12-29") == "2024-W52");
  CHECK(week_of("2024-12-30") == "2025-W1");
  CHECK(week_of("2025-01-01") == "2025-W1");
  CHECK(week_of("2023-01-01") == "2022-W52");
  CHECK(week_of("2025-03-04") == "2025-W10");
}

TEST_CASE("a new ISO week begins on Monday and on no other day") {
  for_every_day([](Date date) {
    const bool is_new = date.iso_week() != date.plus_days(-1).iso_week();
    if (is_new != (date.weekday() == std::chrono::Monday)) FAIL_CHECK(date.iso());
  });
}

TEST_CASE("the 4th of January lies in week 1 and the 28th of December in the last week") {
  std::string long_years;
  for (int year = 1990; year < 2040; ++year) {
    CAPTURE(year);
    CHECK(Date::of(year, 1, 4)->iso_week() == IsoWeek{.year = year, .week = 1});
    const IsoWeek last = Date::of(year, 12, 28)->iso_week();
    CHECK(last.year == year);
    CHECK((last.week == 52 || last.week == 53));
    if (last.week == 53) long_years += std::to_string(year) + " ";
  }
  CHECK(long_years == "1992 1998 2004 2009 2015 2020 2026 2032 2037 ");
}

TEST_CASE("days are counted across the end of a year and the 29th of February") {
  CHECK(day("2025-12-31").plus_days(1).iso() == "2026-01-01");
  CHECK(day("2026-01-01").plus_days(-1).iso() == "2025-12-31");
  CHECK(day("2024-02-28").plus_days(1).iso() == "2024-02-29");
  CHECK(day("2026-02-28").plus_days(1).iso() == "2026-03-01");
  CHECK(day("2024-03-01").days_since(day("2024-02-28")) == 2);
  CHECK(day("2025-01-01").days_since(day("2024-01-01")) == 366);
  CHECK(day("2026-01-01").days_since(day("2025-01-01")) == 365);
  CHECK(day("2025-01-01").days_since(day("2026-01-01")) == -365);
  CHECK(Date::from_days_since_epoch(0).iso() == "1970-01-01");
  CHECK(Date::from_days_since_epoch(-1).iso() == "1969-12-31");
  CHECK(Date::from_days_since_epoch(20000).iso() == "2024-10-04");
}

TEST_CASE("summer time moves no date") {
  for (const std::string_view change :
       {"2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01"}) {
    CAPTURE(change);
    const Date before = day(change).plus_days(-1);
    CHECK(before.plus_days(2).days_since(before) == 2);
    CHECK(before.plus_days(7).weekday() == before.weekday());
    CHECK(before.plus_days(7).days_since(day(change)) == 6);
  }
}

TEST_CASE("days added are the days since") {
  const Date date = day("2026-02-14");
  for (int days = -1000; days <= 1000; ++days) {
    CAPTURE(days);
    CHECK(date.plus_days(days).days_since(date) == days);
    CHECK((date.plus_days(days) < date) == (days < 0));
  }
}
