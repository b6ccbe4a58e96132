// Early response and the status line, as published.

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/early_response.hpp"
#include "unit/courses.hpp"
#include "unit/vectors.hpp"

using namespace ipt;
using nlohmann::json;
using test::day;
using test::day_0;
using test::family;
using test::points_of;
using test::readings_of;

namespace {

json points_or_null(const Reading& reading) { return reading.total->in_hundredths() / 100; }

json found_for_week(const json& vector) {
  CHECK(vector.at("tolerance") == days_either_side_of_week);
  const std::vector<Reading> readings = readings_of(vector.at("scores"));
  const Date baseline = day(vector.at("baseline_date").get<std::string>());
  const Reading* found =
      reading_for_week(readings, baseline, vector.at("target_day").get<int>() / 7);
  if (found == nullptr) return nullptr;
  return {{"date", found->date.iso()}, {"score", points_or_null(*found)}};
}

// The score of a window with its day, and nothing where there is none.
json found_in(Window window, const std::vector<Reading>& readings) {
  const Reading* found = latest_reading(readings, day(day_0), window.from, window.to);
  if (found == nullptr) return nullptr;
  return {{"day", found->date.days_since(day(day_0))}, {"score", points_or_null(*found)}};
}

std::vector<Status> statuses_of(const json& flags) {
  std::vector<Status> statuses;
  for (const Status each :
       {Status::risk, Status::deteriorated, Status::not_on_track, Status::inadequate,
        Status::possibly_inadequate, Status::sustained_remission}) {
    for (const json& flag : flags) {
      if (flag == written(each)) statuses.push_back(each);
    }
  }
  REQUIRE(statuses.size() == flags.size());
  return statuses;
}

// A word for yes and one for no, and null where there is no statement.
json either(const std::optional<bool>& answer, const char* yes, const char* no) {
  if (!answer) return nullptr;
  return *answer ? yes : no;
}

}  // namespace

TEST_CASE("the response at weeks 4 to 6 is that of the published table") {
  CHECK(family("phq9_4to6_week_response").size() == 16);
  for (const json& vector : family("phq9_4to6_week_response")) {
    CAPTURE(vector.dump());
    const auto found =
        response_at_weeks_4_to_6(points_of(vector.at("baseline")), points_of(vector.at("score")));
    CHECK(written(found) == vector.at("expect"));
  }
}

TEST_CASE("an early improvement is a fall by 20 percent, of a clinical baseline") {
  CHECK(family("early_improvement_20pct").size() == 16);
  for (const json& vector : family("early_improvement_20pct")) {
    CAPTURE(vector.dump());
    const auto found =
        improved_early(points_of(vector.at("baseline")), points_of(vector.at("score")));
    CHECK(either(found, "early improvement", "no early improvement") == vector.at("expect"));
  }
}

TEST_CASE("non-response is predicted at three weeks, by the published limits") {
  CHECK(family("schueller_absolute").size() == 13);
  for (const json& vector : family("schueller_absolute")) {
    CAPTURE(vector.dump());
    const auto found = predicts_non_response(vector.at("week"), points_of(vector.at("score")));
    CHECK(either(found, "at or above cut: predicts non-response", "below cut") ==
          vector.at("expect"));
  }
}

TEST_CASE("the score of a week is the nearest, and of two the later") {
  CHECK(family("week_window").size() == 14);
  for (const json& vector : family("week_window")) {
    CAPTURE(vector.dump());
    CHECK(found_for_week(vector) == vector.at("expect"));
  }
}

TEST_CASE("a remission is sustained over three scores and two weeks") {
  CHECK(family("sustained_remission").size() == 12);
  for (const json& vector : family("sustained_remission")) {
    CAPTURE(vector.dump());
    CHECK(sustained_remission(readings_of(vector.at("scores"))) == vector.at("expect"));
  }
}

TEST_CASE("weeks 4 to 6 are judged by the latest score of their window") {
  CHECK(family("e3_weeks_4_to_6").size() == 13);
  for (const json& vector : family("e3_weeks_4_to_6")) {
    CAPTURE(vector.dump());
    json found = found_in(weeks_4_to_6, readings_of(vector.at("scores")));
    if (!found.is_null()) {
      found["class"] = written(
          response_at_weeks_4_to_6(points_of(vector.at("baseline")), points_of(found.at("score"))));
    }
    CHECK(found == vector.at("expect"));
  }
}

TEST_CASE("weeks 8 to 10 are judged by the latest score of their window") {
  CHECK(family("e4_week8_not_on_track").size() == 15);
  for (const json& vector : family("e4_week8_not_on_track")) {
    CAPTURE(vector.dump());
    json found = found_in(weeks_8_to_10, readings_of(vector.at("scores")));
    if (!found.is_null()) {
      found["not_on_track"] =
          not_on_track(points_of(vector.at("baseline")), points_of(found.at("score")));
    }
    CHECK(found == vector.at("expect"));
  }
}

TEST_CASE("of several flags the status line shows the most pressing") {
  CHECK(family("status_line").size() == 14);
  constexpr int three_weeks = 21;
  for (const json& vector : family("status_line")) {
    CAPTURE(vector.dump());
    const json& days = vector.at("days_since_last_score");
    const auto since = days.is_null() ? std::nullopt : std::optional{days.get<int>()};
    CHECK(written(status_of(statuses_of(vector.at("flags")), since, three_weeks)) ==
          vector.at("expect"));
  }
}
