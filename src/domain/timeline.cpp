#include "ipt/domain/timeline.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/error.hpp"

namespace ipt {
namespace {

constexpr int days_a_week = 7;

}  // namespace

std::vector<PlacedAppointment> timeline(const CourseRecord& record) {
  std::vector<PlacedAppointment> placed;
  placed.reserve(record.appointments.size());
  int session = 0;
  for (const Appointment& appointment : record.appointments) {
    PlacedAppointment place{.appointment = &appointment,
                            .week = course_week(record.course.start, appointment.date)};
    if (was_seen(appointment.attendance)) {
      place.session = ++session;
      if (record.course.kind == CourseKind::acute) {
        place.phase = phase_of(session, contract_on(record, appointment.date));
      }
      place.focus = appointment.focus;
      if (!place.focus) {
        const FocusEpisode* agreed = focus_on(record, FocusRank::primary, appointment.date);
        if (agreed != nullptr) place.focus = agreed->focus;
      }
    }
    placed.push_back(place);
  }
  return placed;
}

std::optional<int> session_up_to(const CourseRecord& record, Date date) {
  const int held = sessions_by(record, date);
  return held == 0 ? std::nullopt : std::optional{held};
}

std::optional<Date> find_first_session(const CourseRecord& record) {
  const auto found = std::ranges::find_if(record.appointments, was_seen, &Appointment::attendance);
  return found == record.appointments.end() ? std::nullopt : std::optional{found->date};
}

int sessions_held(const CourseRecord& record) {
  return static_cast<int>(
      std::ranges::count_if(record.appointments, was_seen, &Appointment::attendance));
}

int sessions_by(const CourseRecord& record, Date date) {
  return static_cast<int>(std::ranges::count_if(record.appointments, [&](const Appointment& each) {
    return was_seen(each.attendance) && each.date <= date;
  }));
}

int course_week(Date start, Date date) {
  const int days = date.days_since(start);
  return (days >= 0 ? days / days_a_week : (days - days_a_week + 1) / days_a_week) + 1;
}

const Contract& contract_on(const CourseRecord& record, Date date) {
  const Contract* contract = &record.course.contract;
  for (const ContractChange& change : record.contract_changes) {
    if (change.from <= date) contract = &change.contract;
  }
  return *contract;
}

const Contract& contract_now(const CourseRecord& record) {
  return record.contract_changes.empty() ? record.course.contract
                                         : record.contract_changes.back().contract;
}

const FocusEpisode* focus_on(const CourseRecord& record, FocusRank rank, Date date) {
  const FocusEpisode* found = nullptr;
  for (const FocusEpisode& episode : record.focus_episodes) {
    if (episode.rank == rank && episode.from <= date) found = &episode;
  }
  if (found == nullptr || rank == FocusRank::primary) return found;
  // A secondary focus that has since become the primary one is no longer secondary.
  const bool promoted = std::ranges::any_of(record.focus_episodes, [&](const auto& each) {
    return each.rank == FocusRank::primary && each.focus == found->focus &&
           each.from >= found->from && each.from <= date;
  });
  return promoted ? nullptr : found;
}

const Appointment* appointment_on(const CourseRecord& record, Date date) {
  const auto found = std::ranges::find(record.appointments, date, &Appointment::date);
  return found == record.appointments.end() ? nullptr : &*found;
}

PlacedAppointment placed_on(const CourseRecord& record, Date date) {
  const auto all = timeline(record);
  return *std::ranges::find_if(
      all, [&](const PlacedAppointment& each) { return each.appointment->date == date; });
}

const FiledScore* score_on(const CourseRecord& record, std::string_view instrument, Date date) {
  const auto found = std::ranges::find_if(record.scores, [&](const FiledScore& filed) {
    return filed.score.instrument() == instrument && filed.score.date() == date;
  });
  return found == record.scores.end() ? nullptr : &*found;
}

std::string reference_text(const CourseRecord& record, const FiledScore& filed) {
  const CourseReference course = reference_of(record);
  if (filed.number) {
    return RecordReference{.course = course, .kind = 's', .number = *filed.number}.text();
  }
  return AppointmentReference{.course = course, .which = filed.score.date()}.text();
}

const Appointment& appointment(const CourseRecord& record, const AppointmentReference& reference) {
  if (const Date* date = std::get_if<Date>(&reference.which)) {
    if (const Appointment* found = appointment_on(record, *date)) return *found;
  } else {
    for (const PlacedAppointment& placed : timeline(record)) {
      if (placed.session == std::get<int>(reference.which)) return *placed.appointment;
    }
  }
  const std::string course = reference_of(record).text();
  const int held = sessions_held(record);
  throw Error({.exit = Exit::not_found,
               .code = "session_not_found",
               .wrong = fmt::format("there is no {}", reference.text()),
               .allowed = held == 0 ? fmt::format("{} has no session yet.", course)
                                    : fmt::format("{} has sessions 1 to {}.", course, held),
               .attempt = fmt::format("ipt session list {}", course)});
}

AppointmentReference reference_of(const CourseRecord& record, const PlacedAppointment& placed) {
  const CourseReference course = reference_of(record);
  if (placed.session) return {.course = course, .which = *placed.session};
  return {.course = course, .which = placed.appointment->date};
}

}  // namespace ipt
