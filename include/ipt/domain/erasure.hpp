#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ipt {

/// Why everything held of a client is erased.
enum class PurgeGround { retention_ended, consent_withdrawn, entered_in_error, court, other };

/// What a purge or a redaction took out of a store.
struct Erasure {
  std::int64_t number = 0;   ///< of the change that tells of it
  std::int64_t courses = 0;  ///< that were there
  std::int64_t appointments = 0;
  std::int64_t records = 0;  ///< of every kind, these among them
  std::int64_t changes = 0;  ///< of the history, whose contents were blanked
  /// What had been given to other clients and went with it, such as `M3@2026-11-16`.
  std::vector<std::string> elsewhere = {};
};

}  // namespace ipt
