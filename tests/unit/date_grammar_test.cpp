#include "ipt/base/date_grammar.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

const Date today = day("2026-11-20");  // a Friday

Date resolved(std::string_view text, Ahead ahead) {
  return resolve_date(text, today, ahead, "--date");
}

std::string refused(std::string_view text, Ahead ahead) {
  return test::refusal([&] { return resolved(text, ahead); });
}

Explanation explained(std::string_view text, Ahead ahead = Ahead::refused) {
  return test::explanation_of([&] { return resolved(text, ahead); });
}

struct Written {
  std::string_view text;
  std::string_view iso;
};

}  // namespace

TEST_CASE("a day up to today is written in any form, in any case, with spaces around it") {
  for (const Written& row :
       {Written{"2026-11-20", "2026-11-20"}, Written{"2026-11-19", "2026-11-19"},
        Written{"1900-01-01", "1900-01-01"}, Written{"today", "2026-11-20"},
        Written{"yesterday", "2026-11-19"}, Written{"-1d", "2026-11-19"},
        Written{"-3d", "2026-11-17"}, Written{"-2w", "2026-11-06"}, Written{"-0d", "2026-11-20"},
        Written{"+0d", "2026-11-20"}, Written{"-0w", "2026-11-20"}, Written{"-003d", "2026-11-17"},
        Written{"-365d", "2025-11-20"}, Written{"-36600d", "1926-09-06"},
        Written{" TODAY ", "2026-11-20"}, Written{"Yesterday", "2026-11-19"},
        Written{"-3D", "2026-11-17"}, Written{"-2W", "2026-11-06"},
        Written{"\t2026-11-19\n", "2026-11-19"}}) {
    CAPTURE(row.text);
    CHECK(resolved(row.text, Ahead::refused).iso() == row.iso);
    CHECK(resolved(row.text, Ahead::allowed).iso() == row.iso);
  }
}

TEST_CASE("a weekday is the most recent such day, today included") {
  for (const Written& row :
       {Written{"fri", "2026-11-20"}, Written{"thu", "2026-11-19"}, Written{"wed", "2026-11-18"},
        Written{"tue", "2026-11-17"}, Written{"mon", "2026-11-16"}, Written{"sun", "2026-11-15"},
        Written{"sat", "2026-11-14"}, Written{" FRI", "2026-11-20"},
        Written{"Sat", "2026-11-14"}}) {
    CAPTURE(row.text);
    CHECK(resolved(row.text, Ahead::refused).iso() == row.iso);
  }
}

TEST_CASE("a weekday and the next one lie within a week on both sides of every today") {
  for (int days = 0; days < 14; ++days) {
    const Date from = today.plus_days(days);
    for (const std::string word : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
      CAPTURE(from.iso());
      CAPTURE(word);
      const Date recent = resolve_date(word, from, Ahead::refused, "--date");
      const Date next = resolve_date("next-" + word, from, Ahead::allowed, "--date");
      CHECK(recent.weekday() == *weekday_from(word));
      CHECK(recent <= from);
      CHECK(from.days_since(recent) < 7);
      CHECK(next.days_since(recent) == 7);
    }
  }
}

TEST_CASE("a day ahead is written where the future is allowed") {
  for (const Written& row :
       {Written{"tomorrow", "2026-11-21"}, Written{"+3d", "2026-11-23"},
        Written{"+2w", "2026-12-04"}, Written{"+6w", "2027-01-01"},
        Written{"next-sat", "2026-11-21"}, Written{"next-mon", "2026-11-23"},
        Written{"next-fri", "2026-11-27"}, Written{"NEXT-Mon", "2026-11-23"},
        Written{"2026-11-21", "2026-11-21"}, Written{"2199-12-31", "2199-12-31"},
        Written{"+36600d", "2127-02-04"}}) {
    CAPTURE(row.text);
    CHECK(resolved(row.text, Ahead::allowed).iso() == row.iso);
    CHECK(refused(row.text, Ahead::refused) == "2 date_in_future");
  }
}

TEST_CASE("a refused day ahead says what today is") {
  const Explanation explanation = explained("+2w");
  CHECK(explanation.wrong == "--date 2026-12-04 is in the future");
  CHECK(explanation.allowed.find("Fri 2026-11-20") != std::string::npos);
}

