#include "store/digest.hpp"

#include <fmt/core.h>
#include <sodium.h>
#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "ipt/base/error.hpp"

namespace ipt::store {
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

void FieldBytes::begin_field(char type, std::size_t length) {
  constexpr int bits_of_length = 64;
  constexpr int bits_a_byte = 8;
  bytes_.push_back(static_cast<unsigned char>(type));
  for (int shift = bits_of_length - bits_a_byte; shift >= 0; shift -= bits_a_byte) {
    const auto shifted = static_cast<std::uint64_t>(length) >> static_cast<unsigned>(shift);
    bytes_.push_back(static_cast<unsigned char>(shifted & 0xFFU));
  }
}

FieldBytes& FieldBytes::add_null() {
  begin_field('n', 0);
  return *this;
}

FieldBytes& FieldBytes::add(std::string_view text) {
  begin_field('t', text.size());
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  return *this;
}

FieldBytes& FieldBytes::add(std::int64_t number) {
  const std::string digits = std::to_string(number);
  begin_field('i', digits.size());
  bytes_.insert(bytes_.end(), digits.begin(), digits.end());
  return *this;
}

FieldBytes& FieldBytes::add(std::span<const std::byte> bytes) {
  begin_field('b', bytes.size());
  for (const std::byte byte : bytes) bytes_.push_back(std::to_integer<unsigned char>(byte));
  return *this;
}

Digest FieldBytes::digest() const {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_.data(), bytes_.size());
  Digest digest{};
  std::ranges::transform(hash, digest.begin(), [](unsigned char c) { return std::byte{c}; });
  return digest;
}

std::string hexadecimal(std::span<const std::byte> bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return text;
}

}  // namespace ipt::store
