#include "store/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "store/history.hpp"

namespace ipt::store {
namespace {

constexpr const char* by_id = "id = ?1 AND ?2 IS NOT NULL";
constexpr const char* within_course = "id = ?1 AND course_id = ?2";

constexpr std::array record_table_list = std::to_array<RecordTable>({
    {"client", nullptr, "id = ?1 AND ?2 IS NULL"},
    {"course", "id", by_id},
    {"contract_change", "course_id", by_id},
    {"focus", "course_id", by_id},
    {"absence", "course_id", "id = ?1 AND course_id IS ?2"},
    {"appointment", "course_id", by_id},
    {"note", "course_id", within_course},
    {"question", "course_id", by_id},
    {"score", "course_id", by_id},
    {"goal", "course_id", by_id},
    {"person", "course_id", within_course},
    {"event", "course_id", within_course},
    {"formulation", "course_id", within_course},
    {"contact", "course_id", within_course},
    {"dismissal", "course_id", within_course},
    {"instrument", nullptr, "id = ?1 AND ?2 IS NULL"},
});

// One trigger that writes a change of a row to the history. It names every column, so that no
// field can be forgotten; the functions are the program's, so that no other tool can write.
std::string history_trigger(const RecordTable& table, const std::vector<std::string>& columns,
                            std::string_view kind) {
  const std::string_view row = kind == "delete" ? "old" : "new";
  std::string state;
  for (const std::string& column : columns) state += fmt::format(", '{0}', {1}.{0}", column, row);
  // An update that alters nothing is no change.
  const std::string condition =
      kind == "update" ? fmt::format(" WHEN (old.{}) IS NOT (new.{})", fmt::join(columns, ", old."),
                                     fmt::join(columns, ", new."))
                       : "";
  const std::string course =
      table.course == nullptr ? std::string{"NULL"} : fmt::format("{}.{}", row, table.course);
  return fmt::format("CREATE TRIGGER {0}_{1} AFTER {1} ON {0}{2} BEGIN {3}; {4}; END", table.name,
                     kind, condition,
                     sql_of_change(kind, table.name, fmt::format("{}.id", row), course, state),
                     sql_to_write_change);
}

// Written anew after the steps, which may add columns.
void write_history_triggers(Database& database, const RecordTable& table) {
  const std::vector<std::string> columns = columns_of(database, table.name);
  for (const std::string_view kind : {"insert", "update", "delete"}) {
    database.execute(fmt::format("DROP TRIGGER IF EXISTS {}_{}", table.name, kind).c_str());
    database.execute(history_trigger(table, columns, kind).c_str());
  }
}

// Nothing but the history triggers adds to the history, and nothing in it is altered but by an
// erasure, which blanks what a revision holds and leaves that it was.
constexpr const char* drop_guards = R"sql(
DROP VIEW IF EXISTS last_revision;
DROP VIEW IF EXISTS next_revision;
DROP TRIGGER IF EXISTS revision_kept_on_insert;
DROP TRIGGER IF EXISTS revision_kept_on_update;
DROP TRIGGER IF EXISTS revision_kept_on_delete;
)sql";
constexpr const char* write_guards = R"sql(
CREATE TRIGGER revision_kept_on_insert BEFORE INSERT ON revision
WHEN new.seq IS NOT ipt_revision('seq') OR new.hash IS NOT ipt_revision('hash')
  OR EXISTS (SELECT 1 FROM revision WHERE seq = new.seq)
BEGIN SELECT raise(ABORT, 'the history only grows with a change'); END;

CREATE TRIGGER revision_kept_on_update BEFORE UPDATE ON revision
WHEN ipt_context('erasing') <> 1 OR new.payload IS NOT NULL OR new.salt IS NOT NULL
  OR new.seq IS NOT old.seq OR new.at IS NOT old.at OR new.recorded_on IS NOT old.recorded_on
  OR new.actor IS NOT old.actor OR new.operation IS NOT old.operation
  OR new.kind IS NOT old.kind OR new.entity IS NOT old.entity
  OR new.entity_id IS NOT old.entity_id OR new.course IS NOT old.course
  OR new.commitment IS NOT old.commitment OR new.previous IS NOT old.previous
  OR new.hash IS NOT old.hash
BEGIN SELECT raise(ABORT, 'the history is never changed'); END;

CREATE TRIGGER revision_kept_on_delete BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'the history is never deleted'); END;
)sql";

}  // namespace

void migrate(Database& database, std::int64_t from) {
  database.execute(drop_guards);
  for (const SchemaStep& step : schema_steps()) {
    if (step.to <= from) continue;
    database.execute(step.sql);
    if (step.fill != nullptr) step.fill(database);
  }
  database.execute(history_views);
  for (const RecordTable& table : record_table_list) write_history_triggers(database, table);
  database.execute(write_guards);
  database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                               application_id, schema_version)
                       .c_str());
}

std::span<const RecordTable> record_tables() { return record_table_list; }

std::vector<std::string> columns_of(Database& database, const char* table) {
  std::vector<std::string> columns;
  Statement& statement = database.statement("SELECT name FROM pragma_table_info(?) ORDER BY cid");
  statement.bind(table);
  while (statement.step()) columns.push_back(statement.text(0));
  return columns;
}

}  // namespace ipt::store
