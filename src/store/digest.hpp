#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipt::store {

/// SHA-256 (FIPS 180-4) of something.
using Digest = std::array<std::byte, 32>;

/// What makes the digest of a short text unguessable.
using Salt = std::array<std::byte, 16>;

/// Throws `Error` (exit 1, `no_random_numbers`).
void fill_at_random(std::span<std::byte> bytes);
Salt new_salt();

/// Puts fields together so that no two lists of fields give the same bytes: a letter for the type,
/// the length in eight bytes, the bytes. `n` is NULL, `i` an integer in decimal digits, `t` a text,
/// `b` bytes.
class FieldBytes {
 public:
  /// `domain` keeps digests of one kind from being taken for another: `ipt-revision-1`.
  explicit FieldBytes(std::string_view domain) { add(domain); }

  FieldBytes& add(std::string_view text);
  FieldBytes& add(std::int64_t number);
  FieldBytes& add(std::span<const std::byte> bytes);
  template <typename Value>
  FieldBytes& add(const std::optional<Value>& value) {
    return value ? add(*value) : add_null();
  }

  [[nodiscard]] Digest digest() const;

 private:
  FieldBytes& add_null();
  /// The type and the length of the bytes that come next.
  void begin_field(char type, std::size_t length);

  std::vector<unsigned char> bytes_;
};

/// Two hexadecimal digits a byte.
std::string hexadecimal(std::span<const std::byte> bytes);

}  // namespace ipt::store
