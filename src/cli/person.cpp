// ipt person …
#include <fmt/core.h>

#include <algorithm>
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

std::string label_word(const Invocation& invocation) {
  return read_person_label(invocation.arguments().word(1), "the person");
}

// `deceased@2026-10-01`
void set_status(const Invocation& invocation, const std::string& text, PersonVersion& version) {
  const std::size_t mark = text.find('@');
  version.status_since.reset();
  version.status = read_term<PersonStatus>(text.substr(0, mark), flags::person_status.name);
  if (mark == std::string::npos) return;
  version.status_since = resolve_date(text.substr(mark + 1), invocation.today(), Ahead::refused,
                                      flags::person_status.name);
}

// Changes in `version` what the flags say; an empty value clears the field.
void apply_flags(const Invocation& invocation, PersonVersion& version) {
  const Arguments& arguments = invocation.arguments();
  set_given(arguments, flags::relation, version.relation, [](const std::string& word) {
    return read_term<Relation>(word, flags::relation.name);
  });
  set_given(arguments, flags::ring, version.ring,
            [](const std::string& word) { return read_term<Ring>(word, flags::ring.name); });
  arguments.read(flags::person_status, [&](const std::string& text) {
    version.status.reset();
    version.status_since.reset();
    if (!trimmed(text).empty()) set_status(invocation, text, version);
    return true;
  });
  if (arguments.given(flags::key)) version.key = true;
  if (arguments.denied(flags::key)) version.key = false;
  if (arguments.given(flags::text)) version.text = invocation.text(flags::text);
}

std::string status_text(const PersonVersion& version) {
  if (!version.status) return "";
  std::string text{name_of(*version.status)};
  if (version.status_since) text += "@" + version.status_since->iso();
  return text;
}

template <typename Id>
std::string id_text(const std::optional<Id>& id) {
  return id ? std::string{name_of(*id)} : std::string{};
}

// The same is said of the person already, on that day where one was typed.
bool is_said(const Person& stored, const PersonVersion& version, bool dated) {
  PersonVersion known = dated ? version_on(stored, version.date) : stored.versions.back();
  if (!dated) known.date = version.date;
  return known == version;
}

[[noreturn]] void refuse_known(const CourseRecord& record, const Person& stored) {
  throw Error({.exit = Exit::refused,
               .code = "person_exists",
               .wrong = fmt::format("{} of {} is recorded already, and differs", stored.label,
                                    reference_of(record).text()),
               .allowed = "What is said of a person is corrected, or dated anew.",
               .attempt = fmt::format("ipt person amend {} {} -e, with --date for what has changed",
                                      reference_of(record).text(), stored.label)});
}

Change echo(const Invocation& invocation, const CourseRecord& after, const std::string& label,
            Date version, std::string schema, report::Outcome outcome) {
  return {.reference = fmt::format("{} {}", reference_of(after).text(), label),
          .report = report::person_saved(after, label, version,
                                         {std::move(schema), invocation.today(), outcome})};
}

void add(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  const std::string label = label_word(invocation);
  const auto date = invocation.date(flags::date, Ahead::refused);
  PersonVersion version{.date = date.value_or(invocation.today()), .relation = relation_in(label)};
  apply_flags(invocation, version);
  course::change_course(
      invocation, course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        const Person* known = find_person(before.record, label);
        if (known == nullptr) {
          changes.add_person(before.id, label, version);
        } else if (!is_said(*known, version, date.has_value())) {
          refuse_known(before.record, *known);
        }
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return echo(invocation, after, label, version.date, "ipt.person.add/1", outcome);
      });
}

// The version that is amended: the latest one, or that of the day, which is new when there is none.
PersonVersion amended(const Invocation& invocation, const Person& stored) {
  const auto date = invocation.date(flags::date, Ahead::refused);
  PersonVersion version = date ? version_on(stored, *date) : stored.versions.back();
  version.date = date.value_or(version.date);
  apply_flags(invocation, version);
  return version;
}

constexpr std::array amend_flags = {&flags::date,          &flags::relation, &flags::ring,
                                    &flags::person_status, &flags::key,      &flags::text,
                                    &flags::reason};

