#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ipt/base/date.hpp"

namespace ipt::cli {

/// How the editor ended.
struct Edited {
  int status = 0;        ///< as a shell gives it: 0 is success
  bool stopped = false;  ///< the program was told to end meanwhile: a hangup, a termination
};

/// Everything that the program takes from outside but the store, so that a test can be the world.
struct World {
  /// Today in the local time zone, asked for at most once a run: finding the time zone costs more
  /// than all of `--version`. `IPT_TODAY` stands above it.
  std::function<Date()> today;
  std::chrono::sys_time<std::chrono::milliseconds> now;
  std::function<std::optional<std::string>(const std::string&)> environment;
  /// Standard input to its end, or so many bytes of it. Throws `Error` (exit 1,
  /// `input_unreadable`).
  std::function<std::string(std::size_t most)> read_input;
  std::function<void(std::string_view)> out;
  std::function<void(std::string_view)> err;
  /// Lets `path` be edited by a command line such as `vi` or `code --wait`, and waits for it; a
  /// `line` above 0 is where the cursor should stand. What was printed so far is shown before.
  std::function<Edited(const std::string& command, const std::string& path, int line)> edit = {};
  /// Writes to standard error at once; empty where that is no terminal.
  std::function<void(std::string_view)> show_now = {};
  /// Asks a question on the terminal and waits for a line, nothing at its end; empty where nobody
  /// can be asked.
  std::function<std::optional<std::string>(std::string_view question)> ask = {};
  /// Since the program began.
  std::function<std::chrono::milliseconds()> elapsed = {};
  int process = 0;  ///< tells the files of this run from those of another one
  bool out_is_terminal = false;
  int terminal_columns = 0;  ///< 0 when not known
};

}  // namespace ipt::cli
