#pragma once

#include <string>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/position.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// Every milestone: name, date, session, `reached`, and the text `inventory 2`.
List milestone_list(const CourseRecord& record);

/// Which tasks of the ending are still open, in words; that it was named is one of them. None of a
/// maintenance course.
std::vector<std::string> open_ending_tasks(const CourseRecord& record);

/// From four sessions before the last one on: how many are left, whether the ending was named, and
/// which of its tasks are still open. Empty before that, and of a maintenance course.
Phrase ending_phrase(const CourseRecord& record, const Position& where);

/// `{"recorded":7,"supervised":6,"minutes":250,"open_questions":1}`
Object supervision_object(const CourseRecord& record);

}  // namespace ipt::report
