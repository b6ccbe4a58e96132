// Which readings the rules on early response look at.
#pragma once

#include <span>
#include <vector>

#include "ipt/domain/measure.hpp"
#include "ipt/domain/score.hpp"

namespace ipt {

/// The valid totals from the baseline to the latest one that counts, by date.
std::vector<Reading> counted_readings(const Measure& measure);

/// The last `count` valid readings by date, or as many as there are. Readings may come in any
/// order.
std::vector<Reading> last_valid(std::span<const Reading> readings, int count);

}  // namespace ipt
