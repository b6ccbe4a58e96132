// Writing appointments and what hangs on them: note, question, scores.
#include "ipt/base/error.hpp"
#include "ipt/store/store.hpp"
#include "store/fields.hpp"
#include "store/history.hpp"
#include "store/rows.hpp"
#include "store/sqlite.hpp"
#include "store/uuid.hpp"

namespace ipt::store {
namespace {

std::optional<std::string> answers_text(const Score& score) {
  return score.answers().empty() ? std::nullopt : std::optional{written(score.answers())};
}

std::optional<int> total_in_hundredths(const Score& score) {
  return score.entered_total() ? std::optional{score.entered_total()->in_hundredths()}
                               : std::nullopt;
}

Identity identity_of(Statement& row) {
  if (!row.step()) refuse_field("a record", "nothing");
  Identity identity{.id = row.integer(0), .uuid = row.bytes(1)};
  row.reset();
  return identity;
}

}  // namespace

std::vector<std::byte> Changes::fresh_uuid() const {
  const auto uuid = new_uuid(operation_.at);
  return {uuid.begin(), uuid.end()};
}

std::optional<int> Changes::add_score(CourseId course, const Score& score, bool outside_session) {
  std::optional<int> number;
  if (outside_session) {
    number = next_number(database().statement("SELECT max(number) FROM score WHERE course_id = ?"),
                         course);
  }
  insert_score(course, {.id = next_id(), .uuid = fresh_uuid()}, score, number);
  return number;
}

void Changes::insert_score(CourseId course, const Identity& identity, const Score& score,
                           std::optional<int> number) {
  database()
      .statement(
          "INSERT INTO score (course_id, date, instrument, id, uuid, version, number, "
          "answers, total_hundredths, risk_answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), score.date().iso(), score.instrument(), identity.id, Blob{identity.uuid},
            score.version(), number, answers_text(score), total_in_hundredths(score),
            score.risk_answer())
      .run();
}

void Changes::update_score(CourseId course, const Score& score) {
  database()
      .statement(
          "UPDATE score SET answers = ?1, total_hundredths = ?2, risk_answer = ?3 "
          "WHERE course_id = ?4 AND date = ?5 AND instrument = ?6 AND (answers IS NOT ?1 OR "
          "total_hundredths IS NOT ?2 OR risk_answer IS NOT ?3)")
      .bind(answers_text(score), total_in_hundredths(score), score.risk_answer(), raw(course),
            score.date().iso(), score.instrument())
      .run();
}

void Changes::move_score(CourseId course, const std::string& instrument, Date from, Date to) {
  database()
      .statement("UPDATE score SET date = ? WHERE course_id = ? AND date = ? AND instrument = ?")
      .bind(to.iso(), raw(course), from.iso(), instrument)
      .run();
}

void Changes::remove_score(CourseId course, const std::string& instrument, Date date) {
  database()
      .statement("DELETE FROM score WHERE course_id = ? AND date = ? AND instrument = ?")
      .bind(raw(course), date.iso(), instrument)
      .run();
}

void Changes::add_appointment(CourseId course, const Appointment& appointment) {
  insert_appointment(course, {.id = next_id(), .uuid = fresh_uuid()}, appointment);
}

void Changes::insert_appointment(CourseId course, const Identity& identity,
                                 const Appointment& appointment) {
  database()
      .statement(
          "INSERT INTO appointment (course_id, date, id, uuid, attendance, minutes, mode, "
          "focus, link, techniques, task, milestones, risks, risk_action, recorded, "
          "next_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), appointment.date.iso(), identity.id, Blob{identity.uuid},
            name_of(appointment.attendance), appointment.minutes, term_or_null(appointment.mode),
            term_or_null(appointment.focus), text_or_null(appointment.link),
            terms_or_null(appointment.techniques), text_or_null(appointment.task),
            terms_or_null(appointment.milestones), terms_or_null(appointment.risks),
            text_or_null(appointment.risk_action), appointment.recorded ? 1 : 0,
            date_or_null(appointment.next))
      .run();
  write_texts(course, identity.id, appointment);
}

void Changes::update_appointment(CourseId course, Date date, const Appointment& appointment) {
  const std::int64_t id = appointment_id(course, date);
  database()
      .statement(
          "UPDATE appointment SET date = ?, attendance = ?, minutes = ?, mode = ?, "
          "focus = ?, link = ?, techniques = ?, task = ?, milestones = ?, risks = ?, "
          "risk_action = ?, recorded = ?, next_date = ? WHERE id = ?")
      .bind(appointment.date.iso(), name_of(appointment.attendance), appointment.minutes,
            term_or_null(appointment.mode), term_or_null(appointment.focus),
            text_or_null(appointment.link), terms_or_null(appointment.techniques),
            text_or_null(appointment.task), terms_or_null(appointment.milestones),
            terms_or_null(appointment.risks), text_or_null(appointment.risk_action),
            appointment.recorded ? 1 : 0, date_or_null(appointment.next), id)
      .run();
  write_texts(course, id, appointment);
}

std::int64_t Changes::appointment_id(CourseId course, Date date) const {
  Statement& row =
      database().statement("SELECT id FROM appointment WHERE course_id = ? AND date = ?");
  row.bind(raw(course), date.iso());
  return last_row(row);
}

// The note and the question of an appointment, each in a table of its own: written, changed or
// taken out as the appointment now says.
void Changes::write_texts(CourseId course, std::int64_t id, const Appointment& appointment) {
  if (appointment.note.empty()) {
    database()
        .statement("DELETE FROM note WHERE course_id = ? AND id = ?")
        .bind(raw(course), id)
        .run();
  } else {
    database()
        .statement(
            "INSERT INTO note (course_id, id, text) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (course_id, id) DO UPDATE SET text = ?3 WHERE text <> ?3")
        .bind(raw(course), id, appointment.note)
        .run();
  }
  write_question(course, id, appointment);
}

// An answer of supervision is never lost: an answered question stays.
void Changes::write_question(CourseId course, std::int64_t id, const Appointment& appointment) {
  if (appointment.question.empty()) {
    database()
        .statement("DELETE FROM question WHERE appointment_id = ? AND answered_on IS NULL")
        .bind(id)
        .run();
    return;
  }
  Statement& known = database().statement("SELECT count(*) FROM question WHERE appointment_id = ?");
  known.bind(id);
  if (last_row(known) == 0) {
    insert_question(course, {.id = next_id(), .uuid = fresh_uuid()}, id,
                    {.asked_on = appointment.date, .text = appointment.question});
    return;
  }
  database()
      .statement("UPDATE question SET asked_on = ?, text = ? WHERE appointment_id = ?")
      .bind(appointment.date.iso(), appointment.question, id)
      .run();
}

void Changes::remove_appointment(CourseId course, Date date) {
  const std::int64_t id = appointment_id(course, date);
  database()
      .statement("DELETE FROM note WHERE course_id = ? AND id = ?")
      .bind(raw(course), id)
      .run();
  database().statement("DELETE FROM question WHERE appointment_id = ?").bind(id).run();
  database()
      .statement("DELETE FROM score WHERE course_id = ? AND date = ? AND number IS NULL")
      .bind(raw(course), date.iso())
      .run();
  database().statement("DELETE FROM appointment WHERE id = ?").bind(id).run();
}

// The question of an appointment with its answer, and what the store calls it.
std::optional<Changes::KnownQuestion> Changes::question_of(std::int64_t appointment) const {
  Statement& row = database().statement(
      "SELECT id, uuid, asked_on, text, answered_on, minutes, answer FROM question "
      "WHERE appointment_id = ?");
  row.bind(appointment);
  if (!row.step()) return std::nullopt;
  KnownQuestion known{.identity = {.id = row.integer(0), .uuid = row.bytes(1)},
                      .question = {.asked_on = stored_date(row, 2),
                                   .text = row.text(3),
                                   .answered_on = stored_optional_date(row, 4),
                                   .minutes = stored_optional_int(row, 5),
                                   .answer = row.optional_text(6).value_or("")}};
  row.reset();
  return known;
}

void Changes::move_appointment(CourseId from, const Appointment& appointment,
                               const std::vector<Score>& scores, CourseId to) {
  Statement& row =
      database().statement("SELECT id, uuid FROM appointment WHERE course_id = ? AND date = ?");
  row.bind(raw(from), appointment.date.iso());
  const Identity same = identity_of(row);
  const auto question = question_of(same.id);
  std::vector<Identity> same_scores;
  for (const Score& score : scores) {
    Statement& each = database().statement(
        "SELECT id, uuid FROM score WHERE course_id = ? AND date = ? AND instrument = ?");
    each.bind(raw(from), score.date().iso(), score.instrument());
    same_scores.push_back(identity_of(each));
  }
  remove_appointment(from, appointment.date);
  Appointment moved = appointment;
  moved.question.clear();
  insert_appointment(to, same, moved);
  if (question) insert_question(to, question->identity, same.id, question->question);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    insert_score(to, same_scores[i], scores[i], std::nullopt);
  }
}

}  // namespace ipt::store
