#include "ipt/report/instrument.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "report/instrument_object.hpp"

namespace ipt::report {
namespace {

bool worse_up(const Instrument& instrument) {
  return instrument.direction == Direction::higher_worse;
}

void add_if(std::vector<Fact>& facts, bool known, std::string label, Phrase text) {
  if (known) facts.push_back({std::move(label), std::move(text)});
}

void add_or_none(std::vector<Fact>& facts, bool known, std::string label, Phrase text) {
  facts.push_back({std::move(label), known ? std::move(text) : "none"});
}

// What is typed, and how.
void add_entry(std::vector<Fact>& facts, const Instrument& instrument) {
  if (instrument.entry == Entry::items) {
    facts.push_back({"Answers",
                     "{instrument.items} of {instrument.item_min} to "
                     "{instrument.item_max}, or the total alone"});
    facts.push_back({"Topics", "{instrument.topics:list}"});
    add_if(facts, !instrument.reversed.empty(), "Turned round",
           fmt::format("{} {{instrument.reversed_items:list}}",
                       instrument.reversed.size() == 1 ? "item" : "items"));
  } else {
    facts.push_back({"Entered as", "the total alone"});
  }
  facts.push_back({"Typed", "{instrument.typed}"});
}

void add_total(std::vector<Fact>& facts, const Instrument& instrument) {
  Phrase total = "{instrument.total_min} to {instrument.total_max}";
  if (instrument.decimals > 0) {
    total += fmt::format(", with {}", counted(instrument.decimals, "decimal", "decimals"));
  }
  if (instrument.scoring == Scoring::mean) total += ", the mean of the answers";
  facts.push_back({"Total", total});
  facts.push_back(
      {"Direction", worse_up(instrument) ? "more points are worse" : "more points are better"});
  add_if(facts, instrument.percent_per_point > 0, "Percentage",
         "the total times {instrument.percent_per_point}");
  if (instrument.entry == Entry::total) return;
  add_or_none(facts, instrument.max_missing > 0, "Left out",
              instrument.max_missing == 1
                  ? "1 answer may be left out; the mean of the others stands for it"
                  : "up to {instrument.max_missing} may be left out; the mean of the others stands "
                    "for them");
  if (instrument.max_missing == 0) {
    facts.back().text = "no answer may be left out: without all of them there is no total";
  }
}

// `6 points or more`, or from the measurement error of Jacobson & Truax.
Phrase reliable_change_phrase(const Instrument& instrument) {
  if (instrument.reliable_change) return "{instrument.reliable_change} points or more";
  return "more than {instrument.smallest_change} points: 1.96 standard errors of the difference, "
         "SD {instrument.sd}, reliability {instrument.reliability}";
}

void add_judgement(std::vector<Fact>& facts, const Instrument& instrument) {
  const std::string_view or_worse = worse_up(instrument) ? "or more" : "or less";
  const std::string_view or_better = worse_up(instrument) ? "or less" : "or more";
  add_or_none(facts, !instrument.bands.empty(), "Bands", "{instrument.bands:list}");
  add_or_none(facts, instrument.case_at.has_value(), "Cut-off",
              fmt::format("{{instrument.case_at}} {} is clinical", or_worse));
  add_or_none(facts, instrument.reliable_change || instrument.error, "Reliable change",
              reliable_change_phrase(instrument));
  add_or_none(facts, instrument.response_by_half, "Response",
              "half the points of the start, or less");
  add_or_none(facts, instrument.remission_at.has_value(), "Remission",
              fmt::format("{{instrument.remission_at}} {}", or_better));
  add_or_none(facts, instrument.norms.has_value(), "Norms",
              "clinical mean {instrument.clinical.mean}, SD {instrument.clinical.sd}; functional "
              "mean {instrument.functional.mean}, SD {instrument.functional.sd}");
  add_if(facts, instrument.norms.has_value(), "Jacobson-Truax",
         "cut-off a {instrument.cut_offs.a}, b {instrument.cut_offs.b}, c {instrument.cut_offs.c}");
  add_or_none(
      facts, instrument.risk.has_value(), "Risk item",
      "{instrument.risk_item.item} ({instrument.risk_item.topic}), positive from "
      "{instrument.risk_item.at} of {instrument.risk_item.min} to {instrument.risk_item.max}");
}

void add_codes(std::vector<Fact>& facts, const Instrument& instrument) {
  add_if(facts, !instrument.loinc_panel.empty(), "LOINC form", "{instrument.loinc_panel}");
  add_if(facts, !instrument.loinc_total.empty(), "LOINC total", "{instrument.loinc_total}");
  add_if(facts, !instrument.snomed_total.empty(), "SNOMED CT total", "{instrument.snomed_total}");
  add_if(facts, !instrument.licence.empty(), "Licence", "{instrument.licence}");
}

std::vector<Fact> facts_of(const Catalogue& catalogue, const Instrument& instrument) {
  const bool own = catalogue.is_own(*catalogue.find(instrument.code, instrument.version));
  std::vector<Fact> facts = {
      {"Code", fmt::format("{{instrument.code}}, version {{instrument.version}}, {}",
                           own ? "defined by you" : "of the program")}};
  add_if(facts, !instrument.measures.empty(), "Measures", "{instrument.measures}");
  add_entry(facts, instrument);
  add_total(facts, instrument);
  add_judgement(facts, instrument);
  add_codes(facts, instrument);
  return facts;
}

Table sources_table() {
  return {.heading = "SOURCES",
          .rows = "instrument.sources",
          .row_name = "Source of {figure}",
          .columns = {{"figure", "{figure}"}, {"source", "{reference}"}}};
}

}  // namespace

Report instrument_list(const Catalogue& catalogue) {
  Report report{.schema = "ipt.instrument.list/1"};
  List rows;
  std::vector<std::string> own;
  for (const Instrument* each : catalogue.instruments()) {
    rows.emplace_back(instrument_object(catalogue, *each));
    if (catalogue.is_own(*each)) own.push_back(each->code);
  }
  report.data.add("instruments", std::move(rows));
  using enum Column::Align;
  report.blocks.emplace_back(Table{.heading = "",
                                   .rows = "instruments",
                                   .row_name = "{code}",
                                   .columns = {{"code", "{code}", left},
                                               {"name", "{name}", left},
                                               {"typed as", "{entry_text}", left},
                                               {"range", "{range}", right},
                                               {"cut-off", "{case_at_text}", left},
                                               {"reliable", "{reliable_change_text}", left},
                                               {"measures", "{measures}", left}}});
  if (!own.empty()) {
    report.blocks.emplace_back(
        Note{.text = fmt::format("Defined by you: {}", joined(own, ", ")), .tone = Tone::aside});
  }
  report.blocks.emplace_back(Note{
      .text = "ipt instrument show CODE says all of one, and its sources", .tone = Tone::aside});
  return report;
}

Report instrument_shown(const Catalogue& catalogue, const Instrument& instrument) {
  Report report{.schema = "ipt.instrument.show/1", .title = instrument.name};
  report.data.add("instrument", instrument_object(catalogue, instrument));
  report.blocks.emplace_back(Facts{.heading = "", .facts = facts_of(catalogue, instrument)});
  report.blocks.emplace_back(sources_table());
  const std::vector<const Instrument*> versions = catalogue.versions(instrument.code);
  if (versions.size() < 2) return report;
  List list;
  list.reserve(versions.size());
  for (const Instrument* each : versions) list.emplace_back(version_object(catalogue, *each));
  report.data.add("versions", std::move(list));
  report.blocks.emplace_back(Table{.heading = "VERSIONS",
                                   .rows = "versions",
                                   .row_name = "Version {ref}",
                                   .columns = {{"version", "{ref}"}, {"source", "{source}"}}});
  return report;
}

Report instrument_defined(const Catalogue& catalogue, const Instrument& instrument, Date today,
                          Outcome outcome) {
  Report report{.schema = "ipt.instrument.define/1", .as_of = today};
  add_outcome(report.data, outcome);
  report.data.add("instrument", instrument_object(catalogue, instrument));
  report.blocks.emplace_back(
      Note{.text = fmt::format("{} {{instrument.code}}, version {{instrument.version}}: "
                               "{{instrument.name}}",
                               outcome_word(outcome))});
  report.blocks.emplace_back(Facts{.heading = "", .facts = facts_of(catalogue, instrument)});
  if (outcome == Outcome::already_saved) return report;
  const bool first = instrument.version == 1;
  report.blocks.emplace_back(
      Note{.text = first ? "Use it: ipt course create K7 --instruments {instrument.code}"
                         : "Scores from now on name this version. A course keeps the definition of "
                           "its latest score.",
           .tone = Tone::aside});
  return report;
}

}  // namespace ipt::report
