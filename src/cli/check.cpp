// ipt check and ipt todo
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "cli/words.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/report/checks.hpp"
#include "ipt/report/todo.hpp"

namespace ipt::cli {
namespace {

[[noreturn]] void refuse_flag(const Flag& flag, std::string_view allowed, std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = "flag_not_allowed",
               .wrong = fmt::format("{} does not belong here", flag.name),
               .allowed = std::string{allowed},
               .attempt = std::move(attempt)});
}

void refuse_flags(const Arguments& arguments, std::span<const Flag* const> flags,
                  std::string_view allowed, const std::string& attempt) {
  for (const Flag* flag : flags) {
    if (arguments.given(*flag)) refuse_flag(*flag, allowed, attempt);
  }
}

constexpr std::array looking_flags = {&flags::as_of, &flags::output, &flags::force, &flags::fail_on,
                                      &flags::therapist};
constexpr std::array dismissing_flags = {&flags::reason, &flags::dry_run, &flags::op_id,
                                         &flags::actor};

// What one check says of a course; a dismissal in it points into the record.
CheckedRule judged(const CourseRecord& record, Invocation& invocation, const Check& check) {
  const std::vector<Measure> all = measures(record, invocation.catalogue());
  const CheckedCourse course{record, all, invocation.today(), invocation.school()};
  const std::vector<CheckedRule> rules = checked(course);
  return *std::ranges::find(rules, &check, &CheckedRule::check);
}

[[noreturn]] void refuse_no_finding(const CourseRecord& record, const Check& check) {
  const std::string name = reference_of(record).text();
  throw Error({.exit = Exit::refused,
               .code = "no_finding",
               .wrong = fmt::format("{} has nothing to say of {}", check.name, name),
               .allowed = "Only a finding is dismissed; a later one is shown again.",
               .attempt = fmt::format("ipt check {}", name)});
}

// The number of the dismissal that covers what the check has found, made when there is none yet.
int dismissed(store::Changes& changes, const store::StoredCourse& course, const CheckedRule& rule,
              const std::string& reason, Date today) {
  if (rule.dismissal != nullptr) return rule.dismissal->number;
  if (!rule.is_finding()) refuse_no_finding(course.record, *rule.check);
  Dismissal dismissal{.check = std::string{rule.check->name}, .date = today, .reason = reason};
  for (const Cause& cause : rule.judgement.causes) dismissal.causes.push_back(cause.date);
  return changes.add_dismissal(course.id, dismissal);
}

const Check& dismissable(const std::string& name, const std::string& course) {
  const Check& check = check_named(name);
  if (check.name != undismissable) return check;
  throw Error({.exit = Exit::refused,
               .code = "risk_not_dismissed",
               .wrong = fmt::format("{} cannot be dismissed", check.name),
               .allowed = "A positive risk item is answered: by recording what was done.",
               .attempt = fmt::format("ipt check {}, which names the command", course)});
}

void dismiss(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  refuse_flags(arguments, looking_flags, "A finding is dismissed today, in one course.",
               "leaving it out");
  if (arguments.words().empty()) {
    refuse_flag(flags::dismiss, "A finding is dismissed in one course.",
                "ipt check K7 --dismiss NAME --reason TEXT");
  }
  const Check& check = dismissable(*arguments.find(flags::dismiss), arguments.word(0));
  const std::string reason = invocation.required_text(flags::reason);
  const CourseReference reference = read_course_reference(arguments.word(0));

  invocation.change(reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference);
    const int number = dismissed(changes, before, judged(before.record, invocation, check), reason,
                                 invocation.today());
    const CourseRecord after = changes.course(reference).record;
    return Change{.reference = reference_of(after).text(),
                  .report = report::check_dismissed(after, number, invocation.today(),
                                                    invocation.outcome(changes))};
  });
}

// The open courses, and those that ended so lately that their risk items are still asked about.
std::vector<CourseRecord> asked_courses(Invocation& invocation) {
  store::CourseFilter filter = invocation.caseload();
  filter.ended_from = invocation.as_of().plus_days(-days_asked_after_end);
  return invocation.courses(filter);
}

