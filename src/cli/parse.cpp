#include "cli/parse.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/tokens.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

[[noreturn]] void refuse(std::string code, std::string wrong, std::string allowed,
                         std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt)});
}

// Whether two neighbouring letters of the one change places in the other.
bool is_exchanged(std::string_view word, std::string_view typed) {
  const auto [here, there] = std::ranges::mismatch(word, typed);
  if (word.size() != typed.size() || word.end() - here < 2) return false;
  return here[0] == there[1] && here[1] == there[0] && std::equal(here + 2, word.end(), there + 2);
}

// What was meant by a word that names no command: one that stands after another word, one with two
// letters exchanged, or the nearest.
std::optional<std::string> meant_command(std::string_view word,
                                         const std::vector<std::string>& words) {
  if (word == "version") return "--version";
  if (const Group* reports = find_group("report")) {
    const auto verb = std::ranges::find(reports->commands, word, &Command::verb);
    if (verb != reports->commands.end()) return fmt::format("report {}", word);
  }
  const auto exchanged = std::ranges::find_if(
      words, [&](const std::string& each) { return is_exchanged(each, word); });
  return exchanged == words.end() ? nearest(word, words) : std::optional{*exchanged};
}

[[noreturn]] void refuse_noun(std::string_view word) {
  std::vector<std::string> words = {"log", "help"};
  for (const Group* group : groups()) words.emplace_back(group->noun);
  const auto meant = meant_command(word, words);
  refuse("command_unknown", fmt::format("there is no command '{}'", word),
         meant ? fmt::format("Did you mean '{}'?", *meant) : "ipt --help lists the commands.",
         meant ? fmt::format("ipt {}", *meant) : "ipt --help");
}

[[noreturn]] void refuse_verb(const Group& group, std::string_view word) {
  std::vector<std::string> verbs;
  for (const Command& command : group.commands) verbs.emplace_back(command.verb);
  const auto meant = nearest(word, verbs);
  refuse("command_unknown",
         word.empty() ? fmt::format("'ipt {}' needs a verb", group.noun)
                      : fmt::format("'ipt {}' has no verb '{}'", group.noun, word),
         fmt::format("It has: {}.", joined(verbs, ", ")),
         meant ? fmt::format("ipt {} {}", group.noun, *meant)
               : fmt::format("ipt {} --help", group.noun));
}

// Of a group that is a command itself; it may have verbs as well, such as `history redact`.
const Command* find_command(const Group& group, std::string_view verb) {
  const auto found = std::ranges::find(group.commands, verb, &Command::verb);
  return found == group.commands.end() ? nullptr : &*found;
}

// Takes one of the words that name the command.
void take_word(Request& request, const std::string& word) {
  if (request.group == nullptr && word == "help") {
    request.topics.emplace();
    return;
  }
  if (request.group == nullptr) {
    const bool shorthand = word == "log";
    request.group = find_group(shorthand ? "session" : word);
    if (request.group == nullptr) refuse_noun(word);
    if (!shorthand) {
      request.command = find_command(*request.group, "");
      return;
    }
  }
  request.command = find_command(*request.group, word);
  if (request.command == nullptr) refuse_verb(*request.group, word);
}

// Whether the first word after the name of a group is a verb of it.
bool names_verb(const Request& request, std::string_view word) {
  return request.command != nullptr && request.command->verb.empty() && request.rest.empty() &&
         !word.empty() && find_command(*request.group, word) != nullptr;
}

std::vector<std::string> flag_names(std::span<const Flag* const> flags) {
  std::vector<std::string> names;
  names.reserve(flags.size());
  for (const Flag* flag : flags) names.emplace_back(flag->name);
  return names;
}

[[noreturn]] void refuse_flag(const Command& command, std::string_view command_name,
                              std::string_view token, std::span<const Flag* const> flags) {
  if (token == "--problem") {
    refuse("flag_unknown", "--problem is not a flag",
           "Did you mean --focus (the IPT problem area) or --diagnosis (what the course treats)?",
           "--focus AREA, or --diagnosis LABEL");
  }
  if (command.effect == Effect::writes && token == flags::as_of.name) {
    refuse("flag_not_allowed", fmt::format("--as-of does not go with 'ipt {}'", command_name),
           "It asks what stood on a day; what is recorded has a date of its own.", "--date DATE");
  }
  if (command_name.starts_with("report ") && token == flags::with_notes.name) {
    refuse("flag_not_allowed",
           fmt::format("{} does not go with 'ipt {}': it holds no free text",
                       flags::with_notes.name, command_name),
           "It can be passed on, so nothing that was written about a client stands in it.",
           fmt::format("ipt {}, or ipt report progress K7 --with-notes", command_name));
  }
  const std::vector<std::string> known = flag_names(flags);
  const auto meant = nearest(token, known);
  refuse("flag_unknown", fmt::format("'ipt {}' has no flag {}", command_name, token),
         meant ? fmt::format("Did you mean {}?", *meant) : "Flags are written out in full.",
         meant ? *meant : fmt::format("ipt {} --help", command_name));
}

