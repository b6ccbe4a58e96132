#pragma once

#include <string>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// What now holds after a session was logged or amended: a positive risk item first, then the
/// session, each score with its change from the baseline, what comes next, and which other sessions
/// have new numbers.
Report session_saved(const CourseRecord& record, const Catalogue& catalogue, Date date,
                     const std::vector<Renumbered>& renumbered, const std::string& schema,
                     Date today, Outcome outcome);

/// What now holds after an appointment was taken out: what went with it, which sessions have new
/// numbers.
Report session_removed(const CourseRecord& before, const CourseRecord& after, Date date, Date today,
                       Outcome outcome);

/// The same after it was moved, of the course that it left (`from`, now `left`) and of the one that
/// it joined (`to`, now `joined`).
Report session_moved(const CourseRecord& from, const CourseRecord& left, const CourseRecord& to,
                     const CourseRecord& joined, Date date, Date today, Outcome outcome);

/// Every appointment of a course.
Report session_list(const CourseRecord& record, const Catalogue& catalogue, Date as_of);

/// Everything recorded of one appointment, free text included.
Report session_shown(const CourseRecord& record, const Catalogue& catalogue, Date date, Date as_of);

/// What now holds after a score was added or amended.
Report score_saved(const CourseRecord& record, const Catalogue& catalogue, const Score& score,
                   const std::string& schema, Date today, Outcome outcome);

/// What now holds after a score was taken out.
Report score_removed(const CourseRecord& after, const Catalogue& catalogue,
                     const FiledScore& removed, Date today, Outcome outcome);

/// Every score of a course, by date.
Report score_list(const CourseRecord& record, const Catalogue& catalogue, Date as_of);

}  // namespace ipt::report
