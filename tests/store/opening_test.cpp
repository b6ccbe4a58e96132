// Opening and making a store: whatever lies at the path, it is a store, or it is left as it is.

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "store/fixture.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Database;
using store::Store;
using Access = store::Store::Access;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// What opening for reading, opening for writing and making are refused with.
std::vector<Explanation> refusals(const std::string& path) {
  return {refusal([&] { Store::open(path, Access::read); }),
          refusal([&] { Store::open(path, Access::write); }),
          refusal([&] { Store::create(path, false); })};
}

// All three are refused with exit 5, and the folder and the file stay as they are.
void check_left_alone(const Place& place, const Names& codes) {
  const Names names = names_in(place.folder());
  const std::string before = bytes_of(place.store());
  for (const Explanation& error : refusals(place.store())) {
    CHECK(error.exit == Exit::store);
    CHECK_MESSAGE(std::ranges::find(codes, error.code) != codes.end(), error.code);
    CHECK_FALSE(error.attempt.empty());
  }
  CHECK(names_in(place.folder()) == names);
  CHECK(bytes_of(place.store()) == before);
}

std::int64_t courses(const Store& store) { return number(store, "SELECT count(*) FROM course"); }

void make_store_with_a_course(const Place& place) {
  Store store = new_store(place.store());
  add_course(store, acute_course("K7"));
}

}  // namespace

TEST_CASE("a missing store is said to be missing, and how to make one") {
  const Place place;
  for (const std::string& path : {place.store(), place.file("no/folder/ipt.db")}) {
    for (const Access access : {Access::read, Access::write}) {
      const Explanation error = refusal([&] { Store::open(path, access); });
      CHECK(error.exit == Exit::store);
      CHECK(error.code == "store_missing");
      CHECK(error.attempt.find("ipt db init") != std::string::npos);
    }
  }
  CHECK(names_in(place.folder()).empty());
}

TEST_CASE("an empty file is a missing store, and can become one") {
  const Place place;
  write_bytes(place.store(), "");
  for (const Access access : {Access::read, Access::write}) {
    CHECK(refusal([&] { Store::open(place.store(), access); }).code == "store_missing");
  }
  CHECK(bytes_of(place.store()).empty());
  CHECK(Store::create(place.store(), false).is_new());
  CHECK(courses(Store::open(place.store(), Access::read)) == 0);
}

TEST_CASE("what is no file is no store") {
  const Place place;
  fs::create_directory(place.file("folder"));
  REQUIRE(::mkfifo(place.file("pipe").c_str(), S_IRUSR | S_IWUSR) == 0);
  for (const std::string& path :
       {place.file("folder"), place.file("pipe"), std::string{"/dev/null"}, std::string{"/"}}) {
    CAPTURE(path);
    for (const Explanation& error : refusals(path)) {
      CHECK(error.exit == Exit::store);
      CHECK(error.code == "store_not_a_file");
    }
  }
  CHECK(names_in(place.folder()) == Names{"folder", "pipe"});
}

TEST_CASE("a file of anything else is refused and left as it is") {
  std::mt19937 random{7};
  std::string noise(64 * 1024, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  for (const std::string& bytes :
       {std::string{"x"}, std::string{"K7;2026-11-23;11\n"}, std::string(100, '\0'),
        std::string(8192, '\0'), noise, "SQLite format 3" + noise,
        std::string{"SQLite format 3\0", 16} + noise}) {
    const Place place;
    write_bytes(place.store(), bytes);
    check_left_alone(place, {"store_damaged", "store_not_ours"});
  }
}

TEST_CASE("a truncated store is refused and left as it is") {
  const Place whole;
  make_store_with_a_course(whole);
  const std::string bytes = bytes_of(whole.store());
  for (const std::size_t size : {std::size_t{1}, std::size_t{50}, std::size_t{99}, std::size_t{100},
                                 std::size_t{512}, std::size_t{4095}, std::size_t{4096},
                                 bytes.size() / 2, bytes.size() / 2 + 17, bytes.size() - 4096}) {
    CAPTURE(size);
    const Place place;
    write_bytes(place.store(), bytes.substr(0, size));
    // Where the header is cut, what was ours cannot be told any more.
    check_left_alone(
        place, size < 100 ? Names{"store_damaged", "store_not_ours"} : Names{"store_damaged"});
  }
}

TEST_CASE("a database of another program is refused and left as it is") {
  SUBCASE("an ordinary one") {
    const Place place;
    {
      Database other{place.store(), Database::Mode::create};
      other.execute("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)");
    }
    check_left_alone(place, {"store_not_ours"});
  }
  SUBCASE("one with an id of its own") {
    const Place place;
    {
      Database other{place.store(), Database::Mode::create};
      other.execute("PRAGMA application_id = 42; PRAGMA user_version = 1; CREATE TABLE t (n)");
    }
    check_left_alone(place, {"store_not_ours"});
  }
  SUBCASE("one with a write-ahead log") {
    const Place place;
    {
      Database other{place.store(), Database::Mode::create};
      other.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER)");
    }
    check_left_alone(place, {"store_not_ours"});
  }
  SUBCASE("one whose write-ahead log holds changes") {
    const Place place;
    REQUIRE(in_child([&] {
              Database other{place.store(), Database::Mode::create};
              other.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER)");
              other.execute("INSERT INTO t VALUES (7)");
              ::_exit(0);
              return 1;
            }) == 0);
    const std::string log = bytes_of(place.file("ipt.db-wal"));
    REQUIRE_FALSE(log.empty());
    check_left_alone(place, {"store_not_ours"});
    CHECK(bytes_of(place.file("ipt.db-wal")) == log);
  }
  SUBCASE("one with a change that a crash cut off") {
    const Place place;
    {
      Database other{place.store(), Database::Mode::create};
      other.execute("CREATE TABLE t (n); INSERT INTO t VALUES (zeroblob(100000))");
    }
    REQUIRE(in_child([&] {
              Database other{place.store(), Database::Mode::write};
              other.execute("PRAGMA cache_size = 1; BEGIN; UPDATE t SET n = zeroblob(200000)");
              ::_exit(0);
              return 1;
            }) == 0);
    const std::string journal = bytes_of(place.file("ipt.db-journal"));
    check_left_alone(place, {"store_not_ours"});
    CHECK(bytes_of(place.file("ipt.db-journal")) == journal);
  }
}

