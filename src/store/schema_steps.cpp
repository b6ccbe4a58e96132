// What each schema adds to the one before it.
#include <array>

#include "store/chain.hpp"
#include "store/schema.hpp"

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

CREATE TABLE saved_operation (
  op_id TEXT PRIMARY KEY CHECK (length(op_id) BETWEEN 1 AND 128),
  operation INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// The history of one course is read without a walk over that of all others.
constexpr const char* course_details = R"sql(
ALTER TABLE course ADD COLUMN milestones TEXT;
ALTER TABLE course ADD COLUMN relapse_plan TEXT;
CREATE INDEX revision_of_course ON revision (course);
CREATE INDEX revision_of_owner ON revision (entity_id) WHERE entity IN ('client', 'course');
)sql";

// The answer to the risk item beside a total; and the user's own instruments, a row a version.
// Points are hundredths. Lists hold one entry a line: topics as they are, `10=moderate` of a band,
// a source after a tab. Decimals that are no points are text: `6.18`, and `19.7,7.7` of a sample
// (mean, SD).
constexpr const char* own_instruments = R"sql(
ALTER TABLE score ADD COLUMN risk_answer INTEGER
  CHECK (risk_answer IS NULL OR (risk_answer >= 0 AND answers IS NULL));

CREATE TABLE instrument (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 32 AND code = lower(code)),
  version INTEGER NOT NULL CHECK (version >= 1),
  name TEXT NOT NULL CHECK (name <> ''),
  measures TEXT,
  entry TEXT NOT NULL CHECK (entry IN ('items', 'total')),
  topics TEXT,
  item_min INTEGER NOT NULL CHECK (item_min >= 0),
  item_max INTEGER NOT NULL CHECK (item_max >= item_min),
  reversed TEXT,
  scoring TEXT NOT NULL CHECK (scoring IN ('sum', 'mean')),
  max_missing INTEGER NOT NULL CHECK (max_missing >= 0),
  total_min_hundredths INTEGER NOT NULL CHECK (total_min_hundredths >= 0),
  total_max_hundredths INTEGER NOT NULL CHECK (total_max_hundredths > total_min_hundredths),
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 2),
  direction TEXT NOT NULL CHECK (direction IN ('higher-worse', 'higher-better')),
  bands TEXT,
  case_at_hundredths INTEGER
    CHECK (case_at_hundredths BETWEEN total_min_hundredths AND total_max_hundredths),
  reliable_change_hundredths INTEGER CHECK (reliable_change_hundredths > 0),
  sd TEXT CHECK (CAST(sd AS REAL) > 0),
  reliability TEXT CHECK (CAST(reliability AS REAL) >= 0 AND CAST(reliability AS REAL) < 1),
  remission_at_hundredths INTEGER
    CHECK (remission_at_hundredths BETWEEN total_min_hundredths AND total_max_hundredths),
  response_by_half INTEGER NOT NULL CHECK (response_by_half IN (0, 1)),
  percent_per_point INTEGER NOT NULL CHECK (percent_per_point >= 0),
  clinical TEXT,
  functional TEXT,
  risk_item INTEGER CHECK (risk_item >= 1),
  risk_at INTEGER CHECK (risk_at BETWEEN 0 AND risk_max),
  risk_max INTEGER,
  risk_topic TEXT,
  loinc_panel TEXT,
  loinc_total TEXT,
  snomed_total TEXT,
  licence TEXT,
  sources TEXT,
  UNIQUE (code, version),
  CHECK ((entry = 'items') = (topics IS NOT NULL)),
  CHECK ((sd IS NULL) = (reliability IS NULL)),
  CHECK (sd IS NULL OR reliable_change_hundredths IS NULL),
  CHECK ((clinical IS NULL) = (functional IS NULL)),
  CHECK ((risk_item IS NULL) = (risk_at IS NULL) AND (risk_item IS NULL) = (risk_max IS NULL))
) STRICT;
)sql";

