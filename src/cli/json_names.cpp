#include "cli/json_names.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::array schemas = std::to_array<std::string_view>({
    "ipt.break.add/1",
    "ipt.break.list/1",
    "ipt.break.remove/1",
    "ipt.check.caseload/1",
    "ipt.check.dismiss/1",
    "ipt.check/1",
    "ipt.client.copy/1",
    "ipt.client.list/1",
    "ipt.client.purge/1",
    "ipt.client.recode/1",
    "ipt.config.show/1",
    "ipt.contact.add/1",
    "ipt.contact.amend/1",
    "ipt.contact.list/1",
    "ipt.contact.remove/1",
    "ipt.course.amend/1",
    "ipt.course.cadence/1",
    "ipt.course.create/1",
    "ipt.course.end/1",
    "ipt.course.extend/1",
    "ipt.course.focus/1",
    "ipt.course.list/1",
    "ipt.course.pause/1",
    "ipt.course.remove/1",
    "ipt.course.reopen/1",
    "ipt.course.resume/1",
    "ipt.course.shorten/1",
    "ipt.course.show/1",
    "ipt.db.backup/1",
    "ipt.db.info/1",
    "ipt.db.init/1",
    "ipt.db.restore/1",
    "ipt.db.verify/1",
    "ipt.ending/1",
    "ipt.error/1",
    "ipt.event.add/1",
    "ipt.event.list/1",
    "ipt.event.remove/1",
    "ipt.formulation.show/1",
    "ipt.formulation.write/1",
    "ipt.goal.add/1",
    "ipt.goal.amend/1",
    "ipt.goal.list/1",
    "ipt.goal.rate/1",
    "ipt.history.redact/1",
    "ipt.history/1",
    "ipt.instrument.define/1",
    "ipt.instrument.list/1",
    "ipt.instrument.show/1",
    "ipt.op-id/1",
    "ipt.outcomes/1",
    "ipt.person.add/1",
    "ipt.person.amend/1",
    "ipt.person.list/1",
    "ipt.prep.today/1",
    "ipt.prep/1",
    "ipt.progress.all/1",
    "ipt.progress/1",
    "ipt.score.add/1",
    "ipt.score.amend/1",
    "ipt.score.list/1",
    "ipt.score.remove/1",
    "ipt.session.amend/1",
    "ipt.session.list/1",
    "ipt.session.log/1",
    "ipt.session.move/1",
    "ipt.session.remove/1",
    "ipt.session.show/1",
    "ipt.supervision.answer/1",
    "ipt.supervision.ask/1",
    "ipt.supervision.list/1",
    "ipt.supervision/1",
    "ipt.todo/1",
    "ipt.undo/1",
    "ipt.weekly/1",
});

constexpr std::array failure = std::to_array<std::string_view>({
    "editor_failed",
    "file_read_failed",
    "file_write_failed",
    "form_not_made",
    "input_unreadable",
    "internal",
    "no_random_numbers",
    "out_of_memory",
    "rewrite_unfinished",
    "settings_unreadable",
    "store_failed",
    "store_not_confirmed",
    "store_write_failed",
});

constexpr std::array usage = std::to_array<std::string_view>({
    "absence_ends_before_start",
    "code_malformed",
    "command_missing",
    "command_unknown",
    "csv_not_available",
    "date_ambiguous",
    "date_impossible",
    "date_in_future",
    "date_malformed",
    "definition_bands",
    "definition_cut_off",
    "definition_error",
    "definition_items",
    "definition_missing",
    "definition_norms",
    "definition_range",
    "definition_reliable_change",
    "definition_remission",
    "definition_response",
    "definition_reverse",
    "definition_risk",
    "definition_text",
    "diagnosis_malformed",
    "flag_missing",
    "flag_needs_value",
    "flag_not_allowed",
    "flag_repeated",
    "flag_takes_no_value",
    "flag_unknown",
    "flags_contradict",
    "focus_ambiguous",
    "focus_field_not_allowed",
    "focus_unknown",
    "form_key_repeated",
    "form_key_unknown",
    "form_line_malformed",
    "form_too_long",
    "formulation_empty",
    "head_malformed",
    "instrument_code_malformed",
    "instrument_code_reserved",
    "item_count_wrong",
    "item_out_of_range",
    "milestone_undated",
    "missed_appointment_has_no_session",
    "next_not_after",
    "not_utf8",
    "nothing_given",
    "number_not_allowed",
    "op_id_malformed",
    "period_impossible",
    "period_reversed",
    "person_malformed",
    "phases_not_allowed",
    "reason_missing",
    "reference_malformed",
    "risk_answer_impossible",
    "risk_answer_malformed",
    "risk_answer_out_of_range",
    "risk_contradiction",
    "risk_item_missing",
    "same_course",
    "scope_unclear",
    "score_ambiguous",
    "score_empty",
    "score_malformed",
    "setting_malformed",
    "setting_not_allowed",
    "setting_repeated",
    "setting_unknown",
    "settings_too_long",
    "text_too_long",
    "topic_unknown",
    "total_malformed",
    "total_out_of_range",
    "usage",
    "value_empty",
    "value_unknown",
    "verb_missing",
    "week_ahead",
    "week_malformed",
    "weeks_not_allowed",
    "word_missing",
    "word_unexpected",
});