// Whether switches may be written together like this: `-qv`, and `-qo FILE`. Of letters that are no
// flags the parser would make a word that nobody typed.
bool is_cluster(std::string_view letters, std::span<const Flag* const> flags) {
  for (const char letter : letters) {
    const std::string name{'-', letter};
    const Flag* flag = find_flag(flags, name);
    if (flag == nullptr) return false;
    if (!flag->value.empty()) return true;
  }
  return true;
}

// What the parser would take without a word: an unknown flag, a flag in the place of a value, a
// value for a switch.
void check_tokens(const Command& command, std::string_view command_name,
                  const std::vector<std::string>& tokens, std::span<const Flag* const> flags) {
  for (std::size_t i = 0; i < tokens.size() && tokens[i] != "--"; ++i) {
    const auto token = flag_token(tokens[i]);
    if (!token) continue;
    const Flag* flag = find_flag(flags, token->name);
    if (flag == nullptr) refuse_flag(command, command_name, token->name, flags);
    const bool is_long = token->name.starts_with("--");
    if (flag->value.empty()) {
      if (token->has_value && is_long) {
        refuse("flag_takes_no_value", fmt::format("{} takes no value", flag->name),
               fmt::format("{}.", flag->help), std::string{flag->name});
      }
      if (token->has_value && !is_cluster(std::string_view{tokens[i]}.substr(2), flags)) {
        refuse_flag(command, command_name, tokens[i], flags);
      }
      continue;
    }
    if (token->has_value) continue;
    const bool at_end = i + 1 == tokens.size();
    const auto following = at_end ? std::nullopt : flag_token(tokens[i + 1]);
    if (at_end || (following && find_flag(flags, following->name) != nullptr &&
                   following->name.starts_with("--"))) {
      refuse("flag_needs_value", fmt::format("{} needs a value", flag->name),
             fmt::format("{}: {}.", flag->value, flag->help),
             fmt::format("{} {}", flag->name, flag->value));
    }
    ++i;
  }
}

void require_utf8(const std::vector<std::string>& tokens) {
  for (const std::string& token : tokens) {
    if (is_utf8(token)) continue;
    refuse("not_utf8", "an argument is not valid UTF-8", "Text is UTF-8.",
           "a terminal that is set to UTF-8, or --note-file with a UTF-8 file");
  }
}

// `--note=` gives an empty value, which CLI11 takes only as a word of its own.
std::vector<std::string> with_empty_values(const std::vector<std::string>& tokens) {
  std::vector<std::string> result;
  result.reserve(tokens.size() + 1);
  bool only_words = false;
  for (const std::string& token : tokens) {
    only_words = only_words || token == "--";
    if (!only_words && token.starts_with("--") && token.find('=') + 1 == token.size()) {
      result.push_back(token.substr(0, token.size() - 1));
      result.emplace_back();
    } else {
      result.push_back(token);
    }
  }
  return result;
}

std::string spelling(const Flag& flag) {
  if (flag.letter == '\0') return std::string{flag.name};
  return fmt::format("-{},{}", flag.letter, flag.name);
}

