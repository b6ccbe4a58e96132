// The status line of a course: which rules stand, and which of them comes first.
#include <algorithm>

#include "domain/counted_readings.hpp"
#include "ipt/domain/early_response.hpp"
#include "ipt/domain/position.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

// E0: the first measure whose risk item is positive.
std::optional<StatusLine> risk_flag(const CourseRecord& record,
                                    const std::vector<Measure>& measures) {
  for (const Measure& measure : measures) {
    const auto state = risk_item_state(record, measure);
    if (!state || !state->positive) continue;
    const Reading* answered = reading_on(measure, *state->date);
    return StatusLine{.status = Status::risk,
                      .rule = "E0",
                      .instrument = measure.instrument,
                      .from = answered == nullptr ? std::nullopt : std::optional{*answered}};
  }
  return std::nullopt;
}

// E1: the first measure that is reliably worse than its baseline.
std::optional<StatusLine> deterioration_flag(const std::vector<Measure>& measures) {
  const auto found = std::ranges::find(measures, Reliable::deteriorated, &Measure::reliable);
  if (found == measures.end()) return std::nullopt;
  return StatusLine{.status = Status::deteriorated,
                    .rule = "E1",
                    .instrument = found->instrument,
                    .from = found->baseline,
                    .to = found->latest};
}

// A PHQ-9 with a baseline, as E3, E4 and E6 see it.
struct Series {
  const Measure& measure;
  std::vector<Reading> readings;

  [[nodiscard]] Points baseline() const { return *measure.baseline->total; }

  [[nodiscard]] const Reading* latest_in(Window window) const {
    return latest_reading(readings, measure.baseline->date, window.from, window.to);
  }

  // Whether a score later than `than` takes a flag back.
  template <typename Question>
  [[nodiscard]] bool any_later(const Reading& than, const Question& takes_back) const {
    return std::ranges::any_of(readings, [&](const Reading& each) {
      return each.date > than.date && takes_back(*each.total);
    });
  }

  [[nodiscard]] StatusLine flag(Status status, std::string_view rule, const Reading& score) const {
    return {.status = status,
            .rule = rule,
            .instrument = measure.instrument,
            .from = measure.baseline,
            .to = score};
  }
};

std::optional<StatusLine> off_track_flag(const Series& series) {
  const auto is_off_track = [&](Points total) { return not_on_track(series.baseline(), total); };
  const Reading* score = series.latest_in(weeks_8_to_10);
  if (score == nullptr || !is_off_track(*score->total)) return std::nullopt;
  if (series.any_later(*score, [&](Points total) { return !is_off_track(total); })) {
    return std::nullopt;
  }
  return series.flag(Status::not_on_track, "E4", *score);
}

std::optional<StatusLine> inadequate_flag(const Series& series) {
  const auto response_to = [&](Points total) {
    return response_at_weeks_4_to_6(series.baseline(), total);
  };
  const auto is_adequate = [&](Points total) {
    return response_to(total) == EarlyResponse::adequate;
  };
  if (series.baseline() < adequate_fall) return std::nullopt;
  const Reading* score = series.latest_in(weeks_4_to_6);
  if (score == nullptr || is_adequate(*score->total)) return std::nullopt;
  if (series.any_later(*score, is_adequate)) return std::nullopt;
  const bool possibly = response_to(*score->total) == EarlyResponse::possibly_inadequate;
  return series.flag(possibly ? Status::possibly_inadequate : Status::inadequate, "E3", *score);
}

std::optional<StatusLine> remission_flag(const Series& series) {
  if (!sustained_remission(series.readings)) return std::nullopt;
  const auto last = last_valid(series.readings, remission_readings);
  return StatusLine{.status = Status::sustained_remission,
                    .rule = "E6",
                    .instrument = series.measure.instrument,
                    .from = last.front(),
                    .to = last.back()};
}

std::vector<StatusLine> flags_of(const CourseRecord& record, const std::vector<Measure>& measures) {
  std::vector<StatusLine> flags;
  const auto add = [&](const std::optional<StatusLine>& flag) {
    if (flag) flags.push_back(*flag);
  };
  add(risk_flag(record, measures));
  add(deterioration_flag(measures));
  for (const Measure& measure : measures) {
    if (measure.instrument->code != "phq9" || !measure.baseline) continue;
    const Series series{.measure = measure, .readings = counted_readings(measure)};
    if (record.course.kind == CourseKind::acute) {
      add(off_track_flag(series));
      add(inadequate_flag(series));
    }
    add(remission_flag(series));
  }
  return flags;
}

// Where no flag stands: how old the last score of the primary measure is, or from where to where
// the course went.
StatusLine unflagged(Status status, const std::vector<Measure>& measures) {
  StatusLine line{.status = status};
  const bool is_old = status == Status::no_recent_score;
  if (is_old) line.rule = "recent";
  if (measures.empty()) return line;
  const Measure& primary = measures.front();
  line.instrument = primary.instrument;
  line.from = is_old ? primary.latest : primary.baseline;
  if (!is_old && primary.change) line.to = primary.latest;
  return line;
}

// Nothing is asked for during an absence, so that no day counts.
std::optional<int> days_without_score(const CourseRecord& record,
                                      const std::vector<Measure>& measures, Date as_of) {
  if (absence_on(record, as_of) != nullptr) return 0;
  if (measures.empty() || !measures.front().latest) return std::nullopt;
  return as_of.days_since(measures.front().latest->date);
}

}  // namespace

Status status_of(std::span<const Status> flags, std::optional<int> days_since_last_score,
                 int recent_days) {
  Status first = Status::on_track;
  for (const Status flag : flags) first = std::min(first, flag);
  const bool is_recent = days_since_last_score && *days_since_last_score <= recent_days;
  return is_recent ? first : std::min(first, Status::no_recent_score);
}

std::optional<StatusLine> status_line(const CourseRecord& record,
                                      const std::vector<Measure>& measures, Date as_of) {
  if (record.course.end) return std::nullopt;
  if (sessions_held(record) == 0) return risk_flag(record, measures);
  const std::vector<StatusLine> flags = flags_of(record, measures);
  std::vector<Status> statuses;
  statuses.reserve(flags.size());
  for (const StatusLine& flag : flags) statuses.push_back(flag.status);
  const int recent_days = recent_cadences * contract_on(record, as_of).cadence_days;
  const Status status =
      status_of(statuses, days_without_score(record, measures, as_of), recent_days);
  const auto found = std::ranges::find(flags, status, &StatusLine::status);
  return found == flags.end() ? unflagged(status, measures) : *found;
}

std::string_view written(Status status) {
  switch (status) {
    case Status::risk:
      return "RISK";
    case Status::deteriorated:
      return "DETERIORATED";
    case Status::not_on_track:
      return "NOT ON TRACK";
    case Status::no_recent_score:
      return "NO RECENT SCORE";
    case Status::inadequate:
      return "INADEQUATE";
    case Status::possibly_inadequate:
      return "POSSIBLY INADEQUATE";
    case Status::sustained_remission:
      return "SUSTAINED REMISSION";
    case Status::on_track:
      break;
  }
  return "ON TRACK";
}

}  // namespace ipt
