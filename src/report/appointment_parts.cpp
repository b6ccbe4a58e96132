// The parts of reports that are made of appointments.
#include <fmt/core.h>

#include "report/parts.hpp"

namespace ipt::report {

Object appointment_object(const CourseRecord& record, const PlacedAppointment& placed,
                          const std::vector<Measure>& measures, Notes notes) {
  const Appointment& appointment = *placed.appointment;
  Object scores;
  for (const Measure& measure : measures) {
    scores.add(measure.instrument->code, score_value(reading_on(measure, appointment.date)));
  }
  Value what;  // the focus of a session, or what came of a missed appointment
  if (!placed.session) {
    what = label_of(appointment.attendance);
  } else {
    what = placed.focus ? name_of(*placed.focus) : "open";
  }
  Object object;
  object.add("ref", reference_of(record, placed).text())
      .add("session", placed.session)
      .add("date", appointment.date)
      .add("week", placed.week)
      .add("phase", name_value(placed.phase))
      .add("attendance", name_of(appointment.attendance))
      .add("focus", name_value(placed.focus))
      .add("label", what)
      .add("minutes", appointment.minutes)
      .add("mode", name_value(appointment.mode))
      .add("scores", std::move(scores))
      .add("techniques", name_list(appointment.techniques))
      .add("milestones", name_list(appointment.milestones))
      .add("risk", name_list(appointment.risks))
      .add("recorded", appointment.recorded)
      .add("next", appointment.next);
  if (notes == Notes::shown) {
    object.add("risk_action", text_value(appointment.risk_action))
        .add("link", text_value(appointment.link))
        .add("task", text_value(appointment.task))
        .add("question", text_value(appointment.question))
        .add("note", text_value(appointment.note));
  }
  return object;
}

List appointment_list(const CourseRecord& record, const std::vector<Measure>& measures,
                      Notes notes) {
  List list;
  for (const PlacedAppointment& placed : timeline(record)) {
    list.emplace_back(appointment_object(record, placed, measures, notes));
  }
  return list;
}

std::vector<Column> appointment_columns(const std::vector<Measure>& measures) {
  using enum Column::Align;
  std::vector<Column> columns = {
      {"#", "{session}", right}, {"date", "{date}", left}, {"wk", "{week}", right}};
  for (const Measure& measure : measures) {
    columns.push_back({measure.instrument->name,
                       fmt::format("{{scores.{}:score}}", measure.instrument->code), right});
  }
  columns.push_back({"focus", "{label}", left});
  return columns;
}

}  // namespace ipt::report
