#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/reference.hpp"
#include "ipt/domain/revision.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// A row of the history before other records are looked up for it.
struct RevisionRow {
  std::int64_t sequence = 0;
  std::string kind;
  std::string entity;
  std::int64_t entity_id = 0;
  std::optional<std::int64_t> course = {};
};

/// The rows of an operation, the last one first.
std::vector<RevisionRow> rows_of_operation(Database& database, std::int64_t operation);

/// The revision that says what a record was before `row` changed it; nothing for a new record.
std::optional<std::int64_t> earlier_state(Database& database, const RevisionRow& row);

/// The change of a record with its fields: what `row` says, and of an update what was before.
Revision revision_of(Database& database, const RevisionRow& row);

/// The fields of a record as that revision of it holds them.
std::vector<StoredField> state_in(Database& database, const RevisionRow& row,
                                  std::int64_t revision);

/// Whose revisions a reference is about: all who have, or had last, a code, with their courses.
struct Owners {
  std::vector<std::int64_t> clients = {};
  std::vector<std::int64_t> courses = {};
};

/// Throws `Error` (exit 3, `client_not_found`, `course_not_found`).
Owners owners_of(Database& database, const CourseReference& reference);

/// Whether what a revision held was erased.
bool is_blank(Database& database, std::int64_t revision);

/// Whether an undo took the operation back and no redo has brought it again.
bool is_taken_back(Database& database, std::int64_t operation);

/// The operation with that number, whole.
RecordedOperation read_operation(Database& database, std::int64_t operation);

/// The operations that the given revisions belong to, by their order, with these revisions alone.
std::vector<RecordedOperation> read_operations(Database& database,
                                               std::vector<std::int64_t> revisions);

}  // namespace ipt::store
