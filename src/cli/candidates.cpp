#include "cli/candidates.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include "cli/flags.hpp"
#include "cli/parse.hpp"
#include "cli/settings.hpp"
#include "cli/tokens.hpp"
#include "cli/topics.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/store/store.hpp"

namespace ipt::cli {
namespace {

// How far the line has come before the word that is being typed.
struct Line {
  Request request;
  std::vector<const Flag*> given = {};
  const Flag* open = nullptr;  // the flag whose value comes next
  std::size_t words = 0;       // of the command's own
  bool only_words = false;     // after `--`
  std::string store = {};
};

// Summaries of groups are set in columns.
std::string on_one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) result += c;
    if (blank && !result.ends_with(' ')) result += ' ';
  }
  return result;
}

bool begins(std::string_view word, std::string_view beginning) {
  return lower(word).starts_with(lower(beginning));
}

// What is completed, and what of the word stands before it: `--focus=`, `link,`.
class Answer {
 public:
  explicit Answer(std::string_view typed, std::string_view kept = "")
      : typed_(typed), kept_(kept) {}

  void add(std::string_view word, std::string_view meaning) {
    if (!begins(word, typed_)) return;
    result_.words.push_back({.word = kept_ + std::string{word}, .meaning = on_one_line(meaning)});
  }

  [[nodiscard]] std::string_view typed() const { return typed_; }
  Candidates& result() { return result_; }

 private:
  std::string_view typed_;
  std::string kept_;
  Candidates result_;
};

// The command's own flag of that name, or that of another command, whose value follows just so.
const Flag* meant(const Line& line, std::string_view name) {
  const Command* command = line.request.command;
  const Flag* own = command == nullptr ? nullptr : find_flag(flags_of(*command), name);
  return own == nullptr ? find_any_flag(name) : own;
}

void take_flag(Line& line, const std::vector<std::string>& rest, std::size_t& i,
               const FlagToken& token) {
  const Flag* flag = meant(line, token.name);
  if (flag == nullptr) return;
  line.given.push_back(flag);
  if (flag->value.empty()) return;
  if (!token.has_value && i + 1 == rest.size()) {
    line.open = flag;
    return;
  }
  if (flag != &flags::db) {
    if (!token.has_value) ++i;
    return;
  }
  line.store = token.has_value ? rest[i].substr(token.name.size() + 1) : rest[++i];
}

Line read_line(std::span<const std::string> before) {
  Line line{.request = request(before)};
  const std::vector<std::string>& rest = line.request.rest;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const auto token = line.only_words ? std::nullopt : flag_token(rest[i]);
    if (token) {
      take_flag(line, rest, i, *token);
    } else if (rest[i] == "--" && !line.only_words) {
      line.only_words = true;
    } else {
      ++line.words;
    }
  }
  return line;
}

// Of `link,af` the list of what stands there already, and what is being typed.
std::pair<std::string_view, std::string_view> list_parts(std::string_view typed) {
  const std::size_t comma = typed.rfind(',');
  if (comma == std::string_view::npos) return {"", typed};
  return {typed.substr(0, comma + 1), typed.substr(comma + 1)};
}

Candidates of_value(std::string_view shown, AllowedWords allowed, std::string_view typed,
                    std::string_view kept, const Line& line, const StoredWords& stored) {
  const Values values = values_of(shown, allowed);
  const auto [listed, last] =
      values.is_list ? list_parts(typed) : std::pair{std::string_view{}, typed};
  Answer answer{last, std::string{kept}.append(listed)};
  const auto taken = split(listed, ',');
  for (const Candidate& each : values.words) {
    if (std::ranges::find(taken, each.word) == taken.end()) answer.add(each.word, each.meaning);
  }
  if (values.clients) {
    for (const std::string& code : stored.codes(line.store, last)) answer.add(code, "");
  }
  if (values.instruments) {
    for (const Candidate& each : stored.instruments(line.store)) {
      const std::string word = each.word + std::string{values.ending};
      const bool known =
          std::ranges::find(values.words, word, &Candidate::word) != values.words.end();
      if (!known && std::ranges::find(taken, each.word) == taken.end()) {
        answer.add(word, each.meaning);
      }
    }
  }
  Candidates result = std::move(answer.result());
  result.files = values.files;
  result.goes_on = (values.goes_on || values.is_list) && !result.words.empty();
  return result;
}

void add_flags(Answer& answer, const Line& line) {
  const Request& request = line.request;
  if (request.command != nullptr) {
    for (const Flag* flag : flags_of(*request.command)) {
      const bool given = std::ranges::find(line.given, flag) != line.given.end();
      if (!given || flag->repeats) answer.add(flag->name, flag->help);
    }
    return;
  }
  answer.add(flags::help.name, flags::help.help);
  if (request.group == nullptr) answer.add("--version", "the version of this program");
}

void add_nouns(Answer& answer) {
  for (const Group* group : groups()) answer.add(group->noun, group->summary);
}

void add_verbs(Answer& answer, const Group& group) {
  for (const Command& command : group.commands) {
    if (!command.verb.empty()) answer.add(command.verb, command.summary);
  }
}

