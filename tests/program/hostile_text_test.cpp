// Each text that a person can type, holding everything that a text must not do: it is stored as it
// was typed, and no output does what it says.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "program/typed_texts.hpp"
#include "support/program.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

const Date today = Date::from_iso("2026-11-23").value();

// Escape sequences in C0 and C1, a bell, a deletion, marks that reorder, a character that is none,
// markup, a formula, a reference as reports have them, and line ends of three kinds.
constexpr std::string_view hostile =
    " \x1b[31m\x1b]0;t\x07\x7f\xC2\x9B"
    "1m \u202Eover\u202C \u2066in\u2069 \u200E\u200F\u061C\u2028\uFEFF\uFFFE <b>&amp;</b> =1+1 "
    "[a](http://x.example) a|b ``` {typed} {rows.0.text:series} \\ \"'\n# a\r\nb\rc\td end";

// The word of a field, and what makes it hostile; a label of a person is one word of few letters.
bool is_text(std::string_view word) { return word.size() > 1 && word[0] == 'w' && word[1] < 'a'; }

Words with_suffix(Words words, std::string_view suffix) {
  for (std::string& word : words) {
    if (is_text(word)) word += suffix;
  }
  return words;
}

bool has_text(const Words& words) { return std::ranges::any_of(words, is_text); }

std::vector<Words> readers() {
  return {{"prep", "K7"},
          {"todo"},
          {"check", "K7"},
          {"course", "list"},
          {"course", "show", "K7"},
          {"session", "list", "K7"},
          {"session", "show", "K7@2026-10-19"},
          {"goal", "list", "K7"},
          {"person", "list", "K7"},
          {"event", "list", "K7"},
          {"contact", "list", "K7"},
          {"break", "list"},
          {"formulation", "show", "K7"},
          {"supervision", "list"},
          {"history", "K7"},
          {"report", "progress", "K7", "--with-notes"},
          {"report", "ending", "K7", "--with-notes"},
          {"report", "supervision", "--with-notes"}};
}

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// Every text in a value of JSON.
void collect(const nlohmann::json& value, std::set<std::string>& texts) {
  if (value.is_string()) texts.insert(value.get<std::string>());
  if (value.is_structured()) {
    for (const nlohmann::json& each : value) collect(each, texts);
  }
}

}  // namespace

TEST_CASE("a hostile text is stored as it was typed, and no output does what it says") {
  Program program{today};
  make_course(program);
  for (const Typed& each : typed()) {
    if (each.command.empty()) continue;
    CAPTURE(each.word);
    program.must(with_suffix(each.command, hostile));
    CHECK_NOTHROW(fuzz::check_printable(program.printed() + program.errors()));
  }
  std::set<std::string> texts;
  for (const Words& command : readers()) {
    CAPTURE(joined(command, " "));
    std::vector<Words> ways = {{}, {"--plain"}, {"--ascii"}, {"--json"}};
    if (command.front() == "report") {
      ways.push_back({"--format", "md"});
      ways.push_back({"--format", "html"});
    }
    for (const Words& way : ways) {
      CAPTURE(joined(way, " "));
      const int status = program.run(with(command, way));
      CHECK((status == 0 || status == 10));
      CHECK_NOTHROW(fuzz::check_printable(program.printed() + program.errors()));
      if (way == Words{"--json"}) collect(nlohmann::json::parse(program.printed()), texts);
    }
  }
  for (const Typed& each : typed()) {
    if (!is_text(each.word)) continue;
    CAPTURE(each.word);
    CHECK(texts.contains(each.word + std::string{hostile}));
  }
}

TEST_CASE("a text that is not UTF-8, or too long, is refused wherever it is typed") {
  Program program{today};
  make_course(program);
  const std::string too_long(1024 * 1024, 'x');
  for (const Typed& each : typed()) {
    if (each.command.empty()) continue;
    CAPTURE(each.word);
    if (has_text(each.command)) {
      CHECK(program.run(with_suffix(each.command, "\xff")) == 2);
      CHECK(program.errors().find("UTF-8") != std::string::npos);
      CHECK(program.run(with_suffix(each.command, too_long)) == 2);
      CHECK(program.errors().find("at most 1 MiB") != std::string::npos);
    }
    program.must(each.command);  // what follows may need it
  }
  const Words goal = {"course", "create", "K8", "--goal", "wGoal"};
  CHECK(program.run(with_suffix(goal, too_long)) == 2);
  CHECK(program.errors().find("at most 1 MiB") != std::string::npos);
}