TEST_CASE("a store of a newer program is refused and left as it is") {
  const Place place;
  make_store_with_a_course(place);
  {
    Database database{place.store(), Database::Mode::write};
    database.execute("PRAGMA user_version = 99");
  }
  check_left_alone(place, {"store_too_new"});
}

TEST_CASE("what cannot be reached is refused") {
  const Place place;
  fs::create_symlink("loop", place.file("loop"));
  for (const Explanation& error : refusals(place.file("loop"))) CHECK(error.exit == Exit::store);

  make_store_with_a_course(place);
  fs::permissions(place.store(), fs::perms::none);
  const PermissionsHold hold;
  for (const Explanation& error : refusals(place.store())) CHECK(error.exit == Exit::store);
}

TEST_CASE("a store that may only be read can be read, and a change is refused") {
  const Place place;
  make_store_with_a_course(place);
  const std::string before = bytes_of(place.store());
  fs::permissions(place.store(), fs::perms::owner_read);
  const PermissionsHold hold;
  CHECK(courses(Store::open(place.store(), Access::read)) == 1);
  const Explanation error = refusal([&] {
    Store store = Store::open(place.store(), Access::write);
    add_course(store, acute_course("K8"));
  });
  CHECK(error.exit == Exit::store);
  CHECK(error.code == "store_not_writable");
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
}

TEST_CASE("a store in a folder that may only be read can be read, and a change is refused") {
  const Place place;
  make_store_with_a_course(place);
  const std::string before = bytes_of(place.store());
  fs::permissions(place.folder(), fs::perms::owner_read | fs::perms::owner_exec);
  const PermissionsHold hold;
  CHECK(courses(Store::open(place.store(), Access::read)) == 1);
  const Explanation change = refusal([&] {
    Store store = Store::open(place.store(), Access::write);
    add_course(store, acute_course("K8"));
  });
  CHECK(change.exit == Exit::store);
  CHECK(change.code == "store_not_writable");
  CHECK(refusal([&] { Store::create(place.file("new.db"), false); }).exit == Exit::store);
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
  fs::permissions(place.folder(), fs::perms::owner_all);
}

TEST_CASE("a store is made once, and then opened") {
  const Place place;
  {
    Store store = Store::create(place.store(), false);
    CHECK(store.is_new());
    add_course(store, acute_course("K7"));
  }
  const Store again = Store::create(place.store(), false);
  CHECK_FALSE(again.is_new());
  CHECK(courses(again) == 1);
}

TEST_CASE("a store is not made in a folder that is missing") {
  const Place place;
  const Explanation error = refusal([&] { Store::create(place.file("no/folder/ipt.db"), false); });
  CHECK(error.exit == Exit::store);
  CHECK(error.code == "folder_missing");
  write_bytes(place.file("file"), "x");
  for (const bool make_folders : {false, true}) {
    const Explanation blocked =
        refusal([&] { Store::create(place.file("file/ipt.db"), make_folders); });
    CHECK(blocked.exit == Exit::store);
  }
  CHECK(names_in(place.folder()) == Names{"file"});
}

