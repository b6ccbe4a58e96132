// The wrapper of SQLite: what it refuses, what comes back, what is left behind.

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <array>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/fixture.hpp"
#include "store/sqlite.hpp"

using namespace std::string_view_literals;
using namespace ipt;
using namespace ipt::test;
using store::Blob;
using store::Database;
using store::Statement;
using store::Transaction;

namespace {

Database fresh(const Place& place) { return Database{place.store(), Database::Mode::create}; }

// What comes back of a bound value.
template <typename Value>
std::string returned_text(Database& database, const Value& value) {
  Statement row{database, "SELECT ?"};
  row.bind(value);
  REQUIRE(row.step());
  return row.text(0);
}

template <typename Value>
std::int64_t returned_integer(Database& database, const Value& value) {
  Statement row{database, "SELECT ?"};
  row.bind(value);
  REQUIRE(row.step());
  return row.integer(0);
}

template <typename Value>
std::string returned_type(Database& database, const Value& value) {
  Statement row{database, "SELECT typeof(?)"};
  row.bind(value);
  REQUIRE(row.step());
  return row.text(0);
}

std::int64_t rows(Database& database) { return number(database, "SELECT count(*) FROM t"); }

}  // namespace

TEST_CASE("a value of another type is refused, and NULL unless it was asked for") {
  const Place place;
  Database database = fresh(place);
  struct Case {
    std::string value;
    bool integer;
    bool text;
    bool optional_integer;
    bool optional_text;
  };
  const std::array cases = std::to_array<Case>({
      {"NULL", false, false, true, true},
      {"7", true, false, true, false},
      {"'7'", false, true, false, true},
      {"''", false, true, false, true},
      {"7.0", false, false, false, false},
      {"x'37'", false, false, false, false},
  });
  for (const Case& each : cases) {
    CAPTURE(each.value);
    Statement row{database, fmt::format("SELECT {} AS answer", each.value).c_str()};
    row.bind();
    REQUIRE(row.step());
    const auto taken = [&](const auto& read) {
      const Explanation error = refusal(read);
      if (error.code.empty()) return true;
      CHECK(error.exit == Exit::store);
      CHECK(error.code == "store_damaged");
      CHECK(error.wrong.find(place.store()) != std::string::npos);
      CHECK(error.allowed.find("'answer'") != std::string::npos);
      CHECK(error.allowed.find("SELECT") != std::string::npos);
      return false;
    };
    CHECK(taken([&] { static_cast<void>(row.integer(0)); }) == each.integer);
    CHECK(taken([&] { static_cast<void>(row.text(0)); }) == each.text);
    CHECK(taken([&] { static_cast<void>(row.optional_integer(0)); }) == each.optional_integer);
    CHECK(taken([&] { static_cast<void>(row.optional_text(0)); }) == each.optional_text);
  }
}

TEST_CASE("NULL is absent, and neither 0 nor an empty text") {
  const Place place;
  Database database = fresh(place);
  Statement row{database, "SELECT NULL, 0, ''"};
  row.bind();
  REQUIRE(row.step());
  CHECK(row.optional_integer(0) == std::nullopt);
  CHECK(row.optional_text(0) == std::nullopt);
  CHECK(row.optional_integer(1) == 0);
  CHECK(row.optional_text(2) == "");
}

TEST_CASE("every kind of value comes back as it was bound") {
  const Place place;
  Database database = fresh(place);

  for (const std::int64_t value :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
        std::int64_t{1} << 53, std::numeric_limits<std::int64_t>::max()}) {
    CHECK(returned_integer(database, value) == value);
  }
  CHECK(returned_integer(database, -7) == -7);
  CHECK(returned_integer(database, std::optional{7}) == 7);

  const std::string long_text(1024 * 1024, 'x');
  for (const std::string& value :
       {std::string{}, std::string{"plain"}, std::string{"Grüße, 悲しみ, 🙂, \u202e"},
        std::string{"'; DROP TABLE t; --"}, std::string{"a\0b"sv}, std::string{"\r\n\t\x1b[31m"},
        long_text}) {
    CHECK(returned_text(database, value) == value);
    CHECK(returned_text(database, std::string_view{value}) == value);
    CHECK(returned_text(database, std::optional{value}) == value);
    CHECK(returned_type(database, value) == "text");
  }
  CHECK(returned_text(database, "a literal") == "a literal");

  CHECK(returned_type(database, std::nullopt) == "null");
  CHECK(returned_type(database, std::optional<std::string>{}) == "null");
  CHECK(returned_type(database, std::optional<int>{}) == "null");

  constexpr std::array bytes = {std::byte{0x00}, std::byte{0xFF}, std::byte{0x80}};
  Statement row{database, "SELECT hex(?), typeof(?)"};
  row.bind(Blob{bytes}, Blob{bytes});
  REQUIRE(row.step());
  CHECK(row.text(0) == "00FF80");
  CHECK(row.text(1) == "blob");
}

