#include "cli/man.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "cli/command.hpp"
#include "cli/form_keys.hpp"
#include "cli/parse.hpp"
#include "cli/roff.hpp"
#include "cli/topics.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

// Of the release, not of the build, so that the page can be reproduced.
constexpr std::string_view release_date = "2026-11-23";

constexpr std::string_view introduction =
    R"(ipt tracks courses of Interpersonal Psychotherapy: courses of 12 to 16 weekly sessions, each session
with its focus area and its symptom scores, and reports on where a course stands.
Everything lies in one file on this machine.

K7 is a client's code: letters, digits, - and _, never a name. K7.9 is session 9, K7@2026-11-16 the
appointment of a day, K7/2 the second course. Flags stand anywhere, as --flag VALUE or --flag=VALUE;
-- ends flags. Commands and flags are written out in full.
)";

constexpr std::string_view environment_text =
    R"(  IPT_DB  the store, instead of the default place; --db stands above it
  IPT_ACTOR  who makes changes, for the history; --actor stands above it
  IPT_TODAY  fixes today, for tests and reruns, such as 2026-11-23
  XDG_DATA_HOME  the folder of ipt/ipt.db (default: ~/.local/share)
  XDG_CONFIG_HOME  the folder of ipt/config (default: ~/.config)
  XDG_STATE_HOME  the folder of ipt, for forms that could not be saved (default: ~/.local/state)
  XDG_RUNTIME_DIR  the folder of ipt, for forms while they are open
  VISUAL, EDITOR  the editor of a form
  COLUMNS  the width of text on a terminal
  NO_COLOR, CLICOLOR_FORCE, TERM  whether colour is used; --color stands above them
)";

constexpr std::string_view files_text =
    R"(  $XDG_DATA_HOME/ipt/ipt.db  the store, readable by its owner alone; not encrypted
  $XDG_DATA_HOME/ipt/ipt.db-journal  beside it while a change is written; never delete it
  $XDG_CONFIG_HOME/ipt/config  settings, lines of "key = value"; see ipt config show
)";

constexpr std::string_view examples_text =
    R"(A first course, a session, a missed appointment, and what to read before the next one:

  ipt course create K7 --weeks 14
  ipt log K7 --phq9 112301210 --technique link,affect --risk none
  ipt log K7 --date mon --dna
  ipt prep K7

A report for the file, as text and as data:

  ipt report progress K7 -o k7.txt
  ipt report progress K7 --json -o k7.json
)";

std::string flag_entry(const Flag& flag) {
  std::string lead = roff::bold(flag.name);
  if (flag.letter != '\0')
    lead = fmt::format("{}, {}", roff::bold(std::string{'-', flag.letter}), lead);
  if (!flag.value.empty()) lead += fmt::format(" \\fI{}\\fR", roff::escaped(flag.value));
  return roff::entry(lead,
                     fmt::format("{}{}", flag.help, flag.repeats ? " (may be repeated)" : ""));
}

std::string flag_entries(std::span<const Flag* const> flags) {
  std::string text;
  for (const Flag* flag : flags) text += flag_entry(*flag);
  return text;
}

std::string command_entry(const Group& group, const Command& command) {
  std::string heading = fmt::format("ipt {}", name_of(group, command));
  std::string words;
  std::string positionals;
  for (const Positional& each : command.positionals) {
    words += each.required ? fmt::format(" {}", each.name) : fmt::format(" [{}]", each.name);
    positionals += roff::entry(fmt::format("\\fI{}\\fR", roff::escaped(each.name)), each.help);
  }
  std::string text =
      fmt::format(".SS {}{} [flags]\n", roff::escaped(heading), roff::escaped(words));
  text += roff::filled(command.summary) + positionals + flag_entries(command.flags);
  if (takes_form(command)) text += flag_entries(form_flags);
  return command.details.empty() ? text : text + ".PP\n" + roff::body(command.details);
}

std::string commands() {
  std::string text = ".SH COMMANDS\n";
  for (const Group* group : groups()) {
    for (const Command& command : group->commands) text += command_entry(*group, command);
  }
  return text;
}

