#include "ipt/domain/outcome.hpp"
#include "ipt/domain/catalogue.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "unit/courses.hpp"

using namespace ipt;
using test::day;
using test::gad7;
using test::phq9;
using test::total;

namespace {

// `2026-01-05 18, 2026-01-12 7`, or `none`.
std::string shown(const std::optional<ScorePair>& pair) {
  if (!pair) return "none";
  return pair->first.date.iso() + " " + written(*pair->first.total) + ", " + pair->last.date.iso() +
         " " + written(*pair->last.total);
}

// Weekly sessions from 2026-01-05, and scores.
CourseRecord course_with(int sessions, std::vector<FiledScore> scores) {
  CourseRecord record = test::with_sessions(sessions);
  record.course.instruments = {"phq9", "gad7"};
  record.scores = std::move(scores);
  test::sort_by_date(record);
  return record;
}

std::string pair_of(const CourseRecord& record, const Instrument& instrument = phq9()) {
  return shown(score_pair(record, measure(record, instrument)));
}

// The codes of the measures on which a course is judged.
std::string judged_on(const CourseRecord& record, const Catalogue& catalogue = {}) {
  std::string codes;
  for (const ScorePair& pair : outcome_pairs(record, measures(record, catalogue))) {
    codes += pair.instrument->code + " ";
  }
  return codes;
}

// A scale that nobody knows.
Instrument own_scale() {
  return {.code = "own", .name = "OWN", .entry = Entry::total, .total_max = Points::whole(40)};
}

Reading reading(int points) { return {.date = day("2026-01-05"), .total = Points::whole(points)}; }

ScorePair pair(const Instrument& instrument, int first, int last) {
  return {.instrument = &instrument, .first = reading(first), .last = reading(last)};
}

}  // namespace

TEST_CASE("the pair of K7F2 is the first and the last of nine scores") {
  const CourseRecord record = test::k7f2();
  CHECK(pair_of(record) == "2025-03-04 19, 2025-05-13 9");
  CHECK(pair_of(record, gad7()) == "2025-03-04 14, 2025-05-13 7");
  CHECK(judged_on(record) == "phq9 gad7 ");
}

