// ipt session …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "cli/session_changes.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/session.hpp"

namespace ipt::cli {
namespace {

constexpr Positional course_word{"K7", "the client's course; K7/2 is the second one"};
constexpr Positional session_word{"REF",
                                  "K7.9 is session 9, K7@2026-11-16 the appointment of a day"};

// What is entered with an appointment, in the order of help.
constexpr std::array entry_flags = {&flags::date,
                                    &flags::score,
                                    &flags::phq9,
                                    &flags::gad7,
                                    &flags::dna,
                                    &flags::cancelled_client,
                                    &flags::cancelled_therapist,
                                    &flags::attended_late,
                                    &flags::attendance,
                                    &flags::focus,
                                    &flags::link,
                                    &flags::technique,
                                    &flags::task,
                                    &flags::risk,
                                    &flags::risk_action,
                                    &flags::next,
                                    &flags::minutes,
                                    &flags::mode,
                                    &flags::milestone,
                                    &flags::question,
                                    &flags::recorded,
                                    &flags::note,
                                    &flags::note_file};

[[noreturn]] void refuse_together(std::string_view flags_named, std::string_view allowed) {
  throw Error({.exit = Exit::usage,
               .code = "flags_contradict",
               .wrong = fmt::format("{} are given together", flags_named),
               .allowed = std::string{allowed},
               .attempt = "one of them"});
}

std::optional<Attendance> read_attendance(const Arguments& arguments) {
  struct Short {
    const Flag* flag;
    Attendance attendance;
  };
  constexpr std::array<Short, 4> shorts = {
      {{&flags::dna, Attendance::dna},
       {&flags::cancelled_client, Attendance::cancelled_client},
       {&flags::cancelled_therapist, Attendance::cancelled_therapist},
       {&flags::attended_late, Attendance::attended_late}}};
  std::optional<Attendance> attendance;
  if (const auto word = arguments.find(flags::attendance)) {
    attendance = read_term<Attendance>(*word, flags::attendance.name);
  }
  for (const Short& each : shorts) {
    if (!arguments.given(*each.flag)) continue;
    if (attendance)
      refuse_together("two flags of attendance", "An appointment has one attendance.");
    attendance = each.attendance;
  }
  return attendance;
}

std::string read_note(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  if (arguments.given(flags::note) && arguments.given(flags::note_file)) {
    refuse_together("-m and --note-file", "A session has one note.");
  }
  return arguments.given(flags::note_file) ? invocation.text_of_file(flags::note_file)
                                           : invocation.text(flags::note);
}

// A value that a given flag sets; an empty one clears the field.
template <typename Value, typename Read>
void set_given(const Arguments& arguments, const Flag& flag, Value& field, const Read& read) {
  const auto text = arguments.find(flag);
  if (!text) return;
  field = trimmed(*text).empty() ? Value{} : Value{read(*text)};
}

// Changes in `appointment` what the flags say.
void apply_flags(const Invocation& invocation, Appointment& appointment) {
  const Arguments& arguments = invocation.arguments();
  const auto set_text = [&](const Flag& flag, std::string& field) {
    if (arguments.given(flag)) field = invocation.text(flag);
  };
  if (const auto date = invocation.date(flags::date, Ahead::refused)) appointment.date = *date;
  if (const auto attendance = read_attendance(arguments)) appointment.attendance = *attendance;
  set_given(arguments, flags::minutes, appointment.minutes, [&](const std::string&) {
    return *arguments.number(flags::minutes, 1, flags::most_minutes);
  });
  set_given(arguments, flags::mode, appointment.mode,
            [](const std::string& word) { return read_term<Mode>(word, flags::mode.name); });
  set_given(arguments, flags::focus, appointment.focus,
            [](const std::string& word) { return read_focus(word, flags::focus.name); });
  set_given(arguments, flags::technique, appointment.techniques, [](const std::string& list) {
    return read_terms<Technique>(list, flags::technique.name);
  });
  set_given(arguments, flags::milestone, appointment.milestones, [](const std::string& list) {
    return read_terms<Milestone>(list, flags::milestone.name);
  });
  set_given(arguments, flags::risk, appointment.risks,
            [](const std::string& list) { return read_terms<Risk>(list, flags::risk.name); });
  set_given(arguments, flags::next, appointment.next,
            [&](const std::string&) { return *invocation.date(flags::next, Ahead::allowed); });
  set_text(flags::link, appointment.link);
  set_text(flags::task, appointment.task);
  set_text(flags::question, appointment.question);
  set_text(flags::risk_action, appointment.risk_action);
  if (arguments.given(flags::recorded)) appointment.recorded = true;
  if (arguments.given(flags::note) || arguments.given(flags::note_file)) {
    appointment.note = read_note(invocation);
  }
}

// What the settings say of every session; nothing of an appointment that was missed.
void apply_settings(const Invocation& invocation, Appointment& appointment) {
  if (!was_seen(appointment.attendance)) return;
  if (!invocation.arguments().given(flags::minutes)) {
    if (const auto text = invocation.choice(Key::minutes).value)
      appointment.minutes = whole_number(*text);
  }
  if (!invocation.arguments().given(flags::mode)) {
    if (const auto word = invocation.choice(Key::mode).value)
      appointment.mode = read_term<Mode>(*word, name_of(Key::mode));
  }
}

// A score that was typed; without a value the score of that instrument is to be cleared.
struct TypedScore {
  std::string instrument;
  std::optional<Score> score;
};

enum class Clearing { refused, allowed };

std::vector<TypedScore> read_typed_scores(const Arguments& arguments, Date date,
                                          Clearing clearing) {
  std::vector<std::string> typed = arguments.all(flags::score);
  if (const auto answers = arguments.find(flags::phq9)) typed.push_back("phq9=" + *answers);
  if (const auto answers = arguments.find(flags::gad7)) typed.push_back("gad7=" + *answers);
  std::vector<TypedScore> scores;
  for (const std::string& text : typed) {
    TypedScore each;
    if (clearing == Clearing::allowed && text.ends_with('=')) {
      each.instrument = instrument(built_in_instruments(), text.substr(0, text.size() - 1)).code;
    } else {
      each.score = read_score(built_in_instruments(), text, date);
      each.instrument = each.score->instrument();
    }
    if (std::ranges::find(scores, each.instrument, &TypedScore::instrument) != scores.end()) {
      refuse_together(fmt::format("two scores of {}", each.instrument),
                      "An instrument has one score a day.");
    }
    scores.push_back(std::move(each));
  }
  return scores;
}

bool all_stored(const CourseRecord& record, const std::vector<TypedScore>& scores) {
  return std::ranges::all_of(scores, [&](const TypedScore& typed) {
    const FiledScore* stored = score_on(record, typed.instrument, typed.score->date());
    return stored != nullptr && stored->score == *typed.score;
  });
}

// The flags that were typed, for a command line that amends with them. No text that was written
// about the client is repeated.
std::string typed_flags(const Arguments& arguments) {
  std::string line;
  for (const Flag* flag : entry_flags) {
    if (flag == &flags::date || !arguments.given(*flag)) continue;
    if (flag->value.empty()) line += fmt::format(" {}", flag->name);
    for (const std::string& value : arguments.all(*flag)) {
      const bool quoted = value.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789=,:-+_") != std::string::npos;
      if (flag->value == "TEXT") {
        line += fmt::format(" {} TEXT", flag->name);
      } else {
        line += quoted ? fmt::format(" {} '{}'", flag->name, value)
                       : fmt::format(" {} {}", flag->name, value);
      }
    }
  }
  return line;
}

[[noreturn]] void refuse_second(const CourseRecord& record, const Appointment& stored,
                                const Arguments& arguments) {
  std::string name;
  for (const PlacedAppointment& placed : timeline(record)) {
    if (placed.appointment->date == stored.date) name = reference_of(record, placed).text();
  }
  throw Error({.exit = Exit::refused,
               .code = "appointment_exists",
               .wrong = fmt::format("{} of {} is recorded already, and differs", name,
                                    with_weekday(stored.date)),
               .allowed = "A course has one appointment a day; nothing was changed.",
               .attempt = fmt::format("ipt session amend {}{}", name, typed_flags(arguments))});
}

void add_new_scores(store::Changes& changes, const store::StoredCourse& course,
                    const std::vector<TypedScore>& scores) {
  for (const TypedScore& typed : scores) {
    if (!is_recorded(course.record, *typed.score))
      changes.add_score(course.id, *typed.score, false);
  }
}

Change saved(const CourseRecord& before, const CourseRecord& after, Date date,
             const std::string& schema, const Invocation& invocation, report::Outcome outcome) {
  std::string reference;
  for (const PlacedAppointment& placed : timeline(after)) {
    if (placed.appointment->date == date) reference = reference_of(after, placed).text();
  }
  return {.reference = reference,
          .report =
              report::session_saved(after, built_in_instruments(), date, renumbered(before, after),
                                    schema, invocation.today(), outcome)};
}

void log(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  Appointment appointment{.date = invocation.today()};
  apply_flags(invocation, appointment);
  const Appointment typed = appointment;  // the same again, though a setting has come since
  apply_settings(invocation, appointment);
  const std::vector<TypedScore> scores =
      read_typed_scores(arguments, appointment.date, Clearing::refused);
  require_coherent(appointment);

  invocation.change("", [&](store::Changes& changes) {
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
                 invocation.outcome());
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
    if (filed.score.date() != from) continue;
    const std::string& code = filed.score.instrument();
    if (const FiledScore* other = score_on(course.record, code, to))
      refuse_taken(course.record, *other);
    changes.move_score(course.id, code, from, to);
  }
}

void amend_scores(store::Changes& changes, const store::StoredCourse& course,
                  const std::vector<TypedScore>& scores, Date before, Date now) {
  for (const TypedScore& typed : scores) {
    const bool stored = score_on(course.record, typed.instrument, before) != nullptr;
    if (!typed.score && stored) changes.remove_score(course.id, typed.instrument, now);
    if (!typed.score) continue;
    if (stored) {
      changes.update_score(course.id, *typed.score);
    } else {
      changes.add_score(course.id, *typed.score, false);
    }
  }
}

void require_free_day(const CourseRecord& record, Date date) {
  if (appointment_on(record, date) == nullptr) return;
  throw Error({.exit = Exit::refused,
               .code = "appointment_exists",
               .wrong = fmt::format("{} has another appointment on {}", reference_of(record).text(),
                                    with_weekday(date)),
               .allowed = "A course has one appointment a day; nothing was changed.",
               .attempt = "--date with another day"});
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
        read_typed_scores(arguments, amended.date, Clearing::allowed);
    require_coherent(amended);
    CourseRecord others = before.record;
    std::erase(others.appointments, stored);
    require_free_day(others, amended.date);
    require_room(others, amended);
    if (amended.date != stored.date) move_scores(changes, before, stored.date, amended.date);
    if (amended != stored) changes.update_appointment(before.id, stored.date, amended);
    amend_scores(changes, before, scores, stored.date, amended.date);
    const CourseRecord after = changes.course(reference.course).record;
    return saved(before.record, after, amended.date, "ipt.session.amend/1", invocation,
                 invocation.outcome());
  });
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::session_list(record, built_in_instruments(), invocation.as_of()),
                      record.appointments.empty(),
                      fmt::format("No appointment yet. Record one: ipt log {}", word));
}

