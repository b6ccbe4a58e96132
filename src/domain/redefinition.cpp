// What may change of a definition that is there already.
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "domain/refusal.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/definition.hpp"

namespace ipt {
namespace {

// A figure as its flag sets it; empty where it is not known.
struct Figure {
  std::string_view flag;
  std::string text;
};

std::string shown(const std::optional<Points>& points) { return points ? written(*points) : ""; }

std::string numbers(const std::vector<int>& list) {
  std::vector<std::string> words;
  words.reserve(list.size());
  for (const int each : list) words.push_back(std::to_string(each));
  return words.empty() ? "none" : joined(words, ",");
}

std::string bands_of(const Instrument& instrument) {
  std::vector<std::string> parts;
  parts.reserve(instrument.bands.size());
  for (const Band& band : instrument.bands) {
    parts.push_back(fmt::format("{}={}", written(band.from), band.label));
  }
  return joined(parts, ",");
}

std::string change_of(const Instrument& instrument) {
  if (!instrument.error) return shown(instrument.reliable_change);
  return fmt::format("SD {}, reliability {}", written(instrument.error->sd),
                     written(instrument.error->reliability));
}

std::string norms_of(const Instrument& instrument) {
  if (!instrument.norms) return "";
  const auto& [clinical, functional] = *instrument.norms;
  return fmt::format("{},{}; --functional {},{}", written(clinical.mean), written(clinical.sd),
                     written(functional.mean), written(functional.sd));
}

// What a total is.
std::vector<Figure> of_total(const Instrument& instrument) {
  const auto& risk = instrument.risk;
  return {{"--items", fmt::format("{} ({})", instrument.items(), name_of(instrument.entry))},
          {"--item-min", std::to_string(instrument.item_min)},
          {"--item-max", std::to_string(instrument.item_max)},
          {"--reverse", numbers(instrument.reversed)},
          {"--scoring", std::string{name_of(instrument.scoring)}},
          {"--max-missing", std::to_string(instrument.max_missing)},
          {"--total-min", written(instrument.total_min)},
          {"--total-max", written(instrument.total_max)},
          {"--decimals", std::to_string(instrument.decimals)},
          {"--direction", std::string{name_of(instrument.direction)}},
          {"--risk-item", risk ? std::to_string(risk->number) : "none"},
          {"--risk-max", risk ? std::to_string(risk->max) : "none"}};
}

// How a total is judged, and what it is called.
std::vector<Figure> of_judgement(const Instrument& instrument) {
  const auto& risk = instrument.risk;
  return {{"--name", instrument.name},
          {"--measures", instrument.measures},
          {"--topics", joined(instrument.topics, ",")},
          {"--bands", bands_of(instrument)},
          {"--case-at", shown(instrument.case_at)},
          {"--reliable-change", change_of(instrument)},
          {"--remission-at", shown(instrument.remission_at)},
          {"--response", instrument.response_by_half ? "yes" : ""},
          {"--clinical", norms_of(instrument)},
          {"--risk-at", risk ? std::to_string(risk->at) : "none"},
          {"--risk-topic", risk ? risk->topic : "none"},
          {"--loinc-panel", instrument.loinc_panel},
          {"--loinc-total", instrument.loinc_total},
          {"--snomed-total", instrument.snomed_total},
          {"--licence", instrument.licence}};
}

// The first known figure that the later definition says otherwise.
const Figure* find_changed(const std::vector<Figure>& before, const std::vector<Figure>& now) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!before[i].text.empty() && before[i].text != now[i].text) return &before[i];
  }
  return nullptr;
}

std::string another_code(const Instrument& instrument) {
  return fmt::format("ipt instrument define {}-own, another code", instrument.code);
}

}  // namespace

bool says_the_same(const Instrument& one, const Instrument& other) {
  Instrument alike = other;
  alike.version = one.version;
  alike.sources = one.sources;
  return one == alike;
}

void require_same_total(const Instrument& before, const Instrument& now) {
  const std::vector<Figure> figures = of_total(before);
  const Figure* changed = find_changed(figures, of_total(now));
  if (changed == nullptr) return;
  refuse_state(
      "instrument_in_use",
      fmt::format("{} has scores, so {} stays {}", before.code, changed->flag, changed->text),
      "What a total is stays as it was when scores were entered; how it is judged may change: "
      "name, "
      "bands, cut-off, reliable change, remission, limit of the risk item, licence.",
      another_code(before));
}

void require_published(const Instrument& published, const Instrument& now) {
  for (const auto figures_of : {of_total, of_judgement}) {
    const std::vector<Figure> figures = figures_of(published);
    const Figure* changed = find_changed(figures, figures_of(now));
    if (changed == nullptr) continue;
    refuse_state("instrument_built_in",
                 fmt::format("{} of {} is published", changed->flag, published.code),
                 fmt::format("It is '{}'. Of an instrument of the program only what its row leaves "
                             "unknown may be set.",
                             changed->text),
                 another_code(published));
  }
}

}  // namespace ipt
