#pragma once

#include "ipt/domain/course.hpp"

namespace ipt {

// Changes of what was agreed about a course. Each throws `Error`: exit 2 for values that are not
// allowed, exit 4 where the state of the course refuses. An ended course refuses them all
// (`course_ended`), and so does a day before the course starts (`before_course_start`). A change of
// the contract is dated on or after the one before it (`before_contract_change`), which would
// otherwise overrule it.

/// More sessions than are now agreed: at most 16 of an acute course (exit 2, `weeks_not_allowed`),
/// else exit 4 `not_an_extension`.
ContractChange extension(const CourseRecord& record, int planned, Date from);

/// Fewer sessions than are now agreed: at least 12 of an acute course (exit 2,
/// `weeks_not_allowed`) and never fewer than were held (exit 4, `sessions_held`); else exit 4
/// `not_a_shortening`. A course that stops earlier is ended, not shortened.
ContractChange shortening(const CourseRecord& record, int planned, Date from);

/// Another number of days between sessions, from that day on. Exit 4, `same_cadence`.
ContractChange cadence_change(const CourseRecord& record, int days, Date from);

/// Another split of the sessions to come: from `today` on, or from the day after the last session,
/// whose phase stays. Exit 4, `same_phases`.
ContractChange phases_change(const CourseRecord& record, const PhaseSplit& split, Date today);

/// The pause that ends because sessions go on from `date`. Exit 4: `not_on_pause`, or
/// `pause_begins_then` when nothing would be left of it.
Absence resumed(const CourseRecord& record, Date date);

/// Whether what was agreed at the start may read `now`. Exit 4: a start after an appointment, a
/// focus or a change of the contract (`start_after_record`), fewer sessions than were held
/// (`sessions_held`), a planned number that was agreed anew since (`contract_changed`).
void require_amendable(const CourseRecord& record, const Course& now);

/// Whether a change of the contract may be taken back: exit 4, `not_the_last_change` when a later
/// one builds on it, `sessions_held` when fewer sessions would then be planned than were held.
void require_contract_without(const CourseRecord& record, int number);

/// Whether a focus may be taken back: exit 4, `secondary_focus_stands`, when a secondary focus
/// would stand without a primary one.
void require_focus_without(const CourseRecord& record, int number);

}  // namespace ipt
