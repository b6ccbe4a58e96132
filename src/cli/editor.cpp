#include "cli/editor.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <string_view>
#include <utility>

namespace ipt::cli {
namespace {

constexpr std::array<std::string_view, 17> takes_line = {
    "vi",    "vim",  "vim.basic", "vim.tiny", "vim.nox", "nvim", "view", "vis", "gvim",
    "emacs", "nano", "pico",      "rnano",    "mg",      "joe",  "jed",  "kak"};

constexpr int not_started = 127;
constexpr int killed = 128;

std::string_view program_of(std::string_view command) {
  command = command.substr(0, command.find_first_of(" \t"));
  return command.substr(command.rfind('/') + 1);
}

bool was_told_to_stop() {
  sigset_t pending;
  sigemptyset(&pending);
  ::sigpending(&pending);
  return sigismember(&pending, SIGHUP) == 1 || sigismember(&pending, SIGTERM) == 1;
}

// Starts a program with the default action for the signals that this one ignores.
int start(std::vector<std::string> words, const sigset_t& mask, pid_t& child) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  sigset_t defaults;
  sigemptyset(&defaults);
  for (const int signal : {SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ}) sigaddset(&defaults, signal);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &mask);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int fault =
      ::posix_spawn(&child, arguments.front(), nullptr, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  return fault;
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return not_started;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : killed + WTERMSIG(status);
}

}  // namespace

std::vector<std::string> editor_arguments(const std::string& command, const std::string& path,
                                          int line) {
  const bool takes = std::ranges::find(takes_line, program_of(command)) != takes_line.end();
  if (line <= 0 || !takes) return {path};
  return {"+" + std::to_string(line), path};
}

void Editor::hold_signals() {
  if (holds_signals_) return;
  holds_signals_ = true;
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGHUP);
  sigaddset(&held, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &held, &signals_of_caller_);
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGQUIT, SIG_IGN);
}

Edited Editor::edit(const std::string& command, const std::string& path, int line) {
  hold_signals();
  if (was_told_to_stop()) return {.stopped = true};
  // The shell splits the command as its owner wrote it; the path is never read by it.
  std::vector<std::string> words = {"/bin/sh", "-c", command + " \"$@\"", command};
  std::ranges::copy(editor_arguments(command, path, line), std::back_inserter(words));
  pid_t child = 0;
  if (start(std::move(words), signals_of_caller_, child) != 0) return {.status = not_started};
  const int status = status_of(child);
  return {.status = status, .stopped = was_told_to_stop()};
}

}  // namespace ipt::cli
