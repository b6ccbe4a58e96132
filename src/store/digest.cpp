#include "store/digest.hpp"

#include <fmt/core.h>
#include <sodium.h>
#include <sys/random.h>

#include <cerrno>

#include "ipt/base/error.hpp"

namespace ipt::store {
namespace {

std::string_view characters(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void fill_at_random(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
    if (got > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    } else if (errno != EINTR) {
      throw Error({.exit = Exit::failure,
                   .code = "no_random_numbers",
                   .wrong = "the system gives no random numbers; nothing was saved",
                   .allowed = "Every record gets an id that no other store has.",
                   .attempt = "the same command again"});
    }
  }
}

Salt new_salt() {
  Salt salt{};
  fill_at_random(salt);
  return salt;
}

FieldBytes& FieldBytes::append(char type, std::string_view bytes) {
  constexpr int bits_of_length = 64;
  constexpr int bits_a_byte = 8;
  bytes_ += type;
  for (int shift = bits_of_length - bits_a_byte; shift >= 0; shift -= bits_a_byte) {
    bytes_ += static_cast<char>((static_cast<std::uint64_t>(bytes.size()) >> shift) & 0xFFU);
  }
  bytes_ += bytes;
  return *this;
}

FieldBytes& FieldBytes::add_null() { return append('n', {}); }

FieldBytes& FieldBytes::add(std::string_view text) { return append('t', text); }

FieldBytes& FieldBytes::add(std::int64_t number) { return append('i', std::to_string(number)); }

FieldBytes& FieldBytes::add(std::span<const std::byte> bytes) {
  return append('b', characters(bytes));
}

Digest FieldBytes::digest() const {
  Digest digest{};
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
  return digest;
}

std::string hexadecimal(std::span<const std::byte> bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return text;
}

}  // namespace ipt::store