// With --quiet only findings are printed.
void tell(Invocation& invocation, const report::Report& report) {
  const Settings& settings = invocation.settings();
  const bool is_nothing = report.gravity == report::Gravity::none;
  if (settings.quiet && settings.format == Format::text && is_nothing) return;
  invocation.print_and_judge(report, report::Gravity::warn);
}

void check(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  if (arguments.given(flags::dismiss)) return dismiss(invocation);
  refuse_flags(arguments, dismissing_flags, "It goes with --dismiss NAME.",
               "ipt check K7 --dismiss NAME --reason TEXT");
  if (!arguments.words().empty()) {
    if (arguments.given(flags::therapist)) {
      refuse_flag(flags::therapist, "It narrows the caseload to the courses of one therapist.",
                  "ipt check --therapist CODE");
    }
    const CourseRecord record = invocation.course(arguments.word(0));
    tell(invocation, report::course_checks(record, invocation.catalogue(), invocation.as_of(),
                                           invocation.school()));
    return;
  }
  const auto records = asked_courses(invocation);
  tell(invocation, report::caseload_checks(records, invocation.catalogue(), invocation.as_of(),
                                           invocation.school()));
}

void todo(Invocation& invocation) {
  const auto records = asked_courses(invocation);
  const auto backup = invocation.read(
      [&](const store::Records& stored) { return stored.last_backup(invocation.as_of()); });
  const auto last = backup ? std::optional{backup->made_on} : std::nullopt;
  invocation.print(
      report::todo(records, invocation.catalogue(), invocation.as_of(), invocation.school(), last));
}

constexpr std::array check_words = {Positional{.name = "K7",
                                               .help = "one course; without it, every open one",
                                               .required = false,
                                               .names_course = true}};
constexpr std::array check_flags = {&flags::fail_on, &flags::therapist, &flags::dismiss,
                                    &flags::reason,  &flags::dry_run,   &flags::op_id,
                                    &flags::actor};
constexpr std::array todo_flags = {&flags::therapist};

constexpr std::array check_commands = std::to_array<Command>({
    {.verb = "",
     .summary = "Courses that need a second look, and why",
     .positionals = check_words,
     .flags = check_flags,
     .run = check,
     .details = "28 checks ask whether a course is run as IPT is meant to be. 'act' says that\n"
                "something is to be done, 'look' that it is worth a second look. With a code\n"
                "each finding comes with its rule, reason and source. There is no score of a\n"
                "therapist: adherence is judged by people who hear recordings.\n"
                "\n"
                "The exit status is 10 when there is a finding; --fail-on narrows that to\n"
                "failed checks (fail) or to positive risk items without a recorded action\n"
                "(risk). Such an item is still named for 28 days after the end of its course.\n"
                "\n"
                "--dismiss puts a finding aside, with a reason, for the sessions that caused\n"
                "it; a new one is shown again. A risk item cannot be dismissed, only answered.\n"
                "\n"
                "  ipt check\n"
                "  ipt check K7\n"
                "  ipt check K7 --dismiss focus-kept --reason \"bereavement in session 6\"\n"
                "  ipt check --fail-on risk --quiet"},
});

constexpr std::array todo_commands = std::to_array<Command>({
    {.verb = "",
     .summary = "What is still to be recorded",
     .positionals = {},
     .flags = todo_flags,
     .run = todo,
     .details = "Risk items without an action, sessions that were due, missing scores, a focus\n"
                "or an end that is overdue, open questions for supervision, a backup older\n"
                "than a week; each with the command that settles it.\n"
                "\n"
                "  ipt todo\n"
                "  ipt todo --therapist TH1"},
});

}  // namespace

const Group check_group{.noun = "check",
                        .section = "EVERY WEEK",
                        .summary = "Courses that need a second look, and why",
                        .commands = check_commands};

const Group todo_group{.noun = "todo",
                       .section = "EVERY WEEK",
                       .summary = "What is still to be recorded",
                       .commands = todo_commands};

}  // namespace ipt::cli
