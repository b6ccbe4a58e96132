#pragma once

#include <optional>
#include <vector>

#include "ipt/domain/course.hpp"

namespace ipt {

// What was written down about risk. The program records it; it never assesses.

/// Whether something was reported: anything but `none` and `not-asked`.
bool is_reported(const std::vector<Risk>& risks);

/// The first risk action, with an appointment or a contact, on or after a day and, where one is
/// given, before another.
std::optional<Date> first_risk_action(const CourseRecord& record, Date from,
                                      std::optional<Date> before);

/// What was last said of risk, at an appointment or with a contact.
struct StatedRisk {
  Date date;
  std::vector<Risk> risks = {};
  std::optional<int> contact = {};     ///< its number; absent: at an appointment
  std::optional<Date> action_on = {};  ///< the first risk action from that day on

  /// Something was reported, and nobody wrote down what was done.
  [[nodiscard]] bool is_open() const { return is_reported(risks) && !action_on; }
};

/// Nothing while risk was never recorded. Of two on one day the contact stands.
std::optional<StatedRisk> latest_stated_risk(const CourseRecord& record);

}  // namespace ipt
