// Stores of earlier schemas, as the program of their time wrote them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "ipt/domain/timeline.hpp"
#include "store/fixture.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Records;
using store::Store;

namespace {

namespace fs = std::filesystem;

std::string old_store(const Place& place, const std::string& name = "schema-1.db") {
  fs::copy_file(fs::path{IPT_TEST_ROOT} / "data" / name, place.store());
  fs::permissions(place.store(), fs::perms::owner_read | fs::perms::owner_write);
  return bytes_of(place.store());
}

// A store of that schema as it is once it was opened: of this schema, its records as the history
// has them, and with one remark that says so.
Store upgraded(const Place& place, int schema, Store::Access access) {
  old_store(place, "schema-" + std::to_string(schema) + ".db");
  Store store = Store::open(place.store(), access);
  CHECK(number(store, "PRAGMA user_version") == store::schema_version);
  CHECK(differences_from_history(store).empty());
  REQUIRE(store.remarks().size() == 1);
  CHECK(store.remarks()[0].find("upgraded from schema " + std::to_string(schema)) !=
        std::string::npos);
  return store;
}

CourseRecord course_k7(const Store& store) {
  return store.read(
      [](const Records& records) { return records.course({.client = client("K7")}).record; });
}

}  // namespace

TEST_CASE("a store of the first schema is upgraded by whoever opens it, with all its records") {
  for (const Store::Access access : {Store::Access::read, Store::Access::write}) {
    const Place place;
    const PrivateUmask umask;
    const Store store = upgraded(place, 1, access);
    const CourseRecord record = course_k7(store);
    REQUIRE(record.appointments.size() == 3);
    CHECK(record.appointments[0].note == "spoke of the old team");
    CHECK(record.appointments[0].question == "how to start");
    CHECK(record.appointments[2].minutes == 50);
    CHECK(record.scores.size() == 3);
    CHECK(record.focus_episodes.at(0).old_role == "team leader");
    CHECK(record.goals.at(0).text == "Ask for help");
    CHECK(number(store, "SELECT count(*) FROM revision") == 16);
  }
}

TEST_CASE("a store of the second schema is upgraded by whoever opens it, with all its records") {
  for (const Store::Access access : {Store::Access::read, Store::Access::write}) {
    const Place place;
    const PrivateUmask umask;
    const Store store = upgraded(place, 2, access);
    const CourseRecord record = course_k7(store);
    REQUIRE(record.appointments.size() == 3);
    CHECK(record.appointments[0].note == "spoke of the old team");
    CHECK(record.appointments[2].minutes == 50);
    CHECK(record.course.relapse_plan == "call the sister");
    REQUIRE(record.scores.size() == 6);
    CHECK(record.scores[0].score.entered_total() == Points::whole(17));
    CHECK(!record.scores[0].score.risk_answer());
    CHECK(record.scores[2].score.answers() == Answers{2, 2, 2, 2, 2, 2, 2, 2, 1});
    CHECK(record.scores[5].score.entered_total() == Points{});
    CHECK(number(store, "SELECT count(*) FROM revision") == 20);
    CHECK(number(store, "SELECT count(*) FROM instrument") == 0);
    CHECK(fs::exists(place.file("ipt.db.schema-2")));
  }
}

TEST_CASE("a store of the third schema is upgraded by whoever opens it, with all its records") {
  for (const Store::Access access : {Store::Access::read, Store::Access::write}) {
    const Place place;
    const PrivateUmask umask;
    const Store store = upgraded(place, 3, access);
    const CourseRecord record = course_k7(store);
    REQUIRE(record.appointments.size() == 3);
    CHECK(record.appointments[0].note == "spoke of the old team");
    REQUIRE(record.questions.size() == 1);
    CHECK(record.questions[0].text == "how to start");
    CHECK(record.questions[0].appointment == day("2026-09-07"));
    CHECK(!record.questions[0].answered_on);
    REQUIRE(record.goals.size() == 1);
    CHECK(record.goals[0].ratings.empty());
    CHECK(record.persons.empty());
    REQUIRE(record.scores.size() == 6);
    CHECK(record.scores.back().score.risk_answer() == 1);
    CHECK(number(store, "SELECT count(*) FROM instrument") == 1);
    CHECK(number(store, "SELECT count(*) FROM revision") == 21);
  }
}

TEST_CASE("a store of the fourth schema is upgraded by whoever opens it, with all its records") {
  for (const Store::Access access : {Store::Access::read, Store::Access::write}) {
    const Place place;
    const PrivateUmask umask;
    const Store store = upgraded(place, 4, access);
    const CourseRecord record = course_k7(store);
    REQUIRE(record.appointments.size() == 3);
    CHECK(record.appointments[0].note == "spoke of the old team");
    CHECK(record.course.therapist == TherapistCode::read("TH1", "therapist code"));
    CHECK(!record.course.end);
    CHECK(record.absences.size() == 2);
    CHECK(record.scores.size() == 5);
    CHECK(record.persons.at(0).label == "P1");
    CHECK(record.events.at(0).text == "moved house");
    CHECK(record.formulations.at(0).sentence == "It began with the loss of the team.");
    CHECK(record.contacts.at(0).risk_action == "safety plan reviewed");
    CHECK(record.questions.at(0).minutes == 20);
    CHECK(record.goals.at(0).ratings.at(0).status == GoalStatus::partly);
    CHECK(record.dismissals.at(0).check == "cadence");
    CHECK(number(store, "SELECT count(*) FROM revision") == 28);
  }
}