TEST_CASE("a day that is in no calendar is impossible") {
  for (const std::string_view text :
       {"2026-02-29", "2026-11-31", "2026-13-01", "2026-00-10", "2026-10-00", "9999-99-99",
        "1899-12-31", "2200-01-01", " 2026-02-30 "}) {
    CAPTURE(text);
    CHECK(refused(text, Ahead::refused) == "2 date_impossible");
    CHECK(refused(text, Ahead::allowed) == "2 date_impossible");
  }
}

TEST_CASE("a date in another notation is refused with every reading of it") {
  for (const Written& row :
       {Written{"03/04/2026", "2026-04-03, or 2026-03-04"},
        Written{"3.4.26", "2026-04-03, or 2026-03-04"},
        Written{"3-4-2026", "2026-04-03, or 2026-03-04"}, Written{"31/12/2026", "2026-12-31"},
        Written{"12/31/2026", "2026-12-31"}, Written{"04/04/2026", "2026-04-04"},
        Written{"2026/11/20", "2026-11-20"}, Written{"2026.1.5", "2026-01-05"},
        Written{"2026-1-5", "2026-01-05"}, Written{" 20.11.2026 ", "2026-11-20"},
        Written{"29/02/2024", "2024-02-29"}}) {
    CAPTURE(row.text);
    CHECK(refused(row.text, Ahead::refused) == "2 date_ambiguous");
    CHECK(explained(row.text).attempt == row.iso);
  }
}

TEST_CASE("anything else is no date") {
  for (const std::string_view text :
       {"",         " ",          "0d",          "3d",         "d",           "-d",
        "-w",       "+",          "-",           "--3d",       "-+3d",        "+-3d",
        "-3",       "-3m",        "-3 d",        "-3.5d",      "-0x3d",       "-36601d",
        "+36601d",  "-36600w",    "+36600w",     "-2000000w",  "-999999999w", "-99999999999999d",
        "monday",   "next-",      "next-monday", "next mon",   "last-mon",    "nextmon",
        "now",      "today!",     "heute",       "99/99/2026", "1/260/2026",  "260/1/2026",
        "0/4/2026", "29/02/2026", "1/2/3/4",     "1/2",        "2026-11",     "20261120"}) {
    CAPTURE(text);
    CHECK(refused(text, Ahead::refused) == "2 date_malformed");
    CHECK(refused(text, Ahead::allowed) == "2 date_malformed");
  }
  CHECK(refused("00003/04/2026", Ahead::refused) == "2 date_malformed");
}

TEST_CASE("a count of weeks never leads out of the calendar") {
  int refusals = 0;
  for (int weeks = 0; weeks < 12000; weeks += 97) {
    const std::string text = "-" + std::to_string(weeks) + "w";
    CAPTURE(text);
    const bool in_calendar = today.plus_days(-7 * weeks) >= day("1900-01-01");
    CHECK(refused(text, Ahead::refused) == (in_calendar ? "0 done" : "2 date_malformed"));
    if (!in_calendar) ++refusals;
  }
  CHECK(refusals > 0);
}

TEST_CASE("no word leads out of the calendar on its first or last day") {
  const auto refused_on = [](std::string_view text, const char* iso) {
    return test::refusal([&] { return resolve_date(text, day(iso), Ahead::allowed, "--date"); });
  };
  CHECK(refused_on("yesterday", "1900-01-01") == "2 date_malformed");
  CHECK(refused_on("tomorrow", "2199-12-31") == "2 date_malformed");
  CHECK(refused_on("next-mon", "2199-12-31") == "2 date_malformed");
  CHECK(refused_on("tomorrow", "2199-12-30") == "0 done");
}

TEST_CASE("a refusal names the flag and the forms that are allowed there") {
  CHECK(explained("soon").wrong == "--date 'soon' is not a date");
  CHECK(explained("soon", Ahead::refused).allowed.find("next-mon") == std::string::npos);
  CHECK(explained("soon", Ahead::allowed).allowed.find("next-mon") != std::string::npos);
}
