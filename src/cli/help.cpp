#include "cli/help.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/parse.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::size_t help_width = 80;

struct Topic {
  std::string_view name;
  std::string_view summary;
  std::string_view text;
};

constexpr std::array topics = std::to_array<Topic>({
    {"dates", "how days are written",
     R"(DATES

A day is written in one of these ways:

  2026-11-23           year, month, day
  today, yesterday     by the clock of this machine
  mon, tue, ... sun    the most recent such day, today included
  -3d, -2w             days or weeks ago

Where a day ahead makes sense (--start, --next, --from and --to of a pause or a
break) also:

  tomorrow
  +3d, +2w             days or weeks ahead
  next-mon             the first such day after today

What can be read two ways, such as 03/04/2026 or 3.4.26, is refused, and what it
could have meant is named. So are days that do not exist, and sessions in the
future or before the course starts. More than 90 days back is accepted with a
warning. Every day is shown again with its weekday.

Weeks of a course count from its start: its first seven days are week 1. The
variable IPT_TODAY fixes today, for tests and reruns; commands that write then
say so.
)"},
    {"exit-codes", "what the exit status says",
     R"(EXIT CODES

  0    done; also an empty report
  1    unexpected failure: input or output, a full disk, an internal fault
  2    the command line, or a value that is not allowed
  3    no such client, course, session, instrument, therapist or file
  4    refused by the state of things: a course that ended, a second record of a
       day, a session too many, a focus that is missing
  5    the store is missing, damaged, not ours, or newer than this program
  7    busy: another process was writing for ten seconds
  130  interrupted
  141  the reader of the output went away

With --json an error is one object on stderr, and stdout is empty:
  {"error":{"code":"client_not_found","exit":3,"message":"...","hint":"..."}}
The code is stable; the words may improve. After 0 what was asked for is saved.
After 1 and 7 run the same command again: a session or score that was saved all
the same is recognised and not saved twice.
)"},
});

std::string verb_column(const Group& group) {
  std::string text;
  for (const Command& command : group.commands) {
    if (command.verb.empty()) return std::string{group.summary};
    text += fmt::format("{}{}", text.empty() ? "" : " | ", command.verb);
  }
  return std::string{group.summary};
}

std::string described(std::string_view lead, std::string_view text, std::size_t column) {
  std::string result;
  std::string start{lead};
  if (start.size() + 1 > column) {
    result += start + "\n";
    start.clear();
  }
  start.resize(column, ' ');
  for (const std::string& line : wrapped(text, help_width - column)) {
    result += start + line + "\n";
    start.assign(column, ' ');
  }
  return result;
}

std::string flag_lines(std::span<const Flag* const> flags) {
  constexpr std::size_t column = 30;
  std::string text;
  for (const Flag* flag : flags) {
    const std::string letter = flag->letter == '\0' ? "    " : fmt::format("-{}, ", flag->letter);
    std::string lead = fmt::format("  {}{}", letter, flag->name);
    if (!flag->value.empty()) lead += fmt::format(" {}", flag->value);
    std::string help{flag->help};
    if (flag->repeats) help += " (may be repeated)";
    text += described(lead, help, column);
  }
  return text;
}

std::string shown(const Positional& word) {
  return word.required ? fmt::format(" {}", word.name) : fmt::format(" [{}]", word.name);
}

std::string section_lines(std::string_view section) {
  constexpr std::size_t column = 15;
  std::string text = fmt::format("{}\n", section);
  for (const Group* group : groups()) {
    if (group->section != section) continue;
    std::string lead = fmt::format("  {}", group->noun);
    if (const Command& first = group->commands.front(); first.verb.empty()) {
      for (const Positional& each : first.positionals) lead += shown(each);
    }
    text += described(lead, verb_column(*group), column);
  }
  return text;
}

}  // namespace

std::string weekly_commands() {
  return "ipt: courses of Interpersonal Psychotherapy, in a store on this machine\n"
         "\n" +
         section_lines("EVERY WEEK") +
         "\n"
         "  ipt prep                       in the morning: who is due today\n"
         "  ipt prep K7                    before the session\n"
         "  ipt log K7 --phq9 112301210    after it\n"
         "  ipt report progress K7         for the file\n"
         "\n"
         "ipt --help lists every command.\n";
}

std::string overview() {
  std::string text =
      "ipt: courses of Interpersonal Psychotherapy, in a store on this machine\n"
      "\n"
      "Usage: ipt NOUN VERB [REF] [flags]      ipt NOUN VERB --help explains one\n"
      "\n";
  std::vector<std::string_view> sections;
  for (const Group* group : groups()) {
    if (std::ranges::find(sections, group->section) != sections.end()) continue;
    sections.push_back(group->section);
    text += section_lines(group->section) + "\n";
  }
  text += "HELP\n";
  for (const Topic& topic : topics) {
    text += fmt::format("  help {:<12}{}\n", topic.name, topic.summary);
  }
  text +=
      "\n"
      "K7 is a client's code: letters, digits, - and _, never a name. K7.9 is session\n"
      "9, K7@2026-11-16 the appointment of a day, K7/2 the second course.\n";
  return text;
}

std::string help_of(const Group& group) {
  if (group.commands.front().verb.empty()) return help_of(group, group.commands.front());
  constexpr std::size_t column = 12;
  std::string text = fmt::format("Usage: ipt {} VERB [flags]\n\n", group.noun);
  for (const Command& command : group.commands) {
    text += described(fmt::format("  {}", command.verb), command.summary, column);
  }
  return text + fmt::format("\nipt {} VERB --help explains one.\n", group.noun);
}

std::string help_of(const Group& group, const Command& command) {
  const std::string name = name_of(group, command);
  std::string usage = fmt::format("Usage: ipt {}", name);
  for (const Positional& each : command.positionals) usage += shown(each);
  std::string text = fmt::format("{}\n\n{} [flags]\n", command.summary, usage);
  if (!command.positionals.empty()) text += "\n";
  for (const Positional& each : command.positionals) {
    text += described(fmt::format("  {}", each.name), each.help, 30);
  }
  if (!command.flags.empty()) text += "\n" + flag_lines(command.flags);
  if (takes_form(command)) text += flag_lines(form_flags);
  text += "\nCommon flags:\n" + flag_lines(common_flags(command.effect));
  if (!command.details.empty()) text += fmt::format("\n{}\n", command.details);
  return text;
}

std::string help_on(std::span<const std::string> words) {
  if (words.empty()) return overview();
  const auto* topic = std::ranges::find(topics, std::string_view{words.front()}, &Topic::name);
  if (topic != topics.end()) return std::string{topic->text};
  for (const Group* group : groups()) {
    if (group->noun != words.front()) continue;
    for (const Command& command : group->commands) {
      if (words.size() > 1 && command.verb == words[1]) return help_of(*group, command);
    }
    return help_of(*group);
  }
  std::vector<std::string> known;
  known.reserve(topics.size() + groups().size());
  for (const Topic& each : topics) known.emplace_back(each.name);
  for (const Group* group : groups()) known.emplace_back(group->noun);
  const auto meant = nearest(words.front(), known);
  throw Error({.exit = Exit::usage,
               .code = "topic_unknown",
               .wrong = fmt::format("there is no help on '{}'", words.front()),
               .allowed = fmt::format("There is help on: {}.", joined(known, ", ")),
               .attempt = meant ? fmt::format("ipt help {}", *meant) : "ipt --help"});
}

}  // namespace ipt::cli
