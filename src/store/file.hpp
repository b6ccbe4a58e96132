#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ipt::store {

/// The path with every link resolved, so that what is checked is what is opened. For a file that
/// does not exist yet its folder is resolved; a folder that does not exist leaves the path as it
/// is.
std::string resolved(const std::string& path);

/// Throws `Error` (exit 5) unless the path is a regular file that holds something: `store_missing`
/// with the command that makes one, or `store_not_a_file`.
void require_file(const std::string& path);

/// Whether the file is an SQLite database with another application id than this. To be asked before
/// SQLite opens the file: it would finish what the other program left unfinished, a journal or a
/// write-ahead log; and closing the file here while SQLite has it open would take away its locks.
bool is_foreign(const std::string& path, std::uint32_t application_id);

/// Whether there is nothing at the path, or an empty file.
bool is_absent(const std::string& path);

/// Throws `Error` (exit 5, `folder_missing`) unless the folder of the path exists; makes it, with
/// mode 0700, when `make` is set. A folder that was made stays after a power cut; where that cannot
/// be had, it throws `Error` (exit 1, `store_write_failed`).
void require_folder(const std::string& path, bool make);

/// Gives an existing file to its owner alone (mode 0600).
void make_private(const std::string& path);

/// Warnings for a file with a second name (a hard link), on a network file system, or with rights
/// for others than its owner.
std::vector<std::string> remarks_on(const std::string& path);

}  // namespace ipt::store
