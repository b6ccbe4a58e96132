#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/course.hpp"

namespace ipt {

/// An appointment in its place in the course.
struct PlacedAppointment {
  const Appointment* appointment = nullptr;
  std::optional<int> session = {};  ///< rank by date among the attended ones; a missed one has none
  int week = 0;                     ///< whole weeks since the start + 1
  std::optional<Phase> phase = {};  ///< of an attended session of an acute course
  std::optional<Focus> focus = {};  ///< what was worked on; absent: open
};

/// Every appointment of the record, by date. Points into `record`, which must outlive it.
std::vector<PlacedAppointment> timeline(const CourseRecord& record);

/// The latest session on or before a day; nothing before the first one.
std::optional<int> session_up_to(const CourseRecord& record, Date date);

/// The day of session 1.
std::optional<Date> find_first_session(const CourseRecord& record);

/// How many sessions were attended.
int sessions_held(const CourseRecord& record);

/// How many of them up to a day, that day included: the number of its session or of the latest one
/// before it.
int sessions_by(const CourseRecord& record, Date date);

/// Whole weeks since `start` + 1, so that the first seven days are week 1; 0 or less before it.
int course_week(Date start, Date date);

/// The contract in force on a day.
const Contract& contract_on(const CourseRecord& record, Date date);

/// The contract as it is now agreed.
const Contract& contract_now(const CourseRecord& record);

/// The focus of that rank in force on a day; nothing while none is agreed.
const FocusEpisode* focus_on(const CourseRecord& record, FocusRank rank, Date date);

/// The appointment of a day.
const Appointment* appointment_on(const CourseRecord& record, Date date);

/// The appointment of a day in its place; there must be one. Points into `record`.
PlacedAppointment placed_on(const CourseRecord& record, Date date);

/// The score of an instrument on a day.
const FiledScore* score_on(const CourseRecord& record, std::string_view instrument, Date date);

/// `K7:s1` for a score that was entered outside a session, else `K7@2026-11-16`.
std::string reference_text(const CourseRecord& record, const FiledScore& filed);

/// The appointment that a reference names. Throws `Error` (not found, `session_not_found`) with
/// what the course has.
const Appointment& appointment(const CourseRecord& record, const AppointmentReference& reference);

/// `K7.9` for a session, `K7@2026-11-16` for a missed appointment.
AppointmentReference reference_of(const CourseRecord& record, const PlacedAppointment& placed);

}  // namespace ipt
