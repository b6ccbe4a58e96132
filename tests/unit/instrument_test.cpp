#include "ipt/domain/instrument.hpp"
#include "ipt/domain/catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "ipt/base/text.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::gad7;
using test::phq9;

namespace {

constexpr Points smallest_step = Points::hundredths(1);

bool is_code(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-';
  });
}

bool in_range(const Instrument& instrument, Points points) {
  return points >= instrument.total_min && points <= instrument.total_max;
}

// A scale of wellbeing: more points are better.
Instrument wellbeing() {
  return {.code = "wellbeing",
          .name = "Wellbeing",
          .entry = Entry::total,
          .total_max = Points::whole(25),
          .direction = Direction::higher_better,
          .case_at = Points::whole(12)};
}

struct Shown {
  int hundredths;
  std::string_view text;
};

}  // namespace

TEST_CASE("every instrument of the catalogue has a code of its own, a name and sources") {
  const Catalogue catalogue;
  CHECK(catalogue.instruments().size() >= 2);
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    CHECK(is_code(each.code));
    CHECK(catalogue.find(each.code) == &each);
    CHECK(each.version >= 1);
    CHECK(!each.name.empty());
    CHECK(!each.measures.empty());
    CHECK(!each.licence.empty());
    CHECK(!each.sources.empty());
    for (const Source& source : each.sources) {
      CHECK(!source.figure.empty());
      CHECK(!source.reference.empty());
    }
  }
}

TEST_CASE("an instrument is found by its code and by its name, a code first") {
  Instrument own{.code = "mine", .name = "PHQ-9", .entry = Entry::total};
  Instrument other{.code = "bdiii", .name = "Another", .entry = Entry::total};
  const Catalogue catalogue{{own, other}};
  CHECK(catalogue.find("bdi-ii")->code == "bdiii");
  CHECK(Catalogue{}.find("BDI-II")->code == "bdi2");
  CHECK(catalogue.find("PHQ 9")->code == "phq9");
  CHECK(catalogue.find("another")->code == "bdiii");
  CHECK(catalogue.find("") == nullptr);
}

TEST_CASE("every figure of the catalogue lies in the range of its instrument") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    CHECK(each.total_min < each.total_max);
    CHECK(each.decimals >= 0);
    CHECK(each.decimals <= 2);
    if (each.case_at) CHECK(in_range(each, *each.case_at));
    if (each.remission_at) CHECK(in_range(each, *each.remission_at));
    if (each.case_at && each.remission_at) CHECK(!*is_case(each, *each.remission_at));
    if (each.reliable_change) {
      CHECK(*each.reliable_change > Points{});
      CHECK(*each.reliable_change < each.total_max - each.total_min);
    }
  }
}

TEST_CASE("every list of bands ascends from the least total and has labels of its own") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    if (!each.bands.empty()) CHECK(each.bands.front().from == each.total_min);
    for (std::size_t i = 0; i < each.bands.size(); ++i) {
      CHECK(in_range(each, each.bands[i].from));
      CHECK(!each.bands[i].label.empty());
      CHECK(std::ranges::count(each.bands, each.bands[i].label, &Band::label) == 1);
      if (i > 0) CHECK(each.bands[i - 1].from < each.bands[i].from);
    }
  }
}

TEST_CASE("every form by items has topics, and answers that reach its range") {
  for (const Instrument& each : built_in_instruments()) {
    if (each.entry != Entry::items) continue;
    CAPTURE(each.code);
    const int parts = each.scoring == Scoring::sum ? each.items() : 1;
    CHECK(each.items() > 0);
    CHECK(std::ranges::none_of(each.topics, &std::string::empty));
    CHECK(each.item_min < each.item_max);
    CHECK(each.total_min == Points::whole(parts * each.item_min));
    CHECK(each.total_max == Points::whole(parts * each.item_max));
    CHECK(each.max_missing >= 0);
    CHECK(each.max_missing < each.items());
    for (const int reversed : each.reversed) {
      CHECK(reversed >= 1);
      CHECK(reversed <= each.items());
    }
  }
}

TEST_CASE("every risk item is an item of its form with an answer that is positive") {
  for (const Instrument& each : built_in_instruments()) {
    if (!each.risk) continue;
    CAPTURE(each.code);
    CHECK(each.risk->number >= 1);
    CHECK(each.risk->at > each.item_min);
    CHECK(each.risk->at <= each.risk->max);
    CHECK(!each.risk->topic.empty());
    if (each.entry == Entry::total) continue;
    CHECK(each.risk->number <= each.items());
    CHECK(each.risk->max == each.item_max);
    CHECK(each.risk->topic == each.topics.at(static_cast<std::size_t>(each.risk->number) - 1));
  }
}

