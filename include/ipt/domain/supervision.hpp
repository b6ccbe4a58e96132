#pragma once

#include <optional>

#include "ipt/domain/course.hpp"

namespace ipt {

/// How much of a course was supervised. A fact, not a requirement: those differ by body.
struct Supervised {
  int sessions = 0;  ///< with a question that was answered
  int minutes = 0;   ///< of all answers that say how long it took
};

/// A question belongs to the session with which it was recorded, else to the latest session on or
/// before the day on which it was asked.
Supervised supervised(const CourseRecord& record);

/// The session that a question belongs to; nothing before the first one.
std::optional<int> session_of(const CourseRecord& record, const Question& question);

}  // namespace ipt
