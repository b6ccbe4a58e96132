#pragma once

#include <string_view>

#include "ipt/report/report.hpp"

namespace ipt::report {

/// What a writing command did.
enum class Outcome {
  saved,
  already_saved,  ///< the same facts were there; nothing was changed
  would_save,     ///< a dry run
};

/// `Saved`, `Already saved as`, `Would save`.
std::string_view outcome_word(Outcome outcome);

/// `"saved":true,"already_saved":false,"dry_run":false`: the first keys of every writing command.
void add_outcome(Object& data, Outcome outcome);

}  // namespace ipt::report
