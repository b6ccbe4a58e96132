// The figures of the built-in instruments, written down by hand a second time.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"

using namespace ipt;

namespace {

// `12 or less`, `-`.
std::string shown(const std::optional<Points>& points) { return points ? written(*points) : "-"; }

std::string risk_of(const Instrument& instrument) {
  if (!instrument.risk) return "-";
  const RiskItem& risk = *instrument.risk;
  return fmt::format("{} from {} of {}", risk.number, risk.at, risk.max);
}

struct Figures {
  std::string_view code;
  std::string_view name;
  std::string_view range;  // and decimals
  int items;
  int item_max;
  int max_missing;
  std::string_view better;
  std::string_view case_at;
  std::string_view reliable_change;
  std::string_view remission_at;
  bool response_by_half;
  std::string_view risk;
  std::string_view loinc;
  std::string_view snomed;
};

const std::vector<Figures> published = {
    {"phq9", "PHQ-9", "0-27 .0", 9, 3, 2, "lower", "10", "6", "4", true, "9 from 1 of 3",
     "44249-1 44261-6", "720433000"},
    {"gad7", "GAD-7", "0-21 .0", 7, 3, 2, "lower", "8", "4", "4", true, "-", "69737-5 70274-6",
     "445455005"},
    {"wsas", "WSAS", "0-40 .0", 5, 8, 1, "lower", "-", "-", "-", false, "-", " ", ""},
    {"core10", "CORE-10", "0-40 .2", 10, 4, 1, "lower", "11", "6", "-", false, "6 from 1 of 4", " ",
     "718583008"},
    {"epds", "EPDS", "0-30 .0", 0, 0, 0, "lower", "13", "4", "9", false, "10 from 1 of 3",
     "71354-5 99046-5", "450320001"},
    {"hamd17", "HAM-D17", "0-52 .0", 0, 0, 0, "lower", "-", "-", "7", true, "3 from 1 of 4", " ",
     ""},
    {"bdi2", "BDI-II", "0-63 .0", 0, 0, 0, "lower", "-", "-", "13", false, "9 from 1 of 3",
     " 89209-1", ""},
    {"who5", "WHO-5", "0-25 .0", 0, 0, 0, "higher", "12", "2.5", "-", false, "-", " ", ""},
    {"ors", "ORS", "0-40 .1", 0, 0, 0, "higher", "25", "5", "-", false, "-", " ", "716613004"},
    {"iip32", "IIP-32", "0-4 .2", 0, 0, 0, "lower", "-", "-", "-", false, "-", " ", ""},
    {"edeq", "EDE-Q", "0-6 .2", 0, 0, 0, "lower", "-", "-", "-", false, "-", " ", "446826001"},
};

struct Edge {
  std::string_view code;
  int total;  // in hundredths
  std::string_view band;
};

const std::vector<Edge> edges = {
    {"phq9", 0, "none/minimal"},
    {"phq9", 400, "none/minimal"},
    {"phq9", 500, "mild"},
    {"phq9", 900, "mild"},
    {"phq9", 1000, "moderate"},
    {"phq9", 1400, "moderate"},
    {"phq9", 1500, "moderately severe"},
    {"phq9", 1900, "moderately severe"},
    {"phq9", 2000, "severe"},
    {"phq9", 2700, "severe"},
    {"gad7", 0, "none/minimal"},
    {"gad7", 400, "none/minimal"},
    {"gad7", 500, "mild"},
    {"gad7", 900, "mild"},
    {"gad7", 1000, "moderate"},
    {"gad7", 1400, "moderate"},
    {"gad7", 1500, "severe"},
    {"gad7", 2100, "severe"},
    {"wsas", 0, "subclinical"},
    {"wsas", 900, "subclinical"},
    {"wsas", 1000, "significant impairment"},
    {"wsas", 2000, "significant impairment"},
    {"wsas", 2100, "moderately severe or worse"},
    {"wsas", 4000, "moderately severe or worse"},
    {"core10", 0, "non-clinical"},
    {"core10", 1000, "non-clinical"},
    {"core10", 1099, "non-clinical"},
    {"core10", 1100, "mild"},
    {"core10", 1499, "mild"},
    {"core10", 1500, "moderate"},
    {"core10", 1999, "moderate"},
    {"core10", 2000, "moderate-to-severe"},
    {"core10", 2499, "moderate-to-severe"},
    {"core10", 2500, "severe"},
    {"core10", 4000, "severe"},
    {"epds", 0, "below cut-offs"},
    {"epds", 900, "below cut-offs"},
    {"epds", 1000, "possible depression"},
    {"epds", 1200, "possible depression"},
    {"epds", 1300, "likely depression"},
    {"epds", 3000, "likely depression"},
    {"hamd17", 0, "none"},
    {"hamd17", 700, "none"},
    {"hamd17", 800, "mild"},
    {"hamd17", 1300, "mild"},
    {"hamd17", 1400, "moderate"},
    {"hamd17", 1800, "moderate"},
    {"hamd17", 1900, "severe"},
    {"hamd17", 2200, "severe"},
    {"hamd17", 2300, "very severe"},
    {"hamd17", 5200, "very severe"},
    {"bdi2", 0, "minimal"},
    {"bdi2", 1300, "minimal"},
    {"bdi2", 1400, "mild"},
    {"bdi2", 1900, "mild"},
    {"bdi2", 2000, "moderate"},
    {"bdi2", 2800, "moderate"},
    {"bdi2", 2900, "severe"},
    {"bdi2", 6300, "severe"},
    {"who5", 0, "poor wellbeing"},
    {"who5", 1200, "poor wellbeing"},
    {"who5", 1300, "no sign of poor wellbeing"},
    {"who5", 2500, "no sign of poor wellbeing"},
    {"ors", 2500, ""},
    {"iip32", 150, ""},
    {"edeq", 400, ""},
};

}  // namespace

