#pragma once

#include <functional>
#include <string>

#include "store/sqlite.hpp"

namespace ipt::store {

/// Whether SQLite finds nothing wrong with the whole file, nor with its foreign keys.
bool is_sound(Database& database);

/// A copy of a store in a file of its own, readable by its owner alone. It lies under a name of the
/// moment until it is called otherwise, and goes away with its owner unless it is kept; so nothing
/// that bears its name was ever written by half.
class Copy {
 public:
  /// Copies the store as it stands at one moment into a file beside `path`, writes that to the
  /// disk, opens it again and compares it. The store must not be within a transaction; writers
  /// wait. Throws `Error`: exit 1 `file_write_failed`; exit 5 `store_damaged` when what is wrong
  /// with the copy is wrong with the store; exit 7 `store_busy`.
  Copy(Database& database, const std::string& path);
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  Copy(Copy&&) = delete;
  Copy& operator=(Copy&&) = delete;
  ~Copy();

  /// Calls it by that name, unless there is something of that name; whether it was free.
  bool take_name(std::string path);
  /// Calls it by that name and replaces what is there.
  void replace(std::string path);
  void keep() { kept_ = true; }
  void discard() { kept_ = false; }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit Copy(std::string path);

  std::string path_;
  std::string journal_;  // named beforehand: removing it must not fail for want of memory
  bool kept_ = false;
};

/// Tries `name(1)`, `name(2)`, ... until one is taken.
void take_first_free(Copy& copy, const std::function<std::string(int)>& name);

}  // namespace ipt::store
