// Writing goals, people, events, the formulation, contacts, supervision and dismissals.
#include "ipt/store/store.hpp"
#include "store/fields.hpp"
#include "store/history.hpp"
#include "store/rows.hpp"
#include "store/sqlite.hpp"
#include "store/uuid.hpp"

namespace ipt::store {
namespace {

// The number of a ring as it is stored.
std::optional<int> ring_number(const std::optional<Ring>& ring) {
  if (!ring) return std::nullopt;
  return name_of(*ring).front() - '0';
}

}  // namespace

int Changes::add_goal(CourseId course, const Goal& goal) {
  const int number =
      next_number(database().statement("SELECT max(number) FROM goal WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO goal (id, uuid, course_id, number, text, set_on, ratings) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(next_id(), Blob{new_uuid(operation_.at)}, raw(course), number, goal.text,
            goal.set_on.iso(), dated_text(goal.ratings))
      .run();
  return number;
}

void Changes::update_goal(CourseId course, const Goal& goal) {
  database()
      .statement(
          "UPDATE goal SET text = ?, set_on = ?, ratings = ? WHERE course_id = ? AND number = ?")
      .bind(goal.text, goal.set_on.iso(), dated_text(goal.ratings), raw(course), goal.number)
      .run();
}

void Changes::add_person(CourseId course, const std::string& label, const PersonVersion& version) {
  database()
      .statement(
          "INSERT INTO person (course_id, label, date, id, uuid, relation, status, status_since, "
          "ring, key, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), label, version.date.iso(), next_id(), Blob{new_uuid(operation_.at)},
            term_or_null(version.relation), term_or_null(version.status),
            date_or_null(version.status_since), ring_number(version.ring), version.key ? 1 : 0,
            text_or_null(version.text))
      .run();
}

void Changes::update_person(CourseId course, const std::string& label,
                            const PersonVersion& version) {
  database()
      .statement(
          "UPDATE person SET relation = ?, status = ?, status_since = ?, ring = ?, key = ?, "
          "text = ? WHERE course_id = ? AND label = ? AND date = ?")
      .bind(term_or_null(version.relation), term_or_null(version.status),
            date_or_null(version.status_since), ring_number(version.ring), version.key ? 1 : 0,
            text_or_null(version.text), raw(course), label, version.date.iso())
      .run();
}

void Changes::remove_person(CourseId course, const std::string& label, Date version) {
  database()
      .statement("DELETE FROM person WHERE course_id = ? AND label = ? AND date = ?")
      .bind(raw(course), label, version.iso())
      .run();
}

int Changes::add_event(CourseId course, const LifeEvent& event) {
  const int number = next_number(
      database().statement("SELECT max(number) FROM event WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO event (course_id, number, id, uuid, date, text) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(raw(course), number, next_id(), Blob{new_uuid(operation_.at)}, event.date.iso(),
            event.text)
      .run();
  return number;
}

void Changes::update_event(CourseId course, const LifeEvent& event) {
  database()
      .statement("UPDATE event SET date = ?, text = ? WHERE course_id = ? AND number = ?")
      .bind(event.date.iso(), event.text, raw(course), event.number)
      .run();
}

void Changes::remove_event(CourseId course, int number) {
  database()
      .statement("DELETE FROM event WHERE course_id = ? AND number = ?")
      .bind(raw(course), number)
      .run();
}

void Changes::write_formulation(CourseId course, const Formulation& version) {
  database()
      .statement(
          "INSERT INTO formulation (course_id, date, id, uuid, sentence, agreed_on, shared_on, "
          "text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (course_id, date) DO UPDATE "
          "SET sentence = ?5, agreed_on = ?6, shared_on = ?7, text = ?8")
      .bind(raw(course), version.date.iso(), next_id(), Blob{new_uuid(operation_.at)},
            text_or_null(version.sentence), date_or_null(version.agreed_on),
            date_or_null(version.shared_on), text_or_null(version.text))
      .run();
}

void Changes::remove_formulation(CourseId course, Date version) {
  database()
      .statement("DELETE FROM formulation WHERE course_id = ? AND date = ?")
      .bind(raw(course), version.iso())
      .run();
}

int Changes::add_contact(CourseId course, const Contact& contact) {
  const int number = next_number(
      database().statement("SELECT max(number) FROM contact WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO contact (course_id, number, id, uuid, date, mode, person, risks, "
          "risk_action, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), number, next_id(), Blob{new_uuid(operation_.at)}, contact.date.iso(),
            term_or_null(contact.mode), text_or_null(contact.with), terms_or_null(contact.risks),
            text_or_null(contact.risk_action), text_or_null(contact.text))
      .run();
  return number;
}

void Changes::update_contact(CourseId course, const Contact& contact) {
  database()
      .statement(
          "UPDATE contact SET date = ?, mode = ?, person = ?, risks = ?, risk_action = ?, "
          "text = ? WHERE course_id = ? AND number = ?")
      .bind(contact.date.iso(), term_or_null(contact.mode), text_or_null(contact.with),
            terms_or_null(contact.risks), text_or_null(contact.risk_action),
            text_or_null(contact.text), raw(course), contact.number)
      .run();
}

void Changes::remove_contact(CourseId course, int number) {
  database()
      .statement("DELETE FROM contact WHERE course_id = ? AND number = ?")
      .bind(raw(course), number)
      .run();
}

int Changes::add_question(CourseId course, const Question& question) {
  return insert_question(course, {.id = next_id(), .uuid = fresh_uuid()}, std::nullopt, question);
}

int Changes::insert_question(CourseId course, const Identity& identity,
                             std::optional<std::int64_t> appointment, const Question& question) {
  const int number = next_number(
      database().statement("SELECT max(number) FROM question WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO question (id, uuid, course_id, number, appointment_id, asked_on, text, "
          "answered_on, minutes, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(identity.id, Blob{identity.uuid}, raw(course), number, appointment,
            question.asked_on.iso(), question.text, date_or_null(question.answered_on),
            question.minutes, text_or_null(question.answer))
      .run();
  return number;
}

void Changes::answer_question(CourseId course, const Question& question) {
  database()
      .statement(
          "UPDATE question SET answered_on = ?, minutes = ?, answer = ? "
          "WHERE course_id = ? AND number = ?")
      .bind(date_or_null(question.answered_on), question.minutes, text_or_null(question.answer),
            raw(course), question.number)
      .run();
}

int Changes::add_dismissal(CourseId course, const Dismissal& dismissal) {
  const int number = next_number(
      database().statement("SELECT max(number) FROM dismissal WHERE course_id = ?"), course);
  database()
      .statement(
          "INSERT INTO dismissal (course_id, number, id, uuid, name, date, causes, reason) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(raw(course), number, next_id(), Blob{new_uuid(operation_.at)}, dismissal.check,
            dismissal.date.iso(), dates_text(dismissal.causes), dismissal.reason)
      .run();
  return number;
}

}  // namespace ipt::store
