// Writing. The history triggers of the schema see every statement here.
#include <algorithm>

#include "ipt/store/store.hpp"
#include "store/fields.hpp"
#include "store/sqlite.hpp"
#include "store/uuid.hpp"

namespace ipt::store {
namespace {

std::int64_t raw(CourseId id) { return static_cast<std::int64_t>(id); }

std::optional<std::string> stages_text(const std::vector<DatedStage>& stages) {
  std::string text;
  for (const DatedStage& stage : stages) {
    if (!text.empty()) text += ',';
    text += stage.date.iso() + '=' + std::string{name_of(stage.stage)};
  }
  return text_or_null(text);
}

std::optional<std::string> focus_name(const std::optional<Focus>& focus) {
  return focus ? std::optional<std::string>{name_of(*focus)} : std::nullopt;
}

std::optional<std::string> mode_name(const std::optional<Mode>& mode) {
  return mode ? std::optional<std::string>{name_of(*mode)} : std::nullopt;
}

std::optional<std::string> answers_text(const Score& score) {
  return score.answers().empty() ? std::nullopt : std::optional{written(score.answers())};
}

std::optional<int> total_in_hundredths(const Score& score) {
  return score.entered_total() ? std::optional{score.entered_total()->in_hundredths()}
                               : std::nullopt;
}

std::int64_t last_row(Statement& statement) {
  const bool found = statement.step();
  const std::int64_t value = found ? statement.optional_integer(0).value_or(0) : 0;
  statement.reset();
  return value;
}

// The number after the greatest one that a course has.
int next_number(Statement& greatest, CourseId course) {
  greatest.bind(raw(course));
  return static_cast<int>(last_row(greatest)) + 1;
}

}  // namespace

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
            joined(course.instruments, ","),
            course.day ? std::optional{weekday_id(*course.day)} : std::nullopt,
            course.therapist ? std::optional{course.therapist->text()} : std::nullopt,
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
            text_or_null(episode.new_role), stages_text(episode.stages))
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
            stages_text(episode.stages), raw(course), episode.number)
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

int Changes::add_goal(CourseId course, const Goal& goal) {
  const int number =
      next_number(database().statement("SELECT max(number) FROM goal WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO goal (id, uuid, course_id, number, text, set_on) "
          "VALUES (?, ?, ?, ?, ?, ?)")
      .bind(next_id(), Blob{new_uuid(operation_.at)}, raw(course), number, goal.text,
            goal.set_on.iso())
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

std::optional<int> Changes::add_score(CourseId course, const Score& score, bool outside_session) {
  std::optional<int> number;
  if (outside_session) {
    number = next_number(database().statement("SELECT max(number) FROM score WHERE course_id = ?"),
                         course);
  }
  database()
      .statement(
          "INSERT INTO score (course_id, date, instrument, id, uuid, version, number, "
          "answers, total_hundredths) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), score.date().iso(), score.instrument(), next_id(),
            Blob{new_uuid(operation_.at)}, score.version(), number, answers_text(score),
            total_in_hundredths(score))
      .run();
  return number;
}

void Changes::update_score(CourseId course, const Score& score) {
  database()
      .statement(
          "UPDATE score SET version = ?1, answers = ?2, total_hundredths = ?3 "
          "WHERE course_id = ?4 AND date = ?5 AND instrument = ?6 "
          "AND (version <> ?1 OR answers IS NOT ?2 OR total_hundredths IS NOT ?3)")
      .bind(score.version(), answers_text(score), total_in_hundredths(score), raw(course),
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
  const std::int64_t id = next_id();
  database()
      .statement(
          "INSERT INTO appointment (course_id, date, id, uuid, attendance, minutes, mode, "
          "focus, link, techniques, task, milestones, risks, risk_action, recorded, "
          "next_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), appointment.date.iso(), id, Blob{new_uuid(operation_.at)},
            name_of(appointment.attendance), appointment.minutes, mode_name(appointment.mode),
            focus_name(appointment.focus), text_or_null(appointment.link),
            terms_or_null(appointment.techniques), text_or_null(appointment.task),
            terms_or_null(appointment.milestones), terms_or_null(appointment.risks),
            text_or_null(appointment.risk_action), appointment.recorded ? 1 : 0,
            date_or_null(appointment.next))
      .run();
  write_texts(course, id, appointment);
}

void Changes::update_appointment(CourseId course, Date date, const Appointment& appointment) {
  const std::int64_t id = appointment_id(course, date);
  database()
      .statement(
          "UPDATE appointment SET date = ?, attendance = ?, minutes = ?, mode = ?, "
          "focus = ?, link = ?, techniques = ?, task = ?, milestones = ?, risks = ?, "
          "risk_action = ?, recorded = ?, next_date = ? WHERE id = ?")
      .bind(appointment.date.iso(), name_of(appointment.attendance), appointment.minutes,
            mode_name(appointment.mode), focus_name(appointment.focus),
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
  if (appointment.question.empty()) {
    database().statement("DELETE FROM question WHERE appointment_id = ?").bind(id).run();
    return;
  }
  const int number = next_number(
      database().statement("SELECT max(number) FROM question WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO question (id, uuid, course_id, number, appointment_id, asked_on, "
          "text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (appointment_id) DO "
          "UPDATE SET asked_on = ?6, text = ?7 WHERE text <> ?7 OR asked_on <> ?6")
      .bind(next_id(), Blob{new_uuid(operation_.at)}, raw(course), number, id,
            appointment.date.iso(), appointment.question)
      .run();
}

void Changes::end_course(CourseId course, const CourseEnd& end) {
  database()
      .statement("UPDATE course SET end_status = ?, end_date = ?, end_reason = ? WHERE id = ?")
      .bind(name_of(end.status), end.date.iso(), text_or_null(end.reason), raw(course))
      .run();
}

void Changes::keep_answer(const std::string& answer) {
  database()
      .statement(
          "INSERT INTO saved_operation (op_id, operation, answer) "
          "VALUES (?, ipt_context('operation'), ?)")
      .bind(operation_.op_id, answer)
      .run();
}

}  // namespace ipt::store
