#include "cli/form.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/editor.hpp"
#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/parse.hpp"
#include "ipt/base/text.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using namespace ipt::cli;

namespace {

const std::vector<FormKey> keys = {
    {"date"}, {"risk"}, {"risk-action"}, {.name = "goal", .repeats = true}, {"phq9"}, {"note"}};

// `key=value@line` of each entry, one a line.
std::string said(std::string_view text) {
  std::string result;
  for (const FormEntry& entry : read_form(text, keys)) {
    result += fmt::format("{}={}@{}\n", entry.key, entry.value, entry.line);
  }
  return result;
}

// `2 form_key_unknown, line 3`.
std::string refused(std::string_view text) {
  const auto call = [&] { return read_form(text, keys); };
  return fmt::format("{}, line {}", test::refusal(call), test::explanation_of(call).line);
}

}  // namespace

TEST_CASE("a form is lines of a key and a value, each with its number") {
  CHECK(said("date: 2026-11-23\nrisk: none\n") == "date=2026-11-23@1\nrisk=none@2\n");
  CHECK(said("") == "");
  CHECK(said("risk:") == "risk=@1\n");
  CHECK(said("risk-action: call: at 9\n") == "risk-action=call: at 9@1\n");
}

TEST_CASE("keys are read in any letter case, and spaces round a value do not count") {
  CHECK(said("RISK:none\nPhq9 :  111 \t\n") == "risk=none@1\nphq9=111@2\n");
}

TEST_CASE("empty lines and lines that begin with # are dropped, and counted") {
  CHECK(said("# a form\n\n  \t\nrisk: none\n#risk: self-harm\ndate: mon") ==
        "risk=none@4\ndate=mon@6\n");
}

TEST_CASE("a line that begins with a space or a tab continues the value above it") {
  CHECK(said("risk-action: called\n  the duty doctor\n\t# 7\nrisk: none") ==
        "risk-action=called the duty doctor # 7@1\nrisk=none@4\n");
  CHECK(said("risk-action:\n  called") == "risk-action=called@1\n");
  CHECK(said("risk-action: a\n# comment\n\n b") == "risk-action=a b@1\n");
}

TEST_CASE("everything after the key of the note is the note as it stands") {
  CHECK(said("risk: none\nnote: one\n\n# two\n  three\nrisk: four\n") ==
        "risk=none@1\nnote=one\n\n# two\n  three\nrisk: four@2\n");
  CHECK(said("note:\none") == "note=one@1\n");
  CHECK(said("note:\n\n  one\n\n") == "note=one@1\n");
  CHECK(said("note:") == "note=@1\n");
  CHECK(said("Note:\nkey: value\n# >> a mark\n") == "note=key: value\n# >> a mark@1\n");
}

TEST_CASE("a key that may be repeated gives a value for each line") {
  CHECK(said("goal: a\ngoal: b\n c") == "goal=a@1\ngoal=b c@2\n");
}

TEST_CASE("lines that end in CRLF and a byte-order mark are read") {
  CHECK(said("\xEF\xBB\xBF"
             "date: mon\r\nrisk: none\r\nnote: a\r\nb\r\n") ==
        "date=mon@1\nrisk=none@2\nnote=a\nb@3\n");
  CHECK(said("note: a\r\r\nb\rc") == "note=a\nb\rc@1\n");
}

TEST_CASE("a key that the form does not have is refused with its line and the nearest one") {
  CHECK(refused("date: mon\n\nrisks: none") == "2 form_key_unknown, line 3");
  const Explanation error = test::explanation_of([] { return read_form("risks: none", keys); });
  CHECK(error.attempt == "risk:");
  CHECK(error.allowed == "It has: date, risk, risk-action, goal, phq9, note.");
}

TEST_CASE("a line that is neither is refused, and what it says is not repeated") {
  for (const std::string_view line :
       {"she was late", "She said: it was hard", "Call her, then: rest", ": none",
        "averyveryverylongwordthatisnokeyatall: x", "cafe\xCC\x81: x"}) {
    CAPTURE(line);
    CHECK(refused(fmt::format("date: mon\n{}\n", line)) == "2 form_line_malformed, line 2");
    const Explanation error = test::explanation_of([&] { return read_form(line, keys); });
    CHECK(error.wrong == "this is no line of the form");
  }
  CHECK(refused("  continues nothing") == "2 form_line_malformed, line 1");
}

