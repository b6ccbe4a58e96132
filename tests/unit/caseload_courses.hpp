// A caseload on Friday 2025-05-16: besides K7F2 six courses, four of which need a second look. All
// of them are invented.
#pragma once

#include <string_view>
#include <vector>

#include "unit/checked.hpp"

namespace ipt::test {

inline CourseRecord named(CourseRecord record, std::string_view code) {
  record.course.client = ClientCode::read(code, "client code");
  record.course.therapist = TherapistCode::read("TH1", "therapist code");
  return record;
}

/// Two of fourteen; item 9 of the second form is positive, and nothing was said of risk.
inline CourseRecord p5x3() {
  CourseRecord record = named(well_run("2025-05-08", 14, {22, 23}), "P5X3");
  record.scores.back() = phq9_form("2025-05-15", 23, 1);
  record.appointments.back().risks.clear();
  return record;
}

/// Ten of twelve; the ending was not named.
inline CourseRecord b8t5() {
  CourseRecord record =
      named(well_run("2025-03-13", 12, {16, 15, 14, 13, 11, 10, 9, 8, 8, 7}), "B8T5");
  record.focus_episodes.front() = {
      .number = 1, .focus = Focus::grief, .from = day("2025-03-27"), .person = "parent"};
  std::erase(session_of(record, 9).techniques, Technique::ending);
  session_of(record, 10).techniques.clear();
  return record;
}

/// Four of sixteen; the focus is still open.
inline CourseRecord r3m9() {
  CourseRecord record = named(well_run("2025-04-23", 16, {21, 21, 20, 20}), "R3M9");
  record.focus_episodes.clear();
  record.formulations.clear();
  return record;
}

/// Five of twelve, then two appointments missed without warning.
inline CourseRecord h6n1() {
  CourseRecord record = named(well_run("2025-04-02", 12, {17, 17, 16, 16, 15}), "H6N1");
  record.focus_episodes.front() = {
      .number = 1,
      .focus = Focus::dispute,
      .from = day("2025-04-16"),
      .person = "partner",
      .stages = {{.date = day("2025-04-16"), .stage = DisputeStage::impasse}}};
  record.appointments.push_back(missed("2025-05-07"));
  record.appointments.push_back(missed("2025-05-14"));
  return record;
}

/// Eight of sixteen, then a pause.
inline CourseRecord d2w6() {
  CourseRecord record = named(well_run("2025-03-12", 16, {18, 18, 17, 16, 15, 14, 13, 12}), "D2W6");
  record.absences = {pause("2025-05-01", "2025-05-25")};
  return record;
}

/// Two of six maintenance sessions, four weeks apart.
inline CourseRecord n4c8() {
  CourseRecord record = named(acute_course("2025-04-14", 6), "N4C8");
  record.course.kind = CourseKind::maintenance;
  record.course.number = 2;
  record.course.linked = 1;
  record.course.contract = {.planned = 6, .cadence_days = 28};
  record.focus_episodes = {agreed(1, Focus::dispute, "2025-04-14")};
  for (const auto& [date, points] : {std::pair{"2025-04-14", 4}, {"2025-05-12", 5}}) {
    record.appointments.push_back(session(date));
    record.appointments.back().risks = {Risk::none};
    record.scores.push_back(phq9_form(date, points, 0));
  }
  return record;
}

}  // namespace ipt::test
