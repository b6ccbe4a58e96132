// What the tab key is answered, without a shell and without a store.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/candidates.hpp"
#include "cli/command.hpp"
#include "cli/tokens.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/focus.hpp"
#include "ipt/domain/instrument.hpp"

using namespace ipt;
using namespace ipt::cli;

namespace {

using Words = std::vector<std::string>;

Candidates answer(const Words& words, const Words& codes = {}) {
  return candidates(words, {.codes = [&](const std::string&, std::string_view) { return codes; }});
}

Words offered(const Words& words) {
  Words result;
  for (const Candidate& each : answer(words).words) result.push_back(each.word);
  return result;
}

struct Known {
  Words line;  // up to the flag
  Words vocabulary;
};

}  // namespace

TEST_CASE("a flag that takes an id completes to exactly its vocabulary") {
  const std::vector<Known> all = {
      {{"log", "K7", "--attendance"}, names<Attendance>()},
      {{"log", "K7", "--focus"}, names<Focus>()},
      {{"log", "K7", "--technique"}, names<Technique>()},
      {{"log", "K7", "--risk"}, names<Risk>()},
      {{"log", "K7", "--mode"}, names<Mode>()},
      {{"log", "K7", "--milestone"}, names<Milestone>()},
      {{"course", "end", "K7", "--status"}, names<EndStatus>()},
      {{"course", "focus", "K7", "dispute", "--stage"}, names<DisputeStage>()},
      {{"course", "create", "K7", "--kind"}, names<CourseKind>()},
      {{"course", "focus", "K7"}, names<Focus>()},
  };
  for (const Known& each : all) {
    Words line = each.line;
    CAPTURE(line.back());
    line.emplace_back();
    CHECK(offered(line) == each.vocabulary);
    if (!each.line.back().starts_with("--")) continue;
    line.pop_back();
    Words attached = each.vocabulary;
    for (std::string& word : attached) word.insert(0, line.back() + "=");
    line.back() += "=";
    CHECK(offered(line) == attached);
  }
}

TEST_CASE("no flag takes words that completion does not know") {
  const Words free = {"--op-id"};  // an id of the user's own
  for (const Group* group : groups()) {
    for (const Command& command : group->commands) {
      for (const Flag* flag : flags_of(command)) {
        const bool takes_words = flag->value.starts_with("ID") || flag->value.starts_with("AREA");
        if (!takes_words || std::ranges::count(free, flag->name) > 0) continue;
        CHECK_MESSAGE((flag->allowed != nullptr), std::string{flag->name});
      }
      for (const Positional& word : command.positionals) {
        if (word.name == "AREA" || word.name == "SHELL" || word.name == "ID") {
          CHECK_MESSAGE((word.allowed != nullptr), std::string{word.name});
        }
      }
    }
  }
}

TEST_CASE("instruments are those of the catalogue") {
  Words codes;
  Words scores;
  for (const Instrument& each : built_in_instruments()) {
    codes.push_back(each.code);
    scores.push_back(each.code + "=");
  }
  CHECK(offered({"course", "create", "K7", "--instruments", ""}) == codes);
  CHECK(offered({"instrument", "show", ""}) == codes);
  CHECK(offered({"score", "add", "K7", ""}) == scores);
}

TEST_CASE("an instrument of the user's own is offered wherever one of the program is") {
  const StoredWords stored{.codes = {}, .instruments = [](const std::string&) {
                             return std::vector<Candidate>{{"phq9", "PHQ-9"}, {"mood", "Mood"}};
                           }};
  for (const Words& line : {Words{"course", "create", "K7", "--instruments", "phq9,m"},
                            Words{"instrument", "show", "m"}, Words{"instrument", "define", "m"},
                            Words{"score", "add", "K7", "m"}, Words{"log", "K7", "--score=m"}}) {
    CAPTURE(line.back());
    const Candidates found = candidates(line, stored);
    REQUIRE(found.words.size() == 1);
    CHECK(found.words.front().word.find("mood") != std::string::npos);
    CHECK(found.words.front().meaning == "Mood");
  }
  CHECK(candidates(Words{"instrument", "show", ""}, stored).words.size() ==
        built_in_instruments().size() + 1);
}

TEST_CASE("every command and each of its flags is offered, whatever is added to the tables") {
  const Words first = offered({""});
  for (const Group* group : groups()) {
    CHECK(std::ranges::count(first, group->noun) == 1);
    for (const Command& command : group->commands) {
      Words line = {std::string{group->noun}};
      if (!command.verb.empty()) {
        CHECK(std::ranges::count(offered({line.front(), ""}), command.verb) == 1);
        line.emplace_back(command.verb);
      }
      line.emplace_back("--");
      const Words flags = offered(line);
      CHECK(flags.size() == flags_of(command).size());
      for (const Flag* flag : flags_of(command)) CHECK(std::ranges::count(flags, flag->name) == 1);
    }
  }
}

TEST_CASE("a flag that was given is offered again only where it may be repeated") {
  CHECK(offered({"log", "K7", "--minutes", "50", "--mi"}) == Words{"--milestone"});
  CHECK(offered({"log", "K7", "--score", "phq9=total:3", "--sco"}) == Words{"--score"});
}

TEST_CASE("the store is asked for codes only where a client may be meant") {
  const Words codes = {"K7"};
  CHECK(answer({"log", ""}, codes).words.size() == 1);
  CHECK(answer({"log", "K7", "--date", ""}, codes).words.front().word == "today");
  const auto never = [](const std::string&, std::string_view) -> Words {
    throw Error({.wrong = "the store was asked"});
  };
  for (const Words& line : {Words{""}, Words{"session", ""}, Words{"log", "--"},
                            Words{"log", "K7", "--focus", ""}, Words{"help", ""}}) {
    CHECK_NOTHROW(static_cast<void>(candidates(line, {.codes = never})));
  }
  CHECK_THROWS_AS(static_cast<void>(candidates(Words{"log", ""}, {.codes = never})), Error);
}
