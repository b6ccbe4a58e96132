#pragma once

#include <string>

#include "ipt/report/report.hpp"

namespace ipt::render {

/// The list that `csv_rows` of the report names, one record a row (RFC 4180: CRLF, a header row).
/// Columns are the members of its objects in the order of their first appearance: an object within
/// is flattened as `a_b`, a list of single values is joined by `; `, a list of objects or of
/// nothing is left out, null is an empty cell. A text that a spreadsheet would take for a formula
/// gets a `'` before it; control characters are escaped as for a terminal, since nothing takes them
/// in again. Of an empty list there is only the header `csv_columns`.
std::string csv(const report::Report& report);

}  // namespace ipt::render
