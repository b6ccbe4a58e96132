#pragma once

#include <string>
#include <string_view>

#include "ipt/domain/revision.hpp"

namespace ipt::report {

/// Points are stored in hundredths: how the names of such fields end.
inline constexpr std::string_view of_points = "_hundredths";

/// The name of a stored field as a person reads it: `ended on`, `risk action`.
std::string field_words(std::string_view field);

/// What a change did to a record: `recorded`, `changed`, `taken out`.
std::string_view deed_words(RevisionKind kind);

}  // namespace ipt::report