TEST_CASE("a key that is given twice is refused, in any letter case") {
  CHECK(refused("risk: none\ndate: mon\nRisk: none") == "2 form_key_repeated, line 3");
  CHECK(refused("risk:\nrisk: none") == "2 form_key_repeated, line 2");
}

TEST_CASE("what is not UTF-8 is refused with its line, in the note and in comments too") {
  using namespace std::string_view_literals;
  CHECK(refused("date: mon\nrisk: \xff") == "2 not_utf8, line 2");
  CHECK(refused("# \xc3\x28\ndate: mon") == "2 not_utf8, line 1");
  CHECK(refused("note:\nfirst\n\xed\xa0\x80") == "2 not_utf8, line 3");
  CHECK(refused("note: a\0b"sv) == "2 not_utf8, line 1");
}

TEST_CASE("every value that a form holds is read back from its text") {
  const std::vector<std::string> values = {"",      "none",       "# no comment", "a: b", "-",
                                           "x y z", "äöü — 漢字", "risk: none",   "'\"\\"};
  for (const std::string& value : values) {
    for (const std::string& note : values) {
      CAPTURE(value);
      const FormDraft draft{.heading = {"What is known."},
                            .fields = {{.key = "risk", .value = value, .comment = "allowed"},
                                       {.key = "goal", .value = value},
                                       {.key = "goal", .value = value},
                                       {.key = "note", .value = note, .comment = "as it stands"}}};
      const std::vector<FormEntry> entries = read_form(form_text(draft), keys);
      REQUIRE(entries.size() == 4);
      CHECK(entries[0].value == value);
      CHECK(entries[2].value == value);
      CHECK(entries[3].value == note);
    }
  }
}

TEST_CASE("a value of several lines is written as one that goes on, a note as it stands") {
  const FormDraft draft{.fields = {{.key = "risk-action", .value = "called\n\n# the doctor"},
                                   {.key = "note", .value = "one\n\n# two"}}};
  CHECK(form_text(draft) == "risk-action: called\n  # the doctor\n\nnote:\none\n\n# two\n");
}

TEST_CASE("what is known cannot put a line into the form") {
  const FormDraft draft{.heading = {"Last task: a\nrisk: self-harm\x1b[2J"}, .fields = {{"risk"}}};
  CHECK(said(form_text(draft)) == "risk=@3\n");
}

TEST_CASE("no line of a heading or a comment is wider than 78 columns") {
  const std::string words = "one two three four five six seven eight nine ten eleven twelve and on";
  const FormDraft draft{.heading = {words + " " + words},
                        .fields = {{.key = "risk", .comment = words + " " + words}}};
  const std::string text = form_text(draft);
  for (const std::string_view line : split(text, '\n')) CHECK(line.size() <= 78);
}

TEST_CASE("a mistake is marked above its line, and the line is found again") {
  const MarkedForm form =
      marked("# a\ndate: mon\nrisk: x\nnote:\ny\n", 3, "risk 'x' is not known.");
  CHECK(form.text == "# a\ndate: mon\n# >> risk 'x' is not known.\nrisk: x\nnote:\ny\n");
  CHECK(form.line == 4);
}

TEST_CASE("a mistake of no line is marked at the top") {
  const MarkedForm form = marked("date: mon\n", 0, "There is no room.");
  CHECK(form.text == "# >> There is no room.\ndate: mon\n");
  CHECK(form.line == 0);
}

TEST_CASE("marks of the round before are taken out") {
  const std::string text = "risk: x\ndate: y\nnote: z\n";
  const MarkedForm first = marked(text, 1, "First.");
  const MarkedForm second = marked(first.text, first.line + 1, "Second.");
  CHECK(second.text == "risk: x\n# >> Second.\ndate: y\nnote: z\n");
  CHECK(second.line == 3);
  CHECK(marked(second.text, 0, "Third.").text == "# >> Third.\n" + text);
}