TEST_CASE("an empty value that points nowhere is empty, not NULL") {
  const Place place;
  Database database = fresh(place);
  CHECK(returned_type(database, std::string_view{}) == "text");
  CHECK(returned_type(database, Blob{}) == "blob");
}

TEST_CASE("a statement can be bound again after its last row, in its middle and after an error") {
  const Place place;
  Database database = fresh(place);
  database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT");
  Statement& insert = database.statement("INSERT INTO t (id, word) VALUES (?, ?)");
  insert.bind(1, "one").run();

  const Explanation taken = refusal([&] { insert.bind(1, "again").run(); });
  CHECK(taken.exit == Exit::failure);
  CHECK(taken.allowed.find("UNIQUE constraint failed: t.id") != std::string::npos);
  CHECK(taken.allowed.find("INSERT INTO t") != std::string::npos);
  CHECK(refusal([&] { insert.bind(2, std::nullopt).run(); }).exit == Exit::failure);
  insert.bind(2, "two").run();
  CHECK(rows(database) == 2);

  Statement& walk = database.statement("SELECT word FROM t WHERE id >= ? ORDER BY id");
  walk.bind(1);
  REQUIRE(walk.step());
  CHECK(walk.text(0) == "one");
  walk.bind(2);
  REQUIRE(walk.step());
  CHECK(walk.text(0) == "two");
  CHECK_FALSE(walk.step());
  walk.bind(1);
  CHECK(walk.step());
}

TEST_CASE("an error while rows are read ends the walk") {
  const Place place;
  Database database = fresh(place);
  database.execute("CREATE TABLE t (n INTEGER)");
  database.execute("INSERT INTO t VALUES (1), (-9223372036854775808), (3)");
  Statement& walk = database.statement("SELECT abs(n) FROM t");
  walk.bind();
  CHECK(walk.step());
  CHECK(refusal([&] { walk.step(); }).allowed.find("integer overflow") != std::string::npos);
  walk.bind();
  REQUIRE(walk.step());
  CHECK(walk.integer(0) == 1);
}

TEST_CASE("the same text is prepared once") {
  const Place place;
  Database database = fresh(place);
  const char* sql = "SELECT 1";
  CHECK(&database.statement(sql) == &database.statement(sql));
}

TEST_CASE("a transaction is kept when it is committed, and taken back on every other way out") {
  const Place place;
  Database database = fresh(place);
  database.execute("CREATE TABLE t (n INTEGER)");
  for (const auto kind : {Transaction::Kind::read, Transaction::Kind::write}) {
    {
      const Transaction transaction{database, kind};
      database.execute("INSERT INTO t VALUES (1)");
    }
    CHECK(rows(database) == 0);
  }
  const auto leave_by_error = [&] {
    const Transaction transaction{database, Transaction::Kind::write};
    database.execute("INSERT INTO t VALUES (1)");
    throw Error({.code = "of_the_test"});
  };
  CHECK(refusal(leave_by_error).code == "of_the_test");
  CHECK(rows(database) == 0);

  Transaction transaction{database, Transaction::Kind::write};
  database.execute("INSERT INTO t VALUES (1)");
  transaction.commit();
  CHECK(rows(database) == 1);
}

