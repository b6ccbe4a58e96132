#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace ipt::store {

/// Marks a file as ours in the header of the database: "IPT1".
constexpr std::uint32_t application_id = 0x49505431;

/// The schema that this program writes; `user_version` of the file.
constexpr std::int64_t schema_version = 6;

/// The schema that brought the chain of the history.
constexpr std::int64_t chained_since = 6;

/// What brings a store to a schema from the one before it; the triggers follow by themselves.
struct SchemaStep {
  std::int64_t to = 0;
  const char* sql = nullptr;
  void (*fill)(Database&) = nullptr;  ///< works out what no SQL can
};

std::span<const SchemaStep> schema_steps();

/// Brings a store from schema `from` (0: an empty file) to `schema_version`: every step and the new
/// number within the transaction that the caller holds.
void migrate(Database& database, std::int64_t from);

/// A table whose every change is written to `revision`, by triggers.
struct RecordTable {
  const char* name;
  const char* course;  ///< the column that names the course of a row; null when there is none
  const char* key;     ///< finds the row by its id (?1) and course (?2)
};

std::span<const RecordTable> record_tables();

std::vector<std::string> columns_of(Database& database, const char* table);

}  // namespace ipt::store
