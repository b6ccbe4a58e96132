#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// How one course goes: position, focus, attendance, measures with their change from the baseline,
/// every session, goals, risk. `ipt.progress/1`. Free text about the client stands in it only with
/// `Notes::shown`; else its keys are listed as withheld. `record` holds what is known on `as_of`.
Report progress(const CourseRecord& record, const Catalogue& catalogue, Date as_of, Notes notes);

/// What to know in ten seconds before a session: where the course stands and what that means for
/// the next session, the focus, the last agreed task, the scores so far, risk, what is missing.
/// `ipt.prep/1`.
Report prep(const CourseRecord& record, const Catalogue& catalogue, Date as_of);

}  // namespace ipt::report
