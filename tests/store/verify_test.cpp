// What shows that a store is as the program left it, and fifteen attacks that it withstands.

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "store/chain.hpp"
#include "store/fixture.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Database;
using store::Head;
using store::Store;
using store::Thoroughness;
using store::Verification;
using Access = store::Store::Access;

namespace {

using Names = std::vector<std::string>;

// A store with a course, three sessions and a change of one of them: enough to be attacked.
struct SmallStore {
  Place place;

  SmallStore() {
    Store store = new_store(place.store());
    const CourseId course = add_course(store, acute_course("K7"));
    for (const char* date : {"2026-09-07", "2026-09-14", "2026-09-21"}) {
      store.write(operation(), Commit::keep, [&](Changes& changes) {
        changes.add_appointment(course, full_appointment(date));
        changes.add_score(course, phq9(date, 17), false);
        return 0;
      });
    }
    store.write(operation("a slip"), Commit::keep, [&](Changes& changes) {
      Appointment amended = full_appointment("2026-09-14");
      amended.note = "what was said instead";
      changes.update_appointment(course, amended.date, amended);
      return 0;
    });
  }

  [[nodiscard]] Verification verified(const std::vector<Head>& noted = {}) const {
    return Store::open(place.store(), Access::read).verify(Thoroughness::full, noted);
  }
  [[nodiscard]] Head head() const { return verified().head.value(); }
};

// The parts in which something was found.
Names found_in(const Verification& verification) {
  Names parts;
  for (const auto& part : verification.parts) {
    if (!part.findings.empty()) parts.push_back(part.id);
  }
  return parts;
}

std::string first_finding(const Verification& verification) {
  for (const auto& part : verification.parts) {
    if (!part.findings.empty()) return part.findings.front();
  }
  return {};
}

// Alters the file as somebody does who drops the triggers and puts them back afterwards.
void behind_the_back(const std::string& path, const std::function<void(Database&)>& work) {
  Database database{path, Database::Mode::write};
  const Names triggers = texts(database, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
  const Names names = texts(database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const std::string& name : names) {
    database.execute(fmt::format("DROP TRIGGER {}", name).c_str());
  }
  work(database);
  for (const std::string& trigger : triggers) database.execute(trigger.c_str());
}

struct Attack {
  std::string what;
  std::string sql;
  Names found;  // in which parts of the store
};

}  // namespace

TEST_CASE("a new store and one with records are sound, in every part") {
  const Place place;
  const Store empty = new_store(place.store());
  const Verification nothing_yet = empty.verify(Thoroughness::full, {});
  CHECK(nothing_yet.is_sound());
  CHECK(!nothing_yet.head);

  const SmallStore small;
  const Verification verification = small.verified();
  CHECK_MESSAGE(verification.is_sound(), first_finding(verification));
  CHECK(verification.parts.size() == 5);
  REQUIRE(verification.head);
  CHECK(verification.head->hash.size() == 64);
  CHECK(small.verified({*verification.head}).is_sound());
}

TEST_CASE("what a head looks like, and what is none") {
  CHECK(store::find_head("42:0250ADAB")->text() == "42:0250adab");
  CHECK(store::find_head("1:" + std::string(64, 'f')));
  for (const std::string& text :
       {std::string{"42"}, std::string{"42:0250ada"}, std::string{":0250adab"},
        std::string{"0:0250adab"}, std::string{"-1:0250adab"}, std::string{"4x:0250adab"},
        std::string{"42:0250adxy"}, "42:" + std::string(65, 'a'), std::string{}}) {
    CAPTURE(text);
    CHECK(!store::find_head(text));
  }
}

// Worked out by another program (Python's hashlib) over the form that digest.hpp describes.
TEST_CASE("the hash of a change is what SHA-256 of its fields is, whoever works it out") {
  store::Salt salt{};
  for (std::size_t i = 0; i < salt.size(); ++i) salt.at(i) = static_cast<std::byte>(i);
  const store::Digest commitment = store::commitment_to(R"({"state":{"id":1}})", salt);
  CHECK(store::hexadecimal(commitment) ==
        "66be0800fb8ceafffa17632dbf8e49e7fc97d74e3564ebd61182464787efb707");
  store::Link link{.sequence = 1,
                   .at = "2026-11-23T20:04:05.123Z",
                   .recorded_on = "2026-11-23",
                   .actor = "TH1",
                   .operation = 1,
                   .kind = "insert",
                   .entity = "client",
                   .entity_id = 1,
                   .commitment = commitment};
  const store::Digest first = store::hash_of(link);
  CHECK(store::hexadecimal(first) ==
        "099537c2da2466a11b22518c9a5883dee9a912df83c135bbeb19120d310e42a1");
  link.sequence = 2;
  link.course = 7;
  link.previous = first;
  CHECK(store::hexadecimal(store::hash_of(link)) ==
        "b3726758511fc054fce9ed55837bceb1e12e003f23718ac204cbcccbeba0c0b3");
}

TEST_CASE("attacks 1 to 3: another program changes no history and no record") {
  const SmallStore small;
  const std::string before = bytes_of(small.place.store());
  for (const char* sql :
       {"UPDATE revision SET actor = 'x'", "DELETE FROM revision", "UPDATE note SET text = 'x'"}) {
    CAPTURE(sql);
    CHECK(sqlite3_shell(small.place.store(), sql).status != 0);
  }
  CHECK(bytes_of(small.place.store()) == before);
}

TEST_CASE("attacks 4 to 13: whoever drops the triggers is found by what stands in the store") {
  const std::array attacks = std::to_array<Attack>({
      {"4, a changed note", "UPDATE note SET text = 'x' WHERE id = 3", {"records"}},
      {"4, a changed answer", "UPDATE score SET total_hundredths = 0", {"records"}},
      {"4, a changed code", "UPDATE client SET code = 'k7'", {"records"}},
      {"5, a changed payload",
       "UPDATE revision SET payload = replace(payload, '2026-09-14', '2026-09-15') WHERE seq = 7",
       {"chain", "records"}},
      {"6, another actor", "UPDATE revision SET actor = 'x' WHERE seq = 4", {"chain"}},
      {"7, another reason",
       "UPDATE revision SET payload = json_set(payload, '$.reason', 'x') WHERE seq = "
       "(SELECT max(seq) FROM revision)",
       {"chain"}},
      {"8, a change taken out", "DELETE FROM revision WHERE seq = 4", {"chain", "records"}},
      {"9, taken out and renumbered",
       "DELETE FROM revision WHERE seq = 4; UPDATE revision SET seq = -seq WHERE seq > 4; "
       "UPDATE revision SET seq = -seq - 1 WHERE seq < 0",
       {"chain", "records"}},
      {"10, two swapped",
       "UPDATE revision SET seq = -1 WHERE seq = 4; UPDATE revision SET seq = 4 WHERE seq = 5; "
       "UPDATE revision SET seq = 5 WHERE seq = -1",
       {"chain"}},
      {"11, a record put in",
       "INSERT INTO event (course_id, number, id, uuid, date, text) "
       "VALUES (2, 1, 99, zeroblob(16), '2026-09-07', 'x')",
       {"records"}},
      {"12, a record taken out", "DELETE FROM note WHERE id = 3", {"records"}},
      {"13, blanked without a purge",
       "UPDATE revision SET payload = NULL, salt = NULL WHERE seq = 4",
       {"chain", "records"}},
      {"13, the payload alone",
       "UPDATE revision SET payload = NULL WHERE seq = 4",
       {"chain", "records"}},
  });
  for (const Attack& attack : attacks) {
    CAPTURE(attack.what);
    const SmallStore small;
    behind_the_back(small.place.store(),
                    [&](Database& database) { database.execute(attack.sql.c_str()); });
    const Verification verification = small.verified();
    CHECK(found_in(verification) == attack.found);
  }
}

TEST_CASE("attack 14: that the end was cut off only a head shows that was noted elsewhere") {
  const SmallStore small;
  const Head head = small.head();
  behind_the_back(small.place.store(), [](Database& database) {
    // The last change is that of a note: it is put back to what it was.
    database.execute("DELETE FROM revision WHERE seq = (SELECT max(seq) FROM revision)");
    database.execute(
        "UPDATE note SET text = (SELECT json_extract(payload, '$.state.text') FROM revision WHERE "
        "entity = 'note' AND entity_id = note.id ORDER BY seq DESC LIMIT 1)");
  });
  CHECK(small.verified().is_sound());
  const Verification verification = small.verified({head});
  CHECK(found_in(verification) == Names{"heads"});
  CHECK(first_finding(verification).find("cut off") != std::string::npos);
}

TEST_CASE("attack 15: that all was worked out anew only a head shows that was noted elsewhere") {
  const SmallStore small;
  const Head head = small.head();
  behind_the_back(small.place.store(), [](Database& database) {
    database.execute(
        "UPDATE revision SET payload = replace(payload, 'what was said instead', 'lies')");
    database.execute("UPDATE note SET text = 'lies' WHERE text = 'what was said instead'");
    store::seal_history(database);
  });
  CHECK(small.verified().is_sound());
  const Verification verification = small.verified({head});
  CHECK(found_in(verification) == Names{"heads"});
  CHECK(first_finding(verification).find("written anew") != std::string::npos);
}

TEST_CASE("a schema that was altered is found") {
  const std::array attacks = std::to_array<Attack>({
      {"a trigger is missing", "DROP TRIGGER note_update", {"schema"}},
      {"a trigger says something else",
       "DROP TRIGGER revision_kept_on_delete; CREATE TRIGGER revision_kept_on_delete BEFORE DELETE "
       "ON revision BEGIN SELECT 1; END",
       {"schema"}},
      {"a table of somebody else", "CREATE TABLE x (y)", {"schema"}},
      {"an index is missing", "DROP INDEX revision_of_course", {"schema"}},
  });
  for (const Attack& attack : attacks) {
    CAPTURE(attack.what);
    const SmallStore small;
    Database{small.place.store(), Database::Mode::write}.execute(attack.sql.c_str());
    CHECK(found_in(small.verified()) == attack.found);
  }
}

TEST_CASE("a clock that went back is told, and is no finding") {
  const SmallStore small;
  {
    Store store = Store::open(small.place.store(), Access::write);
    store::Operation earlier = operation();
    earlier.at -= std::chrono::hours{5};
    store.write(earlier, Commit::keep, [](Changes& changes) {
      changes.recode(client("K7"), client("K8"));
      return 0;
    });
  }
  const Verification verification = small.verified();
  CHECK(verification.is_sound());
  const auto chain = std::ranges::find(verification.parts, "chain", &store::VerifiedPart::id);
  REQUIRE(chain != verification.parts.end());
  REQUIRE(chain->remarks.size() == 1);
  CHECK(chain->remarks.front().find("clock") != std::string::npos);
}
