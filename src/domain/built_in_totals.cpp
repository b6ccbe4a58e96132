#include "domain/built_in.hpp"

namespace ipt {
namespace {

Instrument epds() {
  return {
      .code = "epds",
      .name = "EPDS",
      .measures = "depressive symptoms around birth, over one week",
      .entry = Entry::total,
      .total_max = Points::whole(30),
      .bands = {{Points::whole(0), "below cut-offs"},
                {Points::whole(10), "possible depression"},
                {Points::whole(13), "likely depression"}},
      .case_at = Points::whole(13),
      .reliable_change = Points::whole(4),
      .remission_at = Points::whole(9),
      .risk = RiskItem{.number = 10, .at = 1, .max = 3, .topic = "thoughts of self-harm"},
      .loinc_panel = "71354-5",
      .loinc_total = "99046-5",
      .snomed_total = "450320001",
      .licence =
          "Copyright RCPsych, which needs written permission to republish. The program "
          "holds no wording.",
      .sources = {{"bands", "CamCOPS; Cox et al. 1987: 10 and 13"},
                  {"cut-off", "our choice: 13, likely depression by Cox et al. 1987"},
                  {"reliable change",
                   "4 points (Matthey 2004, quoted from the literature, to be confirmed)"},
                  {"remission", "below 10 (quoted from the literature, to be confirmed)"},
                  {"risk item", "clincalc: item 10, any answer above 0"},
                  {"missing answers", "our choice: never made up"},
                  {"codes",
                   "panel: healthassure; total: several public repositories; SNOMED CT: KL "
                   "guide on children's records"}},
  };
}

Instrument hamd17() {
  return {
      .code = "hamd17",
      .name = "HAM-D17",
      .measures = "depressive symptoms, rated by a clinician",
      .entry = Entry::total,
      .total_max = Points::whole(52),
      .bands = {{Points::whole(0), "none"},
                {Points::whole(8), "mild"},
                {Points::whole(14), "moderate"},
                {Points::whole(19), "severe"},
                {Points::whole(23), "very severe"}},
      .remission_at = Points::whole(7),
      .response_by_half = true,
      .risk = RiskItem{.number = 3, .at = 1, .max = 4, .topic = "suicide"},
      .licence = "Public domain (NINDS). The program holds no wording.",
      .sources =
          {{"bands", "CamCOPS"},
           {"cut-off", "our choice: none"},
           {"reliable change",
            "our choice: none; it depends on the standard deviation and reliability of a sample"},
           {"remission, response", "articles pcn.12046 and PMC3004217: 7 or less, half the points"},
           {"risk item", "CamCOPS: item 3, any answer above 0"},
           {"missing answers", "our choice: never made up"}},
  };
}

Instrument bdi2() {
  return {
      .code = "bdi2",
      .name = "BDI-II",
      .measures = "depressive symptoms over two weeks",
      .entry = Entry::total,
      .total_max = Points::whole(63),
      .bands = {{Points::whole(0), "minimal"},
                {Points::whole(14), "mild"},
                {Points::whole(20), "moderate"},
                {Points::whole(29), "severe"}},
      .remission_at = Points::whole(13),
      .risk = RiskItem{.number = 9, .at = 1, .max = 3, .topic = "suicidal thoughts"},
      .loinc_total = "89209-1",
      .licence = "Commercial, Pearson: a licence is needed. The program holds no wording.",
      .sources = {{"bands", "Beck et al. 1996, as two pages quote it"},
                  {"cut-off", "our choice: none"},
                  {"reliable change",
                   "our choice: none; 8.5 to 9 follows from Seggar et al. 2002 (quoted from the "
                   "literature, to be confirmed)"},
                  {"remission", "below 14 (quoted from the literature, to be confirmed)"},
                  {"risk item", "CamCOPS: item 9, any answer above 0"},
                  {"missing answers", "our choice: never made up"},
                  {"codes",
                   "LOINC: guide on patient-reported outcomes of the German Medical Informatics "
                   "Initiative"}},
  };
}

Instrument who5() {
  return {
      .code = "who5",
      .name = "WHO-5",
      .measures = "wellbeing over two weeks",
      .entry = Entry::total,
      .total_max = Points::whole(25),
      .direction = Direction::higher_better,
      .bands = {{Points::whole(0), "poor wellbeing"},
                {Points::whole(13), "no sign of poor wellbeing"}},
      .case_at = Points::whole(12),
      .reliable_change = Points::hundredths(250),
      .percent_per_point = 4,
      .licence =
          "Free, without permission (a recent WHO release: CC BY-NC-SA 3.0 IGO; quoted from "
          "the literature, to be confirmed). The program holds no wording.",
      .sources = {{"range, percentage", "CORC; Valant: 0 to 25, times 4"},
                  {"bands, cut-off", "Valant: below 13 is poor; INSPQ: 50 % or less"},
                  {"reliable change", "Valant: 10 percentage points, which are 2.5 points"},
                  {"missing answers", "our choice: never made up"}},
  };
}

Instrument ors() {
  return {
      .code = "ors",
      .name = "ORS",
      .measures = "how one is doing, on four lines of 10 cm",
      .entry = Entry::total,
      .total_max = Points::whole(40),
      .decimals = 1,
      .direction = Direction::higher_better,
      .case_at = Points::whole(25),
      .reliable_change = Points::whole(5),
      .snomed_total = "716613004",
      .licence =
          "Free on paper for individuals; groups and software need a licence. The program "
          "holds no wording.",
      .sources = {{"range", "CORC; hiboop: four lines of 0.0 to 10.0"},
                  {"cut-off", "hiboop: 25 or less, for adults"},
                  {"reliable change",
                   "hiboop: 5; an NHS pipeline for children's services uses "
                   "6.60"},
                  {"missing answers", "our choice: never made up"}},
  };
}

Instrument iip32() {
  return {
      .code = "iip32",
      .name = "IIP-32",
      .measures = "interpersonal problems, the mean of 32 answers",
      .entry = Entry::total,
      .scoring = Scoring::mean,
      .total_max = Points::whole(4),
      .decimals = 2,
      .licence = "Mind Garden distributes it exclusively. The program holds no wording.",
      .sources =
          {{"range",
            "mean of answers of 0 to 4; two different forms of 32 items exist (Barkham et al. "
            "1996; Horowitz et al. 2000, quoted from the literature, to be confirmed)"},
           {"cut-off", "our choice: none, as it depends on the sample"},
           {"reliable change", "our choice: none"}},
  };
}

Instrument edeq() {
  return {
      .code = "edeq",
      .name = "EDE-Q",
      .measures = "eating disorder symptoms over four weeks, the global score",
      .entry = Entry::total,
      .scoring = Scoring::mean,
      .total_max = Points::whole(6),
      .decimals = 2,
      .snomed_total = "446826001",
      .licence =
          "Copyright Fairburn and Beglin; non-commercial research use. The program holds no "
          "wording.",
      .sources = {{"range",
                   "CamCOPS; NHS mental health statistics: the mean of the four subscale means"},
                  {"cut-off",
                   "our choice: none; 4.0 and 2.8 are quoted (quoted from the literature, to be "
                   "confirmed)"},
                  {"reliable change", "our choice: none"}},
  };
}

}  // namespace

std::vector<Instrument> instruments_by_total() {
  return {epds(), hamd17(), bdi2(), who5(), ors(), iip32(), edeq()};
}

}  // namespace ipt
