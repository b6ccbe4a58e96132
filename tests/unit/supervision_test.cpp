#include "ipt/domain/supervision.hpp"

#include <doctest/doctest.h>

#include "unit/courses.hpp"

using namespace ipt;
using test::day;

namespace {

Question answered(std::string_view asked, std::optional<int> minutes) {
  return {.asked_on = day(asked), .answered_on = day(asked).plus_days(1), .minutes = minutes};
}

}  // namespace

TEST_CASE("K7F2 was supervised at 6 of 9 sessions, 250 minutes") {
  const Supervised found = supervised(test::k7f2());
  CHECK(found.sessions == 6);
  CHECK(found.minutes == 250);
  const Supervised then = supervised(known_on(test::k7f2(), day("2025-03-19"), day("2025-05-13")));
  CHECK(then.sessions == 1);
  CHECK(then.minutes == 50);
}

TEST_CASE("only an answered question counts, and two of one session count as one") {
  CourseRecord record = test::with_sessions(3);
  record.questions = {{.asked_on = day("2026-01-05")},
                      answered("2026-01-12", 20),
                      answered("2026-01-14", std::nullopt),
                      answered("2026-01-19", 30)};
  CHECK(supervised(record).sessions == 2);
  CHECK(supervised(record).minutes == 50);
}

TEST_CASE("a question belongs to its session, else to the latest one before") {
  const CourseRecord record = test::with_sessions(3);
  const auto of = [&](std::string_view asked, std::optional<Date> appointment = {}) {
    return session_of(record, {.asked_on = day(asked), .appointment = appointment});
  };
  CHECK(of("2026-01-19", day("2026-01-12")) == 2);
  CHECK(of("2026-01-12") == 2);
  CHECK(of("2026-01-18") == 2);
  CHECK(of("2026-02-18") == 3);
  CHECK(!of("2026-01-04"));
}

TEST_CASE("before the first session minutes count and no session does") {
  CourseRecord record = test::with_sessions(3);
  record.questions = {answered("2026-01-02", 45)};
  CHECK(supervised(record).sessions == 0);
  CHECK(supervised(record).minutes == 45);
}
