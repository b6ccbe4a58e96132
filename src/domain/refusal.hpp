#pragma once

#include <string>
#include <string_view>

#include "ipt/domain/course.hpp"

namespace ipt {

/// Exit 2: a value that is not allowed, or values that do not fit together.
[[noreturn]] void refuse_value(std::string code, std::string wrong, std::string allowed,
                               std::string attempt);

/// Exit 4: the state of the course refuses.
[[noreturn]] void refuse_state(std::string code, std::string wrong, std::string allowed,
                               std::string attempt);

/// Exit 4, `before_course_start`; `what` names the thing that is dated.
void require_started(const CourseRecord& record, Date date, std::string_view what);

}  // namespace ipt
