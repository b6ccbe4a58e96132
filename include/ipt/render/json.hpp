#pragma once

#include <string>

#include "ipt/base/error.hpp"
#include "ipt/report/report.hpp"

namespace ipt::render {

/// `{"schema":…,"as_of":…,"data":{…},"warnings":[…]}` on one line, keys in their order.
std::string json(const report::Report& report);

/// `{"error":{"code":…,"exit":…,"message":…,"hint":…}}` on one line.
std::string json(const Explanation& error);

}  // namespace ipt::render
