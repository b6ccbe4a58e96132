#include "cli/settings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/choice.hpp"
#include "cli/delivery.hpp"
#include "cli/flags.hpp"
#include "cli/output.hpp"
#include "ipt/base/date_grammar.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt::cli {
namespace {

constexpr int piped_columns = 80;
constexpr int least_columns = 40;
constexpr std::size_t longest_settings = 64 * 1024;

std::string one_of(const Arguments& arguments, const Flag& flag,
                   const std::vector<std::string>& allowed) {
  const auto value = arguments.find(flag);
  if (!value) return allowed.front();
  if (std::ranges::find(allowed, *value) == allowed.end()) refuse_word(*value, flag.name, allowed);
  return *value;
}

// The format that was asked for; without that, the one that the ending of --output names.
std::string format_of(const Arguments& arguments, const std::vector<std::string>& allowed) {
  const auto path = arguments.find(flags::output);
  const bool is_asked = arguments.given(flags::format) || arguments.given(flags::json);
  if (!path || is_asked) return one_of(arguments, flags::format, allowed);
  const std::string ending = lower(std::filesystem::path{*path}.extension().string());
  const auto named =
      std::ranges::find_if(allowed, [&](const std::string& each) { return ending == "." + each; });
  return named == allowed.end() ? allowed.front() : *named;
}

Format format_named(std::string_view word) {
  if (word == "json") return Format::json;
  if (word == "md") return Format::markdown;
  if (word == "html") return Format::html;
  return word == "csv" ? Format::csv : Format::text;
}

Date fixed_today(const std::string& text) {
  if (const auto date = Date::from_iso(text)) return *date;
  throw Error({.exit = Exit::usage,
               .code = "date_malformed",
               .wrong = fmt::format("IPT_TODAY '{}' is not a date", text),
               .allowed = "IPT_TODAY is a day such as 2026-11-23.",
               .attempt = "unsetting IPT_TODAY"});
}

// A file is coloured only where that was asked for in the same breath.
bool wants_colour(const World& world, const Arguments& arguments, const Config& config) {
  if (is_for_file(arguments)) return arguments.text(flags::color) == "always";
  const std::string colour = choice(world, arguments, config, Key::color).value.value();
  if (colour != "auto") return colour == "always";
  return world.out_is_terminal && environment(world, "TERM").value_or("dumb") != "dumb";
}

// What a file holds does not depend on the terminal at which it was made.
int columns(const World& world, const Arguments& arguments) {
  if (!world.out_is_terminal || is_for_file(arguments)) return piped_columns;
  if (const auto text = environment(world, "COLUMNS")) {
    if (const auto number = whole_number(*text); number && *number > 0) {
      return std::max(*number, least_columns);
    }
  }
  return world.terminal_columns > 0 ? std::max(world.terminal_columns, least_columns)
                                    : piped_columns;
}

std::optional<std::string> find_settings_text(const std::string& path) {
  try {
    return find_file(path, longest_settings + 1);
  } catch (const Error& error) {
    Explanation explanation = error.explanation();
    explanation.code = "settings_unreadable";
    explanation.allowed = "Settings are a text file that you can read; none at all is fine too.";
    explanation.attempt = "chmod u+r on that file, or another place for what stands there";
    throw Error(std::move(explanation));
  }
}

}  // namespace

// The XDG base directory rules: a relative path there is invalid and ignored.
std::optional<std::string> folder_of_ipt(const World& world, const std::string& variable,
                                         std::string_view below_home) {
  if (const auto folder = environment(world, variable); folder && folder->starts_with('/')) {
    return *folder + "/ipt";
  }
  if (const auto home = environment(world, "HOME"); home && home->starts_with('/')) {
    return fmt::format("{}{}/ipt", *home, below_home);
  }
  return std::nullopt;
}

std::optional<std::string> environment(const World& world, const std::string& name) {
  auto value = world.environment(name);
  return value && !value->empty() ? value : std::nullopt;
}

