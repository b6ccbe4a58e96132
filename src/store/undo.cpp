// Taking an operation back, by what the history says of the state before it.
#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/store/store.hpp"
#include "store/history.hpp"
#include "store/revisions.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {
namespace {

struct Undoing {
  std::int64_t operation = 0;
  std::optional<std::int64_t> takes_back = {};
  std::optional<std::int64_t> brings_back = {};
  bool is_boundary = false;  // a restore, a purge, a redaction: nothing before it is taken back
};

// Walks from the last operation towards the first, one step each, jumping over what was undone.
class Walk {
 public:
  explicit Walk(Database& database)
      : row_(database,
             "SELECT operation, json_extract(payload, '$.takes_back'), "
             "json_extract(payload, '$.brings_back'), "
             "entity IN ('restoration', 'purge', 'redaction') FROM revision ORDER BY seq DESC") {
    row_.bind();
  }

  // The last operation that is not after `limit`.
  std::optional<Undoing> last(std::optional<std::int64_t> limit) {
    while (row_.step()) {
      const std::int64_t operation = row_.integer(0);
      if (limit && operation > *limit) continue;
      return Undoing{.operation = operation,
                     .takes_back = row_.optional_integer(1),
                     .brings_back = row_.optional_integer(2),
                     .is_boundary = row_.integer(3) != 0};
    }
    return std::nullopt;
  }

 private:
  Statement row_;
};

std::optional<std::int64_t> last_standing(Database& database) {
  Walk walk{database};
  std::optional<std::int64_t> limit;
  while (const auto each = walk.last(limit)) {
    if (each->is_boundary) return std::nullopt;
    if (each->brings_back) return each->brings_back;
    if (!each->takes_back) return each->operation;
    limit = *each->takes_back - 1;
  }
  return std::nullopt;
}

// An undo can be taken back until something new is written; a redo uses up the undo it took back.
std::optional<std::int64_t> last_undo(Database& database) {
  Walk walk{database};
  std::optional<std::int64_t> limit;
  while (const auto each = walk.last(limit)) {
    if (!each->takes_back) return std::nullopt;
    if (!each->brings_back) return each->operation;
    limit = *each->takes_back - 1;
  }
  return std::nullopt;
}

const RecordTable& table_of(const std::string& entity) {
  for (const RecordTable& table : record_tables()) {
    if (table.name == entity) return table;
  }
  throw Error({.exit = Exit::store,
               .code = "store_damaged",
               .wrong = fmt::format("the history tells of an unknown record '{}'", entity),
               .allowed = "Nothing was changed.",
               .attempt = "a copy of the file"});
}

// Every column of a record out of the state that a revision holds. The statements are made from
// the columns, as the history triggers are, so that no field can be forgotten.
std::string values_in_state(const std::vector<std::string>& columns) {
  std::string values;
  for (const std::string& column : columns) {
    if (!values.empty()) values += ", ";
    const std::string value = fmt::format("json_extract(payload, '$.state.{}')", column);
    values += column == "uuid" ? fmt::format("ipt_bytes({})", value) : value;
  }
  return values;
}

void restore(Database& database, const RecordTable& table, std::int64_t revision) {
  const std::vector<std::string> columns = columns_of(database, table.name);
  const std::string sql = fmt::format("INSERT INTO {} ({}) SELECT {} FROM revision WHERE seq = ?",
                                      table.name, joined(columns, ", "), values_in_state(columns));
  Statement{database, sql.c_str()}.bind(revision).run();
}

void reset_to(Database& database, const RecordTable& table, const RevisionRow& row,
              std::int64_t revision) {
  const std::vector<std::string> columns = columns_of(database, table.name);
  const std::string sql =
      fmt::format("UPDATE {} SET ({}) = (SELECT {} FROM revision WHERE seq = ?3) WHERE {}",
                  table.name, joined(columns, ", "), values_in_state(columns), table.key);
  Statement{database, sql.c_str()}.bind(row.entity_id, row.course, revision).run();
}

void take_out(Database& database, const RecordTable& table, const RevisionRow& row) {
  const std::string sql = fmt::format("DELETE FROM {} WHERE {}", table.name, table.key);
  Statement{database, sql.c_str()}.bind(row.entity_id, row.course).run();
}

void reverse(Database& database, const RevisionRow& row) {
  const RecordTable& table = table_of(row.entity);
  if (row.kind == "insert") {
    take_out(database, table, row);
  } else if (row.kind == "delete") {
    restore(database, table, row.sequence);
  } else {
    const auto earlier = earlier_state(database, row);
    if (!earlier) {
      throw Error({.exit = Exit::store,
                   .code = "store_damaged",
                   .wrong = "the history does not say what a record was before",
                   .allowed = "Nothing was changed.",
                   .attempt = "a copy of the file"});
    }
    reset_to(database, table, row, *earlier);
  }
}

}  // namespace

bool is_taken_back(Database& database, std::int64_t operation) {
  Walk walk{database};
  std::optional<std::int64_t> limit;
  while (const auto each = walk.last(limit)) {
    if (each->operation <= operation || each->brings_back == operation) return false;
    const auto jump = each->brings_back ? each->brings_back : each->takes_back;
    // Whatever lies between does not stand.
    if (jump && *jump <= operation) return true;
    limit = jump.value_or(each->operation) - 1;
  }
  return false;
}

std::optional<RecordedOperation> Records::undoable() const {
  const auto operation = last_standing(database_);
  if (!operation) return std::nullopt;
  return read_operation(database_, *operation);
}

std::optional<RecordedOperation> Records::redoable() const {
  const auto operation = last_undo(database_);
  if (!operation) return std::nullopt;
  return read_operation(database_, *operation);
}

RecordedOperation Changes::take_back(const RecordedOperation& operation) {
  context_.takes_back = operation.number;
  context_.brings_back = operation.takes_back;
  for (const RevisionRow& row : rows_of_operation(database(), operation.number)) {
    reverse(database(), row);
  }
  return read_operation(database(), context_.number);
}

}  // namespace ipt::store
