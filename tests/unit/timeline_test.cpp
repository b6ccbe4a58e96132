#include "ipt/domain/timeline.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/entry.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

// `9 2025-05-13 11 middle transition`: number, day, week, phase and focus.
std::string line_of(const PlacedAppointment& placed) {
  return fmt::format("{} {} {} {} {}", placed.session ? std::to_string(*placed.session) : "-",
                     placed.appointment->date.iso(), placed.week,
                     placed.phase ? name_of(*placed.phase) : "-",
                     placed.focus ? name_of(*placed.focus) : "open");
}

std::vector<std::string> lines_of(const CourseRecord& record) {
  std::vector<std::string> lines;
  for (const PlacedAppointment& placed : timeline(record)) lines.push_back(line_of(placed));
  return lines;
}

// Sessions held week by week from the start, all of them.
CourseRecord weekly_course(std::string_view start, int sessions) {
  CourseRecord record = test::acute_course(start, 16);
  for (int i = 0; i < sessions; ++i) {
    record.appointments.push_back({.date = day(start).plus_days(7 * i)});
  }
  return record;
}

std::string found(const CourseRecord& record, std::string_view reference) {
  return test::refusal([&] { return appointment(record, read_appointment_reference(reference)); });
}

FocusEpisode episode(Focus focus, std::string_view from, FocusRank rank = FocusRank::primary) {
  return {.focus = focus, .rank = rank, .from = day(from)};
}

std::string focus_name(const CourseRecord& record, FocusRank rank, std::string_view date) {
  const FocusEpisode* agreed = focus_on(record, rank, day(date));
  return agreed == nullptr ? "none" : std::string{name_of(agreed->focus)};
}

}  // namespace

TEST_CASE("the course of K7F2 is numbered, dated and phased as its report shows") {
  CHECK(lines_of(test::k7f2()) == std::vector<std::string>{
                                      "1 2025-03-04 1 initial open",
                                      "2 2025-03-11 2 initial open",
                                      "3 2025-03-18 3 initial transition",
                                      "4 2025-03-25 4 middle transition",
                                      "- 2025-04-01 5 - open",
                                      "5 2025-04-08 6 middle transition",
                                      "6 2025-04-15 7 middle transition",
                                      "7 2025-04-29 9 middle transition",
                                      "8 2025-05-06 10 middle transition",
                                      "9 2025-05-13 11 middle transition",
                                  });
}

TEST_CASE("an appointment on which the client was not seen takes no number") {
  for (const Term<Attendance>& term : vocabulary<Attendance>()) {
    CAPTURE(term.name);
    CourseRecord record = weekly_course("2026-01-05", 3);
    record.appointments[1].attendance = term.id;
    const auto placed = timeline(record);
    const bool seen = was_seen(term.id);
    CHECK(placed[1].session == (seen ? std::optional{2} : std::nullopt));
    CHECK(placed[1].phase.has_value() == seen);
    CHECK(placed[2].session == (seen ? 3 : 2));
    CHECK(sessions_held(record) == (seen ? 3 : 2));
  }
}

TEST_CASE("sessions are numbered by date, in whatever order they are entered") {
  std::mt19937 random{7};
  const CourseRecord whole = test::k7f2();
  for (int round = 0; round < 50; ++round) {
    CourseRecord record = whole;
    record.appointments.clear();
    std::vector<Appointment> to_enter = whole.appointments;
    while (!to_enter.empty()) {
      const auto next = to_enter.begin() + static_cast<std::ptrdiff_t>(random() % to_enter.size());
      const CourseRecord before = record;
      record.appointments.push_back(*next);
      test::sort_by_date(record);
      std::size_t moved = 0;
      for (const PlacedAppointment& placed : timeline(before)) {
        const bool later = placed.appointment->date > next->date;
        if (placed.session && later && was_seen(next->attendance)) ++moved;
      }
      const auto changes = renumbered(before, record);
      CHECK(changes.size() == moved);
      for (const Renumbered& change : changes) CHECK(change.now == change.before + 1);
      to_enter.erase(next);
    }
    CHECK(lines_of(record) == lines_of(whole));
  }
}

