// The schema: what SQLite itself refuses, whoever writes.

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "store/fixture.hpp"
#include "store/schema.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::Database;
using store::Store;

namespace {

using Names = std::vector<std::string>;

Names with(Names names, const std::vector<std::string>& more) {
  names.insert(names.end(), more.begin(), more.end());
  std::ranges::sort(names);
  return names;
}

// A store that holds a record of every kind.
Store full_store(const Place& place) {
  Store store = new_store(place.store());
  store.write(operation(), Commit::keep, [](Changes& changes) {
    const store::CourseId course = changes.add_course(acute_course("K7"));
    changes.add_contract_change(course, {.from = day("2026-10-05"),
                                         .contract = {.planned = 14, .split = quarter_split(14)},
                                         .reason = "a death in the family"});
    changes.add_focus(course, {.focus = Focus::grief, .from = day("2026-09-21")});
    changes.add_absence(course, {.from = day("2026-10-12"), .to = day("2026-10-18")});
    changes.add_absence(std::nullopt, {.kind = Absence::Kind::therapist_break,
                                       .from = day("2026-12-21"),
                                       .to = day("2027-01-03")});
    changes.add_appointment(course, full_appointment("2026-09-07"));
    changes.add_score(course, phq9("2026-09-07", 17), false);
    changes.add_goal(course, {.text = "sleep", .set_on = day("2026-09-07")});
    changes.add_person(course, "P1", {.date = day("2026-09-07"), .ring = Ring::inner});
    changes.add_event(course, {.date = day("2026-09-07"), .text = "moved"});
    changes.write_formulation(course, {.date = day("2026-09-07"), .sentence = "since the move"});
    changes.add_contact(course, {.date = day("2026-09-07"), .mode = Mode::phone});
    changes.add_dismissal(course, {.check = "cadence",
                                   .date = day("2026-09-07"),
                                   .causes = {day("2026-09-07")},
                                   .reason = "ill"});
    changes.add_instrument(full_definition());
    return 0;
  });
  return store;
}

// What a statement is refused with within a writing call whose outcome is dropped; empty when it
// runs.
std::string answer(Store& store, const std::string& sql) {
  return store.write(operation(), Commit::dry_run, [&](Changes& changes) {
    return refusal([&] { database_of(changes).execute(sql.c_str()); }).allowed;
  });
}

bool says(const std::string& answer, std::string_view what) {
  return answer.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("a store says in its header what it is and which schema it has") {
  const Place place;
  const Store store = new_store(place.store());
  CHECK(number(store, "PRAGMA application_id") == 0x49505431);
  CHECK(number(store, "PRAGMA user_version") == store::schema_version);
  const std::string header = bytes_of(place.store()).substr(0, 100);
  CHECK(header.starts_with("SQLite format 3"));
  CHECK(header.substr(68, 4) == "IPT1");
}

TEST_CASE("the connection of a store has every setting that durability rests on") {
  const Place place;
  const Store store = new_store(place.store());
  struct Setting {
    std::string pragma;
    std::int64_t value;
  };
  const std::array settings = std::to_array<Setting>({
      {"PRAGMA synchronous", 3},  // EXTRA
      {"PRAGMA foreign_keys", 1},
      {"PRAGMA recursive_triggers", 1},
      {"PRAGMA secure_delete", 1},
      {"PRAGMA cell_size_check", 1},
      {"PRAGMA trusted_schema", 0},
      {"PRAGMA mmap_size", 0},
      {"PRAGMA temp_store", 2},  // memory
  });
  const Store writing = Store::open(place.store(), Store::Access::write);
  const Store reading = Store::open(place.store(), Store::Access::read);
  for (const Store* each : {&store, &writing, &reading}) {
    for (const Setting& setting : settings) {
      CAPTURE(setting.pragma);
      CHECK(number(*each, setting.pragma) == setting.value);
    }
    CHECK(texts(*each, "PRAGMA journal_mode") == Names{"delete"});
  }
}

TEST_CASE("every table but the history itself, kept answers and places of backups has a history") {
  const Place place;
  const Store store = new_store(place.store());
  const Names tables = texts(store,
                             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT "
                             "LIKE 'sqlite%' ORDER BY name");
  CHECK(tables ==
        with(record_table_names(), {"backup", "revision", "rewrite_due", "saved_operation"}));
}

TEST_CASE("each record table has three history triggers, which name every column of it") {
  const Place place;
  const Store store = new_store(place.store());
  for (const std::string& table : record_table_names()) {
    const Names columns =
        texts(store, fmt::format("SELECT name FROM pragma_table_info('{}')", table));
    REQUIRE(columns.size() > 2);
    for (const std::string_view kind : {"insert", "update", "delete"}) {
      CAPTURE(table);
      CAPTURE(kind);
      const Names found =
          texts(store, fmt::format("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND "
                                   "tbl_name = '{0}' AND sql LIKE '%AFTER {1} ON {0} %'",
                                   table, kind));
      REQUIRE(found.size() == 1);
      const std::string_view row = kind == "delete" ? "old" : "new";
      for (const std::string& column : columns) {
        CHECK_MESSAGE(says(found.front(), fmt::format("'{0}', {1}.{0}", column, row)), column);
      }
    }
  }
}

TEST_CASE("every table is strict") {
  const Place place;
  const Store store = new_store(place.store());
  CHECK(texts(store,
              "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND "
              "name NOT LIKE 'sqlite%' AND NOT strict")
            .empty());
}

TEST_CASE("the schema stays small enough to be read at every start") {
  const Place place;
  const Store store = new_store(place.store());
  const std::int64_t objects = number(store, "SELECT count(*) FROM sqlite_schema");
  const std::int64_t characters = number(store, "SELECT sum(length(sql)) FROM sqlite_schema");
  MESSAGE("schema objects: ", objects, ", characters: ", characters);
  CHECK(objects <= 93);
  CHECK(characters <= 44'000);
}

TEST_CASE("what no record may say is refused by the schema") {
  const Place place;
  Store store = full_store(place);
  struct Case {
    std::string refused;
    std::string accepted;  // the same but for what is refused, so that nothing else refuses it
  };
  const std::array cases = std::to_array<Case>({
      {"UPDATE client SET code = ''", "UPDATE client SET code = 'K8'"},
      {"UPDATE client SET uuid = x'00'", "UPDATE client SET uuid = zeroblob(16)"},
      {"UPDATE course SET planned = 11", "UPDATE course SET planned = 12"},
      {"UPDATE course SET planned = 17", "UPDATE course SET planned = 16"},
      {"UPDATE course SET planned = 0, kind = 'maintenance'",
       "UPDATE course SET planned = 17, kind = 'maintenance'"},
      {"UPDATE course SET kind = 'open'", "UPDATE course SET kind = 'maintenance'"},
      {"UPDATE course SET number = 0", "UPDATE course SET number = 2"},
      {"UPDATE course SET cadence_days = 0", "UPDATE course SET cadence_days = 14"},
      {"UPDATE course SET split_initial = 13", "UPDATE course SET split_initial = 4"},
      {"UPDATE course SET instruments = ''", "UPDATE course SET instruments = 'phq9,gad7'"},
      {"UPDATE course SET day = 'Mon'", "UPDATE course SET day = 'mon'"},
      {"UPDATE course SET end_status = 'completed'",
       "UPDATE course SET end_status = 'completed', end_date = '2026-12-01'"},
      {"UPDATE course SET end_date = '2026-12-01'",
       "UPDATE course SET end_date = '2026-12-01', end_status = 'unknown'"},
      {"UPDATE course SET end_status = 'cured', end_date = '2026-12-01'",
       "UPDATE course SET end_status = 'deceased', end_date = '2026-12-01'"},
      {"UPDATE course SET end_status = 'completed', end_date = '2026-09-06'",
       "UPDATE course SET end_status = 'not-started', end_date = '2026-09-06'"},
      {"UPDATE course SET start_date = '2026-02-30'",
       "UPDATE course SET start_date = '2026-02-28'"},
      {"UPDATE course SET start_date = '2026-2-3'", "UPDATE course SET start_date = '2026-02-03'"},
      {"UPDATE course SET start_date = '2026-02-03 10:00'",
       "UPDATE course SET start_date = '2026-02-03'"},
      {"UPDATE course SET start_date = ''", "UPDATE course SET start_date = '2028-02-29'"},
      {"UPDATE contract_change SET planned = 0", "UPDATE contract_change SET planned = 16"},
      {"UPDATE focus SET area = 'work'", "UPDATE focus SET area = 'dispute'"},
      {"UPDATE focus SET rank = 'third'", "UPDATE focus SET rank = 'secondary'"},
      {"UPDATE absence SET to_date = NULL WHERE kind = 'break'",
       "UPDATE absence SET to_date = NULL WHERE kind = 'pause'"},
      {"UPDATE absence SET to_date = '2026-10-11' WHERE kind = 'pause'",
       "UPDATE absence SET to_date = '2026-10-12' WHERE kind = 'pause'"},
      {"UPDATE absence SET course_id = NULL WHERE kind = 'pause'",
       "UPDATE absence SET course_id = NULL, kind = 'break' WHERE kind = 'pause'"},
      {"UPDATE appointment SET focus = 'loss'", "UPDATE appointment SET focus = 'deficits'"},
      {"UPDATE appointment SET attendance = 'late'",
       "UPDATE appointment SET attendance = 'late-not-seen'"},
      {"UPDATE appointment SET minutes = 0", "UPDATE appointment SET minutes = 480"},
      {"UPDATE appointment SET minutes = 481", "UPDATE appointment SET minutes = NULL"},
      {"UPDATE appointment SET mode = 'letter'", "UPDATE appointment SET mode = 'phone'"},
      {"UPDATE appointment SET recorded = 2", "UPDATE appointment SET recorded = 0"},
      {"UPDATE note SET text = ''", "UPDATE note SET text = ' '"},
      {"UPDATE question SET text = ''", "UPDATE question SET text = ' '"},
      {"UPDATE score SET answers = '1 1'",
       "UPDATE score SET answers = '1 1', total_hundredths = NULL"},
      {"UPDATE score SET total_hundredths = NULL", "UPDATE score SET total_hundredths = 0"},
      {"UPDATE score SET instrument = ''", "UPDATE score SET instrument = 'gad7'"},
      {"UPDATE score SET risk_answer = -1", "UPDATE score SET risk_answer = 0"},
      {"UPDATE score SET answers = '1 1', total_hundredths = NULL, risk_answer = 0",
       "UPDATE score SET answers = '1 1', total_hundredths = NULL, risk_answer = NULL"},
      {"UPDATE goal SET text = ''", "UPDATE goal SET text = ' '"},
      {"UPDATE question SET minutes = 20",
       "UPDATE question SET minutes = 20, answered_on = '2026-09-10'"},
      {"UPDATE question SET minutes = 0, answered_on = '2026-09-10'",
       "UPDATE question SET minutes = 480, answered_on = '2026-09-10'"},
      {"UPDATE question SET answer = 'so'",
       "UPDATE question SET answer = 'so', answered_on = '2026-09-10'"},
      {"UPDATE person SET label = 'P'", "UPDATE person SET label = 'P2'"},
      {"UPDATE person SET ring = 4", "UPDATE person SET ring = 0"},
      {"UPDATE person SET key = 2", "UPDATE person SET key = 1"},
      {"UPDATE person SET status_since = '2026-09-07'",
       "UPDATE person SET status_since = '2026-09-07', status = 'ended'"},
      {"UPDATE event SET text = ''", "UPDATE event SET text = ' '"},
      {"UPDATE event SET number = 0", "UPDATE event SET number = 7"},
      {"UPDATE formulation SET uuid = x'00'", "UPDATE formulation SET uuid = zeroblob(16)"},
      {"UPDATE contact SET mode = 'letter'", "UPDATE contact SET mode = 'home'"},
      {"UPDATE dismissal SET name = 'risk-item-followed'",
       "UPDATE dismissal SET name = 'risk-recorded'"},
      {"UPDATE dismissal SET causes = ''", "UPDATE dismissal SET causes = '2026-09-07'"},
      {"UPDATE dismissal SET reason = ''", "UPDATE dismissal SET reason = ' '"},
      {"UPDATE instrument SET code = ''", "UPDATE instrument SET code = 'sleep'"},
      {"UPDATE instrument SET code = 'Sleep'", "UPDATE instrument SET code = 'sleep'"},
      {"UPDATE instrument SET version = 0", "UPDATE instrument SET version = 7"},
      {"UPDATE instrument SET name = ''", "UPDATE instrument SET name = ' '"},
      {"UPDATE instrument SET entry = 'total'",
       "UPDATE instrument SET entry = 'total', topics = NULL"},
      {"UPDATE instrument SET item_max = 0", "UPDATE instrument SET item_max = 9"},
      {"UPDATE instrument SET scoring = 'median'", "UPDATE instrument SET scoring = 'sum'"},
      {"UPDATE instrument SET total_max_hundredths = 100",
       "UPDATE instrument SET total_max_hundredths = 501"},
      {"UPDATE instrument SET decimals = 3", "UPDATE instrument SET decimals = 1"},
      {"UPDATE instrument SET direction = 'up'",
       "UPDATE instrument SET direction = 'higher-worse'"},
      {"UPDATE instrument SET case_at_hundredths = 501",
       "UPDATE instrument SET case_at_hundredths = 500"},
      {"UPDATE instrument SET remission_at_hundredths = 99",
       "UPDATE instrument SET remission_at_hundredths = 100"},
      {"UPDATE instrument SET reliable_change_hundredths = 100",
       "UPDATE instrument SET reliable_change_hundredths = 100, sd = NULL, reliability = NULL"},
      {"UPDATE instrument SET sd = '0'", "UPDATE instrument SET sd = '0.1'"},
      {"UPDATE instrument SET sd = NULL", "UPDATE instrument SET sd = NULL, reliability = NULL"},
      {"UPDATE instrument SET reliability = '1'", "UPDATE instrument SET reliability = '0'"},
      {"UPDATE instrument SET clinical = NULL",
       "UPDATE instrument SET clinical = NULL, functional = NULL"},
      {"UPDATE instrument SET risk_item = NULL",
       "UPDATE instrument SET risk_item = NULL, risk_at = NULL, risk_max = NULL"},
      {"UPDATE instrument SET risk_at = 6", "UPDATE instrument SET risk_at = 5"},
  });
  for (const Case& each : cases) {
    CAPTURE(each.refused);
    CHECK(says(answer(store, each.refused), "CHECK constraint failed"));
    CAPTURE(each.accepted);
    CHECK(answer(store, each.accepted) == "");
  }
}

TEST_CASE("no column that holds a day takes one that the calendar does not have") {
  const Place place;
  Store store = full_store(place);
  std::size_t days = 0;
  for (const std::string& table : record_table_names()) {
    for (const std::string& column :
         texts(store, fmt::format("SELECT name FROM pragma_table_info('{}') WHERE name LIKE "
                                  "'%date' OR name LIKE '%\\_on' ESCAPE '\\' OR name = "
                                  "'status_since'",
                                  table))) {
      // A course without a status has no end.
      const std::string other = column == "end_date" ? ", end_status = 'not-started'" : "";
      const auto set = [&](std::string_view value) {
        return answer(store, fmt::format("UPDATE {} SET {} = '{}'{}", table, column, value, other));
      };
      CAPTURE(table);
      CAPTURE(column);
      for (const char* value : {"2026-02-29", "2026-13-01", "2026-00-10", "26-02-03", "2026-2-3",
                                "2026-02-03 10:00", "20260203", "now", "2461075.5", ""}) {
        CHECK_MESSAGE(says(set(value), "SQLite says"), value);
      }
      ++days;
    }
  }
  CHECK(days == 21);
}

TEST_CASE("a value of another type is refused by the schema") {
  const Place place;
  Store store = full_store(place);
  for (const std::string sql :
       {"UPDATE course SET planned = 'twelve'", "UPDATE appointment SET minutes = 50.5",
        "UPDATE score SET total_hundredths = 'x'", "UPDATE note SET text = x'00'"}) {
    CAPTURE(sql);
    CHECK(answer(store, sql) != "");
  }
}

TEST_CASE("what must stay single or belong to something is held by the schema") {
  const Place place;
  Store store = full_store(place);
  const auto answer_to = [&](const auto& work) {
    return store.write(operation(), Commit::dry_run,
                       [&](Changes& changes) { return refusal([&] { work(changes); }).allowed; });
  };
  const store::CourseId course{2};
  CHECK(says(answer_to([](Changes& changes) { changes.add_course(acute_course("K7")); }),
             "UNIQUE constraint failed: course.client_id, course.kind"));
  CHECK(says(answer_to([&](Changes& changes) {
               changes.add_appointment(course, {.date = day("2026-09-07")});
             }),
             "UNIQUE constraint failed: appointment.course_id, appointment.date"));
  CHECK(says(
      answer_to([&](Changes& changes) { changes.add_score(course, phq9("2026-09-07", 3), true); }),
      "UNIQUE constraint failed: score.course_id, score.date, score.instrument"));
  CHECK(says(answer_to([&](Changes& changes) {
               changes.add_focus(course, {.focus = Focus::dispute, .from = day("2026-09-21")});
             }),
             "UNIQUE constraint failed: focus.course_id, focus.rank, focus.from_date"));
  CHECK(says(answer_to([](Changes& changes) {
               changes.add_goal(store::CourseId{99}, {.text = "x", .set_on = day("2026-09-07")});
             }),
             "FOREIGN KEY constraint failed"));
  CHECK(answer_to([](Changes& changes) {
          Course maintenance = acute_course("k7");
          maintenance.kind = CourseKind::maintenance;
          changes.add_course(maintenance);
        }) == "");
  CHECK(says(answer(store, "DELETE FROM client"), "FOREIGN KEY constraint failed"));
  CHECK(says(answer(store, "DELETE FROM course"), "FOREIGN KEY constraint failed"));
}

TEST_CASE("a note without its appointment is not kept") {
  const Place place;
  Store store = full_store(place);
  const Explanation error = refusal([&] {
    store.write(operation(), Commit::keep, [](Changes& changes) {
      database_of(changes).execute("DELETE FROM appointment");
      return 0;
    });
  });
  CHECK(says(error.allowed, "FOREIGN KEY constraint failed"));
  CHECK(number(store, "SELECT count(*) FROM appointment") == 1);
}

TEST_CASE("a revision is never changed, deleted or replaced, not even by the program") {
  const Place place;
  Store store = full_store(place);
  const Names before = texts(store, "SELECT payload FROM revision ORDER BY seq");
  CHECK(says(answer(store, "UPDATE revision SET actor = 'someone'"), "never changed"));
  CHECK(says(answer(store, "UPDATE revision SET payload = NULL WHERE seq = 1"), "never changed"));
  CHECK(says(answer(store, "DELETE FROM revision"), "never deleted"));
  CHECK(says(answer(store, "DELETE FROM revision WHERE seq = 1"), "never deleted"));
  CHECK(says(answer(store,
                    "REPLACE INTO revision SELECT seq, at, recorded_on, 'someone', operation, "
                    "kind, entity, entity_id, course, payload, salt, commitment, previous, hash "
                    "FROM revision WHERE seq = 1"),
             "only grows"));
  CHECK(texts(store, "SELECT payload FROM revision ORDER BY seq") == before);
}

TEST_CASE("the plain sqlite3 shell can read a store, and change no record and no history") {
  const Place place;
  { const Store store = full_store(place); }
  const std::string before = bytes_of(place.store());
  CHECK(sqlite3_shell(place.store(), "SELECT text FROM note").output == "spoke of the old team\n");
  struct Case {
    std::string sql;
    std::string answer;
  };
  const std::array cases = std::to_array<Case>({
      {"UPDATE note SET text = 'x'", "no such function: ipt_change"},
      {"DELETE FROM note", "no such function: ipt_change"},
      {"INSERT INTO client VALUES (99, zeroblob(16), 'K99')", "no such function: ipt_change"},
      {"UPDATE score SET total_hundredths = 0", "no such function: ipt_change"},
      {"REPLACE INTO score SELECT * FROM score", "no such function: ipt_change"},
      {"UPDATE course SET planned = 13", "no such function: ipt_change"},
      {"DELETE FROM appointment", "no such function: ipt_change"},
      {"DELETE FROM revision", "never deleted"},
      {"UPDATE revision SET payload = NULL", "no such function: ipt_context"},
      {"REPLACE INTO revision SELECT seq, at, recorded_on, 'x', operation, kind, entity, "
       "entity_id, course, payload, salt, commitment, previous, hash FROM revision",
       "no such function: ipt_revision"},
      {"INSERT INTO revision SELECT NULL, at, recorded_on, actor, operation, kind, entity, "
       "entity_id, course, payload, salt, commitment, previous, hash FROM revision",
       "no such function: ipt_revision"},
  });
  for (const Case& each : cases) {
    CAPTURE(each.sql);
    const ShellAnswer shell = sqlite3_shell(place.store(), each.sql);
    CHECK(shell.status != 0);
    CHECK_MESSAGE(says(shell.output, each.answer), shell.output);
  }
  CHECK(bytes_of(place.store()) == before);
}
