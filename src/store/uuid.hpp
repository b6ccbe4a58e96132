#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace ipt::store {

/// A UUID of version 7 (RFC 9562): it rises with time, so that an index of it grows at its end.
std::array<std::byte, 16> new_uuid(std::chrono::sys_time<std::chrono::milliseconds> at);

}  // namespace ipt::store
