// Each text that a user types stands in the reports that may hold it, and in no other.
#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/text.hpp"
#include "program/typed_texts.hpp"
#include "support/program.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

const Date today = Date::from_iso("2026-11-23").value();

// A report, and the kinds of text that it may hold: by default, and with --with-notes.
struct Row {
  Words command;
  std::set<Kind> always;
  std::set<Kind> with_notes;
};

std::vector<Row> reports() {
  using enum Kind;
  const std::set<Kind> of_progress = {goal, role, sentence, label};
  const std::set<Kind> of_progress_noted = {goal,     role,   sentence, label,
                                            question, answer, note,     reason};
  return {
      {{"report", "progress", "K7"}, of_progress, of_progress_noted},
      {{"report", "ending", "K7"}, {goal, relapse_plan}, {goal, relapse_plan}},
      {{"report", "ending", "K7", "--school", "stuart"},
       {goal, relapse_plan},
       {goal, relapse_plan}},
      {{"report", "supervision"}, {question, answer}, {question, answer}},
      // Nothing at all, and --with-notes is refused.
      {{"report", "weekly"}, {}, {}},
      {{"report", "outcomes", "--courses", "--by", "focus"}, {}, {}},
  };
}

constexpr std::array formats = std::to_array<const char*>({"text", "json", "md", "html"});

// Kinds that a report may hold, but not in every format: JSON has the reason of a focus, where what
// people read has no place for it.
bool may_be_missing(Kind kind, std::string_view format) {
  return kind == Kind::reason && format != "json";
}

void fill(Program& program) {
  make_course(program);
  for (const Typed& each : typed()) {
    if (!each.command.empty()) program.must(each.command);
  }
}

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

void check(const std::string& printed, const std::set<Kind>& allowed, std::string_view format) {
  for (const Typed& each : typed()) {
    CAPTURE(each.word);
    const bool is_allowed = allowed.contains(each.kind);
    if (is_allowed && may_be_missing(each.kind, format)) continue;
    CHECK(holds(printed, each.word) == is_allowed);
  }
}

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("a text stands in the reports that may hold it, and in no other") {
  Program program{today};
  fill(program);
  for (const Row& row : reports()) {
    for (const char* format : formats) {
      const Words command = with(row.command, {"--format", format});
      CAPTURE(joined(command, " "));
      check(program.must(command), row.always, format);
      const Words noted = with(command, {"--with-notes"});
      if (row.with_notes.empty()) {
        CHECK(program.run(noted) == 2);
      } else {
        check(program.must(noted), row.with_notes, format);
      }
    }
  }
}

TEST_CASE("what a report withholds its JSON names, and one that withholds nothing names nothing") {
  Program program{today};
  fill(program);
  const auto json = [&](const Words& command) { return program.must(with(command, {"--json"})); };
  CHECK(holds(json({"report", "progress", "K7"}), "\"withheld\":[\"reason\""));
  CHECK_FALSE(holds(json({"report", "progress", "K7", "--with-notes"}), "withheld"));
  CHECK_FALSE(holds(json({"report", "ending", "K7"}), "withheld"));
  CHECK_FALSE(holds(json({"report", "supervision"}), "withheld"));
}