TEST_CASE("a missed appointment is not the second session of a pair") {
  CourseRecord record =
      course_with(3, {total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-12", 12)});
  CHECK(pair_of(record) == "2026-01-05 18, 2026-01-12 12");
  record.appointments[1].attendance = Attendance::dna;
  CHECK(pair_of(record) == "none");
  record.appointments[1].attendance = Attendance::attended_late;
  CHECK(pair_of(record) == "2026-01-05 18, 2026-01-12 12");
}

TEST_CASE("a missed first appointment makes the score of its day a referral score") {
  CourseRecord record =
      course_with(3, {total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-12", 12),
                      total(phq9(), "2026-01-19", 9)});
  record.appointments[0].attendance = Attendance::cancelled_client;
  CHECK(pair_of(record) == "2026-01-12 12, 2026-01-19 9");
}

TEST_CASE("a score between sessions 1 and 2 is no last score, one after session 2 is") {
  CHECK(pair_of(course_with(
            2, {total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-11", 12)})) == "none");
  CHECK(
      pair_of(course_with(2, {total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-14", 12)})) ==
      "2026-01-05 18, 2026-01-14 12");
}

TEST_CASE("a score of the last day of a course counts, one of the day after does not") {
  CourseRecord record =
      course_with(3, {total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-19", 12),
                      total(phq9(), "2026-01-20", 4)});
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2026-01-19")};
  CHECK(pair_of(record) == "2026-01-05 18, 2026-01-19 12");
  record.course.end->date = day("2026-01-20");
  CHECK(pair_of(record) == "2026-01-05 18, 2026-01-20 4");
}

TEST_CASE("a course is judged on the measures that have both scores") {
  CHECK(judged_on(course_with(3, {total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-19", 12),
                                  total(gad7(), "2026-01-05", 12)})) == "phq9 ");
  CHECK(judged_on(course_with(3, {total(phq9(), "2026-01-05", 18), total(gad7(), "2026-01-05", 12),
                                  total(gad7(), "2026-01-19", 7)})) == "gad7 ");
  CHECK(judged_on(course_with(3, {})).empty());
}

TEST_CASE("without PHQ-9 and GAD-7 a course is judged on its primary measure, if that can judge") {
  Instrument own = own_scale();
  CourseRecord record =
      course_with(3, {total(own, "2026-01-05", 30), total(own, "2026-01-19", 10)});
  record.course.instruments = {"own"};
  const auto judged = [&] {
    const Catalogue catalogue{{own}};
    return judged_on(record, catalogue);
  };
  CHECK(judged().empty());
  own.case_at = Points::whole(11);
  CHECK(judged().empty());
  own.error = MeasurementError{.sd = 7.7, .reliability = 0.9};
  CHECK(judged() == "own ");
  own.error.reset();
  own.reliable_change = Points::whole(6);
  CHECK(judged() == "own ");
  own.case_at.reset();
  CHECK(judged().empty());
}

TEST_CASE("a primary measure beside a PHQ-9 with both scores is not judged") {
  Instrument own = own_scale();
  own.case_at = Points::whole(11);
  own.reliable_change = Points::whole(6);
  CourseRecord record =
      course_with(3, {total(own, "2026-01-05", 30), total(own, "2026-01-19", 10),
                      total(phq9(), "2026-01-05", 18), total(phq9(), "2026-01-19", 12)});
  record.course.instruments = {"own", "phq9"};
  const Catalogue catalogue{{own}};
  CHECK(judged_on(record, catalogue) == "phq9 ");
}

TEST_CASE("a course with one session is not finished, and nothing is said of it") {
  const std::vector<ScorePair> pairs = {pair(phq9(), 18, 7)};
  const CourseOutcome one = course_outcome(pairs, 1);
  CHECK(one == CourseOutcome{});
  const CourseOutcome two = course_outcome(pairs, 2);
  CHECK(two.finished);
  CHECK(two.paired);
  CHECK(two.recovery == true);
}

TEST_CASE("what a measure cannot say is absent, not false") {
  Instrument own = own_scale();
  own.case_at = Points::whole(11);
  const std::vector<ScorePair> pairs = {pair(own, 30, 10)};
  const CourseOutcome outcome = course_outcome(pairs, 12);
  CHECK(outcome.paired);
  CHECK(outcome.recovery == true);
  CHECK(!outcome.reliable_improvement);
  CHECK(!outcome.no_reliable_change);
  CHECK(!outcome.reliable_recovery);
}

TEST_CASE("a mixed course counts as no reliable change and is counted by itself") {
  const std::vector<ScorePair> pairs = {pair(phq9(), 18, 10), pair(gad7(), 10, 14)};
  const std::vector<CourseOutcome> outcomes = {course_outcome(pairs, 8), CourseOutcome{}};
  const ServiceRates rates = service_rates(outcomes);
  CHECK(rates.courses == 2);
  CHECK(rates.mixed == 1);
  CHECK(rates.no_reliable_change == Proportion{.n = 1, .of = 1});
  CHECK(rates.reliable_deterioration == Proportion{.n = 0, .of = 1});
}

TEST_CASE("of every paired course exactly one change is said") {
  for (int phq = 0; phq <= 27; ++phq) {
    for (int gad = 0; gad <= 21; ++gad) {
      CAPTURE(phq);
      CAPTURE(gad);
      const std::vector<ScorePair> pairs = {pair(phq9(), 14, phq), pair(gad7(), 10, gad)};
      const CourseOutcome outcome = course_outcome(pairs, 12);
      CHECK(int{*outcome.reliable_improvement} + int{*outcome.reliable_deterioration} +
                int{*outcome.no_reliable_change} ==
            1);
      CHECK((!*outcome.mixed || *outcome.no_reliable_change));
      CHECK((!*outcome.reliable_recovery || *outcome.recovery));
    }
  }
}
