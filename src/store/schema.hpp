#pragma once

#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace ipt::store {

/// Marks a file as ours in the header of the database: "IPT1".
constexpr std::uint32_t application_id = 0x49505431;

/// The schema that this program writes; `user_version` of the file.
constexpr std::int64_t schema_version = 1;

/// Brings a store from schema `from` (0: an empty file) to `schema_version`: every step and the new
/// number within the transaction that the caller holds.
void migrate(Database& database, std::int64_t from);

/// The tables whose every change is written to `revision`, by triggers.
std::vector<std::string> record_tables();

}  // namespace ipt::store
