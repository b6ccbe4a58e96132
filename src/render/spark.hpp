#pragma once

#include <optional>
#include <string>

#include "ipt/render/style.hpp"
#include "ipt/report/value.hpp"

namespace ipt::render {

/// A value as a number, for drawing alone; of a score its total. Nothing for what is no number.
std::optional<double> number_of(const report::Value& value);

/// What a picture is drawn from and to.
struct Scale {
  double lowest = 0;
  double highest = 0;

  /// Where a number lies between both ends: 0 to 1.
  [[nodiscard]] double share(double number) const;
};

/// The last numbers of a series as bars of one character each, "." where one is missing.
std::string spark(const report::List& series, const Scale& scale, const Voice& voice);

/// From the lowest to the highest number of a series.
Scale scale_of(const report::List& series);

}  // namespace ipt::render
