// The outer edge of the program: what the operating system gives and takes.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cli/editor.hpp"
#include "cli/run.hpp"
#include "ipt/base/error.hpp"

namespace {

using ipt::Date;
using ipt::Exit;

// Bytes for a file descriptor, written at the end; the first failure is kept.
class Buffer {
 public:
  explicit Buffer(int descriptor) : descriptor_(descriptor) {}

  void add(std::string_view text) { bytes_ += text; }

  void flush() {
    std::string_view rest = bytes_;
    while (!rest.empty() && fault_ == 0) {
      const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
      if (written >= 0) {
        rest.remove_prefix(static_cast<std::size_t>(written));
      } else if (errno != EINTR) {
        fault_ = errno;
      }
    }
    bytes_.clear();
  }

  [[nodiscard]] int fault() const { return fault_; }

 private:
  int descriptor_;
  std::string bytes_;
  int fault_ = 0;
};

// A standard stream that was closed by the caller must not become the number of a file that we
// open: what is printed would land in it.
void keep_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0) ::open("/dev/null", O_RDONLY | O_NOCTTY);
  }
}

// A limit or a closed pipe becomes an error of the call instead of the end of the process.
void ignore_signals_of_writing() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

Date local_date(std::chrono::system_clock::time_point now) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  constexpr int first_year = 1900;
  const auto date = Date::of(parts.tm_year + first_year, static_cast<unsigned>(parts.tm_mon) + 1,
                             static_cast<unsigned>(parts.tm_mday));
  return date.value_or(Date::from_days_since_epoch(0));
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point began) {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
}

std::string read_standard_input(std::size_t most) {
  std::string text;
  std::array<char, 16384> buffer{};
  while (text.size() < most) {
    const ssize_t got =
        ::read(STDIN_FILENO, buffer.data(), std::min(buffer.size(), most - text.size()));
    if (got == 0) break;
    if (got > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (errno != EINTR) {
      throw ipt::Error(
          {.exit = Exit::failure,
           .code = "input_unreadable",
           .wrong = std::string{"standard input cannot be read: "} + std::strerror(errno),
           .allowed = "Nothing was saved.",
           .attempt = "a file, or text that is piped in"});
    }
  }
  return text;
}

// A line; nothing when the terminal was closed instead.
std::optional<std::string> read_answer() {
  std::string line;
  char c = '\0';
  while (true) {
    const ssize_t got = ::read(STDIN_FILENO, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    if (c == '\n') return line;
    line += c;
  }
}

int columns_of_terminal() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

// What was saved stays saved; that it could not be said is a failure all the same.
int status_after_printing(int status, const Buffer& out, Buffer& err) {
  if (out.fault() == 0) return status;
  if (out.fault() == EPIPE) return static_cast<int>(Exit::pipe_closed);
  err.add("ipt: error: the result could not be printed: ");
  err.add(std::strerror(out.fault()));
  err.add("\n  If the command saved something, it is saved.\n  Try: the same command again\n");
  // Findings that nobody could read are no answer; an error has said its own.
  const bool has_result =
      status == static_cast<int>(Exit::done) || status == static_cast<int>(Exit::findings);
  return has_result ? static_cast<int>(Exit::failure) : status;
}

// For where even the words of an error found no memory: these need none.
int fail_without_memory() {
  constexpr std::string_view text =
      "ipt: error: there is not enough memory\n"
      "  What the command saves may be saved or not.\n"
      "  Try: the same command again\n";
  const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
  static_cast<void>(written);
  return static_cast<int>(Exit::failure);
}

int run_here(int count, char** values) {
  const auto now = std::chrono::system_clock::now();
  Buffer out{STDOUT_FILENO};
  Buffer err{STDERR_FILENO};
  ipt::cli::Editor editor;
  const auto edit = [&](const std::string& command, const std::string& path, int line) {
    err.flush();
    out.flush();
    return editor.edit(command, path, line);
  };
  ipt::cli::World world{
      .today = [&] { return local_date(now); },
      .now = std::chrono::floor<std::chrono::milliseconds>(now),
      .environment = environment,
      .read_input = read_standard_input,
      .out = [&](std::string_view text) { out.add(text); },
      .err = [&](std::string_view text) { err.add(text); },
      .edit = edit,
      .elapsed = [began = std::chrono::steady_clock::now()] { return since(began); },
      .process = static_cast<int>(::getpid()),
      .out_is_terminal = ::isatty(STDOUT_FILENO) == 1};
  if (world.out_is_terminal) world.terminal_columns = columns_of_terminal();
  if (::isatty(STDERR_FILENO) == 1) {
    world.show_now = [&](std::string_view text) {
      err.add(text);
      err.flush();
    };
  }
  if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1) {
    world.ask = [&](std::string_view question) {
      err.add(question);
      err.flush();
      return read_answer();
    };
  }
  const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
  int status = ipt::cli::run(arguments, world);
  err.flush();  // remarks stand before the result that they are about
  out.flush();
  status = status_after_printing(status, out, err);
  err.flush();
  return status;
}

}  // namespace

int main(int count, char** values) {
  ::umask(S_IRWXG | S_IRWXO);
  keep_standard_streams();
  ignore_signals_of_writing();
  try {
    return run_here(count, values);
  } catch (const std::bad_alloc&) {
    return fail_without_memory();
  }
}
