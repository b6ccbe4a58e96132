// Reading appointments and what hangs on them. Each query is written beside the code that reads its
// columns, by their order.
#include "store/fields.hpp"
#include "store/reading.hpp"
#include "store/rows.hpp"

namespace ipt::store {
namespace {

Appointment appointment_row(const Statement& row) {
  return {.date = stored_date(row, 0),
          .attendance = stored_term<Attendance>(row.text(1)),
          .minutes = stored_optional_int(row, 2),
          .mode = stored_optional_term<Mode>(row, 3),
          .focus = stored_optional_term<Focus>(row, 4),
          .link = row.optional_text(5).value_or(""),
          .techniques = stored_terms<Technique>(row, 6),
          .task = row.optional_text(7).value_or(""),
          .question = row.optional_text(14).value_or(""),
          .milestones = stored_terms<Milestone>(row, 8),
          .risks = stored_terms<Risk>(row, 9),
          .risk_action = row.optional_text(10).value_or(""),
          .recorded = row.integer(11) != 0,
          .next = stored_optional_date(row, 12),
          .note = row.optional_text(13).value_or("")};
}

std::vector<Appointment> appointments(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT appointment.date, attendance, appointment.minutes, mode, focus, link, techniques, "
      "task, "
      "milestones, risks, risk_action, recorded, next_date, note.text, question.text "
      "FROM appointment LEFT JOIN note ON note.course_id = appointment.course_id "
      "AND note.id = appointment.id "
      "LEFT JOIN question ON question.appointment_id = appointment.id "
      "WHERE appointment.course_id = ? ORDER BY appointment.date");
  row.bind(raw(course));
  std::vector<Appointment> result;
  while (row.step()) result.push_back(appointment_row(row));
  return result;
}

std::vector<FiledScore> scores(Database& database, CourseId course, const Catalogue& catalogue) {
  Statement& row = database.statement(
      "SELECT date, instrument, version, answers, total_hundredths, risk_answer, number "
      "FROM score WHERE course_id = ? ORDER BY date, instrument");
  row.bind(raw(course));
  std::vector<FiledScore> result;
  while (row.step()) {
    result.push_back({.score = score_at(row, 0, catalogue), .number = stored_optional_int(row, 6)});
  }
  return result;
}

}  // namespace

void add_appointments(Database& database, CourseId course, const Catalogue& catalogue,
                      CourseRecord& record) {
  record.appointments = appointments(database, course);
  record.scores = scores(database, course, catalogue);
}

}  // namespace ipt::store
