// The published figures and cases of tests/data/vectors.json, which were computed without this
// program.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ipt/domain/measure.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using nlohmann::json;
using test::day;
using test::gad7;
using test::phq9;

namespace {

const json& family(const std::string& name) {
  static const json families = [] {
    std::ifstream file(std::string{IPT_TEST_ROOT} + "/data/vectors.json");
    return json::parse(file);
  }();
  return families.at(name).at("vectors");
}

Answers answers_of(const json& items) {
  Answers answers;
  for (const json& item : items) {
    answers.push_back(item.is_null() ? std::nullopt : std::optional{item.get<int>()});
  }
  return answers;
}

// What is recorded as a total, in points.
Points points_of(const json& number) {
  return Points::hundredths(static_cast<int>(std::lround(number.get<double>() * 100)));
}

std::string status_of(const Reading& reading) {
  if (!reading.total) return "invalid:too many missing";
  return reading.prorated ? "prorated" : "complete";
}

// The total before it was rounded.
double exact_total(const Instrument& form, const Answers& answers) {
  int sum = 0;
  int answered = 0;
  for (const auto& answer : answers) {
    sum += answer.value_or(0);
    answered += answer ? 1 : 0;
  }
  return static_cast<double>(sum * form.items()) / answered;
}

void check_total(const Instrument& form, const Reading& reading, const json& expected,
                 const std::string& key) {
  REQUIRE(reading.total.has_value() == !expected.at(key).is_null());
  if (!reading.total) return;
  CHECK(*reading.total == points_of(expected.at(key)));
  if (expected.contains("band")) CHECK(severity(form, *reading.total) == expected.at("band"));
  if (expected.contains("case")) CHECK(*is_case(form, *reading.total) == expected.at("case"));
}

void check_risk(const Reading& reading, const json& expected) {
  if (expected.contains("item9")) {
    REQUIRE(reading.risk_answer.has_value() == !expected.at("item9").is_null());
    if (reading.risk_answer) CHECK(*reading.risk_answer == expected.at("item9"));
  }
  if (!expected.contains("risk")) return;
  REQUIRE(reading.risk_answer.has_value() == !expected.at("risk").is_null());
  if (reading.risk_answer) CHECK(reading.risk_positive == expected.at("risk"));
}

// The vectors of a form: `items` is what was answered, `total` the key of the expected total.
void check_form(const Instrument& form, const std::string& name, const std::string& items,
                const std::string& total) {
  for (const json& vector : family(name)) {
    CAPTURE(vector.dump());
    const Answers answers = answers_of(vector.at(items));
    const json& expected = vector.at("expect");
    const std::string status = expected.at("status");
    const auto filled_in = [&] { return Score::from_answers(form, day("2026-11-20"), answers); };
    if (status == "error:item out of range") {
      CHECK(test::refusal(filled_in) == "2 item_out_of_range");
    } else if (status == "error:item count") {
      CHECK(test::refusal(filled_in) == "2 item_count_wrong");
    } else {
      const Reading reading = read(filled_in(), form);
      CHECK(status_of(reading) == status);
      check_total(form, reading, expected, total);
      check_risk(reading, expected);
      if (!expected.contains("exact") || expected.at("exact").is_null()) continue;
      CHECK(exact_total(form, answers) == doctest::Approx(expected.at("exact").get<double>()));
    }
  }
}

// Scales that the program does not bring, as a user would define them.

Instrument wsas() {
  return {.code = "wsas",
          .name = "WSAS",
          .topics = {"work", "home", "social leisure", "private leisure", "relationships"},
          .item_max = 8,
          .max_missing = 1,
          .total_max = Points::whole(40),
          .bands = {{Points::whole(0), "subclinical"},
                    {Points::whole(10), "significant impairment"},
                    {Points::whole(21), "moderately severe or worse"}}};
}

Instrument core10() {
  return {.code = "core-10",
          .name = "CORE-10",
          .topics = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
          .item_max = 4,
          .reversed = {2, 3},
          .max_missing = 1,
          .total_max = Points::whole(40),
          .decimals = 2,
          .bands = {{Points::whole(0), "non-clinical"},
                    {Points::whole(11), "mild"},
                    {Points::whole(15), "moderate"},
                    {Points::whole(20), "moderate-to-severe"},
                    {Points::whole(25), "severe"}},
          .case_at = Points::whole(11),
          .risk = RiskItem{.number = 6, .at = 1, .topic = "6"}};
}

Instrument who5() {
  return {.code = "who-5",
          .name = "WHO-5",
          .topics = {"1", "2", "3", "4", "5"},
          .item_max = 5,
          .total_max = Points::whole(25),
          .direction = Direction::higher_better,
          .case_at = Points::whole(12)};
}

const Instrument& named(const std::string& name) { return name == "PHQ-9" ? phq9() : gad7(); }

// A score that was filled in, but with too many answers missing.
FiledScore unusable(Date date) {
  Answers answers(9);
  answers.front() = 1;
  return {.score = Score::from_answers(phq9(), date, answers)};
}

constexpr std::string_view first_contact = "2026-01-05";

// A course with attended sessions and PHQ-9 scores on days counted from the first contact.
CourseRecord course_of(const json& vector) {
  CourseRecord record = test::acute_course(first_contact, 16);
  const Date first = day(first_contact);
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
  return json::array(
      {reading.date.days_since(day(first_contact)), reading.total->in_hundredths() / 100});
}

// First and last score, where they differ and the last one is not before the second session.
json pair_of(const CourseRecord& record) {
  const Measure found = measure(record, phq9());
  if (!found.change || record.appointments.size() < 2) return nullptr;
  if (found.latest->date < record.appointments[1].date) return nullptr;
  return {{"first", day_and_points(*found.baseline)}, {"last", day_and_points(*found.latest)}};
}

}  // namespace

