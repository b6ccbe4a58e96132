#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/sqlite.hpp"

namespace ipt::store {

/// Where a copy of the store lies that was made before an upgrade, and what was upgraded.
struct Upgrade {
  std::int64_t from = 0;
  std::string copy;
};

/// The schema of a store, 0 of an empty file.
std::int64_t schema_of(Database& database);

/// Brings an older store to the schema of this program: first a copy beside it, mode 0600, which is
/// opened again and compared (see `Copy`); then every step in one transaction; then a check of
/// the whole file. Nothing when another process was quicker. Throws `Error`: exit 5
/// `store_not_upgraded` when the copy or the check fails, what SQLite says when the file or its
/// folder cannot be written; the store is then as it was.
std::optional<Upgrade> upgrade(Database& database);

}  // namespace ipt::store