TEST_CASE("weekly sessions lie in the weeks of their numbers, over year ends and summer time") {
  for (const std::string_view start : {"2020-12-03", "2026-11-30", "2026-12-31", "2025-03-25",
                                       "2025-10-20", "2026-03-02", "2024-01-01", "2024-12-24"}) {
    CAPTURE(start);
    for (const PlacedAppointment& placed : timeline(weekly_course(start, 16))) {
      CHECK(placed.week == placed.session);
    }
  }
}

TEST_CASE("the first seven days are week 1, and the days before it are no week") {
  const Date start = day("2026-12-30");
  CHECK(course_week(start, start) == 1);
  CHECK(course_week(start, day("2027-01-05")) == 1);
  CHECK(course_week(start, day("2027-01-06")) == 2);
  CHECK(course_week(start, day("2026-12-29")) == 0);
  CHECK(course_week(start, day("2026-12-23")) == 0);
  CHECK(course_week(start, day("2026-12-22")) == -1);
  for (int days = -400; days < 400; ++days) {
    const int week = course_week(start, start.plus_days(days));
    CHECK(course_week(start, start.plus_days(days + 7)) == week + 1);
    CHECK((week >= 1) == (days >= 0));
  }
}

TEST_CASE("an extension keeps the phases of the sessions before it") {
  CourseRecord record = weekly_course("2026-01-05", 14);
  record.course.contract = {.planned = 12, .split = quarter_split(12)};
  record.contract_changes = {{.number = 1,
                              .from = day("2026-03-16"),  // the day of session 11
                              .contract = {.planned = 14, .split = quarter_split(14)}}};
  const auto placed = timeline(record);
  CHECK(placed[8].phase == Phase::middle);   // 9 of 12
  CHECK(placed[9].phase == Phase::ending);   // 10 of 12, as it was held
  CHECK(placed[10].phase == Phase::middle);  // 11 of 14
  CHECK(placed[11].phase == Phase::ending);  // 12 of 14
  CHECK(placed[13].phase == Phase::ending);
  CHECK(contract_on(record, day("2026-03-15")).planned == 12);
  CHECK(contract_on(record, day("2026-03-16")).planned == 14);
  CHECK(contract_now(record).planned == 14);
}

TEST_CASE("the contract of a day is the last one agreed by then") {
  CourseRecord record = weekly_course("2026-01-05", 1);
  CHECK(contract_now(record).planned == 16);
  record.course.contract.planned = 12;
  record.contract_changes = {{.from = day("2026-02-01"), .contract = {.planned = 13}},
                             {.from = day("2026-03-01"), .contract = {.planned = 15}}};
  CHECK(contract_on(record, day("2026-01-31")).planned == 12);
  CHECK(contract_on(record, day("2026-02-01")).planned == 13);
  CHECK(contract_on(record, day("2026-02-28")).planned == 13);
  CHECK(contract_on(record, day("2026-03-01")).planned == 15);
  CHECK(contract_now(record).planned == 15);
}

TEST_CASE("a maintenance course has no phases") {
  CourseRecord record = weekly_course("2026-01-05", 4);
  record.course.kind = CourseKind::maintenance;
  for (const PlacedAppointment& placed : timeline(record)) {
    CHECK(placed.session.has_value());
    CHECK(!placed.phase);
  }
}

TEST_CASE("a session worked on the focus that was named, or else on the agreed one") {
  CourseRecord record = weekly_course("2026-01-05", 3);
  record.focus_episodes = {episode(Focus::grief, "2026-01-12")};
  record.appointments[2].focus = Focus::dispute;
  const auto placed = timeline(record);
  CHECK(!placed[0].focus);
  CHECK(placed[1].focus == Focus::grief);
  CHECK(placed[2].focus == Focus::dispute);
}

TEST_CASE("a focus holds from its day until the next one of its rank") {
  CourseRecord record = weekly_course("2026-01-05", 1);
  record.focus_episodes = {episode(Focus::grief, "2026-01-12"),
                           episode(Focus::deficits, "2026-01-19", FocusRank::secondary),
                           episode(Focus::dispute, "2026-02-02")};
  CHECK(focus_name(record, FocusRank::primary, "2026-01-11") == "none");
  CHECK(focus_name(record, FocusRank::primary, "2026-01-12") == "grief");
  CHECK(focus_name(record, FocusRank::primary, "2026-02-01") == "grief");
  CHECK(focus_name(record, FocusRank::primary, "2026-02-02") == "dispute");
  CHECK(focus_name(record, FocusRank::secondary, "2026-01-18") == "none");
  CHECK(focus_name(record, FocusRank::secondary, "2026-01-19") == "deficits");
  CHECK(focus_name(record, FocusRank::secondary, "2026-03-01") == "deficits");
}

