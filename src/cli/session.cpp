// ipt session …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "cli/session_changes.hpp"
#include "cli/session_entry.hpp"
#include "cli/session_form.hpp"
#include "cli/words.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/checks.hpp"
#include "ipt/report/course.hpp"
#include "ipt/report/session.hpp"

namespace ipt::cli {
namespace {

bool all_stored(const CourseRecord& record, const std::vector<TypedScore>& scores) {
  return std::ranges::all_of(scores, [&](const TypedScore& typed) {
    const FiledScore* stored = score_on(record, typed.instrument, typed.score->date());
    return stored != nullptr && stored->score == *typed.score;
  });
}

[[noreturn]] void refuse_second(const CourseRecord& record, const Appointment& stored,
                                const Arguments& arguments) {
  const std::string name = reference_of(record, placed_on(record, stored.date)).text();
  const bool has_form = arguments.given(flags::edit) || arguments.given(flags::form);
  throw Error({.exit = Exit::refused,
               .code = "appointment_exists",
               .wrong = fmt::format("{} of {} is recorded already, and differs", name,
                                    with_weekday(stored.date)),
               .allowed = "A course has one appointment a day; nothing was changed.",
               .attempt = fmt::format("ipt session amend {}{}{}", name, typed_flags(arguments),
                                      has_form ? " -e" : "")});
}

void add_new_scores(store::Changes& changes, const store::StoredCourse& course,
                    const std::vector<TypedScore>& scores) {
  for (const TypedScore& typed : scores) {
    if (!is_recorded(course.record, *typed.score))
      changes.add_score(course.id, *typed.score, false);
  }
}

Change saved(const CourseRecord& before, const CourseRecord& after, Date date,
             const std::string& schema, Invocation& invocation, report::Outcome outcome) {
  const PlacedAppointment placed = placed_on(after, date);
  Change change{.reference = reference_of(after, placed).text(),
                .report = report::session_saved(after, invocation.catalogue(), date,
                                                renumbered(before, after), schema,
                                                invocation.today(), outcome)};
  report::tell_what_is_due(change.report, after, invocation.catalogue(), invocation.today(),
                           invocation.school());
  report::warn_about_area(change.report, placed.appointment->focus, invocation.school());
  return change;
}

void log(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  Appointment appointment{.date = invocation.today()};
  apply_flags(invocation, appointment);
  const Appointment typed = appointment;  // the same again, though a setting has come since
  apply_settings(invocation, appointment);
  require_coherent(appointment);

  invocation.change("", [&](store::Changes& changes) {
    const std::vector<TypedScore> scores =
        read_typed_scores(invocation, appointment.date, Clearing::refused);
    const store::StoredCourse before = changes.course(reference);
    if (const Appointment* stored = appointment_on(before.record, appointment.date)) {
      const bool same = *stored == appointment || *stored == typed;
      if (!same || !all_stored(before.record, scores)) {
        refuse_second(before.record, *stored, arguments);
      }
      return saved(before.record, before.record, appointment.date, "ipt.session.log/1", invocation,
                   report::Outcome::already_saved);
    }
    require_room(before.record, appointment);
    changes.add_appointment(before.id, appointment);
    add_new_scores(changes, before, scores);
    const CourseRecord after = changes.course(reference).record;
    return saved(before.record, after, appointment.date, "ipt.session.log/1", invocation,
                 invocation.outcome(changes));
  });
}

[[noreturn]] void refuse_taken(const CourseRecord& record, const FiledScore& other) {
  throw Error({.exit = Exit::refused,
               .code = "score_exists",
               .wrong = fmt::format("{} has a {} score on {} already", reference_of(record).text(),
                                    other.score.instrument(), with_weekday(other.score.date())),
               .allowed = "The scores of a session go with it to its new day; nothing was changed.",
               .attempt = "--date with another day"});
}

// The scores of a day go with its session to another day.
void move_scores(store::Changes& changes, const store::StoredCourse& course, Date from, Date to) {
  for (const FiledScore& filed : course.record.scores) {
    if (filed.score.date() != from || filed.number) continue;
    const std::string& code = filed.score.instrument();
    if (const FiledScore* other = score_on(course.record, code, to))
      refuse_taken(course.record, *other);
    changes.move_score(course.id, code, from, to);
  }
}

// `course` is as it was before the scores were moved to the day that the session has now.
void amend_scores(store::Changes& changes, const store::StoredCourse& course,
                  const std::vector<TypedScore>& scores, Date before, Date now) {
  for (const TypedScore& typed : scores) {
    const FiledScore* own = score_on(course.record, typed.instrument, before);
    const bool moved = own != nullptr && (before == now || !own->number);
    if (!typed.score) {
      if (moved) changes.remove_score(course.id, typed.instrument, now);
    } else if (moved) {
      changes.update_score(course.id, *typed.score);
    } else if (!is_recorded(course.record, *typed.score)) {
      changes.add_score(course.id, *typed.score, false);
    }
  }
}

void amend(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const AppointmentReference reference = read_appointment_reference(arguments.word(0));

  invocation.change(invocation.text(flags::reason), [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference.course);
    const Appointment stored = ipt::appointment(before.record, reference);
    Appointment amended = stored;
    apply_flags(invocation, amended);
    const std::vector<TypedScore> scores =
        read_typed_scores(invocation, amended.date, Clearing::allowed);
    require_coherent(amended);
    require_answer_kept(before.record, stored, amended);
    CourseRecord others = before.record;
    std::erase(others.appointments, stored);
    require_room(others, amended);
    if (amended.date != stored.date) move_scores(changes, before, stored.date, amended.date);
    if (amended != stored) changes.update_appointment(before.id, stored.date, amended);
    amend_scores(changes, before, scores, stored.date, amended.date);
    const CourseRecord after = changes.course(reference.course).record;
    return saved(before.record, after, amended.date, "ipt.session.amend/1", invocation,
                 invocation.outcome(changes));
  });
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::session_list(record, invocation.catalogue(), invocation.as_of()),
                      record.appointments.empty(),
                      fmt::format("No appointment yet. Record one: ipt log {}", word));
}

