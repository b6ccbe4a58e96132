#pragma once

#include <cstdint>

#include "ipt/store/store.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// What the history triggers write beside a change: read by SQL functions of the connection.
struct HistoryContext {
  const Operation* operation = nullptr;  ///< absent outside a writing call: then writing fails
  std::int64_t number = 0;               ///< of the operation
};

/// Registers `ipt_context(name)` and `ipt_state(reason, column, value, ...)`. The context must
/// outlive the connection's use.
void add_history_functions(Database& database, HistoryContext& context);

/// Makes `operation` the one that the following changes belong to.
void begin_operation(Database& database, HistoryContext& context, const Operation& operation);

}  // namespace ipt::store
