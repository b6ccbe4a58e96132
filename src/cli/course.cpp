// ipt course …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/choices.hpp"
#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/report/course.hpp"

namespace ipt::cli {
namespace {

constexpr int most_maintenance_sessions = 200;
constexpr int longest_cadence = 366;

constexpr Positional client_word{"K7",
                                 "a code for the client: letters, digits, - and _, never a name"};
constexpr Positional course_word{"K7", "the client's course; K7/2 is the second one"};

[[noreturn]] void refuse_for_kind(const Flag& flag, std::string_view kind,
                                  std::string_view instead) {
  throw Error({.exit = Exit::usage,
               .code = "flag_not_allowed",
               .wrong = fmt::format("{} does not go with a course of kind {}", flag.name, kind),
               .allowed = "An acute course takes --weeks and --phases, a maintenance course "
                          "--sessions and --every.",
               .attempt = std::string{instead}});
}

Contract maintenance_contract(const Arguments& arguments) {
  for (const Flag* flag : {&flags::weeks, &flags::phases}) {
    if (arguments.given(*flag)) refuse_for_kind(*flag, "maintenance", "--sessions N --every DAYS");
  }
  arguments.require(flags::sessions);
  arguments.require(flags::every);
  return {.planned = *arguments.number(flags::sessions, 1, most_maintenance_sessions),
          .cadence_days = *arguments.number(flags::every, 1, longest_cadence),
          .split = {.rule = SplitRule::custom}};
}

Contract acute_contract(const Arguments& arguments) {
  for (const Flag* flag : {&flags::sessions, &flags::every}) {
    if (arguments.given(*flag))
      refuse_for_kind(*flag, "acute", "--weeks 12..16, or --kind maintenance");
  }
  const int planned =
      read_acute_number(arguments.find(flags::weeks).value_or("16"), flags::weeks.name,
                        "--weeks 12 to --weeks 16, or --kind maintenance for sessions after the "
                        "acute course");
  return {.planned = planned,
          .split = read_split(arguments.find(flags::phases).value_or("quarter"), planned)};
}

std::vector<std::string> read_instruments(const Arguments& arguments) {
  const std::string list = arguments.find(flags::instruments).value_or("phq9");
  std::vector<std::string> codes;
  for (const std::string_view word : split(list, ',')) {
    const std::string& code = instrument(built_in_instruments(), trimmed(word)).code;
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  }
  return codes;
}

std::optional<std::chrono::weekday> read_day(const Arguments& arguments) {
  const auto text = arguments.find(flags::day);
  if (!text) return std::nullopt;
  if (const auto day = weekday_from(*text)) return day;
  const std::vector<std::string> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  refuse_word(*text, flags::day.name, days);
}

Course read_course(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const auto kind_text = arguments.find(flags::kind);
  const CourseKind kind =
      kind_text ? read_term<CourseKind>(*kind_text, flags::kind.name) : CourseKind::acute;
  Course course{.client = ClientCode::read(arguments.word(0), "client code"),
                .kind = kind,
                .start = invocation.date(flags::start, Ahead::allowed).value_or(invocation.today()),
                .contract = kind == CourseKind::acute ? acute_contract(arguments)
                                                      : maintenance_contract(arguments),
                .instruments = read_instruments(arguments),
                .day = read_day(arguments)};
  if (const auto code = arguments.find(flags::therapist)) {
    course.therapist = TherapistCode::read(*code, flags::therapist.name);
  }
  if (const auto label = arguments.find(flags::diagnosis)) {
    course.diagnosis = read_diagnosis(*label, flags::diagnosis.name);
  }
  return course;
}

std::vector<Goal> read_goals(const Arguments& arguments, Date set_on) {
  std::vector<Goal> goals;
  for (const std::string& text : arguments.all(flags::goal)) {
    if (!trimmed(text).empty())
      goals.push_back({.text = std::string{trimmed(text)}, .set_on = set_on});
  }
  return goals;
}

std::vector<Score> read_scores(const Arguments& arguments, Date date) {
  std::vector<Score> scores;
  for (const std::string& text : arguments.all(flags::score)) {
    scores.push_back(read_score(built_in_instruments(), text, date));
  }
  return scores;
}

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
  const Course course = read_course(invocation);
  const Arguments& arguments = invocation.arguments();
  const Date first_day = std::min(course.start, invocation.today());
  const std::vector<Goal> goals = read_goals(arguments, first_day);
  const std::vector<Score> scores = read_scores(arguments, first_day);
  std::optional<Focus> focus;
  if (const auto word = arguments.find(flags::focus)) focus = read_focus(*word, flags::focus.name);

