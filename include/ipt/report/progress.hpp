#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// How one course goes: position, focus, attendance, measures with their change from the baseline,
/// every session, goals, milestones, checks, risk, supervision. `ipt.progress/1`. Of free
/// text it always holds goals, roles and the sentence of the formulation; the rest stands in it
/// only with `Notes::shown`, else its keys are listed as withheld. `record` holds what is known on
/// `as_of`.
Report progress(const CourseRecord& record, const Catalogue& catalogue, Date as_of, Notes notes,
                School school);

/// What holds the reports on all open courses, and says that there is none: `ipt.progress.all/1`.
Report progress_of_all(Date as_of);

/// What to know in ten seconds before a session: where the course stands and what that means for
/// the next session (from four sessions before the last one the countdown), the focus, the last
/// agreed task, the scores so far, risk, goals, what is due, the gravest findings of the checks.
/// `ipt.prep/1`.
Report prep(const CourseRecord& record, const Catalogue& catalogue, Date as_of, School school);

}  // namespace ipt::report
