#pragma once

#include <optional>
#include <string>

#include "ipt/base/date.hpp"
#include "ipt/base/existing.hpp"
#include "ipt/store/verification.hpp"

namespace ipt::store {

/// Where a copy of the store is to lie.
struct BackupTarget {
  std::string path;  ///< a file, or a folder that takes a file named by the day and the head
  Date day;
  Existing existing = Existing::refuse;  ///< of a file; in a folder every backup is a new one
};

/// A backup as the store noted it.
struct BackupNote {
  Date made_on;
  std::string path;
};

/// The file that the target means for a store with that head, with every link of its folder
/// resolved: in a folder the first free one of `ipt-2026-11-27-42-0250adab.db`,
/// `ipt-2026-11-27-42-0250adab-2.db`, ... Throws `Error`: exit 3 `folder_not_found`, exit 4
/// `file_exists`.
std::string backup_path(const BackupTarget& target, const std::optional<Head>& head);

}  // namespace ipt::store