  invocation.change_or_begin("", [&](store::Changes& changes) {
    const std::vector<Course> courses = changes.courses_of(course.client);
    require_none_open(courses, course.kind);
    const store::CourseId id = changes.add_course(course);
    if (focus) changes.add_focus(id, {.focus = *focus, .from = course.start});
    for (const Goal& goal : goals) changes.add_goal(id, goal);
    for (const Score& score : scores) changes.add_score(id, score, true);
    const CourseReference reference{.client = course.client,
                                    .number = static_cast<int>(courses.size()) + 1};
    const CourseRecord record = changes.course(reference).record;
    return Change{.reference = reference_of(record).text(),
                  .report = report::course_created(record, built_in_instruments(),
                                                   invocation.today(), invocation.outcome())};
  });
}

FocusFields read_focus_fields(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  FocusFields fields{.reason = invocation.text(flags::reason),
                     .old_role = invocation.text(flags::old_role),
                     .new_role = invocation.text(flags::new_role)};
  if (const auto label = arguments.find(flags::with)) {
    fields.other_party = read_person_label(*label, flags::with.name);
  }
  if (const auto label = arguments.find(flags::deceased)) {
    fields.deceased = read_person_label(*label, flags::deceased.name);
  }
  if (const auto word = arguments.find(flags::stage)) {
    fields.stage = read_term<DisputeStage>(*word, flags::stage.name);
  }
  return fields;
}

void focus(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  const Focus area = read_focus(arguments.word(1), "focus");
  const Date from = invocation.date(flags::from, Ahead::refused).value_or(invocation.today());
  const FocusRank rank =
      arguments.given(flags::secondary) ? FocusRank::secondary : FocusRank::primary;
  const FocusFields fields = read_focus_fields(invocation);

  invocation.change(fields.reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference);
    const FocusChange change = focus_change(before.record, area, rank, from, fields);
    int number = change.episode.number;
    if (change.is_new) {
      number = changes.add_focus(before.id, change.episode);
    } else {
      changes.update_focus(before.id, change.episode);
    }
    const CourseRecord after = changes.course(reference).record;
    const RecordReference name{.course = reference_of(after), .kind = 'f', .number = number};
    return Change{.reference = name.text(),
                  .report = report::focus_recorded(after, number, change.is_new, invocation.today(),
                                                   invocation.outcome())};
  });
}

void pause(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  arguments.require(flags::from);
  const Absence pause{.from = *invocation.date(flags::from, Ahead::allowed),
                      .to = invocation.date(flags::to, Ahead::allowed),
                      .reason = invocation.text(flags::reason)};

  invocation.change(pause.reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference);
    require_pause(before.record, pause);
    const int number = changes.add_absence(before.id, pause);
    const CourseRecord after = changes.course(reference).record;
    const RecordReference name{.course = reference_of(after), .kind = 'p', .number = number};
    return Change{
        .reference = name.text(),
        .report = report::pause_recorded(after, number, invocation.today(), invocation.outcome())};
  });
}

void extend(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  const auto planned = whole_number(arguments.word(1));
  if (!planned) {
    throw Error(
        {.exit = Exit::usage,
         .code = "number_not_allowed",
         .wrong = fmt::format("'{}' is not a number of sessions", arguments.word(1)),
         .allowed = "The new number of planned sessions is given.",
         .attempt = fmt::format("ipt course extend {} 16 --reason TEXT", arguments.word(0))});
  }
  const std::string reason = arguments.require(flags::reason);
  const auto agreed = invocation.date(flags::agreed_on, Ahead::refused);

  invocation.change(reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference);
    ContractChange change = extension(before.record, *planned, agreed.value_or(invocation.today()));
    change.reason = reason;
    change.agreed_on = agreed;
    const int number = changes.add_contract_change(before.id, change);
    const CourseRecord after = changes.course(reference).record;
    const RecordReference name{.course = reference_of(after), .kind = 'x', .number = number};
    return Change{.reference = name.text(),
                  .report = report::course_changed(after, "ipt.course.extend/1",
                                                   fmt::format("extended to {} sessions", *planned),
                                                   invocation.today(), invocation.outcome())};
  });
}