TEST_CASE("the store, its journal and the folders made for it are their owner's alone") {
  const Place place;
  const PrivateUmask as_main_sets_it;
  Store store = Store::create(place.file("a/b/ipt.db"), true);
  CHECK(mode_of(place.file("a")) == 0700);
  CHECK(mode_of(place.file("a/b")) == 0700);
  CHECK(mode_of(place.file("a/b/ipt.db")) == 0600);
  store.write(operation(), store::Commit::keep, [&](store::Changes& changes) {
    changes.add_course(acute_course("K7"));
    CHECK(mode_of(place.file("a/b/ipt.db-journal")) == 0600);
    return 0;
  });
  CHECK(names_in(place.file("a/b")) == Names{"ipt.db"});
}

TEST_CASE("processes that make the same store at once make one, and nothing is lost") {
  constexpr int rounds = 5;
  constexpr int processes = 8;
  for (int round = 0; round < rounds; ++round) {
    const Place place;
    std::array<int, 2> start{};
    REQUIRE(::pipe(start.data()) == 0);
    std::vector<pid_t> children;
    for (int i = 0; i < processes; ++i) {
      children.push_back(start_child([&] {
        ::close(start[1]);
        char nothing = 0;
        if (::read(start[0], &nothing, 1) != 0) return 1;  // ends when the parent closes its end
        Store store = Store::create(place.store(), false);
        add_course(store, acute_course("K" + std::to_string(i)));
        return store.is_new() ? 10 : 0;
      }));
    }
    ::close(start[0]);
    ::close(start[1]);
    int made = 0;
    for (const pid_t child : children) {
      const int status = status_of(child);
      CHECK((status == 0 || status == 10));
      made += status == 10 ? 1 : 0;
    }
    CHECK(made == 1);
    const Store store = Store::open(place.store(), Access::read);
    CHECK(courses(store) == processes);
    CHECK(number(store, "SELECT count(DISTINCT operation) FROM revision") == processes);
    CHECK(names_in(place.folder()) == Names{"ipt.db"});
  }
}

TEST_CASE("a link to a store is the store") {
  const Place place;
  fs::create_directory(place.file("real"));
  const std::string real = place.file("real/ipt.db");
  { const Store store = new_store(real); }
  fs::create_symlink(real, place.file("link"));
  fs::create_directory_symlink(place.file("real"), place.file("folder"));
  for (const std::string& path : {place.file("link"), place.file("folder/ipt.db")}) {
    Store store = Store::create(path, false);
    CHECK_FALSE(store.is_new());
    store.write(operation(), store::Commit::dry_run, [&](store::Changes& changes) {
      changes.add_course(acute_course("K7"));
      CHECK(names_in(place.file("real")) == Names{"ipt.db", "ipt.db-journal"});
      return 0;
    });
    CHECK(Store::open(path, Access::read)
              .read([](const store::Records& records) { return records.facts(); })
              .path == fs::canonical(real));
  }
  CHECK(names_in(place.folder()) == Names{"folder", "link", "real"});
}

TEST_CASE("a link to nowhere is a missing store, and none is made behind it") {
  const Place place;
  fs::create_symlink(place.file("nowhere.db"), place.store());
  for (const Access access : {Access::read, Access::write}) {
    const Explanation error = refusal([&] { Store::open(place.store(), access); });
    CHECK(error.exit == Exit::store);
    CHECK(error.code == "store_missing");
  }
  CHECK(refusal([&] { Store::create(place.store(), false); }).exit == Exit::store);
  CHECK(names_in(place.folder()) == Names{"ipt.db"});
}

TEST_CASE("a store that others may open is remarked on, and keeps its rights") {
  const Place place;
  make_store_with_a_course(place);
  for (const fs::perms right : {fs::perms::group_read, fs::perms::others_write}) {
    const fs::perms rights = fs::perms::owner_read | fs::perms::owner_write | right;
    fs::permissions(place.store(), rights);
    for (const Access access : {Access::read, Access::write}) {
      const Store store = Store::open(place.store(), access);
      REQUIRE(store.remarks().size() == 1);
      CHECK(store.remarks().front().find("chmod 600") != std::string::npos);
    }
    CHECK(fs::status(place.store()).permissions() == rights);
  }
}

TEST_CASE("a second name of a store is remarked on") {
  const Place place;
  make_store_with_a_course(place);
  CHECK(Store::open(place.store(), Access::read).remarks().empty());
  fs::create_hard_link(place.store(), place.file("second.db"));
  for (const Access access : {Access::read, Access::write}) {
    const Store store = Store::open(place.store(), access);
    REQUIRE(store.remarks().size() == 1);
    CHECK(store.remarks().front().find("hard link") != std::string::npos);
  }
}
