// The history: each change is in it once, with who, when and why, and nothing else is.

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"
#include "store/fixture.hpp"
#include "store/history.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Store;

namespace {

using Lines = std::vector<std::string>;

std::int64_t last_seq(const Store& store) {
  return number(store, "SELECT ifnull(max(seq), 0) FROM revision");
}

std::int64_t last_operation(const Store& store) {
  return number(store, "SELECT ifnull(max(operation), 0) FROM revision");
}

// What must hold of every revision, whatever was done.
void check_history(const Store& store) {
  CHECK(texts(store,
              "SELECT 'gap before ' || seq FROM revision WHERE seq > 1 AND seq - 1 NOT IN "
              "(SELECT seq FROM revision)")
            .empty());
  CHECK(texts(store, "SELECT 'not a state: ' || seq FROM revision WHERE NOT json_valid(payload)")
            .empty());
  CHECK(texts(store,
              "SELECT entity || '.' || c.name || ' is missing in ' || seq FROM revision, "
              "pragma_table_info(entity) AS c "
              "WHERE json_type(payload, '$.state.' || c.name) IS NULL")
            .empty());
  // What a deletion keeps is what the change before it left.
  CHECK(texts(store,
              "SELECT 'deleted in another state: ' || gone.seq FROM revision AS gone "
              "WHERE kind = 'delete' AND json_extract(payload, '$.state') IS NOT "
              "(SELECT json_extract(payload, '$.state') FROM revision AS last WHERE "
              "last.entity = gone.entity AND last.entity_id = gone.entity_id AND "
              "last.seq < gone.seq ORDER BY last.seq DESC LIMIT 1)")
            .empty());
  CHECK(differences_from_history(store).empty());
}

// Does `work` as one operation, checks what every revision of it must say, and returns what was
// written as lines such as `insert focus 3 of 2`: kind, entity, its id, its course.
Lines written_by(Store& store, const std::function<void(Changes&)>& work) {
  const std::int64_t seq = last_seq(store);
  const std::int64_t number_of_operation = last_operation(store) + 1;
  store.write(operation("because"), Commit::keep, [&](Changes& changes) {
    work(changes);
    return 0;
  });
  const Lines lines =
      texts(store, fmt::format("SELECT kind || ' ' || entity || ' ' || entity_id || "
                               "ifnull(' of ' || course, '') FROM revision WHERE seq > {} "
                               "ORDER BY seq",
                               seq));
  CHECK(texts(store, fmt::format("SELECT seq || ' ' || actor || ' ' || at || ' ' || recorded_on "
                                 "|| ' ' || operation FROM revision WHERE seq > {0} AND NOT "
                                 "(actor = 'T1' AND at = '2026-11-23T20:04:05.123Z' AND "
                                 "recorded_on = '2026-11-23' AND operation = {1} AND "
                                 "json_extract(payload, '$.reason') = 'because')",
                                 seq, number_of_operation))
            .empty());
  check_history(store);
  return lines;
}

// A store with a client (1) and a course (2).
struct OneCourse {
  Place place;
  Store store = new_store(place.store());
  CourseId course = add_course(store, acute_course("K7"));
};

}  // namespace

TEST_CASE("a new store has no history") {
  const Place place;
  CHECK(last_seq(new_store(place.store())) == 0);
}

TEST_CASE("the first course of a client brings the client, the next one does not") {
  const Place place;
  Store store = new_store(place.store());
  CourseId first{};
  CHECK(written_by(store, [&](Changes& changes) {
          first = changes.add_course(acute_course("K7"));
        }) == Lines{"insert client 1", "insert course 2 of 2"});
  CHECK(first == CourseId{2});
  CHECK(written_by(store, [&](Changes& changes) {
          Course maintenance = acute_course("k7");
          maintenance.kind = CourseKind::maintenance;
          changes.add_course(maintenance);
        }) == Lines{"insert course 3 of 3"});
  CHECK(number(store, "SELECT linked_course FROM course WHERE id = 3") == 2);
  CHECK(written_by(store, [&](Changes& changes) { changes.add_course(acute_course("K8")); }) ==
        Lines{"insert client 4", "insert course 5 of 5"});
}

TEST_CASE_FIXTURE(OneCourse, "each addition is one revision") {
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_focus(course, {.focus = Focus::grief, .from = day("2026-09-21")}) == 1);
        }) == Lines{"insert focus 3 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_absence(course, {.from = day("2026-10-12")}) == 1);
        }) == Lines{"insert absence 4 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_absence(std::nullopt, {.kind = Absence::Kind::therapist_break,
                                                   .from = day("2026-12-21"),
                                                   .to = day("2027-01-03")}) == 1);
        }) == Lines{"insert absence 5"});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_goal(course, {.text = "sleep", .set_on = day("2026-09-07")}) == 1);
        }) == Lines{"insert goal 6 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_contract_change(course, {.from = day("2026-10-05"),
                                                     .contract = {.planned = 14},
                                                     .reason = "agreed"}) == 1);
        }) == Lines{"insert contract_change 7 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_score(course, phq9("2026-09-07", 17), false) == std::nullopt);
        }) == Lines{"insert score 8 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_score(course, phq9("2026-09-09", 16), true) == 1);
        }) == Lines{"insert score 9 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.add_appointment(course, {.date = day("2026-09-07")});
        }) == Lines{"insert appointment 10 of 2"});
  CHECK(
      written_by(store, [&](Changes& changes) {
        changes.add_appointment(course, full_appointment("2026-09-14"));
      }) == Lines{"insert appointment 11 of 2", "insert note 11 of 2", "insert question 13 of 2"});
}

