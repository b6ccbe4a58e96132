// ipt supervision …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/course.hpp"
#include "cli/course_fields.hpp"
#include "cli/form_keys.hpp"
#include "cli/given.hpp"
#include "cli/groups.hpp"
#include "cli/words.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/report/practice.hpp"

namespace ipt::cli {
namespace {

Change echo(const Invocation& invocation, const CourseRecord& after, int number, std::string schema,
            report::Outcome outcome) {
  return {.reference = reference_of(after, 'q', number).text(),
          .report = report::question_saved(after, number,
                                           {std::move(schema), invocation.today(), outcome})};
}

void ask(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  const Question asked{
      .asked_on = invocation.date(flags::date, Ahead::refused).value_or(invocation.today()),
      .text = invocation.text_word(1)};
  int number = 0;
  course::change_course(
      invocation, course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        const auto& questions = before.record.questions;
        const auto same = std::ranges::find_if(questions, [&](const Question& each) {
          return each.asked_on == asked.asked_on && each.text == asked.text;
        });
        number = same == questions.end() ? changes.add_question(before.id, asked) : same->number;
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return echo(invocation, after, number, "ipt.supervision.ask/1", outcome);
      });
}

RecordReference named(const Invocation& invocation) {
  return read_record_reference(invocation.arguments().word(0), "q");
}

// What the question was answered, and what is given now.
Question answered(const Invocation& invocation, Question question) {
  const Arguments& arguments = invocation.arguments();
  const auto date = invocation.date(flags::date, Ahead::refused);
  question.answered_on = date ? *date : question.answered_on.value_or(invocation.today());
  set_given(arguments, flags::minutes, question.minutes, [&](const std::string&) {
    return *arguments.number(flags::minutes, 1, flags::most_minutes);
  });
  if (arguments.given(flags::text)) question.answer = invocation.text(flags::text);
  require_answer_after(question, *question.answered_on);
  return question;
}

// On an ended course too: supervision often comes after the last session.
void answer(Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  course::change_course(
      invocation, wanted.course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        changes.answer_question(before.id,
                                answered(invocation, question(before.record, wanted.number)));
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return echo(invocation, after, wanted.number, "ipt.supervision.answer/1", outcome);
      });
}

FormDraft answer_form(const Command& command, Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  const CourseRecord record = invocation.course(wanted.course.text());
  const Question asked = question(record, wanted.number);
  const Question now = answered(invocation, asked);
  FormDraft draft = draft_of_flags(command, invocation.arguments(), invocation.catalogue());
  draft.heading = stored_heading(wanted.text());
  draft.heading.push_back("Question: " + asked.text);
  set_stored(draft, flags::date, now.answered_on->iso());
  set_stored(draft, flags::minutes, now.minutes ? std::to_string(*now.minutes) : "");
  set_stored(draft, flags::text, now.answer);
  return draft;
}

// The courses of a list: the one that is named, else those of the caseload.
std::vector<CourseRecord> records_of_list(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  if (!arguments.words().empty()) {
    if (arguments.given(flags::therapist)) {
      refuse_together("a course and --therapist", "A course has one therapist.");
    }
    return {invocation.course(arguments.word(0))};
  }
  if (!arguments.given(flags::all)) return invocation.open_courses();
  return invocation.courses({.ended_too = true, .therapist = read_therapist(arguments)});
}

void list(Invocation& invocation) {
  const auto which =
      invocation.arguments().given(flags::all) ? report::Questions::all : report::Questions::open;
  const std::vector<CourseRecord> records = records_of_list(invocation);
  const std::string nothing = which == report::Questions::all
                                  ? "No question was asked yet."
                                  : "No question is open. --all lists those that were answered.";
  invocation.print_or(report::questions_listed(records, which, invocation.as_of()),
                      !report::has_questions(records, which), nothing);
}

constexpr std::array ask_words = {words::course, Positional{"TEXT", "what to take to supervision"}};
constexpr std::array answer_words = {Positional{
    .name = "REF", .help = "K7:q3, as 'ipt supervision list' prints it", .names_course = true}};
constexpr std::array list_words = {Positional{.name = "K7",
                                              .help = "one course; without it every open one",
                                              .required = false,
                                              .names_course = true}};
constexpr std::array ask_flags = {&flags::date};
constexpr std::array answer_flags = {&flags::date, &flags::minutes, &flags::text};
constexpr std::array list_flags = {&flags::all, &flags::therapist};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "ask",
     .summary = "A question for supervision",
     .positionals = ask_words,
     .flags = ask_flags,
     .effect = Effect::writes,
     .run = ask,
     .details = "One that comes up in a session goes with it: ipt log K7 --question TEXT.\n"
                "\n"
                "  ipt supervision ask K7 -e"},
    {.verb = "answer",
     .summary = "What supervision said to a question",
     .positionals = answer_words,
     .flags = answer_flags,
     .effect = Effect::writes,
     .run = answer,
     .details = "The date is that of the supervision, the minutes those spent on this course. An\n"
                "answer that is there already is corrected by what is given; an ended course\n"
                "takes answers too.\n"
                "\n"
                "  ipt supervision answer K7:q3 --minutes 20 -e\n"
                "  ipt supervision answer K7:q3 --date 2026-11-20",
     .draft = answer_form,
     .blank = Blank::clears},
    {.verb = "list",
     .summary = "Open questions, oldest first; of one course or of all",
     .positionals = list_words,
     .flags = list_flags,
     .run = list},
});

}  // namespace

const Group supervision_group{.noun = "supervision",
                              .section = "COURSES",
                              .summary = "ask | answer | list        questions for supervision",
                              .commands = commands};

}  // namespace ipt::cli
