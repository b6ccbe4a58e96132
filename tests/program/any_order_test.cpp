// The same facts give the same report, whatever the order in which they come in, whatever was
// wrong at first, and whatever was undone and redone between.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "support/program.hpp"
#include "support/tape.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

const Date start = Date::from_iso("2026-01-05").value();
const Date today = Date::from_iso("2026-11-23").value();

// Everything that is reported of the client, and that of the other one who is only passed through.
std::string reports(Program& program) {
  std::string all;
  for (const char* code : {"K7", "M3"}) {
    all += program.must({"report", "progress", code, "--with-notes"});
    all += program.must({"report", "progress", code, "--with-notes", "--json"});
    all += program.must({"report", "ending", code});
    all += program.must({"prep", code});
    all += program.must({"person", "list", code, "--json"});
    all += program.must({"formulation", "show", code, "--json"});
  }
  // What was recorded late depends on the days of entry, which lie before this week.
  const std::string next_week = today.plus_days(7).iso();
  all += program.must({"report", "weekly", "--as-of", next_week});
  all += program.must({"report", "weekly", "--as-of", next_week, "--json"});
  return all;
}

// Commands that, one after another, leave one fact in the record.
using Recipe = std::vector<Words>;

struct Fact {
  Words entered_once;
  Recipe entered_with_detours = {};
};

std::string day(int number) { return start.plus_days(number).iso(); }

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// What stands in the record of an appointment, as flags.
Words details(Tape& tape, bool attended) {
  Words flags;
  const auto maybe = [&](const Words& words) {
    if (tape.one_in(2)) flags = with(flags, words);
  };
  const auto digit = [&] { return std::to_string(tape.draw(4)); };
  if (tape.one_in(2)) {
    std::string answers;
    for (int i = 0; i < 9; ++i) answers += digit();
    flags = with(flags, {"--phq9", answers});
  }
  maybe({"--risk", "none"});
  maybe({"--question", "what next"});
  maybe({"-m", "said {little}"});
  if (!attended) return flags;
  maybe({"--minutes", std::to_string(40 + tape.draw(20))});
  maybe({"--technique", "link,affect"});
  maybe({"--link", "a quarrel, then worse sleep"});
  maybe({"--task", "call the sister"});
  maybe({"--milestone", "mid-review"});
  return flags;
}

// An appointment of that day: at once; on another day or with other details first and then amended;
// taken out and entered again; or under the wrong client first.
Fact appointment(Tape& tape, int number, bool attended) {
  const std::string date = day(number);
  Words flags = details(tape, attended);
  if (attended) {
    flags = with(flags, {"--focus", tape.one_in(2) ? "grief" : "transition"});
  } else {
    flags.emplace_back("--dna");
  }
  const Words log = with({"log", "K7", "--date", date}, flags);
  Fact fact{.entered_once = log};
  switch (tape.draw(5)) {
    case 1:
      fact.entered_with_detours = {with({"log", "K7", "--date", day(number + 3)}, flags),
                                   {"session", "amend", "K7@" + day(number + 3), "--date", date}};
      break;
    case 2:
      fact.entered_with_detours = {
          with(log, {"--next", day(number + 10), "--risk-action", "spoke of it"}),
          {"session", "amend", "K7@" + date, "--next", "", "--risk-action", ""}};
      break;
    case 3:
      fact.entered_with_detours = {
          log, {"session", "remove", "K7@" + date, "--reason", "wrong"}, log};
      break;
    case 4:
      fact.entered_with_detours = {with({"log", "M3", "--date", date}, flags),
                                   {"session", "move", "M3@" + date, "K7", "--reason", "wrong"}};
      break;
    default:
      fact.entered_with_detours = {log};
  }
  return fact;
}

// A fact that is taken back and entered again in one case of two.
Fact other(Tape& tape, const Words& enter, const std::string& remove) {
  Fact fact{.entered_once = enter, .entered_with_detours = {enter}};
  if (!remove.empty() && tape.one_in(2)) {
    const Words words = {remove.substr(0, remove.find(' ')), "remove",
                         remove.substr(remove.find(' ') + 1), "--reason", "wrong"};
    fact.entered_with_detours = {enter, words, enter};
  }
  return fact;
}

