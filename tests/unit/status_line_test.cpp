// The status line of whole courses.

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/early_response.hpp"
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

void add(CourseRecord& record, const Instrument& instrument, const std::vector<DayScore>& scores) {
  for (const DayScore& each : scores) {
    record.scores.push_back(test::total(instrument, on(each.day).iso(), each.points));
  }
  test::sort_by_date(record);
}

// A weekly course from 2026-01-05, which is day 0, with PHQ-9 totals on days.
CourseRecord course_with(const std::vector<DayScore>& scores) {
  CourseRecord record = test::with_sessions(16, 16);
  add(record, phq9(), scores);
  return record;
}

std::string shown(const std::optional<Reading>& reading) {
  return reading ? " " + std::to_string(reading->date.days_since(on(0))) : "";
}

// `DETERIORATED E1 phq9 0 21`: the rule, the measure, the days of the scores; `none`.
std::string status(const CourseRecord& whole, int today) {
  const CourseRecord record = known_on(whole, on(today), on(today));
  const std::vector<Measure> found = measures(record, Catalogue{});
  const auto line = status_line(record, found, on(today));
  if (!line) return "none";
  std::string text{written(line->status)};
  if (!line->rule.empty()) text += " " + std::string{line->rule};
  if (line->instrument != nullptr) text += " " + line->instrument->code;
  return text + shown(line->from) + shown(line->to);
}

FiledScore form(int days, int points, int item9) {
  return test::phq9_form(on(days).iso(), points, item9);
}

}  // namespace

TEST_CASE("a course has no status before its first session and none after its end") {
  CourseRecord record = course_with({{0, 18}});
  CHECK(status(record, -1) == "none");
  CHECK(status(record, 0) == "ON TRACK phq9 0");
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = on(7)};
  CHECK(status(record, 6) == "ON TRACK phq9 0");
  CHECK(status(record, 7) == "none");
  for (Appointment& each : record.appointments) each.attendance = Attendance::dna;
  CHECK(status(record, 6) == "none");
}

TEST_CASE("a risk item is a risk before the first session too") {
  CourseRecord record = test::acute_course("2025-03-04", 12);
  record.scores = {test::phq9_form("2025-03-01", 12, 1)};
  const auto found = [&] {
    const auto line = status_line(record, measures(record, Catalogue{}), day("2025-03-03"));
    return line ? written(line->status) : "none";
  };
  CHECK(found() == "RISK");
  record.scores = {test::phq9_form("2025-03-01", 12, 0)};
  CHECK(found() == "none");
}

TEST_CASE("K7F2 on 2025-05-15 is on track") {
  const CourseRecord record = test::k7f2();
  const auto line = status_line(record, measures(record, Catalogue{}), day("2025-05-15"));
  REQUIRE(line.has_value());
  CHECK(line->status == Status::on_track);
  CHECK(line->rule.empty());
  CHECK(line->instrument->code == "phq9");
  CHECK(line->from->total == Points::whole(19));
  CHECK(line->to->total == Points::whole(9));
}

TEST_CASE("a positive risk item comes first and clears with a later answer") {
  CourseRecord record = course_with({});
  record.scores = {form(0, 10, 0), form(7, 20, 1)};
  CHECK(status(record, 6) == "ON TRACK phq9 0");
  CHECK(status(record, 7) == "RISK E0 phq9 7");
  CHECK(status(record, 90) == "RISK E0 phq9 7");
  record.scores.push_back(test::total(phq9(), on(14).iso(), 4));
  CHECK(status(record, 14) == "RISK E0 phq9 7");
  record.scores.push_back(form(21, 12, 0));
  CHECK(status(record, 21) == "ON TRACK phq9 0 21");
}

TEST_CASE("deterioration stands from 6 points on and clears when it is past") {
  const CourseRecord record = course_with({{0, 10}, {7, 15}, {14, 16}, {21, 15}});
  CHECK(status(record, 7) == "ON TRACK phq9 0 7");
  CHECK(status(record, 14) == "DETERIORATED E1 phq9 0 14");
  CHECK(status(record, 21) == "ON TRACK phq9 0 21");
}

TEST_CASE("of two measures that are worse the primary one is named") {
  CourseRecord record = course_with({{0, 10}, {7, 16}});
  record.course.instruments = {"gad7", "phq9"};
  add(record, gad7(), {{0, 10}, {7, 14}});
  CHECK(status(record, 7) == "DETERIORATED E1 gad7 0 7");
  record.course.instruments = {"phq9", "gad7"};
  CHECK(status(record, 7) == "DETERIORATED E1 phq9 0 7");
}

