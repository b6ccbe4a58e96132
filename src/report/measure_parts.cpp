// The parts of reports that are made of scores and of the appointments that they belong to.
#include "report/parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace ipt::report {
namespace {

std::string_view reliable_name(Reliable reliable) {
  switch (reliable) {
    case Reliable::improved:
      return "improved";
    case Reliable::deteriorated:
      return "deteriorated";
    case Reliable::no:
      break;
  }
  return "no";
}

Value reading_value(const Measure& measure, const std::optional<Reading>& reading) {
  if (!reading) return {};
  return Object{}
      .add("date", reading->date)
      .add("total", value_of(reading->total))
      .add("severity", reading->total
                           ? text_value(std::string{severity(*measure.instrument, *reading->total)})
                           : Value{})
      .add("prorated", reading->prorated);
}

const PlacedAppointment* placed_on(const std::vector<PlacedAppointment>& places, Date date) {
  const auto found = std::ranges::find_if(
      places, [&](const PlacedAppointment& each) { return each.appointment->date == date; });
  return found == places.end() ? nullptr : &*found;
}

Value score_value(const Reading* reading) {
  if (reading == nullptr) return {};
  return Object{}.add("total", value_of(reading->total)).add("prorated", reading->prorated);
}

}  // namespace

Value value_of(Points points) {
  const int hundredths = points.in_hundredths();
  if (hundredths % 100 == 0) return hundredths / 100;
  if (hundredths % 10 == 0) return Decimal{hundredths / 10, 1};
  return Decimal{hundredths, 2};
}

Value value_of(const std::optional<Points>& points) { return points ? value_of(*points) : Value{}; }

std::string labels_of(const std::vector<Risk>& risks) {
  std::string text;
  for (const Risk risk : risks) {
    if (!text.empty()) text += ", ";
    text += label_of(risk);
  }
  return text;
}

Value items_value(const Score& score) {
  if (score.answers().empty()) return {};
  List items;
  for (const auto& answer : score.answers()) items.emplace_back(answer);
  return items;
}

Object measure_object(const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  const auto places = timeline(record);
  List scores;
  for (const FiledScore& filed : record.scores) {
    if (filed.score.instrument() != instrument.code) continue;
    const Reading reading = read(filed.score, instrument);
    const PlacedAppointment* placed = placed_on(places, reading.date);
    scores.emplace_back(Object{}
                            .add("date", reading.date)
                            .add("session", placed == nullptr ? Value{} : Value{placed->session})
                            .add("week", course_week(record.course.start, reading.date))
                            .add("total", value_of(reading.total))
                            .add("prorated", reading.prorated)
                            .add("missing", reading.missing)
                            .add("items", items_value(filed.score)));
  }
  Value percent;
  if (measure.percent_reduction) {
    percent = Decimal{std::llround(*measure.percent_reduction * 10), 1};
  }
  Object object;
  object.add("instrument", instrument.code)
      .add("name", instrument.name)
      .add("range", instrument.range())
      .add("baseline", reading_value(measure, measure.baseline))
      .add("previous", reading_value(measure, measure.previous))
      .add("latest", reading_value(measure, measure.latest))
      .add("change", value_of(measure.change))
      .add("percent_reduction", percent)
      .add("reliable", measure.reliable ? Value{reliable_name(*measure.reliable)} : Value{})
      .add("reliable_change", value_of(instrument.reliable_change))
      .add("judgement", measure.baseline ? judgement(measure) : "no score since session 1")
      .add("scores", std::move(scores));
  return object;
}

List measure_list(const CourseRecord& record, const std::vector<Measure>& measures) {
  List list;
  for (const Measure& measure : measures) list.emplace_back(measure_object(record, measure));
  return list;
}

void add_primary_measure(Object& row, const std::vector<Measure>& measures) {
  const Measure* primary = measures.empty() ? nullptr : &measures.front();
  const bool scored = primary != nullptr && primary->baseline;
  row.add("measure", primary == nullptr ? Value{} : Value{primary->instrument->name})
      .add("first_total", scored ? value_of(primary->baseline->total) : Value{})
      .add("latest_total", scored ? value_of(primary->latest->total) : Value{})
      .add("change", primary == nullptr ? Value{} : value_of(primary->change));
}

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

Value risk_object(const CourseRecord& record, const std::vector<Measure>& measures) {
  for (const Measure& measure : measures) {
    const auto state = risk_item_state(record, measure);
    if (!state) continue;
    return Object{}
        .add("instrument", state->instrument->code)
        .add("name", state->instrument->name)
        .add("item", state->instrument->risk->number)
        .add("topic", state->instrument->risk->topic)
        .add("latest", state->latest)
        .add("date", state->date)
        .add("unanswered", state->unanswered)
        .add("followed_up", state->followed_up);
  }
  return {};
}

std::string judgement(const Measure& measure) {
  if (!measure.change) return "one score so far";
  const Instrument& instrument = *measure.instrument;
  if (*measure.change == Points{}) return "no change";
  std::string direction = is_better(instrument, *measure.change) ? "better" : "worse";
  if (!measure.reliable) return direction;
  const bool reliably = *measure.reliable != Reliable::no;
  if (!instrument.reliable_change) {  // judged by the measurement error
    return reliably ? "reliably " + direction : direction + ", not reliably";
  }
  const std::string threshold = written(*instrument.reliable_change);
  if (!reliably) {
    return fmt::format("{}, not reliably (under {})", direction, threshold);
  }
  return fmt::format("reliably {} ({} or more)", direction, threshold);
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

Phrase risk_item_phrase(const Value& risk) {
  const bool answered = !at(risk, "latest").is_null();
  Phrase text = answered ? "{risk.name} item {risk.item} was {risk.latest} on {risk.date}"
                         : "{risk.name} item {risk.item} was never answered";
  const auto* followed = std::get_if<bool>(&at(risk, "followed_up").content());
  if (followed != nullptr) {
    text += *followed ? "; a risk action is recorded" : "; no risk action is recorded";
  }
  const auto* unanswered = std::get_if<bool>(&at(risk, "unanswered").content());
  if (answered && unanswered != nullptr && *unanswered) text += "; left out on the latest form";
  return text;
}

}  // namespace ipt::report
