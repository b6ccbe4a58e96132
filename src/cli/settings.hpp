#pragma once

#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "cli/config.hpp"
#include "cli/world.hpp"
#include "ipt/base/date.hpp"
#include "ipt/render/text.hpp"

namespace ipt::cli {

enum class Format { text, json, markdown, html, csv };

/// Where the store is.
struct StorePlace {
  std::string path;
  bool is_default = false;       ///< only the default place is made by itself
  std::string_view origin = {};  ///< `--db`, `IPT_DB` or `default`
};

/// What the common flags, the environment and the settings file say, the first above the others.
struct Settings {
  Date today;
  bool today_is_fixed = false;  ///< by `IPT_TODAY`
  Date as_of;
  Format format = Format::text;
  bool quiet = false;
  bool verbose = false;
  render::TextStyle style = {};
};

/// Throws `Error` (usage) for a value that is not allowed.
Settings read_settings(const World& world, const Arguments& arguments, const Config& config);

/// The settings file: where it is looked for, and what it says.
struct ConfigFile {
  std::optional<std::string> path = {};  ///< nothing when no folder for it is known
  bool is_there = false;
  Config config = {};
};

/// The settings file below `XDG_CONFIG_HOME`, else below `HOME`. Throws `Error`: exit 1
/// `settings_unreadable`; exit 2 `settings_too_long`, and see `read_config`.
ConfigFile find_config(const World& world);

/// `--db`, `IPT_DB`, or the default place below `XDG_DATA_HOME`; nothing when none of them is
/// known.
std::optional<StorePlace> find_store_place(const World& world, const Arguments& arguments);

/// The same. Throws `Error` (exit 5, `store_place_unknown`).
StorePlace store_place(const World& world, const Arguments& arguments);

/// The folder of ipt below the one that an XDG variable names, else below `below_home` of the home
/// folder; nothing when neither is known.
std::optional<std::string> folder_of_ipt(const World& world, const std::string& variable,
                                         std::string_view below_home);

/// A variable of the environment; an empty one counts as not set.
std::optional<std::string> environment(const World& world, const std::string& name);

/// The style of text for this terminal or pipe.
render::TextStyle text_style(const World& world, const Arguments& arguments, const Config& config);

}  // namespace ipt::cli
