#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/revision.hpp"

namespace ipt {

enum class LateKind { recorded, corrected, taken_out };

/// `recorded`, `corrected`, `taken_out`.
std::string_view name_of(LateKind kind);

/// Something of an earlier time that was written only now, so that what was said of that time no
/// longer holds. Values are days, ids and points; what a user typed freely is only named.
struct LateEntry {
  const NetChange* change = nullptr;
  LateKind kind = LateKind::recorded;
  std::string record;  ///< `appointment`, `score`, `end`, ...; a note is one of an appointment
  Date date;           ///< what it is about
  Date recorded_on;
  std::string field = {};   ///< of a correction, as it is stored; `total`, `risk_item` of a score
  bool has_values = false;  ///< whether the values below may be told
  std::optional<std::string> before = {};
  std::optional<std::string> after = {};
};

/// What `changes`, those of the days from `first` on, say of the days before `first`:
/// appointments, scores, contacts with risk, starts and ends of courses, pauses and breaks, focus,
/// contract. By course, day and record. Points into `changes`.
std::vector<LateEntry> late_entries(const std::vector<NetChange>& changes, Date first,
                                    const Catalogue& catalogue);

}  // namespace ipt
