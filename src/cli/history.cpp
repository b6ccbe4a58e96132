// ipt undo and ipt history …
#include "ipt/report/history.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt::cli {
namespace {

// With a code only that client's change is taken back.
void require_client(const RecordedOperation& operation, const std::string& word) {
  const CourseReference wanted = read_course_reference(word);
  const auto clients = clients_of(operation);
  const auto is_wanted = [&](const std::string& code) {
    return lower(code) == lower(wanted.client.text());
  };
  if (std::ranges::any_of(clients, is_wanted)) return;
  throw Error({.exit = Exit::refused,
               .code = "last_change_of_another",
               .wrong = fmt::format("the last change was not one of {}", wanted.client.text()),
               .allowed = clients.empty() ? std::string{"It was about no client."}
                                          : fmt::format("It was about {}.", joined(clients, ", ")),
               .attempt = "ipt undo --dry-run, which shows it"});
}

[[noreturn]] void refuse_nothing(bool redo) {
  throw Error({.exit = Exit::refused,
               .code = redo ? "nothing_to_redo" : "nothing_to_undo",
               .wrong = redo ? "there is nothing to bring back" : "there is nothing to take back",
               .allowed = redo
                              ? "An undo is brought back until something new is written."
                              : "Every change is taken back already; what came before a restore, a "
                                "purge or a redaction stays.",
               .attempt = redo ? "ipt undo" : "ipt history CODE, which tells all"});
}

// A course, by the number that stays though codes change; nothing when there is none.
std::optional<CourseRecord> find_course(const store::Records& records, const ClientCode& client,
                                        int number) {
  const auto courses = records.courses_of(client);
  if (std::ranges::find(courses, number, &Course::number) == courses.end()) return std::nullopt;
  return records.course({.client = client, .number = number}).record;
}

// The courses that an operation was about and that are there now.
std::vector<CourseRecord> courses_of(const store::Records& records,
                                     const RecordedOperation& operation) {
  std::set<std::string> names;
  for (const Revision& revision : operation.revisions) names.insert(revision.course);
  names.erase("");
  std::vector<CourseRecord> found;
  for (const std::string& name : names) {
    const CourseReference reference = read_course_reference(name);
    auto record = find_course(records, reference.client, reference.number.value_or(1));
    if (record) found.push_back(*std::move(record));
  }
  return found;
}

std::vector<report::TouchedCourse> touched(const store::Records& records,
                                           const std::vector<CourseRecord>& before) {
  std::vector<report::TouchedCourse> courses;
  for (const CourseRecord& each : before) {
    auto after = find_course(records, each.course.client, each.course.number);
    if (after) courses.push_back({.before = each, .after = *std::move(after)});
  }
  return courses;
}

void undo(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const bool redo = arguments.given(flags::redo);
  invocation.change(invocation.text(flags::reason), [&](store::Changes& changes) {
    const auto target = redo ? changes.redoable() : changes.undoable();
    if (!target) refuse_nothing(redo);
    if (!arguments.words().empty()) require_client(*target, arguments.word(0));
    const std::vector<CourseRecord> before = courses_of(changes, *target);
    const RecordedOperation done = changes.take_back(*target);
    return Change{.reference = std::to_string(target->number),
                  .report = report::taken_back(*target, done, touched(changes, before),
                                               invocation.today(), invocation.outcome(changes))};
  });
}

// Keeps of every operation what `is_about` is true of.
template <typename Predicate>
void keep_only(std::vector<RecordedOperation>& operations, const Predicate& is_about) {
  for (RecordedOperation& each : operations) {
    std::erase_if(each.revisions, [&](const Revision& revision) { return !is_about(revision); });
  }
  std::erase_if(operations, [](const RecordedOperation& each) { return each.revisions.empty(); });
}

struct Told {
  std::string reference;
  std::vector<RecordedOperation> operations;
};

// Every revision, in order.
template <typename Work>
void for_each_revision(const std::vector<RecordedOperation>& operations, const Work& work) {
  for (const RecordedOperation& operation : operations) {
    for (const Revision& revision : operation.revisions) work(revision);
  }
}

// An appointment, and the days that it was ever dated.
struct Traced {
  std::int64_t id = 0;
  std::set<std::string> dates = {};
};

// The appointment that has that day; when none has, the last one that had it when it was taken out.
Traced trace(const std::vector<RecordedOperation>& operations, const std::string& date) {
  std::map<std::int64_t, std::string> standing;
  Traced traced;
  for_each_revision(operations, [&](const Revision& revision) {
    if (revision.record != "appointment") return;
    const std::string day = field(state_of(revision), "date").value_or("");
    if (revision.kind == RevisionKind::remove) {
      standing.erase(revision.id);
      if (day == date) traced.id = revision.id;
    } else {
      standing[revision.id] = day;
    }
  });
  for (const auto& [id, day] : standing) {
    if (day == date) traced.id = id;
  }
  for_each_revision(operations, [&](const Revision& revision) {
    if (revision.record != "appointment" || revision.id != traced.id) return;
    traced.dates.insert(field(state_of(revision), "date").value_or(""));
  });
  return traced;
}

// The history of one appointment: itself, its note, its question, the scores entered with it.
Told of_appointment(const store::Records& records, const std::string& word) {
  const AppointmentReference reference = read_appointment_reference(word);
  Told told{.reference = word, .operations = records.history(reference.course)};
  const auto* named = std::get_if<Date>(&reference.which);
  const Date date = named != nullptr
                        ? *named
                        : ipt::appointment(records.course(reference.course).record, reference).date;
  const Traced traced = trace(told.operations, date.iso());
  keep_only(told.operations, [&](const Revision& revision) {
    if (revision.record == "appointment") return revision.id == traced.id;
    if (revision.record == "score") {
      const auto& state = state_of(revision);
      return traced.dates.contains(field(state, "date").value_or("?")) && !field(state, "number");
    }
    return traced.id != 0 && revision.appointment == traced.id;
  });
  return told;
}

// What the letter of a name stands for in the store.
std::string_view record_of(char kind) {
  switch (kind) {
    case 'g':
      return "goal";
    case 'q':
      return "question";
    case 's':
      return "score";
    case 'p':
      return "absence";
    case 'f':
      return "focus";
    default:
      return "contract_change";
  }
}

Told of_record(const store::Records& records, const std::string& word) {
  const RecordReference reference = read_record_reference(word, "gqspfx");
  Told told{.reference = word, .operations = records.history(reference.course)};
  keep_only(told.operations, [&](const Revision& revision) {
    return revision.record == record_of(reference.kind) &&
           field(state_of(revision), "number") == std::to_string(reference.number);
  });
  return told;
}

Told told_of(const store::Records& records, const std::string& word) {
  if (word.find(':') != std::string::npos) return of_record(records, word);
  if (word.find_first_of(".@") != std::string::npos) return of_appointment(records, word);
  if (const auto number = find_break_number(word)) {
    Told told{.reference = word, .operations = records.history_of_break(*number)};
    if (!told.operations.empty()) return told;
  }
  const CourseReference reference = read_course_reference(word);
  return {.reference = reference.text(), .operations = records.history(reference)};
}

void history(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  Told told =
      invocation.read([&](const store::Records& records) { return told_of(records, word); });
  if (told.operations.empty()) {
    throw Error({.exit = Exit::not_found,
                 .code = "record_not_found",
                 .wrong = fmt::format("there never was a {}", word),
                 .allowed = "The history holds every record that there ever was.",
                 .attempt = "ipt history with the code of the client alone"});
  }
  std::erase_if(told.operations, [&](const RecordedOperation& each) {
    return each.recorded_on > invocation.as_of();
  });
  invocation.print_or(report::history(told.reference, told.operations), told.operations.empty(),
                      fmt::format("Nothing was recorded of {} by then.", word));
}

[[noreturn]] void refuse_nothing_to_redact(const std::string& word) {
  throw Error({.exit = Exit::refused,
               .code = "nothing_to_redact",
               .wrong = fmt::format("{} has no earlier version", word),
               .allowed = "What a record holds now is changed or removed first; then its earlier "
                          "versions can be blanked.",
               .attempt = fmt::format("ipt history {}", word)});
}

// A whole course, or all of a client, is not one record.
void require_record(const std::string& word) {
  if (word.find_first_of(".@:") != std::string::npos || find_break_number(word)) return;
  throw Error({.exit = Exit::usage,
               .code = "reference_malformed",
               .wrong = fmt::format("'{}' does not name one record", word),
               .allowed = "K7.9 is a session with its note, question and scores, K7@2026-11-16 the "
                          "appointment of a day, K7:g1 a goal, b1 a break.",
               .attempt = "K7.9; for all of a client: ipt client purge"});
}

std::vector<Revision> revisions_of(const std::vector<RecordedOperation>& operations) {
  std::vector<Revision> revisions;
  for (const RecordedOperation& each : operations) {
    revisions.insert(revisions.end(), each.revisions.begin(), each.revisions.end());
  }
  return revisions;
}

void redact(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  require_record(word);
  const std::string reason = invocation.required_text(flags::reason);
  if (!invocation.is_confirmed()) {  // what never was is not asked about
    static_cast<void>(
        invocation.read([&](const store::Records& records) { return told_of(records, word); }));
  }
  invocation.confirm(word, fmt::format("blanking the past of {}", word),
                     fmt::format("'ipt history {}' shows it", word));
  invocation.erase(reason, [&](store::Changes& changes) {
    const Told told = told_of(changes, word);
    const Erasure erased = changes.redact(revisions_of(told.operations));
    if (erased.changes == 0) refuse_nothing_to_redact(word);
    return Change{.reference = std::to_string(erased.number),
                  .report = report::redacted(told.reference, erased, invocation.today(),
                                             invocation.outcome(changes))};
  });
}

constexpr std::array undo_words = {
    Positional{"K7", "only when the last change was one of this client", false}};
constexpr std::array undo_flags = {&flags::redo, &flags::reason};
constexpr std::array redact_words = {
    Positional{"REF", "K7.9, K7@2026-11-16, K7:s1, or a break such as b1"}};
constexpr std::array redact_flags = {&flags::reason};
constexpr std::array history_words = {
    Positional{"REF", "K7, K7/2, K7.9, K7@2026-11-16, K7:s1, or a break such as b1"}};

constexpr std::array undo_commands = std::to_array<Command>({
    {.verb = "",
     .summary = "Take back the last change, and say what it was",
     .positionals = undo_words,
     .flags = undo_flags,
     .effect = Effect::writes,
     .run = undo,
     .details = "One command is one change. Repeated, it walks back, one change each time; --redo\n"
                "walks forward again until something new is written. The history keeps every\n"
                "step. When there is nothing to take back the exit status is 4.\n"
                "\n"
                "  ipt undo --dry-run\n"
                "  ipt undo K7\n"
                "  ipt undo --redo"},
});

constexpr std::array history_commands = std::to_array<Command>({
    {.verb = "",
     .summary = "Every change ever made: who, when, why, old and new",
     .positionals = history_words,
     .flags = {},
     .run = history,
     .details = "What was changed, taken back or moved away is in it, also when nothing is left\n"
                "of the client. Times are UTC.\n"
                "\n"
                "'ipt history redact' blanks the earlier versions of a record; see its --help.\n"
                "\n"
                "  ipt history K7\n"
                "  ipt history K7.9"},
    {.verb = "redact",
     .summary = "Blank the earlier versions of a record, for good",
     .positionals = redact_words,
     .flags = redact_flags,
     .effect = Effect::writes,
     .run = redact,
     .details = "For what should never have been written down, once it was changed or removed.\n"
                "How the record stands now is kept; of one that was removed nothing is. That\n"
                "there were versions, when and by whom, stays in the history, with the reason\n"
                "given here. It cannot be undone. A session is blanked with its note, its\n"
                "question and its scores. On a terminal the reference is asked for; in a script\n"
                "--yes confirms.\n"
                "\n"
                "  ipt session amend K7.9 -m 'what may stay'\n"
                "  ipt history redact K7.9 --reason 'named a third person'"},
});

}  // namespace

const Group undo_group{.noun = "undo",
                       .section = "RECORDS",
                       .summary = "Take back the last change, and say what it was",
                       .commands = undo_commands};

const Group history_group{.noun = "history",
                          .section = "RECORDS",
                          .summary = "Every change ever made to a course",
                          .commands = history_commands};

}  // namespace ipt::cli
