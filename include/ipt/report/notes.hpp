#pragma once

namespace ipt::report {

/// Whether free text about the client goes into a report.
enum class Notes { withheld, shown };

}  // namespace ipt::report
