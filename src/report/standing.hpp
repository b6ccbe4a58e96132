#pragma once

#include <string_view>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

// How a course is going, and what an ended one came to.

/// Null where the course has no status line.
Value status_value(const CourseRecord& record, const std::vector<Measure>& measures, Date as_of);

/// The status of the data in one line; for a course that has one.
Phrase status_phrase();

/// The status with its rule, source and limit; no facts without one.
Facts status_block(const Value& status);

/// The checks E2 to E4 of the PHQ-9; empty where they do not apply.
List early_list(const CourseRecord& record, const std::vector<Measure>& measures, Date as_of);
Facts early_block(const List& early);

/// The outcome of a course: in a few words, the codes of the measures that it is judged on, and
/// what is true of it.
Object outcome_object(const CourseOutcome& outcome, std::string_view text, List judged_on);

/// What an ended course came to, over all its measures; null while it runs.
Value outcome_value(const CourseRecord& record, const std::vector<Measure>& measures);

/// The same by measure and for the course; no facts while it runs.
Facts outcome_block(const CourseRecord& record, const std::vector<Measure>& measures);

/// What the report judged by, with its sources: the instruments, and the rules that the status does
/// not name already.
List definitions_list(const std::vector<Measure>& measures, const Value& status, const List& early);
Facts definitions_block(const List& definitions);

}  // namespace ipt::report
