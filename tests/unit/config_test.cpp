#include "cli/config.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "cli/choice.hpp"
#include "cli/flags.hpp"
#include "ipt/base/text.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using cli::Arguments;
using cli::Choice;
using cli::Config;
using cli::Key;

namespace {

Config config(std::string_view text) { return cli::read_config(text, "FILE"); }

std::string refusal(std::string_view text) {
  return test::refusal([&] { return config(text); });
}

// `TH1 file`: what holds and where it comes from.
std::string said(const Choice& choice) { return choice.value.value_or("-") + " " + choice.origin; }

using Variables = std::map<std::string, std::string>;

cli::World world_with(const Variables& variables) {
  cli::World world{};
  world.environment = [&variables](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional{found->second};
  };
  return world;
}

struct Given {
  std::string_view file;
  Variables variables = {};
  Arguments arguments = {};
};

std::string chosen(Key key, const Given& given) {
  return said(cli::choice(world_with(given.variables), given.arguments, config(given.file), key));
}

Arguments with(const cli::Flag& flag, const std::string& value) {
  Arguments arguments;
  arguments.add(flag, {value});
  return arguments;
}

}  // namespace

TEST_CASE("every key has a name of its own, in the order of the enumeration") {
  std::set<std::string_view> names;
  int index = 0;
  for (const Key key : cli::all_keys()) {
    CHECK(static_cast<int>(key) == index++);
    names.insert(name_of(key));
  }
  CHECK(names.size() == cli::key_count);
}

TEST_CASE("a setting is a line; empty lines and comments say nothing") {
  const Config read = config("# mine\n\n  weeks=14\n\t# more\nplain  =  yes\n");
  CHECK(read.find(Key::weeks)->text == "14");
  CHECK(read.find(Key::weeks)->line == 3);
  CHECK(read.find(Key::plain)->text == "yes");
  CHECK(read.find(Key::plain)->line == 5);
  CHECK(!read.find(Key::mode));
  for (const Key key : cli::all_keys()) CHECK(!config("").find(key));
}

TEST_CASE("a byte-order mark, CRLF and a last line without an end are read") {
  const Config read = config("\xEF\xBB\xBFweeks = 14\r\n# x\r\nmode = video");
  CHECK(read.find(Key::weeks)->text == "14");
  CHECK(read.find(Key::mode)->text == "video");
  CHECK(read.find(Key::mode)->line == 3);
}

TEST_CASE("a value is kept as the program writes it, and reads back to itself") {
  struct Row {
    Key key;
    std::string_view typed;
    std::string_view kept;
  };
  for (const Row& row :
       {Row{Key::therapist, "th1", "th1"}, Row{Key::actor, "clerk", "clerk"},
        Row{Key::weeks, "+014", "14"}, Row{Key::weeks, "12", "12"},
        Row{Key::phases, "Stuart", "stuart"}, Row{Key::phases, "3/6/3", "3/6/3"},
        Row{Key::instruments, "PHQ-9 , gad7,phq9", "phq9,gad7"}, Row{Key::minutes, "050", "50"},
        Row{Key::minutes, "480", "480"}, Row{Key::mode, "In-Person", "in-person"},
        Row{Key::school, "Weissman", "weissman"}, Row{Key::plain, "No", "no"},
        Row{Key::color, "Always", "always"},
        Row{Key::diagnoses, "Others, burnout", "others,burnout"}}) {
    CAPTURE(row.typed);
    const std::string line = std::string{name_of(row.key)} + " = ";
    const Config once = config(line + std::string{row.typed});
    CHECK(once.find(row.key)->text == row.kept);
    const Config again = config(line + once.find(row.key)->text);
    CHECK(again.find(row.key)->text == row.kept);
  }
}

TEST_CASE("an unknown setting is refused with its line and the nearest one") {
  const Explanation told = test::explanation_of([] { return config("\nplain = no\nWeek = 14"); });
  CHECK(told.exit == Exit::usage);
  CHECK(told.code == "setting_unknown");
  CHECK(told.wrong == "FILE, line 3: there is no setting 'Week'");
  CHECK(told.attempt == "weeks");
  CHECK(refusal("= 14") == "2 setting_unknown");
}

TEST_CASE("a value that is not allowed is refused with its line") {
  for (const std::string_view line : {"therapist = Anna",
                                      "therapist = 1234",
                                      "therapist = two words",
                                      "actor = Anna Smith",
                                      "weeks = 11",
                                      "weeks = 17",
                                      "weeks = many",
                                      "phases = 4/4/3",
                                      "phases = 6/6/5",
                                      "phases = thirds",
                                      "instruments = 8-item",
                                      "instruments = phq9,",
                                      "minutes = 0",
                                      "minutes = 481",
                                      "minutes = 50m",
                                      "mode = zoom",
                                      "school = bowlby",
                                      "plain = true",
                                      "color = red",
                                      "diagnoses = a b",
                                      "diagnoses = x,,y",
                                      "weeks =",
                                      "weeks = 14 # usual",
                                      "mode = video, phone",
                                      "weeks = 14\rmode = video"}) {
    CAPTURE(line);
    const Explanation told =
        test::explanation_of([&] { return config("# first\n" + std::string{line}); });
    CHECK(told.exit == Exit::usage);
    CHECK(told.code == "setting_not_allowed");
    CHECK(told.wrong.starts_with("FILE, line 2: "));
  }
}

