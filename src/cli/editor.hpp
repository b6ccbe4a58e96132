#pragma once

#include <csignal>
#include <string>
#include <vector>

#include "cli/world.hpp"

namespace ipt::cli {

/// Runs the user's editor on the terminal of the program.
///
/// From the first time on, a keyboard interrupt is the editor's alone, and a hangup or a
/// termination waits: it is reported by `edit` and never ends the program between the form and the
/// store.
class Editor {
 public:
  /// `command` is a shell command line, to which the path is added, and `+LINE` for editors that
  /// are known to take it. See `World::edit`.
  Edited edit(const std::string& command, const std::string& path, int line);

 private:
  void hold_signals();

  bool holds_signals_ = false;
  sigset_t signals_of_caller_ = {};
};

/// The arguments that an editor is given: `+7 PATH` or `PATH`.
std::vector<std::string> editor_arguments(const std::string& command, const std::string& path,
                                          int line);

}  // namespace ipt::cli
