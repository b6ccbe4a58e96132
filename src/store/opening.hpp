#pragma once

#include <cstdint>
#include <string>

#include "store/sqlite.hpp"

namespace ipt::store {

/// What every connection of the program sets; see ARCHITECTURE: a rollback journal with EXTRA
/// survives a power cut at every point.
extern const char* const connection_settings;

[[noreturn]] void refuse_foreign(const std::string& path);

/// Before anything else is read: is this file ours, and do we know its schema? Answers with that.
/// Throws `Error`: exit 5 `store_not_ours`, `store_too_new`.
std::int64_t require_ours(Database& database);

}  // namespace ipt::store