TEST_CASE("an error after which SQLite has rolled back by itself leaves a connection that works") {
  const Place place;
  Database database = fresh(place);
  database.execute("CREATE TABLE t (n INTEGER UNIQUE)");
  const auto roll_back_within = [&] {
    const Transaction transaction{database, Transaction::Kind::write};
    database.execute("INSERT INTO t VALUES (1)");
    database.execute("INSERT OR ROLLBACK INTO t VALUES (1)");
  };
  CHECK(refusal(roll_back_within).exit == Exit::failure);
  CHECK(rows(database) == 0);
  Transaction transaction{database, Transaction::Kind::write};
  database.execute("INSERT INTO t VALUES (2)");
  transaction.commit();
  CHECK(rows(database) == 1);
}

TEST_CASE("a commit that is refused takes everything back") {
  const Place place;
  Database database = fresh(place);
  database.execute(
      "CREATE TABLE p (id INTEGER PRIMARY KEY);"
      "CREATE TABLE t (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)");
  const auto commit_orphan = [&] {
    Transaction transaction{database, Transaction::Kind::write};
    database.execute("INSERT INTO t VALUES (1)");
    transaction.commit();
  };
  CHECK(refusal(commit_orphan).allowed.find("FOREIGN KEY constraint failed") != std::string::npos);
  CHECK(rows(database) == 0);
}

TEST_CASE("a walk over rows that an exception cut off gives its lock back with its transaction") {
  const Place place;
  Database reader = fresh(place);
  reader.execute("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2)");
  Database writer{place.store(), Database::Mode::write};
  writer.execute("PRAGMA busy_timeout = 0");
  const auto read_half = [&] {
    const Transaction transaction{reader, Transaction::Kind::read};
    Statement& walk = reader.statement("SELECT n FROM t");
    walk.bind();
    walk.step();
    throw Error({.code = "of_the_test"});
  };
  CHECK(refusal(read_half).code == "of_the_test");
  CHECK(refusal([&] { writer.execute("INSERT INTO t VALUES (3)"); }).code.empty());
}

TEST_CASE("each error of SQLite has the exit status that scripts rely on") {
  const Place place;
  const Database database = fresh(place);
  struct Case {
    int status;
    Exit exit;
    std::string_view code;
  };
  constexpr std::array cases = std::to_array<Case>({
      {SQLITE_BUSY, Exit::busy, "store_busy"},
      {SQLITE_BUSY_RECOVERY, Exit::busy, "store_busy"},
      {SQLITE_BUSY_SNAPSHOT, Exit::busy, "store_busy"},
      {SQLITE_LOCKED, Exit::busy, "store_busy"},
      {SQLITE_NOTADB, Exit::store, "store_damaged"},
      {SQLITE_CORRUPT, Exit::store, "store_damaged"},
      {SQLITE_CORRUPT_INDEX, Exit::store, "store_damaged"},
      {SQLITE_FORMAT, Exit::store, "store_damaged"},
      {SQLITE_READONLY, Exit::store, "store_not_writable"},
      {SQLITE_READONLY_DIRECTORY, Exit::store, "store_not_writable"},
      {SQLITE_READONLY_ROLLBACK, Exit::store, "store_not_writable"},
      {SQLITE_CANTOPEN, Exit::store, "store_not_writable"},
      {SQLITE_CANTOPEN_SYMLINK, Exit::store, "store_not_writable"},
      {SQLITE_PERM, Exit::store, "store_not_writable"},
      {SQLITE_AUTH, Exit::store, "store_not_writable"},
      {SQLITE_FULL, Exit::failure, "store_write_failed"},
      {SQLITE_IOERR, Exit::failure, "store_write_failed"},
      {SQLITE_IOERR_FSYNC, Exit::failure, "store_write_failed"},
      {SQLITE_IOERR_WRITE, Exit::failure, "store_write_failed"},
      {SQLITE_NOMEM, Exit::failure, "out_of_memory"},
      {SQLITE_CONSTRAINT_CHECK, Exit::failure, "store_failed"},
      {SQLITE_TOOBIG, Exit::failure, "store_failed"},
  });
  for (const Case& each : cases) {
    CAPTURE(each.status);
    const Explanation error = refusal([&] { database.fail(each.status, "SELECT 1"); });
    CHECK(error.exit == each.exit);
    CHECK(error.code == each.code);
    CHECK(error.wrong.find(place.store()) != std::string::npos);
    CHECK_FALSE(error.attempt.empty());
  }
}

