// Reading the history: revisions as operations that a person understands.
#include "store/revisions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/error.hpp"
#include "ipt/store/store.hpp"
#include "store/fields.hpp"

namespace ipt::store {
namespace {

RevisionKind kind_of(const std::string& kind) {
  if (kind == "insert") return RevisionKind::insert;
  if (kind == "update") return RevisionKind::update;
  if (kind == "delete") return RevisionKind::remove;
  refuse_field("a kind of change", kind);
}

std::optional<std::string> text_of_row(Statement& row) {
  const bool found = row.step();
  auto text = found ? row.optional_text(0) : std::nullopt;
  row.reset();
  return text;
}

// Here and below, "entity IN ('client', 'course')" is there for the index of just these rows.

// The code that a client has or last had.
std::string client_code(Database& database, std::int64_t client) {
  Statement& row = database.statement(
      "SELECT json_extract(payload, '$.state.code') FROM revision WHERE entity_id = ? "
      "AND entity IN ('client', 'course') AND entity = 'client' ORDER BY seq DESC LIMIT 1");
  row.bind(client);
  return text_of_row(row).value_or("?");
}

// `K7/1`
std::string course_name(Database& database, std::int64_t course) {
  Statement& row = database.statement(
      "SELECT json_extract(payload, '$.state.client_id'), json_extract(payload, '$.state.number') "
      "FROM revision WHERE entity_id = ? AND entity IN ('client', 'course') AND entity = 'course' "
      "ORDER BY seq DESC LIMIT 1");
  row.bind(course);
  if (!row.step()) return "?";
  const auto client = row.optional_integer(0);
  const auto number = row.optional_integer(1);
  row.reset();
  return client && number ? fmt::format("{}/{}", client_code(database, *client), *number) : "?";
}

// The day of the appointment that a note or a question hangs on, as it was then.
std::optional<std::string> appointment_date(Database& database, std::int64_t course,
                                            std::int64_t appointment, std::int64_t until) {
  Statement& row = database.statement(
      "SELECT json_extract(payload, '$.state.date') FROM revision WHERE course = ? "
      "AND entity = 'appointment' AND entity_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1");
  row.bind(course, appointment, until);
  return text_of_row(row);
}

// What only the store understands: the names of rows.
bool is_internal(std::string_view entity, std::string_view field) {
  constexpr std::array<std::string_view, 3> internal = {"uuid", "course_id", "client_id"};
  return std::ranges::find(internal, field) != internal.end() ||
         (field == "id" && entity != "note") || (field == "version" && entity != "instrument");
}

std::int64_t stored_id(const std::string& text) {
  const auto id = stored_integer(text);
  if (!id) refuse_field("the name of a record", text);
  return *id;
}

StoredField in_words(Database& database, const RevisionRow& row, std::string name,
                     std::optional<std::string> value) {
  const bool hangs_on = (row.entity == "note" && name == "id") || name == "appointment_id";
  if (hangs_on && value && row.course) {
    return {.name = "appointment",
            .value = appointment_date(database, *row.course, stored_id(*value), row.sequence)};
  }
  if (name == "linked_course" && value) {
    return {.name = "linked_course", .value = course_name(database, stored_id(*value))};
  }
  return {.name = std::move(name), .value = std::move(value)};
}

}  // namespace

std::vector<StoredField> state_in(Database& database, const RevisionRow& row,
                                  std::int64_t revision) {
  // A statement of its own: words for a field are looked up while it runs.
  Statement fields{database,
                   "SELECT field.key, CAST(field.value AS TEXT) FROM revision, "
                   "json_each(revision.payload, '$.state') AS field WHERE revision.seq = ?"};
  fields.bind(revision);
  std::vector<StoredField> state;
  while (fields.step()) {
    std::string name = fields.text(0);
    if (is_internal(row.entity, name)) continue;
    state.push_back(in_words(database, row, std::move(name), fields.optional_text(1)));
  }
  return state;
}

namespace {

std::int64_t appointment_of(Database& database, const RevisionRow& row) {
  if (row.entity == "note") return row.entity_id;
  if (row.entity != "question") return 0;
  Statement& owner = database.statement(
      "SELECT json_extract(payload, '$.state.appointment_id') FROM revision WHERE seq = ?");
  owner.bind(row.sequence);
  const bool found = owner.step();
  const std::int64_t id = found ? owner.optional_integer(0).value_or(0) : 0;
  owner.reset();
  return id;
}

}  // namespace

bool is_blank(Database& database, std::int64_t revision) {
  Statement& row = database.statement("SELECT 1 FROM revision WHERE seq = ? AND payload IS NULL");
  row.bind(revision);
  const bool blank = row.step();
  row.reset();
  return blank;
}

Revision revision_of(Database& database, const RevisionRow& row) {
  Revision revision{.sequence = row.sequence,
                    .kind = kind_of(row.kind),
                    .id = row.entity_id,
                    .appointment = appointment_of(database, row),
                    .record = row.entity,
                    .erased = is_blank(database, row.sequence)};
  if (row.course) revision.course = course_name(database, *row.course);
  if (revision.kind == RevisionKind::remove) {
    revision.before = state_in(database, row, row.sequence);
    return revision;
  }
  revision.after = state_in(database, row, row.sequence);
  if (revision.kind == RevisionKind::update) {
    if (const auto earlier = earlier_state(database, row)) {
      revision.before = state_in(database, row, *earlier);
      revision.erased_before = is_blank(database, *earlier);
    }
  }
  return revision;
}

namespace {

constexpr int columns_of_row = 5;

RevisionRow row_at(const Statement& row) {
  return {.sequence = row.integer(0),
          .kind = row.text(1),
          .entity = row.text(2),
          .entity_id = row.integer(3),
          .course = row.optional_integer(4)};
}

RecordedOperation operation_at(const Statement& row, int column) {
  const auto recorded_on = Date::from_iso(row.text(column + 2));
  if (!recorded_on) refuse_field("a date", row.text(column + 2));
  return {.number = row.integer(column),
          .at = row.text(column + 1),
          .recorded_on = *recorded_on,
          .actor = row.text(column + 3),
          .command = row.optional_text(column + 4).value_or(""),
          .reason = row.optional_text(column + 5).value_or(""),
          .takes_back = row.optional_integer(column + 6),
          .brings_back = row.optional_integer(column + 7)};
}

}  // namespace

std::vector<RevisionRow> rows_of_operation(Database& database, std::int64_t operation) {
  Statement& row = database.statement(
      "SELECT seq, kind, entity, entity_id, course, operation FROM revision ORDER BY seq DESC");
  row.bind();
  std::vector<RevisionRow> rows;
  while (row.step()) {
    const std::int64_t each = row.integer(columns_of_row);
    if (each < operation) break;
    if (each == operation) rows.push_back(row_at(row));
  }
  row.reset();
  return rows;
}

std::optional<std::int64_t> earlier_state(Database& database, const RevisionRow& row) {
  Statement& earlier = database.statement(
      "SELECT seq FROM revision WHERE course IS ? AND entity = ? AND entity_id = ? AND seq < ? "
      "ORDER BY seq DESC LIMIT 1");
  earlier.bind(row.course, row.entity, row.entity_id, row.sequence);
  const bool found = earlier.step();
  const auto sequence = found ? std::optional{earlier.integer(0)} : std::nullopt;
  earlier.reset();
  return sequence;
}

RecordedOperation read_operation(Database& database, std::int64_t operation) {
  std::vector<std::int64_t> revisions;
  for (const RevisionRow& row : rows_of_operation(database, operation)) {
    revisions.push_back(row.sequence);
  }
  return read_operations(database, std::move(revisions)).at(0);
}

std::vector<RecordedOperation> read_operations(Database& database,
                                               std::vector<std::int64_t> revisions) {
  std::ranges::sort(revisions);
  Statement row{database,
                "SELECT seq, kind, entity, entity_id, course, operation, at, recorded_on, actor, "
                "json_extract(payload, '$.command'), json_extract(payload, '$.reason'), "
                "json_extract(payload, '$.takes_back'), json_extract(payload, '$.brings_back') "
                "FROM revision WHERE seq = ?"};
  std::vector<RecordedOperation> operations;
  for (const std::int64_t sequence : revisions) {
    row.bind(sequence);
    if (!row.step()) continue;
    if (operations.empty() || operations.back().number != row.integer(columns_of_row)) {
      operations.push_back(operation_at(row, columns_of_row));
    }
    operations.back().revisions.push_back(revision_of(database, row_at(row)));
  }
  return operations;
}

namespace {

// The code that somebody who once had this one has now.
std::optional<std::string> later_code(Database& database, const ClientCode& code) {
  Statement& row = database.statement(
      "SELECT entity_id, json_extract(payload, '$.state.code') FROM revision "
      "WHERE entity IN ('client', 'course') AND entity = 'client' ORDER BY seq DESC");
  row.bind();
  std::optional<std::int64_t> client;
  while (!client && row.step()) {
    if (lower(row.optional_text(1).value_or("")) == lower(code.text())) client = row.integer(0);
  }
  row.reset();
  return client ? std::optional{client_code(database, *client)} : std::nullopt;
}

[[noreturn]] void refuse_unknown(Database& database, const CourseReference& reference,
                                 bool knows_client) {
  const auto now = knows_client ? std::nullopt : later_code(database, reference.client);
  throw Error({.exit = Exit::not_found,
               .code = knows_client ? "course_not_found" : "client_not_found",
               .wrong = fmt::format("nothing was ever recorded of {}", reference.text()),
               .allowed = now ? fmt::format("The client who had this code is {} now.", *now)
                              : "The history holds every client that there ever was.",
               .attempt = now ? fmt::format("ipt history {}", *now) : "ipt client list"});
}

// The clients who have, or had last, that code.
std::vector<std::int64_t> clients_with(Database& database, const ClientCode& code) {
  Statement& row = database.statement(
      "SELECT entity_id, json_extract(payload, '$.state.code') FROM revision "
      "WHERE entity IN ('client', 'course') AND entity = 'client' ORDER BY entity_id, seq");
  row.bind();
  std::vector<std::int64_t> clients;
  while (row.step()) {
    const std::int64_t client = row.integer(0);
    std::erase(clients, client);
    if (lower(row.optional_text(1).value_or("")) == lower(code.text())) clients.push_back(client);
  }
  return clients;
}

std::vector<std::int64_t> courses_of_client(Database& database, std::int64_t client,
                                            std::optional<int> number) {
  Statement& row = database.statement(
      "SELECT DISTINCT entity_id FROM revision WHERE entity IN ('client', 'course') "
      "AND entity = 'course' AND json_extract(payload, '$.state.client_id') = ?1 "
      "AND (?2 IS NULL OR json_extract(payload, '$.state.number') = ?2)");
  row.bind(client, number);
  std::vector<std::int64_t> courses;
  while (row.step()) courses.push_back(row.integer(0));
  return courses;
}

void append_sequences(Statement& row, std::vector<std::int64_t>& sequences) {
  while (row.step()) sequences.push_back(row.integer(0));
}

}  // namespace

Owners owners_of(Database& database, const CourseReference& reference) {
  Owners owners{.clients = clients_with(database, reference.client)};
  for (const std::int64_t client : owners.clients) {
    const auto courses = courses_of_client(database, client, reference.number);
    owners.courses.insert(owners.courses.end(), courses.begin(), courses.end());
  }
  if (owners.courses.empty()) refuse_unknown(database, reference, !owners.clients.empty());
  return owners;
}

std::vector<RecordedOperation> Records::history(const CourseReference& reference) const {
  std::vector<std::int64_t> sequences;
  const Owners owners = owners_of(database_, reference);
  for (const std::int64_t client : owners.clients) {
    Statement& of_client = database_.statement(
        "SELECT seq FROM revision WHERE entity_id = ? AND entity IN ('client', 'course') "
        "AND entity = 'client'");
    of_client.bind(client);
    append_sequences(of_client, sequences);
  }
  for (const std::int64_t course : owners.courses) {
    Statement& of_course = database_.statement("SELECT seq FROM revision WHERE course = ?");
    of_course.bind(course);
    append_sequences(of_course, sequences);
  }
  return read_operations(database_, std::move(sequences));
}

std::vector<RecordedOperation> Records::history_of_break(int number) const {
  Statement& row = database_.statement(
      "SELECT seq FROM revision WHERE course IS NULL AND entity = 'absence' "
      "AND json_extract(payload, '$.state.number') = ?");
  row.bind(number);
  std::vector<std::int64_t> sequences;
  append_sequences(row, sequences);
  return read_operations(database_, std::move(sequences));
}

}  // namespace ipt::store
