#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "ipt/store/store.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// What the history triggers write beside a change: read by SQL functions of the connection.
struct HistoryContext {
  const Operation* operation = nullptr;  ///< absent outside a writing call: then writing fails
  std::int64_t number = 0;               ///< of the operation
  std::optional<std::int64_t> takes_back = {};   ///< the operation that this one reverses
  std::optional<std::int64_t> brings_back = {};  ///< of a redo: the operation that holds again
};

/// Registers `ipt_context(name)`, `ipt_state(reason, column, value, ...)` and, to read such a state
/// again, `ipt_bytes(hexadecimal)`. The context must outlive the connection's use.
void add_history_functions(Database& database, HistoryContext& context);

/// Makes `operation` the one that the following changes belong to.
void begin_operation(Database& database, HistoryContext& context, const Operation& operation);

/// How a moment is written: `2026-11-23T20:04:05.123Z`.
std::string utc(std::chrono::sys_time<std::chrono::milliseconds> at);

}  // namespace ipt::store
