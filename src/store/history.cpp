#include "store/history.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/error.hpp"
#include "store/rows.hpp"

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

void refuse_change(sqlite3_context* call) {
  sqlite3_result_error(call, "a change outside an operation", -1);
}

const HistoryContext& context_of(sqlite3_context* call) {
  return *static_cast<const HistoryContext*>(sqlite3_user_data(call));
}

// ipt_context(name): what is the same for every change of an operation.
void context_function(sqlite3_context* call, int count, sqlite3_value** values) {
  const HistoryContext& context = context_of(call);
  if (count != 1 || context.operation == nullptr) return refuse_change(call);
  const std::string_view name = text_of(values[0]);
  if (name == "operation") {
    sqlite3_result_int64(call, context.number);
  } else if (name == "erasing") {
    sqlite3_result_int(call, context.erasing == Erasing::allowed ? 1 : 0);
  } else {
    sqlite3_result_null(call);
  }
}

// `{"column":value,...}` of a row. SQLite's own JSON functions are not allowed in the triggers of a
// schema that is not trusted.
std::string state_text(std::span<sqlite3_value*> columns) {
  std::string state = "{";
  for (std::size_t i = 0; i + 1 < columns.size(); i += 2) {
    if (i > 0) state += ',';
    append_quoted(state, text_of(columns[i]));
    state += ':';
    append_value(state, columns[i + 1]);
  }
  return state + '}';
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out += fmt::format("\"{}\":", name);
  append_quoted(out, text);
  out += ',';
}

// What was typed and why, which operation it took back, and the state.
std::string payload_of(const HistoryContext& context, std::string_view state) {
  std::string payload = "{";
  append_member(payload, "command", context.operation->command);
  if (context.takes_back) payload += fmt::format("\"takes_back\":{},", *context.takes_back);
  if (context.brings_back) payload += fmt::format("\"brings_back\":{},", *context.brings_back);
  append_member(payload, "reason", context.operation->reason);
  return payload.append("\"state\":").append(state) + '}';
}

std::optional<std::int64_t> optional_number(sqlite3_value* value) {
  if (sqlite3_value_type(value) == SQLITE_NULL) return std::nullopt;
  return sqlite3_value_int64(value);
}

std::optional<Digest> optional_digest(sqlite3_value* value) {
  const std::string_view bytes = text_of(value);
  Digest digest{};
  if (bytes.size() != digest.size()) return std::nullopt;
  std::ranges::transform(bytes, digest.begin(), [](char c) { return static_cast<std::byte>(c); });
  return digest;
}

void change_function(sqlite3_context* call, int count, sqlite3_value** values) {
  constexpr int before_state = 6;
  auto& context = *static_cast<HistoryContext*>(sqlite3_user_data(call));
  if (count < before_state || context.operation == nullptr) return refuse_change(call);
  const std::span all{values, static_cast<std::size_t>(count)};
  NewRevision& revision = context.revision;
  revision.payload = payload_of(context, state_text(all.subspan(before_state)));
  revision.salt = new_salt();
  revision.link = {.sequence = optional_number(all[4]).value_or(0) + 1,
                   .at = utc(context.operation->at),
                   .recorded_on = context.operation->today.iso(),
                   .actor = context.operation->actor,
                   .operation = context.number,
                   .kind = std::string{text_of(all[0])},
                   .entity = std::string{text_of(all[1])},
                   .entity_id = sqlite3_value_int64(all[2]),
                   .course = optional_number(all[3]),
                   .commitment = commitment_to(revision.payload, revision.salt),
                   .previous = optional_digest(all[5])};
  revision.hash = hash_of(revision.link);
  sqlite3_result_null(call);
}