void end(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  const CourseEnd end{
      .status = read_term<EndStatus>(arguments.require(flags::status), flags::status.name),
      .date = invocation.date(flags::date, Ahead::refused).value_or(invocation.today()),
      .reason = invocation.text(flags::reason)};

  invocation.change(end.reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference);
    require_end(before.record, end);
    changes.end_course(before.id, end);
    const CourseReference same{.client = reference.client, .number = before.record.course.number};
    const CourseRecord after = changes.course(same).record;
    return Change{.reference = reference_of(after).text(),
                  .report = report::course_changed(after, "ipt.course.end/1",
                                                   std::string{label_of(end.status)},
                                                   invocation.today(), invocation.outcome())};
  });
}

void list(Invocation& invocation) {
  store::CourseFilter filter{.ended_too = invocation.arguments().given(flags::all)};
  if (const auto code = invocation.arguments().find(flags::therapist)) {
    filter.therapist = TherapistCode::read(*code, flags::therapist.name);
  }
  const auto stored =
      invocation.read([&](const store::Records& records) { return records.courses(filter); });
  std::vector<CourseRecord> records;
  records.reserve(stored.size());
  for (const store::StoredCourse& each : stored) {
    records.push_back(known_on(each.record, invocation.as_of(), invocation.today()));
  }
  invocation.print_or(report::course_list(records, built_in_instruments(), invocation.as_of()),
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
constexpr std::array extend_flags = {&flags::reason, &flags::agreed_on};
constexpr std::array end_flags = {&flags::status, &flags::date, &flags::reason};
constexpr std::array list_flags = {&flags::all, &flags::therapist};

constexpr std::array create_words = {client_word};
constexpr std::array course_words = {course_word};
constexpr std::array focus_words = {
    course_word, Positional{"AREA", "grief, dispute, transition or deficits, or a synonym", true,
                            choices_of<Focus>}};
constexpr std::array extend_words = {course_word, Positional{"N", "the new number of sessions"}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "create",
     .summary = "Begin a course of 12 to 16 weekly sessions",
     .positionals = create_words,
     .flags = create_flags,
     .effect = Effect::writes,
     .run = create,
     .details = "The focus is usually agreed by session 3 or 4: leave it out until then.\n"
                "\n"
                "  ipt course create K7\n"
                "  ipt course create K7 --weeks 14 --instruments phq9,gad7 --day tue\n"
                "  ipt course create K7 --kind maintenance --sessions 6 --every 28"},
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
    {.verb = "focus",
     .summary = "Agree the focus area, change it, or describe it",
     .positionals = focus_words,
     .flags = focus_flags,
     .effect = Effect::writes,
     .run = focus,
     .details = "The same area again adds to what is known about it; another one is a change and\n"
                "needs --reason. --from is the day it was agreed (default: today).\n"
                "\n"
                "  ipt course focus K7 transition --old-role carer --new-role student\n"
                "  ipt course focus K7 dispute --with partner --stage impasse"},
    {.verb = "pause",
     .summary = "Days without sessions: illness, childbirth, travel",
     .positionals = course_words,
     .flags = pause_flags,
     .effect = Effect::writes,
     .run = pause,
     .details =
         "A pause uses up no session; the projected end moves. Leave out --to while the end\n"
         "is not known.\n"
         "\n"
         "  ipt course pause K7 --from 2026-12-21 --to 2027-01-03 --reason travel"},
    {.verb = "extend",
     .summary = "Agree more sessions, at most 16",
     .positionals = extend_words,
     .flags = extend_flags,
     .effect = Effect::writes,
     .run = extend,
     .details = "  ipt course extend K7 16 --reason \"dispute reopened in session 11\""},
    {.verb = "end",
     .summary = "Close the course and say how it ended",
     .positionals = course_words,
     .flags = end_flags,
     .effect = Effect::writes,
     .run = end,
     .details = "Statuses: completed, ended-early-client, ended-early-service, referred-on,\n"
                "not-started, deceased, unknown. Ending early by agreement is completed.\n"
                "\n"
                "  ipt course end K7 --status completed"},
});

}  // namespace

const Group course_group{.noun = "course",
                         .section = "COURSES",
                         .summary = "create | list | show | focus | pause | extend | end",
                         .commands = commands};

}  // namespace ipt::cli
