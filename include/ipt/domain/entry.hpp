#pragma once

#include <vector>

#include "ipt/domain/course.hpp"

namespace ipt {

/// What may be recorded, given what is recorded already. Each `require_…` throws `Error` with the
/// way out: exit 2 for values that do not fit together, exit 4 where the state of the course
/// refuses.

/// Exit 4, `course_ended`.
void require_open(const CourseRecord& record);

/// Exit 2: techniques, minutes, focus, link or a recording of a missed appointment; `none` or
/// `not-asked` beside another risk; a booked day that is not after the appointment.
void require_coherent(const Appointment& appointment);

/// Whether `appointment` may join the course: it is open, the day is on or after its start and
/// holds no other appointment (`appointment_exists`), no session goes beyond the planned number
/// (`session_beyond_plan`), and after the initial phase a session has a focus (`focus_missing`).
void require_room(const CourseRecord& record, const Appointment& appointment);

/// Whether the very same score is recorded already. Exit 4, `score_exists`, when the instrument has
/// a different one on that day.
bool is_recorded(const CourseRecord& record, const Score& score);

/// Exit 2 for an end before the start; exit 4 when the pause begins before the course or overlaps
/// another pause.
void require_pause(const CourseRecord& record, const Absence& pause);

/// Exit 2 for an end before the start; exit 4 when the break overlaps another one.
void require_break(const std::vector<Absence>& breaks, const Absence& leave);

/// A session whose number has changed because of an earlier date.
struct Renumbered {
  Date date;
  int before = 0;
  int now = 0;
};

/// Sessions that are in both records under different numbers, by date.
std::vector<Renumbered> renumbered(const CourseRecord& before, const CourseRecord& after);

/// Exit 4 when the course has ended already, or the end lies before the start or before an
/// appointment that is recorded.
void require_end(const CourseRecord& record, const CourseEnd& end);

}  // namespace ipt