// What is written down of people, formulation, contacts and goals, where the name of a record does
// not depend on the order of entry. Each command changes something: an undo takes back the last
// one.
void add_practice(std::vector<Fact>& all, Tape& tape) {
  const auto maybe = [&](const Words& enter, const Recipe& detours) {
    if (tape.one_in(2)) all.push_back({.entered_once = enter, .entered_with_detours = detours});
  };
  const Words partner = {"person", "add", "K7", "P1", "--relation", "partner", "--date", day(7)};
  maybe(partner, {with(partner, {"--ring", "2", "--text", "close"}),
                  {"person", "amend", "K7", "P1", "--ring", "", "--text", ""}});
  const Words sibling = {"person", "add", "K7", "sibling2", "--date", day(9), "--key"};
  maybe(sibling, {sibling,
                  {"person", "amend", "K7", "sibling2", "--ring", "3"},
                  {"person", "amend", "K7", "sibling2", "--ring", ""}});
  for (const int number : {21, 35}) {
    const Words write = {"formulation", "write",    "K7",       "--date",   day(number),
                         "--sentence",  "it began", "--agreed", day(number)};
    maybe(with(write, {"--text", day(number)}), {write, with(write, {"--text", day(number)})});
  }
  const Words rate = {"goal", "rate", "K7:g1", "partly", "--date", day(30)};
  maybe(rate, {{"goal", "rate", "K7:g1", "met", "--date", day(30)}, rate});
  const Words call = {"contact", "add",           "K7",    "--date", day(44), "--mode",
                      "phone",   "--risk-action", "called"};
  maybe(call, {with(call, {"--text", "rang twice"}), {"contact", "amend", "K7:c1", "--text", ""}});
}

std::vector<Fact> facts(Tape& tape) {
  std::vector<Fact> all;
  const unsigned appointments = tape.draw(16);
  unsigned attended = 0;
  for (unsigned i = 0; i < appointments; ++i) {
    const bool seen = !tape.one_in(4) && attended < 14;
    attended += seen ? 1 : 0;
    all.push_back(appointment(tape, static_cast<int>(i * 7 + tape.draw(3)), seen));
  }
  if (attended > 12 || tape.one_in(2)) {
    all.push_back(other(
        tape, {"course", "extend", "K7", "14", "--reason", "more", "--agreed-on", day(60)}, ""));
  }
  if (tape.one_in(2)) {
    all.push_back(other(tape, {"course", "focus", "K7", "transition", "--from", day(14)}, ""));
  }
  if (tape.one_in(2)) {
    all.push_back(other(tape,
                        {"course", "focus", "K7", "dispute", "--from", day(50), "--with", "partner",
                         "--reason", "the quarrel came first"},
                        ""));
  }
  if (tape.one_in(2)) {
    all.push_back(other(tape, {"course", "pause", "K7", "--from", day(110), "--to", day(130)}, ""));
  }
  if (tape.one_in(2)) {
    all.push_back(other(tape, {"break", "add", "--from", day(40), "--to", day(46)}, ""));
  }
  if (tape.one_in(2)) {
    all.push_back(other(tape, {"score", "add", "K7", "gad7=total:9", "--date", day(5)},
                        "score K7@" + day(5)));
  }
  add_practice(all, tape);
  return all;
}

// Takes it back and brings it again, or takes it back for good: then it has to be entered anew.
bool survives(Program& program, Tape& tape) {
  const unsigned choice = tape.draw(8);
  if (choice < 5) return true;
  program.must({"undo"});
  if (choice == 7) return false;
  program.must({"undo", "--redo"});
  return true;
}

void begin(Program& program) {
  program.must({"course", "create", "K7", "--weeks", "12", "--start", day(0), "--instruments",
                "phq9,gad7", "--goal", "ask for help"});
  program.must({"course", "create", "M3", "--weeks", "16", "--start", day(0)});
}

