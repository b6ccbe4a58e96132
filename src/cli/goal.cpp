// ipt goal …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/allowed.hpp"
#include "cli/course.hpp"
#include "cli/form_keys.hpp"
#include "cli/groups.hpp"
#include "cli/words.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/report/practice.hpp"

namespace ipt::cli {
namespace {

RecordReference named(const Invocation& invocation) {
  return read_record_reference(invocation.arguments().word(0), "g");
}

void add(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  const Goal goal{
      .text = invocation.text_word(1),
      .set_on = invocation.date(flags::date, Ahead::refused).value_or(invocation.today())};
  int number = 0;
  course::change_course(
      invocation, course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        const auto same = std::ranges::find_if(before.record.goals, [&](const Goal& each) {
          return each.text == goal.text && each.set_on == goal.set_on;
        });
        number =
            same == before.record.goals.end() ? changes.add_goal(before.id, goal) : same->number;
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after, 'g', number).text(),
                      .report = report::goal_saved(
                          after, number, {"ipt.goal.add/1", invocation.today(), outcome})};
      });
}

void rate(Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  const GoalRating rating{
      .date = invocation.date(flags::date, Ahead::refused).value_or(invocation.today()),
      .status = read_term<GoalStatus>(invocation.arguments().word(1), "status")};
  course::change_course(
      invocation, wanted.course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        Goal rated = goal(before.record, wanted.number);
        ipt::rate(rated, rating);
        changes.update_goal(before.id, rated);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{
            .reference = reference_of(after, 'g', wanted.number).text(),
            .report = report::goal_rated(after, wanted.number, rating.date,
                                         {"ipt.goal.rate/1", invocation.today(), outcome})};
      });
}

void amend(Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  const std::string text = invocation.text_word(1);
  course::change_course(
      invocation, wanted.course, invocation.text(flags::reason),
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        Goal amended = goal(before.record, wanted.number);
        amended.text = text;
        changes.update_goal(before.id, amended);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after, 'g', wanted.number).text(),
                      .report = report::goal_saved(
                          after, wanted.number, {"ipt.goal.amend/1", invocation.today(), outcome})};
      });
}

// The text as it is stored, to be put in other words.
FormDraft amend_form(const Command& command, Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  const CourseRecord record = invocation.course(wanted.course.text());
  FormDraft draft = draft_of_flags(command, invocation.arguments(), invocation.catalogue());
  draft.heading = stored_heading(wanted.text());
  if (draft.fields.front().value.empty()) {
    draft.fields.front().value = goal(record, wanted.number).text;
  }
  return draft;
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::goals_listed(record, invocation.as_of()), record.goals.empty(),
                      fmt::format("No goal yet. Add one: ipt goal add {} -e", word));
}

constexpr Positional goal_word{
    .name = "REF", .help = "K7:g1, as 'ipt goal list' prints it", .names_course = true};
constexpr Positional status_word{.name = "STATUS",
                                 .help = "not-started, in-progress, partly, met or dropped",
                                 .allowed = words_of<GoalStatus>};
constexpr Positional text_word{"TEXT", "what the course is for, in a few words"};

constexpr std::array add_words = {words::course, text_word};
constexpr std::array rate_words = {goal_word, status_word};
constexpr std::array amend_words = {goal_word, text_word};
constexpr std::array course_words = {words::course};
constexpr std::array date_flags = {&flags::date};
constexpr std::array reason_flags = {&flags::reason};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "Set a goal of the course",
     .positionals = add_words,
     .flags = date_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "A course has 1 to 3 interpersonal goals and one of symptoms; more are accepted\n"
                "with a warning. The text need not be an argument: -e opens a form.\n"
                "\n"
                "  ipt goal add K7 -e\n"
                "  ipt goal add K7 \"Two contacts a week outside the home\""},
    {.verb = "rate",
     .summary = "Say how far a goal was reached",
     .positionals = rate_words,
     .flags = date_flags,
     .effect = Effect::writes,
     .run = rate,
     .details = "The latest rating counts; a second one of a day replaces the first.\n"
                "\n"
                "  ipt goal rate K7:g1 partly"},
    {.verb = "list",
     .summary = "Every goal of a course and how far it was reached",
     .positionals = course_words,
     .flags = {},
     .run = list},
    {.verb = "amend",
     .summary = "Put a goal in other words; its ratings stay",
     .positionals = amend_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = amend,
     .details = "  ipt goal amend K7:g1 -e",
     .draft = amend_form,
     .blank = Blank::clears},
});

}  // namespace

const Group goal_group{.noun = "goal",
                       .section = "COURSES",
                       .summary = "add | rate | list | amend       what the course is for",
                       .commands = commands};

}  // namespace ipt::cli
