#include "domain/counted_readings.hpp"

#include <algorithm>
#include <iterator>

namespace ipt {

std::vector<Reading> counted_readings(const Measure& measure) {
  std::vector<Reading> counted;
  if (!measure.baseline) return counted;
  std::ranges::copy_if(measure.readings, std::back_inserter(counted), [&](const Reading& each) {
    return each.total && each.date >= measure.baseline->date && each.date <= measure.latest->date;
  });
  return counted;
}

std::vector<Reading> last_valid(std::span<const Reading> readings, int count) {
  std::vector<Reading> valid;
  std::ranges::copy_if(readings, std::back_inserter(valid),
                       [](const Reading& each) { return each.total.has_value(); });
  std::ranges::stable_sort(valid, {}, &Reading::date);
  if (std::ssize(valid) > count) valid.erase(valid.begin(), valid.end() - count);
  return valid;
}

}  // namespace ipt
