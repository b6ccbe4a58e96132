#include "ipt/domain/course.hpp"

#include <doctest/doctest.h>

#include <string_view>

#include "unit/courses.hpp"

using namespace ipt;
using test::day;

namespace {

// The course of K7F2 with something of every kind after 2025-04-15.
CourseRecord with_later_facts() {
  CourseRecord record = test::k7f2();
  record.contract_changes = {{.number = 1, .from = day("2025-04-16"), .contract = {.planned = 16}}};
  record.focus_episodes.front().stages = {
      {.date = day("2025-04-15"), .stage = DisputeStage::impasse},
      {.date = day("2025-04-16"), .stage = DisputeStage::dissolution}};
  record.focus_episodes.push_back(
      {.number = 2, .focus = Focus::dispute, .from = day("2025-04-16")});
  record.goals = {{.number = 1, .text = "two contacts a week", .set_on = day("2025-04-15")},
                  {.number = 2, .text = "tell partner", .set_on = day("2025-04-16")}};
  record.absences.push_back(test::pause("2025-04-16", "2025-04-17"));
  record.absences.push_back(test::pause("2025-04-10", "2025-04-11"));
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2025-06-17")};
  return record;
}

}  // namespace

TEST_CASE("what happened later was not known on a day before it") {
  const CourseRecord then = known_on(with_later_facts(), day("2025-04-15"), day("2025-06-20"));
  CHECK(then.appointments.size() == 7);
  CHECK(then.appointments.back().date == day("2025-04-15"));
  CHECK(then.scores.size() == 12);
  CHECK(then.scores.back().score.date() == day("2025-04-15"));
  CHECK(then.contract_changes.empty());
  REQUIRE(then.focus_episodes.size() == 1);
  CHECK(then.focus_episodes.front().stages.size() == 1);
  CHECK(then.goals.size() == 1);
  CHECK(!then.course.end);
}

TEST_CASE("what happened on a day was known on it") {
  const CourseRecord then = known_on(with_later_facts(), day("2025-04-16"), day("2025-06-20"));
  CHECK(then.contract_changes.size() == 1);
  CHECK(then.focus_episodes.size() == 2);
  CHECK(then.focus_episodes.front().stages.size() == 2);
  CHECK(then.goals.size() == 2);
  CHECK(then.absences.size() == 2);
  CHECK(known_on(with_later_facts(), day("2025-06-17"), day("2025-06-20")).course.end);
  CHECK(!known_on(with_later_facts(), day("2025-06-16"), day("2025-06-20")).course.end);
}

TEST_CASE("an absence that was planned ahead was known from the day on which it was written down") {
  CourseRecord record = test::k7f2();
  record.absences = {test::leave("2025-04-21", "2025-04-25")};
  record.absences.front().recorded_on = day("2025-04-10");
  CHECK(known_on(record, day("2025-04-09"), day("2025-05-01")).absences.empty());
  CHECK(known_on(record, day("2025-04-10"), day("2025-05-01")).absences.size() == 1);
  record.absences.front().recorded_on = day("2025-04-23");  // after it had begun
  CHECK(known_on(record, day("2025-04-20"), day("2025-05-01")).absences.empty());
  CHECK(known_on(record, day("2025-04-21"), day("2025-05-01")).absences.size() == 1);
}

TEST_CASE("an absence to come is a known plan today and was not known on an earlier day") {
  const CourseRecord record = with_later_facts();
  CHECK(known_on(record, day("2025-04-15"), day("2025-04-15")).absences.size() == 3);
  CHECK(known_on(record, day("2025-04-15"), day("2025-04-16")).absences.size() == 1);
  CHECK(known_on(record, day("2025-05-01"), day("2025-04-15")).absences.size() == 3);
}

TEST_CASE("nothing is left out on a day after everything") {
  const CourseRecord record = with_later_facts();
  const CourseRecord then = known_on(record, day("2026-01-01"), day("2026-01-01"));
  CHECK(then.appointments == record.appointments);
  CHECK(then.scores.size() == record.scores.size());
  CHECK(then.contract_changes.size() == 1);
  CHECK(then.focus_episodes.size() == 2);
  CHECK(then.absences.size() == 3);
  CHECK(then.goals.size() == 2);
  CHECK(then.course.end);
}

TEST_CASE("the only course of a client needs no number") {
  CourseRecord record = test::k7f2();
  CHECK(reference_of(record).text() == "K7F2");
  record.only_course = false;
  record.course.number = 2;
  CHECK(reference_of(record).text() == "K7F2/2");
}

TEST_CASE("an absence covers its first and last day, and all later days without an end") {
  const Absence week = test::pause("2026-12-28", "2027-01-03");
  CHECK(!week.covers(day("2026-12-27")));
  CHECK(week.covers(day("2026-12-28")));
  CHECK(week.covers(day("2027-01-01")));
  CHECK(week.covers(day("2027-01-03")));
  CHECK(!week.covers(day("2027-01-04")));
  CHECK(!test::open_pause("2026-12-28").covers(day("2026-12-27")));
  CHECK(test::open_pause("2026-12-28").covers(day("2199-12-31")));
}
