#include "report/trend.hpp"

#include <algorithm>
#include <cmath>

#include "ipt/domain/timeline.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// The change from which on it is reliable; where it is computed, a change must be larger.
Value reliable_distance(const Instrument& instrument) {
  if (instrument.reliable_change) return value_of(instrument.reliable_change);
  if (!instrument.error) return {};
  const double points = reliable_change_index(*instrument.error, 0, 0).smallest_at_95;
  return Decimal{std::llround(points * 100), 2};
}

List band_list(const Instrument& instrument) {
  List list;
  for (const Band& band : instrument.bands) {
    list.emplace_back(Object{}.add("from", value_of(band.from)).add("label", band.label));
  }
  return list;
}

// Life events after the appointment before, up to this one.
int events_within(const CourseRecord& record, const std::optional<Date>& after, Date upto) {
  return static_cast<int>(std::ranges::count_if(record.events, [&](const LifeEvent& each) {
    return each.date <= upto && (!after || each.date > *after);
  }));
}

// A total from the first score that counts to the latest one.
bool is_counted(const Measure& measure, const Reading& reading) {
  return reading.total && measure.baseline && reading.date >= measure.baseline->date &&
         reading.date <= measure.latest->date;
}

// A day of a trend: an appointment, or a score that counts and was filled in outside one.
struct TrendDay {
  Date date;
  const PlacedAppointment* placed = nullptr;
  const Reading* reading = nullptr;

  [[nodiscard]] bool is_session() const { return placed != nullptr && placed->session; }
};

std::vector<TrendDay> days_of(const std::vector<PlacedAppointment>& places,
                              const Measure& measure) {
  std::vector<TrendDay> days;
  for (const PlacedAppointment& placed : places) {
    days.push_back({.date = placed.appointment->date, .placed = &placed});
    const Reading* reading = reading_on(measure, days.back().date);
    const bool shows = reading != nullptr && (placed.session || is_counted(measure, *reading));
    if (shows) days.back().reading = reading;
  }
  for (const Reading& reading : measure.readings) {
    const bool is_there = std::ranges::find(days, reading.date, &TrendDay::date) != days.end();
    if (!is_there && is_counted(measure, reading)) {
      days.push_back({.date = reading.date, .reading = &reading});
    }
  }
  std::ranges::sort(days, {}, &TrendDay::date);
  return days;
}

Object point_of(const CourseRecord& record, const TrendDay& day) {
  const PlacedAppointment* placed = day.placed;
  return Object{}
      .add("date", day.date)
      .add("session", placed == nullptr ? Value{} : Value{placed->session})
      .add("week", course_week(record.course.start, day.date))
      .add("attendance",
           placed == nullptr ? Value{} : Value{name_of(placed->appointment->attendance)})
      .add("label", placed == nullptr ? std::string_view{"outside a session"}
                                      : label_of(placed->appointment->attendance))
      .add("total", day.reading == nullptr ? Value{} : value_of(day.reading->total))
      .add("prorated", day.reading != nullptr && day.reading->prorated)
      .add("phase", placed == nullptr ? Value{} : name_value(placed->phase))
      .add("focus", placed == nullptr ? Value{} : name_value(placed->focus));
}

List point_list(const CourseRecord& record, const Measure& measure) {
  List list;
  std::optional<Date> before;
  const auto places = timeline(record);
  for (const TrendDay& day : days_of(places, measure)) {
    list.emplace_back(point_of(record, day).add("events", events_within(record, before, day.date)));
    before = day.date;
  }
  return list;
}

}  // namespace

Value trend_value(const CourseRecord& record, const std::vector<Measure>& measures) {
  if (measures.empty()) return {};
  const Measure& primary = measures.front();
  const Instrument& instrument = *primary.instrument;
  return Object{}
      .add("instrument", instrument.code)
      .add("name", instrument.name)
      .add("lowest", value_of(instrument.total_min))
      .add("highest", value_of(instrument.total_max))
      .add("higher_is_worse", instrument.direction == Direction::higher_worse)
      .add("cut_off", value_of(instrument.case_at))
      .add("reliable_change", reliable_distance(instrument))
      .add("reliable_change_text", instrument.reliable_change || instrument.error
                                       ? Value{threshold_text(instrument)}
                                       : Value{})
      .add("baseline", primary.baseline ? value_of(primary.baseline->total) : Value{})
      .add("bands", band_list(instrument))
      .add("points", point_list(record, primary));
}

std::vector<const Reading*> readings_over(const CourseRecord& record, const Measure& measure) {
  std::vector<const Reading*> readings;
  const auto places = timeline(record);
  for (const TrendDay& day : days_of(places, measure)) {
    if (day.is_session() || day.reading != nullptr) readings.push_back(day.reading);
  }
  return readings;
}

List session_totals(const CourseRecord& record, const Measure& measure) {
  List totals;
  for (const Appointment& each : record.appointments) {
    if (!was_seen(each.attendance)) continue;
    const Reading* reading = reading_on(measure, each.date);
    totals.push_back(reading == nullptr ? Value{} : value_of(reading->total));
  }
  return totals;
}

}  // namespace ipt::report
