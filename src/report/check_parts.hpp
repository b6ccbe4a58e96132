#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/check.hpp"
#include "ipt/domain/early_response.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

// What checks say, in the words and the data of reports.

/// `act`, `look`, `ok`, `not yet`, `n/a`.
std::string_view level_of(CheckResult result);

/// `fail`, `warn`, `pass`, `not_due`, `not_applicable`.
std::string_view key_of(CheckResult result);

/// Of the worst finding: `risk` of a risk item that nobody followed up.
Gravity gravity_of(const std::vector<CheckedRule>& findings);

/// `{"fail":0,...}`
Object tally_object(const CheckTally& tally);

/// Every rule: name, result, the sessions and days that caused it, what it says.
List rule_list(const std::vector<CheckedRule>& rules);

/// Findings as rows of a table, of the course with that reference.
List finding_list(const std::vector<CheckedRule>& findings, std::string_view reference);

/// The findings but for what the status line of the course says already: a fact is said once.
std::vector<CheckedRule> not_said_by(const std::optional<StatusLine>& status,
                                     std::vector<CheckedRule> findings, std::optional<Phase> phase);

/// Draws such a list: level, name, what was found, and beneath it the command.
Table findings_table(std::string heading, std::string rows);

/// How many courses of a caseload need a second look.
struct SecondLook {
  int open = 0;         ///< open courses
  int attention = 0;    ///< those of them with a finding
  int risks = 0;        ///< courses with an unanswered risk item
  int ended_risks = 0;  ///< those of them that have ended

  /// Counts a course with these findings, of which there are some.
  void count(const CourseRecord& record, const std::vector<CheckedRule>& findings);
};

/// `4 of 7 open courses need a second look. 1 course has a positive risk item with no recorded
/// action. ipt does not assess risk.`
std::string second_look_verdict(const SecondLook& look);

/// A course that needs a second look: what names it, and its findings as `reasons`.
Object attention_object(const CourseRecord& record, const std::vector<CheckedRule>& findings);

/// `act 0   look 0   ok 19   not yet 6   n/a 3`
std::string tally_text(const CheckTally& tally);

/// What is asked for soon, with the name of the check: "ending-named (ending to be named ...)".
List coming_list(const std::vector<CheckedRule>& reminders);

/// The same without the names.
List due_list(const std::vector<CheckedRule>& reminders);

}  // namespace ipt::report
