#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipt::store {

using Blob = std::span<const std::byte>;

/// The code of the `Error` (exit 1) when there is not enough memory.
inline constexpr std::string_view out_of_memory = "out_of_memory";

class Database;

/// A prepared statement. Reading a column refuses NULL and a value of another type unless an
/// `optional_…` read asked for it: in a store of symptom scores a NULL that reads as 0 would mean
/// "no symptoms".
class Statement {
 public:
  Statement(Database& database, const char* sql);

  /// Binds all parameters in their order; the count must match.
  template <typename... Values>
  Statement& bind(const Values&... values) {
    start(static_cast<int>(sizeof...(Values)));
    int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }

  /// Moves to the next row; false at the end.
  bool step();

  /// Runs a statement that returns no rows.
  void run();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::vector<std::byte> bytes(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;
  [[nodiscard]] std::optional<std::vector<std::byte>> optional_bytes(int column) const;

  /// Ends the walk over the rows, so that locks are given back.
  void reset();

 private:
  void start(int parameters);
  void bind_one(int index, std::int64_t value);
  void bind_one(int index, int value) { bind_one(index, static_cast<std::int64_t>(value)); }
  void bind_one(int index, std::string_view value);
  void bind_one(int index, const std::string& value) { bind_one(index, std::string_view{value}); }
  void bind_one(int index, const char* value) { bind_one(index, std::string_view{value}); }
  void bind_one(int index, Blob value);
  void bind_one(int index, std::nullopt_t);
  template <typename Value>
  void bind_one(int index, const std::optional<Value>& value) {
    value ? bind_one(index, *value) : bind_one(index, std::nullopt);
  }
  void check(int status) const;
  void require_type(int column, int type) const;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A connection to one file. The only code of the program that calls SQLite.
class Database {
 public:
  /// `glance` reads without waiting for a writer.
  enum class Mode { glance, read, write, create };

  /// Opens the file at a resolved path; it is never followed when it is a link, and never read as a
  /// URI. Throws `Error` for what SQLite says (see `fail`).
  Database(std::string path, Mode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  Database(Database&&) = delete;
  Database& operator=(Database&&) = delete;
  ~Database() = default;

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Runs statements that take no parameters, such as pragmas and a schema.
  void execute(const char* sql);

  /// The statement for this text, prepared once a connection and ready to be bound. The text must
  /// be a literal: it is known by its address.
  Statement& statement(const char* sql);

  /// Registers an SQL function that schema objects may call.
  void add_function(const char* name, void* context,
                    void (*function)(sqlite3_context*, int, sqlite3_value**));

  /// Writes every page into the file of another connection, which held nothing. Throws what SQLite
  /// says of that file.
  void copy_to(Database& other);

  /// A number that another one follows once any process changed the file.
  [[nodiscard]] std::uint32_t version() const;

  /// Replaces every page by those of another connection, at once or not at all, unless the file was
  /// changed since it had that version; whether it was done.
  bool take_over(Database& other, std::uint32_t version);

  /// Writes the file anew, with nothing in it but what its tables hold. What SQLite needs on the
  /// way is a file beside this one that only its owner can read and that has no name.
  void vacuum();

  void roll_back() noexcept;

  /// Whether the last error was that a journal has to be rolled back by a writer first.
  [[nodiscard]] bool needs_rollback() const;

  /// Takes the lock of a reading transaction that has begun. What a crash cut off since the file
  /// was opened is taken back first, by a connection that may write; not for a glance, which
  /// throws.
  void lock_for_reading();

  /// Throws `Error` (exit 5, `store_damaged`) when the file ends within a page, while a transaction
  /// has its lock: SQLite would read zeros for what is gone.
  void require_whole_pages() const;

  /// Throws the `Error` for a status of SQLite: busy (7), damaged or not writable (5), else failure
  /// (1), with the file and the statement.
  [[noreturn]] void fail(int status, std::string_view sql) const;

 private:
  friend class Statement;

  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  std::string path_;
  Mode mode_;
  std::chrono::steady_clock::time_point waiting_since_;
  std::unique_ptr<sqlite3, Close> connection_;
  std::map<const void*, Statement> statements_;
};

/// One transaction, which has its lock from the beginning: committed by `commit`, else rolled back
/// on every way out.
class Transaction {
 public:
  enum class Kind { read, write };

  Transaction(Database& database, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&&) = delete;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace ipt::store
