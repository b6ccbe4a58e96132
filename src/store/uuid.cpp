#include "store/uuid.hpp"

#include <cstdint>

#include "store/digest.hpp"

namespace ipt::store {
std::array<std::byte, 16> new_uuid(std::chrono::sys_time<std::chrono::milliseconds> at) {
  constexpr std::size_t time_bytes = 6;
  constexpr unsigned bits_a_byte = 8;
  std::array<std::byte, 16> uuid{};
  fill_at_random(uuid);
  auto time = static_cast<std::uint64_t>(at.time_since_epoch().count());
  for (std::size_t i = time_bytes; i-- > 0; time >>= bits_a_byte) {
    uuid.at(i) = static_cast<std::byte>(time & 0xFFU);
  }
  uuid[6] = (uuid[6] & std::byte{0x0F}) | std::byte{0x70};  // version 7
  uuid[8] = (uuid[8] & std::byte{0x3F}) | std::byte{0x80};  // the variant of RFC 9562
  return uuid;
}

}  // namespace ipt::store
