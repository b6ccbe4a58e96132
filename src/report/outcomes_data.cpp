// The figures of the report on outcomes, as data.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/outcomes_parts.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

Value decimal(std::optional<double> number, int places) {
  if (!number) return {};
  return Decimal{std::llround(*number * std::pow(10, places)), places};
}

// Keys of JSON have no hyphens.
std::string key_of(std::string_view id) {
  std::string key{id};
  std::ranges::replace(key, '-', '_');
  return key;
}

Object ended_object(const Outcomes& outcomes) {
  Object object;
  object.add("total", outcomes.rates.courses);
  for (const Term<EndStatus>& term : vocabulary<EndStatus>()) {
    const auto found = outcomes.ended_by.find(term.id);
    object.add(key_of(term.name), found == outcomes.ended_by.end() ? 0 : found->second);
  }
  return object;
}

// A median lies on a course or half way between two.
Value half_steps(double number) {
  const auto whole = static_cast<int>(number);
  return number == whole ? Value{whole} : decimal(number, 1);
}

Value sessions_value(const std::optional<SessionRange>& sessions) {
  Object object;
  object.add("median", sessions ? half_steps(sessions->median) : Value{})
      .add("min", sessions ? Value{sessions->min} : Value{})
      .add("max", sessions ? Value{sessions->max} : Value{});
  return object;
}

std::string_view remark_on(const EffectSize& effect) {
  if (effect.n < least_for_effect) return "too few";
  if (!effect.d_pre || !effect.r) return "no spread";
  return effect.n < enough_courses ? "unstable" : "";
}

Object effect_object(const InstrumentEffect& each) {
  const EffectSize& effect = each.effect;
  const bool shown = effect.n >= least_for_effect && effect.r;
  const std::optional<Interval> interval = shown ? effect.ci95_d_pre : std::nullopt;
  Object object;
  object.add("instrument", each.instrument->code)
      .add("version", each.instrument->version)
      .add("name", each.instrument->name)
      .add("n", effect.n)
      .add("pre_mean", decimal(effect.pre_mean, 2))
      .add("post_mean", decimal(effect.post_mean, 2))
      .add("sd_pre", decimal(effect.pre_sd, 2))
      .add("d", shown ? decimal(effect.d_pre, 2) : Value{})
      .add("g", shown ? decimal(effect.g_pre, 2) : Value{})
      .add("low", interval ? decimal(interval->low, 2) : Value{})
      .add("high", interval ? decimal(interval->high, 2) : Value{})
      .add("remark", remark_on(effect));
  return object;
}

List effect_list(const Outcomes& outcomes) {
  List list;
  list.reserve(outcomes.effects.size());
  for (const InstrumentEffect& each : outcomes.effects) list.emplace_back(effect_object(each));
  return list;
}

Object open_object(const OpenCourses& open) {
  Object object;
  object.add("risk", open.risk)
      .add("deteriorated", open.deteriorated)
      .add("not_on_track", open.not_on_track)
      .add("no_recent_score", open.no_recent_score)
      .add("others", open.others);
  return object;
}

// "open" alone would read as courses that run.
std::string group_text(GroupBy by, const OutcomeGroup& group) {
  if (group.is_merged) return group.name + ", merged";
  const bool has_no_focus = by == GroupBy::focus && group.name == "open";
  return has_no_focus ? "open: none agreed" : group.name;
}

// `10 or more`; the better direction for a remission.
Value limit(const std::optional<Points>& points, bool upwards) {
  if (!points) return {};
  return fmt::format("{} or {}", written(*points), upwards ? "more" : "less");
}

bool is_about_outcomes(const Source& source) {
  constexpr std::array<std::string_view, 4> judging = {"cut-off", "reliable change", "remission",
                                                       "definition"};
  return std::ranges::any_of(judging, [&](std::string_view figure) {
    return source.figure.find(figure) != std::string::npos;
  });
}

