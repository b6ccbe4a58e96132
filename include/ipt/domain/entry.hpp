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

/// What `course focus` makes of a record: a new episode, or fields of one in force.
struct FocusChange {
  FocusEpisode episode;
  bool is_new = false;
};

/// The fields that were given for a focus; empty ones stay as they are.
struct FocusFields {
  std::string reason = {};
  std::string other_party = {};  ///< of a dispute
  std::string deceased = {};     ///< of grief
  std::string old_role = {};
  std::string new_role = {};
  std::optional<DisputeStage> stage = {};
};

/// The same area again updates the episode in force on `from` (a stage is dated `from`) and is no
/// change of focus; an episode of the same area that begins later then begins on `from`. Another
/// area begins an episode on `from`: while one is in force that needs a reason (exit 2,
/// `reason_missing`). Exit 2 for fields that belong to another area; exit 4 before the course
/// starts, for a secondary focus without or equal to a primary one, or when the ended course is
/// closed.
FocusChange focus_change(const CourseRecord& record, Focus focus, FocusRank rank, Date from,
                         const FocusFields& fields);

/// The contract with a new number of sessions, more than are now agreed: exit 2 outside 12 to 16
/// for an acute course; exit 4 `not_an_extension` otherwise, before the course starts, or before
/// an earlier change of the contract (`before_contract_change`), which would overrule it.
ContractChange extension(const CourseRecord& record, int planned, Date from);

/// Exit 4 when the course has ended already, or the end lies before the start or before an
/// appointment that is recorded.
void require_end(const CourseRecord& record, const CourseEnd& end);

}  // namespace ipt