TEST_CASE("a failure after the moment of commit does not say that nothing was saved") {
  const Place place;
  const Database database = fresh(place);
  const auto error = [&](const char* sql) {
    return refusal([&] { database.fail(SQLITE_IOERR_DIR_FSYNC, sql); });
  };
  CHECK(error("COMMIT").exit == Exit::failure);
  CHECK(error("COMMIT").code == "store_not_confirmed");
  CHECK(error("COMMIT").wrong.find("nothing was saved") == std::string::npos);
  // A reader that takes a crash back deletes a journal as well.
  CHECK(error("BEGIN").code == "store_write_failed");
}

TEST_CASE("a second writer is told that another one is writing, and nothing of it is written") {
  const Place place;
  Database first = fresh(place);
  first.execute("CREATE TABLE t (n INTEGER)");
  Database second{place.store(), Database::Mode::write};
  second.execute("PRAGMA busy_timeout = 0");  // it does not wait
  {
    const Transaction writing{first, Transaction::Kind::write};
    const Explanation error = refusal([&] {
      const Transaction late{second, Transaction::Kind::write};
    });
    CHECK(error.exit == Exit::busy);
    CHECK(error.code == "store_busy");
    CHECK(rows(second) == 0);  // a reader is not held up
  }
  Transaction late{second, Transaction::Kind::write};
  second.execute("INSERT INTO t VALUES (1)");
  late.commit();
  CHECK(rows(first) == 1);
}

TEST_CASE("a path that looks like a URI is the name of a file") {
  const Place place;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(place.folder());
  const std::string name = "file:x?mode=memory";
  {
    Database database{name, Database::Mode::create};
    database.execute("CREATE TABLE t (n INTEGER)");
  }
  const std::string other = "file:y?mode=memory";
  CHECK(store::Store::create(other, false).is_new());
  CHECK_FALSE(store::Store::create(other, false).is_new());
  std::filesystem::current_path(before);
  CHECK(names_in(place.folder()) == std::vector<std::string>{name, other});
}

TEST_CASE("a connection does not follow a link") {
  const Place place;
  { Database database = fresh(place); }
  std::filesystem::create_symlink(place.store(), place.file("link"));
  const Explanation error = refusal([&] {
    const Database database{place.file("link"), Database::Mode::write};
  });
  CHECK(error.exit == Exit::store);
}

TEST_CASE("a connection is hardened against a file from elsewhere") {
  const Place place;
  Database database = fresh(place);
  database.execute("CREATE TABLE t (n INTEGER)");
  CHECK(number(database, "PRAGMA foreign_keys") == 1);
  CHECK(number(database, "PRAGMA trusted_schema") == 0);
  const auto refused = [&](const char* sql) {
    return !refusal([&] { database.execute(sql); }).code.empty();
  };
  CHECK(refused("SELECT \"no such column\" FROM t"));
  CHECK(refused("SELECT load_extension('x')"));
  database.execute("PRAGMA writable_schema = ON");
  CHECK(refused("UPDATE sqlite_schema SET sql = 'x'"));
  database.execute("PRAGMA journal_mode = OFF");
  CHECK(text(database, "PRAGMA journal_mode") == "delete");
}

TEST_CASE("writers and readers that meet wait for each other, and none is refused") {
  constexpr int processes = 8;
  constexpr int writes = 25;
  const Place place;
  { fresh(place).execute("CREATE TABLE t (n INTEGER)"); }
  std::vector<pid_t> children;
  for (int process = 0; process < processes; ++process) {
    children.push_back(start_child([&] {
      Database database{place.store(), Database::Mode::write};
      for (int i = 0; i < writes; ++i) {
        Transaction writing{database, Transaction::Kind::write};
        database.execute("INSERT INTO t VALUES (1)");
        writing.commit();
      }
      return 0;
    }));
  }
  Database reader{place.store(), Database::Mode::read};
  for (int i = 0; i < writes; ++i) CHECK(rows(reader) <= processes * writes);
  for (const pid_t child : children) CHECK(status_of(child) == 0);
  CHECK(rows(reader) == processes * writes);
}
