// What erases: a purge of a client, a redaction of a record. Both leave the changes of the history
// in their places, so that the chain still holds, and blank what these held.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "ipt/store/store.hpp"
#include "store/chain.hpp"
#include "store/fields.hpp"
#include "store/history.hpp"
#include "store/revisions.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace ipt::store {
namespace {

using Sequences = std::vector<std::int64_t>;
using Record = std::pair<std::string, std::int64_t>;  // table and id

// Says that a client was here to whoever has the client's UUID, and nothing to anybody else.
Digest mark_of(const std::string& uuid, const Salt& salt) {
  return FieldBytes{"ipt-purged-1"}.add(salt).add(std::string_view{uuid}).digest();
}

void note_rewriting(Database& database, const Operation& operation) {
  database.statement("INSERT INTO rewrite_due (since) VALUES (?) ON CONFLICT DO NOTHING")
      .bind(utc(operation.at))
      .run();
}

void blank(Database& database, const Sequences& changes) {
  Statement& row =
      database.statement("UPDATE revision SET payload = NULL, salt = NULL WHERE seq = ?");
  for (const std::int64_t change : changes) row.bind(change).run();
}

// The answers that a script would get again name what is erased.
void forget_answers(Database& database, const Sequences& changes) {
  Statement& row = database.statement(
      "DELETE FROM saved_operation WHERE operation = (SELECT operation FROM revision WHERE seq = "
      "?)");
  for (const std::int64_t change : changes) row.bind(change).run();
}

// Every record that the client ever had, wherever it is now.
std::set<Record> records_ever_of(Database& database, const Owners& owners) {
  std::set<Record> records;
  for (const std::int64_t client : owners.clients) records.emplace("client", client);
  Statement& row =
      database.statement("SELECT DISTINCT entity, entity_id FROM revision WHERE course = ?");
  for (const std::int64_t course : owners.courses) {
    row.bind(course);
    while (row.step()) records.emplace(row.text(0), row.integer(1));
  }
  return records;
}

// What a walk over the history found of the client: the changes of these records and all others of
// the client's courses, and in which course each record was last.
struct Trace {
  Sequences changes;
  std::map<Record, std::optional<std::int64_t>> records;
};

Trace trace(Database& database, const std::set<Record>& records, const Owners& owners) {
  Statement row{database, "SELECT seq, entity, entity_id, course FROM revision ORDER BY seq"};
  Trace found;
  row.bind();
  while (row.step()) {
    const Record record{row.text(1), row.integer(2)};
    const auto course = row.optional_integer(3);
    const bool is_of_course =
        course && std::ranges::find(owners.courses, *course) != owners.courses.end();
    if (!is_of_course && !records.contains(record)) continue;
    found.changes.push_back(row.integer(0));
    if (records.contains(record)) found.records[record] = course;
  }
  return found;
}

// Appointments that were once the client's and lie with another client now.
std::vector<std::string> given_to_others(Database& database, const std::set<Record>& records,
                                         const Owners& owners) {
  Statement& row = database.statement(
      "SELECT course.id, client.code || '@' || appointment.date FROM appointment "
      "JOIN course ON course.id = course_id JOIN client ON client.id = client_id "
      "WHERE appointment.id = ?");
  std::vector<std::string> given;
  for (const auto& [table, id] : records) {
    if (table != "appointment") continue;
    row.bind(id);
    if (!row.step()) continue;
    if (std::ranges::find(owners.courses, row.integer(0)) == owners.courses.end()) {
      given.push_back(row.text(1));
    }
    row.reset();
  }
  std::ranges::sort(given);
  return given;
}

// Takes out the records of one table; the last one first, as a maintenance course refers to the
// acute one before it.
void take_out_of(Database& database, const RecordTable& table, const Trace& found,
                 Erasure& erased) {
  const std::string name = table.name;
  const std::string sql = fmt::format("DELETE FROM {} WHERE {}", name, table.key);
  Statement row{database, sql.c_str()};
  using Traced = std::pair<Record, std::optional<std::int64_t>>;
  const std::vector<Traced> last_first{found.records.rbegin(), found.records.rend()};
  for (const auto& [record, course] : last_first) {
    if (record.first != name) continue;
    row.bind(record.second, course).run();
    const std::int64_t gone = first_number(database, "SELECT changes()");
    erased.records += gone;
    if (name == "course") erased.courses += gone;
    if (name == "appointment") erased.appointments += gone;
  }
}

// What hangs on a record is listed after it, and goes first.
void take_out(Database& database, const Trace& found, Erasure& erased) {
  const auto tables = record_tables();
  for (std::size_t i = tables.size(); i-- > 0;) take_out_of(database, tables[i], found, erased);
}

void append_changes_after(Database& database, std::int64_t last, Sequences& changes) {
  Statement row{database, "SELECT seq FROM revision WHERE seq > ? ORDER BY seq"};
  row.bind(last);
  while (row.step()) changes.push_back(row.integer(0));
}

std::string uuid_of_client(Database& database, std::int64_t client) {
  Statement& row = database.statement(
      "SELECT json_extract(payload, '$.state.uuid') FROM revision WHERE entity_id = ? "
      "AND entity IN ('client', 'course') AND entity = 'client' ORDER BY seq DESC LIMIT 1");
  row.bind(client);
  const bool found = row.step();
  std::string uuid = found ? row.optional_text(0).value_or("") : "";
  row.reset();
  return uuid;
}

}  // namespace