TEST_CASE("every form of the PHQ-9 is scored as published") {
  CHECK(family("phq9_scoring").size() == 22);
  check_form(phq9(), "phq9_scoring", "items", "total");
}

TEST_CASE("every form of the GAD-7 is scored as published") {
  CHECK(family("gad7_scoring").size() == 17);
  check_form(gad7(), "gad7_scoring", "items", "total");
}

TEST_CASE("forms of scales that a user defines are scored as published") {
  check_form(wsas(), "wsas_scoring", "items", "total");
  check_form(core10(), "core10_scoring", "answers", "clinical_score");
  check_form(who5(), "who5_scoring", "items", "raw");
}

TEST_CASE("every published cut point of the PHQ-9 and the GAD-7 lies between two bands") {
  int checked = 0;
  for (const json& vector : family("band_edges")) {
    if (vector.at("instrument") != "PHQ-9" && vector.at("instrument") != "GAD-7") continue;
    CAPTURE(vector.dump());
    CHECK(severity(named(vector.at("instrument")), points_of(vector.at("score"))) ==
          vector.at("band"));
    ++checked;
  }
  CHECK(checked == 18);
}

TEST_CASE("a score is worse than the baseline from the reliable change on") {
  int checked = 0;
  for (const json& vector : family("deterioration_alert")) {
    CAPTURE(vector.dump());
    const Instrument& scale = named(vector.at("measure"));
    json first_alert = nullptr;
    for (std::size_t i = 0; i < vector.at("scores").size() && first_alert.is_null(); ++i) {
      const json& score = vector.at("scores")[i];
      if (score.is_null()) continue;
      const Points change = points_of(score) - points_of(vector.at("baseline"));
      if (reliable_change(scale, change) == Reliable::deteriorated) first_alert = i + 1;
    }
    CHECK(first_alert == vector.at("first_alert_at"));
    ++checked;
  }
  CHECK(checked == 14);
}

TEST_CASE("the first and the last score of a course are the published pair") {
  CHECK(family("first_last_score").size() == 13);
  for (const json& vector : family("first_last_score")) {
    CAPTURE(vector.dump());
    CHECK(pair_of(course_of(vector)) == vector.at("expect"));
  }
}
