#include "store/sqlite.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <thread>

#include "ipt/base/error.hpp"

namespace ipt::store {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds longest_wait = 10s;
constexpr int page_size = 4096;  // SQLite's own, which nobody here changes
constexpr int longest_text = 16 * 1024 * 1024;
constexpr const char* commit_statement = "COMMIT";

// Memory statistics and mutexes cost time in every call; a command runs in one thread.
void configure_once() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) |
                                sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) |
                                sqlite3_config(SQLITE_CONFIG_URI, 0);
  static_cast<void>(configured);
}

int open_flags(Database::Mode mode) {
  const int common = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  switch (mode) {
    case Database::Mode::glance:
    case Database::Mode::read:
      return common | SQLITE_OPEN_READONLY;
    case Database::Mode::write:
      return common | SQLITE_OPEN_READWRITE;
    case Database::Mode::create:
      break;
  }
  return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

// Where SQLite puts files without a name, until the end of the scope.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& folder) {
    sqlite3_temp_directory = sqlite3_mprintf("%s", folder.c_str());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    sqlite3_free(sqlite3_temp_directory);
    sqlite3_temp_directory = nullptr;
  }
};

// What a store from elsewhere must not be able to do to us.
void harden(sqlite3* connection) {
  const auto set = [&](int option, int value) {
    sqlite3_db_config(connection, option, value, nullptr);
  };
  set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
  set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  set(SQLITE_DBCONFIG_DEFENSIVE, 1);
  set(SQLITE_DBCONFIG_DQS_DDL, 0);
  set(SQLITE_DBCONFIG_DQS_DML, 0);
  set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, longest_text);
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(connection, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
}

using Clock = std::chrono::steady_clock;

// How long to sleep at most before the lock is asked for again. SQLite's own waits grow, so that of
// many writers the one who has waited longest asks most seldom: among 64 some wait in vain. Here
// they halve with every second, and whoever came first is likely to be next.
std::chrono::microseconds longest_sleep(Clock::duration waited) {
  constexpr std::chrono::microseconds at_first = 64ms;
  constexpr int most_halvings = 5;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(waited).count();
  return at_first / (1 << std::min<std::int64_t>(seconds, most_halvings));
}

// Called again and again while another process has the lock; `context` keeps since when.
int wait_for_lock(void* context, int times) {
  auto& since = *static_cast<Clock::time_point*>(context);
  if (times == 0) since = Clock::now();
  const Clock::duration waited = Clock::now() - since;
  if (waited >= longest_wait) return 0;
  std::uint16_t random = 0;  // so that those who wait do not all ask at once
  sqlite3_randomness(sizeof random, &random);
  std::this_thread::sleep_for(longest_sleep(waited) * (1 + random % 256) / 256);
  return 1;
}

}  // namespace

Statement::Statement(Database& database, const char* sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int status = sqlite3_prepare_v2(database.connection_.get(), sql, -1, &statement, &rest);
  statement_.reset(statement);
  if (status != SQLITE_OK) database.fail(status, sql);
  assert(rest != nullptr && *rest == '\0' && "one statement only");
}

void Statement::start(int parameters) {
  reset();
  assert(sqlite3_bind_parameter_count(statement_.get()) == parameters);
  static_cast<void>(parameters);
}

void Statement::bind_one(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), index, value));
}

