// Ended and open courses to make a caseload of. All of them are invented.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ipt/domain/caseload.hpp"
#include "unit/courses.hpp"

namespace ipt::test {

/// Total before and after; a missing one is empty, never 0.
struct Pair {
  std::optional<int> first = {};
  std::optional<int> last = {};
};

/// What a course of a caseload is made of.
struct Made {
  std::string_view start = "2026-01-05";
  int attended = 12;
  Pair phq9 = {};
  Pair gad7 = {};
  std::optional<EndStatus> status = EndStatus::completed;
  std::string_view diagnosis = {};
  std::optional<Focus> focus = {};
};

/// Weekly sessions, the first scores at session 1, the last ones at the last session, where the
/// course ends.
inline CourseRecord course_of(const Made& made) {
  CourseRecord record = acute_course(made.start, 16);
  record.course.diagnosis = made.diagnosis;
  if (made.focus) record.focus_episodes = {agreed(1, *made.focus, made.start)};
  const Date first = record.course.start;
  for (int i = 0; i < made.attended; ++i) {
    record.appointments.push_back({.date = first.plus_days(7 * i)});
  }
  const Date last = first.plus_days(made.attended > 1 ? 7 * (made.attended - 1) : 1);
  const auto add = [&](const Instrument& instrument, Date date, std::optional<int> points) {
    if (points) record.scores.push_back(total(instrument, date.iso(), *points));
  };
  add(phq9(), first, made.phq9.first);
  add(gad7(), first, made.gad7.first);
  add(phq9(), last, made.phq9.last);
  add(gad7(), last, made.gad7.last);
  if (made.status) record.course.end = CourseEnd{.status = *made.status, .date = last};
  return record;
}

inline CourseSummary summary_of(const CourseRecord& record, std::string_view as_of = "2026-11-23") {
  return summary(known_on(record, day(as_of), day("2026-11-23")), Catalogue{}, day(as_of));
}

inline CourseSummary summary_of(const Made& made) { return summary_of(course_of(made)); }

inline std::vector<CourseSummary> caseload(const std::vector<Made>& courses) {
  std::vector<CourseSummary> summaries;
  for (const Made& made : courses) summaries.push_back(summary_of(made));
  return summaries;
}

/// So many times the same course.
inline void add(std::vector<CourseSummary>& courses, int count, const Made& made) {
  courses.insert(courses.end(), static_cast<std::size_t>(count), summary_of(made));
}

}  // namespace ipt::test
