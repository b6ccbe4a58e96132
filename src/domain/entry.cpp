#include "ipt/domain/entry.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

[[noreturn]] void refuse_value(std::string code, std::string wrong, std::string allowed,
                               std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt)});
}

[[noreturn]] void refuse_state(std::string code, std::string wrong, std::string allowed,
                               std::string attempt) {
  throw Error({.exit = Exit::refused,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt)});
}

void require_started(const CourseRecord& record, Date date, std::string_view what) {
  if (date >= record.course.start) return;
  refuse_state(
      "before_course_start",
      fmt::format("{} {} is before {} starts", what, date.iso(), reference_of(record).text()),
      fmt::format("The course starts on {}.", with_weekday(record.course.start)), "a later day");
}

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

void require_fields_of(Focus focus, const FocusFields& fields) {
  const auto refuse = [&](std::string_view flags, Focus owner) {
    refuse_value("focus_field_not_allowed",
                 fmt::format("{} does not belong to the focus {}", flags, name_of(focus)),
                 fmt::format("It describes the focus {}.", name_of(owner)),
                 fmt::format("leaving it out, or the focus {}", name_of(owner)));
  };
  if (focus != Focus::dispute && (fields.stage || !fields.other_party.empty())) {
    refuse("--stage or --with", Focus::dispute);
  }
  if (focus != Focus::grief && !fields.deceased.empty()) refuse("--deceased", Focus::grief);
  if (focus != Focus::transition && !(fields.old_role.empty() && fields.new_role.empty())) {
    refuse("--old-role or --new-role", Focus::transition);
  }
}

void merge(FocusEpisode& episode, const FocusFields& fields, Date from) {
  const auto set = [](std::string& field, const std::string& given) {
    if (!given.empty()) field = given;
  };
  set(episode.reason, fields.reason);
  set(episode.person, fields.other_party);
  set(episode.person, fields.deceased);
  set(episode.old_role, fields.old_role);
  set(episode.new_role, fields.new_role);
  if (!fields.stage) return;
  std::erase_if(episode.stages, [&](const DatedStage& each) { return each.date == from; });
  episode.stages.push_back({.date = from, .stage = *fields.stage});
  std::ranges::sort(episode.stages, {}, &DatedStage::date);
}

// The episode that the same area again is about: the one in force, or the next one of that rank.
const FocusEpisode* same_area(const CourseRecord& record, Focus focus, FocusRank rank, Date from) {
  const FocusEpisode* in_force = focus_on(record, rank, from);
  if (in_force != nullptr && in_force->focus == focus) return in_force;
  const auto next = std::ranges::find_if(record.focus_episodes, [&](const FocusEpisode& each) {
    return each.rank == rank && each.from > from;
  });
  if (next == record.focus_episodes.end() || next->focus != focus) return nullptr;
  return &*next;
}

void require_secondary(const CourseRecord& record, Focus focus, Date from) {
  const FocusEpisode* primary = focus_on(record, FocusRank::primary, from);
  if (primary != nullptr && primary->focus != focus) return;
  refuse_state("secondary_focus_refused",
               primary == nullptr ? "there is no primary focus yet"
                                  : fmt::format("{} is the primary focus already", name_of(focus)),
               "A secondary focus stands beside a different primary one.",
               "the primary focus first, without --secondary");
}

void require_free_focus_day(const CourseRecord& record, FocusRank rank, Date from,
                            const FocusEpisode* updated) {
  const auto other = std::ranges::find_if(record.focus_episodes, [&](const FocusEpisode& each) {
    return each.rank == rank && each.from == from && &each != updated;
  });
  if (other == record.focus_episodes.end()) return;
  refuse_state(
      "focus_day_taken",
      fmt::format("the {} focus from {} is {}", name_of(rank), from.iso(), name_of(other->focus)),
      "One focus of a rank begins on a day.", "--from with a later day");
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
      "Nothing is recorded on an ended course.",
      fmt::format("ipt course list --all, or ipt course create {}", record.course.client.text()));
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
  const auto holds = [&](Risk risk) {
    return std::ranges::find(appointment.risks, risk) != appointment.risks.end();
  };
  if (appointment.risks.size() > 1 && (holds(Risk::none) || holds(Risk::not_asked))) {
    refuse_value("risk_contradiction", "--risk none or not-asked stands beside another answer",
                 "none and not-asked stand alone.", "--risk with what was reported");
  }
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

FocusChange focus_change(const CourseRecord& record, Focus focus, FocusRank rank, Date from,
                         const FocusFields& fields) {
  require_open(record);
  require_started(record, from, "a focus from");
  require_fields_of(focus, fields);
  if (rank == FocusRank::secondary) require_secondary(record, focus, from);

  const FocusEpisode* existing = same_area(record, focus, rank, from);
  require_free_focus_day(record, rank, from, existing);
  if (existing != nullptr) {
    FocusChange change{.episode = *existing};
    change.episode.from = std::min(change.episode.from, from);
    merge(change.episode, fields, from);
    return change;
  }
  const FocusEpisode* in_force = focus_on(record, rank, from);
  if (in_force != nullptr && fields.reason.empty()) {
    refuse_value("reason_missing",
                 fmt::format("the {} focus is {} since {}; a change needs a reason", name_of(rank),
                             name_of(in_force->focus), in_force->from.iso()),
                 "A later change of focus is possible, and is explained.", "--reason TEXT");
  }
  FocusChange change{.episode = {.focus = focus, .rank = rank, .from = from}, .is_new = true};
  merge(change.episode, fields, from);
  return change;
}

ContractChange extension(const CourseRecord& record, int planned, Date from) {
  require_open(record);
  require_started(record, from, "an extension agreed on");
  if (record.course.kind == CourseKind::acute) {
    read_acute_number(std::to_string(planned), "an extension to",
                      fmt::format("ipt course extend {} {} --reason TEXT",
                                  reference_of(record).text(), most_acute_sessions));
  }
  const Contract& now = contract_now(record);
  if (planned <= now.planned) {
    refuse_state("not_an_extension",
                 fmt::format("{} has {} planned sessions; {} is no extension",
                             reference_of(record).text(), now.planned, planned),
                 "An extension plans more sessions than are agreed now.",
                 fmt::format("a number above {}", now.planned));
  }
  if (!record.contract_changes.empty() && from < record.contract_changes.back().from) {
    const Date last = record.contract_changes.back().from;
    refuse_state("before_contract_change",
                 fmt::format("the contract of {} was changed on {}, after {}",
                             reference_of(record).text(), last.iso(), from.iso()),
                 "A change of the contract is dated on or after the one before it.",
                 fmt::format("--agreed-on {}, or a later day", last.iso()));
  }
  return {.from = from,
          .contract = {.planned = planned,
                       .cadence_days = now.cadence_days,
                       .split = resplit(now.split, planned)}};
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
