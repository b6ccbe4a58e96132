#include "ipt/report/instrument.hpp"

#include <fmt/core.h>

#include "report/parts.hpp"

namespace ipt::report {
namespace {

std::string_view direction_name(Direction direction) {
  return direction == Direction::higher_worse ? "higher-worse" : "higher-better";
}

List band_list(const Instrument& instrument) {
  List list;
  for (const Band& band : instrument.bands) {
    list.emplace_back(Object{}
                          .add("from", value_of(band.from))
                          .add("label", band.label)
                          .add("text", fmt::format("{} from {}", band.label, written(band.from))));
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

Object instrument_object(const Instrument& instrument) {
  Value risk;
  if (instrument.risk) {
    risk = Object{}
               .add("item", instrument.risk->number)
               .add("at", instrument.risk->at)
               .add("topic", instrument.risk->topic);
  }
  Object object;
  object.add("code", instrument.code)
      .add("version", instrument.version)
      .add("name", instrument.name)
      .add("measures", instrument.measures)
      .add("entry", instrument.entry == Entry::items ? "items" : "total")
      .add("items", instrument.items())
      .add("item_min", instrument.item_min)
      .add("item_max", instrument.item_max)
      .add("reversed_items", List(instrument.reversed.begin(), instrument.reversed.end()))
      .add("scoring", instrument.scoring == Scoring::sum ? "sum" : "mean")
      .add("max_missing", instrument.max_missing)
      .add("total_min", value_of(instrument.total_min))
      .add("total_max", value_of(instrument.total_max))
      .add("decimals", instrument.decimals)
      .add("direction", direction_name(instrument.direction))
      .add("bands", band_list(instrument))
      .add("case_at", value_of(instrument.case_at))
      .add("reliable_change", value_of(instrument.reliable_change))
      .add("remission_at", value_of(instrument.remission_at))
      .add("risk_item", risk)
      .add("loinc_panel", text_value(instrument.loinc_panel))
      .add("loinc_total", text_value(instrument.loinc_total))
      .add("snomed_total", text_value(instrument.snomed_total))
      .add("licence", text_value(instrument.licence))
      .add("topics", topic_list(instrument))
      .add("sources", source_list(instrument));
  return object;
}

// What is not known is said to be so.
Phrase or_none(bool known, Phrase text) { return known ? std::move(text) : "none"; }

}  // namespace

Report instrument_list(const Catalogue& catalogue) {
  Report report{.schema = "ipt.instrument.list/1"};
  List rows;
  for (const Instrument* each : catalogue.instruments()) {
    Object row = instrument_object(*each);
    row.add("range", each->range());
    rows.emplace_back(std::move(row));
  }
  report.data.add("instruments", std::move(rows));
  using enum Column::Align;
  report.blocks.emplace_back(Table{.heading = "",
                                   .rows = "instruments",
                                   .row_name = "{code}",
                                   .columns = {{"code", "{code}", left},
                                               {"name", "{name}", left},
                                               {"answers", "{items}", right},
                                               {"range", "{range}", right},
                                               {"cut-off", "{case_at}", right},
                                               {"reliable change", "{reliable_change}", right},
                                               {"measures", "{measures}", left}}});
  return report;
}

Report instrument_shown(const Instrument& instrument) {
  Report report{.schema = "ipt.instrument.show/1", .title = instrument.name};
  report.data.add("instrument", instrument_object(instrument));
  const bool worse_up = instrument.direction == Direction::higher_worse;
  const std::string_view or_beyond = worse_up ? "or more" : "or less";
  const std::string_view or_better = worse_up ? "or less" : "or more";
  std::vector<Fact> facts{
      {"Code", "{instrument.code}, version {instrument.version}"},
      {"Measures", "{instrument.measures}"},
      {"Answers", "{instrument.items} of {instrument.item_min} to {instrument.item_max}"},
      {"Total", "{instrument.total_min} to {instrument.total_max}, {instrument.direction}"},
      {"Missing", "up to {instrument.max_missing} may be left out; the total is then prorated"},
      {"Bands", or_none(!instrument.bands.empty(), "{instrument.bands:list}")},
      {"Cut-off", or_none(instrument.case_at.has_value(),
                          fmt::format("{{instrument.case_at}} {}", or_beyond))},
      {"Reliable change", or_none(instrument.reliable_change.has_value(),
                                  "{instrument.reliable_change} points or more")},
      {"Remission", or_none(instrument.remission_at.has_value(),
                            fmt::format("{{instrument.remission_at}} {}", or_better))},
      {"Risk item", or_none(instrument.risk.has_value(),
                            "{instrument.risk_item.item} ({instrument.risk_item.topic}), from "
                            "{instrument.risk_item.at}")},
      {"Topics", "{instrument.topics:list}"},
      {"LOINC", "panel {instrument.loinc_panel}, total {instrument.loinc_total}"},
      {"SNOMED CT", "total {instrument.snomed_total}"},
      {"Licence", "{instrument.licence}"}};
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  report.blocks.emplace_back(Table{.heading = "SOURCES",
                                   .rows = "instrument.sources",
                                   .row_name = "Source of {figure}",
                                   .columns = {{"figure", "{figure}"}, {"source", "{reference}"}}});
  return report;
}

}  // namespace ipt::report
