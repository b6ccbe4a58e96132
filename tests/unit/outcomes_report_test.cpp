// What the report on outcomes says of a caseload.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "ipt/base/text.hpp"
#include "ipt/render/csv.hpp"
#include "ipt/render/json.hpp"
#include "ipt/render/text.hpp"
#include "ipt/report/outcomes.hpp"
#include "unit/caseloads.hpp"
#include "unit/vectors.hpp"

using namespace ipt;
using nlohmann::json;
using test::caseload;
using test::day;
using test::Made;

namespace {

std::optional<int> points_or_none(const json& number) {
  return number.is_null() ? std::nullopt : std::optional{number.get<int>()};
}

Made made_of(const json& course) {
  return {.attended = course.at(4),
          .phq9 = {points_or_none(course.at(0)), points_or_none(course.at(1))},
          .gad7 = {points_or_none(course.at(2)), points_or_none(course.at(3))}};
}

report::Report report_on(const std::vector<CourseSummary>& courses,
                         const report::OutcomesScope& scope = {}) {
  return report::outcomes(courses, scope, day("2026-11-23"));
}

json data_of(const report::Report& report) { return json::parse(render::json(report)).at("data"); }

void check_rate(const json& rate, const json& expected, const std::string& name) {
  CAPTURE(name);
  CHECK(rate.at("n") == expected.at(name + "_n"));
  CHECK(rate.at("percent") == expected.at(name + "_pct"));
}

// Lines that are wider than a piped page.
std::vector<std::string> wide_lines(const report::Report& report) {
  std::vector<std::string> wide;
  const std::string text = render::text(report, {.width = 80});
  for (const std::string_view line : split(text, '\n')) {
    if (display_width(line) > 80) wide.emplace_back(line);
  }
  return wide;
}

bool says(const report::Report& report, std::string_view words) {
  return render::text(report, {.width = 2000}).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the figures of the report are the published ones, from the records on") {
  CHECK(test::family("nhs_service").size() == 13);
  for (const json& vector : test::family("nhs_service")) {
    CAPTURE(vector.dump());
    std::vector<Made> courses;
    for (const json& course : vector.at("courses")) courses.push_back(made_of(course));
    const json data = data_of(report_on(caseload(courses)));
    const json& expected = vector.at("expect");
    CHECK(data.at("ended").at("total") == expected.at("courses"));
    CHECK(data.at("finished") == expected.at("finished"));
    CHECK(data.at("paired") == expected.at("paired"));
    CHECK(data.at("completeness").at("percent") == expected.at("data_completeness_pct"));
    CHECK(data.at("not_case_at_start") == expected.at("not_case_at_start"));
    for (const std::string name :
         {"recovery", "reliable_improvement", "reliable_recovery", "reliable_deterioration"}) {
      check_rate(data.at(name), expected, name);
    }
    CHECK(data.at("no_reliable_change").at("n") == expected.at("no_reliable_change_n"));
  }
}

TEST_CASE("a rate of nothing is null, a rate of none is 0") {
  const json empty = data_of(report_on({}));
  CHECK(empty.at("recovery").at("percent").is_null());
  CHECK(empty.at("recovery").at("low").is_null());
  CHECK(empty.at("sessions_attended").at("median").is_null());
  const json none = data_of(report_on(caseload({{.phq9 = {15, 15}}})));
  CHECK(none.at("recovery").at("percent") == 0.0);
  CHECK(none.at("recovery").at("high") == 79.3);
}

TEST_CASE("a course without a second score is a row of nulls, never of zeros") {
  const auto report = report_on(caseload({{.phq9 = {15, {}}}}), {.lists_courses = true});
  const json row = data_of(report).at("courses").at(0);
  for (const std::string key : {"instrument", "first", "last", "change", "reliable", "category",
                                "response", "remission", "case_start", "case_end"}) {
    CAPTURE(key);
    CHECK(row.at(key).is_null());
  }
  CHECK(row.at("outcome").at("recovery").is_null());
  CHECK(says(report, "no second score"));
}

TEST_CASE("the courses of the list add up to the rates") {
  const auto courses = caseload({{.phq9 = {18, 7}, .gad7 = {15, 5}},
                                 {.phq9 = {20, 13}, .gad7 = {5, 10}},
                                 {.phq9 = {10, 18}},
                                 {.phq9 = {8, 2}},
                                 {.gad7 = {9, 7}},
                                 {.attended = 1}});
  const json data = data_of(report_on(courses, {.lists_courses = true}));
  CHECK(data.at("courses").size() == 6);
  for (const std::string name : {"recovery", "reliable_improvement", "reliable_recovery",
                                 "reliable_deterioration", "no_reliable_change"}) {
    CAPTURE(name);
    int counted = 0;
    for (const json& row : data.at("courses")) {
      if (row.at("outcome").at(name) == true) ++counted;
    }
    CHECK(counted == data.at(name).at("n"));
  }
}

TEST_CASE("an effect size is shown from three courses on, and called unstable below ten") {
  std::vector<CourseSummary> courses;
  const auto effect = [&] { return data_of(report_on(courses)).at("effect_size").at(0); };
  test::add(courses, 1, {.phq9 = {18, 7}});
  test::add(courses, 1, {.phq9 = {14, 8}});
  CHECK(effect().at("d").is_null());
  CHECK(effect().at("g").is_null());
  CHECK(effect().at("low").is_null());
  CHECK(effect().at("pre_mean") == 16.0);
  test::add(courses, 1, {.phq9 = {20, 5}});
  CHECK(effect().at("d") == 3.49);
  CHECK(effect().at("remark") == "unstable");
  test::add(courses, 7, {.phq9 = {20, 9}});
  CHECK(effect().at("n") == 10);
  CHECK(effect().at("remark") == "");
}

TEST_CASE("scores that are all the same have no effect size") {
  std::vector<CourseSummary> courses;
  test::add(courses, 12, {.phq9 = {18, 7}});
  const json effect = data_of(report_on(courses)).at("effect_size").at(0);
  CHECK(effect.at("sd_pre") == 0.0);
  CHECK(effect.at("d").is_null());
  CHECK(effect.at("low").is_null());
}

TEST_CASE("the report warns below 90 percent of pairs and of few pairs") {
  std::vector<CourseSummary> courses;
  test::add(courses, 18, {.phq9 = {18, 7}});
  test::add(courses, 2, {.phq9 = {18, {}}});
  const auto enough = report_on(courses);
  CHECK(says(enough, "18 of 20 finished courses have a first and a last score by which they can"));
  CHECK(says(enough, "2 without a second score"));
  CHECK(!says(enough, "Warning"));
  CHECK(!says(enough, "Caution"));
  CHECK(data_of(enough).at("cautions").empty());
  test::add(courses, 1, {.phq9 = {18, {}}});
  CHECK(says(report_on(courses), "Warning: below 90 %"));
  CHECK(says(report_on(caseload({{.phq9 = {18, 7}}})), "Caution: 1 course is paired"));
}

TEST_CASE("nothing is said of a success, of dropping out, or of a therapist") {
  std::vector<CourseSummary> courses;
  test::add(courses, 7, {.phq9 = {18, 7}, .status = EndStatus::ended_early_client});
  for (const bool by : {false, true}) {
    const auto report = report_on(
        courses, {.by = by ? std::optional{GroupBy::year} : std::nullopt, .lists_courses = true});
    for (const std::string_view words : {"success", "dropout", "drop-out", "dropped out"}) {
      CAPTURE(words);
      CHECK(!says(report, words));
    }
  }
}

TEST_CASE("no line is wider than a page, with large numbers and long names too") {
  std::vector<CourseSummary> courses;
  test::add(courses, 9000, {.phq9 = {18, 7}, .gad7 = {15, 5}, .diagnosis = "depression"});
  test::add(courses, 900,
            {.phq9 = {12, 11}, .diagnosis = "persistent-depressive-disorder-of-late-x"});
  test::add(courses, 10, {.phq9 = {18, {}}});
  for (const GroupBy by : {GroupBy::focus, GroupBy::diagnosis, GroupBy::year}) {
    CHECK(wide_lines(report_on(courses, {.by = by})).empty());
  }
  CHECK(wide_lines(report_on({courses.front()}, {.lists_courses = true})).empty());
  CHECK(wide_lines(report_on({})).empty());
}

TEST_CASE("the columns of CSV are those of the rows of courses") {
  const auto report =
      report_on(caseload({{.attended = 4, .phq9 = {20, 5}, .gad7 = {}}}), {.lists_courses = true});
  report::Report without = report;
  without.csv_columns.clear();
  CHECK(render::csv(without) == render::csv(report));
}
