#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/position.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {

// Checks ask whether a course is run as IPT is meant to be. They point at what a person should look
// at, with the sessions that caused it; they never add up to a score of a therapist. Adherence and
// competence are judged by people who hear recordings.

/// The result of a check, the gravest first.
enum class CheckResult {
  fail,            ///< the rule is broken and something is to be done
  warn,            ///< the rule is broken; worth a second look
  pass,            ///< the rule holds
  not_due,         ///< what the rule is about has not come yet
  not_applicable,  ///< the rule does not concern this course
};

/// What a check looks at: a course as it is known on `as_of`, with what follows from it, worked out
/// once for all checks. Points into what it was made from, which must outlive it.
struct CheckedCourse {
  CheckedCourse(const CourseRecord& of, const std::vector<Measure>& its_measures, Date day,
                School words);
  CheckedCourse(CourseRecord&&, const std::vector<Measure>&, Date, School) = delete;
  CheckedCourse(const CourseRecord&, std::vector<Measure>&&, Date, School) = delete;

  const CourseRecord& record;
  const std::vector<Measure>& measures;  ///< the primary measure first
  Date as_of;
  School school;
  std::vector<PlacedAppointment> appointments;  ///< all, by date
  std::vector<PlacedAppointment> sessions;      ///< the attended ones: session n is `[n - 1]`
  Position position;
};

/// What made a check speak: a day, and the session of that day where there is one. A dismissal
/// covers the days that it was given for.
struct Cause {
  Date date;
  std::optional<int> session = {};

  bool operator==(const Cause&) const = default;
};

/// What a check says of a course.
struct Judgement {
  CheckResult result = CheckResult::pass;
  std::vector<Cause> causes = {};  ///< of `fail` and `warn`: by date, at least one
  /// In a few words, without free text about the client: "DNA on 2025-05-07 and 2025-05-14"; of
  /// `not_due` what will be asked: "ending to be named between sessions 10 and 12". It may hold the
  /// name of an instrument of the user's own, so a phrase of a report refers to it.
  std::string text = {};
  std::string settle = {};  ///< of `fail` and `warn`: the command that answers it
  /// Of a finding about what certain instruments said: which ones the text names.
  std::vector<const Instrument*> instruments = {};
  /// Of `not_due`: the session from which on a reminder helps; absent where none does.
  std::optional<int> remind_from = {};
};

/// Whether a check speaks of maintenance courses too.
enum class Scope { acute_only, every_course };

/// One rule. The name is its public id and never changes.
struct Check {
  std::string_view name;    ///< `focus-kept`
  std::string_view title;   ///< what is asked for, in a few words
  std::string_view rule;    ///< when it warns and when it fails, with its numbers
  std::string_view reason;  ///< why IPT asks for it
  std::string_view source;  ///< of rule and numbers; "our choice" where nobody published one
  Scope scope = Scope::acute_only;
  /// What it says once the causes on the days of `dismissed` are set aside: they still count, but a
  /// finding neither names them nor is as grave as they alone would make it. Some cause is left.
  Judgement (*judge)(const CheckedCourse&, std::span<const Date> dismissed) = nullptr;
};

/// A risk item must be answered by a person: the one check that cannot be dismissed.
inline constexpr std::string_view undismissable = "risk-item-followed";

/// All checks, in the order in which they are listed.
std::span<const Check> checks();

/// The check of that name. Throws `Error` (usage, `value_unknown`) with the nearest name.
const Check& check_named(std::string_view name);

/// A check and what it said of a course.
struct CheckedRule {
  const Check* check = nullptr;
  Judgement judgement = {};
  /// The dismissal that covers every cause of a `fail` or a `warn`; points into the record.
  const Dismissal* dismissal = nullptr;

  /// Broken, and not dismissed.
  [[nodiscard]] bool is_finding() const {
    return dismissal == nullptr &&
           (judgement.result == CheckResult::fail || judgement.result == CheckResult::warn);
  }
};

/// Every check asked of the course, in the order of `checks()`. Those that do not speak of its kind
/// are `not_applicable`. Causes that were dismissed are taken out of a finding that has others: a
/// new cause raises it again, for itself alone.
std::vector<CheckedRule> checked(const CheckedCourse& course);

/// What needs a second look, worst first: an unanswered risk item, other `fail`s, `warn`s; of equal
/// gravity in the order of `checks()`.
std::vector<CheckedRule> findings(const std::vector<CheckedRule>& rules);

/// For so many days after the end of a course an unanswered risk item of it is still asked about:
/// ending does not answer it. [ours]
inline constexpr int days_asked_after_end = 28;

/// What a look over a caseload says of a course: while it is open, every finding; for some days
/// after its end, an unanswered risk item alone.
std::vector<CheckedRule> caseload_findings(const CheckedCourse& course,
                                           const std::vector<CheckedRule>& rules);

/// Whether an unanswered risk item is among them.
bool has_open_risk(const std::vector<CheckedRule>& findings);

/// How many rules came out how.
struct CheckTally {
  int fail = 0;
  int warn = 0;
  int pass = 0;
  int not_due = 0;
  int not_applicable = 0;
  int dismissed = 0;  ///< counted nowhere else
};

CheckTally tally(const std::vector<CheckedRule>& rules);

/// What is not due yet but belongs to the coming session or one soon after it, in the order of
/// `checks()`. None without a session to come.
std::vector<CheckedRule> reminders(const CheckedCourse& course,
                                   const std::vector<CheckedRule>& rules);

}  // namespace ipt