void show(Invocation& invocation) {
  const AppointmentReference reference = read_appointment_reference(invocation.arguments().word(0));
  const CourseRecord record = invocation.course(reference.course.text());
  const Date date = ipt::appointment(record, reference).date;
  invocation.print(report::session_shown(record, invocation.catalogue(), date, invocation.as_of()));
}

constexpr std::array amend_flags = [] {
  std::array<const Flag*, entry_flags.size() + 1> all{};
  std::ranges::copy(entry_flags, all.begin());
  all.back() = &flags::reason;
  return all;
}();

constexpr std::array course_words = {words::course};
constexpr std::array session_words = {words::session};
constexpr std::array move_words = {words::session,
                                   Positional{"CODE", "the client whose session it is"}};
constexpr std::array reason_flags = {&flags::reason};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "log",
     .summary = "Record an appointment and its scores ('ipt log K7' for short)",
     .positionals = course_words,
     .flags = entry_flags,
     .effect = Effect::writes,
     .run = log,
     .details = "Answers are one digit an item, '-' for one left out; total:N is a total. A\n"
                "missed appointment takes no session number. A note does not have to be an\n"
                "argument, which other users of the machine and the shell history can see: -e\n"
                "opens a form in the editor, filled with what is known, and --note-file reads the\n"
                "note from a file or from standard input.\n"
                "\n"
                "Techniques: explore-open, explore-direct, affect, clarify, comm-analysis,\n"
                "incident, decision-analysis, role-play, problem-solving, directive, link,\n"
                "psychoeducation, sick-role, inventory, circle, timeline, formulation,\n"
                "expectations, support, relationship, symptom-review, task, ending, gains-review,\n"
                "warning-signs, relapse-plan, other.\n"
                "\n"
                "  ipt log K7 --phq9 112301210 --technique link,affect --risk none\n"
                "  ipt log K7 --date mon --dna\n"
                "  ipt log K7 --score phq9=total:11 --note-file -\n"
                "  ipt log K7 -e",
     .draft = session_log_form},
    {.verb = "list",
     .summary = "Every appointment of a course",
     .positionals = course_words,
     .flags = {},
     .run = list},
    {.verb = "show",
     .summary = "Everything recorded of one appointment",
     .positionals = session_words,
     .flags = {},
     .run = show},
    {.verb = "amend",
     .summary = "Correct an appointment; the earlier version stays in the history",
     .positionals = session_words,
     .flags = amend_flags,
     .effect = Effect::writes,
     .run = amend,
     .details = "Only what is given changes; an empty value clears it. -e opens what is stored in\n"
                "the editor: an emptied line clears, a line that is gone changes nothing.\n"
                "\n"
                "  ipt session amend K7.9 --phq9 112101210\n"
                "  ipt session amend K7@2026-11-16 --attendance attended-late --task ''\n"
                "  ipt session amend K7.9 -e",
     .draft = session_amend_form,
     .blank = Blank::clears},
    {.verb = "move",
     .summary = "Give an appointment to the client whose it is",
     .positionals = move_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = move_session,
     .details = "Its scores, note and question go along; other sessions that get new numbers are\n"
                "named. The history of both clients keeps it.\n"
                "\n"
                "  ipt session move K7.9 M3 --reason \"logged under the wrong client\""},
    {.verb = "remove",
     .summary = "Take out an appointment that there never was",
     .positionals = session_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = remove_session,
     .details = "Its scores, note and question go with it, the question with its answer. It stays\n"
                "in the history; 'ipt undo' brings it back.\n"
                "\n"
                "  ipt session remove K7@2026-11-16 --reason \"entered on the wrong day\""},
});

}  // namespace

const Group session_group{.noun = "session",
                          .section = "EVERY WEEK",
                          .summary = "log | list | show | amend | move | remove",
                          .commands = commands};

}  // namespace ipt::cli
