#pragma once

#include <string>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/erasure.hpp"
#include "ipt/domain/revision.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// Every operation with what it changed: when, who, why, old and new.
Report history(const std::string& reference, const std::vector<RecordedOperation>& operations);

/// A course that was there before a change and after it.
struct TouchedCourse {
  CourseRecord before;
  CourseRecord after;
};

/// After `undo` and `undo --redo`: the operation that was taken back, what that changed, and which
/// sessions have new numbers.
Report taken_back(const RecordedOperation& target, const RecordedOperation& done,
                  const std::vector<TouchedCourse>& courses, Date today, Outcome outcome);

/// After `history redact`.
Report redacted(const std::string& reference, const Erasure& erased, Date today, Outcome outcome);

}  // namespace ipt::report
