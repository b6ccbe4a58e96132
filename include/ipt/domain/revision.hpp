#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ipt/base/date.hpp"

namespace ipt {

enum class RevisionKind { insert, update, remove };

/// A field of a record as it was stored, in words: other records are named by their code or date.
struct StoredField {
  std::string name;
  std::optional<std::string> value = {};  ///< nothing where the field is empty

  bool operator==(const StoredField&) const = default;
};

/// One change of one record: all its fields before it and after it. Of a new record there is
/// nothing before, of a removed one nothing after.
struct Revision {
  std::int64_t sequence = 0;
  RevisionKind kind = RevisionKind::insert;
  std::int64_t id = 0;           ///< of the record, the same through all its changes
  std::int64_t appointment = 0;  ///< of a note or a question: the appointment that it hangs on
  std::string record;            ///< what kind of record: `appointment`, `score`, ...
  std::string course = {};       ///< `K7/1`; empty for a client and for the therapist's leave
  bool erased = false;           ///< a purge or a redaction blanked what it held
  bool erased_before = false;    ///< the same of the state before it
  std::vector<StoredField> before = {};
  std::vector<StoredField> after = {};
};

/// What became of a record over some days: how it stood before the first change of these days and
/// after the last one. What cancels out is no change.
struct NetChange {
  Revision change;
  Date first_on;  ///< the days on which it was changed
  Date last_on;
};

/// One command that wrote, with every change that it made.
struct RecordedOperation {
  std::int64_t number = 0;
  std::string at;  ///< UTC, `2026-11-23T20:04:05.123Z`
  Date recorded_on;
  std::string actor;
  std::string command;  ///< `session log`; empty in what an early version wrote
  std::string reason;
  std::optional<std::int64_t> takes_back = {};   ///< the operation that this one reversed
  std::optional<std::int64_t> brings_back = {};  ///< of a redo: the operation that holds again
  std::vector<Revision> revisions = {};
};

/// The value of a field, or nothing.
std::optional<std::string> field(const std::vector<StoredField>& fields, std::string_view name);

/// What the record holds after the change; of a removed one, what it held.
const std::vector<StoredField>& state_of(const Revision& revision);

/// A field whose value a change gave, altered or took away.
struct ChangedField {
  std::string name;
  std::optional<std::string> before = {};
  std::optional<std::string> after = {};
};

/// The fields in which `before` and `after` differ, in the order of the record.
std::vector<ChangedField> changed_fields(const Revision& revision);

/// The codes of the clients whom an operation is about, each once.
std::vector<std::string> clients_of(const RecordedOperation& operation);

}  // namespace ipt