TEST_CASE_FIXTURE(OneCourse, "each correction of a focus, a score or a course is one revision") {
  written_by(store, [&](Changes& changes) {
    changes.add_focus(course, {.focus = Focus::dispute, .from = day("2026-09-21")});
    changes.add_score(course, phq9("2026-09-07", 17), false);
  });
  CHECK(written_by(store, [&](Changes& changes) {
          changes.update_focus(course, {.number = 1,
                                        .focus = Focus::dispute,
                                        .from = day("2026-09-14"),
                                        .person = "partner",
                                        .stages = {{day("2026-09-21"), DisputeStage::impasse}}});
        }) == Lines{"update focus 3 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.update_score(course, phq9("2026-09-07", 11));
        }) == Lines{"update score 4 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.move_score(course, "phq9", day("2026-09-07"), day("2026-09-08"));
        }) == Lines{"update score 4 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.end_course(course, {.status = EndStatus::completed,
                                      .date = day("2026-11-23"),
                                      .reason = "goals reached"});
        }) == Lines{"update course 2 of 2"});
}

TEST_CASE_FIXTURE(OneCourse, "a score that is entered again as it stands leaves no revision") {
  written_by(store, [&](Changes& changes) {
    changes.add_score(course, phq9("2026-09-07", 17), false);
    changes.add_score(course,
                      Score::from_answers(Catalogue{}.instrument("phq9"), day("2026-09-14"),
                                          {1, 1, 2, 3, 0, 1, 2, 1, {}}),
                      false);
  });
  CHECK(written_by(store, [&](Changes& changes) {
          changes.update_score(course, phq9("2026-09-07", 17));
          changes.update_score(
              course, Score::from_answers(Catalogue{}.instrument("phq9"), day("2026-09-14"),
                                          {1, 1, 2, 3, 0, 1, 2, 1, {}}));
        }).empty());
}

TEST_CASE_FIXTURE(OneCourse, "a corrected appointment takes its note and question along") {
  Appointment appointment = full_appointment("2026-09-14");
  const auto correct = [&](Date date) {
    return written_by(
        store, [&](Changes& changes) { changes.update_appointment(course, date, appointment); });
  };
  written_by(store, [&](Changes& changes) { changes.add_appointment(course, appointment); });

  appointment.minutes = 45;
  CHECK(correct(appointment.date) == Lines{"update appointment 3 of 2"});
  appointment.note = "spoke of the new team";
  CHECK(correct(appointment.date) == Lines{"update note 3 of 2"});
  appointment.date = day("2026-09-15");
  CHECK(correct(day("2026-09-14")) == Lines{"update appointment 3 of 2", "update question 5 of 2"});
  appointment.question = "";
  CHECK(correct(appointment.date) == Lines{"delete question 5 of 2"});
  appointment.note = "";
  CHECK(correct(appointment.date) == Lines{"delete note 3 of 2"});
  appointment.note = "again";
  appointment.question = "again?";
  const std::int64_t next = last_seq(store) + 2;
  CHECK(correct(appointment.date) ==
        Lines{"insert note 3 of 2", fmt::format("insert question {} of 2", next)});
}

TEST_CASE_FIXTURE(OneCourse, "the id of a removed score is never used again") {
  written_by(store,
             [&](Changes& changes) { changes.add_score(course, phq9("2026-09-07", 17), false); });
  CHECK(written_by(store, [&](Changes& changes) {
          changes.remove_score(course, "phq9", day("2026-09-07"));
        }) == Lines{"delete score 3 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.add_score(course, phq9("2026-09-07", 17), false);
        }) == Lines{"insert score 5 of 2"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.remove_score(course, "phq9", day("2026-09-07"));
          changes.add_score(course, phq9("2026-09-07", 16), false);
        }) == Lines{"delete score 5 of 2", "insert score 7 of 2"});
  CHECK(number(store, "SELECT count(DISTINCT hex(uuid)) FROM score") == 1);
  CHECK(number(store,
               "SELECT count(DISTINCT json_extract(payload, '$.state.uuid')) FROM revision "
               "WHERE entity = 'score'") == 3);
}

TEST_CASE_FIXTURE(OneCourse, "one operation number covers all that a command writes") {
  CHECK(last_operation(store) == 1);
  written_by(store, [&](Changes& changes) {
    changes.add_appointment(course, full_appointment("2026-09-07"));
    changes.add_score(course, phq9("2026-09-07", 17), false);
  });
  CHECK(number(store, "SELECT count(*) FROM revision WHERE operation = 2") == 4);
}

