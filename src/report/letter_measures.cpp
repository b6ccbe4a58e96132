// What first and last scores mean in a letter.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/change.hpp"
#include "ipt/domain/timeline.hpp"
#include "report/letter_parts.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

std::string clinical_text(const Instrument& instrument, const Measure& measure) {
  const auto now = is_case(instrument, *measure.latest->total);
  if (!now) return {};
  const bool worse_up = instrument.direction == Direction::higher_worse;
  const std::string range = fmt::format("the clinical range ({} or {})",
                                        written(*instrument.case_at), worse_up ? "more" : "less");
  if (!measure.change) return fmt::format("{} {}", *now ? "in" : "outside", range);
  const bool before = *is_case(instrument, *measure.baseline->total);
  if (before && !*now) return fmt::format("at the start in {}, now outside it", range);
  if (!before && *now) return fmt::format("now in {}, at the start outside it", range);
  return fmt::format("{} {}, as at the start", *now ? "in" : "outside", range);
}

std::string change_text(const Instrument& instrument, const Measure& measure) {
  if (!measure.change) return fmt::format("one score only, of {}", measure.latest->date.iso());
  if (*measure.change == Points{}) return "no change";
  const std::string_view direction = is_better(instrument, *measure.change) ? "better" : "worse";
  if (!measure.reliable) return std::string{direction};
  if (*measure.reliable == Reliable::no) {
    return fmt::format("{}, within measurement error", direction);
  }
  return fmt::format("{} by more than measurement error ({})", direction,
                     threshold_text(instrument));
}

// That the scores do not reach from the first session to the last one.
std::string reach_text(const CourseRecord& record, const Measure& measure) {
  std::optional<Date> first;
  std::optional<Date> last;
  for (const Appointment& each : record.appointments) {
    if (!was_seen(each.attendance)) continue;
    if (!first) first = each.date;
    last = each.date;
  }
  std::vector<std::string> parts;
  if (measure.change && first && measure.baseline->date > *first) {
    parts.push_back(
        fmt::format("first score of {}, after the first session", measure.baseline->date.iso()));
  }
  if (measure.change && last && measure.latest->date < *last) {
    parts.push_back(
        fmt::format("last score of {}, before the last session", measure.latest->date.iso()));
  }
  return joined(parts, "; ");
}

// Scores of which none is a first one: of a referral or a follow-up, or with too many answers left
// out.
std::string unpaired_text(const CourseRecord& record, const Measure& measure) {
  const auto last =
      std::ranges::find_if(measure.readings.rbegin(), measure.readings.rend(),
                           [](const Reading& each) { return each.total.has_value(); });
  if (last == measure.readings.rend()) return "no total: too many answers were left out";
  std::string scored = fmt::format("{} on {}", total_text(*last), last->date.iso());
  if (record.course.end && last->date > record.course.end->date) {
    return scored + ", after the end; no score during the course";
  }
  if (!find_first_session(record)) return scored;
  return scored + (last == measure.readings.rbegin()
                       ? ", before the first session; no score since"
                       : ", before the first session; no total since");
}

// Severity, the clinical range, the size of the change, and what the scores cannot show.
std::string meaning_text(const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  if (measure.readings.empty()) return "no score is recorded";
  if (!measure.baseline) return unpaired_text(record, measure);
  const std::string_view when = measure.change ? "now " : "";
  const std::string band{severity(instrument, *measure.latest->total)};
  std::vector<std::string> parts = {band.empty() ? "" : fmt::format("severity {}{}", when, band),
                                    clinical_text(instrument, measure),
                                    change_text(instrument, measure), reach_text(record, measure)};
  std::erase(parts, "");
  return joined(parts, "; ");
}

// The measures whose last score lies in the ending phase and is worse than the one before it.
std::vector<std::string> worse_in_ending(const CourseRecord& record,
                                         const std::vector<Measure>& measures) {
  std::vector<std::string> names;
  if (record.course.kind != CourseKind::acute) return names;
  for (const Measure& measure : measures) {
    if (!measure.previous) continue;
    const Date day = measure.latest->date;
    const Points change = *measure.latest->total - *measure.previous->total;
    const bool is_worse = change != Points{} && !is_better(*measure.instrument, change);
    const Phase phase = phase_of(sessions_by(record, day), contract_on(record, day));
    if (is_worse && phase == Phase::ending) names.push_back(measure.instrument->name);
  }
  return names;
}

Object measure_row(const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  // One score is no pair: there is nothing that it has become.
  const Reading* first = measure.baseline ? &*measure.baseline : nullptr;
  const Reading* last = measure.change ? &*measure.latest : nullptr;
  Object row;
  row.add("instrument", instrument.code)
      .add("name", instrument.name)
      .add("range", instrument.range());
  const auto add = [&](const std::string& which, const Reading* reading) {
    row.add(which, score_value(reading))
        .add(which + "_on", reading == nullptr ? Value{} : Value{reading->date})
        .add(which + "_severity",
             reading == nullptr ? Value{}
                                : text_value(std::string{severity(instrument, *reading->total)}))
        .add(which + "_case",
             reading == nullptr ? Value{} : Value{is_case(instrument, *reading->total)});
  };
  add("first", first);
  add("last", last);
  return row.add("change", value_of(measure.change))
      .add("reliable", measure.reliable ? Value{reliable_name(*measure.reliable)} : Value{})
      .add("meaning", meaning_text(record, measure));
}

}  // namespace

List letter_measures(const CourseRecord& record, const std::vector<Measure>& measures) {
  List rows;
  for (const Measure& each : measures) rows.emplace_back(measure_row(record, each));
  return rows;
}

Table letter_measures_block(const CourseRecord& record) {
  using enum Column::Align;
  return {.heading = "Measures",
          .rows = "measures",
          .row_name = "{name} ({range})",
          .columns = {{"", "{name} ({range})", left},
                      {"start", "{first:score}", right},
                      {record.course.end ? "end" : "now", "{last:score}", right},
                      {"change", "{change:signed}", right},
                      {"meaning", "{meaning}", left}}};
}

void add_measure_remarks(std::vector<Block>& blocks, const CourseRecord& record,
                         const std::vector<Measure>& measures) {
  const auto is_made_up = [](const Measure& each) {
    return each.baseline && (each.baseline->prorated || each.latest->prorated);
  };
  if (std::ranges::any_of(measures, is_made_up)) {
    blocks.emplace_back(Note{.text = "Scores with * are prorated: answers were left out and "
                                     "made up by the mean of the others, as the scale allows.",
                             .tone = Tone::aside});
  }
  const std::vector<std::string> worse = worse_in_ending(record, measures);
  if (worse.empty()) return;
  blocks.emplace_back(Note{.text = joined(worse, ", ") +
                                   ": the last score is worse than the one before it. "
                                   "Symptoms can rise as the {~ending} approaches, or just "
                                   "after it (Weissman, Markowitz & Klerman 2000).",
                           .tone = Tone::aside});
}

}  // namespace ipt::report
