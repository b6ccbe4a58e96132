// ipt report … and ipt prep
#include <fmt/core.h>

#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "cli/report_letters.hpp"
#include "cli/report_outcomes.hpp"
#include "cli/report_weekly.hpp"
#include "cli/words.hpp"
#include "ipt/base/error.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/progress.hpp"
#include "ipt/report/today.hpp"

namespace ipt::cli {
namespace {

[[noreturn]] void refuse_scope(std::string wrong) {
  throw Error(
      {.exit = Exit::usage,
       .code = "scope_unclear",
       .wrong = std::move(wrong),
       .allowed = "A progress report is about one course, or with --all about every open one.",
       .attempt = "ipt report progress K7, or ipt report progress --all"});
}

void progress_of_all(Invocation& invocation, report::Notes notes) {
  const std::vector<CourseRecord> records = invocation.open_courses();
  const Catalogue& catalogue = invocation.catalogue();
  invocation.print_all_and_judge(
      report::progress_of_all(invocation.as_of()), records.size(), [&](std::size_t i) {
        return report::progress(records[i], catalogue, invocation.as_of(), notes,
                                invocation.school());
      });
}

void progress(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const auto notes =
      arguments.given(flags::with_notes) ? report::Notes::shown : report::Notes::withheld;
  const bool is_of_all = arguments.given(flags::all_courses);
  if (is_of_all && !arguments.words().empty()) refuse_scope("a code and --all are both given");
  if (is_of_all) return progress_of_all(invocation, notes);
  if (arguments.words().empty()) refuse_scope("no course is named");
  if (arguments.given(flags::therapist)) {
    refuse_scope("--therapist narrows all courses, and one is named");
  }
  const CourseRecord record = invocation.course(arguments.word(0));
  invocation.print_and_judge(report::progress(record, invocation.catalogue(), invocation.as_of(),
                                              notes, invocation.school()),
                             report::Gravity::none);
}

void prep_today(Invocation& invocation) {
  invocation.print(
      report::today(invocation.open_courses(), invocation.catalogue(), invocation.as_of()));
}

void prep(Invocation& invocation) {
  if (invocation.arguments().words().empty()) return prep_today(invocation);
  if (invocation.arguments().given(flags::therapist)) {
    throw Error({.exit = Exit::usage,
                 .code = "flag_not_allowed",
                 .wrong = "--therapist does not go with a course",
                 .allowed = "It narrows today's clients to those of one therapist.",
                 .attempt = fmt::format("ipt prep {}, or ipt prep --therapist CODE",
                                        invocation.arguments().word(0))});
  }
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  invocation.print(
      report::prep(record, invocation.catalogue(), invocation.as_of(), invocation.school()));
}

constexpr std::array progress_words = {Positional{
    .name = "K7", .help = "one course; else --all", .required = false, .names_course = true}};
constexpr std::array course_words = {words::course};
constexpr std::array prep_words = {
    Positional{"K7", "the client's course; without it, today's clients", false}};
constexpr std::array prep_flags = {&flags::therapist};
constexpr std::array progress_flags = {&flags::all_courses, &flags::therapist, &flags::with_notes,
                                       &flags::fail_on, &flags::output_dir};
constexpr std::array outcomes_flags = {&flags::from,    &flags::to,        &flags::by,
                                       &flags::courses, &flags::therapist, &flags::output_dir};
constexpr std::array ending_flags = {&flags::school, &flags::same_with_notes, &flags::output_dir};
constexpr std::array supervision_flags = {&flags::week, &flags::therapist, &flags::same_with_notes,
                                          &flags::output_dir};
constexpr std::array weekly_flags = {&flags::week, &flags::therapist, &flags::fail_on,
                                     &flags::output_dir};

constexpr std::array report_commands = std::to_array<Command>({
    {.verb = "progress",
     .summary = "How a course goes, or every open one: position, measures, every session",
     .positionals = progress_words,
     .flags = progress_flags,
     .run = progress,
     .details = "Notes, links, tasks, questions, risk actions and what was said about people\n"
                "need --with-notes. With --fail-on the exit status is 10 when a finding at\n"
                "least that grave stands in it.\n"
                "\n"
                "--output-dir writes a file a course, such as progress-K7-1.txt; one that would\n"
                "not change is left alone.\n"
                "\n"
                "  ipt report progress K7\n"
                "  ipt report progress K7 --as-of 2026-11-20 --json -o k7.json\n"
                "  ipt report progress --all --therapist TH1 --output-dir reports"},
    {.verb = "weekly",
     .summary = "The caseload in a week: what needs attention, and what comes next",
     .positionals = {},
     .flags = weekly_flags,
     .run = report_weekly,
     .details = "Without --week it is this week. A past week is seen from its last day, unless\n"
                "--as-of says otherwise: later facts are left out. What needs attention stands\n"
                "first. LATE is what was recorded or corrected in that week about the time before\n"
                "it, but for what an import brought. No free text is printed. With --fail-on the\n"
                "exit status is 10 when a finding at least that grave stands in it.\n"
                "\n"
                "For 28 days after its end a course is still named there while a positive risk\n"
                "item of it has no recorded action. CSV has a row an open course.\n"
                "\n"
                "  ipt report weekly\n"
                "  ipt report weekly --week last-week --therapist TH1\n"
                "  ipt report weekly --week 2026-W47 --fail-on risk --json -o w47.json",
     .csv = Csv::offered},
    {.verb = "outcomes",
     .summary = "What became of a caseload: rates with their denominators",
     .positionals = {},
     .flags = outcomes_flags,
     .run = report_outcomes,
     .details = "--from and --to take a day, or a period: 2026, 2026-Q4, 2026-11, 2026-W47,\n"
                "this-week, last-week. Of a period --from means the first day and --to the last.\n"
                "A period that is past is seen from its last day, unless --as-of says otherwise.\n"
                "Groups with fewer than 5 ended courses are merged. No free text is printed.\n"
                "\n"
                "  ipt report outcomes --from 2026 --to 2026\n"
                "  ipt report outcomes --from 2026-Q3 --to 2026-Q4 --by focus\n"
                "  ipt report outcomes --from 2026 --courses --therapist TH1 --json",
     .csv = Csv::offered},
    {.verb = "ending",
     .summary = "A draft of the letter at the end of a course",
     .positionals = course_words,
     .flags = ending_flags,
     .run = report_ending,
     .details = "What the store does not hold, names above all, is a blank: <GP name, practice>.\n"
                "Complete and sign the letter before it is sent. Goals and the relapse plan\n"
                "stand in it as they were entered; no other text does, and no person of the\n"
                "client's life. Of a course that runs it is a draft ahead of time, and says so.\n"
                "\n"
                "  ipt report ending K7\n"
                "  ipt report ending K7 --school stuart -o letter.txt"},
    {.verb = "supervision",
     .summary = "Every open question for supervision, oldest first",
     .positionals = {},
     .flags = supervision_flags,
     .run = report_supervision,
     .details = "Beside a question stands where the course is, its focus and its scores. What was\n"
                "answered in the week follows. Questions and answers are printed, no other text.\n"
                "A week that is past is seen from its last day, unless --as-of says otherwise.\n"
                "\n"
                "  ipt report supervision\n"
                "  ipt report supervision --week last-week --therapist TH1"},
});

constexpr std::array prep_commands = std::to_array<Command>({
    {.verb = "",
     .summary = "One screen to read before a session, or today's clients",
     .positionals = prep_words,
     .flags = prep_flags,
     .run = prep,
     .details = "With a code it is for the therapist's own eyes: the last link and the last task\n"
                "are on it. Without one it names who is due today, and whose last session is not\n"
                "recorded yet; nothing that was written about a client is on it.\n"
                "\n"
                "  ipt prep\n"
                "  ipt prep --as-of tomorrow --therapist TH1\n"
                "  ipt prep K7"},
});

}  // namespace

const Group report_group{.noun = "report",
                         .section = "REPORTS",
                         .summary = "progress K7 | weekly | outcomes | ending K7 | supervision",
                         .commands = report_commands};

const Group prep_group{.noun = "prep",
                       .section = "EVERY WEEK",
                       .summary =
                           "One screen to read before a session; without a code, today's "
                           "clients",
                       .commands = prep_commands};

}  // namespace ipt::cli
