// Forms, bands and cut points, as published.

#include <doctest/doctest.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "unit/courses.hpp"
#include "unit/refusal.hpp"
#include "unit/vectors.hpp"

using namespace ipt;
using nlohmann::json;
using test::day;
using test::family;
using test::gad7;
using test::named;
using test::phq9;
using test::points_of;

namespace {

Answers answers_of(const json& items) {
  Answers answers;
  for (const json& item : items) {
    answers.push_back(item.is_null() ? std::nullopt : std::optional{item.get<int>()});
  }
  return answers;
}

std::string state_of(const Reading& reading) {
  if (!reading.total) return "invalid:too many missing";
  return reading.prorated ? "prorated" : "complete";
}

void check_total(const Instrument& form, const Reading& reading, const json& expected,
                 const std::string& key) {
  CHECK(reading.total.has_value() == !expected.at(key).is_null());
  if (!reading.total || expected.at(key).is_null()) return;
  CHECK(*reading.total == points_of(expected.at(key)));
  if (expected.contains("exact")) {
    const double exact = expected.at("exact");
    CHECK(*reading.total == Points::whole(static_cast<int>(std::floor(exact + 0.5))));
  }
  if (expected.contains("band")) CHECK(severity(form, *reading.total) == expected.at("band"));
  for (const auto* const clinical : {"case", "poor_wellbeing"}) {
    if (expected.contains(clinical)) CHECK(is_case(form, *reading.total) == expected.at(clinical));
  }
  if (expected.contains("percent")) {
    CHECK(percent_of(form, *reading.total) == expected.at("percent").get<int>());
  }
}

void check_risk(const Reading& reading, const json& expected) {
  if (expected.contains("item9")) {
    CHECK(reading.risk_answer.has_value() == !expected.at("item9").is_null());
    if (reading.risk_answer) CHECK(*reading.risk_answer == expected.at("item9"));
  }
  if (!expected.contains("risk")) return;
  CHECK(reading.risk_answer.has_value() == !expected.at("risk").is_null());
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
      CHECK(state_of(reading) == status);
      check_total(form, reading, expected, total);
      check_risk(reading, expected);
    }
  }
}

// The WHO-5 is kept by its total; as a form it has five answers.
Instrument who5_by_item() {
  Instrument form = named("WHO-5");
  form.entry = Entry::items;
  form.topics = {"1", "2", "3", "4", "5"};
  form.item_max = 5;
  return form;
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

TEST_CASE("every form of the WSAS is scored as published") {
  CHECK(family("wsas_scoring").size() == 15);
  check_form(named("WSAS"), "wsas_scoring", "items", "total");
}

TEST_CASE("every form of the CORE-10 is scored as published") {
  CHECK(family("core10_scoring").size() == 15);
  check_form(named("CORE-10"), "core10_scoring", "answers", "clinical_score");
}

TEST_CASE("every form of the WHO-5 is scored as published") {
  CHECK(family("who5_scoring").size() == 14);
  check_form(who5_by_item(), "who5_scoring", "items", "raw");
}

TEST_CASE("every published cut point lies between two bands") {
  CHECK(family("band_edges").size() == 59);
  for (const json& vector : family("band_edges")) {
    CAPTURE(vector.dump());
    CHECK(severity(named(vector.at("instrument")), points_of(vector.at("score"))) ==
          vector.at("band"));
  }
}
