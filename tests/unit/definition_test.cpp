#include "ipt/domain/definition.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "ipt/domain/catalogue.hpp"
#include "unit/refusal.hpp"

using namespace ipt;

namespace {

Instrument by_total() {
  return {.code = "mood",
          .name = "Mood",
          .entry = Entry::total,
          .total_max = Points::whole(20),
          .bands = {{Points::whole(0), "low"}, {Points::whole(10), "high"}},
          .case_at = Points::whole(10),
          .reliable_change = Points::whole(4),
          .remission_at = Points::whole(5),
          .norms = Norms{.clinical = {.mean = 12, .sd = 3}, .functional = {.mean = 4, .sd = 2}},
          .risk = RiskItem{.number = 7, .at = 1, .max = 3, .topic = "self-harm"}};
}

Instrument by_items() {
  return {.code = "tired",
          .name = "Tired",
          .topics = {"a", "b", "c"},
          .item_min = 1,
          .item_max = 4,
          .reversed = {2},
          .max_missing = 1,
          .total_min = Points::whole(3),
          .total_max = Points::whole(12),
          .risk = RiskItem{.number = 3, .at = 2, .max = 4, .topic = "c"}};
}

// Every check, in the order in which a command asks them.
void check(const Instrument& instrument) {
  for (const auto each : {check_texts, check_items, check_reversed, check_missing, check_range,
                          check_bands, check_case_at, check_remission_at, check_response,
                          check_reliable_change, check_error, check_norms, check_risk}) {
    each(instrument);
  }
}

std::string refused(Instrument instrument, const std::function<void(Instrument&)>& change) {
  change(instrument);
  return test::refusal([&] {
    check(instrument);
    return 0;
  });
}

struct Case {
  std::string_view what;
  std::string_view code;
  std::function<void(Instrument&)> refused;
  std::function<void(Instrument&)> accepted;  // the same but for what is refused
};

Points points(int hundredths) { return Points::hundredths(hundredths); }

}  // namespace

TEST_CASE("a sound definition is taken, and so is every instrument of the program") {
  CHECK(refused(by_total(), [](Instrument&) {}) == "0 done");
  CHECK(refused(by_items(), [](Instrument&) {}) == "0 done");
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    CHECK(refused(each, [](Instrument&) {}) == "0 done");
  }
}

