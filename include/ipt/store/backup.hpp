#pragma once

#include <string>

#include "ipt/base/date.hpp"
#include "ipt/base/existing.hpp"

namespace ipt::store {

/// Where a copy of the store is to lie.
struct BackupTarget {
  std::string path;  ///< a file, or a folder that takes a file named by the day
  Date day;
  Existing existing = Existing::refuse;  ///< of a file; in a folder every backup is a new one
};

/// A backup as the store noted it.
struct BackupNote {
  Date made_on;
  std::string path;
};

/// The file that the target means, with every link of its folder resolved: in a folder the first
/// free one of `ipt-2026-11-27.db`, `ipt-2026-11-27-2.db`, ... Throws `Error`: exit 3
/// `folder_not_found`, exit 4 `file_exists`.
std::string backup_path(const BackupTarget& target);

}  // namespace ipt::store
