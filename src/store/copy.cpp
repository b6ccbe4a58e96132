#include "store/copy.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "ipt/base/error.hpp"
#include "store/chain.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace ipt::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_writing(const std::string& path, std::string_view why) {
  throw Error({.exit = Exit::failure,
               .code = "file_write_failed",
               .wrong = fmt::format("{} cannot be written: {}", path, why),
               .allowed = "No copy was made, and the store is as it was.",
               .attempt = "another place, or this one when it has room and takes files"});
}

[[noreturn]] void fail_writing(const std::string& path, int fault) {
  fail_writing(path, std::strerror(fault));
}

std::string first_text(Database& database, const char* sql) {
  Statement statement{database, sql};
  statement.bind();
  return statement.step() ? statement.text(0) : std::string{};
}

// A new empty file, which no other process takes for its own.
std::string new_file_beside(const std::string& path) {
  for (int i = 1;; ++i) {
    std::string name = i == 1 ? fmt::format("{}.part", path) : fmt::format("{}.part.{}", path, i);
    const int descriptor = ::open(
        name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor < 0 && errno == EEXIST) continue;
    if (descriptor < 0) fail_writing(path, errno);
    ::close(descriptor);
    return name;
  }
}

std::string journal_of(const std::string& path) { return path + "-journal"; }

// It holds records, so a fault of the moment must not leave it there.
void remove(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) ::unlink(path.c_str());
}

void sync(const std::string& path, int kind) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | kind);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int fault = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) fail_writing(path, fault);
}

void sync_folder_of(const std::string& path) {
  sync(fs::path{path}.parent_path().string(), O_DIRECTORY);
}

// Not every file system can look and rename in one step.
bool rename_unless_taken(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) fail_writing(to, errno);
  std::error_code none;
  if (fs::exists(fs::symlink_status(to, none))) return false;
  if (::rename(from.c_str(), to.c_str()) != 0) fail_writing(to, errno);
  return true;
}

// What two files hold alike when one is a copy of the other.
struct Contents {
  std::int64_t schema = 0;
  std::vector<std::int64_t> rows = {};  // of every table, 0 of one that the schema does not have
  std::string head = {};                // of the history, where the schema has a chain

  bool operator==(const Contents&) const = default;
};

std::int64_t row_count(Database& database, const char* table) {
  Statement known{database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"};
  if (!known.bind(table).step()) return 0;
  return first_number(database, fmt::format("SELECT count(*) FROM {}", table).c_str());
}

Contents contents_of(Database& database) {
  constexpr std::array other_tables = {"revision", "saved_operation", "backup"};
  Contents contents{.schema = first_number(database, "PRAGMA user_version")};
  for (const RecordTable& table : record_tables()) {
    contents.rows.push_back(row_count(database, table.name));
  }
  for (const char* table : other_tables) contents.rows.push_back(row_count(database, table));
  if (contents.schema >= chained_since) {
    if (const auto head = head_of(database)) contents.head = head->text();
  }
  return contents;
}

void write_pages(Database& database, const std::string& path) {
  try {
    Database copy{path, Database::Mode::write};
    // It is written to the disk once it is whole, so it needs no journal on the way.
    copy.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    database.copy_to(copy);
  } catch (const Error& error) {
    fail_writing(path, error.explanation().allowed);
  }
}

// A copy that cannot be read holds nothing.
bool holds(const std::string& path, const Contents& contents) {
  try {
    Database copy{path, Database::Mode::read};
    return contents_of(copy) == contents && is_sound(copy);
  } catch (const Error& error) {
    if (error.explanation().code == out_of_memory) throw;
    return false;
  }
}

// What was read back is not what was written; that may be the fault of what was copied.
[[noreturn]] void refuse_unequal(Database& database, const std::string& copy) {
  if (is_sound(database)) fail_writing(copy, "what was read back is not what was written");
  throw Error({.exit = Exit::store,
               .code = "store_damaged",
               .wrong = fmt::format("{} is damaged", database.path()),
               .allowed = "No copy was made: it would be damaged as well.",
               .attempt = "an earlier copy of the file"});
}

}  // namespace

bool is_sound(Database& database) {
  if (first_text(database, "PRAGMA integrity_check(1)") != "ok") return false;
  Statement orphans{database, "PRAGMA foreign_key_check"};
  return !orphans.bind().step();
}

Copy::Copy(std::string path) : path_(std::move(path)), journal_(journal_of(path_)) {}

Copy::Copy(Database& database, const std::string& path) : Copy(new_file_beside(path)) {
  Contents contents;
  {
    const Transaction moment{database, Transaction::Kind::read};
    contents = contents_of(database);
    write_pages(database, path_);
  }
  sync(path_, 0);
  if (!holds(path_, contents)) refuse_unequal(database, path_);
}

Copy::~Copy() {
  if (kept_) return;
  remove(path_);
  remove(journal_);  // of a change to the copy that was cut off
}

bool Copy::take_name(std::string path) {
  std::string journal = journal_of(path);
  if (!rename_unless_taken(path_, path)) return false;
  path_ = std::move(path);
  journal_ = std::move(journal);
  sync_folder_of(path_);
  return true;
}

void Copy::replace(std::string path) {
  if (::rename(path_.c_str(), path.c_str()) != 0) fail_writing(path, errno);
  path_ = std::move(path);
  kept_ = true;  // what it replaced is gone, so it stays whatever comes
  sync_folder_of(path_);
}

void take_first_free(Copy& copy, const std::function<std::string(int)>& name) {
  int i = 1;
  while (!copy.take_name(name(i))) ++i;
}

}  // namespace ipt::store
