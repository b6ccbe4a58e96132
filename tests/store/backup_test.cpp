// Copies of a store that a user asks for.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "store/copy.hpp"
#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;
using store::BackupTarget;
using store::Changes;
using store::Commit;
using store::Records;
using store::Store;
using Access = store::Store::Access;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// A store with a course in it.
Store filled_store(const Place& place) {
  Store made = new_store(place.store());
  const auto course = add_course(made, acute_course("K7"));
  made.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.add_appointment(course, full_appointment("2026-09-07"));
    changes.add_score(course, phq9("2026-09-07", 17), false);
    return true;
  });
  return made;
}

std::string folder_in(const Place& place) {
  const std::string folder = place.file("backups");
  fs::create_directory(folder);
  return folder;
}

BackupTarget to(const std::string& path) { return {.path = path, .day = day("2026-11-27")}; }

std::string dump(const std::string& path) { return sqlite3_shell(path, ".dump").output; }

void note(Store& store, const std::string& path) {
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.note_backup(path);
    return true;
  });
}

std::optional<store::BackupNote> last_backup(const Store& store) {
  return store.read([](const Records& records) { return records.last_backup(day("2099-12-31")); });
}

}  // namespace

TEST_CASE("a backup holds what the store holds, for its owner alone, and changes nothing") {
  const Place place;
  const PrivateUmask umask;
  const Store store = filled_store(place);
  const std::string before = bytes_of(place.store());
  const store::StoreFacts facts = store.back_up(to(place.file("copy.db")));
  CHECK(facts.path == fs::canonical(place.file("copy.db")));
  CHECK(facts.courses == 1);
  CHECK(facts.sessions == 1);
  CHECK(facts.scores == 1);
  CHECK(facts.revisions == number(store, "SELECT count(*) FROM revision"));
  CHECK(dump(facts.path) == dump(place.store()));
  CHECK(mode_of(facts.path) == 0600);
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Names{"copy.db", "ipt.db"});
  const Store copy = Store::open(facts.path, Access::write);
  CHECK(copy.remarks().empty());
  CHECK(differences_from_history(copy).empty());
}

TEST_CASE("in a folder a backup is named by its day and its head, and a second one after it") {
  const Place place;
  const Store store = filled_store(place);
  const BackupTarget target = to(folder_in(place));
  const auto head = store.read([](const Records& records) { return records.facts().head.value(); });
  const std::string name =
      "ipt-2026-11-27-" + std::to_string(head.sequence) + "-" + head.hash.substr(0, 8);
  CHECK(fs::path{store::backup_path(target, head)}.filename() == name + ".db");
  for (int i = 0; i < 3; ++i) store.back_up(target);
  CHECK(names_in(target.path) == Names{name + "-2.db", name + "-3.db", name + ".db"});
  CHECK(fs::path{store::backup_path(target, head)}.filename() == name + "-4.db");
  CHECK(fs::path{store::backup_path(target, std::nullopt)}.filename() == "ipt-2026-11-27.db");
}

TEST_CASE("a backup takes the place of a file only where that is asked for") {
  const Place place;
  const Store store = filled_store(place);
  BackupTarget target = to(place.file("copy.db"));
  write_bytes(target.path, "mine");
  CHECK(refusal([&] { store.back_up(target); }).code == "file_exists");
  CHECK(refusal([&] { static_cast<void>(store::backup_path(target, std::nullopt)); }).exit ==
        Exit::refused);
  CHECK(bytes_of(target.path) == "mine");
  target.existing = Existing::replace;
  CHECK(store.back_up(target).courses == 1);
  CHECK(dump(target.path) == dump(place.store()));
  fs::create_symlink("nowhere", place.file("dangling"));
  target.path = place.file("dangling");
  CHECK(refusal([&] { store.back_up(target); }).code == "file_exists");
  CHECK(names_in(place.folder()) == Names{"copy.db", "dangling", "ipt.db"});
}