TEST_CASE("what no definition by total may say is refused") {
  const std::string longest(32, 'x');
  const std::vector<Case> cases = {
      {"range", "definition_range", [](Instrument& i) { i.total_max = i.total_min; },
       [](Instrument& i) { i.total_max = Points::whole(21); }},
      {"decimals of the range", "definition_range",
       [](Instrument& i) { i.total_max = points(2050); },
       [](Instrument& i) {
         i.total_max = points(2050);
         i.decimals = 1;
       }},
      {"first band", "definition_bands", [](Instrument& i) { i.bands[0].from = Points::whole(1); },
       [](Instrument& i) { i.bands.clear(); }},
      {"descending bands", "definition_bands",
       [](Instrument& i) {
         i.bands.push_back({Points::whole(9), "x"});
       },
       [](Instrument& i) {
         i.bands.push_back({Points::whole(11), "x"});
       }},
      {"equal bands", "definition_bands",
       [](Instrument& i) {
         i.bands.push_back({Points::whole(10), "x"});
       },
       [](Instrument& i) {
         i.bands.push_back({Points::whole(20), "x"});
       }},
      {"band outside", "definition_bands",
       [](Instrument& i) {
         i.bands.push_back({Points::whole(21), "x"});
       },
       [](Instrument& i) {
         i.bands.push_back({Points::whole(20), "x"});
       }},
      {"band decimals", "definition_bands", [](Instrument& i) { i.bands[1].from = points(1050); },
       [](Instrument& i) {
         i.bands[1].from = points(1050);
         i.decimals = 1;
       }},
      {"band labels", "definition_bands", [](Instrument& i) { i.bands[1].label = "low"; },
       [](Instrument& i) { i.bands[1].label = "Low"; }},
      {"no band label", "definition_text", [](Instrument& i) { i.bands[1].label = ""; },
       [](Instrument& i) { i.bands[1].label = "-"; }},
      {"cut-off above", "definition_cut_off", [](Instrument& i) { i.case_at = Points::whole(21); },
       [](Instrument& i) { i.case_at = Points::whole(20); }},
      {"cut-off decimals", "definition_cut_off", [](Instrument& i) { i.case_at = points(1005); },
       [](Instrument& i) {
         i.case_at = points(1005);
         i.decimals = 2;
       }},
      {"remission outside", "definition_remission",
       [](Instrument& i) {
         i.case_at.reset();
         i.remission_at = Points::whole(21);
       },
       [](Instrument& i) {
         i.case_at.reset();
         i.remission_at = Points::whole(20);
       }},
      {"clinical remission", "definition_remission",
       [](Instrument& i) { i.remission_at = Points::whole(10); },
       [](Instrument& i) { i.remission_at = Points::whole(9); }},
      {"no change", "definition_reliable_change",
       [](Instrument& i) { i.reliable_change = Points{}; },
       [](Instrument& i) { i.reliable_change = points(250); }},
      {"a change beyond the range", "definition_reliable_change",
       [](Instrument& i) { i.reliable_change = points(2001); },
       [](Instrument& i) { i.reliable_change = points(2000); }},
      {"SD", "definition_error",
       [](Instrument& i) { i.error = MeasurementError{.sd = 0, .reliability = 0.5}; },
       [](Instrument& i) { i.error = MeasurementError{.sd = 0.1, .reliability = 0}; }},
      {"reliability", "definition_error",
       [](Instrument& i) { i.error = MeasurementError{.sd = 1, .reliability = 1}; },
       [](Instrument& i) { i.error = MeasurementError{.sd = 1, .reliability = 0.999}; }},
      {"SD of a norm", "definition_norms", [](Instrument& i) { i.norms->clinical.sd = 0; },
       [](Instrument& i) { i.norms->clinical.sd = 0.1; }},
      {"SD of a norm wider than the range", "definition_norms",
       [](Instrument& i) { i.norms->functional.sd = 20.1; },
       [](Instrument& i) { i.norms->functional.sd = 20; }},
      {"mean outside", "definition_norms", [](Instrument& i) { i.norms->clinical.mean = 20.1; },
       [](Instrument& i) { i.norms->clinical.mean = 20; }},
      {"norms the wrong way round", "definition_norms",
       [](Instrument& i) { std::swap(i.norms->clinical, i.norms->functional); },
       [](Instrument& i) {
         std::swap(i.norms->clinical, i.norms->functional);
         i.direction = Direction::higher_better;
         i.case_at.reset();
       }},
      {"risk item", "definition_risk", [](Instrument& i) { i.risk->number = 0; },
       [](Instrument& i) { i.risk->number = 99; }},
      {"risk limit too high", "definition_risk", [](Instrument& i) { i.risk->at = 4; },
       [](Instrument& i) { i.risk->at = 3; }},
      {"risk limit of the lowest answer", "definition_risk", [](Instrument& i) { i.risk->at = 0; },
       [](Instrument& i) { i.risk->at = 1; }},
      {"answers without their number", "definition_items", [](Instrument& i) { i.item_max = 3; },
       [](Instrument& i) { i.item_max = 0; }},
      {"missing answers of a total", "definition_missing", [](Instrument& i) { i.max_missing = 1; },
       [](Instrument& i) { i.max_missing = 0; }},
      {"items turned round in a total", "definition_reverse",
       [](Instrument& i) { i.reversed = {1}; }, [](Instrument& i) { i.reversed = {}; }},
      {"a cut-off at which all are clinical", "definition_cut_off",
       [](Instrument& i) {
         i.remission_at.reset();
         i.case_at = i.total_min;
       },
       [](Instrument& i) {
         i.remission_at.reset();
         i.case_at = i.total_max;
       }},
      {"the same the other way round", "definition_cut_off",
       [](Instrument& i) {
         i.norms.reset();
         i.remission_at.reset();
         i.direction = Direction::higher_better;
         i.case_at = i.total_max;
       },
       [](Instrument& i) {
         i.norms.reset();
         i.remission_at.reset();
         i.direction = Direction::higher_better;
         i.case_at = i.total_min;
       }},
      {"half the points where more are better", "definition_response",
       [](Instrument& i) {
         i.norms.reset();
         i.remission_at.reset();
         i.direction = Direction::higher_better;
         i.response_by_half = true;
       },
       [](Instrument& i) { i.response_by_half = true; }},
      {"an SD by which nothing is reliable", "definition_error",
       [](Instrument& i) {
         i.reliable_change.reset();
         i.error = MeasurementError{.sd = 500, .reliability = 0.5};
       },
       [](Instrument& i) {
         i.reliable_change.reset();
         i.error = MeasurementError{.sd = 2, .reliability = 0.5};
       }},
      {"no name", "definition_text", [](Instrument& i) { i.name = ""; },
       [](Instrument& i) { i.measures = ""; }},
      {"long name", "definition_text", [&](Instrument& i) { i.name = longest + "x"; },
       [&](Instrument& i) { i.name = longest; }},
      {"long name of wide letters", "definition_text",
       [](Instrument& i) {
         i.name.clear();
         for (int n = 0; n < 33; ++n) i.name += "\xc3\xbc";
       },
       [](Instrument& i) {
         i.name.clear();
         for (int n = 0; n < 32; ++n) i.name += "\xc3\xbc";
       }},
      {"long sentence", "definition_text", [](Instrument& i) { i.measures.assign(201, 'x'); },
       [](Instrument& i) { i.measures.assign(200, 'x'); }},
      {"long licence", "definition_text", [](Instrument& i) { i.licence.assign(201, 'x'); },
       [](Instrument& i) { i.licence.assign(200, 'x'); }},
  };
  for (const Case& each : cases) {
    CAPTURE(each.what);
    CHECK(refused(by_total(), each.refused) == "2 " + std::string{each.code});
    CHECK(refused(by_total(), each.accepted) == "0 done");
  }
}

