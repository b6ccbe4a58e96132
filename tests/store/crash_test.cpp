// A process that ends in the middle of a change: its journal takes the change back.

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "store/fixture.hpp"
#include "store/history.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Database;
using store::Store;
using Access = store::Store::Access;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

const Names store_and_journal = {"ipt.db", "ipt.db-journal"};

// Pages go to the file before the commit.
void spill(Database& database) {
  database.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1");
}

// A process that ends within a change of which much has been written to the file.
void crash_while_changing(const Place& place, CourseId course) {
  const int status = in_child([&] {
    Store store = Store::open(place.store(), Access::write);
    return store.write(operation(), Commit::keep, [&](Changes& changes) {
      spill(database_of(changes));
      for (int i = 0; i < 60; ++i) {
        Appointment appointment = full_appointment("2026-09-07");
        appointment.date = appointment.date.plus_days(i);
        appointment.note.assign(20000, 'x');
        changes.add_appointment(course, appointment);
      }
      changes.end_course(course, {.date = day("2026-12-01")});
      ::_exit(0);
      return 1;
    });
  });
  REQUIRE(status == 0);
  REQUIRE(names_in(place.folder()) == store_and_journal);
}

// A store with a course, and then such a crash. Returns the bytes before.
std::string crashed_store(const Place& place) {
  CourseId course{};
  {
    Store store = new_store(place.store());
    course = add_course(store, acute_course("K7"));
  }
  std::string before = bytes_of(place.store());
  crash_while_changing(place, course);
  REQUIRE(bytes_of(place.store()) != before);
  return before;
}

// The same while the store itself is made.
void crash_while_making(const Place& place) {
  const int status = in_child([&] {
    Database database{place.store(), Database::Mode::create};
    spill(database);
    const store::Transaction transaction{database, store::Transaction::Kind::write};
    store::HistoryContext context;
    store::add_history_functions(database, context);
    store::migrate(database, 0);
    database.execute("CREATE TABLE much (n); INSERT INTO much VALUES (zeroblob(100000))");
    ::_exit(0);
    return 1;
  });
  REQUIRE(status == 0);
  REQUIRE(names_in(place.folder()) == store_and_journal);
  REQUIRE(fs::file_size(place.store()) > 0);
}

Names records(const Store& store) {
  return texts(store, "SELECT payload FROM revision ORDER BY seq");
}

}  // namespace

TEST_CASE("a reader takes a change back that a crash cut off, and says so once") {
  const Place place;
  const std::string before = crashed_store(place);
  {
    const Store store = Store::open(place.store(), Access::read);
    REQUIRE(store.remarks().size() == 1);
    CHECK(store.remarks().front().find("taken back") != std::string::npos);
    CHECK(store.remarks().front().find(place.store()) != std::string::npos);
    CHECK(records(store).size() == 2);
    CHECK(texts(store, "PRAGMA integrity_check") == Names{"ok"});
  }
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
  CHECK(bytes_of(place.store()) == before);
  CHECK(Store::open(place.store(), Access::read).remarks().empty());
}

TEST_CASE("a reader takes a change back that a crash cut off after it had opened the store") {
  const Place place;
  CourseId course{};
  {
    Store store = new_store(place.store());
    course = add_course(store, acute_course("K7"));
  }
  const Store reader = Store::open(place.store(), Access::read);
  const Store glance = Store::open(place.store(), Access::glance);
  for (int crash = 0; crash < 2; ++crash) {
    crash_while_changing(place, course);
    CHECK(refusal([&] { records(glance); }).code == "store_not_writable");
    CHECK(records(reader).size() == 2);
    CHECK(names_in(place.folder()) == Names{"ipt.db"});
  }
}

TEST_CASE("a glance leaves alone what a crash cut off") {
  const Place place;
  crashed_store(place);
  const std::string before = bytes_of(place.store());
  CHECK(refusal([&] { Store::open(place.store(), Access::glance); }).exit == Exit::store);
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == store_and_journal);
}

TEST_CASE("a writer takes a change back that a crash cut off, and goes on") {
  const Place place;
  crashed_store(place);
  Store store = Store::create(place.store(), false);
  CHECK_FALSE(store.is_new());
  CHECK(records(store).size() == 2);
  add_course(store, acute_course("K8"));
  CHECK(records(store).size() == 4);
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
  CHECK(texts(store, "PRAGMA integrity_check") == Names{"ok"});
}

TEST_CASE("a journal that cannot be taken back where nothing may be written is an error") {
  const Place place;
  crashed_store(place);
  const std::string before = bytes_of(place.store());
  fs::permissions(place.store(), fs::perms::owner_read);
  fs::permissions(place.folder(), fs::perms::owner_read | fs::perms::owner_exec);
  {
    const PermissionsHold hold;
    for (const Access access : {Access::read, Access::write}) {
      const Explanation error = refusal([&] { Store::open(place.store(), access); });
      CHECK(error.exit == Exit::store);
      CHECK(error.code == "store_not_writable");
    }
  }
  fs::permissions(place.folder(), fs::perms::owner_all);
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == store_and_journal);
}

TEST_CASE("a store whose making a crash cut off is made anew by the next one who makes it") {
  const Place place;
  crash_while_making(place);
  Store store = Store::create(place.store(), false);
  CHECK(store.is_new());
  add_course(store, acute_course("K7"));
  CHECK(records(store).size() == 2);
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
}

TEST_CASE("a store whose making a crash cut off is missing, not another program's") {
  for (const Access access : {Access::read, Access::write}) {
    const Place place;
    crash_while_making(place);
    const Explanation error = refusal([&] { Store::open(place.store(), access); });
    CHECK(error.exit == Exit::store);
    CHECK(error.code == "store_missing");
  }
}