TEST_CASE("a store of the fifth schema is upgraded by whoever opens it, with all its records") {
  for (const Store::Access access : {Store::Access::read, Store::Access::write}) {
    const Place place;
    const PrivateUmask umask;
    const Store store = upgraded(place, 5, access);
    const CourseRecord record = course_k7(store);
    CHECK(record.appointments.size() == 3);
    CHECK(record.scores.size() == 5);
    CHECK(number(store, "SELECT count(*) FROM revision") == 28);
    CHECK(number(store, "SELECT count(*) FROM revision WHERE hash IS NULL") == 0);
  }
}

TEST_CASE("a question of an upgraded store can be answered") {
  const Place place;
  old_store(place, "schema-3.db");
  Store store = Store::open(place.store(), Store::Access::write);
  store.write(operation(), store::Commit::keep, [](store::Changes& changes) {
    const store::StoredCourse course = changes.course({.client = client("K7")});
    changes.answer_question(course.id, {.number = 1,
                                        .asked_on = day("2026-09-07"),
                                        .answered_on = day("2026-09-10"),
                                        .minutes = 20});
    return 0;
  });
  CHECK(course_k7(store).questions.at(0).minutes == 20);
  CHECK(differences_from_history(store).empty());
}

TEST_CASE("an upgraded store has the schema of a new one, to the letter") {
  for (const char* name :
       {"schema-1.db", "schema-2.db", "schema-3.db", "schema-4.db", "schema-5.db"}) {
    const Place place;
    const Place fresh;
    old_store(place, name);
    const Store upgraded = Store::open(place.store(), Store::Access::write);
    const Store made = new_store(fresh.store());
    const std::string sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    CHECK(texts(upgraded, sql) == texts(made, sql));
  }
}

TEST_CASE("before an upgrade the store is copied, and the copy is private and the old store") {
  const Place place;
  const PrivateUmask umask;
  old_store(place);
  { const Store store = Store::open(place.store(), Store::Access::read); }
  CHECK(names_in(place.folder()) == std::vector<std::string>{"ipt.db", "ipt.db.schema-1"});
  const std::string copy = place.file("ipt.db.schema-1");
  CHECK(mode_of(copy) == 0600);
  CHECK(sqlite3_shell(copy, "PRAGMA user_version; SELECT count(*) FROM revision").output ==
        "1\n16\n");
  { const Store again = Store::open(place.store(), Store::Access::read); }
  CHECK(names_in(place.folder()).size() == 2);
}

TEST_CASE("a store that cannot be upgraded is refused as it is") {
  const Place place;
  const PermissionsHold permissions;
  const std::string before = old_store(place);
  fs::permissions(place.folder(), fs::perms::owner_read | fs::perms::owner_exec);
  const Explanation error =
      refusal([&] { static_cast<void>(Store::open(place.store(), Store::Access::read)); });
  fs::permissions(place.folder(), fs::perms::owner_all);
  CHECK(error.exit == Exit::store);
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == std::vector<std::string>{"ipt.db"});
}

TEST_CASE("an old store that is damaged is not upgraded") {
  const Place place;
  std::string bytes = old_store(place);
  constexpr std::size_t page = 4096;
  const std::size_t at = bytes.find("team leader", page);
  REQUIRE(at != std::string::npos);
  bytes.replace(at / page * page, 8, "\xff\xff\xff\xff\xff\xff\xff\xff");
  write_bytes(place.store(), bytes);
  const Explanation error =
      refusal([&] { static_cast<void>(Store::open(place.store(), Store::Access::write)); });
  CHECK(error.exit == Exit::store);
  CHECK(bytes_of(place.store()) == bytes);
}

TEST_CASE("what was written under an earlier schema can be taken back under this one") {
  struct Old {
    const char* name;
    int operations;
  };
  for (const Old& old : {Old{"schema-1.db", 8}, Old{"schema-2.db", 9}, Old{"schema-3.db", 10},
                         Old{"schema-4.db", 15}}) {
    CAPTURE(old.name);
    const Place place;
    old_store(place, old.name);
    Store store = Store::open(place.store(), Store::Access::write);
    const auto undo = [&] {
      return store.write(operation(), store::Commit::keep, [](store::Changes& changes) {
        const auto last = changes.undoable();
        if (last) changes.take_back(*last);
        return last.has_value();
      });
    };
    int undone = 0;
    while (undo()) ++undone;
    CHECK(undone == old.operations);
    for (const std::string& table : record_table_names()) {
      CHECK(number(store, "SELECT count(*) FROM " + table) == 0);
    }
  }
}
