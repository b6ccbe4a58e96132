#include "store/upgrade.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>

#include "ipt/base/error.hpp"
#include "store/file.hpp"
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

std::int64_t first_number(Database& database, const char* sql) {
  Statement statement{database, sql};
  statement.bind();
  return statement.step() ? statement.integer(0) : 0;
}

bool is_sound(Database& database) {
  if (first_text(database, "PRAGMA integrity_check(1)") != "ok") return false;
  Statement orphans{database, "PRAGMA foreign_key_check"};
  orphans.bind();
  return !orphans.step();
}

std::string free_name(const std::string& path, std::int64_t schema) {
  std::string name = fmt::format("{}.schema-{}", path, schema);
  for (int i = 2; fs::exists(name); ++i) name = fmt::format("{}.schema-{}.{}", path, schema, i);
  return name;
}

void sync(const std::string& path, int kind) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | kind);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) refuse(path, "The copy before the upgrade could not be written to the disk.");
}

// A copy counts once it was opened again and holds what the store holds.
void require_equal(Database& database, const std::string& copy) {
  Database other{copy, Database::Mode::read};
  constexpr const char* changes = "SELECT count(*) FROM revision";
  constexpr const char* records =
      "SELECT (SELECT count(*) FROM course) + (SELECT count(*) FROM appointment) + "
      "(SELECT count(*) FROM score)";
  const bool equal = schema_of(other) == schema_of(database) &&
                     first_number(other, changes) == first_number(database, changes) &&
                     first_number(other, records) == first_number(database, records);
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

std::optional<Upgrade> upgrade(Database& database) {
  const std::int64_t from = schema_of(database);
  if (from >= schema_version) return std::nullopt;
  if (!is_sound(database)) refuse(database.path(), "It is damaged.");
  const Upgrade done{.from = from, .copy = free_name(database.path(), from)};
  try {
    copy_to(database, done.copy);
  } catch (const Error&) {
    std::error_code ignored;
    fs::remove(done.copy, ignored);
    throw;
  }
  Transaction transaction{database, Transaction::Kind::write};
  if (schema_of(database) != from) return std::nullopt;  // another process was quicker
  migrate(database, from);
  if (!is_sound(database)) refuse(database.path(), "The upgraded store would be damaged.");
  transaction.commit();
  return done;
}

}  // namespace ipt::store