TEST_CASE("a mark never stands in the note, nor takes a line out of it") {
  const std::string text = "risk: x\nnote: y\n# >> mine\n\xff\n";
  const MarkedForm form = marked(text, 4, "It is not UTF-8.");
  CHECK(form.text == "risk: x\n# >> It is not UTF-8.\nnote: y\n# >> mine\n\xff\n");
  CHECK(form.line == 5);
}

TEST_CASE("what comes from a form is refused with its line and the key in place of the flag") {
  Arguments arguments;
  arguments.add_line(flags::minutes, {.text = "1000", .line = 7});
  const Explanation error =
      test::explanation_of([&] { return arguments.number(flags::minutes, 1, 480); });
  CHECK(error.line == 7);
  CHECK(error.wrong == "minutes '1000' is not allowed");
  CHECK(error.attempt == "minutes: 1");
}

TEST_CASE("what comes from the command line is refused with the flag and no line") {
  Arguments arguments;
  arguments.add(flags::minutes, {"1000"});
  const Explanation error =
      test::explanation_of([&] { return arguments.number(flags::minutes, 1, 480); });
  CHECK(error.line == 0);
  CHECK(error.wrong == "--minutes '1000' is not allowed");
}

TEST_CASE("a flag whose name begins like that of another keeps its name") {
  const Explanation error = test::explanation_of([] {
    return Arguments::at(flags::risk, 3, []() -> int {
      throw Error({.exit = Exit::usage,
                   .code = "x",
                   .wrong = "--risk does not go with --risk-action",
                   .allowed = "One.",
                   .attempt = "--risk-action TEXT"});
    });
  });
  CHECK(error.wrong == "risk does not go with --risk-action");
  CHECK(error.attempt == "--risk-action TEXT");
}

TEST_CASE("a value that is needed and empty is missing on its line") {
  Arguments arguments;
  arguments.set_line(flags::reason, 4);
  const Explanation error = test::explanation_of([&] { return arguments.require(flags::reason); });
  CHECK(error.line == 4);
  CHECK(error.wrong == "reason is missing");
}

TEST_CASE("words are quoted so that a shell reads them back") {
  CHECK(shell_word("K7/2") == "K7/2");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("a b") == "'a b'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("$HOME") == "'$HOME'");
}

TEST_CASE("flags are typed again without what was written about the client") {
  constexpr std::array all = {&flags::task, &flags::mode, &flags::recorded, &flags::risk};
  Arguments arguments;
  arguments.add(flags::task, {"secret"});
  arguments.add(flags::mode, {"in person"});
  arguments.add(flags::recorded, {});
  arguments.add_line(flags::risk, {.text = "none", .line = 3});
  CHECK(arguments.typed(all) == " --task TEXT --mode 'in person' --recorded");
}

TEST_CASE("editors that are known to take a line are given it") {
  const std::vector<std::string> with_line = {"+7", "form"};
  const std::vector<std::string> without = {"form"};
  for (const std::string editor : {"vi", "vim -u NONE", "/usr/bin/nano", "emacs -nw", "nvim"}) {
    CAPTURE(editor);
    CHECK(editor_arguments(editor, "form", 7) == with_line);
    CHECK(editor_arguments(editor, "form", 0) == without);
  }
  for (const std::string editor : {"ed", "code --wait", "/opt/vi/edit", "ed vi", ""}) {
    CAPTURE(editor);
    CHECK(editor_arguments(editor, "form", 7) == without);
  }
}

// Every command, whatever it is called.
TEST_CASE("a form has a key for every flag that says something, and each once") {
  for (const Group* group : groups()) {
    for (const Command& command : group->commands) {
      if (!takes_form(command)) continue;
      CAPTURE(group->noun);
      CAPTURE(command.verb);
      const std::vector<FormKey> known = form_keys(command, Catalogue{});
      for (const FormKey& key : known) {
        CHECK(std::ranges::count(known, key.name, &FormKey::name) == 1);
      }
      const std::vector<FormEntry> entries =
          read_form(form_text(draft_of_flags(command, Arguments{}, Catalogue{})), known);
      CHECK(entries.size() <= known.size());
      for (const FormEntry& entry : entries) CHECK(entry.value.empty());
    }
  }
}

