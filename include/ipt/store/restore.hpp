#pragma once

#include <optional>
#include <string>

#include "ipt/store/store.hpp"
#include "ipt/store/verification.hpp"

namespace ipt::store {

/// How the history of a backup stands to that of the store.
enum class BackupRelation {
  same,          ///< they end alike
  backup_older,  ///< the store went on from where the backup ends
  backup_newer,  ///< the backup went on from where the store ends
  apart,         ///< neither goes on from the other
  unknown,       ///< there is no store that can be read, or the backup is from before the chain
};

/// What was found of a backup, and what was done with it.
struct Restored {
  Verification verification;  ///< of the backup, brought to this program's schema
  StoreFacts backup;
  std::optional<StoreFacts> current = {};  ///< of the store before; nothing when it has none
  BackupRelation relation = BackupRelation::unknown;
  std::string kept_as = {};  ///< where the store lies that was there before; empty without one
};

/// Checks the backup in `file` and, unless it is a dry run or something wrong is found, puts its
/// contents in the place of the store at `path`; the store that was there is kept beside it, and
/// the backup stays as it is. That it was restored is a change of its own. Where there is no store
/// its folders are made first, if asked for. Throws `Error`: exit 3 `file_not_found`; exit 4
/// `backup_is_store`; exit 5 `store_not_ours`, `store_too_new`, `store_damaged` for the backup;
/// exit 1 `file_write_failed`; exit 7 `store_busy`.
Restored restore(const std::string& path, bool make_folders, const std::string& file,
                 const Operation& operation, Commit commit);

}  // namespace ipt::store