TEST_CASE("at weeks 4 to 6 a fall of 5 is adequate, of 2 to 4 possibly inadequate") {
  CHECK(status(course_with({{0, 18}, {27, 18}}), 28) == "ON TRACK phq9 0 27");
  CHECK(status(course_with({{0, 18}, {28, 13}}), 28) == "ON TRACK phq9 0 28");
  CHECK(status(course_with({{0, 18}, {28, 14}}), 28) == "POSSIBLY INADEQUATE E3 phq9 0 28");
  CHECK(status(course_with({{0, 18}, {28, 16}}), 28) == "POSSIBLY INADEQUATE E3 phq9 0 28");
  CHECK(status(course_with({{0, 18}, {48, 17}}), 48) == "INADEQUATE E3 phq9 0 48");
  CHECK(status(course_with({{0, 18}, {49, 17}}), 49) == "ON TRACK phq9 0 49");
}

TEST_CASE("a baseline from which nobody can fall by 5 is never inadequate") {
  CHECK(status(course_with({{0, 4}, {28, 4}}), 28) == "ON TRACK phq9 0 28");
  CHECK(status(course_with({{0, 5}, {28, 4}}), 28) == "INADEQUATE E3 phq9 0 28");
}

TEST_CASE("an inadequate response is taken back by an adequate fall after day 48") {
  CHECK(status(course_with({{0, 18}, {42, 17}, {49, 14}}), 50) == "INADEQUATE E3 phq9 0 42");
  CHECK(status(course_with({{0, 18}, {42, 17}, {49, 13}}), 50) == "ON TRACK phq9 0 49");
  CHECK(status(course_with({{0, 18}, {42, 17}, {49, 13}, {52, 16}}), 52) == "ON TRACK phq9 0 52");
  CHECK(status(course_with({{0, 18}, {35, 12}, {42, 17}}), 50) == "INADEQUATE E3 phq9 0 42");
}

TEST_CASE("a maintenance course is not asked for an early response") {
  CourseRecord record = course_with({{0, 18}, {42, 18}, {56, 18}});
  CHECK(status(record, 57) == "NOT ON TRACK E4 phq9 0 56");
  record.course.kind = CourseKind::maintenance;
  CHECK(status(record, 57) == "ON TRACK phq9 0 56");
}

TEST_CASE("at weeks 8 to 10 less than 6 points better and still 10 is not on track") {
  CHECK(status(course_with({{0, 18}, {55, 13}}), 56) == "ON TRACK phq9 0 55");
  CHECK(status(course_with({{0, 18}, {56, 13}}), 56) == "NOT ON TRACK E4 phq9 0 56");
  CHECK(status(course_with({{0, 18}, {56, 12}}), 56) == "ON TRACK phq9 0 56");
  CHECK(status(course_with({{0, 14}, {70, 10}}), 70) == "NOT ON TRACK E4 phq9 0 70");
  CHECK(status(course_with({{0, 14}, {70, 9}}), 70) == "ON TRACK phq9 0 70");
  CHECK(status(course_with({{0, 18}, {71, 13}}), 71) == "ON TRACK phq9 0 71");
}

TEST_CASE("not on track is taken back by a later score, reliably better or below 10") {
  CHECK(status(course_with({{0, 18}, {63, 14}, {77, 13}}), 80) == "NOT ON TRACK E4 phq9 0 63");
  CHECK(status(course_with({{0, 18}, {63, 14}, {77, 12}}), 80) == "ON TRACK phq9 0 77");
  CHECK(status(course_with({{0, 14}, {63, 13}, {77, 10}}), 80) == "NOT ON TRACK E4 phq9 0 63");
  CHECK(status(course_with({{0, 14}, {63, 13}, {77, 9}}), 80) == "ON TRACK phq9 0 77");
  CHECK(status(course_with({{0, 14}, {63, 13}, {77, 9}, {84, 13}}), 84) == "ON TRACK phq9 0 84");
}

TEST_CASE("not on track goes before an inadequate response and before an old score") {
  const CourseRecord record = course_with({{0, 18}, {42, 17}, {56, 17}});
  CHECK(status(record, 49) == "INADEQUATE E3 phq9 0 42");
  CHECK(status(record, 56) == "NOT ON TRACK E4 phq9 0 56");
  CHECK(status(record, 100) == "NOT ON TRACK E4 phq9 0 56");
}

