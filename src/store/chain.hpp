#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ipt/store/verification.hpp"
#include "store/digest.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// What the chain says of a revision. Its payload is in it by a commitment alone, so that a payload
/// can be erased and the chain still be verified.
struct Link {
  std::int64_t sequence = 0;
  std::string at;
  std::string recorded_on;
  std::string actor;
  std::int64_t operation = 0;
  std::string kind;
  std::string entity;
  std::int64_t entity_id = 0;
  std::optional<std::int64_t> course = {};
  Digest commitment = {};
  std::optional<Digest> previous = {};  ///< the hash of the revision before; nothing for the first
};

/// The columns of `revision` that a link is read from, in the order of `link_at`.
constexpr std::string_view link_columns =
    "seq, at, recorded_on, actor, operation, kind, entity, entity_id, course";
/// What these columns say, at the beginning of a row; commitment and previous hash are left out.
Link link_at(const Statement& row);

Digest commitment_to(std::string_view payload, const Salt& salt);
Digest hash_of(const Link& link);

/// The last revision of the store; nothing when there is none yet.
std::optional<Head> head_of(Database& database);

/// `12-18,25`: numbers of revisions, in order.
std::string ranges_text(const std::vector<std::int64_t>& sequences);
/// The ranges of such a text, first and last. Throws `Error` (exit 5, `store_damaged`).
std::vector<std::pair<std::int64_t, std::int64_t>> ranges_from(std::string_view text);

/// Gives every revision of an older store its salt, commitment and hash.
void seal_history(Database& database);

}  // namespace ipt::store