TEST_CASE("what no definition by items may say is refused") {
  const std::vector<Case> cases = {
      {"answers", "definition_items", [](Instrument& i) { i.item_max = 1; },
       [](Instrument& i) {
         i.item_max = 5;
         i.total_max = Points::whole(15);
         i.risk->max = 5;
       }},
      {"item 0", "definition_reverse", [](Instrument& i) { i.reversed = {0}; },
       [](Instrument& i) { i.reversed = {1}; }},
      {"item 4 of 3", "definition_reverse", [](Instrument& i) { i.reversed = {4}; },
       [](Instrument& i) {
         i.reversed = {3, 1, 2};
       }},
      {"an item twice", "definition_reverse",
       [](Instrument& i) {
         i.reversed = {2, 2};
       },
       [](Instrument& i) {
         i.reversed = {2, 3};
       }},
      {"all missing", "definition_missing", [](Instrument& i) { i.max_missing = 3; },
       [](Instrument& i) { i.max_missing = 2; }},
      {"a range that does not follow", "definition_range",
       [](Instrument& i) { i.total_min = Points{}; },
       [](Instrument& i) {
         i.scoring = Scoring::mean;
         i.total_min = Points::whole(1);
         i.total_max = Points::whole(4);
       }},
      {"risk item 4 of 3", "definition_risk", [](Instrument& i) { i.risk->number = 4; },
       [](Instrument& i) { i.risk->number = 3; }},
      {"an answer that is not there", "definition_risk", [](Instrument& i) { i.risk->max = 3; },
       [](Instrument& i) { i.risk->max = 4; }},
      {"the lowest answer as the limit", "definition_risk", [](Instrument& i) { i.risk->at = 1; },
       [](Instrument& i) { i.risk->at = 4; }},
      {"no topic", "definition_text", [](Instrument& i) { i.topics[1] = ""; },
       [](Instrument& i) { i.topics[1] = "a"; }},
      {"no risk topic", "definition_text", [](Instrument& i) { i.risk->topic = ""; },
       [](Instrument& i) { i.risk.reset(); }},
  };
  for (const Case& each : cases) {
    CAPTURE(each.what);
    CHECK(refused(by_items(), each.refused) == "2 " + std::string{each.code});
    CHECK(refused(by_items(), each.accepted) == "0 done");
  }
}