TEST_CASE("three scores below 5 over two weeks are a sustained remission") {
  CHECK(status(course_with({{0, 15}, {70, 4}, {77, 3}, {84, 2}}), 84) ==
        "SUSTAINED REMISSION E6 phq9 70 84");
  CHECK(status(course_with({{0, 15}, {71, 4}, {77, 3}, {84, 2}}), 84) == "ON TRACK phq9 0 84");
  CHECK(status(course_with({{0, 15}, {70, 4}, {77, 5}, {84, 2}}), 84) == "ON TRACK phq9 0 84");
}

TEST_CASE("a referral score is not one of the three of a sustained remission") {
  CHECK(status(course_with({{-7, 4}, {0, 3}, {7, 2}}), 7) == "ON TRACK phq9 0 7");
  CHECK(status(course_with({{0, 4}, {7, 3}, {14, 2}}), 14) == "SUSTAINED REMISSION E6 phq9 0 14");
}

TEST_CASE("a score is recent for three times the agreed spacing") {
  CourseRecord record = course_with({{0, 18}, {7, 17}});
  CHECK(status(record, 28) == "ON TRACK phq9 0 7");
  CHECK(status(record, 29) == "NO RECENT SCORE recent phq9 7");
  record.contract_changes = {
      {.number = 1, .from = on(14), .contract = {.planned = 16, .cadence_days = 14}}};
  CHECK(status(record, 49) == "ON TRACK phq9 0 7");
  CHECK(status(record, 50) == "NO RECENT SCORE recent phq9 7");
}

TEST_CASE("a course without a score has no recent one, a referral score is none") {
  CourseRecord record = course_with({});
  CHECK(status(record, 0) == "NO RECENT SCORE recent phq9");
  add(record, phq9(), {{-7, 18}});
  CHECK(status(record, 0) == "NO RECENT SCORE recent phq9");
  record.course.instruments = {};
  record.scores = {};
  CHECK(status(record, 0) == "NO RECENT SCORE recent");
}

TEST_CASE("the score of another measure is no recent score of the primary one") {
  CourseRecord record = course_with({{0, 18}});
  add(record, gad7(), {{28, 9}});
  CHECK(status(record, 28) == "NO RECENT SCORE recent phq9 0");
}

TEST_CASE("no score is missed during a pause or a break") {
  for (const Absence::Kind kind : {Absence::Kind::pause, Absence::Kind::therapist_break}) {
    CourseRecord record = course_with({{0, 18}});
    record.absences = {{.kind = kind, .number = 1, .from = on(30), .to = on(40)}};
    CHECK(status(record, 29) == "NO RECENT SCORE recent phq9 0");
    CHECK(status(record, 30) == "ON TRACK phq9 0");
    CHECK(status(record, 40) == "ON TRACK phq9 0");
    CHECK(status(record, 41) == "NO RECENT SCORE recent phq9 0");
  }
}

TEST_CASE("a pause hides an old score, not an alert") {
  CourseRecord record = course_with({{0, 10}, {7, 16}});
  record.absences = {test::open_pause(on(14).iso())};
  CHECK(status(record, 60) == "DETERIORATED E1 phq9 0 7");
}

TEST_CASE("a course with the GAD-7 alone knows deterioration and old scores") {
  CourseRecord record = test::with_sessions(16, 16);
  record.course.instruments = {"gad7"};
  add(record, gad7(), {{0, 12}, {28, 12}, {42, 12}, {63, 12}});
  CHECK(status(record, 28) == "ON TRACK gad7 0 28");
  CHECK(status(record, 48) == "ON TRACK gad7 0 42");
  CHECK(status(record, 63) == "ON TRACK gad7 0 63");
  CHECK(status(record, 85) == "NO RECENT SCORE recent gad7 63");
  add(record, gad7(), {{86, 1}, {93, 0}, {100, 0}});
  CHECK(status(record, 100) == "ON TRACK gad7 0 100");
  add(record, gad7(), {{101, 16}});
  CHECK(status(record, 101) == "DETERIORATED E1 gad7 0 101");
}

TEST_CASE("the rules on the PHQ-9 hold where it is not the primary measure") {
  CourseRecord record = course_with({{0, 18}, {56, 17}});
  record.course.instruments = {"gad7", "phq9"};
  add(record, gad7(), {{0, 10}, {56, 9}});
  CHECK(status(record, 56) == "NOT ON TRACK E4 phq9 0 56");
}
