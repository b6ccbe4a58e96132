#include "cli/choice.hpp"

#include <algorithm>
#include <vector>

#include "cli/flags.hpp"
#include "cli/settings.hpp"
#include "ipt/domain/code.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt::cli {
namespace {

Choice by_default(std::optional<std::string> value) {
  return {.value = std::move(value), .origin = "default"};
}

std::optional<Choice> in_file(const Config& config, Key key) {
  const auto& found = config.find(key);
  if (!found) return std::nullopt;
  return Choice{.value = found->text, .origin = "file", .line = found->line};
}

Choice in_file_or(const Config& config, Key key, std::optional<std::string> value) {
  return in_file(config, key).value_or(by_default(std::move(value)));
}

Choice actor(const World& world, const Arguments& arguments, const Config& config) {
  if (const auto code = arguments.find(flags::actor)) {
    return {.value = read_actor(*code), .origin = std::string{flags::actor.name}};
  }
  if (const auto code = environment(world, "IPT_ACTOR")) {
    return {.value = read_actor(*code), .origin = "IPT_ACTOR"};
  }
  if (auto found = in_file(config, Key::actor)) return *std::move(found);
  if (const auto& therapist = config.find(Key::therapist)) {
    return {.value = therapist->text, .origin = "therapist"};
  }
  return by_default("user");
}

// `--color auto` is as good as no flag above the environment, but stands above the file.
Choice colour(const World& world, const Arguments& arguments, const Config& config) {
  const std::string flag{flags::color.name};
  const auto typed = arguments.find(flags::color);
  const std::vector<std::string> allowed = {"auto", "always", "never"};
  if (typed && std::ranges::find(allowed, *typed) == allowed.end()) {
    refuse_word(*typed, flag, allowed);
  }
  if (typed && *typed != "auto") return {.value = typed, .origin = flag};
  if (environment(world, "NO_COLOR")) return {.value = "never", .origin = "NO_COLOR"};
  if (const auto forced = environment(world, "CLICOLOR_FORCE"); forced && *forced != "0") {
    return {.value = "always", .origin = "CLICOLOR_FORCE"};
  }
  if (typed) return {.value = typed, .origin = flag};
  return in_file_or(config, Key::color, "auto");
}

Choice phases(const Config& config) {
  if (auto found = in_file(config, Key::phases)) return *std::move(found);
  const auto& school = config.find(Key::school);
  if (school && school->text == "stuart") return {.value = "stuart", .origin = "school"};
  return by_default("quarter");
}

Choice school(const Arguments& arguments, const Config& config) {
  const std::string flag{flags::school.name};
  if (const auto typed = arguments.find(flags::school)) {
    return {.value = std::string{name_of(read_term<School>(*typed, flag))}, .origin = flag};
  }
  return in_file_or(config, Key::school, "weissman");
}

Choice plain(const Arguments& arguments, const Config& config) {
  if (arguments.given(flags::plain)) {
    return {.value = "yes", .origin = std::string{flags::plain.name}};
  }
  return in_file_or(config, Key::plain, "no");
}

}  // namespace

Choice choice(const World& world, const Arguments& arguments, const Config& config, Key key) {
  switch (key) {
    case Key::actor:
      return actor(world, arguments, config);
    case Key::weeks:
      return in_file_or(config, key, "16");
    case Key::phases:
      return phases(config);
    case Key::instruments:
      return in_file_or(config, key, "phq9");
    case Key::school:
      return school(arguments, config);
    case Key::plain:
      return plain(arguments, config);
    case Key::color:
      return colour(world, arguments, config);
    case Key::therapist:
    case Key::minutes:
    case Key::mode:
    case Key::diagnoses:
      break;
  }
  return in_file_or(config, key, std::nullopt);
}

}  // namespace ipt::cli
