#include "cli/session_form.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/session_entry.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/focus.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt::cli {
namespace {

template <typename Id>
std::string ids(const std::vector<Id>& terms) {
  std::vector<std::string> words;
  words.reserve(terms.size());
  for (const Id term : terms) words.emplace_back(name_of(term));
  return joined(words, ",");
}

template <typename Id>
std::string id(const std::optional<Id>& term) {
  return term ? std::string{name_of(*term)} : std::string{};
}

// Text as one line of a comment.
std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// As they are typed: `112301210`, spaced where an answer has two digits; `total:14,risk:1`.
std::string typed_answers(const Score& score) {
  std::string answers = written(score);
  if (score.entered_total()) return answers;
  const bool compact = std::ranges::all_of(score.answers(), [](const std::optional<int>& answer) {
    return !answer || (*answer >= 0 && *answer <= 9);
  });
  if (compact) std::erase(answers, ' ');
  return answers;
}

std::string comment_on(const Instrument& instrument) {
  if (instrument.entry == Entry::total) {
    std::string total = fmt::format("{}: the total, {}", instrument.name, instrument.range());
    if (!instrument.risk) return total;
    return fmt::format("{}; after it ,risk:N for item {}", total, instrument.risk->number);
  }
  return fmt::format("{}: {} answers of {} to {}, - for one left out, or total:N", instrument.name,
                     instrument.items(), instrument.item_min, instrument.item_max);
}

// A line for each instrument of the course and for each that has a score.
std::vector<FormField> score_fields(const CourseRecord& record, std::optional<Date> stored,
                                    const std::vector<TypedScore>& typed,
                                    const Catalogue& catalogue) {
  std::vector<FormField> fields;
  for (const Instrument* each : catalogue.instruments()) {
    const FiledScore* filed = stored ? score_on(record, each->code, *stored) : nullptr;
    const auto score = std::ranges::find(typed, each->code, &TypedScore::instrument);
    const bool of_course =
        std::ranges::find(record.course.instruments, each->code) != record.course.instruments.end();
    if (!of_course && filed == nullptr && score == typed.end()) continue;
    FormField field{.key = each->code, .comment = comment_on(*each)};
    if (filed != nullptr) field.value = typed_answers(filed->score);
    if (score != typed.end()) field.value = score->score ? typed_answers(*score->score) : "";
    fields.push_back(std::move(field));
  }
  return fields;
}

FormField field(const Flag& flag, std::string value) {
  return {.key = key_of(flag), .value = std::move(value), .comment = std::string{flag.help}};
}

FormField field(const Flag& flag, std::string value, std::string comment) {
  return {.key = key_of(flag), .value = std::move(value), .comment = std::move(comment)};
}

// The areas with which the school of the user works.
std::string offered_areas(School school) {
  std::vector<std::string> areas;
  for (const Term<Focus>& each : vocabulary<Focus>()) {
    if (is_offered(each.id, school)) areas.emplace_back(each.name);
  }
  return joined(areas, ", ");
}

std::vector<FormField> fields_of(const Appointment& appointment, std::vector<FormField> scores,
                                 School school) {
  const Appointment& a = appointment;
  std::vector<FormField> fields = {field(flags::date, a.date.iso(), "2026-11-23, today, mon, -3d"),
                                   field(flags::attendance, std::string{name_of(a.attendance)})};
  std::ranges::move(scores, std::back_inserter(fields));
  const std::string minutes = a.minutes ? std::to_string(*a.minutes) : "";
  const std::string next = a.next ? a.next->iso() : "";
  for (FormField& each : std::vector<FormField>{
           field(flags::risk, ids(a.risks)), field(flags::risk_action, a.risk_action),
           field(flags::focus, id(a.focus),
                 "only when it was another than the one in force: " + offered_areas(school)),
           field(flags::link, a.link),
           field(flags::technique, ids(a.techniques), joined(names<Technique>(), ", ")),
           field(flags::task, a.task), field(flags::question, a.question),
           field(flags::milestone, ids(a.milestones)), field(flags::next, next),
           field(flags::minutes, minutes), field(flags::mode, id(a.mode)),
           field(flags::recorded, a.recorded ? "yes" : "",
                 "yes, when there is an audio or video recording")}) {
    fields.push_back(std::move(each));
  }
  return fields;
}

FormField note_field(const Appointment& appointment) {
  return field(flags::note, appointment.note,
               "Everything after the next line is the note, as it stands, lines with # too.");
}

std::string standing(const CourseRecord& record, Date today, School school) {
  const int number = sessions_held(record) + 1;
  const Contract& contract = contract_now(record);
  std::string line = fmt::format("{}: session {} of {}, week {}", reference_of(record).text(),
                                 number, contract.planned, course_week(record.course.start, today));
  if (record.course.kind == CourseKind::acute) {
    line += fmt::format(", {} phase", said_by(school, label_of(phase_of(number, contract))));
  }
  const FocusEpisode* focus = focus_on(record, FocusRank::primary, today);
  return line + (focus == nullptr
                     ? std::string{"; no focus is agreed yet"}
                     : fmt::format("; focus: {}", said_by(school, label_of(focus->focus))));
}

std::optional<std::string> last_task(const CourseRecord& record) {
  const auto found =
      std::find_if(record.appointments.rbegin(), record.appointments.rend(),
                   [](const Appointment& appointment) { return !appointment.task.empty(); });
  if (found == record.appointments.rend()) return std::nullopt;
  return fmt::format("Last task, agreed {}: {}", with_weekday(found->date), one_line(found->task));
}

// What would be refused afterwards is refused before anything is typed.
void require_recordable(const CourseRecord& record, Date date, Date today) {
  if (today < record.course.start) require_room(record, {.date = today});
  if (appointment_on(record, date) == nullptr) return;
  const std::string name = reference_of(record, placed_on(record, date)).text();
  throw Error(
      {.exit = Exit::refused,
       .code = "appointment_exists",
       .wrong = fmt::format("{} of {} is recorded already", name, with_weekday(date)),
       .allowed = "A course has one appointment a day.",
       .attempt = fmt::format("ipt session amend {} -e, or --date with another day", name)});
}

}  // namespace

