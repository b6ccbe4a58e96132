// What reports say of scores that do not lie where one would expect them.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/render/json.hpp"
#include "ipt/render/text.hpp"
#include "ipt/report/letter.hpp"
#include "ipt/report/progress.hpp"
#include "unit/caseload_courses.hpp"

using namespace ipt;
using namespace ipt::test;
using nlohmann::json;

namespace {

const Catalogue catalogue;

json data_of(const report::Report& report) { return json::parse(render::json(report)).at("data"); }

report::Report letter_of(const CourseRecord& record) {
  return report::ending_letter(record, catalogue, day("2026-11-23"), School::weissman);
}

report::Report progress_of(const CourseRecord& record, std::string_view as_of = "2026-11-23") {
  return report::progress(record, catalogue, day(as_of), report::Notes::withheld, School::weissman);
}

report::Report prep_of(const CourseRecord& record, std::string_view as_of) {
  return report::prep(record, catalogue, day(as_of), School::weissman);
}

// Two sessions, on 2026-01-05 and 2026-01-12, then the end.
CourseRecord ended_course() {
  CourseRecord record = with_sessions(2);
  record.course.instruments = {"phq9"};
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2026-01-12")};
  return record;
}

std::string meaning_of(const CourseRecord& record) {
  return data_of(letter_of(record)).at("measures").at(0).at("meaning");
}

FiledScore form(std::string_view date, const Answers& answers) {
  return {.score = Score::from_answers(phq9(), day(date), answers)};
}

const Answers one_left_out = {2, 1, 1, 1, 1, 1, 1, 1, std::nullopt};
const Answers most_left_out = {
    2, 1, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, 0};

bool says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a first score after the end is not told as one before the first session") {
  CourseRecord record = ended_course();
  record.scores = {total(phq9(), "2026-06-05", 8)};
  CHECK(meaning_of(record) == "8 on 2026-06-05, after the end; no score during the course");
  CHECK(data_of(progress_of(record)).at("measures").at(0).at("judgement") ==
        "no score from session 1 to the end");
  record.scores = {total(phq9(), "2025-12-30", 8)};
  CHECK(meaning_of(record) == "8 on 2025-12-30, before the first session; no score since");
  record.scores.push_back(form("2026-01-12", most_left_out));
  CHECK(meaning_of(record) == "8 on 2025-12-30, before the first session; no total since");
}

TEST_CASE("a score that was made up says so where no table explains a mark") {
  CourseRecord record = ended_course();
  record.scores = {form("2025-12-30", one_left_out)};
  CHECK(meaning_of(record) ==
        "10 (prorated) on 2025-12-30, before the first session; no score since");
}

TEST_CASE("a form without a total is no score, and is not told as one before session 1") {
  CourseRecord record = with_sessions(3);  // from 2026-01-05
  record.course.instruments = {"phq9"};
  record.scores = {form("2026-01-15", most_left_out)};
  const json data = data_of(progress_of(record, "2026-01-20"));
  CHECK(data.at("other_scores").at(0).at("when") == "between sessions");
  CHECK(data.at("measures").at(0).at("judgement") == "no total: too many answers were left out");
  record.scores = {form("2026-01-02", most_left_out)};
  CHECK(data_of(progress_of(record, "2026-01-20")).at("other_scores").at(0).at("when") ==
        "before session 1, so not a baseline");
}

TEST_CASE("the scores so far hold the latest one, wherever it was filled in") {
  CourseRecord record = with_sessions(3);
  record.course.instruments = {"phq9"};
  record.scores = {total(phq9(), "2025-12-30", 20), total(phq9(), "2026-01-05", 16),
                   total(phq9(), "2026-01-12", 16), total(phq9(), "2026-01-22", 0)};
  const json trend = data_of(prep_of(record, "2026-01-24")).at("trends").at(0);
  CHECK(trend.at("totals") == json::parse("[16,16,null,0]"));
  CHECK(trend.at("change") == -16);
  CHECK(says(render::text(prep_of(record, "2026-01-24"), {.width = 80}),
             "16 16 . 0; 16 lower than at the start"));
  const json measure = data_of(progress_of(record, "2026-01-24")).at("measures").at(0);
  CHECK(measure.at("totals_so_far") == json::parse("[16,16,null,0]"));
  CHECK(measure.at("session_totals") == json::parse("[16,16,null]"));
}

TEST_CASE("a letter names a rhythm only where sessions were held in it") {
  const auto treatment = [](const CourseRecord& record) {
    const std::string text = render::text(letter_of(record), {.width = 200});
    const std::size_t from = text.find(" planned ");
    REQUIRE(from != std::string::npos);
    return text.substr(from + 1, text.find(".\n", from) - from - 1);
  };
  CourseRecord record = with_sessions(4);  // 2026-01-05 to 2026-01-26, a week apart
  Contract fortnightly = record.course.contract;
  fortnightly.cadence_days = 14;
  record.contract_changes = {{.number = 1, .from = day("2026-01-26"), .contract = fortnightly}};
  CHECK(treatment(record) ==
        "planned weekly sessions of Interpersonal Psychotherapy so far, "
        "Mon 2026-01-05 to Mon 2026-01-26");
  record.appointments.push_back(session("2026-02-09"));
  CHECK(treatment(record) ==
        "planned sessions of Interpersonal Psychotherapy so far, weekly, from 2026-01-26 every 14 "
        "days, Mon 2026-01-05 to Mon 2026-02-09");
  record.course.contract.cadence_days = 14;
  CHECK(treatment(record) ==
        "planned sessions of Interpersonal Psychotherapy so far, every 14 days, Mon 2026-01-05 to "
        "Mon 2026-02-09");
}

TEST_CASE("a finding that names a second instrument stands beside a status that names the first") {
  CourseRecord record = with_sessions(2);
  record.course.instruments = {"phq9", "epds"};
  record.scores = {form("2026-01-12", {2, 1, 1, 1, 1, 1, 1, 1, 1})};
  const auto has_risk = [&] {
    const json shown = data_of(progress_of(record, "2026-01-13")).at("shown_findings");
    return std::ranges::any_of(
        shown, [](const json& each) { return each.at("name") == "risk-item-followed"; });
  };
  CHECK_FALSE(has_risk());
  record.scores.push_back({.score = Score::from_total(catalogue.instrument("epds"),
                                                      day("2026-01-12"), Points::whole(14), 2)});
  CHECK(has_risk());
}