render::TextStyle text_style(const World& world, const Arguments& arguments, const Config& config) {
  const auto school = find_term<School>(*choice(world, arguments, config, Key::school).value);
  std::vector<render::WordInstead> words;
  for (const SchoolWord& each : words_of(school.value())) {
    words.push_back({.usual = each.usual, .instead = each.instead});
  }
  return {.width = columns(world, arguments),
          .colour = wants_colour(world, arguments, config),
          .voice = {.ascii = arguments.given(flags::ascii),
                    .plain = choice(world, arguments, config, Key::plain).value == "yes",
                    .words = std::move(words)}};
}

Settings read_settings(const World& world, const Arguments& arguments, const Config& config) {
  const auto fixed = environment(world, "IPT_TODAY");
  const Date today = fixed ? fixed_today(*fixed) : world.today();
  Settings settings{.today = today, .today_is_fixed = fixed.has_value(), .as_of = today};
  if (const auto text = arguments.find(flags::as_of)) {
    settings.as_of = resolve_date(*text, today, Ahead::allowed, flags::as_of.name);
  }
  std::vector<std::string> formats = {"text", "json"};
  if (arguments.effect() == Effect::reads) {
    formats.insert(formats.end(), {"md", "html", "csv"});
  }
  const std::string format = format_of(arguments, formats);
  if (arguments.given(flags::json) && arguments.given(flags::format) && format != "json") {
    throw Error({.exit = Exit::usage,
                 .code = "flags_contradict",
                 .wrong = fmt::format("--json and --format {} contradict each other", format),
                 .allowed = "--json is short for --format json.",
                 .attempt = "one of the two"});
  }
  settings.format = arguments.given(flags::json) ? Format::json : format_named(format);
  settings.quiet = arguments.given(flags::quiet);
  settings.verbose = arguments.given(flags::verbose);
  settings.style = text_style(world, arguments, config);
  return settings;
}

ConfigFile find_config(const World& world) {
  const auto folder = folder_of_ipt(world, "XDG_CONFIG_HOME", "/.config");
  if (!folder) return {};
  ConfigFile file{.path = *folder + "/config"};
  const auto text = find_settings_text(*file.path);
  if (!text) return file;
  if (text->size() > longest_settings) {
    throw Error({.exit = Exit::usage,
                 .code = "settings_too_long",
                 .wrong = fmt::format("{} is too long for a settings file", *file.path),
                 .allowed = "A settings file has at most 64 KiB.",
                 .attempt = "ipt config show --help, which says what can be set"});
  }
  file.is_there = true;
  file.config = read_config(*text, *file.path);
  return file;
}

std::optional<StorePlace> find_store_place(const World& world, const Arguments& arguments) {
  if (const auto path = arguments.find(flags::db)) {
    if (!path->empty()) return StorePlace{.path = *path, .origin = "--db"};
    throw Error({.exit = Exit::usage,
                 .code = "value_empty",
                 .wrong = "--db is empty",
                 .allowed = "--db takes the path of a store.",
                 .attempt = "--db FILE"});
  }
  if (const auto path = environment(world, "IPT_DB"))
    return StorePlace{.path = *path, .origin = "IPT_DB"};
  const auto folder = folder_of_ipt(world, "XDG_DATA_HOME", "/.local/share");
  if (!folder) return std::nullopt;
  return StorePlace{.path = *folder + "/ipt.db", .is_default = true, .origin = "default"};
}

StorePlace store_place(const World& world, const Arguments& arguments) {
  if (auto place = find_store_place(world, arguments)) return *std::move(place);
  throw Error({.exit = Exit::store,
               .code = "store_place_unknown",
               .wrong = "it is not known where the store is",
               .allowed = "Neither --db, IPT_DB, XDG_DATA_HOME nor HOME names a place.",
               .attempt = "--db FILE, or IPT_DB=FILE in the environment"});
}

}  // namespace ipt::cli
