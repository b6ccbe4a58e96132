#include "ipt/report/today.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/domain/early_response.hpp"
#include "report/parts.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

// What names a course, and whose it is.
Object course_row(const CourseRecord& record) {
  const Course& course = record.course;
  Object row;
  row.add("reference", reference_of(record).text())
      .add("client", course.client.text())
      .add("number", course.number)
      .add("kind", name_of(course.kind))
      .add("therapist", course.therapist ? Value{course.therapist->text()} : Value{});
  return row;
}

// The session of the day: the one that is due, or the one that is recorded already. A missed
// appointment took no number, so its number and phase are those of the session still to come.
PlacedAppointment session_of_day(const CourseRecord& record, const Position& where, Date as_of) {
  for (const PlacedAppointment& placed : timeline(record)) {
    if (placed.appointment->date == as_of && placed.session) return placed;
  }
  PlacedAppointment coming{
      .session = where.left == 0 ? std::nullopt : std::optional{where.sessions + 1},
      .phase = where.next_phase};
  const FocusEpisode* focus = focus_on(record, FocusRank::primary, as_of);
  if (focus != nullptr) coming.focus = focus->focus;
  return coming;
}

// What to look at before the session: going well is no news, and a missing score is seen beside it.
bool is_news(Status status) {
  using enum Status;
  return status != on_track && status != sustained_remission && status != no_recent_score;
}

std::string state_label(const Appointment* recorded, const std::optional<StatusLine>& status) {
  std::string label = recorded == nullptr ? "due" : "recorded";
  if (recorded != nullptr && recorded->attendance != Attendance::attended) {
    label += fmt::format(", {}", label_of(recorded->attendance));
  }
  if (status && is_news(status->status)) {
    label += fmt::format("; {}", written(status->status));
  }
  return label;
}

Object today_row(const CourseRecord& record, const Position& where, const Catalogue& catalogue,
                 Date as_of) {
  const Appointment* recorded = appointment_on(record, as_of);
  const PlacedAppointment session = session_of_day(record, where, as_of);
  Object row = course_row(record);
  row.add("session", session.session)
      .add("planned_sessions", where.planned)
      .add("phase", name_value(session.phase))
      .add("focus", name_value(session.focus));
  const auto all = measures(record, catalogue);
  const auto status = status_line(record, all, as_of);
  add_primary_measure(row, all);
  row.add("recorded", recorded != nullptr)
      .add("attendance", recorded == nullptr ? Value{} : Value{name_of(recorded->attendance)})
      .add("status_line", status_value(record, all, as_of))
      .add("label", state_label(recorded, status));
  return row;
}

Object unrecorded_row(const CourseRecord& record, Date due) {
  Object row = course_row(record);
  row.add("due", due).add("command", log_command(record, due));
  return row;
}

// The next day on which a session is due, and whose.
struct NextDay {
  std::optional<Date> date = {};
  List courses = {};

  void add(const CourseRecord& record, Date due) {
    if (date && *date < due) return;
    if (date != due) courses.clear();
    date = due;
    courses.emplace_back(reference_of(record).text());
  }

  [[nodiscard]] Value value() const {
    return date ? Value{Object{}.add("date", date).add("courses", courses)} : Value{};
  }
};

Note nobody(const NextDay& next, Date as_of) {
  Phrase text = fmt::format("No session is due today ({}).", with_weekday(as_of));
  if (next.date) text += "\nNext: {next.date:day}, {next.courses:list}.";
  return {.text = text};
}

Table today_table() {
  using enum Column::Align;
  return {.heading = "",
          .rows = "today",
          .row_name = "{reference}",
          .columns = {{"code", "{reference}", left},
                      {"session", "{session}/{planned_sessions}", right},
                      {"phase", "{phase:word}", left},
                      {"focus", "{focus}", left},
                      {"measure", "{measure} {latest_total:score}", left},
                      {"change", "{change:signed}", right},
                      {"state", "{label}", left}}};
}

Table unrecorded_table() {
  using enum Column::Align;
  return {.heading = "NOT RECORDED YET",
          .rows = "unrecorded",
          .row_name = "{reference}",
          .columns = {{"code", "{reference}", left},
                      {"was due", "{due:day}", left},
                      {"record it with", "{command}", left}}};
}

}  // namespace

Report today(const std::vector<CourseRecord>& records, const Catalogue& catalogue, Date as_of) {
  List due_today;
  List unrecorded;
  NextDay next;
  for (const CourseRecord& record : records) {
    if (record.course.end) continue;
    const Position where = position(record, as_of);
    if (where.next == as_of || appointment_on(record, as_of) != nullptr) {
      due_today.emplace_back(today_row(record, where, catalogue, as_of));
    }
    if (where.next && *where.next < as_of) {
      unrecorded.emplace_back(unrecorded_row(record, *where.next));
    }
    if (where.next && *where.next > as_of) next.add(record, *where.next);
  }
  Report report{.schema = "ipt.prep.today/1", .title = "PREP TODAY", .as_of = as_of};
  if (due_today.empty()) report.blocks.emplace_back(nobody(next, as_of));
  report.blocks.emplace_back(today_table());
  report.blocks.emplace_back(unrecorded_table());
  report.data.add("today", std::move(due_today))
      .add("unrecorded", std::move(unrecorded))
      .add("next", next.value());
  return report;
}

}  // namespace ipt::report
