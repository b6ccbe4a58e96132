#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ipt/base/date.hpp"

namespace ipt {

/// Days in a row, both ends included.
struct Days {
  Date first;
  Date last;

  [[nodiscard]] bool contains(Date date) const { return first <= date && date <= last; }
  bool operator==(const Days&) const = default;
};

/// The ISO week of a day as it is written: `2026-W47`.
std::string week_name(Date day);

/// The days of an ISO week. Nothing when the year has no such week, or it leaves the range of
/// `Date::of`.
std::optional<Days> days_of(IsoWeek week);

/// The days that a person wrote, counted from `today`: `2026`, `2026-Q4`, `2026-11`, `2026-W47` (an
/// ISO week), `this-week`, `last-week`, or one day in the grammar of `resolve_date`, which may lie
/// ahead. Letter case does not matter.
///
/// `what` names the flag in errors. Throws `Error` (usage): `period_impossible` for `2026-W54` and
/// its like, else what `resolve_date` throws.
Days resolve_days(std::string_view text, Date today, std::string_view what);

}  // namespace ipt
