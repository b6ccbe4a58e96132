// ipt contact …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/course.hpp"
#include "cli/form_keys.hpp"
#include "cli/given.hpp"
#include "cli/groups.hpp"
#include "cli/words.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/report/practice.hpp"

namespace ipt::cli {
namespace {

// Changes in `contact` what the flags say; an empty value clears the field.
void apply_flags(const Invocation& invocation, Contact& contact) {
  const Arguments& arguments = invocation.arguments();
  if (const auto date = invocation.date(flags::date, Ahead::refused)) contact.date = *date;
  set_given(arguments, flags::mode, contact.mode,
            [](const std::string& word) { return read_term<Mode>(word, flags::mode.name); });
  set_given(arguments, flags::with, contact.with,
            [](const std::string& label) { return read_person_label(label, flags::with.name); });
  set_given(arguments, flags::risk, contact.risks,
            [](const std::string& list) { return read_terms<Risk>(list, flags::risk.name); });
  if (arguments.given(flags::risk_action)) {
    contact.risk_action = invocation.text(flags::risk_action);
  }
  if (arguments.given(flags::text)) contact.text = invocation.text(flags::text);
  require_coherent(contact.risks);
}

Change echo(Invocation& invocation, const CourseRecord& after, int number,
            const std::vector<AnsweredRiskItem>& answered, std::string schema,
            report::Outcome outcome) {
  return {.reference = reference_of(after, 'c', number).text(),
          .report = report::contact_saved(after, number, answered,
                                          {std::move(schema), invocation.today(), outcome})};
}

constexpr std::array add_flags = {&flags::date, &flags::mode,        &flags::with,
                                  &flags::risk, &flags::risk_action, &flags::text};
constexpr std::array amend_flags = {&flags::date,        &flags::mode, &flags::with,  &flags::risk,
                                    &flags::risk_action, &flags::text, &flags::reason};

// On an ended course too: a call after the end, or a letter, is a contact.
void add(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  require_given(invocation.arguments(), std::span{add_flags}.subspan(1),
                "nothing was said of the contact");
  Contact contact{.date = invocation.today()};
  apply_flags(invocation, contact);
  std::vector<AnsweredRiskItem> answered;
  course::change_course(
      invocation, course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        const auto& contacts = before.record.contacts;
        const auto same = std::ranges::find_if(contacts, [&](const Contact& each) {
          contact.number = each.number;
          return each == contact;
        });
        if (same != contacts.end()) return;
        answered = risk_items_answered(before.record,
                                       measures(before.record, invocation.catalogue()), contact);
        contact.number = changes.add_contact(before.id, contact);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return echo(invocation, after, contact.number, answered, "ipt.contact.add/1", outcome);
      });
}

RecordReference named(const Invocation& invocation) {
  return read_record_reference(invocation.arguments().word(0), "c");
}

void amend(Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  require_given(invocation.arguments(), amend_flags, "nothing to amend was given");
  std::vector<AnsweredRiskItem> answered;
  course::change_course(
      invocation, wanted.course, invocation.text(flags::reason),
      [&](store::Changes& changes, const store::StoredCourse& before) {
        Contact amended = contact(before.record, wanted.number);
        apply_flags(invocation, amended);
        CourseRecord others = before.record;
        std::erase_if(others.contacts,
                      [&](const Contact& each) { return each.number == wanted.number; });
        answered = risk_items_answered(others, measures(others, invocation.catalogue()), amended);
        changes.update_contact(before.id, amended);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return echo(invocation, after, wanted.number, answered, "ipt.contact.amend/1", outcome);
      });
}

FormDraft amend_form(const Command& command, Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  const CourseRecord record = invocation.course(wanted.course.text());
  Contact stored = contact(record, wanted.number);
  apply_flags(invocation, stored);
  FormDraft draft = draft_of_flags(command, invocation.arguments(), invocation.catalogue());
  draft.heading = stored_heading(wanted.text());
  std::vector<std::string> risks;
  for (const Risk risk : stored.risks) risks.emplace_back(name_of(risk));
  set_stored(draft, flags::date, stored.date.iso());
  set_stored(draft, flags::mode, stored.mode ? std::string{name_of(*stored.mode)} : "");
  set_stored(draft, flags::with, stored.with);
  set_stored(draft, flags::risk, joined(risks, ","));
  set_stored(draft, flags::risk_action, stored.risk_action);
  set_stored(draft, flags::text, stored.text);
  return draft;
}

void remove(Invocation& invocation) {
  const RecordReference wanted = named(invocation);
  const std::string reason = invocation.required_text(flags::reason);
  Contact removed{.date = invocation.today()};
  course::change_course(
      invocation, wanted.course, reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        removed = contact(before.record, wanted.number);
        changes.remove_contact(before.id, wanted.number);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after, 'c', wanted.number).text(),
                      .report = report::contact_removed(
                          after, removed, {"ipt.contact.remove/1", invocation.today(), outcome})};
      });
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::contacts_listed(record, invocation.as_of()), record.contacts.empty(),
                      fmt::format("No contact yet. Add one: ipt contact add {} -e", word));
}

constexpr std::array course_words = {words::course};
constexpr std::array contact_words = {Positional{
    .name = "REF", .help = "K7:c1, as 'ipt contact list' prints it", .names_course = true}};
constexpr std::array reason_flags = {&flags::reason};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "A call, a letter or a meeting outside the sessions",
     .positionals = course_words,
     .flags = add_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "A contact takes no session number. It is with the client unless --with names\n"
                "somebody else. A risk action answers a positive risk item, as one of a session\n"
                "does. An ended course takes contacts too: follow-up calls, letters.\n"
                "\n"
                "  ipt contact add K7 --mode phone -e\n"
                "  ipt contact add K7 --mode phone --with P1 --date yesterday"},
    {.verb = "list",
     .summary = "Every contact, by date",
     .positionals = course_words,
     .flags = {},
     .run = list},
    {.verb = "amend",
     .summary = "Correct a contact; the earlier version stays in the history",
     .positionals = contact_words,
     .flags = amend_flags,
     .effect = Effect::writes,
     .run = amend,
     .details = "Only what is given changes; an empty value clears it.\n"
                "\n"
                "  ipt contact amend K7:c1 -e",
     .draft = amend_form,
     .blank = Blank::clears},
    {.verb = "remove",
     .summary = "Take out a contact that there never was",
     .positionals = contact_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = remove,
     .details = "  ipt contact remove K7:c1 --reason \"of another client\""},
});

}  // namespace

const Group contact_group{
    .noun = "contact",
    .section = "COURSES",
    .summary = "add | list | amend | remove     calls, letters, meetings outside the sessions",
    .commands = commands};

}  // namespace ipt::cli
