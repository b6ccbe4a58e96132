// Days: gaps between sessions, missed appointments, the planned number.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "domain/check_rules.hpp"
#include "ipt/base/text.hpp"

namespace ipt::rules {
namespace {

// Our choice, in spacings of the sessions: of a weekly course 14, 28 and 21 days. That momentum is
// weekly: Markowitz 2017.
constexpr int spacings_until_warning = 2;
constexpr int spacings_until_failure = 4;
constexpr int spacings_until_stalled = 3;

// Our choice: of six planned sessions one may be missed without warning. A service of the NHS in
// Bristol counts one in six and two in twelve.
constexpr int sessions_per_dna = 6;

// The time from a session to the next one or, of an open course, to the day it is looked at.
struct Gap {
  const PlacedAppointment* after = nullptr;
  const PlacedAppointment* before = nullptr;  ///< null: still open
  int days = 0;                               ///< but for pauses and breaks
  bool is_interrupted = false;                ///< by a pause or a break
  int cadence = 0;                            ///< the longest that was agreed at its ends

  [[nodiscard]] bool exceeds(int spacings) const { return days > spacings * cadence; }
};

Gap gap_from(const CheckedCourse& course, const PlacedAppointment& after,
             const PlacedAppointment* before) {
  const CourseRecord& record = course.record;
  const Date from = after.appointment->date;
  // The day of the next session ends the gap: what was agreed on it is for the time after.
  const Date last = before == nullptr ? course.as_of : before->appointment->date.plus_days(-1);
  Gap gap{.after = &after, .before = before};
  gap.cadence =
      std::max(contract_on(record, from).cadence_days, contract_on(record, last).cadence_days);
  const int ends_with_session = before == nullptr ? 0 : 1;
  gap.days = last.days_since(from) + ends_with_session;
  if (!gap.exceeds(spacings_until_warning)) return gap;
  const int uncovered = uncovered_days(record, from, last) + ends_with_session;
  gap.is_interrupted = uncovered < gap.days;
  gap.days = uncovered;
  return gap;
}

// Gaps that are longer than agreed, by date.
std::vector<Gap> long_gaps(const CheckedCourse& course) {
  std::vector<Gap> gaps;
  const auto& sessions = course.sessions;
  for (auto each = sessions.begin(); each != sessions.end(); ++each) {
    const bool is_last = std::next(each) == sessions.end();
    const bool is_awaited =
        course.position.status == CourseStatus::active && course.position.left > 0;
    if (is_last && !is_awaited) break;
    const Gap gap = gap_from(course, *each, is_last ? nullptr : &*std::next(each));
    if (gap.exceeds(spacings_until_warning)) gaps.push_back(gap);
  }
  return gaps;
}

// A gap that has grown into a failure is a cause of its own: a dismissed warning does not cover it.
Cause cause_of_gap(const Gap& gap) {
  Cause cause = cause_of(*gap.after);
  if (gap.exceeds(spacings_until_failure)) {
    cause.date = cause.date.plus_days(spacings_until_failure * gap.cadence);
  }
  return cause;
}

std::string words_of(const Gap& gap) {
  const std::string when =
      gap.before == nullptr
          ? fmt::format("since session {}", *gap.after->session)
          : fmt::format("between sessions {} and {}", *gap.after->session, *gap.before->session);
  return fmt::format("{} {}, {}", counted(gap.days, "day", "days"), when,
                     gap.is_interrupted ? "pauses and breaks not counted" : "no pause or break");
}

std::vector<Cause> dna_causes(const CheckedCourse& course) {
  std::vector<Cause> causes;
  for (const PlacedAppointment& each : course.appointments) {
    if (each.appointment->attendance == Attendance::dna) causes.push_back(cause_of(each));
  }
  return causes;
}

// Those that were missed one after the other, with no other appointment between.
std::vector<Cause> dna_in_a_row(const CheckedCourse& course) {
  const auto& all = course.appointments;
  const auto is_dna = [](const PlacedAppointment& each) {
    return each.appointment->attendance == Attendance::dna;
  };
  std::vector<Cause> causes;
  for (auto each = all.begin(); each != all.end(); ++each) {
    const bool with_before = each != all.begin() && is_dna(*std::prev(each));
    const bool with_after = std::next(each) != all.end() && is_dna(*std::next(each));
    if (is_dna(*each) && (with_before || with_after)) causes.push_back(cause_of(*each));
  }
  return causes;
}

bool is_booked_ahead(const CheckedCourse& course) {
  if (course.appointments.empty()) return false;
  const auto next = course.appointments.back().appointment->next;
  return next && *next > course.as_of;
}

}  // namespace

Judgement cadence(const CheckedCourse& course, Dismissed dismissed) {
  if (course.sessions.empty()) return not_due();
  const std::vector<Gap> gaps = long_gaps(course);
  std::vector<Breach> breaches;
  breaches.reserve(gaps.size());
  for (const Gap& gap : gaps) {
    breaches.push_back(
        {.result = gap.exceeds(spacings_until_failure) ? CheckResult::fail : CheckResult::warn,
         .cause = cause_of_gap(gap)});
  }
  auto finding = standing(breaches, dismissed);
  if (!finding) return rule_holds();
  const auto latest = std::ranges::find_if(
      gaps, [&](const Gap& gap) { return cause_of_gap(gap) == finding->causes.back(); });
  finding->text = words_of(*latest);
  if (finding->causes.size() > 1) {
    finding->text += fmt::format(
        "; earlier after {}", sessions_words({finding->causes.begin(), finding->causes.end() - 1}));
  }
  finding->settle = fmt::format("ipt course pause {} --from DATE{}", reference_text(course),
                                latest->before == nullptr ? "" : " --to DATE");
  return *finding;
}

Judgement absence_run(const CheckedCourse& course, Dismissed dismissed) {
  if (course.appointments.empty()) return not_due();
  const std::vector<Cause> all = dna_causes(course);
  const int allowed = contract_now(course.record).planned / sessions_per_dna;
  const bool too_many = std::ssize(all) > allowed;
  auto finding = standing(CheckResult::warn, too_many ? all : dna_in_a_row(course), dismissed);
  if (!finding) return rule_holds();
  finding->text = fmt::format("DNA on {}", days_words(finding->causes));
  if (too_many) {
    finding->text += fmt::format(", {} in all where {} is the limit", all.size(), allowed);
  }
  finding->settle = fmt::format("ipt contact add {} -e", reference_text(course));
  return *finding;
}

Judgement stalled(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (course.position.status == CourseStatus::ended) return not_applicable();
  if (course.position.status == CourseStatus::waiting) return not_due();
  const CourseRecord& record = course.record;
  const bool is_explained = course.position.status == CourseStatus::paused ||
                            absence_on(record, course.as_of) != nullptr || is_booked_ahead(course);
  if (is_explained) return rule_holds();
  const Date since =
      course.sessions.empty() ? record.course.start : course.sessions.back().appointment->date;
  const int limit = spacings_until_stalled * contract_on(record, course.as_of).cadence_days;
  const bool is_long = course.as_of.days_since(since) >= limit;
  const int days = is_long ? uncovered_days(record, since, course.as_of) : 0;
  if (days < limit) return rule_holds();
  const std::string from = course.sessions.empty()
                               ? "since the start"
                               : fmt::format("since session {}", course.position.sessions);
  return {.result = CheckResult::warn,
          .causes = {cause_on(course, since)},
          .text = fmt::format("no session for {} {}, and no next date",
                              counted(days, "day", "days"), from),
          .settle = course.position.left > 0
                        ? fmt::format("ipt contact add {} -e", reference_text(course))
                        : fmt::format("ipt course end {} --status ID", reference_text(course))};
}

Judgement extension_explicit(const CheckedCourse& course, Dismissed dismissed) {
  std::vector<Cause> beyond;
  bool is_due = false;
  for (const PlacedAppointment& each : course.sessions) {
    const int planned_then = contract_on(course.record, each.appointment->date).planned;
    is_due = is_due || *each.session >= planned_then ||
             *each.session > course.record.course.contract.planned;
    if (*each.session > planned_then) beyond.push_back(cause_of(each));
  }
  auto finding = standing(CheckResult::fail, beyond, dismissed);
  if (!finding) return is_due ? rule_holds() : not_due();
  const Date first = finding->causes.front().date;
  finding->text = fmt::format("{} beyond the {} planned then", sessions_words(finding->causes),
                              contract_on(course.record, first).planned);
  // A change of the contract is not dated back behind another, so what was not agreed then is told.
  finding->settle = dismiss_command(course, "extension-explicit");
  return *finding;
}

}  // namespace ipt::rules