void show(Invocation& invocation) {
  const AppointmentReference reference = read_appointment_reference(invocation.arguments().word(0));
  const CourseRecord record = invocation.course(reference.course.text());
  const Date date = ipt::appointment(record, reference).date;
  invocation.print(report::session_shown(record, built_in_instruments(), date, invocation.as_of()));
}

constexpr std::array amend_flags = [] {
  std::array<const Flag*, entry_flags.size() + 1> all{};
  std::ranges::copy(entry_flags, all.begin());
  all.back() = &flags::reason;
  return all;
}();

constexpr std::array course_words = {course_word};
constexpr std::array session_words = {session_word};
constexpr std::array move_words = {session_word,
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
                "argument, which other users of the machine and the shell history can see:\n"
                "--note-file reads it from a file or from standard input.\n"
                "\n"
                "Techniques: explore-open, explore-direct, affect, clarify, comm-analysis,\n"
                "incident, decision-analysis, role-play, problem-solving, directive, link,\n"
                "psychoeducation, sick-role, inventory, circle, timeline, formulation,\n"
                "expectations, support, relationship, symptom-review, task, ending, gains-review,\n"
                "warning-signs, relapse-plan, other.\n"
                "\n"
                "  ipt log K7 --phq9 112301210 --technique link,affect --risk none\n"
                "  ipt log K7 --date mon --dna\n"
                "  ipt log K7 --score phq9=total:11 --note-file -"},
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
     .details = "Only what is given changes; an empty value clears it.\n"
                "\n"
                "  ipt session amend K7.9 --phq9 112101210\n"
                "  ipt session amend K7@2026-11-16 --attendance attended-late --task ''"},
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
     .details = "Its scores, note and question go with it. It stays in the history; 'ipt undo'\n"
                "brings it back.\n"
                "\n"
                "  ipt session remove K7@2026-11-16 --reason \"entered on the wrong day\""},
});

}  // namespace

const Group session_group{.noun = "session",
                          .section = "EVERY WEEK",
                          .summary = "log | list | show | amend | move | remove",
                          .commands = commands};

}  // namespace ipt::cli
