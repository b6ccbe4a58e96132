// ipt report … and ipt prep
#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/progress.hpp"

namespace ipt::cli {
namespace {

void progress(Invocation& invocation) {
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  const auto notes = invocation.arguments().given(flags::with_notes) ? report::Notes::shown
                                                                     : report::Notes::withheld;
  invocation.print(report::progress(record, built_in_instruments(), invocation.as_of(), notes));
}

void prep(Invocation& invocation) {
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  invocation.print(report::prep(record, built_in_instruments(), invocation.as_of()));
}

constexpr std::array course_words = {
    Positional{"K7", "the client's course; K7/2 is the second one"}};
constexpr std::array progress_flags = {&flags::with_notes};

constexpr std::array report_commands = std::to_array<Command>({
    {.verb = "progress",
     .summary = "How one course goes: position, measures, every session",
     .positionals = course_words,
     .flags = progress_flags,
     .run = progress,
     .details = "Notes, links, tasks, questions and risk actions need --with-notes.\n"
                "\n"
                "  ipt report progress K7\n"
                "  ipt report progress K7 --as-of 2026-11-20 --json -o k7.json"},
});

constexpr std::array prep_commands = std::to_array<Command>({
    {.verb = "",
     .summary = "One screen to read before a session",
     .positionals = course_words,
     .flags = {},
     .run = prep,
     .details = "It is for the therapist's own eyes: the last link and the last task are on it."},
});

}  // namespace

const Group report_group{
    .noun = "report", .section = "REPORTS", .summary = "progress K7", .commands = report_commands};

const Group prep_group{.noun = "prep",
                       .section = "EVERY WEEK",
                       .summary = "One screen to read before a session",
                       .commands = prep_commands};

}  // namespace ipt::cli
