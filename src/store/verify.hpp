#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ipt/store/verification.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// Findings of one part: the first ones, and how many there were.
class Findings {
 public:
  void add(std::string finding);
  [[nodiscard]] std::vector<std::string> take();

 private:
  std::vector<std::string> first_;
  std::size_t count_ = 0;
};

/// Whether each change follows the one before it, holds what it commits to, and was blanked by
/// nothing but a purge or a redaction.
VerifiedPart verified_chain(Database& database);

/// Whether each record is what the last change of it left, and none is there or gone without one.
VerifiedPart verified_records(Database& database);

/// Whether heads that were noted elsewhere are in the history.
VerifiedPart verified_heads(Database& database, const std::vector<Head>& noted);

/// All of it. Never throws for what is wrong with the store: that is a finding.
Verification verify(Database& database, Thoroughness how, const std::vector<Head>& noted);

}  // namespace ipt::store
