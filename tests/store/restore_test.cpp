// A backup in the place of the store: checked first, and what was there is kept.

#include "ipt/store/restore.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "store/fixture.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::BackupRelation;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Records;
using store::Restored;
using store::Store;
using store::Thoroughness;
using Access = store::Store::Access;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// A store with a session, a backup of it, and a second session that came later.
struct Backed {
  Place place;
  PrivateUmask umask;
  std::string backup = place.file("backup.db");
  CourseId course{};

  Backed() {
    Store store = new_store(place.store());
    course = add_course(store, acute_course("K7"));
    log(store, "2026-09-07");
    store.back_up({.path = backup, .day = day("2026-09-08")});
    log(store, "2026-09-14");
  }

  void log(Store& store, std::string_view date) const {
    store.write(operation(), Commit::keep, [&](Changes& changes) {
      changes.add_appointment(course, full_appointment(date));
      return 0;
    });
  }

  [[nodiscard]] Restored restore(Commit commit) const {
    return store::restore(place.store(), false, backup, operation(), commit);
  }
  [[nodiscard]] std::int64_t appointments() const {
    return number(Store::open(place.store(), Access::read), "SELECT count(*) FROM appointment");
  }
};

bool is_sound(const std::string& path) {
  return Store::open(path, Access::read).verify(Thoroughness::full, {}).is_sound();
}

}  // namespace

TEST_CASE_FIXTURE(Backed, "a look at a backup compares it with the store and changes nothing") {
  const std::string before = bytes_of(place.store());
  const Restored looked = restore(Commit::dry_run);
  CHECK(looked.verification.is_sound());
  CHECK(looked.relation == BackupRelation::backup_older);
  CHECK(looked.backup.appointments == 1);
  CHECK(looked.current.value().appointments == 2);
  CHECK(looked.kept_as.empty());
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Names{"backup.db", "ipt.db"});
}

TEST_CASE_FIXTURE(Backed,
                  "a restored store holds what the backup holds, and what was there is kept") {
  const std::string of_backup = bytes_of(backup);
  const Restored done = restore(Commit::keep);
  CHECK(fs::path{done.kept_as}.filename() == "ipt.db.before-restore-2026-11-23");
  CHECK(appointments() == 1);
  CHECK(mode_of(place.store()) == 0600);
  CHECK(mode_of(done.kept_as) == 0600);
  CHECK(number(Store::open(done.kept_as, Access::read), "SELECT count(*) FROM appointment") == 2);
  CHECK(bytes_of(backup) == of_backup);
  CHECK(is_sound(place.store()));
  const Store restored = Store::open(place.store(), Access::read);
  CHECK(texts(restored, "SELECT entity FROM revision ORDER BY seq DESC LIMIT 1") ==
        Names{"restoration"});
  CHECK(!restored.read([](const Records& records) { return records.undoable(); }));

  // A second one of the day is kept beside the first.
  CHECK(fs::path{restore(Commit::keep).kept_as}.filename() == "ipt.db.before-restore-2026-11-23.2");
}

TEST_CASE_FIXTURE(Backed, "whoever holds the store open meanwhile writes into what was restored") {
  Store waiting = Store::open(place.store(), Access::write);
  CHECK(!restore(Commit::keep).kept_as.empty());
  log(waiting, "2026-09-21");
  CHECK(appointments() == 2);
  CHECK(is_sound(place.store()));
}

TEST_CASE_FIXTURE(Backed,
                  "a backup of another history is told apart, one without a store as well") {
  const Place other;
  {
    Store store = new_store(other.store());
    add_course(store, acute_course("M3"));
  }
  CHECK(store::restore(other.store(), false, backup, operation(), Commit::dry_run).relation ==
        BackupRelation::apart);
  const Place nothing;
  const Restored done = store::restore(nothing.store(), false, backup, operation(), Commit::keep);
  CHECK(done.relation == BackupRelation::unknown);
  CHECK(!done.current);
  CHECK(done.kept_as.empty());
  CHECK(is_sound(nothing.store()));
  CHECK(names_in(nothing.folder()) == Names{"ipt.db"});
}

TEST_CASE_FIXTURE(Backed, "on a new machine the folders of the store are made, but for a look") {
  const std::string lost = place.file("new/machine/ipt.db");
  const auto restore_there = [&](bool make_folders, Commit commit) {
    return store::restore(lost, make_folders, backup, operation(), commit);
  };
  CHECK(restore_there(true, Commit::dry_run).verification.is_sound());
  CHECK(names_in(place.folder()) == Names{"backup.db", "ipt.db"});
  CHECK(refusal([&] { static_cast<void>(restore_there(false, Commit::keep)); }).code ==
        "folder_missing");
  CHECK(restore_there(true, Commit::keep).kept_as.empty());
  CHECK(mode_of(place.file("new/machine")) == 0700);
  CHECK(mode_of(lost) == 0600);
  CHECK(is_sound(lost));
  CHECK(names_in(place.file("new/machine")) == Names{"ipt.db"});
}

TEST_CASE_FIXTURE(Backed, "a damaged store is put aside as it is, and no journal of it stays") {
  const std::string damaged = "no store at all" + std::string(5000, 'x');
  write_bytes(place.store(), damaged);
  write_bytes(place.store() + "-journal", "left by a crash");
  const Restored done = restore(Commit::keep);
  CHECK(bytes_of(done.kept_as) == damaged);
  CHECK(!fs::exists(place.store() + "-journal"));
  CHECK(appointments() == 1);
  CHECK(is_sound(place.store()));
}

TEST_CASE_FIXTURE(Backed, "a backup with a finding is not restored") {
  CHECK(sqlite3_shell(backup, "DROP TRIGGER note_update").status == 0);
  const std::string before = bytes_of(place.store());
  const Restored refused = restore(Commit::keep);
  CHECK(!refused.verification.is_sound());
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Names{"backup.db", "ipt.db"});
}

TEST_CASE_FIXTURE(Backed, "what is no backup is refused, and the store stays") {
  const std::string before = bytes_of(place.store());
  const auto code_of = [&](const std::string& file) {
    return refusal([&] { store::restore(place.store(), false, file, operation(), Commit::keep); })
        .code;
  };
  CHECK(code_of(place.file("none.db")) == "file_not_found");
  CHECK(code_of(place.store()) == "backup_is_store");
  write_bytes(place.file("text.db"), "a letter to somebody" + std::string(500, '.'));
  CHECK(code_of(place.file("text.db")) == "store_damaged");
  CHECK(sqlite3_shell(place.file("other.db"), "CREATE TABLE x (y)").status == 0);
  CHECK(code_of(place.file("other.db")) == "store_not_ours");
  CHECK(bytes_of(place.store()) == before);
}

TEST_CASE("a backup of every earlier schema is brought to this one, and stays as it is") {
  for (const std::string name :
       {"schema-1.db", "schema-2.db", "schema-3.db", "schema-4.db", "schema-5.db"}) {
    CAPTURE(name);
    const Place place;
    const PrivateUmask umask;
    const std::string old = place.file("old.db");
    fs::copy_file(fs::path{IPT_TEST_ROOT} / "data" / name, old);
    const std::string before = bytes_of(old);
    const Restored done = store::restore(place.store(), false, old, operation(), Commit::keep);
    CHECK(done.verification.is_sound());
    CHECK(bytes_of(old) == before);
    CHECK(is_sound(place.store()));
    CHECK(number(Store::open(place.store(), Access::read), "PRAGMA user_version") ==
          store::schema_version);
  }
}