void amend(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  const std::string label = label_word(invocation);
  require_given(invocation.arguments(), amend_flags, "nothing to amend was given");
  Date day = invocation.today();
  course::change_course(
      invocation, course, invocation.text(flags::reason),
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_open(before.record);
        const Person& stored = person(before.record, label);
        const PersonVersion version = amended(invocation, stored);
        day = version.date;
        const bool is_new = version_on(stored, day).date != day;
        is_new ? changes.add_person(before.id, label, version)
               : changes.update_person(before.id, label, version);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return echo(invocation, after, label, day, "ipt.person.amend/1", outcome);
      });
}

// What to ask about a person; it is written down in one text.
constexpr std::array<std::string_view, 11> hints = {
    "The text has no fields of its own. What it may say:",
    "contact: how often, and how (in person, phone, online)",
    "activities: what they do together",
    "confides: can the client talk to them? about what not?",
    "support: emotional, practical, none; given and received",
    "expectations, the client's and theirs: met or not, reciprocal or not",
    "satisfying and unsatisfying: what is liked and disliked",
    "conflict: how they argue, and whether it is resolved",
    "change since onset: closer, the same, more distant",
    "knows: do they know about the depression?",
    "wanted change: what the client wants to be different"};

void add_hints(FormDraft& draft) {
  draft.heading.insert(draft.heading.end(), hints.begin(), hints.end());
}

FormDraft add_form(const Command& command, Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  require_open(invocation.course(arguments.word(0)));
  const std::string label = label_word(invocation);
  FormDraft draft = draft_of_flags(command, arguments, invocation.catalogue());
  set_stored(draft, flags::relation, id_text(relation_in(label)));
  add_hints(draft);
  return draft;
}

FormDraft amend_form(const Command& command, Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseRecord record = invocation.course(arguments.word(0));
  const std::string label = label_word(invocation);
  const PersonVersion version = amended(invocation, person(record, label));
  FormDraft draft = draft_of_flags(command, arguments, invocation.catalogue());
  draft.heading = stored_heading(fmt::format("{} {}", reference_of(record).text(), label));
  draft.heading.emplace_back(
      "With another date the version that is stored stays, and a new one holds from that day.");
  add_hints(draft);
  set_stored(draft, flags::date, version.date.iso());
  set_stored(draft, flags::relation, id_text(version.relation));
  set_stored(draft, flags::ring, id_text(version.ring));
  set_stored(draft, flags::person_status, status_text(version));
  set_stored(draft, flags::key, version.key ? "yes" : "");
  set_stored(draft, flags::text, version.text);
  return draft;
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::persons_listed(record, invocation.as_of()), record.persons.empty(),
                      fmt::format("No person yet. Add one: ipt person add {} P1 -e", word));
}

constexpr std::array add_flags = {&flags::date,          &flags::relation, &flags::ring,
                                  &flags::person_status, &flags::key,      &flags::text};
constexpr std::array course_words = {words::course};
constexpr std::array person_words = {words::course, words::person};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "A person of the interpersonal inventory",
     .positionals = person_words,
     .flags = add_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "A person has a label, never a name; the list of which label is whom belongs on\n"
                "paper. A label such as partner says the relation too. Relations: partner,\n"
                "ex-partner, parent, child, sibling, other-family, friend, colleague, manager,\n"
                "neighbour, professional, community, other. -e opens a form that shows what the\n"
                "text may be about.\n"
                "\n"
                "  ipt person add K7 P1 --relation partner --ring 1 --key\n"
                "  ipt person add K7 sibling2 -e",
     .draft = add_form},
    {.verb = "list",
     .summary = "Everyone of the inventory, with earlier versions",
     .positionals = course_words,
     .flags = {},
     .run = list},
    {.verb = "amend",
     .summary = "Correct what is said of a person, or date it anew",
     .positionals = person_words,
     .flags = amend_flags,
     .effect = Effect::writes,
     .run = amend,
     .details = "Closeness and disputes change. Without --date the latest version is corrected;\n"
                "with the day of no version a new one holds from that day, and says what the\n"
                "one before said where nothing else is given. An empty value clears a field.\n"
                "\n"
                "  ipt person amend K7 P1 --date today --ring 2\n"
                "  ipt person amend K7 P1 --status deceased@2026-10-01 --date 2026-10-01",
     .draft = amend_form,
     .blank = Blank::clears},
});

}  // namespace

const Group person_group{.noun = "person",
                         .section = "COURSES",
                         .summary = "add | list | amend              the interpersonal inventory",
                         .commands = commands};

}  // namespace ipt::cli