TEST_CASE_FIXTURE(OneCourse, "a reason stands in the history only when one was given") {
  CHECK(number(store,
               "SELECT count(*) FROM revision WHERE json_type(payload, '$.reason') IS NOT "
               "NULL") == 0);
  const std::string reason = "said \"no\" \\ twice\n\x1b[31m";
  store.write(operation(reason), Commit::keep, [&](Changes& changes) {
    return changes.add_goal(course, {.text = "sleep", .set_on = day("2026-09-07")});
  });
  CHECK(texts(store, "SELECT json_extract(payload, '$.reason') FROM revision WHERE seq = 3") ==
        Lines{reason});
}

TEST_CASE_FIXTURE(OneCourse, "the kept answer of an operation is found and is no revision") {
  store::Operation named = operation();
  named.op_id = "weekly-17";
  named.request = {"session log", "K7"};
  const std::int64_t before = last_seq(store);
  store.write(named, Commit::keep, [](Changes& changes) {
    CHECK(changes.kept_answer() == std::nullopt);
    changes.keep_answer("K7.1");
    return 0;
  });
  CHECK(last_seq(store) == before);
  const auto answer_of = [&](const std::string& id) {
    store::Operation again = named;
    again.op_id = id;
    return store.write(again, Commit::dry_run,
                       [](const Changes& changes) { return changes.kept_answer(); });
  };
  CHECK(answer_of("weekly-17") == "K7.1");
  CHECK(answer_of("weekly-1") == std::nullopt);
  CHECK(answer_of("WEEKLY-17") == std::nullopt);
  const Explanation twice = refusal([&] {
    store.write(named, Commit::keep, [](Changes& changes) {
      changes.keep_answer("K7.2");
      return 0;
    });
  });
  CHECK(twice.exit == Exit::failure);
  CHECK(answer_of("weekly-17") == "K7.1");
  named.request = {"session log", "K", "7"};
  const Explanation another = refusal([&] { answer_of("weekly-17"); });
  CHECK(another.exit == Exit::refused);
  CHECK(another.code == "op_id_taken");
}

TEST_CASE_FIXTURE(OneCourse, "a dry run shows what would be and leaves nothing") {
  const std::string before = bytes_of(place.store());
  const CourseId would_be = store.write(operation(), Commit::dry_run, [&](Changes& changes) {
    const CourseId id = changes.add_course(acute_course("K8"));
    changes.add_appointment(id, full_appointment("2026-09-14"));
    CHECK(changes.course({.client = client("K8")}).record.appointments.size() == 1);
    return id;
  });
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Lines{"ipt.db"});
  CHECK(last_seq(store) == 2);
  CHECK(would_be == CourseId{4});
  CHECK(written_by(store, [&](Changes& changes) {
          CHECK(changes.add_course(acute_course("K8")) == would_be);
        }) == Lines{"insert client 3", "insert course 4 of 4"});
}

TEST_CASE_FIXTURE(OneCourse, "what an exception cuts off leaves nothing") {
  const std::string before = bytes_of(place.store());
  const Explanation error = refusal([&] {
    store.write(operation(), Commit::keep, [&](Changes& changes) {
      changes.add_appointment(course, full_appointment("2026-09-14"));
      throw Error({.code = "of_the_test"});
      return 0;
    });
  });
  CHECK(error.code == "of_the_test");
  CHECK(bytes_of(place.store()) == before);
  CHECK(names_in(place.folder()) == Lines{"ipt.db"});
  CHECK(written_by(store, [&](Changes& changes) {
          changes.add_goal(course, {.text = "sleep", .set_on = day("2026-09-07")});
        }) == Lines{"insert goal 3 of 2"});
}

TEST_CASE_FIXTURE(OneCourse, "a change outside an operation is refused") {
  const auto change = [&] {
    store.read([](const store::Records& records) {
      database_of(records).execute("UPDATE course SET planned = 13");
      return 0;
    });
  };
  CHECK(refusal(change).allowed.find("a change outside an operation") != std::string::npos);
  written_by(store, [&](Changes& changes) {
    changes.add_goal(course, {.text = "sleep", .set_on = day("2026-09-07")});
  });
  CHECK(refusal(change).allowed.find("a change outside an operation") != std::string::npos);
  CHECK(number(store, "SELECT planned FROM course") == 12);
}

TEST_CASE_FIXTURE(OneCourse, "an own revision that no record brought is refused") {
  const auto forge = [&](Commit commit) {
    return refusal([&] {
      store.write(operation(), commit, [](Changes& changes) {
        database_of(changes).execute(
            "INSERT INTO revision SELECT seq, at, recorded_on, 'T9', operation, kind, entity, "
            "entity_id, course, payload FROM revision WHERE seq = 1");
        return 0;
      });
    });
  };
  CHECK_FALSE(forge(Commit::keep).code.empty());
  CHECK(last_seq(store) == 2);
}

TEST_CASE("a store opened for reading cannot be written to") {
  const Place place;
  { const Store store = new_store(place.store()); }
  Store store = Store::open(place.store(), Store::Access::read);
  CHECK_FALSE(refusal([&] { add_course(store, acute_course("K7")); }).code.empty());
  CHECK(last_seq(store) == 0);
}
