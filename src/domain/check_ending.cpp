// The ending, and how a course was closed.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "domain/check_rules.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/milestone.hpp"

namespace ipt::rules {
namespace {

constexpr std::array ending{Technique::ending};

// Those tasks of the ending without which a course is not completed, as techniques.
constexpr std::array defining{Technique::gains_review, Technique::warning_signs,
                              Technique::relapse_plan};

std::vector<Technique> undone(const CheckedCourse& course) {
  const auto reached = milestones(course.record);
  std::vector<Technique> result;
  for (const Technique each : defining) {
    const bool is_written =
        each == Technique::relapse_plan && !course.record.course.relapse_plan.empty();
    if (!is_written && !is_reached(reached, name_of(each))) result.push_back(each);
  }
  return result;
}

Cause end_of(const CheckedCourse& course) {
  return cause_on(course, course.record.course.end->date);
}

bool is_next_step_recorded(const CheckedCourse& course) {
  const auto& end = course.record.course.end;
  return std::ranges::any_of(milestones(course.record), [&](const ReachedMilestone& each) {
    return each.name == name_of(Milestone::next_step) && each.date &&
           (!end || *each.date <= end->date);
  });
}

std::string left_words(const CheckedCourse& course) {
  if (!is_open(course)) return "";
  return course.position.left == 0
             ? "no session left, "
             : counted(course.position.left, "session", "sessions") + " left, ";
}

}  // namespace

Judgement ending_named(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const int planned = contract_now(course.record).planned;
  const int last = planned - last_sessions_ahead;
  const bool is_named = std::ranges::any_of(course.sessions, [&](const PlacedAppointment& each) {
    return *each.session <= last && used(each, ending);
  });
  if (is_named) return rule_holds();
  const PlacedAppointment* limit = find_session(course, last);
  if (limit == nullptr) {
    const int first = planned - first_sessions_ahead;
    return not_due(fmt::format("ending to be named between sessions {} and {}", first, last),
                   first);
  }
  return {.result = CheckResult::fail,
          .causes = {cause_of(*limit)},
          .text = fmt::format("{}ending not ticked by session {}", left_words(course), last),
          .settle = tick_command(course, *limit, {Technique::ending})};
}

Judgement ending_tasks(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const std::vector<Technique> missing = undone(course);
  std::vector<std::string> names;
  names.reserve(missing.size());
  for (const Technique each : missing) names.emplace_back(name_of(each));
  if (is_open(course)) {
    const auto first = bounds_of(Phase::ending, contract_now(course.record)).first;
    return missing.empty()
               ? not_due()
               : not_due(fmt::format("{} before the last session", listed(names)), first);
  }
  if (course.record.course.end->status != EndStatus::completed) return not_applicable();
  if (missing.empty()) return rule_holds();
  return {.result = CheckResult::fail,
          .causes = {end_of(course)},
          .text = fmt::format("completed without {}", listed(names)),
          .settle = course.sessions.empty()
                        ? dismiss_command(course, "ending-tasks")
                        : tick_command(course, course.sessions.back(), missing)};
}

Judgement next_step(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (is_open(course)) {
    if (is_next_step_recorded(course)) return not_due();
    return not_due("next step to be recorded before the course is closed",
                   contract_now(course.record).planned);
  }
  const CourseEnd& end = *course.record.course.end;
  if (end.status == EndStatus::not_started || end.status == EndStatus::deceased) {
    return not_applicable();
  }
  if (is_next_step_recorded(course)) return rule_holds();
  return {.result = CheckResult::warn,
          .causes = {end_of(course)},
          .text = "no next step recorded before the course was closed",
          .settle = fmt::format("ipt course amend {} --milestone next-step@{}",
                                reference_text(course), end.date.iso())};
}

Judgement closed_properly(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (is_open(course)) return not_due();
  if (course.record.course.end->status != EndStatus::unknown) return rule_holds();
  return {.result = CheckResult::fail,
          .causes = {end_of(course)},
          .text = "closed without saying how it ended",
          .settle = fmt::format("ipt course reopen {} --reason TEXT", reference_text(course))};
}

}  // namespace ipt::rules
