#pragma once

#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "cli/world.hpp"
#include "ipt/base/date.hpp"
#include "ipt/render/text.hpp"

namespace ipt::cli {

enum class Format { text, json };

/// Where the store is.
struct StorePlace {
  std::string path;
  bool is_default = false;  ///< only the default place is made by itself
};

/// What the common flags and the environment say; a flag stands above the environment.
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
Settings read_settings(const World& world, const Arguments& arguments);

/// `--db`, `IPT_DB`, or the default place below `XDG_DATA_HOME`; nothing when none of them is
/// known.
std::optional<StorePlace> find_store_place(const World& world, const Arguments& arguments);

/// The same. Throws `Error` (exit 5, `store_place_unknown`).
StorePlace store_place(const World& world, const Arguments& arguments);

/// A variable of the environment; an empty one counts as not set.
std::optional<std::string> environment(const World& world, const std::string& name);

/// The style of text for this terminal or pipe.
render::TextStyle text_style(const World& world, const Arguments& arguments);

}  // namespace ipt::cli
