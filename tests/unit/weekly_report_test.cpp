// The weekly review: what is counted, what comes next, and that nothing free stands in it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/render/json.hpp"
#include "ipt/render/text.hpp"
#include "ipt/report/weekly.hpp"
#include "unit/caseload_courses.hpp"

using namespace ipt;
using namespace ipt::test;
using nlohmann::json;

namespace {

const Catalogue catalogue;

report::WeeklyScope scope_on(std::string_view as_of) {
  const Date date = day(as_of);
  const Date monday = date.plus_days(1 - static_cast<int>(date.weekday().iso_encoding()));
  return {.week = {monday, monday.plus_days(6)}, .as_of = date};
}

report::Report review_of(const std::vector<CourseRecord>& records, std::string_view as_of) {
  report::WeeklyReview review{scope_on(as_of), catalogue};
  for (const CourseRecord& record : records) {
    review.add(known_on(record, day(as_of), day(as_of)));
  }
  return review.report();
}

json data_of(const std::vector<CourseRecord>& records, std::string_view as_of) {
  return json::parse(render::json(review_of(records, as_of))).at("data");
}

// What is due at the next session of a course with so many held, week by week from 2026-01-05.
std::string due_after(int held, bool has_focus, int planned = 12) {
  CourseRecord record = with_sessions(held, planned);
  if (has_focus) record.focus_episodes = {agreed(1, Focus::grief, "2026-01-05")};
  const Date last = record.course.start.plus_days(7 * (held - 1));
  const json next = data_of({record}, last.iso()).at("next_week");
  REQUIRE(next.size() == 1);
  CHECK(next[0].at("session") == held + 1);
  CHECK(next[0].at("date") == last.plus_days(7).iso());
  std::string due;
  for (const json& each : next[0].at("due")) {
    due += (due.empty() ? "" : "; ") + each.get<std::string>();
  }
  return due;
}

}  // namespace

TEST_CASE("what is due at the next session: the turns of the phases, the focus, the ending") {
  CHECK(due_after(1, false).empty());
  CHECK(due_after(2, false) == "last of the initial phase: focus due");
  CHECK(due_after(2, true) == "last of the initial phase");
  CHECK(due_after(3, false) == "first of the middle phase: needs a focus");
  CHECK(due_after(3, true) == "first of the middle phase");
  CHECK(due_after(6, true).empty());
  CHECK(due_after(7, true) == "ending due to be named (8-10)");
  CHECK(due_after(9, true) == "first of the ending phase; ending due to be named (8-10)");
  CHECK(due_after(11, true) == "last session");
}

TEST_CASE("a session of the week after is next, the one that follows a session of this week too") {
  CourseRecord record = with_sessions(3);
  record.appointments.back().next = day("2026-01-23");
  const json after = data_of({record}, "2026-01-20").at("next_week");
  REQUIRE(after.size() == 1);
  CHECK(after[0].at("date") == "2026-01-30");
  CHECK(after[0].at("session") == 5);
  CHECK(after[0].at("text") == "session 5, after the one due 2026-01-23");
  record.appointments.back().next = day("2026-01-26");
  CHECK(data_of({record}, "2026-01-20").at("next_week").size() == 1);
  record.appointments.back().next = day("2026-02-02");
  CHECK(data_of({record}, "2026-01-20").at("next_week").empty());
}

TEST_CASE("on the Monday of a week the week after is seen, past the leave and up to the last one") {
  CourseRecord record = with_sessions(3);
  const auto coming = [&] {
    std::vector<std::string> rows;
    const json next = data_of({record}, "2026-01-26").at("next_week");
    for (const json& each : next) {
      rows.push_back(each.at("text").get<std::string>());
    }
    return rows;
  };
  using Rows = std::vector<std::string>;
  CHECK(coming() == Rows{"session 5, after the one due 2026-01-26"});
  record.absences = {leave("2026-02-01", "2026-02-03")};
  CHECK(coming() == Rows{"break from 2026-02-01 to 2026-02-03"});
  record.absences.clear();
  record.appointments.pop_back();  // that of 2026-01-19 is not recorded
  CHECK(coming() == Rows{"session 5, after the 2 due from 2026-01-19 on"});
  record = with_sessions(3, 4);  // that of 2026-01-26 is the last one
  CHECK(coming().empty());
}

TEST_CASE("next week goes by day, then code; a pause and the leave of the therapist come last") {
  CourseRecord paused = named(with_sessions(3), "A1");
  paused.absences = {open_pause("2026-01-20")};
  CourseRecord later = named(with_sessions(3), "B1");
  later.appointments.back().next = day("2026-01-28");
  CourseRecord sooner = named(with_sessions(3), "C1");
  sooner.absences = {leave("2026-01-30", "2026-02-02")};
  const json next = data_of({paused, later, sooner}, "2026-01-20").at("next_week");
  std::vector<std::string> rows;
  for (const json& each : next) {
    rows.push_back(each.at("reference").get<std::string>() + ": " +
                   each.at("text").get<std::string>());
  }
  CHECK(rows == std::vector<std::string>{"C1: session 4, first of the middle phase: needs a focus",
                                         "B1: session 4, first of the middle phase: needs a focus",
                                         "A1: on pause, its end is not known",
                                         "all: break from 2026-01-30 to 2026-02-02"});
}