TEST_CASE("the figures of every built-in instrument are the published ones") {
  CHECK(built_in_instruments().size() == published.size());
  for (const Figures& figures : published) {
    CAPTURE(figures.code);
    const Instrument& row = Catalogue{}.instrument(figures.code);
    CHECK(row.version == 1);
    CHECK(row.name == figures.name);
    CHECK(fmt::format("{} .{}", row.range(), row.decimals) == figures.range);
    CHECK((row.entry == Entry::items) == (figures.items > 0));
    CHECK(row.items() == figures.items);
    CHECK(row.item_min == 0);
    CHECK(row.item_max == figures.item_max);
    CHECK(row.max_missing == figures.max_missing);
    CHECK((row.direction == Direction::higher_better ? "higher" : "lower") == figures.better);
    CHECK(shown(row.case_at) == figures.case_at);
    CHECK(shown(row.reliable_change) == figures.reliable_change);
    CHECK(!row.error);
    CHECK(shown(row.remission_at) == figures.remission_at);
    CHECK(row.response_by_half == figures.response_by_half);
    CHECK(risk_of(row) == figures.risk);
    CHECK(fmt::format("{} {}", row.loinc_panel, row.loinc_total) == figures.loinc);
    CHECK(row.snomed_total == figures.snomed);
  }
}

TEST_CASE("both sides of every published cut point lie in the band that is published") {
  for (const Edge& edge : edges) {
    CAPTURE(edge.code);
    CAPTURE(edge.total);
    CHECK(severity(Catalogue{}.instrument(edge.code), Points::hundredths(edge.total)) == edge.band);
  }
}

TEST_CASE("the table of cut points names every band of every instrument at its lower bound") {
  for (const Instrument& row : built_in_instruments()) {
    for (const Band& band : row.bands) {
      CAPTURE(row.code);
      CAPTURE(band.label);
      CHECK(std::ranges::any_of(edges, [&](const Edge& edge) {
        return edge.code == row.code && edge.total == band.from.in_hundredths() &&
               edge.band == band.label;
      }));
    }
  }
}

TEST_CASE("only CORE-10 turns answers round and has norms, and they are the published ones") {
  for (const Instrument& row : built_in_instruments()) {
    CAPTURE(row.code);
    const bool is_core = row.code == "core10";
    CHECK(row.reversed == (is_core ? std::vector<int>{2, 3} : std::vector<int>{}));
    CHECK(row.norms.has_value() == is_core);
  }
  const Norms norms = *Catalogue{}.instrument("core10").norms;
  CHECK(norms.clinical.mean == 19.7);
  CHECK(norms.clinical.sd == 7.7);
  CHECK(norms.functional.mean == 4.7);
  CHECK(norms.functional.sd == 4.8);
}
