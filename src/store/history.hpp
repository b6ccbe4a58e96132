#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "ipt/store/store.hpp"
#include "store/chain.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// A revision that is about to be written.
struct NewRevision {
  Link link;
  Salt salt = {};
  std::string payload;
  Digest hash = {};
};

/// Whether what the history holds of earlier states may be blanked.
enum class Erasing { refused, allowed };

/// What the history triggers write beside a change: read by SQL functions of the connection.
struct HistoryContext {
  const Operation* operation = nullptr;  ///< absent outside a writing call: then writing fails
  std::int64_t number = 0;               ///< of the operation
  std::optional<std::int64_t> takes_back = {};   ///< the operation that this one reverses
  std::optional<std::int64_t> brings_back = {};  ///< of a redo: the operation that holds again
  Erasing erasing = Erasing::refused;
  NewRevision revision = {};
};

/// What a history trigger does after a change: `ipt_change` works out the revision, which follows
/// the last one, and what it came to is written down with `ipt_revision`. SQLite gives no order to
/// the parts of one statement, so these are two. `id` and `course` are SQL; `state` is the columns
/// of the record with their values: `, 'id', new.id, ...`.
std::string sql_of_change(std::string_view kind, std::string_view entity, std::string_view id,
                          std::string_view course, std::string_view state);
/// What a change follows and what it came to are views (`last_revision`, of one row, and
/// `next_revision`), so that not every trigger says it: each command reads the whole schema.
extern const char* const history_views;
extern const char* const sql_to_write_change;

/// A change that is about no record: that a client was purged, a record redacted, a store restored.
struct Event {
  std::string_view entity;  ///< `purge`, `redaction`, `restoration`
  std::optional<std::int64_t> course = {};
  std::optional<std::string> ground = {};
  std::optional<std::string> changes = {};  ///< what was blanked, as `ranges_text` writes it
  std::optional<std::string> salt = {};     ///< hexadecimal; of the mark
  std::optional<std::string> mark = {};     ///< tells a purged client who comes again
};

/// Writes it down within an operation; answers with the number of the change.
std::int64_t write_event(Database& database, const Event& event);

/// Registers `ipt_context(name)`, `ipt_change(kind, entity, id, course, last seq, last hash,
/// column, value, ...)`, `ipt_revision(name)` and, to read a state again, `ipt_bytes(hexadecimal)`.
/// The context must outlive the connection's use.
void add_history_functions(Database& database, HistoryContext& context);

/// Makes `operation` the one that the following changes belong to.
void begin_operation(Database& database, HistoryContext& context, const Operation& operation);

/// How a moment is written: `2026-11-23T20:04:05.123Z`.
std::string utc(std::chrono::sys_time<std::chrono::milliseconds> at);

}  // namespace ipt::store