TEST_CASE("a secondary focus that became the primary one is no longer secondary") {
  CourseRecord record = weekly_course("2026-01-05", 1);
  record.focus_episodes = {episode(Focus::grief, "2026-01-12"),
                           episode(Focus::dispute, "2026-01-19", FocusRank::secondary),
                           episode(Focus::dispute, "2026-02-02"),
                           episode(Focus::transition, "2026-03-02")};
  CHECK(focus_name(record, FocusRank::secondary, "2026-02-01") == "dispute");
  CHECK(focus_name(record, FocusRank::secondary, "2026-02-02") == "none");
  CHECK(focus_name(record, FocusRank::secondary, "2026-03-02") == "none");
  record.focus_episodes[2].from = day("2026-01-19");  // on the day it became secondary
  CHECK(focus_name(record, FocusRank::secondary, "2026-01-19") == "none");
}

TEST_CASE("an earlier primary focus may return as a secondary one") {
  CourseRecord record = weekly_course("2026-01-05", 1);
  record.focus_episodes = {episode(Focus::grief, "2026-01-12"),
                           episode(Focus::dispute, "2026-01-19"),
                           episode(Focus::grief, "2026-02-02", FocusRank::secondary)};
  CHECK(focus_name(record, FocusRank::secondary, "2026-02-02") == "grief");
}

TEST_CASE("a reference finds a session by its number and any appointment by its day") {
  const CourseRecord record = test::k7f2();
  const auto date_of = [&](std::string_view reference) {
    return appointment(record, read_appointment_reference(reference)).date.iso();
  };
  CHECK(date_of("K7F2.1") == "2025-03-04");
  CHECK(date_of("K7F2.5") == "2025-04-08");
  CHECK(date_of("K7F2.9") == "2025-05-13");
  CHECK(date_of("K7F2@2025-04-01") == "2025-04-01");
  CHECK(date_of("K7F2@2025-04-08") == "2025-04-08");
  CHECK(appointment_on(record, day("2025-04-01"))->attendance == Attendance::dna);
  CHECK(appointment_on(record, day("2025-04-22")) == nullptr);
}

TEST_CASE("a session that is not there is not found, and what is there is named") {
  CHECK(found(test::k7f2(), "K7F2.10") == "3 session_not_found");
  CHECK(found(test::k7f2(), "K7F2@2025-04-22") == "3 session_not_found");
  CHECK(found(test::acute_course("2026-01-05", 16), "K7.1") == "3 session_not_found");
  const CourseRecord record = test::k7f2();
  const auto explanation = test::explanation_of(
      [&] { return appointment(record, read_appointment_reference("K7F2.10")); });
  CHECK(explanation.wrong == "there is no K7F2.10");
  CHECK(explanation.allowed == "K7F2 has sessions 1 to 9.");
}

TEST_CASE("a session is called by its number and a missed appointment by its day") {
  CourseRecord record = test::k7f2();
  const auto placed = timeline(record);
  CHECK(reference_of(record, placed[0]).text() == "K7F2.1");
  CHECK(reference_of(record, placed[4]).text() == "K7F2@2025-04-01");
  CHECK(reference_of(record, placed[5]).text() == "K7F2.5");
  record.only_course = false;
  CHECK(reference_of(record, placed[5]).text() == "K7F2/1.5");
}

TEST_CASE("a score is found by instrument and day, and named by its number or its day") {
  CourseRecord record = test::k7f2();
  const FiledScore* filed = score_on(record, "gad7", day("2025-05-13"));
  REQUIRE(filed != nullptr);
  CHECK(filed->score.entered_total() == Points::whole(7));
  CHECK(reference_text(record, *filed) == "K7F2@2025-05-13");
  CHECK(score_on(record, "gad7", day("2025-05-14")) == nullptr);
  CHECK(score_on(record, "core10", day("2025-05-13")) == nullptr);
  FiledScore numbered = *filed;
  numbered.number = 3;
  CHECK(reference_text(record, numbered) == "K7F2:s3");
}
