#include "store/history.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace ipt::store {
namespace {

std::string_view text_of(sqlite3_value* value) {
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  const int size = sqlite3_value_bytes(value);
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{bytes, static_cast<std::size_t>(size)};
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_value(std::string& out, sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      out += "null";
      return;
    case SQLITE_INTEGER:
      out += std::to_string(sqlite3_value_int64(value));
      return;
    case SQLITE_BLOB: {
      out += '"';
      for (const char c : text_of(value)) {
        out += fmt::format("{:02x}", static_cast<unsigned char>(c));
      }
      out += '"';
      return;
    }
    default:
      append_quoted(out, text_of(value));
  }
}

void answer(sqlite3_context* call, std::string_view text) {
  sqlite3_result_text64(call, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// ipt_context(name): what is the same for every change of an operation.
void context_function(sqlite3_context* call, int count, sqlite3_value** values) {
  const auto* context = static_cast<const HistoryContext*>(sqlite3_user_data(call));
  if (count != 1 || context->operation == nullptr) {
    sqlite3_result_error(call, "a change outside an operation", -1);
    return;
  }
  const Operation& operation = *context->operation;
  const std::string_view name = text_of(values[0]);
  if (name == "operation") {
    sqlite3_result_int64(call, context->number);
  } else if (name == "at") {
    answer(call, utc(operation.at));
  } else if (name == "recorded_on") {
    answer(call, operation.today.iso());
  } else if (name == "actor") {
    answer(call, operation.actor);
  } else if (name == "reason" && !operation.reason.empty()) {
    answer(call, operation.reason);
  } else {
    sqlite3_result_null(call);
  }
}

// What was typed, and which operation it took back.
void append_origin(std::string& out, const HistoryContext& context) {
  if (!context.operation->command.empty()) {
    out += "\"command\":";
    append_quoted(out, context.operation->command);
    out += ',';
  }
  if (context.takes_back) out += fmt::format("\"takes_back\":{},", *context.takes_back);
  if (context.brings_back) out += fmt::format("\"brings_back\":{},", *context.brings_back);
}

// ipt_state(reason, column, value, ...): the state of a row as JSON. SQLite's own JSON functions
// are not allowed in the triggers of a schema that is not trusted.
void state_function(sqlite3_context* call, int count, sqlite3_value** values) {
  const auto* context = static_cast<const HistoryContext*>(sqlite3_user_data(call));
  std::string state = "{";
  if (context->operation != nullptr) append_origin(state, *context);
  if (count > 0 && sqlite3_value_type(values[0]) != SQLITE_NULL) {
    state += "\"reason\":";
    append_value(state, values[0]);
    state += ',';
  }
  state += "\"state\":{";
  for (int i = 1; i + 1 < count; i += 2) {
    if (i > 1) state += ',';
    append_quoted(state, text_of(values[i]));
    state += ':';
    append_value(state, values[i + 1]);
  }
  state += "}}";
  answer(call, state);
}

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// ipt_bytes(hexadecimal): the bytes that ipt_state wrote.
void bytes_function(sqlite3_context* call, int count, sqlite3_value** values) {
  const std::string_view text = count == 1 ? text_of(values[0]) : std::string_view{};
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(digit_of(text[i]) * 16 + digit_of(text[i + 1]));
  }
  sqlite3_result_blob64(call, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

}  // namespace

std::string utc(std::chrono::sys_time<std::chrono::milliseconds> at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  const Date date = Date::from_days_since_epoch(static_cast<int>(day.time_since_epoch().count()));
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", date.iso(), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

void add_history_functions(Database& database, HistoryContext& context) {
  database.add_function("ipt_context", &context, context_function);
  database.add_function("ipt_state", &context, state_function);
  database.add_function("ipt_bytes", &context, bytes_function);
}

void begin_operation(Database& database, HistoryContext& context, const Operation& operation) {
  Statement& last = database.statement("SELECT operation FROM revision ORDER BY seq DESC LIMIT 1");
  last.bind();
  context.number = last.step() ? last.integer(0) + 1 : 1;
  last.reset();
  context.takes_back.reset();
  context.brings_back.reset();
  context.operation = &operation;
}

}  // namespace ipt::store
