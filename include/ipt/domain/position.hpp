#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/course.hpp"

namespace ipt {

/// While a course is open its status is derived; an ended one has the status the therapist gave.
enum class CourseStatus { waiting, active, paused, ended };

/// One reason why a course ends later (or earlier) than planned.
struct SlipReason {
  enum class Kind { missed, pause, therapist_break, other };

  Kind kind = Kind::other;
  std::optional<Date> date = {};  ///< of the missed appointment, or the first slot an absence took
  std::optional<Attendance> attendance = {};
  std::string reason = {};  ///< of the absence, as entered
  int days = 0;
};

/// Where a course stands.
struct Position {
  CourseStatus status = CourseStatus::active;
  int sessions = 0;                 ///< attended so far
  int planned = 0;                  ///< as now agreed
  int left = 0;                     ///< never negative
  std::optional<int> week = {};     ///< calendar week of the course; nothing before it starts
  std::optional<Phase> phase = {};  ///< of the latest session, or the first; acute courses only
  std::optional<Date> next =
      {};  ///< when the next session is due; nothing at the end or in an open pause
  std::optional<Phase> next_phase = {};
  Date planned_end;
  std::optional<Date> projected_end = {};
  std::optional<int> slip_days = {};     ///< projected less planned end; negative: ahead of plan
  std::vector<SlipReason> reasons = {};  ///< by date; their days add up to the slip
};

/// Next = the `--next` of the latest appointment, else its date + cadence (no appointment yet: the
/// start), moved in cadence steps past pauses and breaks. Planned end = start + (N - 1) cadences,
/// as now agreed. Projected end = the later of next and `as_of`, + (left - 1) cadences past pauses
/// and breaks; of an ended course, or one with no session left, the day it came to. Slip =
/// projected - planned; a missed appointment counts a cadence, an absence the slots it took, the
/// rest is "other". A missed appointment never uses up a session.
///
/// `record` holds what is known on `as_of` (see `known_on`).
Position position(const CourseRecord& record, Date as_of);

/// The slot that follows one, a cadence later and past pauses and breaks; nothing when one of them
/// has no end.
std::optional<Date> slot_after(const CourseRecord& record, Date slot);

/// The absence that covers a day.
const Absence* absence_on(const CourseRecord& record, Date date);

/// The id of the status: `waiting`, `active`, `paused`, or that of the end, such as `completed`.
std::string_view status_name(const CourseRecord& record, Date as_of);

}  // namespace ipt