FormDraft session_log_form(const Command& command, Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseRecord record = invocation.course(arguments.word(0));
  require_open(record);
  Appointment appointment{.date = invocation.today()};
  apply_flags(invocation, appointment);
  require_recordable(record, appointment.date, invocation.today());
  const auto typed = read_typed_scores(invocation, appointment.date, Clearing::refused);
  FormDraft draft{.heading = {standing(record, invocation.today(), invocation.school())}};
  if (auto task = last_task(record)) draft.heading.push_back(*std::move(task));
  draft.heading.push_back(form_heading(command, arguments));
  draft.fields =
      fields_of(appointment, score_fields(record, std::nullopt, typed, invocation.catalogue()),
                invocation.school());
  draft.fields.push_back(note_field(appointment));
  return draft;
}

FormDraft session_amend_form(const Command& /*command*/, Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const AppointmentReference reference = read_appointment_reference(arguments.word(0));
  const CourseRecord record = invocation.course(reference.course.text());
  const Appointment stored = ipt::appointment(record, reference);
  Appointment amended = stored;
  apply_flags(invocation, amended);
  const auto typed = read_typed_scores(invocation, amended.date, Clearing::allowed);
  const AppointmentReference lasting{
      .course = {.client = record.course.client, .number = record.course.number},
      .which = stored.date};
  FormDraft draft{.reference = lasting.text(),
                  .heading = stored_heading(
                      fmt::format("{} of {}", reference.text(), with_weekday(stored.date)))};
  draft.fields =
      fields_of(amended, score_fields(record, stored.date, typed, invocation.catalogue()),
                invocation.school());
  draft.fields.push_back(field(flags::reason, invocation.text(flags::reason)));
  draft.fields.push_back(note_field(amended));
  return draft;
}

}  // namespace ipt::cli
