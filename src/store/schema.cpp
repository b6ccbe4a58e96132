#include "store/schema.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace ipt::store {
namespace {

// Days are ISO text (`date` alone would take 2026-02-30; with a modifier it answers 2026-03-02),
// lists of ids are text with commas, nothing derived is stored. Records of a course that a report
// walks over are clustered by course and day. An id is the number of the revision that brought the
// record, so it rises with time and is never used again; the UUID beside it names the record across
// stores.
constexpr const char* first_schema = R"sql(
CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  code TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(code) BETWEEN 1 AND 32)
) STRICT;

CREATE TABLE course (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  client_id INTEGER NOT NULL REFERENCES client (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('acute', 'maintenance')),
  start_date TEXT NOT NULL CHECK (start_date IS date(start_date, '+0 days')),
  planned INTEGER NOT NULL CHECK (planned >= 1),
  cadence_days INTEGER NOT NULL CHECK (cadence_days BETWEEN 1 AND 366),
  split_rule TEXT NOT NULL CHECK (split_rule IN ('quarter', 'stuart', 'custom')),
  split_initial INTEGER NOT NULL CHECK (split_initial >= 0),
  split_ending INTEGER NOT NULL CHECK (split_ending >= 0),
  instruments TEXT NOT NULL CHECK (instruments <> ''),
  day TEXT CHECK (day IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
  therapist TEXT COLLATE NOCASE,
  diagnosis TEXT,
  linked_course INTEGER REFERENCES course (id),
  end_status TEXT CHECK (end_status IN ('completed', 'ended-early-client', 'ended-early-service',
                                        'referred-on', 'not-started', 'deceased', 'unknown')),
  end_date TEXT CHECK (end_date IS date(end_date, '+0 days')),
  end_reason TEXT,
  UNIQUE (client_id, number),
  CHECK (kind = 'maintenance' OR planned BETWEEN 12 AND 16),
  CHECK (split_initial + split_ending <= planned OR kind = 'maintenance'),
  CHECK ((end_status IS NULL) = (end_date IS NULL)),
  CHECK (end_date >= start_date OR end_status = 'not-started')
) STRICT;

CREATE UNIQUE INDEX course_open ON course (client_id, kind) WHERE end_status IS NULL;

CREATE TABLE contract_change (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  from_date TEXT NOT NULL CHECK (from_date IS date(from_date, '+0 days')),
  planned INTEGER NOT NULL CHECK (planned >= 1),
  cadence_days INTEGER NOT NULL CHECK (cadence_days BETWEEN 1 AND 366),
  split_rule TEXT NOT NULL CHECK (split_rule IN ('quarter', 'stuart', 'custom')),
  split_initial INTEGER NOT NULL CHECK (split_initial >= 0),
  split_ending INTEGER NOT NULL CHECK (split_ending >= 0),
  reason TEXT NOT NULL,
  agreed_on TEXT CHECK (agreed_on IS date(agreed_on, '+0 days')),
  UNIQUE (course_id, number)
) STRICT;

CREATE TABLE focus (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  area TEXT NOT NULL CHECK (area IN ('grief', 'dispute', 'transition', 'deficits')),
  rank TEXT NOT NULL CHECK (rank IN ('primary', 'secondary')),
  from_date TEXT NOT NULL CHECK (from_date IS date(from_date, '+0 days')),
  reason TEXT,
  person TEXT,
  old_role TEXT,
  new_role TEXT,
  stages TEXT,
  UNIQUE (course_id, number),
  UNIQUE (course_id, rank, from_date)
) STRICT;

CREATE TABLE absence (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  course_id INTEGER REFERENCES course (id),
  kind TEXT NOT NULL CHECK (kind IN ('pause', 'break')),
  number INTEGER NOT NULL CHECK (number >= 1),
  from_date TEXT NOT NULL CHECK (from_date IS date(from_date, '+0 days')),
  to_date TEXT CHECK (to_date IS date(to_date, '+0 days')),
  reason TEXT,
  UNIQUE (course_id, number),
  CHECK ((kind = 'break') = (course_id IS NULL)),
  CHECK (to_date >= from_date),
  CHECK (kind = 'pause' OR to_date IS NOT NULL)
) STRICT;

CREATE TABLE appointment (
  course_id INTEGER NOT NULL REFERENCES course (id),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  id INTEGER NOT NULL UNIQUE,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  attendance TEXT NOT NULL CHECK (attendance IN ('attended', 'attended-late', 'late-not-seen', 'dna',
                                                 'cancelled-client', 'cancelled-therapist')),
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 480),
  mode TEXT CHECK (mode IN ('in-person', 'video', 'phone', 'home', 'group')),
  focus TEXT CHECK (focus IN ('grief', 'dispute', 'transition', 'deficits')),
  link TEXT,
  techniques TEXT,
  task TEXT,
  milestones TEXT,
  risks TEXT,
  risk_action TEXT,
  recorded INTEGER NOT NULL CHECK (recorded IN (0, 1)),
  next_date TEXT CHECK (next_date IS date(next_date, '+0 days')),
  PRIMARY KEY (course_id, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  course_id INTEGER NOT NULL REFERENCES course (id),
  id INTEGER NOT NULL REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (course_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  appointment_id INTEGER UNIQUE REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
  asked_on TEXT NOT NULL CHECK (asked_on IS date(asked_on, '+0 days')),
  text TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (course_id, number)
) STRICT;

CREATE TABLE score (
  course_id INTEGER NOT NULL REFERENCES course (id),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  id INTEGER NOT NULL UNIQUE,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  version INTEGER NOT NULL CHECK (version >= 1),
  number INTEGER CHECK (number >= 1),
  answers TEXT,
  total_hundredths INTEGER,
  PRIMARY KEY (course_id, date, instrument),
  CHECK ((answers IS NULL) <> (total_hundredths IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  text TEXT NOT NULL CHECK (text <> ''),
  set_on TEXT NOT NULL CHECK (set_on IS date(set_on, '+0 days')),
  UNIQUE (course_id, number)
) STRICT;

CREATE TABLE revision (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  recorded_on TEXT NOT NULL,
  actor TEXT NOT NULL,
  operation INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  course INTEGER,
  payload TEXT
) STRICT;

CREATE TRIGGER revision_kept_on_insert BEFORE INSERT ON revision
WHEN new.operation IS NOT ipt_context('operation')
  OR EXISTS (SELECT 1 FROM revision WHERE seq = new.seq)
BEGIN SELECT raise(ABORT, 'the history only grows with a change'); END;

CREATE TRIGGER revision_kept_on_update BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'the history is never changed'); END;

CREATE TRIGGER revision_kept_on_delete BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'the history is never deleted'); END;

CREATE TABLE saved_operation (
  op_id TEXT PRIMARY KEY CHECK (length(op_id) BETWEEN 1 AND 128),
  operation INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* by_id = "id = ?1 AND ?2 IS NOT NULL";

constexpr std::array record_table_list = std::to_array<RecordTable>({
    {"client", nullptr, "id = ?1 AND ?2 IS NULL"},
    {"course", "id", by_id},
    {"contract_change", "course_id", by_id},
    {"focus", "course_id", by_id},
    {"absence", "course_id", "id = ?1 AND course_id IS ?2"},
    {"appointment", "course_id", by_id},
    {"note", "course_id", "id = ?1 AND course_id = ?2"},
    {"question", "course_id", by_id},
    {"score", "course_id", by_id},
    {"goal", "course_id", by_id},
});

// One trigger that writes a change of a row to the history. It names every column, so that no
// field can be forgotten; the functions are the program's, so that no other tool can write.
std::string history_trigger(const RecordTable& table, const std::vector<std::string>& columns,
                            std::string_view kind) {
  const std::string_view row = kind == "delete" ? "old" : "new";
  std::string state;
  for (const std::string& column : columns) state += fmt::format(", '{0}', {1}.{0}", column, row);
  // An update that alters nothing is no change.
  std::string difference;
  for (const std::string& column : columns) {
    difference +=
        fmt::format("{0}old.{1} IS NOT new.{1}", difference.empty() ? "" : " OR ", column);
  }
  const std::string condition = kind == "update" ? fmt::format(" WHEN {}", difference) : "";
  const std::string course =
      table.course == nullptr ? std::string{"NULL"} : fmt::format("{}.{}", row, table.course);
  return fmt::format(
      "CREATE TRIGGER {0}_{1} AFTER {1} ON {0}{5} BEGIN INSERT INTO revision (at, recorded_on, "
      "actor, "
      "operation, kind, entity, entity_id, course, payload) VALUES (ipt_context('at'), "
      "ipt_context('recorded_on'), ipt_context('actor'), ipt_context('operation'), '{1}', '{0}', "
      "{2}.id, {3}, ipt_state(ipt_context('reason'){4})); END",
      table.name, kind, row, course, state, condition);
}

// Written anew after a step that adds a column.
void write_history_triggers(Database& database, const RecordTable& table) {
  const std::vector<std::string> columns = columns_of(database, table.name);
  for (const std::string_view kind : {"insert", "update", "delete"}) {
    database.execute(fmt::format("DROP TRIGGER IF EXISTS {}_{}", table.name, kind).c_str());
    database.execute(history_trigger(table, columns, kind).c_str());
  }
}

void create_first_schema(Database& database) {
  database.execute(first_schema);
  for (const RecordTable& table : record_table_list) write_history_triggers(database, table);
}

// The history of one course is read without a walk over that of all others.
constexpr const char* course_details = R"sql(
ALTER TABLE course ADD COLUMN milestones TEXT;
ALTER TABLE course ADD COLUMN relapse_plan TEXT;
CREATE INDEX revision_of_course ON revision (course);
CREATE INDEX revision_of_owner ON revision (entity_id) WHERE entity IN ('client', 'course');
)sql";

void add_course_details(Database& database) {
  database.execute(course_details);
  for (const RecordTable& table : record_table_list) write_history_triggers(database, table);
}

struct Step {
  std::int64_t to;
  void (*apply)(Database&);
};

// A new schema is a step at the end of this list.
constexpr std::array steps =
    std::to_array<Step>({{1, create_first_schema}, {2, add_course_details}});
static_assert(steps.back().to == schema_version);

}  // namespace

void migrate(Database& database, std::int64_t from) {
  for (const Step& step : steps) {
    if (step.to > from) step.apply(database);
  }
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
