#include "store/upgrade.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "ipt/base/error.hpp"
#include "store/file.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace ipt::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::string why) {
  throw Error({.exit = Exit::store,
               .code = "store_not_upgraded",
               .wrong = fmt::format("{} is from an older ipt and cannot be upgraded", path),
               .allowed = std::move(why) + " The store was left as it is.",
               .attempt = "checking the disk and the rights of the folder"});
}

std::string first_text(Database& database, const char* sql) {
  Statement statement{database, sql};
  statement.bind();
  return statement.step() ? statement.text(0) : std::string{};
}

std::int64_t row_count(Database& database, std::string_view table) {
  return first_number(database, fmt::format("SELECT count(*) FROM {}", table).c_str());
}

bool is_sound(Database& database) {
  if (first_text(database, "PRAGMA integrity_check(1)") != "ok") return false;
  Statement orphans{database, "PRAGMA foreign_key_check"};
  orphans.bind();
  return !orphans.step();
}

// A new empty file of our own, which no other process takes for its copy; removed again unless it
// is kept.
class CopyFile {
 public:
  CopyFile(const std::string& path, std::int64_t schema) {
    for (int i = 1; descriptor_of(name_) < 0; ++i) {
      const int fault = i == 1 ? EEXIST : errno;
      if (fault != EEXIST) refuse(path, "The folder takes no copy of it.");
      name_ = i == 1 ? fmt::format("{}.schema-{}", path, schema)
                     : fmt::format("{}.schema-{}.{}", path, schema, i);
    }
  }
  CopyFile(const CopyFile&) = delete;
  CopyFile& operator=(const CopyFile&) = delete;
  CopyFile(CopyFile&&) = delete;
  CopyFile& operator=(CopyFile&&) = delete;
  ~CopyFile() {
    if (!kept_) ::unlink(name_.c_str());
  }

  [[nodiscard]] const std::string& name() const { return name_; }
  void keep() { kept_ = true; }

 private:
  static int descriptor_of(const std::string& name) {
    if (name.empty()) return -1;
    const int descriptor = ::open(
        name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) ::close(descriptor);
    return descriptor;
  }

  std::string name_;
  bool kept_ = false;
};

void sync(const std::string& path, int kind) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | kind);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) refuse(path, "The copy before the upgrade could not be written to the disk.");
}

// Not every table was there in every schema.
bool has_table(Database& database, const char* name) {
  Statement& row =
      database.statement("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  row.bind(name);
  const bool found = row.step();
  row.reset();
  return found;
}

// A copy counts once it was opened again and holds what the store holds.
void require_equal(Database& database, const std::string& copy) {
  Database other{copy, Database::Mode::read};
  bool equal = schema_of(other) == schema_of(database) &&
               row_count(other, "revision") == row_count(database, "revision");
  for (const RecordTable& table : record_tables()) {
    if (!has_table(database, table.name)) continue;
    equal = equal && row_count(other, table.name) == row_count(database, table.name);
  }
  if (!equal || !is_sound(other)) {
    refuse(database.path(), fmt::format("The copy {} is not equal to it.", copy));
  }
}

void copy_to(Database& database, const std::string& copy) {
  Statement{database, "VACUUM INTO ?"}.bind(copy).run();
  make_private(copy);
  sync(copy, 0);
  sync(fs::path{copy}.parent_path().string(), O_DIRECTORY);
  require_equal(database, copy);
}

}  // namespace

std::int64_t schema_of(Database& database) { return first_number(database, "PRAGMA user_version"); }

namespace {

std::optional<Upgrade> upgrade_from(Database& database, std::int64_t from) {
  CopyFile copy{database.path(), from};
  copy_to(database, copy.name());
  Transaction transaction{database, Transaction::Kind::write};
  if (schema_of(database) != from) return std::nullopt;  // another process was quicker
  migrate(database, from);
  if (!is_sound(database)) refuse(database.path(), "The upgraded store would be damaged.");
  transaction.commit();
  copy.keep();
  return Upgrade{.from = from, .copy = copy.name()};
}

}  // namespace

std::optional<Upgrade> upgrade(Database& database) {
  const std::int64_t from = schema_of(database);
  if (from >= schema_version) return std::nullopt;
  if (!is_sound(database)) refuse(database.path(), "It is damaged.");
  try {
    return upgrade_from(database, from);
  } catch (const Error&) {
    // What failed may be that another process upgraded the store meanwhile.
    if (schema_of(database) < schema_version) throw;
    return std::nullopt;
  }
}

}  // namespace ipt::store
