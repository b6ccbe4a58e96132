#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

#include "ipt/base/text.hpp"
#include "ipt/domain/timeline.hpp"
#include "report/letter_parts.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

std::string_view therapy_of(const CourseRecord& record) {
  return record.course.kind == CourseKind::maintenance ? "maintenance Interpersonal Psychotherapy"
                                                       : "Interpersonal Psychotherapy";
}

std::string_view how_it_ended(EndStatus status) {
  switch (status) {
    case EndStatus::completed:
      return "completed, mutually agreed";
    case EndStatus::ended_early_client:
      return "ended early by the client";
    case EndStatus::ended_early_service:
      return "ended early by the service";
    case EndStatus::referred_on:
      return "referred on";
    case EndStatus::not_started:
      return "not started";
    case EndStatus::deceased:
      return "the client has died";
    case EndStatus::unknown:
      break;
  }
  return "how it ended is not known";
}

// Appointments that came to nothing, each kind in words.
std::vector<std::string> missed_texts(const CourseRecord& record) {
  struct Kind {
    Attendance attendance;
    std::string_view words;
  };
  static constexpr std::array kinds =
      std::to_array<Kind>({{Attendance::dna, "missed without notice"},
                           {Attendance::late_not_seen, "too late to be seen"},
                           {Attendance::cancelled_client, "cancelled by the client"},
                           {Attendance::cancelled_therapist, "cancelled by the therapist"}});
  std::vector<std::string> texts;
  for (const Kind& kind : kinds) {
    const auto count = static_cast<int>(
        std::ranges::count(record.appointments, kind.attendance, &Appointment::attendance));
    if (count == 0) continue;
    texts.push_back(
        fmt::format("{} {}", counted(count, "appointment", "appointments"), kind.words));
  }
  if (texts.empty() && !record.appointments.empty()) texts.emplace_back("no appointment missed");
  return texts;
}

std::string absence_text(const Absence& absence) {
  const std::string_view what =
      absence.kind == Absence::Kind::pause ? "agreed pause" : "planned break of the therapist";
  if (!absence.to) return fmt::format("{} since {}", what, absence.from.iso());
  if (*absence.to == absence.from) return fmt::format("{} on {}", what, absence.from.iso());
  return fmt::format("{} from {} to {}", what, absence.from.iso(), absence.to->iso());
}

// How far apart sessions were held, from a day on.
struct Rhythm {
  int cadence_days = 0;
  Date from;
};

// Of the sessions that were held, since what was agreed afterwards came to nothing. How far apart
// two of them are was agreed by the first one.
std::vector<Rhythm> rhythms_of(const CourseRecord& record) {
  std::vector<Date> held;
  for (const Appointment& each : record.appointments) {
    if (was_seen(each.attendance)) held.push_back(each.date);
  }
  if (held.size() > 1) held.pop_back();
  std::vector<Rhythm> rhythms;
  for (const Date date : held) {
    const int days = contract_on(record, date).cadence_days;
    if (rhythms.empty() || rhythms.back().cadence_days != days) {
      rhythms.push_back({.cadence_days = days, .from = date});
    }
  }
  return rhythms;
}

// `, weekly, from 2026-03-23 every 14 days`
std::string rhythms_text(const std::vector<Rhythm>& rhythms) {
  std::string text;
  for (const Rhythm& each : rhythms) {
    text += text.empty() ? ", " : fmt::format(", from {} ", each.from.iso());
    text += each.cadence_days == weekly
                ? "weekly"
                : fmt::format("every {}", counted(each.cadence_days, "day", "days"));
  }
  return text;
}

}  // namespace

Phrase subject_of_letter(const CourseRecord& record) {
  const auto& end = record.course.end;
  if (!end) return fmt::format("A course of {} that has not ended yet", therapy_of(record));
  if (end->status == EndStatus::not_started) {
    return fmt::format("Assessment for {} (not started)", therapy_of(record));
  }
  return fmt::format("{{~Ending}} of {} ({})", therapy_of(record), how_it_ended(end->status));
}

Phrase treatment_phrase(const CourseRecord& record) {
  const auto& end = record.course.end;
  const std::string_view so_far = end ? "" : " so far";
  if (sessions_held(record) == 0) {
    if (end && end->status == EndStatus::not_started) {
      return "Assessed; no session of a course was held.";
    }
    return fmt::format("No session was held{} of {{course.planned_sessions}} planned.", so_far);
  }
  const std::vector<Rhythm> rhythms = rhythms_of(record);
  const bool is_weekly = rhythms.size() == 1 && rhythms.front().cadence_days == weekly;
  Phrase text = fmt::format(
      "{{attendance.attended}} of {{course.planned_sessions}} planned {}"
      "sessions of {}{}",
      is_weekly ? "weekly " : "", therapy_of(record), so_far);
  if (!is_weekly) text += rhythms_text(rhythms);
  return text + (sessions_held(record) == 1 ? ", on {first_session:day}."
                                            : ", {first_session:day} to {last_session:day}.");
}

std::string attendance_text(const CourseRecord& record, Date until) {
  std::vector<std::string> texts = missed_texts(record);
  for (const Absence& each : record.absences) {
    if (touches_course(record, each) && each.from <= until) texts.push_back(absence_text(each));
  }
  return joined(texts, "; ");
}

std::string_view letter_label(Focus focus) {
  return focus == Focus::deficits ? "Interpersonal sensitivities" : label_of(focus);
}

std::string agreed_text(const CourseRecord& record, Date agreed) {
  const auto session = session_up_to(record, agreed);
  if (!session) return "agreed before the first session";
  const Appointment* held = appointment_on(record, agreed);
  const bool in_session = held != nullptr && was_seen(held->attendance);
  return fmt::format("agreed {} session {}", in_session ? "in" : "after", *session);
}

std::string_view next_step_asked(const CourseRecord& record, School school) {
  const auto& end = record.course.end;
  if (end && end->status == EndStatus::referred_on) return "referred to whom, and for what";
  if (end && end->status == EndStatus::not_started) return "what was advised instead";
  if (end && end->status == EndStatus::ended_early_client) return "other help, how to come back";
  if (record.course.kind == CourseKind::maintenance)
    return "further sessions or none, how to come back";
  return school == School::stuart
             ? "maintenance: what was agreed, how it can be taken up"
             : "no further sessions, maintenance or referral, how to come back";
}

}  // namespace ipt::report