constexpr std::array not_found = std::to_array<std::string_view>({
    "break_not_found",
    "client_not_found",
    "course_not_found",
    "file_not_found",
    "folder_not_found",
    "instrument_not_found",
    "instrument_version_not_found",
    "record_not_found",
    "score_not_found",
    "session_not_found",
    "therapist_not_found",
});

constexpr std::array refused = std::to_array<std::string_view>({
    "absence_overlaps",
    "answer_before_question",
    "appointment_exists",
    "backup_is_store",
    "before_contract_change",
    "before_course_start",
    "code_taken",
    "confirmation_needed",
    "contract_changed",
    "course_already_open",
    "course_ambiguous",
    "course_ended",
    "course_open",
    "end_before_appointment",
    "file_exists",
    "focus_agreed",
    "focus_day_taken",
    "focus_missing",
    "form_unchanged",
    "instrument_built_in",
    "instrument_in_use",
    "last_change_of_another",
    "no_appointment",
    "no_finding",
    "not_a_shortening",
    "not_an_extension",
    "not_confirmed",
    "not_on_pause",
    "not_the_last_change",
    "nothing_to_redact",
    "nothing_to_redo",
    "nothing_to_undo",
    "op_id_taken",
    "output_is_store",
    "pause_begins_then",
    "person_exists",
    "question_answered",
    "risk_not_dismissed",
    "same_cadence",
    "same_code",
    "same_phases",
    "score_exists",
    "secondary_focus_refused",
    "secondary_focus_stands",
    "session_beyond_plan",
    "sessions_held",
    "start_after_record",
});

constexpr std::array store = std::to_array<std::string_view>({
    "folder_missing",
    "store_damaged",
    "store_missing",
    "store_not_a_file",
    "store_not_ours",
    "store_not_private",
    "store_not_readable",
    "store_not_upgraded",
    "store_not_writable",
    "store_place_unknown",
    "store_too_new",
});

constexpr std::array busy = std::to_array<std::string_view>({
    "store_busy",
});

constexpr std::array interrupted = std::to_array<std::string_view>({
    "form_interrupted",
});

constexpr std::array by_exit = std::to_array<ErrorCodes>({
    {Exit::failure, failure},
    {Exit::usage, usage},
    {Exit::not_found, not_found},
    {Exit::refused, refused},
    {Exit::store, store},
    {Exit::busy, busy},
    {Exit::interrupted, interrupted},
});

constexpr std::array warnings = std::to_array<WarningCode>({
    {"backup_not_noted", "the backup is made, but the store could not remember it"},
    {"date_long_ago", "the date is more than 90 days back"},
    {"focus_not_of_school", "the school of the settings works without this area"},
    {"many_goals", "the course has more goals than IPT works with"},
    {"no_acute_course", "a maintenance course has no acute course to follow"},
    {"read_before_giving", "read the copy of a client before it is given away"},
    {"score_before_start", "the score is older than the course: never its first"},
    {"score_stays", "the session is gone; a score of that day is not"},
    {"session_without_focus", "a session after the initial phase has no focus now"},
    {"within_absence", "the date lies in a pause or a break"},
});

// Under a lead that stands once, the names side by side.
std::string listed(std::string_view lead, std::span<const std::string_view> names) {
  constexpr std::size_t width = 80;
  std::string all;
  for (const std::string_view name : names) all += fmt::format("{} ", name);
  std::string text;
  std::string before{lead};
  for (const std::string& line : wrapped(trimmed(all), width - lead.size())) {
    text += before + line + '\n';
    before.assign(lead.size(), ' ');
  }
  return text;
}

}  // namespace

std::span<const std::string_view> schema_names() { return schemas; }

std::span<const ErrorCodes> error_codes() { return by_exit; }

std::span<const WarningCode> warning_codes() { return warnings; }

bool is_listed(std::string_view code, Exit exit) {
  const auto found = std::ranges::find(by_exit, exit, &ErrorCodes::exit);
  return found != by_exit.end() && std::ranges::binary_search(found->codes, code);
}

std::string json_names() {
  std::string text = "\nSchemas of answers:\n\n" + listed("  ", schemas);
  text += "\nCodes of errors, by exit status:\n\n";
  for (const ErrorCodes& each : by_exit) {
    text += listed(fmt::format("  {:<5}", static_cast<int>(each.exit)), each.codes);
  }
  text += "\nCodes of warnings:\n\n";
  for (const WarningCode& each : warnings) {
    text += fmt::format("  {:<23}{}\n", each.code, each.meaning);
  }
  return text;
}

}  // namespace ipt::cli
