#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ipt::cli {

/// What can be set in the settings file, in the order in which it is shown.
enum class Key {
  therapist,
  actor,
  weeks,
  phases,
  instruments,
  minutes,
  mode,
  school,
  plain,
  color,
  diagnoses
};

inline constexpr std::size_t key_count = 11;

/// Every key, in the order of the enumeration.
std::array<Key, key_count> all_keys();

/// `weeks`, as it is written in the file.
std::string_view name_of(Key key);

/// A value of the settings file, and where it stands.
struct ConfigValue {
  std::string text;  ///< allowed for its key, in the one way in which the program writes it
  int line = 0;      ///< counted from 1
};

/// What the settings file says. Without a file it says nothing.
class Config {
 public:
  [[nodiscard]] const std::optional<ConfigValue>& find(Key key) const {
    return values_[static_cast<std::size_t>(key)];
  }
  void set(Key key, ConfigValue value) {
    values_[static_cast<std::size_t>(key)] = std::move(value);
  }

 private:
  std::array<std::optional<ConfigValue>, key_count> values_ = {};
};

/// Reads lines `key = value`; an empty line and one that starts with `#` say nothing. A byte-order
/// mark and CRLF are read. `path` names the file in errors. Throws `Error` (usage) with the line:
/// `setting_unknown` with the nearest key, `setting_malformed` for a line of another form,
/// `setting_not_allowed` for a value, `setting_repeated`, `not_utf8`.
Config read_config(std::string_view text, std::string_view path);

}  // namespace ipt::cli