// SQLite takes a null pointer for NULL; an empty value may have one.
void Statement::bind_one(int index, std::string_view value) {
  const char* text = value.empty() ? "" : value.data();
  check(sqlite3_bind_text64(statement_.get(), index, text, value.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
}

void Statement::bind_one(int index, Blob value) {
  const void* bytes = value.empty() ? static_cast<const void*>("") : value.data();
  check(sqlite3_bind_blob64(statement_.get(), index, bytes, value.size(), SQLITE_TRANSIENT));
}

void Statement::bind_one(int index, std::nullopt_t) {
  check(sqlite3_bind_null(statement_.get(), index));
}

void Statement::check(int status) const {
  if (status != SQLITE_OK) database_.fail(status, sqlite3_sql(statement_.get()));
}

bool Statement::step() {
  const int status = sqlite3_step(statement_.get());
  if (status == SQLITE_ROW) return true;
  if (status != SQLITE_DONE) {
    sqlite3_reset(statement_.get());
    database_.fail(status, sqlite3_sql(statement_.get()));
  }
  sqlite3_reset(statement_.get());
  return false;
}

void Statement::run() {
  const bool row = step();
  assert(!row && "a statement that returns rows was run for its effect");
  static_cast<void>(row);
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

void Statement::require_type(int column, int type) const {
  if (sqlite3_column_type(statement_.get(), column) == type) return;
  throw Error(
      {.exit = Exit::store,
       .code = "store_damaged",
       .wrong = fmt::format("the store {} holds a value that cannot be read", database_.path()),
       .allowed = fmt::format("Column '{}' of: {}", sqlite3_column_name(statement_.get(), column),
                              sqlite3_sql(statement_.get())),
       .attempt = "restoring a copy of the file"});
}

std::int64_t Statement::integer(int column) const {
  require_type(column, SQLITE_INTEGER);
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
  require_type(column, SQLITE_TEXT);
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  if (size == 0) return {};
  return {bytes, static_cast<std::size_t>(size)};
}

std::vector<std::byte> Statement::bytes(int column) const {
  require_type(column, SQLITE_BLOB);
  const auto* first = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return first == nullptr ? std::vector<std::byte>{} : std::vector<std::byte>{first, first + size};
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return text(column);
}

std::optional<std::vector<std::byte>> Statement::optional_bytes(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return bytes(column);
}

Database::Database(std::string path, Mode mode) : path_(std::move(path)), mode_(mode) {
  configure_once();
  sqlite3* connection = nullptr;
  const int status = sqlite3_open_v2(path_.c_str(), &connection, open_flags(mode), nullptr);
  connection_.reset(connection);
  if (status != SQLITE_OK) fail(status, "open");
  harden(connection);
  if (mode != Mode::glance) sqlite3_busy_handler(connection, wait_for_lock, &waiting_since_);
}

void Database::execute(const char* sql) {
  const int status = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) fail(status, sql);
}

Statement& Database::statement(const char* sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  return statements_.try_emplace(sql, *this, sql).first->second;
}

void Database::add_function(const char* name, void* context,
                            void (*function)(sqlite3_context*, int, sqlite3_value**)) {
  constexpr int any_count = -1;
  const int status =
      sqlite3_create_function_v2(connection_.get(), name, any_count, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                                 context, function, nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) fail(status, name);
}

namespace {

struct FinishBackup {
  void operator()(sqlite3_backup* copy) const { sqlite3_backup_finish(copy); }
};
using Backup = std::unique_ptr<sqlite3_backup, FinishBackup>;

constexpr const char* copying = "copy";
constexpr int every_page = -1;

}  // namespace

void Database::copy_to(Database& other) {
  sqlite3* const target = other.connection_.get();
  const Backup copy{sqlite3_backup_init(target, "main", connection_.get(), "main")};
  if (!copy) other.fail(sqlite3_extended_errcode(target), copying);
  const int status = sqlite3_backup_step(copy.get(), every_page);
  if (status != SQLITE_DONE) other.fail(status, copying);
}

std::uint32_t Database::version() const {
  std::uint32_t version = 0;
  sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_DATA_VERSION, &version);
  return version;
}

bool Database::take_over(Database& other, std::uint32_t version) {
  sqlite3* const target = connection_.get();
  const Backup copy{sqlite3_backup_init(target, "main", other.connection_.get(), "main")};
  if (!copy) fail(sqlite3_extended_errcode(target), copying);
  // The first page brings the lock. What others wrote before it would be lost, so it is not taken.
  int status = sqlite3_backup_step(copy.get(), 1);
  if (status != SQLITE_OK && status != SQLITE_DONE) fail(status, copying);
  if (this->version() != version) return false;
  if (status == SQLITE_OK) status = sqlite3_backup_step(copy.get(), every_page);
  if (status != SQLITE_DONE) fail(status, commit_statement);  // the last page brings the commit
  return true;
}

void Database::vacuum() {
  // In memory, as usual, it would take as much as the file is large.
  const std::string folder = std::filesystem::path{path_}.parent_path().string();
  execute("PRAGMA temp_store = FILE");
  const TemporaryFolder place{folder};
  execute("VACUUM");
  execute("PRAGMA temp_store = MEMORY");
}

void Database::roll_back() noexcept {
  // A walk over rows that an exception cut off would keep its lock.
  for (auto& [text, statement] : statements_) statement.reset();
  // It can only fail when SQLite has rolled back already, after an error of its own.
  sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Database::needs_rollback() const {
  const int status = sqlite3_extended_errcode(connection_.get());
  return status == SQLITE_READONLY_ROLLBACK || status == SQLITE_READONLY_RECOVERY;
}

void Database::lock_for_reading() {
  for (;;) {
    try {
      execute("PRAGMA schema_version");  // any first look takes it
      return;
    } catch (const Error&) {
      if (mode_ != Mode::read || !needs_rollback()) throw;
    }
    Database writer{path_, Mode::write};
    writer.lock_for_reading();
  }
}

void Database::fail(int status, std::string_view sql) const {
  const std::string detail =
      fmt::format("SQLite says: {} ({}).",
                  connection_ ? sqlite3_errmsg(connection_.get()) : "out of memory", status);
  // A commit is done once its journal is deleted; what failed is to have the disk confirm that.
  if (status == SQLITE_IOERR_DIR_FSYNC && sql == commit_statement) {
    throw Error({.exit = Exit::failure,
                 .code = "store_not_confirmed",
                 .wrong = fmt::format("the disk did not confirm what was written to {}", path_),
                 .allowed = "It may be saved or not. " + detail,
                 .attempt = "the same command again: nothing is saved twice"});
  }
  constexpr int primary_mask = 0xFF;
  switch (status & primary_mask) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error({.exit = Exit::busy,
                   .code = "store_busy",
                   .wrong = fmt::format("another process is writing to {}", path_),
                   .allowed = "One process writes at a time; ten seconds were waited.",
                   .attempt = "the same command again"});
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      throw Error({.exit = Exit::store,
                   .code = "store_damaged",
                   .wrong = fmt::format("{} is damaged, or is no ipt store", path_),
                   .allowed = detail,
                   .attempt = "another file with --db, or a copy of this one"});
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw Error({.exit = Exit::store,
                   .code = "store_not_writable",
                   .wrong = fmt::format("{} cannot be opened for this command", path_),
                   .allowed = detail,
                   .attempt = "checking the rights of the file and of its folder"});
    case SQLITE_NOMEM:
      throw Error(
          {.exit = Exit::failure,
           .code = std::string{out_of_memory},
           .wrong = fmt::format("there is not enough memory for {}; nothing was saved", path_),
           .allowed = detail,
           .attempt = "the same command again"});
    case SQLITE_FULL:
    case SQLITE_IOERR:
      throw Error({.exit = Exit::failure,
                   .code = "store_write_failed",
                   .wrong = fmt::format("reading or writing {} failed; nothing was saved", path_),
                   .allowed = detail,
                   .attempt = "the same command again, when the disk has room and answers"});
    default:
      throw Error(
          {.exit = Exit::failure,
           .code = "store_failed",
           .wrong = fmt::format("the store {} refused a statement; nothing was saved", path_),
           .allowed = fmt::format("{} In: {}", detail, sql),
           .attempt = "the same command again"});
  }
}

void Database::require_whole_pages() const {
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  const int status = file->pMethods->xFileSize(file, &size);
  if (status != SQLITE_OK) fail(status, "size");
  if (size % page_size == 0) return;
  throw Error(
      {.exit = Exit::store,
       .code = "store_damaged",
       .wrong = fmt::format("{} is damaged: its end is missing", path_),
       .allowed = fmt::format("It holds {} bytes, which is no number of whole pages.", size),
       .attempt = "ipt db restore, with a backup"});
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database_.execute(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
  try {
    if (kind == Kind::read) database_.lock_for_reading();
    database_.require_whole_pages();
  } catch (const Error&) {
    database_.roll_back();
    throw;
  }
}

Transaction::~Transaction() {
  if (open_) database_.roll_back();
}

void Transaction::commit() {
  database_.execute(commit_statement);
  open_ = false;
}

}  // namespace ipt::store
