#pragma once

#include "ipt/domain/course.hpp"

namespace ipt {

/// The contract with a new number of sessions, more than are now agreed: exit 2 outside 12 to 16
/// for an acute course; exit 4 `not_an_extension` otherwise, before the course starts, or before
/// an earlier change of the contract (`before_contract_change`), which would overrule it.
ContractChange extension(const CourseRecord& record, int planned, Date from);

}  // namespace ipt
