// Writing. The history triggers of the schema see every statement here.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/error.hpp"
#include "ipt/store/store.hpp"
#include "store/digest.hpp"
#include "store/fields.hpp"
#include "store/history.hpp"
#include "store/revisions.hpp"
#include "store/rows.hpp"
#include "store/sqlite.hpp"
#include "store/uuid.hpp"

namespace ipt::store {
namespace {

std::optional<std::string> day_text(const Course& course) {
  return course.day ? std::optional{weekday_id(*course.day)} : std::nullopt;
}

std::optional<std::string> therapist_text(const Course& course) {
  return course.therapist ? std::optional{course.therapist->text()} : std::nullopt;
}

Digest digest_of(const std::vector<std::string>& request) {
  FieldBytes fields{"ipt-request-1"};
  for (const std::string& word : request) fields.add(word);
  return fields.digest();
}

}  // namespace

Changes::Changes(Database& database, HistoryContext& context)
    : Records(database), context_(context), operation_(*context.operation) {}

std::int64_t Changes::next_id() const {
  Statement& statement = database().statement("SELECT max(seq) FROM revision");
  statement.bind();
  return last_row(statement) + 1;
}

std::int64_t Changes::client_id(const ClientCode& code) {
  Statement& known = database().statement("SELECT id FROM client WHERE code = ?");
  known.bind(code.text());
  if (const std::int64_t id = last_row(known); id != 0) return id;
  const std::int64_t id = next_id();
  database()
      .statement("INSERT INTO client (id, uuid, code) VALUES (?, ?, ?)")
      .bind(id, Blob{new_uuid(operation_.at)}, code.text())
      .run();
  return id;
}

CourseId Changes::add_course(const Course& course) {
  const std::int64_t client = client_id(course.client);
  Statement& greatest = database().statement("SELECT max(number) FROM course WHERE client_id = ?");
  greatest.bind(client);
  const std::int64_t number = last_row(greatest) + 1;
  std::optional<std::int64_t> linked;
  if (course.kind == CourseKind::maintenance) {
    Statement& acute = database().statement(
        "SELECT id FROM course WHERE client_id = ? AND kind = 'acute' ORDER BY number DESC LIMIT "
        "1");
    acute.bind(client);
    if (const std::int64_t id = last_row(acute); id != 0) linked = id;
  }
  const std::int64_t id = next_id();
  const Contract& contract = course.contract;
  database()
      .statement(
          "INSERT INTO course (id, uuid, client_id, number, kind, start_date, planned, "
          "cadence_days, split_rule, split_initial, split_ending, instruments, day, "
          "therapist, diagnosis, linked_course) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(id, Blob{new_uuid(operation_.at)}, client, number, name_of(course.kind),
            course.start.iso(), contract.planned, contract.cadence_days,
            name_of(contract.split.rule), contract.split.initial, contract.split.ending,
            joined(course.instruments, ","), day_text(course), therapist_text(course),
            text_or_null(course.diagnosis), linked)
      .run();
  return CourseId{id};
}

int Changes::add_focus(CourseId course, const FocusEpisode& episode) {
  const int number = next_number(
      database().statement("SELECT max(number) FROM focus WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO focus (id, uuid, course_id, number, area, rank, from_date, reason, "
          "person, old_role, new_role, stages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(next_id(), Blob{new_uuid(operation_.at)}, raw(course), number, name_of(episode.focus),
            name_of(episode.rank), episode.from.iso(), text_or_null(episode.reason),
            text_or_null(episode.person), text_or_null(episode.old_role),
            text_or_null(episode.new_role), dated_text(episode.stages))
      .run();
  return number;
}

void Changes::update_focus(CourseId course, const FocusEpisode& episode) {
  database()
      .statement(
          "UPDATE focus SET from_date = ?, reason = ?, person = ?, old_role = ?, "
          "new_role = ?, stages = ? WHERE course_id = ? AND number = ?")
      .bind(episode.from.iso(), text_or_null(episode.reason), text_or_null(episode.person),
            text_or_null(episode.old_role), text_or_null(episode.new_role),
            dated_text(episode.stages), raw(course), episode.number)
      .run();
}

int Changes::add_absence(std::optional<CourseId> course, const Absence& absence) {
  Statement& greatest =
      database().statement("SELECT max(number) FROM absence WHERE course_id IS ?");
  const auto owner = course ? std::optional{raw(*course)} : std::nullopt;
  greatest.bind(owner);
  const int number = static_cast<int>(last_row(greatest)) + 1;
  database()
      .statement(
          "INSERT INTO absence (id, uuid, course_id, kind, number, from_date, to_date, "
          "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(next_id(), Blob{new_uuid(operation_.at)}, owner, course ? "pause" : "break", number,
            absence.from.iso(), date_or_null(absence.to), text_or_null(absence.reason))
      .run();
  return number;
}

int Changes::add_contract_change(CourseId course, const ContractChange& change) {
  const int number = next_number(
      database().statement("SELECT max(number) FROM contract_change WHERE course_id = ?"), course);
  const Contract& contract = change.contract;
  database()
      .statement(
          "INSERT INTO contract_change (id, uuid, course_id, number, from_date, planned, "
          "cadence_days, split_rule, split_initial, split_ending, reason, agreed_on) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(next_id(), Blob{new_uuid(operation_.at)}, raw(course), number, change.from.iso(),
            contract.planned, contract.cadence_days, name_of(contract.split.rule),
            contract.split.initial, contract.split.ending, change.reason,
            date_or_null(change.agreed_on))
      .run();
  return number;
}

void Changes::end_course(CourseId course, const CourseEnd& end) {
  database()
      .statement("UPDATE course SET end_status = ?, end_date = ?, end_reason = ? WHERE id = ?")
      .bind(name_of(end.status), end.date.iso(), text_or_null(end.reason), raw(course))
      .run();
}

void Changes::reopen_course(CourseId course) {
  database()
      .statement(
          "UPDATE course SET end_status = NULL, end_date = NULL, end_reason = NULL "
          "WHERE id = ?")
      .bind(raw(course))
      .run();
}

void Changes::update_course(CourseId course, const Course& now) {
  const Contract& contract = now.contract;
  database()
      .statement(
          "UPDATE course SET start_date = ?, planned = ?, cadence_days = ?, split_rule = ?, "
          "split_initial = ?, split_ending = ?, instruments = ?, day = ?, therapist = ?, "
          "diagnosis = ?, milestones = ?, relapse_plan = ? WHERE id = ?")
      .bind(now.start.iso(), contract.planned, contract.cadence_days, name_of(contract.split.rule),
            contract.split.initial, contract.split.ending, joined(now.instruments, ","),
            day_text(now), therapist_text(now), text_or_null(now.diagnosis),
            dated_text(now.milestones), text_or_null(now.relapse_plan), raw(course))
      .run();
}

void Changes::update_absence(CourseId course, const Absence& pause) {
  database()
      .statement(
          "UPDATE absence SET from_date = ?, to_date = ?, reason = ? "
          "WHERE course_id = ? AND number = ?")
      .bind(pause.from.iso(), date_or_null(pause.to), text_or_null(pause.reason), raw(course),
            pause.number)
      .run();
}

void Changes::remove_focus(CourseId course, int number) {
  database()
      .statement("DELETE FROM focus WHERE course_id = ? AND number = ?")
      .bind(raw(course), number)
      .run();
}

void Changes::remove_absence(std::optional<CourseId> course, int number) {
  database()
      .statement("DELETE FROM absence WHERE course_id IS ? AND number = ?")
      .bind(course ? std::optional{raw(*course)} : std::nullopt, number)
      .run();
}

void Changes::remove_contract_change(CourseId course, int number) {
  database()
      .statement("DELETE FROM contract_change WHERE course_id = ? AND number = ?")
      .bind(raw(course), number)
      .run();
}

void Changes::recode(const ClientCode& client, const ClientCode& code) {
  database()
      .statement("UPDATE client SET code = ? WHERE code = ?")
      .bind(code.text(), client.text())
      .run();
}

bool Changes::has_changed() const {
  Statement& row = database().statement("SELECT operation FROM revision ORDER BY seq DESC LIMIT 1");
  row.bind();
  return last_row(row) == context_.number;
}

std::optional<std::string> Changes::kept_answer() const {
  Statement& row = database().statement(
      "SELECT answer, operation, request FROM saved_operation WHERE op_id = ?");
  row.bind(operation_.op_id);
  if (!row.step()) return std::nullopt;
  std::string answer = row.text(0);
  const std::int64_t operation = row.integer(1);
  const auto request = row.optional_bytes(2);  // earlier schemas did not keep it
  row.reset();
  // What was taken back is not there any more, and may be saved again.
  if (is_taken_back(database(), operation)) return std::nullopt;
  if (request && !std::ranges::equal(*request, digest_of(operation_.request))) {
    throw Error({.exit = Exit::refused,
                 .code = "op_id_taken",
                 .wrong = fmt::format("--op-id {} was given to another command, which saved {}",
                                      operation_.op_id, answer),
                 .allowed = "An id belongs to one command with all its words. Nothing was saved.",
                 .attempt = "an id of its own for each command"});
  }
  return answer;
}

void Changes::keep_answer(const std::string& answer) {
  // One that was taken back gives its id free.
  database()
      .statement("DELETE FROM saved_operation WHERE op_id = ? AND operation <> ?")
      .bind(operation_.op_id, context_.number)
      .run();
  database()
      .statement(
          "INSERT INTO saved_operation (op_id, operation, answer, request) "
          "VALUES (?, ipt_context('operation'), ?, ?)")
      .bind(operation_.op_id, answer, Blob{digest_of(operation_.request)})
      .run();
}

}  // namespace ipt::store
