#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// The draft of the letter at the end of a course, `ipt.ending/1`: why it is written, treatment,
/// focus, goals, measures in plain words, what was recorded of risk, the relapse plan. What the
/// store does not hold is a blank such as `<GP name, practice>`, and its key stands in `blanks`; a
/// blank never holds anything recorded. Of free text it holds goals and relapse plan, nothing else
/// and no person, whatever is asked for. Of an open course it says that it has not ended. `record`
/// holds what is known on `as_of`; the blanks ask what the school asks.
Report ending_letter(const CourseRecord& record, const Catalogue& catalogue, Date as_of,
                     School school);

}  // namespace ipt::report
