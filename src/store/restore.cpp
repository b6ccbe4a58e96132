// A backup in the place of the store.
#include "ipt/store/restore.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "ipt/base/error.hpp"
#include "store/chain.hpp"
#include "store/copy.hpp"
#include "store/file.hpp"
#include "store/history.hpp"
#include "store/opening.hpp"
#include "store/schema.hpp"
#include "store/verify.hpp"

namespace ipt::store {
namespace {

namespace fs = std::filesystem;

void require_backup(const std::string& file, const std::string& store) {
  std::error_code none;
  if (!fs::exists(file, none)) {
    throw Error({.exit = Exit::not_found,
                 .code = "file_not_found",
                 .wrong = fmt::format("there is no file {}", file),
                 .allowed = "A backup is a file that 'ipt db backup' made.",
                 .attempt = "ipt db info, which names the last backup"});
  }
  if (fs::equivalent(file, store, none)) {
    throw Error({.exit = Exit::refused,
                 .code = "backup_is_store",
                 .wrong = fmt::format("{} is the store itself", file),
                 .allowed = "A store is restored from a backup. Nothing was changed.",
                 .attempt = "the path of a backup"});
  }
  require_file(file);
  if (is_foreign(file, application_id)) refuse_foreign(file);
}

bool has_folder(const std::string& path) {
  std::error_code none;
  return fs::is_directory(fs::path{path}.parent_path(), none);
}

// A copy of the backup, of this program's schema, beside the store that it will replace; of one
// that is only looked at, beside itself where a store has no folder yet.
class Replacement {
 public:
  Replacement(const std::string& file, const std::string& beside)
      : source_(file, Database::Mode::read),
        schema_(require_ours(source_)),
        copy_(source_, fmt::format("{}.restore", beside)),
        database_(copy_.path(), Database::Mode::write) {
    database_.execute(connection_settings);
    add_history_functions(database_, context_);
    if (schema_ == schema_version) return;
    Transaction transaction{database_, Transaction::Kind::write};
    migrate(database_, schema_);
    transaction.commit();
  }

  /// That a backup was restored is a change of what comes after it.
  void note_restoration(const Operation& operation) {
    Transaction transaction{database_, Transaction::Kind::write};
    begin_operation(database_, context_, operation);
    write_event(database_, {.entity = "restoration"});
    transaction.commit();
    context_.operation = nullptr;
  }

  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] Copy& copy() { return copy_; }
  /// Hashes that an upgrade worked out are in no other store.
  [[nodiscard]] bool has_own_chain() const { return schema_ == schema_version; }

 private:
  Database source_;
  std::int64_t schema_;
  Copy copy_;
  HistoryContext context_;
  Database database_;
};

bool holds(Database& database, const std::optional<Head>& head) {
  return !head || verified_heads(database, {*head}).findings.empty();
}

BackupRelation relation_of(Database& current, Database& backup) {
  const bool current_holds = holds(current, head_of(backup));
  const bool backup_holds = holds(backup, head_of(current));
  if (current_holds && backup_holds) return BackupRelation::same;
  if (current_holds) return BackupRelation::backup_older;
  return backup_holds ? BackupRelation::backup_newer : BackupRelation::apart;
}

// What can be said of the store that is there; nothing when it cannot be read.
void compare(const std::string& store, Replacement& replacement, Restored& restored) {
  if (is_absent(store)) return;
  try {
    Database current{store, Database::Mode::read};
    const Transaction moment{current, Transaction::Kind::read};
    if (require_ours(current) != schema_version) return;
    restored.current = Records{current}.facts();
    if (replacement.has_own_chain()) {
      restored.relation = relation_of(current, replacement.database());
    }
  } catch (const Error& error) {
    if (error.explanation().exit != Exit::store) throw;
  }
}

std::string kept_name(const std::string& store, Date day, int number) {
  const std::string name = fmt::format("{}.before-restore-{}", store, day.iso());
  return number == 1 ? name : fmt::format("{}.{}", name, number);
}

[[noreturn]] void fail_moving(const std::string& store, const std::string& kept, int fault) {
  throw Error(
      {.exit = Exit::failure,
       .code = "file_write_failed",
       .wrong = fmt::format("{} cannot be kept as {}: {}", store, kept, std::strerror(fault)),
       .allowed = "Nothing was restored, and the store is as it was.",
       .attempt = "checking the disk and the rights of the folder"});
}

// A store that is sound keeps its file, so that whoever waits for its lock writes into what was
// restored, not into what was put aside.
std::string replace_sound(const std::string& store, Database& replacement, Date day) {
  constexpr int most_tries = 10;
  Database current{store, Database::Mode::write};
  current.execute(connection_settings);
  for (int i = 0; i < most_tries; ++i) {
    Copy kept{current, kept_name(store, day, 1)};
    const std::uint32_t version = current.version();
    take_first_free(kept, [&](int number) { return kept_name(store, day, number); });
    kept.keep();  // the disk may fail to confirm what it did, so it is kept beforehand
    try {
      if (current.take_over(replacement, version)) return kept.path();
    } catch (const Error& error) {
      if (error.explanation().exit == Exit::store) kept.discard();  // nothing was begun
      throw;
    }
    kept.discard();
  }
  throw Error({.exit = Exit::busy,
               .code = "store_busy",
               .wrong = fmt::format("others write to {} all the time", store),
               .allowed = "Nothing was restored, and the store is as it was.",
               .attempt = "the same command again"});
}

// A store that cannot be read is put aside as it is, with what a crash left of a change to it: a
// journal that stays would be taken back into what was restored.
std::string replace_damaged(const std::string& store, Copy& replacement, Date day) {
  int number = 1;
  std::error_code none;
  while (fs::exists(fs::symlink_status(kept_name(store, day, number), none))) ++number;
  std::string kept = kept_name(store, day, number);
  const std::string journal = store + "-journal";
  if (::link(store.c_str(), kept.c_str()) != 0) fail_moving(store, kept, errno);
  if (fs::exists(journal, none) && ::rename(journal.c_str(), (kept + "-journal").c_str()) != 0) {
    const int fault = errno;
    ::unlink(kept.c_str());
    fail_moving(journal, kept + "-journal", fault);
  }
  replacement.replace(store);
  return kept;
}

std::string put_in_place(const std::string& store, Replacement& replacement, Date day) {
  if (is_absent(store)) {
    replacement.copy().replace(store);
    return {};
  }
  try {
    return replace_sound(store, replacement.database(), day);
  } catch (const Error& error) {
    if (error.explanation().exit != Exit::store) throw;
    return replace_damaged(store, replacement.copy(), day);
  }
}

}  // namespace

Restored restore(const std::string& path, bool make_folders, const std::string& file,
                 const Operation& operation, Commit commit) {
  std::string store = resolved(path);
  const std::string backup = resolved(file);
  require_backup(backup, store);
  if (commit == Commit::keep && is_absent(store)) {
    require_folder(store, make_folders);
    store = resolved(store);
  }
  Replacement replacement{backup, has_folder(store) ? store : backup};
  Restored restored{.verification = verify(replacement.database(), Thoroughness::full, {}),
                    .backup = Records{replacement.database()}.facts()};
  restored.backup.path = backup;
  compare(store, replacement, restored);
  if (commit == Commit::dry_run || !restored.verification.is_sound()) return restored;
  replacement.note_restoration(operation);
  restored.kept_as = put_in_place(store, replacement, operation.today);
  return restored;
}

}  // namespace ipt::store