// What makes a record one of IPT: ratings of goals (a dated list, as the stages of a focus), the
// interpersonal inventory (a row a dated version), life events, the formulation, contacts, answers
// of supervision, and findings that were put aside (`causes` are days with commas). Nothing refers
// to these records by id, so it needs no index of its own, which every start of the program would
// pay for. A backup is no record of a client: where one was written to is noted without history.
constexpr const char* practice = R"sql(
ALTER TABLE goal ADD COLUMN ratings TEXT;

ALTER TABLE question ADD COLUMN answered_on TEXT
  CHECK (answered_on IS date(answered_on, '+0 days'));
ALTER TABLE question ADD COLUMN minutes INTEGER
  CHECK (minutes IS NULL OR (minutes BETWEEN 1 AND 480 AND answered_on IS NOT NULL));
ALTER TABLE question ADD COLUMN answer TEXT CHECK (answer IS NULL OR answered_on IS NOT NULL);

CREATE TABLE person (
  course_id INTEGER NOT NULL REFERENCES course (id),
  label TEXT NOT NULL CHECK (length(label) BETWEEN 2 AND 16),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  id INTEGER NOT NULL,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  relation TEXT,
  status TEXT,
  status_since TEXT CHECK (status_since IS date(status_since, '+0 days')),
  ring INTEGER CHECK (ring BETWEEN 0 AND 3),
  key INTEGER NOT NULL CHECK (key IN (0, 1)),
  text TEXT,
  PRIMARY KEY (course_id, label, date),
  CHECK (status_since IS NULL OR status IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  id INTEGER NOT NULL,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (course_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE formulation (
  course_id INTEGER NOT NULL REFERENCES course (id),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  id INTEGER NOT NULL,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  sentence TEXT,
  agreed_on TEXT CHECK (agreed_on IS date(agreed_on, '+0 days')),
  shared_on TEXT CHECK (shared_on IS date(shared_on, '+0 days')),
  text TEXT,
  PRIMARY KEY (course_id, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  id INTEGER NOT NULL,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  mode TEXT CHECK (mode IN ('in-person', 'video', 'phone', 'home', 'group')),
  person TEXT,
  risks TEXT,
  risk_action TEXT,
  text TEXT,
  PRIMARY KEY (course_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE dismissal (
  course_id INTEGER NOT NULL REFERENCES course (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  id INTEGER NOT NULL,
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name NOT IN ('', 'risk-item-followed')),
  date TEXT NOT NULL CHECK (date IS date(date, '+0 days')),
  causes TEXT NOT NULL CHECK (causes <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (course_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup (
  at TEXT PRIMARY KEY,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on, '+0 days')),
  path TEXT NOT NULL CHECK (path <> '')
) STRICT, WITHOUT ROWID;
)sql";

// What a week's review asks for is found without a walk over what came before it: the courses that
// ended from a day on, those of a therapist, what was written on some days.
constexpr const char* weeks = R"sql(
CREATE INDEX course_end ON course (end_date);
CREATE INDEX course_therapist ON course (therapist);
CREATE INDEX revision_of_day ON revision (recorded_on);
)sql";

// The chain: each revision commits to its payload and to the revision before it. A payload and its
// salt are erased together. An erasure that still has to be followed by a rewriting of the file is
// noted, so that it is not forgotten when the program is cut off in between.
constexpr const char* chain = R"sql(
ALTER TABLE revision ADD COLUMN salt BLOB CHECK (length(salt) = 16);
ALTER TABLE revision ADD COLUMN commitment BLOB CHECK (length(commitment) = 32);
ALTER TABLE revision ADD COLUMN previous BLOB CHECK (length(previous) = 32);
ALTER TABLE revision ADD COLUMN hash BLOB CHECK (length(hash) = 32);

CREATE TABLE rewrite_due (since TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

ALTER TABLE saved_operation ADD COLUMN request BLOB CHECK (length(request) = 32);
)sql";

// A new schema is a step at the end of this list.
constexpr std::array steps = std::to_array<SchemaStep>({{1, first_schema},
                                                        {2, course_details},
                                                        {3, own_instruments},
                                                        {4, practice},
                                                        {5, weeks},
                                                        {6, chain, seal_history}});
static_assert(steps.back().to == schema_version);

}  // namespace

std::span<const SchemaStep> schema_steps() { return steps; }

}  // namespace ipt::store
