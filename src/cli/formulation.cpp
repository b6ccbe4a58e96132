// ipt formulation …
#include <fmt/core.h>

#include <array>

#include "cli/course.hpp"
#include "cli/form_keys.hpp"
#include "cli/given.hpp"
#include "cli/groups.hpp"
#include "cli/words.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/report/practice.hpp"

namespace ipt::cli {
namespace {

constexpr std::array write_flags = {&flags::date, &flags::sentence, &flags::agreed, &flags::shared,
                                    &flags::text};

bool same_content(Formulation a, const Formulation& b) {
  a.date = b.date;
  return a == b;
}

// A version of a day: what the one before says, and what is given now.
Formulation written(const Invocation& invocation, const CourseRecord& record) {
  const Arguments& arguments = invocation.arguments();
  const Date date = invocation.date(flags::date, Ahead::refused).value_or(invocation.today());
  const Formulation* before = formulation_on(record, date);
  Formulation version = before == nullptr ? Formulation{.date = date} : *before;
  version.date = date;
  const auto day = [&](const Flag& flag) {
    return [&](const std::string&) { return *invocation.date(flag, Ahead::refused); };
  };
  set_given(arguments, flags::agreed, version.agreed_on, day(flags::agreed));
  set_given(arguments, flags::shared, version.shared_on, day(flags::shared));
  if (arguments.given(flags::sentence)) version.sentence = invocation.text(flags::sentence);
  if (arguments.given(flags::text)) version.text = invocation.text(flags::text);
  return version;
}

void require_content(const Formulation& version) {
  if (!version.sentence.empty() || !version.text.empty()) return;
  throw Error({.exit = Exit::usage,
               .code = "formulation_empty",
               .wrong = "the formulation says nothing",
               .allowed = "It has a sentence, a text, or both.",
               .attempt = "--sentence TEXT, or -e to write it in the editor"});
}

void write(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  require_given(invocation.arguments(), write_flags, "no part of the formulation was given");
  Date day = invocation.today();
  course::change_course(
      invocation, course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        const Formulation version = written(invocation, before.record);
        require_content(version);
        day = version.date;
        const Formulation* known = formulation_on(before.record, day);
        if (known != nullptr && same_content(*known, version)) return;
        changes.write_formulation(before.id, version);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after).text(),
                      .report = report::formulation_saved(
                          after, day, {"ipt.formulation.write/1", invocation.today(), outcome})};
      });
}

constexpr std::array<std::string_view, 7> hints = {
    "The text has no fields of its own. What it may say:",
    "onset of the episode",
    "events that brought it on: date, person, what happened",
    "vulnerabilities: biological, psychological, social, cultural, spiritual",
    "strengths and supports",
    "reasons for the focus",
    "key persons, by their labels"};

FormDraft write_form(const Command& command, Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseRecord record = invocation.course(arguments.word(0));
  require_open(record);
  const Formulation version = written(invocation, record);
  FormDraft draft = draft_of_flags(command, arguments, invocation.catalogue());
  draft.heading = stored_heading("the formulation of " + reference_of(record).text());
  if (formulation_on(record, version.date) == nullptr) {
    draft.heading = {form_heading(command, arguments)};
  }
  draft.heading.insert(draft.heading.end(), hints.begin(), hints.end());
  set_stored(draft, flags::date, version.date.iso());
  set_stored(draft, flags::sentence, version.sentence);
  set_stored(draft, flags::agreed, version.agreed_on ? version.agreed_on->iso() : "");
  set_stored(draft, flags::shared, version.shared_on ? version.shared_on->iso() : "");
  set_stored(draft, flags::text, version.text);
  return draft;
}

void show(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(
      report::formulation_shown(record, invocation.as_of()), record.formulations.empty(),
      fmt::format("No formulation yet. Write it: ipt formulation write {} -e", word));
}

constexpr std::array course_words = {words::course};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "write",
     .summary = "Write the formulation, or a new version of it",
     .positionals = course_words,
     .flags = write_flags,
     .effect = Effect::writes,
     .run = write,
     .details = "Each day on which it is written is a version; what is not given is as in the\n"
                "version before, and an empty value clears. The same day again updates that\n"
                "version. The sentence links the symptoms with the interpersonal problem, in the\n"
                "client's words. -e opens the version before.\n"
                "\n"
                "  ipt formulation write K7 -e\n"
                "  ipt formulation write K7 --agreed today",
     .draft = write_form,
     .blank = Blank::clears},
    {.verb = "show",
     .summary = "The formulation and its earlier versions",
     .positionals = course_words,
     .flags = {},
     .run = show},
});

}  // namespace

const Group formulation_group{
    .noun = "formulation",
    .section = "COURSES",
    .summary = "write | show               what links the symptoms with the focus",
    .commands = commands};

}  // namespace ipt::cli
