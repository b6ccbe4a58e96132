#pragma once

#include <span>
#include <string>

#include "cli/settings.hpp"
#include "ipt/report/report.hpp"

namespace ipt::cli {

/// The reports in the format of the settings. Text, JSON and CSV are one after the other, Markdown
/// and HTML one document. Throws `Error` (usage, `csv_not_available`) for CSV of a report that
/// names no list.
std::string rendered(std::span<const report::Report> reports, const Settings& settings);

}  // namespace ipt::cli