// Enters all facts in an order that the tape gives. What the state of things refuses waits until
// something else has been entered.
void enter_in_any_order(Program& program, const std::vector<Fact>& all, Tape& tape) {
  std::vector<std::size_t> done(all.size(), 0);
  std::vector<std::size_t> waiting(all.size());
  std::iota(waiting.begin(), waiting.end(), std::size_t{0});
  std::size_t refused_in_a_row = 0;
  while (!waiting.empty()) {
    const std::size_t at = tape.draw(static_cast<unsigned>(waiting.size()));
    const std::size_t index = waiting[(at + refused_in_a_row) % waiting.size()];
    const Recipe& recipe = all[index].entered_with_detours;
    const int status = program.run(recipe[done[index]]);
    if (status == static_cast<int>(Exit::refused) && ++refused_in_a_row <= 3 * waiting.size()) {
      continue;
    }
    if (status != 0) {
      throw std::runtime_error("stuck: " + joined(recipe[done[index]], " ") + ": " +
                               program.errors());
    }
    refused_in_a_row = 0;
    if (survives(program, tape)) ++done[index];
    if (done[index] == recipe.size()) std::erase(waiting, index);
  }
}

void enter_once(Program& program, const std::vector<Fact>& all) {
  std::vector<const Fact*> waiting;
  for (const Fact& fact : all) waiting.push_back(&fact);
  for (std::size_t rounds = 0; !waiting.empty() && rounds <= all.size(); ++rounds) {
    std::erase_if(waiting, [&](const Fact* fact) { return program.run(fact->entered_once) == 0; });
  }
  if (!waiting.empty()) throw std::runtime_error("the facts do not fit together");
}

// What is wrong with the case of this tape; nothing when all is well.
std::string fault(const std::vector<unsigned>& numbers) {
  Tape tape{numbers};
  Program plain{today};
  Program busy{today};
  try {
    begin(plain);
    begin(busy);
    const std::vector<Fact> all = facts(tape);
    enter_once(plain, all);
    enter_in_any_order(busy, all, tape);
    const std::string expected = reports(plain);
    const std::string reached = reports(busy);
    if (reached != expected) return "another report\n" + expected + "\n" + reached;
    int steps = 0;
    while (busy.run({"undo"}) == 0) ++steps;
    if (busy.must({"client", "list", "--json"}).find("\"clients\":[]") == std::string::npos) {
      return "undo does not lead back to an empty store";
    }
    for (; steps > 0; --steps) busy.must({"undo", "--redo"});
    if (reports(busy) != expected) return "redo does not lead to the same report";
    return "";
  } catch (const std::exception& error) {
    return error.what();
  }
}

std::string commands_of(const std::vector<unsigned>& numbers) {
  Tape tape{numbers};
  Program program{today};
  begin(program);
  try {
    enter_in_any_order(program, facts(tape), tape);
  } catch (const std::exception& error) {
    return program.told() + error.what();
  }
  return program.told();
}

}  // namespace

TEST_CASE("any order of entry, amendment, removal, undo and redo end in the same report") {
  const char* wanted = std::getenv("IPT_RANDOM_CASES");
  const int cases = wanted == nullptr ? 6 : std::atoi(wanted);
  for (int seed = 1; seed <= cases; ++seed) {
    const std::vector<unsigned> numbers = random_numbers(static_cast<unsigned>(seed), 600);
    const std::string found = fault(numbers);
    if (found.empty()) continue;
    const auto smallest = shrunk(
        numbers, [](const std::vector<unsigned>& each) { return !fault(each).empty(); }, 300);
    FAIL_CHECK("seed " << seed << ": " << fault(smallest) << "\nafter\n" << commands_of(smallest));
  }
}

TEST_CASE("a case that fails is made small") {
  // Wrong on purpose: that no appointment is missed.
  const auto fails = [](const std::vector<unsigned>& numbers) {
    Tape tape{numbers};
    const auto all = facts(tape);
    return std::ranges::any_of(all, [](const Fact& fact) {
      return std::ranges::find(fact.entered_once, "--dna") != fact.entered_once.end();
    });
  };
  std::vector<unsigned> numbers;
  for (unsigned seed = 1; numbers.empty() || !fails(numbers); ++seed) {
    numbers = random_numbers(seed, 600);
  }
  const auto smallest = shrunk(numbers, fails, 2000);
  CHECK(smallest.size() < 4);
  Tape tape{smallest};
  CHECK(facts(tape).size() == 1);
}
