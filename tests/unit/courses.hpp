// Courses to test with. All of them are invented.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"

namespace ipt::test {

inline Date day(std::string_view iso) { return Date::from_iso(iso).value(); }

/// `2025-05-20`, or `none`.
inline std::string iso(const std::optional<Date>& date) { return date ? date->iso() : "none"; }

inline const Instrument& phq9() { return Catalogue{}.instrument("phq9"); }
inline const Instrument& gad7() { return Catalogue{}.instrument("gad7"); }

inline Appointment session(std::string_view date) { return {.date = day(date)}; }

inline Appointment missed(std::string_view date, Attendance attendance = Attendance::dna) {
  return {.date = day(date), .attendance = attendance};
}

inline Absence pause(std::string_view from, std::string_view to) {
  return {.number = 1, .from = day(from), .to = day(to), .reason = "illness"};
}

inline Absence open_pause(std::string_view from) { return {.number = 1, .from = day(from)}; }

inline Absence leave(std::string_view from, std::string_view to) {
  return {.kind = Absence::Kind::therapist_break,
          .number = 1,
          .from = day(from),
          .to = day(to),
          .reason = "therapist's leave"};
}

inline FiledScore total(const Instrument& instrument, std::string_view date, int points) {
  return {.score = Score::from_total(instrument, day(date), Points::whole(points))};
}

/// A full PHQ-9 with that total and that answer to item 9.
inline FiledScore phq9_form(std::string_view date, int points, int item9) {
  Answers answers;
  int left = points - item9;
  for (int item = 1; item <= 8; ++item) {
    answers.emplace_back(std::min(left, 3));
    left -= *answers.back();
  }
  answers.emplace_back(item9);
  return {.score = Score::from_answers(phq9(), day(date), answers)};
}

inline void sort_by_date(CourseRecord& record) {
  std::ranges::sort(record.appointments, {}, &Appointment::date);
  std::ranges::stable_sort(record.scores, {}, [](const auto& each) { return each.score.date(); });
}

/// A weekly acute course without appointments.
inline CourseRecord acute_course(std::string_view start, int planned) {
  return {.course = {.client = ClientCode::read("K7", "client code"),
                     .start = day(start),
                     .contract = {.planned = planned, .split = quarter_split(planned)},
                     .instruments = {"phq9"}}};
}

/// A course with so many sessions held, week by week from 2026-01-05, and no focus.
inline CourseRecord with_sessions(int held, int planned = 12) {
  CourseRecord record = acute_course("2026-01-05", planned);
  for (int i = 0; i < held; ++i) {
    record.appointments.push_back({.date = record.course.start.plus_days(7 * i)});
  }
  return record;
}

inline FocusEpisode agreed(int number, Focus focus, std::string_view from,
                           FocusRank rank = FocusRank::primary) {
  return {.number = number, .focus = focus, .rank = rank, .from = day(from)};
}

/// The milestones, goals, people, formulation and supervision of K7F2.
inline void add_what_k7f2_worked_on(CourseRecord& record) {
  record.appointments.front().milestones = {Milestone::diagnosis_named};
  record.course.milestones = {{.id = Milestone::mid_review, .date = day("2025-04-29")}};
  record.goals = {{.number = 1,
                   .text = "Tell partner what help is wanted",
                   .set_on = day("2025-03-18"),
                   .ratings = {{.date = day("2025-04-29"), .status = GoalStatus::in_progress}}},
                  {.number = 2,
                   .text = "Two contacts a week outside the home",
                   .set_on = day("2025-03-18"),
                   .ratings = {{.date = day("2025-05-06"), .status = GoalStatus::met}}},
                  {.number = 3,
                   .text = "Fewer depressive symptoms",
                   .set_on = day("2025-03-18"),
                   .ratings = {{.date = day("2025-04-29"), .status = GoalStatus::in_progress}}}};
  record.persons = {
      {.label = "P1",
       .versions = {{.date = day("2025-03-11"), .relation = Relation::partner, .key = true}}},
      {.label = "P3", .versions = {{.date = day("2025-03-11"), .relation = Relation::sibling}}}};
  record.formulations = {
      {.date = day("2025-03-18"),
       .sentence = "Low mood began after redundancy and grew as contact with others shrank.",
       .agreed_on = day("2025-03-18")}};
  // Six of the nine sessions were supervised: five times 40 minutes, and 50.
  int number = 0;
  for (const std::string_view asked :
       {"2025-03-04", "2025-03-18", "2025-03-25", "2025-04-08", "2025-04-29", "2025-05-06"}) {
    ++number;
    record.questions.push_back({.number = number,
                                .asked_on = day(asked),
                                .text = "How much to say about the old work?",
                                .appointment = day(asked),
                                .answered_on = day(asked).plus_days(2),
                                .minutes = number == 1 ? 50 : 40,
                                .answer = "as much as the client brings"});
  }
}

/// Client K7F2: nine of fourteen sessions held by 2025-05-13, one appointment missed, a week of the
/// therapist's leave, role transition from session 3.
inline CourseRecord k7f2() {
  using enum Technique;
  CourseRecord record = acute_course("2025-03-04", 14);
  record.course.client = ClientCode::read("K7F2", "client code");
  record.course.instruments = {"phq9", "gad7"};
  record.course.diagnosis = "depression";
  record.course.therapist = TherapistCode::read("TH1", "therapist code");
  record.focus_episodes = {{.number = 1,
                            .focus = Focus::transition,
                            .from = day("2025-03-18"),
                            .old_role = "team leader",
                            .new_role = "job seeker"}};
  record.absences = {leave("2025-04-21", "2025-04-25")};

  struct Row {
    std::string_view date;
    int phq9;
    int gad7;
    int item9;
    std::vector<Technique> techniques;
  };
  for (const Row& row :
       {Row{"2025-03-04", 19, 14, 1, {psychoeducation, sick_role, symptom_review}},
        Row{"2025-03-11", 18, 13, 1, {inventory, circle, timeline}},
        Row{"2025-03-18", 17, 13, 1, {formulation, Technique::link}},
        Row{"2025-03-25", 16, 12, 1, {Technique::link, affect, explore_open}},
        Row{"2025-04-08", 17, 12, 1, {Technique::link, affect, clarify}},
        Row{"2025-04-15", 14, 11, 0, {Technique::link, expectations, decision_analysis}},
        Row{"2025-04-29", 12, 9, 0, {Technique::link, comm_analysis, role_play}},
        Row{"2025-05-06", 11, 8, 0, {Technique::link, support, role_play}},
        Row{"2025-05-13", 9, 7, 0, {Technique::link, comm_analysis, support}}}) {
    Appointment held = session(row.date);
    held.techniques = row.techniques;
    held.risks = {Risk::none};
    if (row.item9 > 0) held.risk_action = "safety plan reviewed";
    if (held.date >= day("2025-03-25")) held.link = "less alone after a call, and lighter";
    held.recorded = held.date < day("2025-05-06");
    record.appointments.push_back(held);
    record.scores.push_back(phq9_form(row.date, row.phq9, row.item9));
    record.scores.push_back(total(gad7(), row.date, row.gad7));
  }
  record.appointments.push_back(missed("2025-04-01"));
  sort_by_date(record);
  add_what_k7f2_worked_on(record);
  return record;
}

}  // namespace ipt::test
