#include "store/upgrade.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "store/copy.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace ipt::store {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string why) {
  throw Error({.exit = Exit::store,
               .code = "store_not_upgraded",
               .wrong = fmt::format("{} is from an older ipt and cannot be upgraded", path),
               .allowed = std::move(why) + " The store was left as it is.",
               .attempt = "checking the disk and the rights of the folder"});
}

}  // namespace

std::int64_t schema_of(Database& database) { return first_number(database, "PRAGMA user_version"); }

namespace {

std::optional<Upgrade> upgrade_from(Database& database, std::int64_t from) {
  const std::string name = fmt::format("{}.schema-{}", database.path(), from);
  Copy copy{database, name};
  take_first_free(copy, [&](int i) { return i == 1 ? name : fmt::format("{}.{}", name, i); });
  Transaction transaction{database, Transaction::Kind::write};
  if (schema_of(database) != from) return std::nullopt;  // another process was quicker
  migrate(database, from);
  if (!is_sound(database)) refuse(database.path(), "The upgraded store would be damaged.");
  transaction.commit();
  copy.keep();
  return Upgrade{.from = from, .copy = copy.path()};
}

}  // namespace

std::optional<Upgrade> upgrade(Database& database) {
  const std::int64_t from = schema_of(database);
  if (from >= schema_version) return std::nullopt;
  if (!is_sound(database)) refuse(database.path(), "It is damaged.");
  try {
    return upgrade_from(database, from);
  } catch (const Error& error) {
    // What failed may be that another process upgraded the store meanwhile.
    if (schema_of(database) >= schema_version) return std::nullopt;
    const Explanation& why = error.explanation();
    if (why.code != "file_write_failed") throw;
    refuse(database.path(), fmt::format("It is copied first, and {}.", why.wrong));
  }
}

}  // namespace ipt::store
