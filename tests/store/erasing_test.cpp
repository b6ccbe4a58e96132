// What is erased is gone from every byte of the file, and the chain still holds.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Records;
using store::Store;
using store::Thoroughness;
using Access = store::Store::Access;

namespace {

Appointment marked(std::string_view date, std::string_view mark) {
  Appointment appointment = full_appointment(date);
  appointment.note = std::string(3000, 'n') + std::string{mark};
  appointment.question = "question " + std::string{mark};
  return appointment;
}

bool holds(const Place& place, std::string_view text) {
  return bytes_of(place.store()).find(text) != std::string::npos;
}

bool is_sound(const Store& store) { return store.verify(Thoroughness::full, {}).is_sound(); }

Erasure purge(Store& store, std::string_view code) {
  const Erasure erased = store.write(operation(), Commit::keep, [&](Changes& changes) {
    return changes.purge(client(code), PurgeGround::consent_withdrawn);
  });
  store.rewrite();
  return erased;
}

// Two clients, each with a course and a session that bears a mark.
struct TwoClients {
  Place place;
  Store store = new_store(place.store());
  CourseId of_k7 = add_course(store, acute_course("KLIENT-7"));
  CourseId of_m3 = add_course(store, acute_course("M3"));

  TwoClients() {
    log(of_k7, "2026-09-07", "MARK-K7");
    log(of_m3, "2026-09-08", "MARK-M3");
  }

  void log(CourseId course, std::string_view date, std::string_view mark) {
    store.write(operation(), Commit::keep, [&](Changes& changes) {
      changes.add_appointment(course, marked(date, mark));
      changes.add_score(course, phq9(date, 17), false);
      return 0;
    });
  }

  void move(CourseId from, const Appointment& appointment, CourseId to) {
    store.write(operation("of MARK-K7"), Commit::keep, [&](Changes& changes) {
      changes.move_appointment(from, appointment, {phq9(appointment.date.iso(), 17)}, to);
      return 0;
    });
  }
};

}  // namespace

TEST_CASE_FIXTURE(TwoClients,
                  "nothing of a purged client is left, and everything of another one is") {
  store.write(operation(), Commit::keep, [](Changes& changes) {
    changes.recode(client("KLIENT-7"), client("KLIENT-8"));
    return 0;
  });
  const auto head = store.read([](const Records& records) { return records.facts().head; });
  const Erasure erased = purge(store, "KLIENT-8");
  CHECK(erased.courses == 1);
  CHECK(erased.appointments == 1);
  CHECK(erased.records == 6);  // client, course, appointment, note, question, score
  CHECK(erased.elsewhere.empty());
  for (const std::string_view text : {"KLIENT", "MARK-K7", "nnnnnnnnMARK-K7"})
    CHECK(!holds(place, text));
  CHECK(holds(place, "MARK-M3"));
  const auto verification = store.verify(Thoroughness::full, {head.value()});
  CHECK(verification.is_sound());
  CHECK(refusal([&] {
          store.read([](const Records& records) { return records.history({client("KLIENT-8")}); });
        }).code == "client_not_found");
  CHECK(number(store, "SELECT count(*) FROM revision WHERE entity = 'purge'") == 1);
  CHECK(texts(store,
              "SELECT json_extract(payload, '$.state.ground') FROM revision WHERE entity = "
              "'purge'") == std::vector<std::string>{"consent-withdrawn"});
  CHECK(number(store, "SELECT count(*) FROM rewrite_due") == 0);
}

TEST_CASE_FIXTURE(TwoClients,
                  "a session that was moved to the client is erased where it was before") {
  log(of_m3, "2026-09-14", "MARK-K7");
  move(of_m3, marked("2026-09-14", "MARK-K7"), of_k7);
  const Erasure erased = purge(store, "KLIENT-7");
  CHECK(erased.appointments == 2);
  CHECK(erased.elsewhere.empty());
  CHECK(!holds(place, "MARK-K7"));
  CHECK(holds(place, "MARK-M3"));
  CHECK(is_sound(store));
}