TEST_CASE("a command has a form when it writes and takes a text") {
  const std::vector<const Flag*> with_text = {&flags::date, &flags::reason};
  const std::vector<const Flag*> without_text = {&flags::date};
  const auto command = [](const std::vector<const Flag*>& taken, Effect effect) {
    return Command{.verb = "", .summary = "", .positionals = {}, .flags = taken, .effect = effect};
  };
  CHECK(takes_form(command(with_text, Effect::writes)));
  CHECK(!takes_form(command(without_text, Effect::writes)));
  CHECK(!takes_form(command(with_text, Effect::reads)));
}

TEST_CASE("a text that is a word of the command line can stand in the form instead") {
  constexpr std::array words = {Positional{"K7", "the client's course"},
                                Positional{"TEXT", "what the goal is"}};
  constexpr std::array<const Flag*, 1> taken = {&flags::date};
  const Command add{
      .verb = "add", .summary = "", .positionals = words, .flags = taken, .effect = Effect::writes};
  CHECK(takes_form(add));
  CHECK(test::refusal([&] { return parse(add, "goal add", {"K7"}); }) == "2 word_missing");
  const Arguments typed = parse(add, "goal add", {"K7", "-e"});
  const std::string text = form_text(draft_of_flags(add, typed, Catalogue{}));
  CHECK(text.find("\ntext:\n") != std::string::npos);
  CHECK(text.find("# text  what the goal is\n") != std::string::npos);
  CHECK(filled_in(add, typed, {{"text", "sleep through", 3}}, Catalogue{}).word(1) ==
        "sleep through");
  const auto refused_text = [&] { return filled_in(add, typed, {{"text", "", 3}}, Catalogue{}); };
  CHECK(test::refusal(refused_text) == "2 word_missing");
  CHECK(test::explanation_of(refused_text).line == 3);
  const Arguments whole = parse(add, "goal add", {"K7", "sleep", "-e"});
  CHECK(typed_content(add, whole));
  CHECK(!typed_content(add, typed));
  CHECK(filled_in(add, whole, {{"text", "wake", 3}}, Catalogue{}).word(1) == "wake");
}

TEST_CASE("what a form says stands above the same flag, and above what is short for it") {
  const auto* const session = *std::ranges::find(groups(), "session", &Group::noun);
  const Command& log = *std::ranges::find(session->commands, "log", &Command::verb);
  Arguments typed;
  typed.add(flags::dna, {});
  typed.add(flags::phq9, {"111111111"});
  typed.add(flags::gad7, {"1111111"});
  typed.add(flags::note_file, {"notes.txt"});
  typed.add(flags::task, {"typed"});
  typed.add(flags::mode, {"phone"});
  typed.add(flags::minutes, {"50"});
  const Arguments filled = filled_in(log, typed,
                                     {{"attendance", "attended", 1},
                                      {"phq9", "total:3", 2},
                                      {"note", "said", 3},
                                      {"task", "", 4},
                                      {"mode", "video", 5},
                                      {"recorded", "no", 6}},
                                     Catalogue{});
  CHECK(!filled.given(flags::dna));
  CHECK(filled.text(flags::attendance) == "attended");
  CHECK(filled.all(flags::score) == std::vector<std::string>{"phq9=total:3"});
  CHECK(!filled.given(flags::phq9));
  CHECK(filled.text(flags::gad7) == "1111111");
  CHECK(!filled.given(flags::note_file));
  CHECK(filled.text(flags::note) == "said");
  CHECK(filled.text(flags::task) == "typed");
  CHECK(filled.text(flags::mode) == "video");
  CHECK(filled.line(flags::mode) == 5);
  CHECK(filled.text(flags::minutes) == "50");
  CHECK(!filled.given(flags::recorded));
  CHECK(filled.denied(flags::recorded));
}
