// What comes in the week after a weekly review.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/contract.hpp"
#include "ipt/domain/milestone.hpp"
#include "report/parts.hpp"
#include "report/weekly_parts.hpp"

namespace ipt::report {
namespace {

Object base_row(const CourseRecord& record) {
  Object row;
  row.add("client", record.course.client.text())
      .add("course", record.course.number)
      .add("reference", reference_of(record).text());
  return row;
}

// Where the phases turn, and whether the focus that is agreed there still has to be.
std::string turn_text(const CheckedCourse& course, int coming) {
  const Contract& contract = contract_now(course.record);
  const bool is_open = focus_on(course.record, FocusRank::primary, course.as_of) == nullptr;
  const auto bounds = [&](Phase phase) { return bounds_of(phase, contract); };
  if (coming == bounds(Phase::initial).last) {
    return std::string{"last of the initial phase"} + (is_open ? ": focus due" : "");
  }
  if (coming == bounds(Phase::middle).first) {
    return std::string{"first of the middle phase"} + (is_open ? ": needs a focus" : "");
  }
  if (coming == contract.planned) return "last session";
  return coming == bounds(Phase::ending).first ? "first of the ending phase" : "";
}

std::string ending_text(const CheckedCourse& course, const std::vector<CheckedRule>& rules) {
  const std::vector<CheckedRule> soon = reminders(course, rules);
  const bool is_due = std::ranges::any_of(
      soon, [](const CheckedRule& each) { return each.check->name == "ending-named"; });
  if (!is_due) return {};
  return fmt::format("ending due to be named ({}-{})",
                     course.position.planned - first_sessions_ahead,
                     course.position.planned - last_sessions_ahead);
}

std::vector<std::string> due_at(const CheckedCourse& course, const std::vector<CheckedRule>& rules,
                                int coming) {
  std::vector<std::string> due;
  if (course.record.course.kind == CourseKind::acute) {
    due = {turn_text(course, coming), ending_text(course, rules)};
    std::erase(due, "");
  } else if (coming == course.position.planned) {
    due.emplace_back("last session");
  }
  return due;
}

// A session to come, and how many are due before it.
struct Coming {
  Date date;
  int number = 0;
  int before = 0;
};

// From the session that is due next in cadence steps into `days`; nothing when none of those that
// are left falls within them.
std::optional<Coming> coming_session(const CheckedCourse& course, const Days& days) {
  const Position& where = course.position;
  std::optional<Date> slot = where.next;
  for (int before = 0; slot && before < where.left; ++before) {
    if (*slot > days.last) break;
    if (*slot >= days.first) {
      return Coming{.date = *slot, .number = where.sessions + 1 + before, .before = before};
    }
    slot = slot_after(course.record, *slot);
  }
  return std::nullopt;
}

// `session 6`; one that is not the next follows others, which may still be missed.
std::string session_words(const CheckedCourse& course, const Coming& coming) {
  std::string words = fmt::format("session {}", coming.number);
  if (coming.before == 0) return words;
  const std::string due = course.position.next->iso();
  return coming.before == 1
             ? fmt::format("{}, after the one due {}", words, due)
             : fmt::format("{}, after the {} due from {} on", words, coming.before, due);
}

ComingRow session_row(const CheckedCourse& course, const std::vector<CheckedRule>& rules,
                      const Coming& coming) {
  const std::vector<std::string> due = due_at(course, rules, coming.number);
  ComingRow result{.date = coming.date, .row = base_row(course.record)};
  result.row.add("date", coming.date)
      .add("session", coming.number)
      .add("due", List(due.begin(), due.end()))
      .add("until", Value{})
      .add("text", fmt::format("{}{}{}", session_words(course, coming), due.empty() ? "" : ", ",
                               joined(due, "; ")));
  return result;
}

Object absence_row(Object row, std::string_view words, const Absence& absence) {
  row.add("date", Value{})
      .add("session", Value{})
      .add("due", List{})
      .add("until", absence.to)
      .add("text", absence.to ? fmt::format("{} to {}", words, absence.to->iso())
                              : fmt::format("{}, its end is not known", words));
  return row;
}

}  // namespace

std::optional<ComingRow> coming_row(const CheckedCourse& course,
                                    const std::vector<CheckedRule>& rules, const Days& days) {
  const Position& where = course.position;
  if (const auto coming = coming_session(course, days)) {
    return session_row(course, rules, *coming);
  }
  const auto& absences = course.record.absences;
  const auto pause = std::ranges::find_if(absences, [&](const Absence& each) {
    return each.kind == Absence::Kind::pause && each.from <= days.last &&
           (!each.to || *each.to >= days.first);
  });
  if (pause == absences.end() || where.left == 0) return std::nullopt;
  return ComingRow{.row = absence_row(base_row(course.record), "on pause", *pause)};
}

Object coming_break_row(const Absence& leave) {
  Object row;
  row.add("client", Value{}).add("course", Value{}).add("reference", "all");
  return absence_row(std::move(row), fmt::format("break from {}", leave.from.iso()), leave);
}

}  // namespace ipt::report
