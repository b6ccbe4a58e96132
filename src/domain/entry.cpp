#include "ipt/domain/entry.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "domain/refusal.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

void require_within_plan(const CourseRecord& record) {
  const int planned = contract_now(record).planned;
  if (sessions_held(record) < planned) return;
  const std::string course = reference_of(record).text();
  const bool can_extend =
      record.course.kind == CourseKind::maintenance || planned < most_acute_sessions;
  refuse_state(
      "session_beyond_plan", fmt::format("{} has had all {} planned sessions", course, planned),
      can_extend ? "A further session needs a new agreement with the client."
                 : fmt::format("An acute course has at most {} sessions.", most_acute_sessions),
      can_extend ? fmt::format("ipt course extend {} {} --reason TEXT, or ipt course end "
                               "{} --status completed",
                               course, planned + 1, course)
                 : fmt::format("ipt course end {} --status completed", course));
}

void require_free_day(const CourseRecord& record, Date date) {
  if (appointment_on(record, date) == nullptr) return;
  refuse_state("appointment_exists",
               fmt::format("{} has another appointment on {}", reference_of(record).text(),
                           with_weekday(date)),
               "A course has one appointment a day; nothing was changed.",
               "--date with another day");
}

// The phase that the appointment will have once it stands in the record.
std::optional<Phase> phase_to_be(const CourseRecord& record, Date date) {
  if (record.course.kind != CourseKind::acute) return std::nullopt;
  const auto earlier = std::ranges::count_if(record.appointments, [&](const Appointment& each) {
    return was_seen(each.attendance) && each.date < date;
  });
  return phase_of(static_cast<int>(earlier) + 1, contract_on(record, date));
}

void require_focus(const CourseRecord& record, const Appointment& appointment) {
  if (appointment.focus || focus_on(record, FocusRank::primary, appointment.date) != nullptr)
    return;
  const auto phase = phase_to_be(record, appointment.date);
  if (!phase || *phase == Phase::initial) return;
  const std::string course = reference_of(record).text();
  refuse_state(
      "focus_missing",
      fmt::format("this session of {} is in the {} phase and has no focus", course,
                  label_of(*phase)),
      "After the initial phase a session works on grief, dispute, transition or deficits.",
      fmt::format(
          "ipt course focus {} AREA --from DATE once it is agreed, or --focus AREA for this "
          "session",
          course));
}

void require_order(const Absence& absence, std::string_view what) {
  if (!absence.to || *absence.to >= absence.from) return;
  refuse_value("absence_ends_before_start",
               fmt::format("the {} ends on {}, before it begins on {}", what, absence.to->iso(),
                           absence.from.iso()),
               fmt::format("A {} runs from its first to its last day, both included.", what),
               "--to with a later day");
}

// Absences of one kind do not overlap.
void require_apart(const std::vector<Absence>& others, const Absence& absence,
                   std::string_view overlap, std::string attempt) {
  for (const Absence& other : others) {
    if (other.kind != absence.kind) continue;
    const bool apart =
        (other.to && *other.to < absence.from) || (absence.to && *absence.to < other.from);
    if (apart) continue;
    refuse_state("absence_overlaps",
                 fmt::format("{} from {}{}", overlap, other.from.iso(),
                             other.to ? fmt::format(" to {}", other.to->iso())
                                      : std::string{", without an end"}),
                 "Two of a kind do not overlap.", std::move(attempt));
  }
}

}  // namespace

void require_open(const CourseRecord& record) {
  if (!record.course.end) return;
  refuse_state(
      "course_ended",
      fmt::format("{} ended on {}", reference_of(record).text(), record.course.end->date.iso()),
      "An ended course takes scores of a follow-up, contacts, life events and answers of "
      "supervision, nothing else.",
      fmt::format("ipt course reopen {} --reason TEXT to correct it, or ipt course create {}",
                  reference_of(record).text(), record.course.client.text()));
}

void require_coherent(const Appointment& appointment) {
  const bool about_a_session = appointment.minutes || appointment.focus || appointment.recorded ||
                               !appointment.techniques.empty() || !appointment.link.empty() ||
                               !appointment.milestones.empty();
  if (!was_seen(appointment.attendance) && about_a_session) {
    refuse_value(
        "missed_appointment_has_no_session",
        fmt::format("an appointment with attendance {} has no session",
                    name_of(appointment.attendance)),
        "Focus, minutes, techniques, milestones, link and --recorded belong to an attended "
        "session.",
        "leaving them out, or --attendance attended");
  }
  require_coherent(appointment.risks);
  if (appointment.next && *appointment.next <= appointment.date) {
    refuse_value("next_not_after",
                 fmt::format("--next {} is not after the appointment of {}",
                             appointment.next->iso(), appointment.date.iso()),
                 "The next appointment lies after this one.", "--next +1w");
  }
}

void require_room(const CourseRecord& record, const Appointment& appointment) {
  require_open(record);
  require_started(record, appointment.date, "the appointment of");
  require_free_day(record, appointment.date);
  if (!was_seen(appointment.attendance)) return;
  require_within_plan(record);
  require_focus(record, appointment);
}

bool is_recorded(const CourseRecord& record, const Score& score) {
  const FiledScore* stored = score_on(record, score.instrument(), score.date());
  if (stored == nullptr) return false;
  if (stored->score == score) return true;
  refuse_state("score_exists",
               fmt::format("{} has a different {} score on {}", reference_of(record).text(),
                           score.instrument(), with_weekday(score.date())),
               "An instrument has one score a day; nothing was changed.",
               fmt::format("ipt score amend {} {}=ANSWERS", reference_text(record, *stored),
                           score.instrument()));
}

void require_pause(const CourseRecord& record, const Absence& pause) {
  require_open(record);
  require_order(pause, "pause");
  require_started(record, pause.from, "a pause from");
  require_apart(
      record.absences, pause, fmt::format("{} is already on pause", reference_of(record).text()),
      fmt::format("ipt course show {}, and days outside that pause", reference_of(record).text()));
}

void require_break(const std::vector<Absence>& breaks, const Absence& leave) {
  require_order(leave, "break");
  require_apart(breaks, leave, "there is already a break",
                "ipt break list, and days outside that break");
}

std::vector<Renumbered> renumbered(const CourseRecord& before, const CourseRecord& after) {
  std::vector<Renumbered> changes;
  const auto now = timeline(after);
  for (const PlacedAppointment& old : timeline(before)) {
    const auto same = std::ranges::find_if(now, [&](const PlacedAppointment& each) {
      return each.appointment->date == old.appointment->date;
    });
    if (same == now.end() || !old.session || !same->session || old.session == same->session)
      continue;
    changes.push_back(
        {.date = old.appointment->date, .before = *old.session, .now = *same->session});
  }
  return changes;
}

void require_end(const CourseRecord& record, const CourseEnd& end) {
  require_open(record);
  if (end.status != EndStatus::not_started) require_started(record, end.date, "an end on");
  if (record.appointments.empty() || record.appointments.back().date <= end.date) return;
  refuse_state("end_before_appointment",
               fmt::format("{} has an appointment on {}, after the end",
                           reference_of(record).text(), record.appointments.back().date.iso()),
               "A course ends on or after its last appointment.",
               fmt::format("--date {}", record.appointments.back().date.iso()));
}

}  // namespace ipt