TEST_CASE("a scale that is entered as a total has no answers") {
  for (const Instrument& each : built_in_instruments()) {
    if (each.entry == Entry::items) continue;
    CAPTURE(each.code);
    CHECK(each.items() == 0);
    CHECK(each.max_missing == 0);
    CHECK(each.reversed.empty());
  }
}

TEST_CASE("severity changes at the lower bound of every band and nowhere else") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    for (std::size_t i = 0; i < each.bands.size(); ++i) {
      const Band& band = each.bands[i];
      CAPTURE(band.label);
      CHECK(severity(each, band.from) == band.label);
      if (i > 0) CHECK(severity(each, band.from - smallest_step) == each.bands[i - 1].label);
    }
    CHECK(severity(each, each.total_max) == (each.bands.empty() ? "" : each.bands.back().label));
  }
}

TEST_CASE("a total is clinical from the cut-off on, inclusive") {
  for (const Instrument& each : built_in_instruments()) {
    if (!each.case_at) continue;
    CAPTURE(each.code);
    const bool worse_up = each.direction == Direction::higher_worse;
    const Points better = worse_up ? -smallest_step : smallest_step;
    CHECK(is_case(each, *each.case_at) == true);
    CHECK(is_case(each, *each.case_at - -better) == false);
    CHECK(is_case(each, each.total_max) == worse_up);
    CHECK(is_case(each, each.total_min) == !worse_up);
  }
}

TEST_CASE("a percentage is said only where the instrument is read so") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    CHECK(percent_of(each, each.total_max).has_value() == (each.code == "who5"));
  }
  const Instrument& who5 = Catalogue{}.instrument("who5");
  CHECK(percent_of(who5, Points::whole(0)) == 0);
  CHECK(percent_of(who5, Points::whole(13)) == 52);
  CHECK(percent_of(who5, Points::whole(25)) == 100);
}

TEST_CASE("where more points are better, a total is clinical up to the cut-off") {
  const Instrument scale = wellbeing();
  CHECK(is_case(scale, Points::whole(0)) == true);
  CHECK(is_case(scale, Points::whole(12)) == true);
  CHECK(is_case(scale, Points::whole(13)) == false);
}

TEST_CASE("what a definition does not know is not said") {
  Instrument scale = wellbeing();
  scale.case_at.reset();
  CHECK(!is_case(scale, Points::whole(1)));
  CHECK(severity(scale, Points::whole(1)).empty());
}

TEST_CASE("an instrument is found by its code; letter case, hyphens and spaces do not matter") {
  const Catalogue catalogue;
  for (const Instrument& each : built_in_instruments()) {
    CHECK(catalogue.find(each.code) == &each);
    CHECK(&catalogue.instrument(each.code) == &each);
  }
  for (const std::string_view code : {"PHQ9", "PHQ-9", "phq 9", " Phq9", "p-h-q-9"}) {
    CAPTURE(code);
    CHECK(catalogue.find(code) == &phq9());
  }
  for (const std::string_view code : {"", "-", "phq", "phq99", "phq_9", "phq9?", "phq9\xC3\xA9"}) {
    CAPTURE(code);
    CHECK(catalogue.find(code) == nullptr);
  }
}

TEST_CASE("an unknown instrument is not found, and the nearest one is named") {
  const auto explained = [](std::string_view code) {
    return test::explanation_of([&] { return Catalogue{}.instrument(code).code; });
  };
  CHECK(explained("phq8").exit == Exit::not_found);
  CHECK(explained("phq8").code == "instrument_not_found");
  CHECK(explained("phq8").attempt == "phq9");
  CHECK(explained("gat7").attempt == "gad7");
  CHECK(explained("madrs").attempt == "ipt instrument list");
  CHECK(explained("madrs").allowed.find("phq9, gad7, wsas") != std::string::npos);
}

TEST_CASE("points are written with the decimals that they have") {
  for (const Shown& row : {Shown{0, "0"}, Shown{1100, "11"}, Shown{250, "2.5"}, Shown{225, "2.25"},
                           Shown{5, "0.05"}, Shown{50, "0.5"}, Shown{-1000, "-10"},
                           Shown{-5, "-0.05"}, Shown{-1050, "-10.5"}, Shown{10005, "100.05"}}) {
    CAPTURE(row.text);
    CHECK(written(Points::hundredths(row.hundredths)) == row.text);
  }
}

TEST_CASE("points are subtracted, negated and compared") {
  CHECK(Points::whole(9) - Points::whole(19) == -Points::whole(10));
  CHECK(Points::whole(2) == Points::hundredths(200));
  CHECK(Points::hundredths(199) < Points::whole(2));
}
