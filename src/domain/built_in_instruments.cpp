#include "domain/built_in.hpp"

#include <algorithm>
#include <iterator>

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

Instrument wsas() {
  return {
      .code = "wsas",
      .name = "WSAS",
      .measures = "impairment at work and in relationships",
      .topics = {"work or study", "running the home", "leisure with others", "leisure alone",
                 "close relationships"},
      .item_max = 8,
      .max_missing = 1,
      .total_max = Points::whole(40),
      .bands = {{Points::whole(0), "subclinical"},
                {Points::whole(10), "significant impairment"},
                {Points::whole(21), "moderately severe or worse"}},
      .licence = "Copyright Isaac Marks; used without charge. The program holds no wording.",
      .sources =
          {{"bands", "Mundt et al. 2002: 10 to 20 significant impairment, above 20 more"},
           {"cut-off",
            "none is official; 10 is used (quoted from the literature, to be confirmed)"},
           {"reliable change",
            "our choice: none, as the NHS has none; 8 is quoted (Zahra et al. 2014, quoted from "
            "the literature, to be confirmed)"},
           {"missing answers",
            "NHS Data Dictionary: work not applicable or one answer missing, the mean of the "
            "other four stands for it"}},
  };
}

Instrument core10() {
  return {
      .code = "core10",
      .name = "CORE-10",
      .measures = "psychological distress over one week",
      .topics = {"worry and tension", "people for support", "coping well", "contact with people",
                 "sudden fear", "suicide plans", "sleep trouble", "loss of hope", "low spirits",
                 "intrusive memories"},
      .item_max = 4,
      .reversed = {2, 3},
      .max_missing = 1,
      .total_max = Points::whole(40),
      .decimals = 2,
      .bands = {{Points::whole(0), "non-clinical"},
                {Points::whole(11), "mild"},
                {Points::whole(15), "moderate"},
                {Points::whole(20), "moderate-to-severe"},
                {Points::whole(25), "severe"}},
      .case_at = Points::whole(11),
      .reliable_change = Points::whole(6),
      .norms = Norms{.clinical = {.mean = 19.7, .sd = 7.7}, .functional = {.mean = 4.7, .sd = 4.8}},
      .risk = RiskItem{.number = 6, .at = 1, .max = 4, .topic = "suicide plans"},
      .snomed_total = "718583008",
      .licence = "CORE System Trust: CC BY-ND 4.0, free of charge. The program holds no wording.",
      .sources =
          {{"bands", "Valant and socas, help pages on the CORE-10"},
           {"cut-off", "NovoPsych and socas, help pages on the CORE-10: 11 or more"},
           {"reliable change",
            "our choice: 6 of three values: 6 (trybloom; Barkham et al. 2013 at 90 %, quoted from "
            "the literature, to be confirmed), 5 in an NHS pipeline for children's services, 6.75 "
            "at 95 % computed from the norms"},
           {"norms", "NovoPsych: general population n 535, clinical n 1835"},
           {"reversed items", "CamCOPS: 2 and 3"},
           {"missing answers", "CORE System Trust: one missing, the mean of nine times ten"},
           {"risk item", "CamCOPS and trybloom: item 6, any answer above 0"},
           {"decimals", "our choice: a prorated total keeps two"}},
  };
}

}  // namespace

std::vector<Instrument> instruments_by_items() { return {phq9(), gad7(), wsas(), core10()}; }

const std::vector<Instrument>& built_in_instruments() {
  static const std::vector<Instrument> catalogue = [] {
    std::vector<Instrument> all = instruments_by_items();
    std::ranges::move(instruments_by_total(), std::back_inserter(all));
    return all;
  }();
  return catalogue;
}

}  // namespace ipt