TEST_CASE("courses are counted by how they stand, appointments of the week by what came of them") {
  CourseRecord ended = with_sessions(2);  // on 2026-01-12
  ended.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2026-01-14")};
  CourseRecord missing = with_sessions(1);
  missing.appointments.push_back(missed("2026-01-13"));
  missing.appointments.push_back(missed("2026-01-14", Attendance::cancelled_client));
  missing.appointments.push_back(missed("2026-01-15", Attendance::late_not_seen));
  missing.appointments.push_back(session("2026-01-16"));
  missing.scores = {total(phq9(), "2026-01-16", 9), total(gad7(), "2026-01-12", 9)};
  CourseRecord paused = with_sessions(1);
  paused.absences = {open_pause("2026-01-12")};
  CourseRecord maintenance = with_sessions(1);
  maintenance.course.kind = CourseKind::maintenance;
  const json data =
      data_of({ended, missing, paused, maintenance, acute_course("2026-01-19", 12)}, "2026-01-16");
  const json& totals = data.at("totals");
  CHECK(totals.at("open") == 4);
  CHECK(totals.at("active") == 1);
  CHECK(totals.at("paused") == 1);
  CHECK(totals.at("waiting") == 1);
  CHECK(totals.at("maintenance") == 1);
  CHECK(totals.at("appointments") == 5);
  CHECK(totals.at("attended") == 2);  // that of the course which ended too
  CHECK(totals.at("dna") == 1);
  CHECK(totals.at("cancelled") == 1);
  CHECK(totals.at("late_not_seen") == 1);
  CHECK(totals.at("measured") == 1);
  CHECK(data.at("ended").size() == 1);
  CHECK(data.at("courses").size() == 4);
}

TEST_CASE("what is counted ends with the day of the report") {
  CourseRecord record = with_sessions(2);  // the second on 2026-01-12
  record.appointments.push_back(session("2026-01-15"));
  CHECK(data_of({record}, "2026-01-14").at("totals").at("attended") == 1);
}

TEST_CASE("the gravest finding of the caseload is that of the report, and its course comes first") {
  const report::Report report = review_of({b8t5(), h6n1(), p5x3()}, "2025-05-16");
  CHECK(report.gravity == report::Gravity::risk);
  CHECK(report.csv_rows == "courses");
  CHECK(report.file_name == "weekly-2025-W20");
  const json attention = json::parse(render::json(report)).at("data").at("attention");
  REQUIRE(attention.size() == 3);
  CHECK(attention[0].at("client") == "P5X3");
  CHECK(attention[1].at("client") == "B8T5");
  CHECK(attention[2].at("client") == "H6N1");
  CHECK(review_of({k7f2()}, "2025-05-13").gravity == report::Gravity::none);
}

TEST_CASE("a long code and points with decimals leave room for the state of a course") {
  CourseRecord record = named(with_sessions(2), "ABCDE-12345");
  record.course.instruments = {"core10"};
  const Instrument& core = catalogue.instrument("core10");
  record.scores = {{.score = Score::from_total(core, day("2026-01-05"), Points::hundredths(2250))},
                   {.score = Score::from_total(core, day("2026-01-12"), Points::hundredths(1175))}};
  record.absences = {pause("2026-01-13", "2026-02-01")};
  const std::string text = render::text(review_of({record}, "2026-01-14"), {.width = 80});
  std::size_t widest = 0;
  for (const std::string_view line : split(text, '\n')) {
    widest = std::max(widest, display_width(line));
  }
  CHECK(widest <= 80);
}

TEST_CASE("nothing that was written about a client stands in it") {
  CourseRecord record = k7f2();
  const std::string marker = "MARKER";
  record.course.diagnosis = marker;
  record.course.relapse_plan = marker;
  record.focus_episodes.front().old_role = marker;
  record.focus_episodes.front().reason = marker;
  for (Appointment& each : record.appointments) {
    each.link = each.task = each.question = each.risk_action = each.note = marker;
  }
  record.absences.push_back({.number = 9, .from = day("2025-05-13"), .reason = marker});
  record.goals = {{.number = 1, .text = marker, .set_on = day("2025-03-04")}};
  record.events = {{.number = 1, .date = day("2025-03-04"), .text = marker}};
  record.formulations = {{.date = day("2025-03-18"), .sentence = marker, .text = marker}};
  record.contacts = {
      {.number = 1, .date = day("2025-05-13"), .risk_action = marker, .text = marker}};
  const NetChange net{.change = {.kind = RevisionKind::update,
                                 .record = "appointment",
                                 .course = "K7F2/1",
                                 .before = {{"date", "2025-05-06"}, {"link", marker}},
                                 .after = {{"date", "2025-05-06"}, {"link", marker + marker}}},
                      .first_on = day("2025-05-13"),
                      .last_on = day("2025-05-13")};
  const std::vector<NetChange> changes = {net};
  report::WeeklyReview review{scope_on("2025-05-16"), catalogue};
  review.add(record);
  const auto late = late_entries(changes, day("2025-05-12"), catalogue);
  REQUIRE(late.size() == 1);
  review.add_late(late.front(), &record);
  const report::Report report = review.report();
  CHECK(render::json(report).find(marker) == std::string::npos);
  CHECK(render::text(report, {.width = 80}).find(marker) == std::string::npos);
  CHECK(render::text(report, {.width = 80}).find("link changed 2025-05-13") != std::string::npos);
}
