// Copies of the store that a user asks for.
#include "ipt/store/backup.hpp"

#include <fmt/core.h>

#include <filesystem>

#include "ipt/base/error.hpp"
#include "ipt/store/store.hpp"
#include "store/copy.hpp"
#include "store/fields.hpp"
#include "store/history.hpp"

namespace ipt::store {
namespace {

namespace fs = std::filesystem;

bool is_folder(const std::string& path) {
  std::error_code none;
  return fs::is_directory(path, none);
}

bool is_there(const std::string& path) {
  std::error_code none;
  return fs::exists(fs::symlink_status(path, none));
}

// The path with its folder resolved, as SQLite opens nothing through a link.
std::string in_resolved_folder(const std::string& path) {
  std::error_code fault;
  const fs::path whole = fs::absolute(path, fault);
  const fs::path folder = fs::canonical(whole.parent_path(), fault);
  if (!fault && fs::is_directory(folder, fault) && whole.has_filename()) {
    return (folder / whole.filename()).string();
  }
  throw Error({.exit = Exit::not_found,
               .code = "folder_not_found",
               .wrong = fmt::format("there is no folder {}", whole.parent_path().string()),
               .allowed = "A backup is made in a folder that exists.",
               .attempt = "an existing folder"});
}

[[noreturn]] void refuse_existing(const std::string& path) {
  throw Error({.exit = Exit::refused,
               .code = "file_exists",
               .wrong = fmt::format("{} exists already", path),
               .allowed = "A backup takes the place of another file only where that is asked for.",
               .attempt = "another name, a folder, or --force to replace a file"});
}

// An empty store has no head.
std::string named_by_day(const BackupTarget& target, const std::optional<Head>& head, int number) {
  constexpr std::size_t digits = 8;
  std::string name = fmt::format("ipt-{}", target.day.iso());
  if (head) name += fmt::format("-{}-{}", head->sequence, head->hash.substr(0, digits));
  if (number > 1) name += fmt::format("-{}", number);
  return in_resolved_folder((fs::path{target.path} / (name + ".db")).string());
}

}  // namespace

std::string backup_path(const BackupTarget& target, const std::optional<Head>& head) {
  if (is_folder(target.path)) {
    int number = 1;
    while (is_there(named_by_day(target, head, number))) ++number;
    return named_by_day(target, head, number);
  }
  std::string path = in_resolved_folder(target.path);
  std::error_code none;
  const bool may_replace = target.existing == Existing::replace && fs::is_regular_file(path, none);
  if (is_there(path) && !may_replace) refuse_existing(path);
  return path;
}

StoreFacts Store::back_up(const BackupTarget& target) const {
  const std::string path = backup_path(target, std::nullopt);
  Copy copy{*database_, path};
  Database backup{copy.path(), Database::Mode::read};
  StoreFacts facts = Records{backup}.facts();
  if (is_folder(target.path)) {
    take_first_free(copy, [&](int number) { return named_by_day(target, facts.head, number); });
  } else if (target.existing == Existing::replace) {
    copy.replace(path);
  } else if (!copy.take_name(path)) {
    refuse_existing(path);
  }
  copy.keep();
  facts.path = copy.path();
  return facts;
}

void Changes::note_backup(const std::string& path) {
  Statement& known = database().statement("SELECT 1 FROM backup WHERE at = ?");
  auto at = operation_.at;
  // Two of one moment are told apart.
  while (known.bind(utc(at)).step()) at += std::chrono::milliseconds{1};
  database()
      .statement("INSERT INTO backup (at, made_on, path) VALUES (?, ?, ?)")
      .bind(utc(at), operation_.today.iso(), path)
      .run();
}

std::optional<BackupNote> Records::last_backup(Date as_of) const {
  Statement& row = database_.statement(
      "SELECT made_on, path FROM backup WHERE made_on <= ? ORDER BY at DESC LIMIT 1");
  row.bind(as_of.iso());
  if (!row.step()) return std::nullopt;
  BackupNote note{.made_on = stored_date(row, 0), .path = row.text(1)};
  row.reset();
  return note;
}

std::vector<BackupNote> Records::backups() const {
  Statement& row = database_.statement("SELECT made_on, path FROM backup ORDER BY at DESC");
  std::vector<BackupNote> notes;
  row.bind();
  while (row.step()) notes.push_back({.made_on = stored_date(row, 0), .path = row.text(1)});
  return notes;
}

}  // namespace ipt::store
