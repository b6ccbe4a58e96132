#include "ipt/base/period.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

const Date today = day("2026-11-20");  // a Friday

std::string resolved(std::string_view text) {
  const Days days = resolve_days(text, today, "--from");
  return days.first.iso() + " " + days.last.iso();
}

std::string refused(std::string_view text) {
  return test::refusal([&] { return resolved(text); });
}

}  // namespace

TEST_CASE("a year, a quarter and a month go from their first to their last day") {
  CHECK(resolved("2026") == "2026-01-01 2026-12-31");
  CHECK(resolved("1900") == "1900-01-01 1900-12-31");
  CHECK(resolved("2199") == "2199-01-01 2199-12-31");
  CHECK(resolved("2026-Q1") == "2026-01-01 2026-03-31");
  CHECK(resolved("2026-q2") == "2026-04-01 2026-06-30");
  CHECK(resolved("2026-Q3") == "2026-07-01 2026-09-30");
  CHECK(resolved("2026-Q4") == "2026-10-01 2026-12-31");
  CHECK(resolved("2026-02") == "2026-02-01 2026-02-28");
  CHECK(resolved("2024-02") == "2024-02-01 2024-02-29");
  CHECK(resolved(" 2026-12 ") == "2026-12-01 2026-12-31");
}

TEST_CASE("a week goes from Monday to Sunday, also across the end of a year") {
  CHECK(resolved("2026-W47") == "2026-11-16 2026-11-22");
  CHECK(resolved("2026-w01") == "2025-12-29 2026-01-04");
  CHECK(resolved("2026-W1") == "2025-12-29 2026-01-04");
  CHECK(resolved("2026-W53") == "2026-12-28 2027-01-03");
  CHECK(resolved("2027-W01") == "2027-01-04 2027-01-10");
  CHECK(resolved("2024-W52") == "2024-12-23 2024-12-29");
  CHECK(resolved("2025-W01") == "2024-12-30 2025-01-05");
}

TEST_CASE("this week and last week are counted from today") {
  CHECK(resolved("this-week") == "2026-11-16 2026-11-22");
  CHECK(resolved("Last-Week") == "2026-11-09 2026-11-15");
  CHECK(resolve_days("this-week", day("2027-01-03"), "--from") ==
        resolve_days("2026-W53", today, "--from"));
  CHECK(resolve_days("last-week", day("2027-01-04"), "--from") ==
        resolve_days("2026-W53", today, "--from"));
}

TEST_CASE("a day is a period of one day, and may lie ahead") {
  CHECK(resolved("2026-11-23") == "2026-11-23 2026-11-23");
  CHECK(resolved("-3d") == "2026-11-17 2026-11-17");
  CHECK(resolved("+1w") == "2026-11-27 2026-11-27");
  CHECK(resolved("mon") == "2026-11-16 2026-11-16");
}

TEST_CASE("every week of every year is one of the weeks that its days are in") {
  for (int year = 1901; year < 2199; ++year) {
    CAPTURE(year);
    for (unsigned week = 1; week <= 53; ++week) {
      const auto days = days_of(IsoWeek{.year = year, .week = week});
      if (week <= 52) REQUIRE(days);
      if (!days) continue;
      CHECK(days->first.iso_week() == IsoWeek{.year = year, .week = week});
      CHECK(days->last.iso_week() == IsoWeek{.year = year, .week = week});
      CHECK(days->last.days_since(days->first) == 6);
    }
  }
}

TEST_CASE("a period that is not in the calendar is refused with what is") {
  for (const std::string_view text : {"2026-W54", "2025-W53", "2026-W00", "2026-Q0", "2026-Q5",
                                      "2026-13", "2026-00", "1899", "2200-W01", "2199-Q9"}) {
    CAPTURE(text);
    CHECK(refused(text) == "2 period_impossible");
  }
  const auto allowed = [](std::string_view text) {
    return test::explanation_of([&] { return resolved(text); }).allowed;
  };
  CHECK(allowed("2025-W53") == "2025 has the weeks W01 to W52.");
  CHECK(allowed("2026-W54") == "2026 has the weeks W01 to W53.");
  CHECK(allowed("2026-Q5") == "A year has the quarters Q1 to Q4.");
  CHECK(allowed("2026-13") == "A year has the months 01 to 12.");
  CHECK(allowed("1899") == "Years run from 1900 to 2199.");
}

TEST_CASE("a week that leaves the calendar is impossible by its name too") {
  const auto refused_on = [](std::string_view text, const char* iso) {
    return test::refusal([&] { return resolve_days(text, day(iso), "--week"); });
  };
  CHECK(refused_on("this-week", "2199-12-31") == "2 period_impossible");
  CHECK(refused_on("last-week", "1900-01-01") == "2 period_impossible");
  CHECK(refused_on("this-week", "1900-01-01") == "0 done");
}

TEST_CASE("what is neither a day nor a period is refused with both grammars") {
  for (const std::string_view text : {"2026-Q", "2026-W", "2026-", "2026-W471", "26", "20261",
                                      "2026-1", "Q4", "next-week", "2026-W-1", ""}) {
    CAPTURE(text);
    CHECK(refused(text) == "2 date_malformed");
  }
  const Explanation explained = test::explanation_of([] { return resolved("autumn"); });
  CHECK(explained.wrong == "--from 'autumn' is neither a day nor a period");
  CHECK(explained.allowed.find("2026-W47") != std::string::npos);
  CHECK(explained.allowed.find("yesterday") != std::string::npos);
  CHECK(refused("2026-02-30") == "2 date_impossible");
  CHECK(refused("03/04/2026") == "2 date_ambiguous");
}
