#include "ipt/domain/caseload.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/caseloads.hpp"

using namespace ipt;
using test::caseload;
using test::course_of;
using test::day;
using test::gad7;
using test::Made;
using test::phq9;
using test::summary_of;

namespace {

const Made recovered{.phq9 = {18, 7}, .gad7 = {15, 5}};

std::string shown(const Proportion& rate) {
  return std::to_string(rate.n) + " of " + std::to_string(rate.of);
}

Outcomes all(const std::vector<CourseSummary>& courses) { return outcomes(courses, {}); }

std::vector<std::string> names(const std::vector<OutcomeGroup>& groups) {
  std::vector<std::string> result;
  for (const OutcomeGroup& group : groups) {
    result.push_back(group.name + " " + std::to_string(group.outcomes.rates.courses));
  }
  return result;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a caseload without a course has no rate at all") {
  const Outcomes none = all({});
  CHECK(none.started == 0);
  CHECK(none.open.total() == 0);
  CHECK(none.rates.courses == 0);
  CHECK(!none.sessions);
  CHECK(none.effects.empty());
  for (const Proportion& rate : {none.rates.completeness, none.rates.recovery, none.response,
                                 none.remission, none.dna, none.ended_early}) {
    CHECK(shown(rate) == "0 of 0");
    CHECK(!rate.percent());
  }
}

TEST_CASE("none of twelve is 0 percent, none of none is no rate") {
  std::vector<CourseSummary> courses;
  test::add(courses, 12, {.phq9 = {15, 14}});
  const Outcomes found = all(courses);
  CHECK(shown(found.rates.recovery) == "0 of 12");
  CHECK(found.rates.recovery.percent() == 0);
  CHECK(found.ended_early.percent() == 0);
}

TEST_CASE("a score of 0 is a score, a missing one is none") {
  const Outcomes scored = all(caseload({{.phq9 = {12, 0}}}));
  CHECK(shown(scored.rates.completeness) == "1 of 1");
  CHECK(shown(scored.rates.recovery) == "1 of 1");
  CHECK(shown(scored.remission) == "1 of 1");
  const Outcomes missing = all(caseload({{.phq9 = {12, std::nullopt}}}));
  CHECK(shown(missing.rates.completeness) == "0 of 1");
  CHECK(missing.without_second_score == 1);
  CHECK(shown(missing.rates.recovery) == "0 of 0");
  CHECK(shown(missing.remission) == "0 of 0");
  CHECK(missing.effects.empty());
}

TEST_CASE("finished is ended with two sessions attended; a course that runs has no outcome") {
  const Outcomes found = all(caseload(
      {recovered, {.attended = 1, .phq9 = {18, 7}}, {.phq9 = {18, 7}, .status = std::nullopt}}));
  CHECK(found.rates.courses == 2);
  CHECK(found.rates.finished == 1);
  CHECK(shown(found.rates.completeness) == "1 of 1");
  CHECK(found.open.total() == 1);
  CHECK(found.effects.front().effect.n == 1);
}

TEST_CASE("both recovery rates leave out who was not a case at the start, the others do not") {
  const Outcomes found = all(caseload({recovered, {.phq9 = {8, 2}}, {.phq9 = {15, 14}}}));
  CHECK(found.rates.not_case_at_start == 1);
  CHECK(shown(found.rates.recovery) == "1 of 2");
  CHECK(shown(found.rates.reliable_recovery) == "1 of 2");
  CHECK(shown(found.rates.reliable_improvement) == "2 of 3");
  CHECK(shown(found.rates.no_reliable_change) == "1 of 3");
}

TEST_CASE("better on one measure and worse on another is mixed, and no reliable change") {
  const Outcomes found = all(caseload({{.phq9 = {20, 13}, .gad7 = {5, 10}}}));
  CHECK(found.rates.mixed == 1);
  CHECK(shown(found.rates.no_reliable_change) == "1 of 1");
  CHECK(shown(found.rates.reliable_improvement) == "0 of 1");
  CHECK(shown(found.rates.reliable_deterioration) == "0 of 1");
}

TEST_CASE("response and remission are asked only of a first PHQ-9 of 10 or more") {
  const Outcomes found = all(caseload({{.phq9 = {10, 5}},
                                       {.phq9 = {10, 4}},
                                       {.phq9 = {20, 11}},
                                       {.phq9 = {9, 1}},
                                       {.gad7 = {15, 2}}}));
  CHECK(shown(found.response) == "2 of 3");
  CHECK(shown(found.remission) == "1 of 3");
}

TEST_CASE("started, ended and open are counted each by its own day") {
  const std::vector<CourseSummary> courses = caseload({{.start = "2025-11-03"},
                                                       {.start = "2026-01-05"},
                                                       {.start = "2026-09-07"},
                                                       {.start = "2024-01-01", .status = {}}});
  const Outcomes year = outcomes(courses, {.from = day("2026-01-01"), .to = day("2026-12-31")});
  CHECK(year.started == 2);
  CHECK(year.rates.courses == 3);
  CHECK(year.open.total() == 1);
  const Outcomes before = outcomes(courses, {.from = {}, .to = day("2025-12-31")});
  CHECK(before.started == 2);
  CHECK(before.rates.courses == 0);
}

TEST_CASE("both ends of a period belong to it") {
  const CourseSummary course = summary_of(Made{.start = "2026-01-05", .attended = 2});
  REQUIRE(course.end->date == day("2026-01-12"));
  const auto ended = [&](std::string_view from, std::string_view to) {
    return outcomes(std::vector{course}, {.from = day(from), .to = day(to)}).rates.courses;
  };
  CHECK(ended("2026-01-12", "2026-01-12") == 1);
  CHECK(ended("2026-01-13", "2026-01-31") == 0);
  CHECK(ended("2026-01-01", "2026-01-11") == 0);
}

TEST_CASE("seen from a day before its end a course is open, and before its start it is not there") {
  const CourseRecord record = course_of(recovered);
  const CourseSummary running = summary_of(record, "2026-02-01");
  CHECK(running.is_open());
  CHECK(running.pairs.empty());
  CHECK(running.outcome == CourseOutcome{});
  CHECK(running.attended == 4);
  const CourseSummary ahead = summary_of(record, "2026-01-04");
  CHECK(!ahead.is_open());
  CHECK(all({ahead}).started == 0);
}

TEST_CASE("maintenance courses are counted as left out and nowhere else") {
  CourseRecord record = course_of(recovered);
  record.course.kind = CourseKind::maintenance;
  const std::vector<CourseSummary> courses = {summary_of(record)};
  const Outcomes found = all(courses);
  CHECK(found.maintenance == 1);
  CHECK(found.started + found.rates.courses + found.open.total() == 0);
  CHECK(outcomes(courses, {.from = day("2027-01-01"), .to = {}}).maintenance == 0);
  CHECK(ended_within(courses, {}).empty());
  CHECK(grouped(courses, {}, GroupBy::focus).empty());
}

TEST_CASE(
    "a finished course without a measure that could judge is told apart from a missing score") {
  Instrument sleep{.code = "sleep",
                   .name = "Sleep",
                   .topics = {"1"},
                   .item_max = 3,
                   .total_max = Points::whole(3)};
  const Catalogue catalogue{{sleep}};
  CourseRecord record = course_of({});
  record.course.instruments = {"sleep"};
  record.scores = {test::total(sleep, "2026-01-05", 3), test::total(sleep, "2026-03-23", 1)};
  const CourseSummary course = summary(record, catalogue, day("2026-11-23"));
  CHECK(!course.can_be_judged);
  CHECK(judged_pair(course) == nullptr);
  const Outcomes found = all({course, summary_of(Made{.phq9 = {12, {}}})});
  CHECK(found.rates.finished == 2);
  CHECK(found.rates.paired == 0);
  CHECK(found.not_judgeable == 1);
  CHECK(found.without_second_score == 1);
  REQUIRE(found.effects.size() == 1);
  CHECK(found.effects.front().instrument->code == "sleep");
}

TEST_CASE("appointments missed and courses ended early have denominators of their own") {
  CourseRecord record = course_of({.attended = 3, .status = EndStatus::ended_early_client});
  record.appointments.push_back(test::missed("2026-01-20"));
  record.appointments.push_back(test::missed("2026-01-21", Attendance::cancelled_client));
  CourseRecord open = course_of({.attended = 3, .status = {}});
  open.appointments.push_back(test::missed("2026-01-20"));
  test::sort_by_date(record);
  test::sort_by_date(open);
  const Outcomes found = all({summary_of(record), summary_of(open), summary_of(recovered)});
  CHECK(shown(found.dna) == "1 of 17");
  CHECK(shown(found.ended_early) == "1 of 2");
}

TEST_CASE("sessions attended are told by their median and range") {
  const auto range = [](const std::vector<int>& attended) {
    std::vector<CourseSummary> courses;
    for (const int count : attended) test::add(courses, 1, {.attended = count});
    return all(courses).sessions;
  };
  CHECK(!range({1}));
  CHECK(range({4})->median == 4);
  CHECK(range({2, 12, 4})->median == 4);
  CHECK(range({12, 3, 2, 4})->median == 3.5);
  CHECK(range({12, 1, 3})->min == 3);
  CHECK(range({12, 1, 3})->max == 12);
}

TEST_CASE("mean scores take every pair of a finished course, the most used measure first") {
  const Outcomes found = all(caseload(
      {{.phq9 = {10, 4}, .gad7 = {8, 8}}, {.phq9 = {20, 10}}, {.attended = 1, .phq9 = {20, 0}}}));
  REQUIRE(found.effects.size() == 2);
  CHECK(found.effects.front().instrument->code == "phq9");
  CHECK(found.effects.front().effect.n == 2);
  CHECK(found.effects.front().effect.pre_mean == 15);
  CHECK(found.effects.front().effect.post_mean == 7);
  CHECK(found.effects.back().effect.n == 1);
  CHECK(!found.effects.back().effect.pre_sd);
}

TEST_CASE("an open course is counted once, under the most pressing status") {
  CourseRecord at_risk = test::acute_course("2026-11-02", 12);
  at_risk.appointments = {test::session("2026-11-02"), test::session("2026-11-09")};
  at_risk.scores = {test::phq9_form("2026-11-02", 9, 1), test::phq9_form("2026-11-09", 19, 1)};
  CourseRecord worse = at_risk;
  worse.scores = {test::phq9_form("2026-11-02", 9, 0), test::phq9_form("2026-11-09", 19, 0)};
  CourseRecord silent = at_risk;
  silent.scores.clear();
  CourseRecord waiting = test::acute_course("2026-11-16", 12);
  const Outcomes found =
      all({summary_of(at_risk), summary_of(worse), summary_of(silent), summary_of(waiting)});
  CHECK(found.open.risk == 1);
  CHECK(found.open.deteriorated == 1);
  CHECK(found.open.no_recent_score == 1);
  CHECK(found.open.not_on_track == 0);
  CHECK(found.open.others == 1);
  CHECK(found.open.total() == 4);
}

TEST_CASE("groups with fewer than five ended courses become one that names nobody") {
  std::vector<CourseSummary> courses;
  test::add(courses, 7, {.focus = Focus::transition});
  test::add(courses, 5, {.focus = Focus::dispute});
  test::add(courses, 3, {.focus = Focus::grief});
  test::add(courses, 2, {});
  const auto groups = grouped(courses, {}, GroupBy::focus);
  CHECK(names(groups) == Names{"dispute 5", "transition 7", "other 5"});
  CHECK(groups.back().is_merged);
  CHECK(!groups.front().is_merged);
}

TEST_CASE("while other is small, the smallest of the larger groups joins it") {
  std::vector<CourseSummary> courses;
  test::add(courses, 7, {.focus = Focus::transition});
  test::add(courses, 5, {.focus = Focus::dispute});
  test::add(courses, 1, {.focus = Focus::grief});
  CHECK(names(grouped(courses, {}, GroupBy::focus)) == Names{"transition 7", "other 6"});
  test::add(courses, 3, {.focus = Focus::deficits});
  CHECK(names(grouped(courses, {}, GroupBy::focus)) == Names{"transition 7", "other 9"});
  test::add(courses, 1, {.focus = Focus::grief});
  CHECK(names(grouped(courses, {}, GroupBy::focus)) ==
        Names{"dispute 5", "transition 7", "other 5"});
}

TEST_CASE("a caseload of small groups alone is one group") {
  std::vector<CourseSummary> courses;
  test::add(courses, 2, {.focus = Focus::transition});
  test::add(courses, 1, {});
  CHECK(names(grouped(courses, {}, GroupBy::focus)) == Names{"other 3"});
}

TEST_CASE("open courses of a group in which none has ended take no other group with them") {
  std::vector<CourseSummary> courses;
  test::add(courses, 5, {.focus = Focus::dispute});
  test::add(courses, 2, {.status = {}});
  CHECK(names(grouped(courses, {}, GroupBy::focus)) == Names{"dispute 5", "other 0"});
}

TEST_CASE("no group is so small that it can be found as the difference, whatever the sizes are") {
  for (int grief = 0; grief < 8; ++grief) {
    for (int dispute = 0; dispute < 8; ++dispute) {
      for (int none = 0; none < 8; ++none) {
        std::vector<CourseSummary> courses;
        test::add(courses, grief, {.focus = Focus::grief});
        test::add(courses, dispute, {.focus = Focus::dispute});
        test::add(courses, none, {});
        const auto groups = grouped(courses, {}, GroupBy::focus);
        int ended = 0;
        for (const OutcomeGroup& group : groups) {
          ended += group.outcomes.rates.courses;
          if (groups.size() > 1) CHECK(group.outcomes.rates.courses >= smallest_group);
        }
        CHECK(ended == grief + dispute + none);
      }
    }
  }
}

TEST_CASE("groups by diagnosis and by year are named after them, in their order") {
  std::vector<CourseSummary> courses;
  test::add(courses, 5, {.start = "2025-03-03", .diagnosis = "ptsd"});
  test::add(courses, 6, {.start = "2026-03-02", .diagnosis = "depression"});
  test::add(courses, 5, {.start = "2024-03-04"});
  CHECK(names(grouped(courses, {}, GroupBy::diagnosis)) ==
        Names{"depression 6", "ptsd 5", "not given 5"});
  CHECK(names(grouped(courses, {}, GroupBy::year)) == Names{"2024 5", "2025 5", "2026 6"});
}

TEST_CASE(
    "a course belongs to the year in which it ended, and while it runs to that of its start") {
  std::vector<CourseSummary> courses;
  test::add(courses, 5, {.start = "2025-11-03"});
  test::add(courses, 1, {.start = "2026-10-05", .status = {}});
  const auto groups = grouped(courses, {}, GroupBy::year);
  REQUIRE(groups.size() == 1);
  CHECK(groups.front().name == "2026");
  CHECK(groups.front().outcomes.open.total() == 1);
}

TEST_CASE("the focus of a course is the one that was in force when it ended") {
  CourseRecord record = course_of({.focus = Focus::grief});
  record.focus_episodes.push_back(test::agreed(2, Focus::dispute, "2026-02-02"));
  record.focus_episodes.push_back(test::agreed(3, Focus::deficits, "2026-06-01"));
  CHECK(summary_of(record).focus == Focus::dispute);
}
