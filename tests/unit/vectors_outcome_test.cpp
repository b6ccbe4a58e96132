// What a course and a caseload came to, as published.

#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/measure.hpp"
#include "ipt/domain/outcome.hpp"
#include "unit/courses.hpp"
#include "unit/vectors.hpp"

using namespace ipt;
using nlohmann::json;
using test::agrees;
using test::day;
using test::day_0;
using test::family;
using test::gad7;
using test::or_null;
using test::phq9;

namespace {

// The pairs of a course: PHQ-9 first and last, GAD-7 first and last, null where one is missing.
std::vector<ScorePair> pairs_of(const std::array<json, 4>& scores) {
  std::vector<ScorePair> pairs;
  const auto add = [&](const Instrument& instrument, const json& first, const json& last) {
    if (first.is_null() || last.is_null()) return;
    pairs.push_back({.instrument = &instrument,
                     .first = test::reading(day(day_0), first),
                     .last = test::reading(day(day_0).plus_days(77), last)});
  };
  add(phq9(), scores[0], scores[1]);
  add(gad7(), scores[2], scores[3]);
  return pairs;
}

json shown(const CourseOutcome& outcome) {
  return {{"finished", outcome.finished},
          {"paired", outcome.paired},
          {"case_start", or_null(outcome.case_start)},
          {"case_end", or_null(outcome.case_end)},
          {"recovery", or_null(outcome.recovery)},
          {"reliable_improvement", or_null(outcome.reliable_improvement)},
          {"reliable_deterioration", or_null(outcome.reliable_deterioration)},
          {"mixed", or_null(outcome.mixed)},
          {"no_reliable_change", or_null(outcome.no_reliable_change)},
          {"reliable_recovery", or_null(outcome.reliable_recovery)}};
}

void check_rate(const Proportion& rate, const json& expected, const std::string& name) {
  CAPTURE(name);
  CHECK(rate.n == expected.at(name + "_n"));
  CHECK(agrees(rate.percent(), expected.at(name + "_pct"), test::last_of_one_decimal));
}

void check_rates(const ServiceRates& rates, const json& expected) {
  CHECK(rates.courses == expected.at("courses"));
  CHECK(rates.finished == expected.at("finished"));
  CHECK(rates.paired == expected.at("paired"));
  CHECK(agrees(rates.completeness.percent(), expected.at("data_completeness_pct"),
               test::last_of_one_decimal));
  CHECK(rates.not_case_at_start == expected.at("not_case_at_start"));
  check_rate(rates.recovery, expected, "recovery");
  check_rate(rates.reliable_improvement, expected, "reliable_improvement");
  check_rate(rates.reliable_recovery, expected, "reliable_recovery");
  check_rate(rates.reliable_deterioration, expected, "reliable_deterioration");
  CHECK(rates.no_reliable_change.n == expected.at("no_reliable_change_n"));
}

// A score that was filled in, but with too many answers missing.
FiledScore unusable(Date date) {
  Answers answers(9);
  answers.front() = 1;
  return {.score = Score::from_answers(phq9(), date, answers)};
}

// A course with attended sessions and PHQ-9 scores on days counted from the first contact.
CourseRecord course_of(const json& vector) {
  CourseRecord record = test::acute_course(day_0, 16);
  const Date first = day(day_0);
  for (const json& contact : vector.at("contacts")) {
    record.appointments.push_back({.date = first.plus_days(contact)});
  }
  for (const json& score : vector.at("scores")) {
    const Date date = first.plus_days(score.at(0));
    record.scores.push_back(score.at(1).is_null() ? unusable(date)
                                                  : test::total(phq9(), date.iso(), score.at(1)));
  }
  if (!vector.at("end").is_null()) {
    record.course.end =
        CourseEnd{.status = EndStatus::completed, .date = first.plus_days(vector.at("end"))};
  }
  return record;
}

json day_and_points(const Reading& reading) {
  return json::array({reading.date.days_since(day(day_0)), reading.total->in_hundredths() / 100});
}

json shown(const std::optional<ScorePair>& pair) {
  if (!pair) return nullptr;
  return {{"first", day_and_points(pair->first)}, {"last", day_and_points(pair->last)}};
}

}  // namespace

TEST_CASE("the outcome of a course is the published one") {
  CHECK(family("nhs_course").size() == 22);
  for (const json& vector : family("nhs_course")) {
    CAPTURE(vector.dump());
    const auto pairs = pairs_of({vector.at("phq_first"), vector.at("phq_last"),
                                 vector.at("gad_first"), vector.at("gad_last")});
    CHECK(shown(course_outcome(pairs, vector.at("attended"))) == vector.at("expect"));
  }
}

TEST_CASE("the rates of a caseload are the published ones") {
  CHECK(family("nhs_service").size() == 13);
  for (const json& vector : family("nhs_service")) {
    CAPTURE(vector.dump());
    std::vector<CourseOutcome> outcomes;
    for (const json& course : vector.at("courses")) {
      const auto pairs = pairs_of({course.at(0), course.at(1), course.at(2), course.at(3)});
      outcomes.push_back(course_outcome(pairs, course.at(4)));
    }
    check_rates(service_rates(outcomes), vector.at("expect"));
  }
}

TEST_CASE("the first and the last score of a course are the published pair") {
  CHECK(family("first_last_score").size() == 13);
  for (const json& vector : family("first_last_score")) {
    CAPTURE(vector.dump());
    const CourseRecord record = course_of(vector);
    CHECK(shown(score_pair(record, measure(record, phq9()))) == vector.at("expect"));
  }
}