TEST_CASE("no text that becomes a word of a report holds a brace, a control character or a line") {
  for (const std::string_view text :
       {"a{b", "a}b", "a\nb", "a\tb", "a\x1b[31mb", "a\x7f", "\xe2\x80\xae", " a", "a "}) {
    CAPTURE(text);
    const std::string bad{text};
    for (const std::function<void(Instrument&)>& change :
         std::vector<std::function<void(Instrument&)>>{
             [&](Instrument& i) { i.name = bad; }, [&](Instrument& i) { i.measures = bad; },
             [&](Instrument& i) { i.licence = bad; }, [&](Instrument& i) { i.topics[0] = bad; },
             [&](Instrument& i) {
               i.bands = {{i.total_min, bad}};
             },
             [&](Instrument& i) { i.risk->topic = bad; },
             [&](Instrument& i) { i.loinc_panel = bad; },
             [&](Instrument& i) { i.loinc_total = bad; },
             [&](Instrument& i) { i.snomed_total = bad; }}) {
      CHECK(refused(by_items(), change) == "2 definition_text");
    }
  }
}

TEST_CASE("every key of a form that takes scores is a code that no instrument may have") {
  for (const cli::Group* group : cli::groups()) {
    for (const cli::Command& command : group->commands) {
      if (std::ranges::find(command.flags, &cli::flags::score) == command.flags.end()) continue;
      for (const cli::FormKey& key : cli::form_keys(command, Catalogue{})) {
        CAPTURE(key.name);
        const bool is_instrument = Catalogue{}.find(key.name) != nullptr;
        const std::string answer = test::refusal([&] {
          require_free_code(key.name);
          return 0;
        });
        CHECK(answer == (is_instrument ? "0 done" : "2 instrument_code_reserved"));
      }
    }
  }
}

TEST_CASE("a code that an import or a form would take for something else is refused") {
  for (const std::string_view code :
       {"client",     "date",         "attendance", "focus",    "link", "technique", "task",
        "question",   "milestone",    "recorded",   "next",     "note", "risk",      "risk-action",
        "riskaction", "minutes",      "mode",       "reason",   "text", "score",     "total",
        "instrument", "course-start", "mood-items", "mood-risk"}) {
    CAPTURE(code);
    CHECK(test::refusal([&] {
            require_free_code(code);
            return 0;
          }) == "2 instrument_code_reserved");
  }
  for (const std::string_view code : {"mood", "risks", "courses", "items", "notes", "phq9"}) {
    CAPTURE(code);
    CHECK(test::refusal([&] {
            require_free_code(code);
            return 0;
          }) == "0 done");
  }
}

TEST_CASE("once there are scores, what a total is stays, and how it is judged may change") {
  const Instrument before = by_items();
  const auto answer = [&](const std::function<void(Instrument&)>& change) {
    Instrument now = before;
    change(now);
    return test::refusal([&] {
      require_same_total(before, now);
      return 0;
    });
  };
  for (const std::function<void(Instrument&)>& change :
       std::vector<std::function<void(Instrument&)>>{
           [](Instrument& i) { i.entry = Entry::total; },
           [](Instrument& i) { i.topics.emplace_back("d"); }, [](Instrument& i) { i.item_min = 0; },
           [](Instrument& i) { i.item_max = 5; }, [](Instrument& i) { i.reversed = {}; },
           [](Instrument& i) { i.scoring = Scoring::mean; },
           [](Instrument& i) { i.max_missing = 0; },
           [](Instrument& i) { i.total_min = Points::whole(2); },
           [](Instrument& i) { i.total_max = Points::whole(13); },
           [](Instrument& i) { i.decimals = 1; },
           [](Instrument& i) { i.direction = Direction::higher_better; },
           [](Instrument& i) { i.risk.reset(); }, [](Instrument& i) { i.risk->number = 1; },
           [](Instrument& i) { i.risk->max = 5; }}) {
    CHECK(answer(change) == "4 instrument_in_use");
  }
  for (const std::function<void(Instrument&)>& change :
       std::vector<std::function<void(Instrument&)>>{
           [](Instrument& i) { i.name = "other"; }, [](Instrument& i) { i.measures = "other"; },
           [](Instrument& i) { i.topics[0] = "other"; },
           [](Instrument& i) {
             i.bands = {{Points::whole(3), "all"}};
           },
           [](Instrument& i) { i.case_at = Points::whole(9); },
           [](Instrument& i) { i.reliable_change = Points::whole(2); },
           [](Instrument& i) { i.error = MeasurementError{.sd = 1, .reliability = 0.5}; },
           [](Instrument& i) { i.remission_at = Points::whole(4); },
           [](Instrument& i) { i.response_by_half = true; }, [](Instrument& i) { i.risk->at = 4; },
           [](Instrument& i) { i.risk->topic = "other"; },
           [](Instrument& i) { i.licence = "other"; }}) {
    CHECK(answer(change) == "0 done");
  }
}

