#pragma once

#include <span>
#include <string>

#include "cli/settings.hpp"
#include "ipt/report/report.hpp"

namespace ipt::cli {

/// Reports as they are printed in the format of the settings: one, or, where that is not JSON,
/// several after one another.
std::string rendered(std::span<const report::Report> reports, const Settings& settings);

}  // namespace ipt::cli
