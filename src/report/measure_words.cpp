// What scores and changes are worth, in words.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/timeline.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

double computed_threshold(const Instrument& instrument) {
  return reliable_change_index(*instrument.error, 0, 0).smallest_at_95;
}

std::string below_threshold(const Instrument& instrument) {
  if (instrument.reliable_change) {
    return fmt::format("under {}", written(*instrument.reliable_change));
  }
  return fmt::format("up to {:.2f}", computed_threshold(instrument));
}

}  // namespace

std::string total_text(const Reading& reading) {
  return written(*reading.total) + (reading.prorated ? " (prorated)" : "");
}

std::string threshold_text(const Instrument& instrument) {
  if (instrument.reliable_change) {
    return fmt::format("{} or more", written(*instrument.reliable_change));
  }
  return fmt::format("more than {:.2f}", computed_threshold(instrument));
}

std::string judgement(const Measure& measure) {
  if (!measure.change) return "one score so far";
  const Instrument& instrument = *measure.instrument;
  if (*measure.change == Points{}) return "no change";
  const std::string_view direction = is_better(instrument, *measure.change) ? "better" : "worse";
  if (!measure.reliable) return std::string{direction};
  if (*measure.reliable == Reliable::no) {
    return fmt::format("{}, not reliably ({})", direction, below_threshold(instrument));
  }
  return fmt::format("reliably {} ({})", direction, threshold_text(instrument));
}

std::string cut_off_text(const Instrument& instrument, Points total) {
  const auto beyond = beyond_cut_off(instrument, total);
  if (!beyond) return {};
  const std::string cut_off = written(*instrument.case_at);
  if (*beyond == Points{}) return fmt::format("at the cut-off of {}, which is clinical", cut_off);
  const bool clinical = *beyond > Points{};
  const bool worse_up = instrument.direction == Direction::higher_worse;
  std::string text = fmt::format("{} {} the cut-off of {}", written(clinical ? *beyond : -*beyond),
                                 clinical == worse_up ? "above" : "below", cut_off);
  if (worse_up) return text;
  return text + (clinical ? ", on the clinical side" : ", on the healthy side");
}

std::string unscored_text(const CourseRecord& record, const Measure& measure) {
  if (measure.readings.empty()) return "no score yet";
  const auto has_total = [](const Reading& each) { return each.total.has_value(); };
  if (std::ranges::none_of(measure.readings, has_total)) {
    return "no total: too many answers were left out";
  }
  if (!find_first_session(record)) return "scores before session 1 only";
  return record.course.end ? "no score from session 1 to the end" : "no score since session 1";
}

Phrase standing_phrase(const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  if (!measure.baseline) return unscored_text(record, measure);
  const std::string first{severity(instrument, *measure.baseline->total)};
  const std::string last{severity(instrument, *measure.latest->total)};
  std::vector<std::string> parts = {first == last ? last : first + " {->} " + last,
                                    judgement(measure),
                                    cut_off_text(instrument, *measure.latest->total)};
  if (const auto percent = percent_of(instrument, *measure.latest->total)) {
    parts.push_back(fmt::format("as a percentage {}", *percent));
  }
  std::erase(parts, "");
  return joined(parts, "; ");
}

}  // namespace ipt::report