TEST_CASE("a file that comes to be while a copy is made is left alone") {
  const Place place;
  filled_store(place);
  store::Database database{place.store(), store::Database::Mode::read};
  {
    store::Copy copy{database, place.file("copy.db")};
    CHECK(copy.path() == place.file("copy.db.part"));
    write_bytes(place.file("copy.db"), "mine");
    CHECK_FALSE(copy.take_name(place.file("copy.db")));
    CHECK(copy.take_name(place.file("copy-2.db")));
    copy.keep();
  }
  CHECK(bytes_of(place.file("copy.db")) == "mine");
  CHECK(names_in(place.folder()) == Names{"copy-2.db", "copy.db", "ipt.db"});
  { const store::Copy unwanted{database, place.file("other.db")}; }
  CHECK(names_in(place.folder()).size() == 3);
}

TEST_CASE("a backup that cannot be made is refused and leaves nothing") {
  const Place place;
  const PermissionsHold permissions;
  const Store store = filled_store(place);
  const std::string folder = folder_in(place);
  CHECK(refusal([&] { store.back_up(to(place.file("nowhere/copy.db"))); }).code ==
        "folder_not_found");
  CHECK(refusal([&] { store.back_up(to(place.file("nowhere/"))); }).exit == Exit::not_found);
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  const Explanation error = refusal([&] { store.back_up(to(folder)); });
  fs::permissions(folder, fs::perms::owner_all);
  CHECK(error.code == "file_write_failed");
  CHECK(error.exit == Exit::failure);
  CHECK(names_in(folder).empty());
}

TEST_CASE("a damaged store gives no backup") {
  const Place place;
  { const Store made = filled_store(place); }
  std::string bytes = bytes_of(place.store());
  constexpr std::size_t page = 4096;
  const std::size_t at = bytes.find(full_appointment("2026-09-07").note, page);
  REQUIRE(at != std::string::npos);
  bytes.replace(at / page * page, 8, "\xff\xff\xff\xff\xff\xff\xff\xff");
  write_bytes(place.store(), bytes);
  const Store damaged = Store::open(place.store(), Access::read);
  const Explanation error = refusal([&] { damaged.back_up(to(place.file("copy.db"))); });
  CHECK(error.exit == Exit::store);
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
}

TEST_CASE("a store that nobody may write is backed up") {
  const Place place;
  const PermissionsHold permissions;
  { const Store made = filled_store(place); }
  const Place elsewhere;
  fs::permissions(place.store(), fs::perms::owner_read);
  fs::permissions(place.folder(), fs::perms::owner_read | fs::perms::owner_exec);
  {
    Store store = Store::open(place.store(), Access::write);
    CHECK(store.back_up(to(elsewhere.file("copy.db"))).courses == 1);
    CHECK(refusal([&] { note(store, "copy.db"); }).exit == Exit::store);
  }
  fs::permissions(place.folder(), fs::perms::owner_all);
}

TEST_CASE("a backup waits for a writer and holds what it wrote, or nothing of it") {
  const Place place;
  { const Store made = filled_store(place); }
  const pid_t writer = start_child([&] {
    for (int i = 1; i <= 40; ++i) {
      Store store = Store::open(place.store(), Access::write);
      add_course(store, acute_course("M" + std::to_string(i)));
    }
    return 0;
  });
  const Store store = Store::open(place.store(), Access::read);
  const std::string folder = folder_in(place);
  for (int i = 0; i < 10; ++i) {
    const store::StoreFacts facts = store.back_up(to(folder));
    // Each writing call brings a client and its course.
    CHECK(facts.clients == facts.courses);
    CHECK(facts.revisions == 2 * facts.courses + 4);
  }
  CHECK(status_of(writer) == 0);
}

TEST_CASE("backups are noted without history, and the last one is known") {
  const Place place;
  Store store = filled_store(place);
  CHECK_FALSE(last_backup(store).has_value());
  const auto revisions = number(store, "SELECT count(*) FROM revision");
  note(store, "/b/one.db");
  note(store, "/b/two.db");  // within the same millisecond
  const auto last = last_backup(store);
  REQUIRE(last.has_value());
  CHECK(last->path == "/b/two.db");
  CHECK(last->made_on == operation().today);
  CHECK(number(store, "SELECT count(*) FROM backup") == 2);
  CHECK(number(store, "SELECT count(*) FROM revision") == revisions);
}
