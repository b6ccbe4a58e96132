#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/world.hpp"

namespace ipt::cli {

/// What the name of a form begins with: `K7-session-log-20261123T205301-4711`. The code is the one
/// that the first word of the command names, `form` where there is none; the time is UTC.
std::string draft_stem(const World& world, std::string_view first_word, std::string command_name);

/// A form on its way through the editor: a file of mode 0600 whose name begins with the code of the
/// client, so that what is erased of a client finds it. It lies in `$XDG_RUNTIME_DIR/ipt/`, which
/// ends with the login, or in `$XDG_STATE_HOME/ipt/`, which stays.
///
/// Until `remove` or `keep` it stays where it is, whatever happens.
class DraftFile {
 public:
  /// Makes it anew; `stem` is the beginning of its name. Throws `Error` (exit 1, `form_not_made`).
  static DraftFile make(const World& world, const std::string& stem, std::string_view text);
  /// Makes it at once where forms are kept. Throws the same.
  static DraftFile make_kept(const World& world, const std::string& stem, std::string_view text);

  [[nodiscard]] const std::string& path() const { return path_; }
  /// False when the editor took it away.
  [[nodiscard]] bool is_there() const;
  /// What is in it now. Throws `Error`, see `read_file`; exit 2, `form_too_long`.
  [[nodiscard]] std::string text() const;
  /// Whether anything was saved to it since it was made, be it the same text.
  [[nodiscard]] bool was_written() const;
  /// Puts another text in its place, or leaves it as it is and throws `Error`, see `write_file`.
  void replace(std::string_view text) const;
  /// Removes it and what the editor left beside it.
  void remove() const;
  /// Moves it, and what the editor left beside it, to where forms are kept. What cannot be moved
  /// stays. `path` is then where it is.
  void keep(const World& world);
  /// Whether the editor left something beside it, such as a swap file.
  [[nodiscard]] bool has_leftovers() const;

 private:
  explicit DraftFile(std::string path);

  std::string path_;
  std::int64_t made_;  ///< when it was written last
};

/// Removes a form that lies where forms are kept, and nothing anywhere else: it was saved now.
void remove_kept(const World& world, const std::string& path);

/// A longer form is refused.
inline constexpr std::size_t longest_form = std::size_t{4} * 1024 * 1024;

/// Throws `Error` (usage, `form_too_long`).
void require_form_size(std::string_view text);

}  // namespace ipt::cli