CLI::Option* declare(CLI::App& app, const Flag& flag) {
  if (flag.value.empty()) return app.add_flag(spelling(flag))->disable_flag_override();
  // Without these, CLI11 reads "[a, b]" as two values and takes what follows as further ones.
  return app.add_option(spelling(flag))
      ->type_size(1)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

// `ipt event add K7`
std::string joined_words(std::string_view command_name, const std::vector<std::string>& words) {
  std::string line = fmt::format("ipt {}", command_name);
  for (const std::string& each : words) line += " " + each;
  return line;
}

// A command that has no word for a text may have flags for it.
std::string where_texts_go(const Command& command) {
  std::vector<std::string> names;
  for (const Flag* flag : command.flags) {
    const bool is_text = flag == &flags::sentence || flag == &flags::text;
    if (is_text) names.emplace_back(flag->name);
  }
  if (names.empty() || find_text_word(command) != nullptr) {
    return "A text of several words stands in quotes.";
  }
  return fmt::format("A text goes with {}, in quotes.", joined(names, " or "));
}

// With a form the text is no word of the command line.
void check_words(const Command& command, std::string_view command_name,
                 const std::vector<std::string>& words, bool has_form) {
  auto required =
      static_cast<std::size_t>(std::ranges::count_if(command.positionals, &Positional::required));
  if (has_form && find_text_word(command) != nullptr) --required;
  std::string usage = fmt::format("ipt {}", command_name);
  for (const Positional& each : command.positionals) usage += fmt::format(" {}", each.name);
  if (words.size() < required) {
    const Positional& missing = command.positionals[words.size()];
    refuse("word_missing", fmt::format("'ipt {}' needs {}", command_name, missing.name),
           fmt::format("It is typed as '{}'. {}: {}.", usage, missing.name, missing.help),
           &missing == find_text_word(command)
               ? fmt::format("{} -e, to write it in the editor", joined_words(command_name, words))
               : fmt::format("ipt {} --help", command_name));
  }
  if (words.size() > command.positionals.size()) {
    refuse(
        "word_unexpected",
        fmt::format("'ipt {}' does not take '{}'", command_name, words[command.positionals.size()]),
        where_texts_go(command), usage);
  }
}

}  // namespace

std::string name_of(const Group& group, const Command& command) {
  if (command.verb.empty()) return std::string{group.noun};
  return fmt::format("{} {}", group.noun, command.verb);
}

Request request(std::span<const std::string> arguments) {
  Request result;
  bool only_words = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const auto token = only_words ? std::nullopt : flag_token(argument);
    if (token) {
      result.wants_help = result.wants_help || argument == "--help" || argument == "-h";
      result.wants_version = result.wants_version || argument == "--version";
      result.rest.push_back(argument);
      const Flag* flag = find_any_flag(token->name);
      const bool takes_next = flag != nullptr && !flag->value.empty() && !token->has_value;
      if (takes_next && i + 1 < arguments.size()) result.rest.push_back(arguments[++i]);
    } else if (result.topics && argument != "--") {
      result.topics->push_back(argument);
    } else if (!only_words && argument != "--" &&
               (result.command == nullptr || names_verb(result, argument))) {
      take_word(result, argument);
    } else {
      only_words = only_words || argument == "--";
      result.rest.push_back(argument);
    }
  }
  return result;
}

Arguments parse(const Command& command, std::string_view command_name,
                const std::vector<std::string>& rest) {
  const std::vector<const Flag*> flags = flags_of(command);
  require_utf8(rest);
  check_tokens(command, command_name, rest, flags);

  CLI::App app;
  app.set_help_flag();
  std::vector<std::pair<const Flag*, CLI::Option*>> options;
  options.reserve(flags.size());
  for (const Flag* flag : flags) options.emplace_back(flag, declare(app, *flag));
  // Words are what is left over: a declared positional would read "[a, b]" as two.
  app.allow_extras();
  try {
    std::vector<std::string> tokens = with_empty_values(rest);
    std::ranges::reverse(tokens);  // as CLI11 wants them
    app.parse(std::move(tokens));
  } catch (const CLI::ParseError& error) {
    refuse("usage", fmt::format("'ipt {}' cannot be read: {}", command_name, error.what()),
           "Flags and words are listed by --help.", fmt::format("ipt {} --help", command_name));
  }

  Arguments arguments{std::string{command_name}, command.effect};
  for (const auto& [flag, option] : options) {
    if (option->count() == 0) continue;
    if (option->count() > 1 && !flag->repeats && !flag->value.empty()) {
      refuse("flag_repeated", fmt::format("{} is given {} times", flag->name, option->count()),
             "It is given once.", fmt::format("one {}", flag->name));
    }
    arguments.add(*flag, flag->value.empty() ? std::vector<std::string>{} : option->results());
  }
  std::vector<std::string> words = app.remaining();
  if (const auto mark = std::ranges::find(words, "--"); mark != words.end()) words.erase(mark);
  check_words(command, command_name, words,
              arguments.given(flags::edit) || arguments.given(flags::form));
  for (std::string& word : words) arguments.add_word(std::move(word));
  return arguments;
}

}  // namespace ipt::cli
