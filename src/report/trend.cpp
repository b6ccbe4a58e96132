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

List point_list(const CourseRecord& record, const Measure& measure) {
  List list;
  std::optional<Date> before;
  for (const PlacedAppointment& placed : timeline(record)) {
    const Date date = placed.appointment->date;
    const Reading* reading = placed.session ? reading_on(measure, date) : nullptr;
    list.emplace_back(Object{}
                          .add("date", date)
                          .add("session", placed.session)
                          .add("week", placed.week)
                          .add("attendance", name_of(placed.appointment->attendance))
                          .add("label", label_of(placed.appointment->attendance))
                          .add("total", reading == nullptr ? Value{} : value_of(reading->total))
                          .add("prorated", reading != nullptr && reading->prorated)
                          .add("phase", name_value(placed.phase))
                          .add("focus", name_value(placed.focus))
                          .add("events", events_within(record, before, date)));
    before = date;
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
