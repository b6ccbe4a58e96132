#include "store/file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "ipt/base/error.hpp"

namespace ipt::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string code, std::string wrong, std::string allowed,
                       std::string attempt) {
  throw Error({.exit = Exit::store,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt)});
}

bool on_network(const std::string& path) {
  constexpr std::array<unsigned long, 6> network_types = {
      0x6969,      // NFS
      0xFF534D42,  // CIFS
      0xFE534D42,  // SMB2
      0x517B,      // SMB
      0x5346414F,  // AFS
      0x01021997,  // 9P
  };
  struct statfs facts {};
  if (statfs(path.c_str(), &facts) != 0) return false;
  const auto type = static_cast<unsigned long>(facts.f_type) & 0xFFFFFFFFUL;
  return std::ranges::find(network_types, type) != network_types.end();
}

// Puts the names that a folder holds on the disk. Not every file system can do that, and not every
// folder may be opened.
void sync_names(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  const bool failed = ::fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS;
  const int fault = errno;
  ::close(descriptor);
  if (!failed) return;
  throw Error({.exit = Exit::failure,
               .code = "store_write_failed",
               .wrong = fmt::format("writing {} failed; nothing was saved", folder.string()),
               .allowed = std::strerror(fault),
               .attempt = "the same command again, when the disk has room and answers"});
}

// A store is lost with its folder, so the names of all folders above it go to the disk before it is
// made; also of those that are there, as a run that was killed may have made them.
void sync_folders_above(const fs::path& folder) {
  for (fs::path at = folder; at.has_relative_path(); at = at.parent_path()) {
    sync_names(at.parent_path());
  }
}

}  // namespace

std::string resolved(const std::string& path) {
  std::error_code fault;
  const fs::path absolute = fs::absolute(path, fault);
  if (fault) return path;
  const fs::path whole = fs::canonical(absolute, fault);
  if (!fault) return whole.string();
  const fs::path folder = fs::canonical(absolute.parent_path(), fault);
  return fault ? absolute.string() : (folder / absolute.filename()).string();
}

void require_file(const std::string& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (status.type() == fs::file_type::not_found) {
    fail("store_missing", fmt::format("there is no store at {}", path),
         "A store is made once; then every command finds it.",
         fmt::format("ipt db init --db {}", path));
  }
  if (fault) {
    fail("store_not_readable", fmt::format("{} cannot be reached: {}", path, fault.message()),
         "A store is a file that you can read.", "checking the rights of the file and its folder");
  }
  if (status.type() != fs::file_type::regular) {
    fail("store_not_a_file", fmt::format("{} is not a file", path), "A store is one regular file.",
         "the path of a file with --db");
  }
  if (fs::file_size(path, fault) == 0 && !fault) {
    fail("store_missing", fmt::format("{} is an empty file, not a store", path),
         "A store is made once; then every command finds it.",
         fmt::format("ipt db init --db {}", path));
  }
}

bool is_foreign(const std::string& path, std::uint32_t application_id) {
  constexpr std::string_view magic{"SQLite format 3\0", 16};
  constexpr std::size_t id_at = 68;  // big-endian; see "The Database Header" of SQLite's format
  std::array<char, 72> header{};
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;  // SQLite says why
  const ssize_t got = ::read(descriptor, header.data(), header.size());
  ::close(descriptor);
  if (got != static_cast<ssize_t>(header.size())) return false;
  if (std::string_view{header.data(), magic.size()} != magic) return false;
  std::uint32_t id = 0;
  for (std::size_t i = id_at; i < header.size(); ++i) {
    id = (id << 8U) | static_cast<unsigned char>(header.at(i));
  }
  return id != application_id;
}

bool is_absent(const std::string& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (status.type() == fs::file_type::not_found) return true;
  if (status.type() != fs::file_type::regular) return false;
  return fs::file_size(path, fault) == 0 && !fault;
}

void require_folder(const std::string& path, bool make) {
  const fs::path folder = fs::path{path}.parent_path();
  std::error_code fault;
  // The program's umask leaves the new folders to their owner alone.
  if (make) fs::create_directories(folder, fault);
  if (fs::is_directory(folder, fault)) {
    if (make) sync_folders_above(folder);
    return;
  }
  fail("folder_missing", fmt::format("there is no folder {}", folder.string()),
       "A store is made in a folder that exists and that you can write to.",
       "making the folder first, or another path with --db");
}

void make_private(const std::string& path) {
  std::error_code fault;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, fault);
  if (fault) {
    fail("store_not_private", fmt::format("{} cannot be made private: {}", path, fault.message()),
         "Only you may be able to read a store.", "another path with --db");
  }
}

std::vector<std::string> remarks_on(const std::string& path) {
  std::vector<std::string> remarks;
  std::error_code fault;
  if (fs::hard_link_count(path, fault) > 1 && !fault) {
    remarks.push_back(fmt::format(
        "{} has a second name (a hard link); using both at once can damage the store", path));
  }
  if (on_network(path)) {
    remarks.push_back(
        fmt::format("{} is on a network file system, whose locks cannot be relied on", path));
  }
  const fs::perms rights = fs::status(path, fault).permissions();
  constexpr fs::perms of_others = fs::perms::group_all | fs::perms::others_all;
  if (!fault && (rights & of_others) != fs::perms::none) {
    remarks.push_back(fmt::format(
        "{} can be opened by others on this machine (mode {:04o}); chmod 600 makes it yours alone",
        path, static_cast<unsigned>(rights)));
  }
  return remarks;
}

}  // namespace ipt::store
