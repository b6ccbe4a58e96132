#include "report/instrument_object.hpp"

#include <fmt/core.h>

#include <array>
#include <cmath>

#include "ipt/base/text.hpp"
#include "ipt/domain/change.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// With the places that it is written with.
Value decimal_value(double number) {
  const std::string text = ipt::written(number);
  const std::size_t point = text.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
  return Decimal{std::llround(number * std::pow(10, places)), places};
}

// `0-4 none/minimal`: the last total of a band is one step below the next band.
std::string range_of_band(const Instrument& instrument, std::size_t index) {
  constexpr std::array<int, 3> steps = {100, 10, 1};  // hundredths, by decimals of the total
  const Points step = Points::hundredths(steps.at(static_cast<std::size_t>(instrument.decimals)));
  const Band& band = instrument.bands[index];
  const bool is_last = index + 1 == instrument.bands.size();
  const Points to = is_last ? instrument.total_max : instrument.bands[index + 1].from - step;
  return band.from == to ? written(to) : fmt::format("{}-{}", written(band.from), written(to));
}

List band_list(const Instrument& instrument) {
  List list;
  for (std::size_t i = 0; i < instrument.bands.size(); ++i) {
    const Band& band = instrument.bands[i];
    list.emplace_back(
        Object{}
            .add("from", value_of(band.from))
            .add("label", band.label)
            .add("text", fmt::format("{} {}", range_of_band(instrument, i), band.label)));
  }
  return list;
}

List topic_list(const Instrument& instrument) {
  List list;
  for (std::size_t i = 0; i < instrument.topics.size(); ++i) {
    list.emplace_back(Object{}
                          .add("number", static_cast<int>(i) + 1)
                          .add("topic", instrument.topics[i])
                          .add("text", fmt::format("{} {}", i + 1, instrument.topics[i])));
  }
  return list;
}

List source_list(const Instrument& instrument) {
  List list;
  for (const Source& source : instrument.sources) {
    list.emplace_back(Object{}.add("figure", source.figure).add("reference", source.reference));
  }
  return list;
}

Value risk_value(const Instrument& instrument) {
  if (!instrument.risk) return {};
  return Object{}
      .add("item", instrument.risk->number)
      .add("at", instrument.risk->at)
      .add("min", instrument.item_min)
      .add("max", instrument.risk->max)
      .add("topic", instrument.risk->topic);
}

Value norm_value(const Norm& norm) {
  return Object{}.add("mean", decimal_value(norm.mean)).add("sd", decimal_value(norm.sd));
}

Value cut_offs_value(const Instrument& instrument) {
  const auto rounded = [](double points) {
    constexpr double hundred = 100;
    return Decimal{std::llround(points * hundred), 2};
  };
  const CutOffs found = cut_offs(*instrument.norms, instrument.direction);
  return Object{}
      .add("a", rounded(found.a))
      .add("b", rounded(found.b))
      .add("c", found.c ? Value{rounded(*found.c)} : Value{});
}

// 1.96 standard errors of the difference (Jacobson & Truax 1991), rounded for the eye.
Decimal smallest_change(const MeasurementError& error) {
  constexpr double hundred = 100;
  return {std::llround(reliable_change_index(error, 0, 0).smallest_at_95 * hundred), 2};
}

// How a score is typed: `epds=14,risk:1`.
std::string typed_example(const Instrument& instrument) {
  if (instrument.entry == Entry::total) {
    const std::string total = written(instrument.total_max);
    return instrument.risk ? fmt::format("{0}={1}, or {0}={1},risk:{2}", instrument.code, total,
                                         instrument.risk->max)
                           : fmt::format("{}={}", instrument.code, total);
  }
  constexpr int one_digit = 9;
  const std::string_view between = instrument.item_max > one_digit ? " " : "";
  std::string answers;
  for (int i = 0; i < instrument.items(); ++i) {
    answers += fmt::format("{}{}", i == 0 ? "" : between,
                           i % 2 == 0 ? instrument.item_min : instrument.item_max);
  }
  const std::string quote = between.empty() ? "" : "\"";
  return fmt::format("{0}={3}{1}{3}, or {0}=total:{2}", instrument.code, answers,
                     written(instrument.total_max), quote);
}

