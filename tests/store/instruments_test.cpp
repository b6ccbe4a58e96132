// The user's own instruments in the store.
#include <doctest/doctest.h>

#include "ipt/domain/catalogue.hpp"
#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::Records;
using store::Store;

namespace {

Catalogue catalogue_of(const Store& store) {
  return store.read([](const Records& records) { return records.catalogue(); });
}

void add(Store& store, const Instrument& instrument) {
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.add_instrument(instrument);
    return 0;
  });
}

// Known by its code and range alone.
Instrument bare_definition() {
  return {.code = "bare",
          .name = "bare",
          .entry = Entry::total,
          .total_max = Points::whole(10),
          .direction = Direction::higher_worse};
}

}  // namespace

TEST_CASE("a definition comes back from the store as it went in, with every field") {
  const Place place;
  Store store = new_store(place.store());
  add(store, full_definition());
  const Catalogue catalogue = catalogue_of(store);
  REQUIRE(catalogue.find("mood5") != nullptr);
  CHECK(*catalogue.find("mood5") == full_definition());
  CHECK(catalogue.is_own(*catalogue.find("mood5")));
}

TEST_CASE("what a definition leaves unknown stays unknown") {
  const Place place;
  Store store = new_store(place.store());
  add(store, bare_definition());
  const Catalogue catalogue = catalogue_of(store);
  CHECK(catalogue.instrument("bare") == bare_definition());
}

TEST_CASE("a change in points is not a measurement error") {
  const Place place;
  Store store = new_store(place.store());
  Instrument one = bare_definition();
  one.reliable_change = Points::hundredths(250);
  add(store, one);
  CHECK(catalogue_of(store).instrument("bare").reliable_change == Points::hundredths(250));
  CHECK(!catalogue_of(store).instrument("bare").error);
}

TEST_CASE("every version of a definition is there, and scores find theirs") {
  const Place place;
  Store store = new_store(place.store());
  Instrument second = bare_definition();
  second.version = 2;
  second.name = "second";
  add(store, bare_definition());
  store.write(operation(), Commit::keep, [](Changes& changes) {
    const store::CourseId course = changes.add_course(acute_course("K7"));
    changes.add_score(course, Score::from_total(bare_definition(), day("2026-09-07"), Points{}),
                      true);
    return 0;
  });
  add(store, second);
  const Catalogue catalogue = catalogue_of(store);
  CHECK(catalogue.instrument("bare").name == "second");
  CHECK(catalogue.find("bare", 1)->name == "bare");
  CHECK(catalogue.versions("bare").size() == 2);
  const CourseRecord record = store.read(
      [](const Records& records) { return records.course({.client = client("K7")}).record; });
  CHECK(record.scores.at(0).score.version() == 1);
  CHECK(record.scores.at(0).score.entered_total() == Points{});
  CHECK(store.read([](const Records& records) { return records.has_scores("bare"); }));
  CHECK(!store.read([](const Records& records) { return records.has_scores("phq9"); }));
}

TEST_CASE("a version of a code is there once") {
  const Place place;
  Store store = new_store(place.store());
  add(store, bare_definition());
  CHECK(refusal([&] { add(store, bare_definition()); }).allowed.find("UNIQUE") !=
        std::string::npos);
}

TEST_CASE("a damaged definition is reported, not read as another") {
  const Place place;
  Store store = new_store(place.store());
  add(store, full_definition());
  for (const char* sql :
       {"UPDATE instrument SET bands = 'x=low'", "UPDATE instrument SET bands = '5'",
        "UPDATE instrument SET sd = '1e2'", "UPDATE instrument SET reversed = '2;3'",
        "UPDATE instrument SET clinical = '19.7'", "UPDATE instrument SET sources = 'somebody'"}) {
    CAPTURE(sql);
    const Explanation error = refusal([&] {
      store.write(operation(), Commit::dry_run, [&](Changes& changes) {
        database_of(changes).execute(sql);
        return changes.catalogue().instruments().size();
      });
    });
    CHECK(error.code == "store_damaged");
  }
}

TEST_CASE("the answer to a risk item beside a total is kept, and a missing one stays missing") {
  const Place place;
  Store store = new_store(place.store());
  const Instrument& epds = Catalogue{}.instrument("epds");
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    const store::CourseId course = changes.add_course(acute_course("K7"));
    changes.add_score(course, Score::from_total(epds, day("2026-09-07"), Points{}, 0), true);
    changes.add_score(course, Score::from_total(epds, day("2026-09-08"), Points{}), true);
    changes.add_score(course, Score::from_total(epds, day("2026-09-09"), Points{}, 3), true);
    changes.update_score(course, Score::from_total(epds, day("2026-09-09"), Points{}, 2));
    return 0;
  });
  const CourseRecord record = store.read(
      [](const Records& records) { return records.course({.client = client("K7")}).record; });
  REQUIRE(record.scores.size() == 3);
  CHECK(record.scores[0].score.risk_answer() == 0);
  CHECK(!record.scores[1].score.risk_answer());
  CHECK(record.scores[2].score.risk_answer() == 2);
}