// Flags that reading and writing commands share stand under the first heading.
std::string common() {
  const auto reads = common_flags(Effect::reads);
  const auto writes = common_flags(Effect::writes);
  std::vector<const Flag*> both;
  std::vector<const Flag*> only_reads;
  std::vector<const Flag*> only_writes;
  for (const Flag* flag : reads) {
    const bool shared = std::ranges::find(writes, flag) != writes.end();
    (shared ? both : only_reads).push_back(flag);
  }
  for (const Flag* flag : writes) {
    if (std::ranges::find(both, flag) == both.end()) only_writes.push_back(flag);
  }
  return ".SH COMMON FLAGS\n.SS Of every command\n" + flag_entries(both) +
         ".SS Of commands that read\n" + flag_entries(only_reads) + ".SS Of commands that write\n" +
         flag_entries(only_writes);
}

// The first line of a topic is its heading.
std::string topic_section(const Topic& topic) {
  const std::string whole = text_of(topic);
  const std::string_view text = whole;
  const std::size_t end = text.find('\n');
  const std::string_view heading = text.substr(0, end);
  const bool status = topic.name == "exit-codes";  // whose section has a name by tradition
  return fmt::format(".SH {}\n{}", status ? "EXIT STATUS" : heading, roff::body(text.substr(end)));
}

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

std::string capitals(std::string_view text) {
  std::string result;
  for (const char c : text) result += is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

bool is_heading(std::string_view line) {
  return !line.empty() && is_letter(line.front()) && std::ranges::none_of(line, is_small);
}

// What stands before the first heading is the description.
std::string sections_of(std::string_view text) {
  std::string result;
  std::string heading = "DESCRIPTION";
  std::string body;
  const auto flush = [&] { result += fmt::format(".SH {}\n{}", heading, roff::body(body)); };
  for (const std::string_view line : split(text, '\n')) {
    if (!is_heading(line)) {
      body.append(line) += '\n';
      continue;
    }
    flush();
    heading = line;
    body.clear();
  }
  flush();
  return result;
}

std::string see_also() {
  std::string text = ".SH SEE ALSO\n";
  for (const Topic& topic : topics()) {
    if (!topic.page.empty()) text += fmt::format(".BR {} (7)\n", roff::escaped(topic.page));
  }
  return text;
}

}  // namespace

std::string manual_page() {
  std::string text =
      fmt::format(".TH IPT 1 {} \"ipt {}\" \"User commands\"\n", release_date, IPT_VERSION);
  text +=
      ".SH NAME\n"
      "ipt \\- track courses of Interpersonal Psychotherapy\n"
      ".SH SYNOPSIS\n"
      ".B ipt\n"
      "\\fINOUN VERB\\fR [\\fIREF\\fR] [\\fIflags\\fR]\n"
      ".br\n"
      ".B ipt help\n"
      "[\\fITOPIC\\fR | \\fINOUN\\fR [\\fIVERB\\fR]]\n";
  text += ".SH DESCRIPTION\n" + roff::body(introduction) + commands() + common();
  for (const Topic& topic : topics()) {
    if (topic.page.empty()) text += topic_section(topic);
  }
  text += ".SH ENVIRONMENT\n" + roff::body(environment_text);
  text += ".SH FILES\n" + roff::body(files_text);
  return text + ".SH EXAMPLES\n" + roff::body(examples_text) + see_also();
}

std::string manual_page_of(const Topic& topic) {
  const std::string name = roff::escaped(topic.page);
  std::string text = fmt::format(".TH {} 7 {} \"ipt {}\" \"Miscellanea\"\n", capitals(name),
                                 release_date, IPT_VERSION);
  text += fmt::format(".SH NAME\n{} \\- {}\n", name, roff::escaped(topic.summary));
  text += sections_of(topic.text.substr(topic.text.find('\n')));
  return text + ".SH SEE ALSO\n.BR ipt (1)\n";
}

}  // namespace ipt::cli