void add_answers(Object& object, const Instrument& instrument) {
  const bool by_items = instrument.entry == Entry::items;
  object.add("entry", name_of(instrument.entry))
      .add("entry_text", by_items ? counted(instrument.items(), "answer", "answers") : "total")
      .add("typed", typed_example(instrument))
      .add("items", instrument.items())
      .add("item_min", by_items ? Value{instrument.item_min} : Value{})
      .add("item_max", by_items ? Value{instrument.item_max} : Value{})
      .add("reversed_items", List(instrument.reversed.begin(), instrument.reversed.end()))
      .add("scoring", name_of(instrument.scoring))
      .add("max_missing", instrument.max_missing);
}

void add_judgement(Object& object, const Instrument& instrument) {
  const bool worse_up = instrument.direction == Direction::higher_worse;
  const auto& error = instrument.error;
  const auto& norms = instrument.norms;
  Value cut_off;
  if (instrument.case_at) {
    cut_off = fmt::format("{} or {}", written(*instrument.case_at), worse_up ? "more" : "less");
  }
  Value reliable;
  if (instrument.reliable_change) {
    reliable = fmt::format("{} or more", written(*instrument.reliable_change));
  } else if (error) {
    reliable = fmt::format("over {}", written(smallest_change(*error)));
  }
  object.add("direction", name_of(instrument.direction))
      .add("bands", band_list(instrument))
      .add("case_at", value_of(instrument.case_at))
      .add("case_at_text", cut_off)
      .add("reliable_change", value_of(instrument.reliable_change))
      .add("sd", error ? decimal_value(error->sd) : Value{})
      .add("reliability", error ? decimal_value(error->reliability) : Value{})
      .add("smallest_change", error ? Value{smallest_change(*error)} : Value{})
      .add("reliable_change_text", reliable)
      .add("remission_at", value_of(instrument.remission_at))
      .add("response_by_half", instrument.response_by_half)
      .add("clinical", norms ? norm_value(norms->clinical) : Value{})
      .add("functional", norms ? norm_value(norms->functional) : Value{})
      .add("cut_offs", norms ? cut_offs_value(instrument) : Value{})
      .add("risk_item", risk_value(instrument));
}

}  // namespace

Object instrument_object(const Catalogue& catalogue, const Instrument& instrument) {
  const Instrument* row = catalogue.find(instrument.code, instrument.version);
  const bool own = row != nullptr && catalogue.is_own(*row);
  Object object;
  object.add("code", instrument.code)
      .add("version", instrument.version)
      .add("own", own)
      .add("name", instrument.name)
      .add("measures", text_value(instrument.measures));
  add_answers(object, instrument);
  object.add("total_min", value_of(instrument.total_min))
      .add("total_max", value_of(instrument.total_max))
      .add("range", instrument.range())
      .add("decimals", instrument.decimals)
      .add("percent_per_point",
           instrument.percent_per_point > 0 ? Value{instrument.percent_per_point} : Value{});
  add_judgement(object, instrument);
  object.add("loinc_panel", text_value(instrument.loinc_panel))
      .add("loinc_total", text_value(instrument.loinc_total))
      .add("snomed_total", text_value(instrument.snomed_total))
      .add("licence", text_value(instrument.licence))
      .add("topics", topic_list(instrument))
      .add("sources", source_list(instrument));
  return object;
}

Object version_object(const Catalogue& catalogue, const Instrument& instrument) {
  Object object;
  object.add("ref", fmt::format("{}/{}", instrument.code, instrument.version))
      .add("version", instrument.version)
      .add("own", catalogue.is_own(instrument))
      .add("source", catalogue.is_own(instrument) && !instrument.sources.empty()
                         ? Value{instrument.sources.back().reference}
                         : Value{"the program"});
  return object;
}

}  // namespace ipt::report
