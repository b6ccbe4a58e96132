#pragma once

#include <string>
#include <vector>

#include "ipt/domain/revision.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// Every operation with what it changed: when, who, why, old and new.
Report history(const std::string& reference, const std::vector<RecordedOperation>& operations);

/// After `undo` and `undo --redo`: the operation that was taken back, and what that changed.
Report taken_back(const RecordedOperation& target, const RecordedOperation& done, Date today,
                  Outcome outcome);

}  // namespace ipt::report
