// ipt config …
#include <fmt/core.h>

#include <array>

#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/report/report.hpp"

namespace ipt::cli {
namespace {

using report::Lines;
using report::List;
using report::Object;
using report::Phrase;
using report::Value;

List setting_list(const Invocation& invocation) {
  List list;
  for (const Key key : all_keys()) {
    const Choice choice = invocation.choice(key);
    list.emplace_back(Object{}
                          .add("key", name_of(key))
                          .add("value", choice.value)
                          .add("origin", choice.value ? Value{choice.origin} : Value{})
                          .add("line", choice.line));
  }
  return list;
}

Value file_value(const ConfigFile& file) {
  return Object{}.add("path", file.path).add("is_there", file.is_there);
}

Value store_value(const std::optional<StorePlace>& place) {
  if (!place) return {};
  return Object{}.add("path", place->path).add("origin", place->origin);
}

Phrase file_line(const ConfigFile& file) {
  if (!file.path) return "# File: none, for neither XDG_CONFIG_HOME nor HOME names a folder";
  return file.is_there ? "# File: {file.path}" : "# File: {file.path}, which is not there";
}

// How the origin of a value is said; a setting without a value has none.
Phrase origin_line(const std::string& path, const Choice& choice) {
  if (choice.line) return fmt::format("# from the settings file, line {{{}.line}}", path);
  return choice.origin == "default" ? "# default" : fmt::format("# from {{{}.origin}}", path);
}

Phrase store_line(const std::optional<StorePlace>& place) {
  if (!place) return "# Store: none, for no place of it is known";
  return place->is_default ? "# Store: {store.path}, the default place"
                           : "# Store: {store.path}, from {store.origin}";
}

// A setting with the line on its origin above it; one that is not set is a comment.
void add_setting(std::vector<Phrase>& lines, const Choice& choice, std::size_t index) {
  const std::string path = fmt::format("settings.{}", index);
  const Phrase setting = fmt::format("{{{}.key}} =", path);
  lines.emplace_back();
  if (choice.value) {
    lines.push_back(origin_line(path, choice));
    lines.push_back(fmt::format("{} {{{}.value}}", setting, path));
  } else {
    lines.emplace_back("# not set");
    lines.push_back("# " + setting);
  }
}

void show(Invocation& invocation) {
  const auto store = find_store_place(invocation.world(), invocation.arguments());
  report::Report report{.schema = "ipt.config.show/1"};
  report.data.add("settings", setting_list(invocation))
      .add("file", file_value(invocation.config_file()))
      .add("store", store_value(store));
  Lines text{.lines = {"# Settings of ipt, each below what it comes from",
                       file_line(invocation.config_file()), store_line(store)}};
  std::size_t index = 0;
  for (const Key key : all_keys()) add_setting(text.lines, invocation.choice(key), index++);
  report.blocks.emplace_back(std::move(text));
  invocation.print(report);
}

constexpr std::array commands = std::to_array<Command>({
    {.verb = "show",
     .summary = "Each setting and where it comes from, as a settings file",
     .positionals = {},
     .flags = {},
     .run = show,
     .details = "The settings file is $XDG_CONFIG_HOME/ipt/config, usually ~/.config/ipt/config.\n"
                "Its lines are 'key = value'; a comment is a line of its own that starts with #.\n"
                "A flag stands above the environment, that above the file, the file above the\n"
                "default.\n"
                "\n"
                "  therapist    code for new courses; also who makes changes when actor is not\n"
                "               set\n"
                "  actor        who makes changes, for the history; IPT_ACTOR stands above it\n"
                "  weeks        planned sessions of a new acute course, 12 to 16\n"
                "  phases       quarter, stuart or I/M/E; in a course of another number the\n"
                "               middle is what I and E leave\n"
                "  instruments  rating scales of a new course, the primary one first\n"
                "  minutes      length of an attended session in 'ipt log', 1 to 480\n"
                "  mode         of an attended session: in-person, video, phone, home or group\n"
                "  school       weissman or stuart: words and defaults, see 'ipt help ipt';\n"
                "               without phases, stuart means --phases stuart\n"
                "  plain        yes or no; yes is --plain\n"
                "  color        auto, always or never; NO_COLOR and CLICOLOR_FORCE stand above\n"
                "  diagnoses    labels of your own for --diagnosis, joined by commas, taken even\n"
                "               when they look like a slip of one of the usual seven\n"
                "\n"
                "What is printed can be used as the settings file:\n"
                "\n"
                "  ipt config show -o my-settings"},
});

}  // namespace

const Group config_group{.noun = "config",
                         .section = "RECORDS",
                         .summary = "show       each setting and where it comes from",
                         .commands = commands};

}  // namespace ipt::cli