Erasure Changes::purge(const ClientCode& client, PurgeGround ground) {
  const Owners owners = owners_of(database(), {.client = client, .number = std::nullopt});
  const std::set<Record> records = records_ever_of(database(), owners);
  std::vector<std::string> uuids;
  for (const std::int64_t each : owners.clients) uuids.push_back(uuid_of_client(database(), each));
  const std::int64_t last = first_number(database(), "SELECT max(seq) FROM revision");
  Trace found = trace(database(), records, owners);
  Erasure erased{.elsewhere = given_to_others(database(), records, owners)};
  take_out(database(), found, erased);
  Sequences& changes = found.changes;
  append_changes_after(database(), last, changes);
  context_.erasing = Erasing::allowed;
  forget_answers(database(), changes);
  blank(database(), changes);
  for (const std::string& uuid : uuids) {
    const Salt salt = new_salt();
    erased.number = write_event(database(), {.entity = "purge",
                                             .ground = std::string{name_of(ground)},
                                             .changes = ranges_text(changes),
                                             .salt = hexadecimal(salt),
                                             .mark = hexadecimal(mark_of(uuid, salt))});
  }
  note_rewriting(database(), operation_);
  erased.changes = std::ssize(changes);
  return erased;
}

Erasure Changes::redact(const std::vector<Revision>& told) {
  std::map<std::tuple<std::string, std::int64_t, std::string>, const Revision*> last;
  for (const Revision& each : told) last[{each.record, each.id, each.course}] = &each;
  Sequences changes;
  for (const Revision& each : told) {
    const Revision& latest = *last.at({each.record, each.id, each.course});
    const bool stands = &latest == &each && each.kind != RevisionKind::remove;
    if (!stands && !each.erased) changes.push_back(each.sequence);
  }
  if (changes.empty()) return {};
  std::ranges::sort(changes);
  Statement& owner = database().statement("SELECT course FROM revision WHERE seq = ?");
  owner.bind(changes.front()).step();
  const auto course = owner.optional_integer(0);
  owner.reset();
  context_.erasing = Erasing::allowed;
  forget_answers(database(), changes);
  blank(database(), changes);
  Erasure erased{.changes = std::ssize(changes)};
  erased.number = write_event(
      database(), {.entity = "redaction", .course = course, .changes = ranges_text(changes)});
  note_rewriting(database(), operation_);
  return erased;
}

}  // namespace ipt::store
