#pragma once

#include "store/sqlite.hpp"

namespace ipt::store {

/// Deleted text may stay in the free parts of pages, whatever SQLite overwrites. So an erasure is
/// done when the file was written anew; until then the store says that this is due.
bool is_rewrite_due(Database& database);

/// Throws `Error` (exit 7, `store_busy`; exit 1, `store_write_failed`); then it stays due.
void rewrite_if_due(Database& database);

}  // namespace ipt::store
