#include "ipt/domain/position.hpp"

#include <algorithm>
#include <map>

#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

// Days that each absence pushed the course back, and the first slot that it took.
struct Taken {
  int days = 0;
  Date first;
};
using TakenBy = std::map<const Absence*, Taken>;

// Walks from a slot in cadence steps past absences; stops at an absence without an end.
class SlotWalk {
 public:
  SlotWalk(const CourseRecord& record, TakenBy& taken) : record_(record), taken_(taken) {}

  // The first slot from `slot` on that no absence covers, looking no further than `until`.
  std::optional<Date> free_slot(Date slot, std::optional<Date> until) {
    const int cadence = contract_on(record_, slot).cadence_days;
    while (!until || slot < *until) {
      const Absence* absence = absence_on(record_, slot);
      if (absence == nullptr) break;
      if (!until && !absence->to) return std::nullopt;
      Taken& taken = taken_.try_emplace(absence, Taken{.days = 0, .first = slot}).first->second;
      taken.days += cadence;
      slot = slot.plus_days(cadence);
    }
    return slot;
  }

 private:
  const CourseRecord& record_;
  TakenBy& taken_;
};

Date usual_slot_after(const CourseRecord& record, const Appointment* latest) {
  if (latest == nullptr) return record.course.start;
  return latest->date.plus_days(contract_on(record, latest->date).cadence_days);
}

// Slots between the appointments that were held or missed and that fell into an absence.
void walk_past_slots(const CourseRecord& record, SlotWalk& walk) {
  const Appointment* latest = nullptr;
  for (const Appointment& appointment : record.appointments) {
    walk.free_slot(usual_slot_after(record, latest), appointment.date);
    latest = &appointment;
  }
}

std::optional<Date> next_slot(const CourseRecord& record, SlotWalk& walk) {
  const Appointment* latest = record.appointments.empty() ? nullptr : &record.appointments.back();
  const Date usual = usual_slot_after(record, latest);
  if (latest != nullptr && latest->next) {
    walk.free_slot(usual, latest->next);  // what an absence took before the booked day
    return walk.free_slot(*latest->next, std::nullopt);
  }
  return walk.free_slot(usual, std::nullopt);
}

std::optional<Date> last_slot(Date first, int left, const Contract& contract, SlotWalk& walk) {
  std::optional<Date> slot = walk.free_slot(first, std::nullopt);
  for (int i = 1; slot && i < left; ++i) {
    slot = walk.free_slot(slot->plus_days(contract.cadence_days), std::nullopt);
  }
  return slot;
}

CourseStatus status_of(const CourseRecord& record, Date as_of) {
  if (record.course.end) return CourseStatus::ended;
  if (record.course.start > as_of) return CourseStatus::waiting;
  const auto pausing = [&](const Absence& absence) {
    return absence.kind == Absence::Kind::pause && absence.covers(as_of);
  };
  return std::ranges::any_of(record.absences, pausing) ? CourseStatus::paused
                                                       : CourseStatus::active;
}

std::vector<SlipReason> reasons_of(const CourseRecord& record, const TakenBy& taken, int slip) {
  std::vector<SlipReason> reasons;
  for (const Appointment& appointment : record.appointments) {
    if (was_seen(appointment.attendance)) continue;
    reasons.push_back({.kind = SlipReason::Kind::missed,
                       .date = appointment.date,
                       .attendance = appointment.attendance,
                       .days = contract_on(record, appointment.date).cadence_days});
  }
  for (const auto& [absence, what] : taken) {
    reasons.push_back({.kind = absence->kind == Absence::Kind::pause
                                   ? SlipReason::Kind::pause
                                   : SlipReason::Kind::therapist_break,
                       .date = what.first,
                       .attendance = std::nullopt,
                       .reason = absence->reason,
                       .days = what.days});
  }
  std::ranges::stable_sort(reasons, {}, &SlipReason::date);
  int rest = slip;
  for (const SlipReason& reason : reasons) rest -= reason.days;
  if (rest != 0) {
    reasons.push_back({.date = std::nullopt, .attendance = std::nullopt, .days = rest});
  }
  return reasons;
}

// The day on which the sessions came to their end, when none is left to be held.
std::optional<Date> finished_on(const CourseRecord& record, int left) {
  if (record.course.end) return record.course.end->date;
  if (left > 0 || record.appointments.empty()) return std::nullopt;
  return std::ranges::find_if(record.appointments.rbegin(), record.appointments.rend(), was_seen,
                              &Appointment::attendance)
      ->date;
}

}  // namespace

const Absence* absence_on(const CourseRecord& record, Date date) {
  const auto found = std::ranges::find_if(
      record.absences, [&](const Absence& absence) { return absence.covers(date); });
  return found == record.absences.end() ? nullptr : &*found;
}

std::optional<Date> slot_after(const CourseRecord& record, Date slot) {
  TakenBy taken;
  SlotWalk walk{record, taken};
  return walk.free_slot(slot.plus_days(contract_on(record, slot).cadence_days), std::nullopt);
}

Position position(const CourseRecord& record, Date as_of) {
  const Contract& contract = contract_now(record);
  const bool acute = record.course.kind == CourseKind::acute;
  Position result{
      .status = status_of(record, as_of),
      .sessions = sessions_held(record),
      .planned = contract.planned,
      .planned_end = record.course.start.plus_days((contract.planned - 1) * contract.cadence_days)};
  result.left = std::max(0, result.planned - result.sessions);
  const Date seen_from = record.course.end ? std::min(record.course.end->date, as_of) : as_of;
  const int week = course_week(record.course.start, seen_from);
  if (week > 0) result.week = week;
  if (acute) result.phase = Phase::initial;
  for (const PlacedAppointment& placed : timeline(record)) {
    if (placed.phase) result.phase = placed.phase;
  }

  TakenBy taken;
  SlotWalk walk{record, taken};
  walk_past_slots(record, walk);
  if (const auto finished = finished_on(record, result.left)) {
    result.projected_end = finished;
  } else {
    result.next = next_slot(record, walk);
    if (acute && result.next) {
      result.next_phase = phase_of(result.sessions + 1, contract);
    }
    if (result.next) {
      result.projected_end = last_slot(std::max(*result.next, as_of), result.left, contract, walk);
    }
  }
  if (result.projected_end) {
    result.slip_days = result.projected_end->days_since(result.planned_end);
    result.reasons = reasons_of(record, taken, *result.slip_days);
  }
  return result;
}

std::string_view status_name(const CourseRecord& record, Date as_of) {
  switch (status_of(record, as_of)) {
    case CourseStatus::waiting:
      return "waiting";
    case CourseStatus::active:
      return "active";
    case CourseStatus::paused:
      return "paused";
    case CourseStatus::ended:
      break;
  }
  return name_of(record.course.end->status);
}

}  // namespace ipt