void answer(sqlite3_context* call, std::span<const std::byte> bytes) {
  sqlite3_result_blob64(call, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

// ipt_revision(name): a column of the revision that ipt_change worked out.
void revision_function(sqlite3_context* call, int count, sqlite3_value** values) {
  const HistoryContext& context = context_of(call);
  if (count != 1 || context.operation == nullptr) return refuse_change(call);
  const NewRevision& revision = context.revision;
  const Link& link = revision.link;
  const std::string_view name = text_of(values[0]);
  if (name == "seq") return sqlite3_result_int64(call, link.sequence);
  if (name == "at") return answer(call, link.at);
  if (name == "recorded_on") return answer(call, link.recorded_on);
  if (name == "actor") return answer(call, link.actor);
  if (name == "operation") return sqlite3_result_int64(call, link.operation);
  if (name == "kind") return answer(call, link.kind);
  if (name == "entity") return answer(call, link.entity);
  if (name == "entity_id") return sqlite3_result_int64(call, link.entity_id);
  if (name == "course" && link.course) return sqlite3_result_int64(call, *link.course);
  if (name == "payload") return answer(call, revision.payload);
  if (name == "salt") return answer(call, revision.salt);
  if (name == "commitment") return answer(call, link.commitment);
  if (name == "previous" && link.previous) return answer(call, *link.previous);
  if (name == "hash") return answer(call, revision.hash);
  sqlite3_result_null(call);
}

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// ipt_bytes(hexadecimal): the bytes that a state holds as digits.
void bytes_function(sqlite3_context* call, int count, sqlite3_value** values) {
  const std::string_view text = count == 1 ? text_of(values[0]) : std::string_view{};
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(digit_of(text[i]) * 16 + digit_of(text[i + 1])));
  }
  answer(call, bytes);
}

// SQLite is written in C: no exception may pass through it.
template <void (*function)(sqlite3_context*, int, sqlite3_value**)>
void called_from_c(sqlite3_context* call, int count, sqlite3_value** values) {
  try {
    function(call, count, values);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(call);
  } catch (const Error& error) {
    sqlite3_result_error(call, error.explanation().wrong.c_str(), -1);
  }
}

}  // namespace

std::string utc(std::chrono::sys_time<std::chrono::milliseconds> at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  const Date date = Date::from_days_since_epoch(static_cast<int>(day.time_since_epoch().count()));
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", date.iso(), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string sql_of_change(std::string_view kind, std::string_view entity, std::string_view id,
                          std::string_view course, std::string_view state) {
  return fmt::format(
      "SELECT ipt_change('{}', '{}', {}, {}, last_seq, last_hash{}) FROM last_revision", kind,
      entity, id, course, state);
}

const char* const history_views =
    "CREATE VIEW last_revision AS SELECT max(seq) AS last_seq, hash AS last_hash FROM revision;"
    "CREATE VIEW next_revision AS SELECT ipt_revision('seq'), ipt_revision('at'), "
    "ipt_revision('recorded_on'), ipt_revision('actor'), ipt_revision('operation'), "
    "ipt_revision('kind'), ipt_revision('entity'), ipt_revision('entity_id'), "
    "ipt_revision('course'), ipt_revision('payload'), ipt_revision('salt'), "
    "ipt_revision('commitment'), ipt_revision('previous'), ipt_revision('hash')";

const char* const sql_to_write_change = "INSERT INTO revision SELECT * FROM next_revision";

std::int64_t write_event(Database& database, const Event& event) {
  const std::string compose =
      sql_of_change("insert", event.entity, "(SELECT ifnull(max(seq), 0) + 1 FROM revision)", "?1",
                    ", 'ground', ?2, 'changes', ?3, 'salt', ?4, 'mark', ?5");
  Statement{database, compose.c_str()}
      .bind(event.course, event.ground, event.changes, event.salt, event.mark)
      .step();
  database.statement(sql_to_write_change).bind().run();
  return first_number(database, "SELECT max(seq) FROM revision");
}

void add_history_functions(Database& database, HistoryContext& context) {
  database.add_function("ipt_context", &context, called_from_c<context_function>);
  database.add_function("ipt_change", &context, called_from_c<change_function>);
  database.add_function("ipt_revision", &context, called_from_c<revision_function>);
  database.add_function("ipt_bytes", &context, called_from_c<bytes_function>);
}

void begin_operation(Database& database, HistoryContext& context, const Operation& operation) {
  Statement& last = database.statement("SELECT operation FROM revision ORDER BY seq DESC LIMIT 1");
  last.bind();
  context.number = last.step() ? last.integer(0) + 1 : 1;
  last.reset();
  context.takes_back.reset();
  context.brings_back.reset();
  context.erasing = Erasing::refused;
  context.operation = &operation;
}

}  // namespace ipt::store