TEST_CASE_FIXTURE(TwoClients,
                  "a session that was moved away from the client is erased there, and said") {
  move(of_k7, marked("2026-09-07", "MARK-K7"), of_m3);
  const Erasure erased = purge(store, "KLIENT-7");
  CHECK(erased.elsewhere == std::vector<std::string>{"M3@2026-09-07"});
  CHECK(!holds(place, "MARK-K7"));
  CHECK(holds(place, "MARK-M3"));
  CHECK(is_sound(store));
}

TEST_CASE_FIXTURE(TwoClients, "a client whose course was undone is erased as well") {
  store.write(operation(), Commit::keep,
              [](Changes& changes) { return changes.add_course(acute_course("GONE-1")); });
  store.write(operation(), Commit::keep,
              [](Changes& changes) { return changes.take_back(*changes.undoable()); });
  CHECK(holds(place, "GONE-1"));
  CHECK(purge(store, "GONE-1").records == 0);
  CHECK(!holds(place, "GONE-1"));
  CHECK(is_sound(store));
}

TEST_CASE_FIXTURE(TwoClients, "a redaction blanks what a session held before, and nothing else") {
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.update_appointment(of_k7, day("2026-09-07"), marked("2026-09-07", "WHAT-STAYS"));
    return 0;
  });
  const auto told = store.read([](const Records& records) {
    std::vector<Revision> revisions;
    for (const auto& each : records.history({client("KLIENT-7")})) {
      for (const Revision& revision : each.revisions) {
        if (revision.record == "note" || revision.record == "question")
          revisions.push_back(revision);
      }
    }
    return revisions;
  });
  CHECK(told.size() == 4);
  const Erasure erased = store.write(operation("named a neighbour"), Commit::keep,
                                     [&](Changes& changes) { return changes.redact(told); });
  store.rewrite();
  CHECK(erased.changes == 2);
  CHECK(!holds(place, "MARK-K7"));
  CHECK(holds(place, "WHAT-STAYS"));
  CHECK(holds(place, "named a neighbour"));
  CHECK(is_sound(store));
  CHECK(!store.read([](const Records& records) { return records.undoable(); }));

  // A second time there is nothing left to blank.
  CHECK(store.write(operation(), Commit::dry_run, [&](Changes& changes) {
    const auto again = changes.history({client("KLIENT-7")});
    std::vector<Revision> revisions;
    for (const auto& each : again) {
      revisions.insert(revisions.end(), each.revisions.begin(), each.revisions.end());
    }
    std::erase_if(revisions, [](const Revision& each) { return each.record != "note"; });
    return changes.redact(revisions).changes;
  }) == 0);

  // The reason of a redaction goes with the client.
  purge(store, "KLIENT-7");
  CHECK(!holds(place, "named a neighbour"));
  CHECK(is_sound(store));
}

TEST_CASE_FIXTURE(
    TwoClients,
    "an erasure that was cut off before the rewriting is finished by whoever writes next") {
  store.write(operation(), Commit::keep, [](Changes& changes) {
    return changes.purge(client("KLIENT-7"), PurgeGround::court);
  });
  CHECK(number(store, "SELECT count(*) FROM rewrite_due") == 1);
  const Store again = Store::open(place.store(), Access::write);
  CHECK(number(again, "SELECT count(*) FROM rewrite_due") == 0);
  REQUIRE(again.remarks().size() == 1);
  CHECK(again.remarks().front().find("written anew") != std::string::npos);
  CHECK(!holds(place, "KLIENT-7"));
}

TEST_CASE_FIXTURE(TwoClients, "a dry run erases nothing") {
  const std::string before = bytes_of(place.store());
  CHECK(store.write(operation(), Commit::dry_run, [](Changes& changes) {
    return changes.purge(client("KLIENT-7"), PurgeGround::other).records;
  }) == 6);
  CHECK(bytes_of(place.store()) == before);
}
