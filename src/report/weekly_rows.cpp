#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/contract.hpp"
#include "report/check_parts.hpp"
#include "report/parts.hpp"
#include "report/weekly_parts.hpp"

namespace ipt::report {
namespace {

Object named_row(const CourseRecord& record) {
  const Course& course = record.course;
  Object row;
  row.add("client", course.client.text())
      .add("course", course.number)
      .add("reference", reference_of(record).text())
      .add("kind", name_of(course.kind))
      .add("therapist", course.therapist ? Value{course.therapist->text()} : Value{});
  return row;
}

// The primary measure from its first to its latest total; see `{measure:pair}`.
Object measure_value(const std::vector<Measure>& measures) {
  const Measure* primary = measures.empty() ? nullptr : &measures.front();
  const auto reading = [&](const std::optional<Reading>& each) {
    return each && each->total ? score_value(&*each) : Value{};
  };
  const bool known = primary != nullptr;
  Object object;
  object.add("instrument", known ? Value{primary->instrument->code} : Value{})
      .add("name", known ? Value{primary->instrument->name} : Value{})
      .add("first", known ? reading(primary->baseline) : Value{})
      .add("latest", known ? reading(primary->latest) : Value{})
      .add("change", known ? value_of(primary->change) : Value{})
      .add("reliable",
           known && primary->reliable ? Value{reliable_name(*primary->reliable)} : Value{});
  return object;
}

// `9/14`; of a maintenance course `2/6m`.
std::string place(const CourseRecord& record, const Position& where) {
  const bool acute = record.course.kind == CourseKind::acute;
  return fmt::format("{}/{}{}", where.sessions, where.planned, acute ? "" : "m");
}

std::string absence_text(std::string_view word, const Absence& absence) {
  return absence.to ? fmt::format("{} to {}", word, absence.to->iso()) : std::string{word};
}

// What is to be known of the course beside its numbers; `ok` when there is nothing.
std::string state_text(const CheckedCourse& course) {
  const CourseRecord& record = course.record;
  const Position& where = course.position;
  std::vector<std::string> parts;
  const Absence* absence = absence_on(record, course.as_of);
  const int planned_first = record.course.contract.planned;
  if (record.course.end) return "ended " + record.course.end->date.iso();
  if (where.status == CourseStatus::waiting) {
    parts.push_back("starts " + record.course.start.iso());
  } else if (absence != nullptr) {
    const bool pause = absence->kind == Absence::Kind::pause;
    parts.push_back(absence_text(pause ? "paused" : "on break", *absence));
  }
  if (where.sessions == 0 && where.status != CourseStatus::waiting) {
    parts.emplace_back("no session yet");
  }
  if (where.left == 0) parts.emplace_back("all held");
  if (where.planned > planned_first)
    parts.push_back(fmt::format("extended from {}", planned_first));
  if (where.planned < planned_first) {
    parts.push_back(fmt::format("shortened from {}", planned_first));
  }
  return parts.empty() ? "ok" : joined(parts, ", ");
}

Value last_session(const CheckedCourse& course) {
  return course.sessions.empty() ? Value{} : Value{course.sessions.back().appointment->date};
}

}  // namespace

Object weekly_course_row(const CheckedCourse& course, const std::vector<CheckedRule>& findings) {
  const CourseRecord& record = course.record;
  const Position& where = course.position;
  const FocusEpisode* focus = focus_on(record, FocusRank::primary, course.as_of);
  const bool acute = record.course.kind == CourseKind::acute;
  Object row = named_row(record);
  row.add("status", status_name(record, course.as_of))
      .add("session", where.sessions)
      .add("planned", where.planned)
      .add("place", place(record, where))
      .add("phase", name_value(where.phase))
      .add("stage", where.phase ? Value{label_of(*where.phase)} : Value{"maint."})
      .add("focus", focus == nullptr ? Value{} : Value{name_of(focus->focus)})
      .add("focus_label", focus != nullptr ? Value{name_of(focus->focus)}
                          : acute          ? Value{"open"}
                                           : Value{})
      .add("measure", measure_value(course.measures))
      .add("last", last_session(course))
      .add("next", where.next)
      .add("state", state_text(course))
      .add("findings", static_cast<int>(findings.size()))
      .add("worst",
           findings.empty() ? Value{} : Value{level_of(findings.front().judgement.result)});
  return row;
}

Object started_row(const CourseRecord& record) {
  const Contract& contract = contract_now(record);
  const bool acute = record.course.kind == CourseKind::acute;
  Object row = named_row(record);
  row.add("start", record.course.start)
      .add("planned", contract.planned)
      .add("text", acute ? fmt::format("{} sessions", contract.planned)
                         : fmt::format("maintenance, {} every {} days",
                                       counted(contract.planned, "session", "sessions"),
                                       contract.cadence_days));
  return row;
}

Object ended_row(const CheckedCourse& course) {
  const CourseEnd& end = *course.record.course.end;
  Object row = named_row(course.record);
  row.add("end_date", end.date)
      .add("status", name_of(end.status))
      .add("session", course.position.sessions)
      .add("planned", course.position.planned)
      .add("place", place(course.record, course.position))
      .add("measure", measure_value(course.measures))
      .add("text", label_of(end.status));
  return row;
}

std::optional<Object> unrecorded_row(const CheckedCourse& course) {
  const Position& where = course.position;
  if (!where.next || *where.next > course.as_of || where.left == 0) return std::nullopt;
  Object row = named_row(course.record);
  row.add("due", where.next)
      .add("session", where.sessions + 1)
      .add("planned", where.planned)
      .add("command", log_command(course.record, *where.next));
  return row;
}

}  // namespace ipt::report
