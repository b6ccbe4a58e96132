#pragma once

#include <string_view>

namespace ipt::report {

/// What a rule on early response rests on, and what it cannot say.
struct RuleText {
  std::string_view rule;  ///< `E0` to `E4`, `E6`, `recent`
  std::string_view source;
  std::string_view limit;
};

/// Of a rule that `status_line` or `early_checks` names; null for another one.
const RuleText* rule_text(std::string_view rule);

}  // namespace ipt::report
