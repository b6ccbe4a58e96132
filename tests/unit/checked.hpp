// A course that is run as IPT is meant to be, and what the checks say of courses.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ipt/base/text.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/domain/timeline.hpp"
#include "unit/courses.hpp"

namespace ipt::test {

/// What is done at session `number` of a course that goes well.
inline Appointment good_session(const CourseRecord& record, int number) {
  using enum Technique;
  const int planned = record.course.contract.planned;
  Appointment held{
      .date = record.course.start.plus_days(record.course.contract.cadence_days * (number - 1)),
      .risks = {Risk::none}};
  held.link = "a talk with the partner, and less low after it";
  held.techniques = {affect, Technique::link};
  if (number == 1) held.techniques = {psychoeducation, sick_role};
  if (number == 2) held.techniques = {inventory, timeline};
  if (number == planned - 3) held.techniques.push_back(Technique::ending);
  if (number == planned) {
    held.techniques = {gains_review, warning_signs, relapse_plan};
    held.milestones = {Milestone::next_step};
  }
  if (number == (planned + 1) / 2) held.milestones = {Milestone::mid_review};
  return held;
}

/// One session a week, with these totals of the PHQ-9: inventory at session 2, role transition and
/// formulation at session 3. No check has anything to say.
inline CourseRecord well_run(std::string_view start, int planned, const std::vector<int>& totals) {
  CourseRecord record = acute_course(start, planned);
  for (const int points : totals) {
    const int number = sessions_held(record) + 1;
    const Appointment held = good_session(record, number);
    record.appointments.push_back(held);
    record.scores.push_back(phq9_form(held.date.iso(), points, 0));
    if (number == 2) record.persons = {{.label = "P1", .versions = {{.date = held.date}}}};
    if (number != 3) continue;
    record.focus_episodes = {{.number = 1,
                              .focus = Focus::transition,
                              .from = held.date,
                              .old_role = "team leader",
                              .new_role = "job seeker"}};
    record.formulations = {{.date = held.date, .sentence = "s", .agreed_on = held.date}};
  }
  return record;
}

/// The same from Monday 2026-01-05, with scores that fall from 18.
inline CourseRecord well_run(int held, int planned = 12) {
  std::vector<int> totals;
  for (int i = 0; i < held; ++i) totals.push_back(std::max(4, 18 - 2 * i));
  return well_run("2026-01-05", planned, totals);
}

/// The day of session `number` of a course made by `well_run`, held or not.
inline Date day_of(const CourseRecord& record, int number) {
  return record.course.start.plus_days(record.course.contract.cadence_days * (number - 1));
}

inline Appointment& session_of(CourseRecord& record, int number) {
  int seen = 0;
  return *std::ranges::find_if(record.appointments, [&](const Appointment& each) {
    return was_seen(each.attendance) && ++seen == number;
  });
}

inline void remove_score(CourseRecord& record, int number) {
  const Date date = session_of(record, number).date;
  std::erase_if(record.scores, [&](const FiledScore& each) { return each.score.date() == date; });
}

/// The course ends at its last appointment.
inline void end(CourseRecord& record, EndStatus status = EndStatus::completed) {
  const Date date =
      record.appointments.empty() ? record.course.start : record.appointments.back().date;
  record.course.end = CourseEnd{.status = status, .date = date};
}

/// When nothing else is said, a course is looked at on the day of its latest appointment.
inline Date latest_day(const CourseRecord& record) {
  return record.appointments.empty() ? record.course.start : record.appointments.back().date;
}

/// A course together with what the checks say of it.
struct Asked {
  CourseRecord record;
  std::vector<Measure> all_measures;
  CheckedCourse course;
  std::vector<CheckedRule> rules;

  Asked(CourseRecord of, Date as_of, School school = School::weissman)
      : record(known_on(std::move(of), as_of, as_of)),
        all_measures(measures(record, Catalogue{})),
        course(record, all_measures, as_of, school),
        rules(checked(course)) {}
  explicit Asked(const CourseRecord& of, School school = School::weissman)
      : Asked(of, latest_day(of), school) {}

  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  [[nodiscard]] const CheckedRule& rule(std::string_view name) const {
    return *std::ranges::find_if(rules,
                                 [&](const CheckedRule& each) { return each.check->name == name; });
  }
};

inline std::string_view word(CheckResult result) {
  constexpr std::array words{"fail", "warn", "pass", "not due", "n/a"};
  return words.at(static_cast<std::size_t>(result));
}

/// `warn 5,6`: the result and the sessions that caused it; a day where there is no session, and
/// `dismissed` behind it.
inline std::string shown(const CheckedRule& rule) {
  std::vector<std::string> causes;
  for (const Cause& each : rule.judgement.causes) {
    causes.push_back(each.session ? fmt::format("{}", *each.session) : each.date.iso());
  }
  return fmt::format("{}{}{}{}", word(rule.judgement.result), causes.empty() ? "" : " ",
                     joined(causes, ","), rule.dismissal == nullptr ? "" : " dismissed");
}

/// What one check says of a course on a day.
inline std::string said(const CourseRecord& record, std::string_view check, Date as_of,
                        School school = School::weissman) {
  return shown(Asked{record, as_of, school}.rule(check));
}

inline std::string said(const CourseRecord& record, std::string_view check,
                        School school = School::weissman) {
  return said(record, check, latest_day(record), school);
}

inline std::string text_of(const CourseRecord& record, std::string_view check, Date as_of,
                           School school = School::weissman) {
  return Asked{record, as_of, school}.rule(check).judgement.text;
}

inline std::string text_of(const CourseRecord& record, std::string_view check,
                           School school = School::weissman) {
  return text_of(record, check, latest_day(record), school);
}

inline std::string settled_by(const CourseRecord& record, std::string_view check, Date as_of) {
  return Asked{record, as_of}.rule(check).judgement.settle;
}

inline std::string settled_by(const CourseRecord& record, std::string_view check) {
  return settled_by(record, check, latest_day(record));
}

}  // namespace ipt::test