TEST_CASE("of an instrument of the program only what its row leaves unknown may be set") {
  const auto answer = [](std::string_view code, const std::function<void(Instrument&)>& change) {
    const Instrument& published = Catalogue{}.instrument(code);
    Instrument now = published;
    change(now);
    return test::refusal([&] {
      require_published(published, now);
      return 0;
    });
  };
  CHECK(answer("wsas", [](Instrument& i) { i.reliable_change = Points::whole(8); }) == "0 done");
  CHECK(answer("wsas", [](Instrument& i) { i.case_at = Points::whole(10); }) == "0 done");
  CHECK(answer("edeq", [](Instrument& i) { i.case_at = Points::hundredths(280); }) == "0 done");
  CHECK(answer("bdi2", [](Instrument& i) {
          i.error = MeasurementError{.sd = 10, .reliability = 0.9};
        }) == "0 done");
  CHECK(answer("core10", [](Instrument& i) { i.remission_at = Points::whole(4); }) == "0 done");
  for (const std::function<void(Instrument&)>& change :
       std::vector<std::function<void(Instrument&)>>{
           [](Instrument& i) { i.case_at = Points::whole(12); },
           [](Instrument& i) { i.case_at.reset(); },
           [](Instrument& i) { i.reliable_change = Points::whole(5); },
           [](Instrument& i) {
             i.reliable_change.reset();
             i.error = MeasurementError{.sd = 6, .reliability = 0.9};
           },
           [](Instrument& i) { i.norms->functional.mean = 5; },
           [](Instrument& i) { i.bands.pop_back(); }, [](Instrument& i) { i.name = "other"; },
           [](Instrument& i) { i.topics[0] = "other"; }, [](Instrument& i) { i.decimals = 0; },
           [](Instrument& i) { i.risk->at = 2; }, [](Instrument& i) { i.risk.reset(); },
           [](Instrument& i) { i.licence = "mine"; }}) {
    CHECK(answer("core10", change) == "4 instrument_built_in");
  }
  CHECK(answer("gad7", [](Instrument& i) { i.risk = RiskItem{.number = 7, .topic = "x"}; }) ==
        "4 instrument_built_in");
}

TEST_CASE("a definition is the same whatever its version and its sources") {
  Instrument later = by_total();
  later.version = 7;
  later.sources = {{"definition", "somebody"}};
  CHECK(says_the_same(by_total(), later));
  later.case_at = Points::whole(11);
  CHECK(!says_the_same(by_total(), later));
}

TEST_CASE("numbers are read strictly") {
  for (const std::string_view text : {"0", "0.5", "6.18", "0.893", "100", "0.000001"}) {
    CAPTURE(text);
    REQUIRE(find_decimal(text));
    CHECK(written(*find_decimal(text)) == text);
  }
  for (const std::string_view text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", "0x1", "inf",
                                      "nan", "1 ", " 1", "1.2345678", "11111111111111111"}) {
    CAPTURE(text);
    CHECK(!find_decimal(text));
  }
  for (const std::string_view text :
       {"", "1,5", "-1", "+1", "1e1", "1.555", "1.", ".5", "100001"}) {
    CAPTURE(text);
    CHECK(!find_points(text));
  }
  CHECK(find_points("2.5") == Points::hundredths(250));
}

TEST_CASE("two instruments have two names") {
  const Catalogue catalogue;
  const auto refused_name = [&](const std::string& code, const std::string& name) {
    Instrument own = by_total();
    own.code = code;
    own.name = name;
    return test::refusal([&] { require_free_name(catalogue, own); });
  };
  CHECK(refused_name("mood", "phq-9") == "2 definition_text");
  CHECK(refused_name("mood", "GAD7") == "2 definition_text");
  CHECK(refused_name("mood", "PHQ-9 of our clinic") == "0 done");
  CHECK(refused_name("bdi2", "BDI-II") == "0 done");
  CHECK(refused_name("mood", "phq 9") == "2 definition_text");
  CHECK(refused_name("bdi-ii", "Another") == "2 definition_text");
}
