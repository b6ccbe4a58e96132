#include "cli/draft_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>
#include <vector>

#include "cli/output.hpp"
#include "cli/settings.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

namespace fs = std::filesystem;

constexpr mode_t folder_mode = S_IRWXU;

// Makes a folder and those above it; whether it is there.
bool make_folder(const fs::path& folder) {
  struct stat facts {};
  if (::stat(folder.c_str(), &facts) == 0) return S_ISDIR(facts.st_mode);
  if (folder.has_parent_path() && folder != folder.parent_path()) {
    if (!make_folder(folder.parent_path())) return false;
  }
  return ::mkdir(folder.c_str(), folder_mode) == 0 || errno == EEXIST;
}

std::optional<fs::path> session_folder(const World& world) {
  const auto runtime = environment(world, "XDG_RUNTIME_DIR");
  if (!runtime || !runtime->starts_with('/')) return std::nullopt;  // as the XDG rules want it
  struct stat facts {};
  if (::stat(runtime->c_str(), &facts) != 0) return std::nullopt;
  if (!S_ISDIR(facts.st_mode) || facts.st_uid != ::geteuid()) return std::nullopt;
  return fs::path{*runtime} / "ipt";
}

std::optional<fs::path> kept_folder(const World& world) {
  const auto folder = folder_of_ipt(world, "XDG_STATE_HOME", "/.local/state");
  return folder ? std::optional{fs::path{*folder}} : std::nullopt;
}

// Writes a new file of mode 0600 to the disk, whole or not at all; 0, or why not.
int write_new(const fs::path& path, std::string_view text) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return errno;
  int fault = 0;
  while (!text.empty() && fault == 0) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fault = errno;
    }
  }
  if (fault == 0 && ::fsync(descriptor) != 0) fault = errno;
  if (::close(descriptor) != 0 && fault == 0) fault = errno;
  if (fault != 0) ::unlink(path.c_str());
  return fault;
}

// A second form of the same moment gets a number.
fs::path free_path(const fs::path& folder, const std::string& stem) {
  fs::path path = folder / (stem + ".txt");
  std::error_code none;
  for (int number = 2; fs::exists(fs::symlink_status(path, none)); ++number) {
    path = folder / fmt::format("{}-{}.txt", stem, number);
  }
  return path;
}

[[noreturn]] void refuse_making(const std::string& why) {
  throw Error({.exit = Exit::failure,
               .code = "form_not_made",
               .wrong = fmt::format("the form cannot be made: {}", why),
               .allowed = "It needs a folder below XDG_RUNTIME_DIR, XDG_STATE_HOME or HOME; "
                          "nothing was saved.",
               .attempt = "XDG_STATE_HOME with a folder that can be written"});
}

std::string make_in(const std::vector<std::optional<fs::path>>& folders, const std::string& stem,
                    std::string_view text) {
  std::string why = "no folder is known";
  for (const auto& folder : folders) {
    if (!folder) continue;
    if (make_folder(*folder)) {
      const fs::path path = free_path(*folder, stem);
      const int fault = write_new(path, text);
      if (fault == 0) return path.string();
      errno = fault;
    }
    why = fmt::format("{}: {}", folder->string(), std::strerror(errno));
  }
  refuse_making(why);
}

// The file and what an editor left beside it: swap files, backups, all with its name in theirs.
std::vector<fs::path> family_of(const fs::path& path) {
  std::vector<fs::path> family;
  std::error_code fault;
  const std::string stem = path.stem().string();
  fs::directory_iterator entry{path.parent_path(), fault};
  for (; !fault && entry != fs::directory_iterator{}; entry.increment(fault)) {
    const std::string name = entry->path().filename().string();
    const std::size_t at = name.find(stem);
    if (at == std::string::npos) continue;
    // The form of process 4711 is none of process 471.
    const std::size_t end = at + stem.size();
    if (end == name.size() || !is_digit(name[end])) family.push_back(entry->path());
  }
  return family;
}

// Moves a file, to another file system too; whether it is at its new place.
bool move_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) == 0) return true;
  if (errno != EXDEV) return false;
  try {
    const std::string whole = read_file(from.string(), std::numeric_limits<std::size_t>::max());
    if (write_new(to, whole) != 0) return false;
  } catch (const Error&) {
    return false;
  }
  ::unlink(from.c_str());
  return true;
}

// A moment that changes whenever the file is written; one of its own for a file that is gone.
std::int64_t written_at(const std::string& path) {
  std::error_code none;
  return fs::last_write_time(path, none).time_since_epoch().count();
}

// `20261123T205301`
std::string moment_of(const World& world) {
  const auto day = std::chrono::floor<std::chrono::days>(world.now);
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(world.now - day)};
  std::string date =
      Date::from_days_since_epoch(static_cast<int>(day.time_since_epoch().count())).iso();
  std::erase(date, '-');
  return fmt::format("{}T{:02}{:02}{:02}", date, time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace

std::string draft_stem(const World& world, std::string_view first_word, std::string command_name) {
  std::string code{first_word.substr(0, first_word.find_first_of("./@:"))};
  std::erase_if(code, [](char c) { return !is_letter(c) && !is_digit(c) && c != '-' && c != '_'; });
  std::ranges::replace(command_name, ' ', '-');
  return fmt::format("{}-{}-{}-{}", code.empty() ? "form" : code, command_name, moment_of(world),
                     world.process);
}

void require_form_size(std::string_view text) {
  if (text.size() <= longest_form) return;
  throw Error({.exit = Exit::usage,
               .code = "form_too_long",
               .wrong = "the form is longer than a form may be",
               .allowed = "A form has at most 4 MiB.",
               .attempt = "a shorter note"});
}

DraftFile::DraftFile(std::string path) : path_(std::move(path)), made_(written_at(path_)) {}

bool DraftFile::was_written() const { return written_at(path_) != made_; }

void remove_kept(const World& world, const std::string& path) {
  const auto folder = kept_folder(world);
  std::error_code none;
  if (!folder || !fs::equivalent(fs::absolute(path, none).parent_path(), *folder, none)) return;
  for (const fs::path& each : family_of(fs::absolute(path, none))) fs::remove(each, none);
}

DraftFile DraftFile::make(const World& world, const std::string& stem, std::string_view text) {
  return DraftFile{make_in({session_folder(world), kept_folder(world)}, stem, text)};
}

DraftFile DraftFile::make_kept(const World& world, const std::string& stem, std::string_view text) {
  return DraftFile{make_in({kept_folder(world)}, stem, text)};
}

bool DraftFile::is_there() const {
  std::error_code none;
  return fs::exists(fs::symlink_status(path_, none));
}

std::string DraftFile::text() const {
  std::string text = read_file(path_, longest_form + 1);
  require_form_size(text);
  return text;
}

void DraftFile::replace(std::string_view text) const { write_file(path_, text, Existing::replace); }

void DraftFile::remove() const {
  std::error_code none;
  for (const fs::path& each : family_of(path_)) fs::remove(each, none);
}

void DraftFile::keep(const World& world) {
  const auto folder = kept_folder(world);
  const fs::path here = path_;
  std::error_code none;
  if (!folder || !make_folder(*folder) || fs::equivalent(here.parent_path(), *folder, none)) return;
  for (const fs::path& each : family_of(here)) {
    const fs::path there = *folder / each.filename();
    if (move_file(each, there) && each == here) path_ = there.string();
  }
}

bool DraftFile::has_leftovers() const { return family_of(path_).size() > 1; }

}  // namespace ipt::cli
