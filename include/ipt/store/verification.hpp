#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipt::store {

/// The last change of a store by its number and its hash, which depends on every change before it.
/// Noted elsewhere it shows later that no change was taken out of the store or put into it.
struct Head {
  std::int64_t sequence = 0;
  std::string hash;  ///< 64 hexadecimal digits; of one that was noted, its first ones

  /// `42:0250adab…`
  [[nodiscard]] std::string text() const;
};

/// Reads `42:0250adab`, with 8 to 64 digits of the hash; nothing for another text.
std::optional<Head> find_head(std::string_view text);

/// How thorough a check is: `quick` leaves out what takes as long as reading every record.
enum class Thoroughness { quick, full };

/// One thing that was checked.
struct VerifiedPart {
  std::string id;    ///< `pages`, `schema`, `chain`, `records`, ...
  std::string text;  ///< what was looked at, in words: "1204 changes, each follows the one before"
  std::vector<std::string> findings = {};  ///< empty when all is well; the first ones of many
  std::vector<std::string> remarks = {};   ///< what is no finding, but worth knowing
};

struct Verification {
  std::vector<VerifiedPart> parts;
  std::optional<Head> head = {};  ///< of a sound store that holds anything

  [[nodiscard]] bool is_sound() const;
};

}  // namespace ipt::store
