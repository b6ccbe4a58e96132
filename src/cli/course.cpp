// ipt course …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/allowed.hpp"
#include "cli/course.hpp"
#include "cli/course_fields.hpp"
#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "cli/words.hpp"
#include "ipt/base/error.hpp"
#include "ipt/report/course.hpp"

namespace ipt::cli {
namespace {

constexpr Positional client_word{"K7",
                                 "a code for the client: letters, digits, - and _, never a name"};

void require_none_open(const std::vector<Course>& courses, CourseKind kind) {
  const auto open = std::ranges::find_if(
      courses, [&](const Course& course) { return course.kind == kind && !course.end; });
  if (open == courses.end()) return;
  const std::string& client = open->client.text();
  throw Error(
      {.exit = Exit::refused,
       .code = "course_already_open",
       .wrong = fmt::format("{} has an open {} course, started {}", client, label_of(kind),
                            open->start.iso()),
       .allowed = "A client has one open course of a kind at a time.",
       .attempt = fmt::format("ipt course end {}/{} --status ID first", client, open->number)});
}

void create(Invocation& invocation) {
  invocation.look_up_catalogue_to_begin();
  const Course course = read_course(invocation);
  const Arguments& arguments = invocation.arguments();
  const Date first_day = std::min(course.start, invocation.today());
  const std::vector<Goal> goals = read_goals(arguments, first_day);
  // What is wrong with a score is said before a store is made; it is read again from what the store
  // then knows.
  static_cast<void>(read_scores(invocation, first_day));
  const std::optional<Focus> focus = read_area(invocation);

  invocation.change_or_begin("", [&](store::Changes& changes) {
    const std::vector<Course> courses = changes.courses_of(course.client);
    require_none_open(courses, course.kind);
    const store::CourseId id = changes.add_course(course);
    if (focus) changes.add_focus(id, {.focus = *focus, .from = course.start});
    for (const Goal& goal : goals) changes.add_goal(id, goal);
    for (const Score& score : read_scores(invocation, first_day)) {
      changes.add_score(id, score, true);
    }
    const CourseReference reference{.client = course.client,
                                    .number = static_cast<int>(courses.size()) + 1};
    const CourseRecord record = changes.course(reference).record;
    Change change{
        .reference = reference_of(record).text(),
        .report = report::course_created(record, invocation.catalogue(), invocation.today(),
                                         invocation.outcome(changes))};
    report::warn_about_area(change.report, focus, invocation.school());
    return change;
  });
}

// There is nothing to look up: the course is not there yet.
FormDraft create_form(const Command& command, Invocation& invocation) {
  return draft_of_flags(command, invocation.arguments(), invocation.catalogue());
}

void list(Invocation& invocation) {
  store::CourseFilter filter{.ended_too = invocation.arguments().given(flags::all)};
  if (const auto code = invocation.arguments().find(flags::therapist)) {
    filter.therapist = TherapistCode::read(*code, flags::therapist.name);
  }
  const std::vector<CourseRecord> records = invocation.courses(filter);
  invocation.print_or(report::course_list(records, invocation.catalogue(), invocation.as_of()),
                      records.empty(),
                      filter.ended_too ? "No course yet. Start one: ipt course create K7"
                                       : "No open course. Start one: ipt course create K7");
}

void show(Invocation& invocation) {
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  invocation.print(report::course_shown(record, invocation.as_of()));
}

constexpr std::array create_flags = {
    &flags::start, &flags::weeks,    &flags::focus, &flags::diagnosis,   &flags::therapist,
    &flags::day,   &flags::goal,     &flags::score, &flags::instruments, &flags::phases,
    &flags::kind,  &flags::sessions, &flags::every};
constexpr std::array focus_flags = {&flags::from,     &flags::secondary, &flags::reason,
                                    &flags::stage,    &flags::with,      &flags::old_role,
                                    &flags::new_role, &flags::deceased};
constexpr std::array pause_flags = {&flags::from, &flags::to, &flags::reason};
constexpr std::array resume_flags = {&flags::date};
constexpr std::array contract_flags = {&flags::reason, &flags::agreed_on};
constexpr std::array cadence_flags = {&flags::from, &flags::reason};
constexpr std::array end_flags = {&flags::status, &flags::date, &flags::reason};
constexpr std::array reason_flags = {&flags::reason};
constexpr std::array list_flags = {&flags::all, &flags::therapist};

constexpr std::array create_words = {client_word};
constexpr std::array course_words = {words::course};
constexpr std::array focus_words = {
    words::course, Positional{"AREA", "grief, dispute, transition or deficits, or a synonym", true,
                              words_of<Focus>}};
constexpr std::array number_words = {words::course, Positional{"N", "the new number of sessions"}};
constexpr std::array cadence_words = {words::course,
                                      Positional{"DAYS", "between sessions, 1 to 366"}};
constexpr std::array remove_words = {
    Positional{.name = "REF",
               .help = "K7:p1 is a pause, K7:f1 a focus, K7:x1 a change of the contract",
               .names_course = true}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "create",
     .summary = "Begin a course of 12 to 16 weekly sessions",
     .positionals = create_words,
     .flags = create_flags,
     .effect = Effect::writes,
     .run = create,
     .details = "The focus is usually agreed by session 3 or 4: leave it out until then.\n"
                "Defaults of your own: ipt config show --help.\n"
                "\n"
                "  ipt course create K7\n"
                "  ipt course create K7 --weeks 14 --instruments phq9,gad7 --day tue\n"
                "  ipt course create K7 --kind maintenance --sessions 6 --every 28",
     .draft = create_form},
    {.verb = "list",
     .summary = "The open courses, a line each",
     .positionals = {},
     .flags = list_flags,
     .run = list},
    {.verb = "show",
     .summary = "What is agreed: contract, focus, pauses, goals",
     .positionals = course_words,
     .flags = {},
     .run = show},
    {.verb = "amend",
     .summary = "Correct or complete what a course is",
     .positionals = course_words,
     .flags = course::amended_flags,
     .effect = Effect::writes,
     .run = course::amend,
     .details = "What is given is changed, everything else stays; an empty value clears it.\n"
                "--phases splits the sessions to come anew, those held keep their phase. --weeks\n"
                "corrects what was agreed from the start; what was agreed anew is no correction:\n"
                "see extend and shorten.\n"
                "--next is the next appointment, when it is booked. A milestone has its day.\n"
                "\n"
                "  ipt course amend K7 --therapist TH2 --day thu\n"
                "  ipt course amend K7 --milestone mid-review@2026-11-16 --next next-tue\n"
                "  ipt course amend K7 --phases 2/8/4\n"
                "  ipt course amend K7 -e",
     .draft = course::amend_form,
     .blank = Blank::clears},
    {.verb = "focus",
     .summary = "Agree the focus area, change it, or describe it",
     .positionals = focus_words,
     .flags = focus_flags,
     .effect = Effect::writes,
     .run = course::focus,
     .details = "The same area again adds to what is known about it; another one is a change and\n"
                "needs --reason. --from is the day it was agreed (default: today). One entered by\n"
                "mistake is taken back: ipt course remove K7:f1 --reason TEXT.\n"
                "\n"
                "  ipt course focus K7 transition --old-role carer --new-role student\n"
                "  ipt course focus K7 dispute --with partner --stage impasse\n"
                "  ipt course focus K7 grief --secondary --deceased parent"},
    {.verb = "pause",
     .summary = "Days without sessions: illness, childbirth, travel",
     .positionals = course_words,
     .flags = pause_flags,
     .effect = Effect::writes,
     .run = course::pause,
     .details = "A pause uses up no session; the projected end moves. Leave out --to while the\n"
                "end is not known.\n"
                "\n"
                "  ipt course pause K7 --from 2026-12-21 --to 2027-01-03 --reason travel"},
    {.verb = "resume",
     .summary = "End a pause: sessions go on from --date (default: today)",
     .positionals = course_words,
     .flags = resume_flags,
     .effect = Effect::writes,
     .run = course::resume,
     .details = "The pause ends on the day before.\n"
                "\n"
                "  ipt course resume K7\n"
                "  ipt course resume K7 --date next-mon"},
    {.verb = "extend",
     .summary = "Agree more sessions, at most 16",
     .positionals = number_words,
     .flags = contract_flags,
     .effect = Effect::writes,
     .run = course::extend,
     .details = "  ipt course extend K7 16 --reason \"dispute reopened in session 11\""},
    {.verb = "shorten",
     .summary = "Agree fewer sessions, at least 12",
     .positionals = number_words,
     .flags = contract_flags,
     .effect = Effect::writes,
     .run = course::shorten,
     .details = "Never fewer than were held. A course that stops earlier is ended, not shortened.\n"
                "\n"
                "  ipt course shorten K7 12 --reason \"moves abroad in March\" --agreed-on mon"},
    {.verb = "cadence",
     .summary = "Agree another number of days between sessions",
     .positionals = cadence_words,
     .flags = cadence_flags,
     .effect = Effect::writes,
     .run = course::cadence,
     .details = "  ipt course cadence K7 14 --from 2026-12-01 --reason \"tapering\""},
    {.verb = "end",
     .summary = "Close the course and say how it ended",
     .positionals = course_words,
     .flags = end_flags,
     .effect = Effect::writes,
     .run = course::end,
     .details = "Statuses: completed, ended-early-client, ended-early-service, referred-on,\n"
                "not-started, deceased, unknown. Ending early by agreement is completed.\n"
                "\n"
                "  ipt course end K7 --status completed"},
    {.verb = "reopen",
     .summary = "Open a course again that was ended",
     .positionals = course_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = course::reopen,
     .details = "  ipt course reopen K7 --reason \"the client came back\""},
    {.verb = "remove",
     .summary = "Take back a pause, a focus or a change of the contract",
     .positionals = remove_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = course::remove,
     .details = "The names stand in 'ipt course show'. It stays in the history.\n"
                "\n"
                "  ipt course remove K7:p1 --reason \"the journey was called off\""},
});

}  // namespace

const Group course_group{.noun = "course",
                         .section = "COURSES",
                         .summary =
                             "create | list | show | amend | focus | pause | resume | extend | "
                             "shorten | cadence | end | reopen | remove",
                         .commands = commands};

}  // namespace ipt::cli
