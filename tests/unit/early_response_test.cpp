#include "ipt/domain/early_response.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "unit/courses.hpp"

using namespace ipt;
using test::day;
using test::gad7;
using test::phq9;

namespace {

constexpr std::string_view start = "2026-01-05";

Date on(int days) { return day(start).plus_days(days); }

struct DayScore {
  int day;
  int points;
};

// A weekly course with a session and a PHQ-9 on 2026-01-05, which is day 0, and on later days.
CourseRecord course_with(int baseline, const std::vector<DayScore>& scores) {
  CourseRecord record = test::with_sessions(12, 16);
  record.scores.push_back(test::total(phq9(), start, baseline));
  for (const DayScore& each : scores) {
    record.scores.push_back(test::total(phq9(), on(each.day).iso(), each.points));
  }
  test::sort_by_date(record);
  return record;
}

// `E3 judged day 28 12 adequate`, joined by commas.
std::string checks_of(const CourseRecord& whole, int today) {
  const CourseRecord record = known_on(whole, on(today), on(today));
  std::string text;
  for (const EarlyCheck& check : early_checks(measure(record, phq9()), on(today))) {
    if (!text.empty()) text += ", ";
    text += std::string{check.rule};
    if (check.state == EarlyCheck::State::not_yet) text += " not yet";
    if (check.state == EarlyCheck::State::no_score) text += " no score";
    if (!check.score) continue;
    text += " day " + std::to_string(check.score->date.days_since(on(0)));
    if (check.improved_early) text += *check.improved_early ? " improved" : " not improved";
    if (check.response) text += " " + std::string{written(*check.response)};
    if (check.not_on_track) text += *check.not_on_track ? " not on track" : " on track";
  }
  return text;
}

}  // namespace

TEST_CASE("the limits of the rules are those of the PHQ-9 in the catalogue") {
  CHECK(early_improvement_baseline == *phq9().case_at);
  CHECK(still_clinical == *phq9().case_at);
  CHECK(on_track_improvement == *phq9().reliable_change);
  CHECK(remission_below > *phq9().remission_at);
  CHECK(remission(phq9(), remission_below) == false);
}

TEST_CASE("without a baseline there is no early check") {
  CHECK(early_checks(measure(test::with_sessions(8), phq9()), on(60)).empty());
}

TEST_CASE("each check waits for the first day of its rule") {
  const CourseRecord record = course_with(18, {});
  CHECK(checks_of(record, 0) == "E2 not yet, E3 not yet, E4 not yet");
  CHECK(checks_of(record, 27) == "E2 not yet, E3 not yet, E4 not yet");
  CHECK(checks_of(record, 28) == "E2 no score, E3 no score, E4 not yet");
  CHECK(checks_of(record, 55) == "E2 no score, E3 no score, E4 not yet");
  CHECK(checks_of(record, 56) == "E2 no score, E3 no score, E4 no score");
  CHECK(checks_of(record, 200) == "E2 no score, E3 no score, E4 no score");
}

TEST_CASE("week 4 is judged from day 28 on, by a score of a week before or after") {
  CHECK(checks_of(course_with(20, {{21, 16}}), 27) == "E2 not yet, E3 not yet, E4 not yet");
  CHECK(checks_of(course_with(20, {{21, 16}}), 28) ==
        "E2 day 21 improved, E3 no score, E4 not yet");
  CHECK(checks_of(course_with(20, {{20, 16}}), 28) == "E2 no score, E3 no score, E4 not yet");
  CHECK(checks_of(course_with(20, {{35, 17}}), 35) ==
        "E2 day 35 not improved, E3 day 35 possibly inadequate, E4 not yet");
  CHECK(checks_of(course_with(20, {{36, 17}}), 36) ==
        "E2 no score, E3 day 36 possibly inadequate, E4 not yet");
}

TEST_CASE("week 4 is not asked of a baseline below 10") {
  CHECK(checks_of(course_with(9, {{28, 4}}), 30) == "E3 day 28 adequate, E4 not yet");
  CHECK(checks_of(course_with(10, {{28, 9}}), 30) ==
        "E2 day 28 not improved, E3 day 28 inadequate, E4 not yet");
}