Object judging_object(const Instrument& instrument) {
  const bool worse_up = instrument.direction == Direction::higher_worse;
  std::string sources;
  for (const Source& source : instrument.sources) {
    if (!is_about_outcomes(source)) continue;
    sources +=
        fmt::format("{}{}: {}", sources.empty() ? "" : "; ", source.figure, source.reference);
  }
  const bool can_change = instrument.reliable_change || instrument.error;
  Object object;
  object.add("instrument", instrument.code)
      .add("version", instrument.version)
      .add("name", instrument.version == 1
                       ? instrument.name
                       : fmt::format("{}, version {}", instrument.name, instrument.version))
      .add("case", limit(instrument.case_at, worse_up))
      .add("reliable_change", can_change ? Value{threshold_text(instrument)} : Value{})
      .add("remission", limit(instrument.remission_at, !worse_up))
      .add("source", sources.empty() ? "a definition of your own" : sources);
  return object;
}

}  // namespace

Object rate_object(const Proportion& rate, std::string_view label, std::string_view of_whom) {
  const std::optional<Interval> interval = wilson95(rate);
  Object object;
  object.add("label", label)
      .add("of_whom", of_whom)
      .add("n", rate.n)
      .add("of", rate.of)
      .add("percent", decimal(rate.percent(), 1))
      .add("low", interval ? decimal(interval->low, 1) : Value{})
      .add("high", interval ? decimal(interval->high, 1) : Value{});
  return object;
}

void add_outcomes(Object& data, const Outcomes& outcomes) {
  constexpr std::string_view paired = "paired courses";
  constexpr std::string_view cases = "cases at the start";
  constexpr std::string_view depressed = "PHQ-9 10 or more";
  const ServiceRates& rates = outcomes.rates;
  data.add("started", outcomes.started)
      .add("ended", ended_object(outcomes))
      .add("open", outcomes.open.total())
      .add("finished", rates.finished)
      .add("paired", rates.paired)
      .add("completeness", rate_object(rates.completeness, "Completeness", "finished courses"))
      .add("without_second_score", outcomes.without_second_score)
      .add("not_judgeable", outcomes.not_judgeable)
      .add("not_case_at_start", rates.not_case_at_start)
      .add("recovery", rate_object(rates.recovery, "Recovery", cases))
      .add("reliable_improvement",
           rate_object(rates.reliable_improvement, "Reliable improvement", paired))
      .add("reliable_recovery", rate_object(rates.reliable_recovery, "Reliable recovery", cases))
      .add("reliable_deterioration",
           rate_object(rates.reliable_deterioration, "Reliable deterioration", paired))
      .add("no_reliable_change",
           rate_object(rates.no_reliable_change, "No reliable change", paired))
      .add("response", rate_object(outcomes.response, "Response", depressed))
      .add("remission", rate_object(outcomes.remission, "Remission", depressed))
      .add("mixed", rates.mixed)
      .add("dna_rate", rate_object(outcomes.dna, "DNA", "appointments"))
      .add("effect_size", effect_list(outcomes))
      .add("ended_early", rate_object(outcomes.ended_early, "Ended early", "ended courses"))
      .add("sessions_attended", sessions_value(outcomes.sessions))
      .add("open_status", open_object(outcomes.open));
}

List group_list(GroupBy by, const std::vector<OutcomeGroup>& groups) {
  List list;
  list.reserve(groups.size());
  for (const OutcomeGroup& group : groups) {
    Object object;
    object.add("name", group.name)
        .add("merged", group.is_merged)
        .add("text", group_text(by, group));
    add_outcomes(object, group.outcomes);
    list.emplace_back(std::move(object));
  }
  return list;
}

List judging_instruments(std::span<const CourseSummary* const> courses) {
  std::vector<const Instrument*> instruments;
  for (const CourseSummary* course : courses) {
    for (const TotalPair& pair : course->pairs) {
      if (pair.judged && std::ranges::find(instruments, pair.instrument) == instruments.end()) {
        instruments.push_back(pair.instrument);
      }
    }
  }
  std::ranges::sort(instruments, {}, [](const Instrument* each) {
    return std::pair{each->code, each->version};
  });
  List list;
  list.reserve(instruments.size());
  for (const Instrument* each : instruments) list.emplace_back(judging_object(*each));
  return list;
}

List caution_list(const Outcomes& outcomes) {
  List list;
  const auto complete = outcomes.rates.completeness.percent();
  if (complete && *complete < enough_complete) list.emplace_back("completeness_low");
  if (outcomes.rates.paired < enough_courses) list.emplace_back("few_paired_courses");
  return list;
}

}  // namespace ipt::report
