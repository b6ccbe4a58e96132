// Reading goals, people, events, formulation, contacts, supervision and dismissals. Each query is
// written beside the code that reads its columns, by their order.
#include <algorithm>

#include "store/fields.hpp"
#include "store/reading.hpp"
#include "store/rows.hpp"

namespace ipt::store {
namespace {

std::vector<Goal> goals(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, text, set_on, ratings FROM goal WHERE course_id = ? ORDER BY number");
  row.bind(raw(course));
  std::vector<Goal> result;
  while (row.step()) {
    Goal goal{.number = stored_int(row, 0), .text = row.text(1), .set_on = stored_date(row, 2)};
    if (const auto ratings = row.optional_text(3)) goal.ratings = ratings_from(*ratings);
    result.push_back(std::move(goal));
  }
  return result;
}

PersonVersion person_version(const Statement& row) {
  PersonVersion version{.date = stored_date(row, 1),
                        .relation = stored_optional_term<Relation>(row, 2),
                        .status = stored_optional_term<PersonStatus>(row, 3),
                        .status_since = stored_optional_date(row, 4),
                        .key = row.integer(6) != 0,
                        .text = row.optional_text(7).value_or("")};
  if (row.optional_integer(5)) {
    version.ring = stored_term<Ring>(std::to_string(stored_int(row, 5)));
  }
  return version;
}

std::vector<Person> persons(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT label, date, relation, status, status_since, ring, key, text FROM person "
      "WHERE course_id = ? ORDER BY label, date");
  row.bind(raw(course));
  std::vector<Person> result;
  while (row.step()) {
    std::string label = row.text(0);
    if (result.empty() || result.back().label != label) {
      result.push_back({.label = std::move(label)});
    }
    result.back().versions.push_back(person_version(row));
  }
  // P2 stands before P10.
  std::ranges::sort(result, label_before, &Person::label);
  return result;
}

std::vector<LifeEvent> events(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, date, text FROM event WHERE course_id = ? ORDER BY date, number");
  row.bind(raw(course));
  std::vector<LifeEvent> result;
  while (row.step()) {
    result.push_back(
        {.number = stored_int(row, 0), .date = stored_date(row, 1), .text = row.text(2)});
  }
  return result;
}

std::vector<Formulation> formulations(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT date, sentence, agreed_on, shared_on, text FROM formulation WHERE course_id = ? "
      "ORDER BY date");
  row.bind(raw(course));
  std::vector<Formulation> result;
  while (row.step()) {
    result.push_back({.date = stored_date(row, 0),
                      .sentence = row.optional_text(1).value_or(""),
                      .agreed_on = stored_optional_date(row, 2),
                      .shared_on = stored_optional_date(row, 3),
                      .text = row.optional_text(4).value_or("")});
  }
  return result;
}

std::vector<Contact> contacts(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, date, mode, person, risks, risk_action, text FROM contact "
      "WHERE course_id = ? ORDER BY date, number");
  row.bind(raw(course));
  std::vector<Contact> result;
  while (row.step()) {
    result.push_back({.number = stored_int(row, 0),
                      .date = stored_date(row, 1),
                      .mode = stored_optional_term<Mode>(row, 2),
                      .with = row.optional_text(3).value_or(""),
                      .risks = stored_terms<Risk>(row, 4),
                      .risk_action = row.optional_text(5).value_or(""),
                      .text = row.optional_text(6).value_or("")});
  }
  return result;
}

std::vector<Question> questions(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT question.number, asked_on, question.text, appointment.date, answered_on, "
      "question.minutes, answer FROM question "
      "LEFT JOIN appointment ON appointment.id = question.appointment_id "
      "WHERE question.course_id = ? ORDER BY asked_on, question.number");
  row.bind(raw(course));
  std::vector<Question> result;
  while (row.step()) {
    result.push_back({.number = stored_int(row, 0),
                      .asked_on = stored_date(row, 1),
                      .text = row.text(2),
                      .appointment = stored_optional_date(row, 3),
                      .answered_on = stored_optional_date(row, 4),
                      .minutes = stored_optional_int(row, 5),
                      .answer = row.optional_text(6).value_or("")});
  }
  return result;
}

std::vector<Dismissal> dismissals(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, name, date, causes, reason FROM dismissal WHERE course_id = ? "
      "ORDER BY date, number");
  row.bind(raw(course));
  std::vector<Dismissal> result;
  while (row.step()) {
    result.push_back({.number = stored_int(row, 0),
                      .check = row.text(1),
                      .date = stored_date(row, 2),
                      .causes = dates_from(row.text(3)),
                      .reason = row.text(4)});
  }
  return result;
}

}  // namespace

void add_practice(Database& database, CourseId course, CourseRecord& record) {
  record.goals = goals(database, course);
  record.persons = persons(database, course);
  record.events = events(database, course);
  record.formulations = formulations(database, course);
  record.contacts = contacts(database, course);
  record.questions = questions(database, course);
  record.dismissals = dismissals(database, course);
}

}  // namespace ipt::store