TEST_CASE("what a refused value is told to try is allowed") {
  for (const Key key : cli::all_keys()) {
    const std::string name{name_of(key)};
    CAPTURE(name);
    const Explanation told = test::explanation_of([&] { return config(name + " ="); });
    CHECK(config(told.attempt).find(key));
  }
}

TEST_CASE("a setting given twice, a line without =, and bytes that are not UTF-8 are refused") {
  const Explanation twice = test::explanation_of([] { return config("weeks=14\n#\nweeks=14"); });
  CHECK(twice.code == "setting_repeated");
  CHECK(twice.wrong == "FILE, line 3: weeks is set a second time");
  CHECK(twice.allowed == "It is set in line 1 already.");
  CHECK(refusal("weeks 14") == "2 setting_malformed");
  CHECK(refusal("weeks = 14\n# M\xFCller") == "2 not_utf8");
  CHECK(refusal(std::string_view{"\xFF\xFEw\0e\0", 6}) == "2 not_utf8");
}

TEST_CASE("the actor is the flag, IPT_ACTOR, actor, the therapist, else user") {
  const std::string_view both = "therapist = TH1\nactor = TH2";
  const Variables variable = {{"IPT_ACTOR", "TH3"}, {"USER", "anna"}, {"LOGNAME", "anna"}};
  CHECK(chosen(Key::actor, {both, variable, with(cli::flags::actor, "TH4")}) == "TH4 --actor");
  CHECK(chosen(Key::actor, {both, variable}) == "TH3 IPT_ACTOR");
  CHECK(chosen(Key::actor, {both, {{"IPT_ACTOR", ""}}}) == "TH2 file");
  CHECK(chosen(Key::actor, {"therapist = TH1"}) == "TH1 therapist");
  CHECK(chosen(Key::actor, {"", {{"USER", "anna"}}}) == "user default");
  CHECK(test::refusal([] {
          return chosen(Key::actor, {"", {{"IPT_ACTOR", "Anna Smith"}}});
        }) == "2 code_malformed");
}

TEST_CASE("colour is the flag, NO_COLOR, CLICOLOR_FORCE, the file, else auto") {
  const Variables both = {{"NO_COLOR", "1"}, {"CLICOLOR_FORCE", "1"}};
  const Variables forced = {{"CLICOLOR_FORCE", "1"}};
  const std::string_view never = "color = never";
  CHECK(chosen(Key::color, {never, both, with(cli::flags::color, "always")}) == "always --color");
  CHECK(chosen(Key::color, {"color = always", both}) == "never NO_COLOR");
  CHECK(chosen(Key::color, {never, forced}) == "always CLICOLOR_FORCE");
  CHECK(chosen(Key::color, {never, forced, with(cli::flags::color, "auto")}) ==
        "always CLICOLOR_FORCE");
  CHECK(chosen(Key::color, {never, {}, with(cli::flags::color, "auto")}) == "auto --color");
  CHECK(chosen(Key::color, {never, {{"CLICOLOR_FORCE", "0"}}}) == "never file");
  CHECK(chosen(Key::color, {""}) == "auto default");
}

TEST_CASE(
    "plain is the flag, the file, else no; the split is the file's, the school's, else quarter") {
  CHECK(chosen(Key::plain, {"plain = no", {}, with(cli::flags::plain, "")}) == "yes --plain");
  CHECK(chosen(Key::plain, {"plain = yes"}) == "yes file");
  CHECK(chosen(Key::plain, {""}) == "no default");
  CHECK(chosen(Key::phases, {"phases = quarter\nschool = stuart"}) == "quarter file");
  CHECK(chosen(Key::phases, {"school = stuart"}) == "stuart school");
  CHECK(chosen(Key::phases, {"school = weissman"}) == "quarter default");
}

TEST_CASE("what has no default is not set") {
  for (const Key key : {Key::therapist, Key::minutes, Key::mode, Key::diagnoses}) {
    CHECK(chosen(key, {""}) == "- default");
  }
  CHECK(chosen(Key::weeks, {""}) == "16 default");
  CHECK(chosen(Key::weeks, {"weeks = 12"}) == "12 file");
  CHECK(chosen(Key::instruments, {""}) == "phq9 default");
  CHECK(chosen(Key::school, {""}) == "weissman default");
}
