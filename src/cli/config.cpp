#include "cli/config.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/code.hpp"
#include "ipt/domain/contract.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt::cli {
namespace {

// A key, a value to try, and what reads a value: it throws `Error` for one that is not allowed and
// returns the others as the program writes them.
struct Setting {
  Key key;
  std::string_view name;
  std::string_view example;
  std::string (*read)(const std::string& text);
};

std::string one_of(std::string_view text, std::string_view name,
                   const std::vector<std::string>& allowed) {
  std::string word = lower(text);
  if (std::ranges::find(allowed, word) == allowed.end()) refuse_word(text, name, allowed);
  return word;
}

std::string minutes(const std::string& text) {
  const auto number = whole_number(text);
  if (number && *number >= 1 && *number <= flags::most_minutes) return std::to_string(*number);
  throw Error({.exit = Exit::usage,
               .code = "number_not_allowed",
               .allowed = fmt::format("A whole number from 1 to {}.", flags::most_minutes)});
}

// The sum need not be the number of any one course.
std::string phases(const std::string& text) {
  try {
    static_cast<void>(read_usual_split(text, most_acute_sessions));
    return lower(text);
  } catch (const Error& error) {
    Explanation explanation = error.explanation();
    explanation.allowed = fmt::format(
        "Phases are quarter, stuart, or initial/middle/ending, each at least 1, whose sum is {} to "
        "{}.",
        least_acute_sessions, most_acute_sessions);
    throw Error(std::move(explanation));
  }
}

// Whether the store has them is seen when a course is created.
std::vector<std::string> codes_of_instruments(const std::string& text) {
  const Catalogue built_in;
  std::vector<std::string> codes;
  for (const std::string_view word : split(text, ',')) {
    const Instrument* found = built_in.find(trimmed(word));
    std::string code = found == nullptr ? read_instrument_code(trimmed(word)) : found->code;
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(std::move(code));
  }
  return codes;
}

constexpr std::array<Setting, key_count> settings = {{
    {Key::therapist, "therapist", "TH1",
     [](const std::string& text) { return TherapistCode::read(text, "therapist").text(); }},
    {Key::actor, "actor", "TH1", [](const std::string& text) { return read_actor(text); }},
    {Key::weeks, "weeks", "16",
     [](const std::string& text) { return std::to_string(read_acute_number(text, "weeks", "")); }},
    {Key::phases, "phases", "quarter", phases},
    {Key::instruments, "instruments", "phq9,gad7",
     [](const std::string& text) { return joined(codes_of_instruments(text), ","); }},
    {Key::minutes, "minutes", "50", minutes},
    {Key::mode, "mode", "in-person",
     [](const std::string& text) {
       return std::string{ipt::name_of(read_term<Mode>(text, "mode"))};
     }},
    {Key::school, "school", "weissman",
     [](const std::string& text) {
       return std::string{ipt::name_of(read_term<School>(text, "school"))};
     }},
    {Key::plain, "plain", "yes",
     [](const std::string& text) {
       return one_of(text, "plain", {"yes", "no"});
     }},
    {Key::color, "color", "auto",
     [](const std::string& text) {
       return one_of(text, "color", {"auto", "always", "never"});
     }},
    {Key::diagnoses, "diagnoses", "grief-reaction,burnout",
     [](const std::string& text) { return joined(read_own_diagnoses(text, "diagnoses"), ","); }},
}};

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  names.reserve(settings.size());
  for (const Setting& each : settings) names.emplace_back(each.name);
  return names;
}

// Where in the file something stands, and how a refusal of it is made.
struct Place {
  std::string_view path;
  int line = 0;

  [[noreturn]] void refuse(std::string code, std::string_view wrong, std::string allowed,
                           std::string attempt) const {
    throw Error({.exit = Exit::usage,
                 .code = std::move(code),
                 .wrong = fmt::format("{}, line {}: {}", path, line, wrong),
                 .allowed = std::move(allowed),
                 .attempt = std::move(attempt)});
  }
};

const Setting& setting_named(std::string_view name, const Place& place) {
  const auto* found = std::ranges::find(settings, name, &Setting::name);
  if (found != settings.end()) return *found;
  const std::vector<std::string> names = setting_names();
  const auto meant = nearest(name, names);
  place.refuse("setting_unknown", fmt::format("there is no setting '{}'", name),
               fmt::format("Settings: {}.", joined(names, ", ")),
               meant ? *meant : "one of these names, or # before the line");
}

[[noreturn]] void refuse_value(const Setting& setting, const std::string& text, const Place& place,
                               std::string allowed) {
  place.refuse("setting_not_allowed", fmt::format("{} = {} is not allowed", setting.name, text),
               std::move(allowed), fmt::format("{} = {}", setting.name, setting.example));
}

std::string allowed_value(const Setting& setting, const std::string& text, const Place& place) {
  if (text.empty()) {
    place.refuse("setting_not_allowed", fmt::format("{} has no value", setting.name),
                 "A setting that is not wanted is left out, or has # before it.",
                 fmt::format("{} = {}", setting.name, setting.example));
  }
  if (text.find('#') != std::string::npos) {
    refuse_value(setting, text, place, "A comment is a line of its own.");
  }
  try {
    return setting.read(text);
  } catch (const Error& error) {
    refuse_value(setting, text, place, error.explanation().allowed);
  }
}

void read_line(std::string_view line, const Place& place, Config& config) {
  if (!is_utf8(line)) {
    place.refuse("not_utf8", "this is not valid UTF-8 text", "The settings file is UTF-8.",
                 "saving the file as UTF-8");
  }
  if (line.empty() || line.starts_with('#')) return;
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) {
    place.refuse("setting_malformed", "this is no setting",
                 "A line is 'key = value', or a comment that starts with #.", "weeks = 16");
  }
  const Setting& setting = setting_named(trimmed(line.substr(0, equals)), place);
  const std::string text{trimmed(line.substr(equals + 1))};
  if (const auto& before = config.find(setting.key)) {
    place.refuse("setting_repeated", fmt::format("{} is set a second time", setting.name),
                 fmt::format("It is set in line {} already.", before->line),
                 "one of the two lines");
  }
  config.set(setting.key, {.text = allowed_value(setting, text, place), .line = place.line});
}

}  // namespace

std::array<Key, key_count> all_keys() {
  std::array<Key, key_count> keys{};
  std::ranges::transform(settings, keys.begin(), &Setting::key);
  return keys;
}

std::string_view name_of(Key key) { return settings.at(static_cast<std::size_t>(key)).name; }

Config read_config(std::string_view text, std::string_view path) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Config config;
  Place place{.path = path};
  for (const std::string_view line : split(text, '\n')) {
    ++place.line;
    read_line(trimmed(line), place, config);
  }
  return config;
}

}  // namespace ipt::cli
