// The instruments that the program brings: one row each, every figure with its source.
#include "ipt/domain/instrument.hpp"

namespace ipt {
namespace {

Instrument phq9() {
  return {
      .code = "phq9",
      .name = "PHQ-9",
      .measures = "depressive symptoms over two weeks",
      .topics = {"little interest", "low mood", "sleep", "tiredness", "appetite",
                 "feeling a failure", "concentration", "slowed or restless",
                 "thoughts of death or self-harm"},
      .item_max = 3,
      .max_missing = 2,
      .total_max = Points::whole(27),
      .bands = {{Points::whole(0), "none/minimal"},
                {Points::whole(5), "mild"},
                {Points::whole(10), "moderate"},
                {Points::whole(15), "moderately severe"},
                {Points::whole(20), "severe"}},
      .case_at = Points::whole(10),
      .reliable_change = Points::whole(6),
      .remission_at = Points::whole(4),
      .response_by_half = true,
      .risk = RiskItem{.number = 9, .at = 1, .topic = "thoughts of death or self-harm"},
      .loinc_panel = "44249-1",
      .loinc_total = "44261-6",
      .snomed_total = "720433000",
      .licence = "Free to reproduce, translate, display or distribute without permission.",
      .sources = {{"bands, cut-off, missing answers",
                   "NHS Data Dictionary, Patient Health Questionnaire-9"},
                  {"reliable change", "NHS Talking Therapies (trial record NCT05134103)"},
                  {"remission", "ICSI depression guideline: below 5"},
                  {"risk item",
                   "Simon et al. 2013: item 9 predicts attempts, but is no assessment"}},
  };
}

Instrument gad7() {
  return {
      .code = "gad7",
      .name = "GAD-7",
      .measures = "anxiety symptoms over two weeks",
      .topics = {"nervous or on edge", "cannot stop worrying", "worrying too much",
                 "trouble relaxing", "restless", "irritable", "afraid something awful may happen"},
      .item_max = 3,
      .max_missing = 2,
      .total_max = Points::whole(21),
      .bands = {{Points::whole(0), "none/minimal"},
                {Points::whole(5), "mild"},
                {Points::whole(10), "moderate"},
                {Points::whole(15), "severe"}},
      .case_at = Points::whole(8),
      .reliable_change = Points::whole(4),
      .remission_at = Points::whole(4),
      .response_by_half = true,
      .loinc_panel = "69737-5",
      .loinc_total = "70274-6",
      .snomed_total = "445455005",
      .licence = "Free to reproduce, translate, display or distribute without permission.",
      .sources = {{"bands", "NHS England Talking Therapies data; Spitzer et al. 2006"},
                  {"cut-off", "NHS Talking Therapies: 8 or more (trial record NCT05134103)"},
                  {"reliable change", "NHS Talking Therapies (trial record NCT05134103)"},
                  {"remission", "bands of Spitzer et al. 2006: below 5"},
                  {"missing answers", "IAPT Data Handbook: as for the PHQ-9"}},
  };
}

}  // namespace

const std::vector<Instrument>& built_in_instruments() {
  static const std::vector<Instrument> catalogue = {phq9(), gad7()};
  return catalogue;
}

}  // namespace ipt