TEST_CASE("weeks 4 to 6 are not asked of a baseline below 5") {
  CHECK(checks_of(course_with(4, {{28, 4}}), 30) == "E4 not yet");
  CHECK(checks_of(course_with(5, {{28, 4}}), 30) == "E3 day 28 inadequate, E4 not yet");
}

TEST_CASE("weeks 4 to 6 take the latest score from day 28 to day 48") {
  CHECK(checks_of(course_with(9, {{27, 1}}), 60) == "E3 no score, E4 no score");
  CHECK(checks_of(course_with(9, {{28, 1}}), 60) == "E3 day 28 adequate, E4 no score");
  CHECK(checks_of(course_with(9, {{28, 1}, {48, 9}}), 60) == "E3 day 48 inadequate, E4 no score");
  CHECK(checks_of(course_with(9, {{28, 1}, {49, 9}}), 60) == "E3 day 28 adequate, E4 no score");
}

TEST_CASE("weeks 8 to 10 take the latest score from day 56 to day 70") {
  CHECK(checks_of(course_with(9, {{55, 12}}), 80) == "E3 no score, E4 no score");
  CHECK(checks_of(course_with(9, {{56, 12}}), 80) == "E3 no score, E4 day 56 not on track");
  CHECK(checks_of(course_with(9, {{56, 12}, {70, 9}}), 80) == "E3 no score, E4 day 70 on track");
  CHECK(checks_of(course_with(9, {{56, 12}, {71, 9}}), 80) ==
        "E3 no score, E4 day 56 not on track");
}

TEST_CASE("a form without a total and a score after the end judge nothing") {
  CourseRecord record = course_with(18, {{60, 18}});
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = on(59)};
  CHECK(checks_of(record, 80) == "E2 no score, E3 no score, E4 no score");
  Answers answers(9);
  record.course.end.reset();
  answers.front() = 3;
  record.scores = {test::total(phq9(), start, 18),
                   {.score = Score::from_answers(phq9(), on(30), answers)}};
  CHECK(checks_of(record, 50) == "E2 no score, E3 no score, E4 not yet");
}

TEST_CASE("a score of before session 1 is no day 0") {
  CourseRecord record = course_with(18, {{28, 12}});
  record.scores.insert(record.scores.begin(), test::total(phq9(), "2025-12-22", 24));
  CHECK(checks_of(record, 28) == "E2 day 28 improved, E3 day 28 adequate, E4 not yet");
}

TEST_CASE("in whatever order readings come, the same one is found") {
  std::vector<Reading> readings;
  for (const DayScore& each : {DayScore{26, 9}, DayScore{30, 8}, DayScore{45, 7}}) {
    readings.push_back({.date = on(each.day), .total = Points::whole(each.points)});
  }
  for (int turn = 0; turn < 3; ++turn) {
    std::rotate(readings.begin(), readings.begin() + 1, readings.end());
    CHECK(reading_for_week(readings, on(0), 4)->date == on(30));
    CHECK(latest_reading(readings, on(0), 20, 44)->date == on(30));
    CHECK(latest_reading(readings, on(0), 20, 45)->date == on(45));
    CHECK(latest_reading(readings, on(0), 46, 90) == nullptr);
    CHECK(!sustained_remission(readings));
  }
}

TEST_CASE("of readings in any order the last three by date are those of a remission") {
  std::vector<Reading> readings;
  for (const DayScore& each :
       {DayScore{0, 15}, DayScore{70, 4}, DayScore{77, 4}, DayScore{84, 4}}) {
    readings.push_back({.date = on(each.day), .total = Points::whole(each.points)});
  }
  for (int turn = 0; turn < 4; ++turn) {
    CAPTURE(turn);
    std::rotate(readings.begin(), readings.begin() + 1, readings.end());
    CHECK(sustained_remission(readings));
  }
}