void add_commands(Answer& answer) {
  add_nouns(answer);
  answer.add("log", "short for session log");
  answer.add("help", "explains a command or a topic");
}

// `ipt help` takes a topic, or a noun and its verb.
void add_topics(Answer& answer, const std::vector<std::string>& before) {
  if (before.empty()) {
    for (const Topic& topic : topics()) answer.add(topic.name, topic.summary);
    add_nouns(answer);
  } else if (const Group* group = find_group(before.front()); group && before.size() == 1) {
    add_verbs(answer, *group);
  }
}

Candidates of_word(std::string_view typed, const Line& line, const StoredWords& stored) {
  const Request& request = line.request;
  Answer answer{typed};
  if (!line.only_words && typed.starts_with('-')) {
    if (!request.topics) add_flags(answer, line);
  } else if (request.topics) {
    add_topics(answer, *request.topics);
  } else if (request.group == nullptr) {
    add_commands(answer);
  } else if (request.command == nullptr) {
    add_verbs(answer, *request.group);
  } else if (line.words < request.command->positionals.size()) {
    const Positional& next = request.command->positionals[line.words];
    Candidates found = of_value(next.name, next.allowed, typed, "", line, stored);
    if (request.command->verb.empty() && line.words == 0) {
      add_verbs(answer, *request.group);
      const auto& verbs = answer.result().words;
      found.words.insert(found.words.end(), verbs.begin(), verbs.end());
    }
    return found;
  } else if (!line.only_words && typed.empty()) {
    add_flags(answer, line);  // what else may follow
  }
  return std::move(answer.result());
}

// Scripts hand over words as they were typed.
std::string home_expanded(const World& world, const std::string& path) {
  const auto home = environment(world, "HOME");
  return home && path.starts_with("~/") ? *home + path.substr(1) : path;
}

store::Store glance_at(const World& world, const std::string& store_typed) {
  Arguments arguments;
  if (!store_typed.empty()) arguments.add(flags::db, {home_expanded(world, store_typed)});
  return store::Store::open(store_place(world, arguments).path, store::Store::Access::glance);
}

std::vector<std::string> codes_in_store(const World& world, const std::string& store_typed,
                                        std::string_view beginning) {
  constexpr int most = 200;  // more are no help to choose from
  return glance_at(world, store_typed).read([&](const store::Records& records) {
    auto codes = records.codes_beginning(beginning, store::Clients::with_open_course, most);
    if (codes.empty()) codes = records.codes_beginning(beginning, store::Clients::all, most);
    std::vector<std::string> words;
    words.reserve(codes.size());
    for (const ClientCode& code : codes) words.push_back(code.text());
    return words;
  });
}

// Without a store, or with one that is older, those of the program are offered alone.
std::vector<Candidate> instruments_in_store(const World& world, const std::string& store_typed) {
  std::vector<Candidate> found;
  try {
    const Catalogue catalogue =
        glance_at(world, store_typed).read([](const store::Records& records) {
          return records.catalogue();
        });
    for (const Instrument* each : catalogue.instruments()) {
      found.push_back({.word = each->code, .meaning = each->name});
    }
  } catch (const Error&) {
    return {};
  }
  return found;
}

std::string lines_of(const Candidates& candidates) {
  std::string text;
  for (const Candidate& each : candidates.words) {
    text += each.word;
    if (!each.meaning.empty()) text += "\t" + each.meaning;
    text += "\n";
  }
  if (candidates.files) text += ":files\n";
  if (candidates.goes_on) text += ":nospace\n";
  return text;
}

}  // namespace

Candidates candidates(std::span<const std::string> words, const StoredWords& stored) {
  const std::string_view typed = words.back();
  const Line line = read_line(words.first(words.size() - 1));
  if (line.open != nullptr) {
    return of_value(line.open->value, line.open->allowed, typed, "", line, stored);
  }
  const auto token = line.only_words ? std::nullopt : flag_token(typed);
  if (token && token->has_value) {
    const Flag* flag = meant(line, token->name);
    if (flag == nullptr || flag->value.empty() || !token->name.starts_with("--")) return {};
    const std::size_t start = token->name.size() + 1;
    return of_value(flag->value, flag->allowed, typed.substr(start), typed.substr(0, start), line,
                    stored);
  }
  return of_word(typed, line, stored);
}

bool asks_for_candidates(std::span<const std::string> arguments) {
  return arguments.size() > 1 && arguments[0] == "completion" && arguments[1] == "words";
}

void print_candidates(std::span<const std::string> arguments, World& world) {
  try {
    const bool marked = arguments.size() > 2 && arguments[2] == "--";
    const auto typed = arguments.subspan(marked ? 3 : 2);
    std::vector<std::string> words(typed.begin(), typed.end());
    if (words.empty()) words.emplace_back();
    const StoredWords stored{
        .codes =
            [&](const std::string& store, std::string_view beginning) {
              return codes_in_store(world, store, beginning);
            },
        .instruments =
            [&](const std::string& store) { return instruments_in_store(world, store); }};
    world.out(lines_of(candidates(words, stored)));
  } catch (const std::exception&) {
    return;  // what was typed is wrong, or the store is: the command itself will say so
  }
}

}  // namespace ipt::cli
