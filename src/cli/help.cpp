#include "cli/help.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/man.hpp"
#include "cli/parse.hpp"
#include "cli/topics.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::size_t help_width = 80;

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
    text += described(lead, group->summary, column);
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
  for (const Topic& topic : topics()) {
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
  text += "\nCommon flags:\n" + flag_lines(common_flags(command));
  if (!command.details.empty()) text += fmt::format("\n{}\n", command.details);
  return text;
}

std::string help_on(std::span<const std::string> words) {
  if (words.empty()) return overview();
  if (words.front() == "man") {  // for the build, so not in any list
    const Topic* topic = words.size() > 1 ? find_topic(words[1]) : nullptr;
    return topic != nullptr && !topic->page.empty() ? manual_page_of(*topic) : manual_page();
  }
  if (const Topic* topic = find_topic(words.front())) return text_of(*topic);
  if (words.front() == "log") return help_on(std::array<std::string, 2>{"session", "log"});
  for (const Group* group : groups()) {
    if (group->noun != words.front()) continue;
    for (const Command& command : group->commands) {
      if (words.size() > 1 && command.verb == words[1]) return help_of(*group, command);
    }
    return help_of(*group);
  }
  std::vector<std::string> known;
  known.reserve(topics().size() + groups().size());
  for (const Topic& each : topics()) known.emplace_back(each.name);
  for (const Group* group : groups()) known.emplace_back(group->noun);
  const auto meant = nearest(words.front(), known);
  throw Error({.exit = Exit::usage,
               .code = "topic_unknown",
               .wrong = fmt::format("there is no help on '{}'", words.front()),
               .allowed = fmt::format("There is help on: {}.", joined(known, ", ")),
               .attempt = meant ? fmt::format("ipt help {}", *meant) : "ipt --help"});
}

}  // namespace ipt::cli
