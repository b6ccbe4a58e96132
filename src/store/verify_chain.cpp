// The chain of the history, walked from its first change to its last.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "ipt/base/text.hpp"
#include "store/chain.hpp"
#include "store/verify.hpp"

namespace ipt::store {
namespace {

template <std::size_t size>
std::optional<std::array<std::byte, size>> bytes_at(const Statement& row, int column) {
  const auto bytes = row.optional_bytes(column);
  std::array<std::byte, size> result{};
  if (!bytes || bytes->size() != size) return std::nullopt;
  std::ranges::copy(*bytes, result.begin());
  return result;
}

// A revision as it stands in the store.
struct Stored {
  Link link;
  std::optional<Digest> commitment = {};
  std::optional<Digest> hash = {};
  std::optional<Salt> salt = {};
  std::optional<std::string> payload = {};
};

Stored stored_at(const Statement& row) {
  Stored stored{.link = link_at(row),
                .commitment = bytes_at<32>(row, 10),
                .hash = bytes_at<32>(row, 11),
                .salt = bytes_at<16>(row, 12),
                .payload = row.optional_text(13)};
  stored.link.previous = bytes_at<32>(row, 9);
  stored.link.commitment = stored.commitment.value_or(Digest{});
  return stored;
}

std::string changes_in_words(std::int64_t first, std::int64_t last) {
  return first == last ? fmt::format("change {} is", first)
                       : fmt::format("changes {} to {} are", first, last);
}

class ChainWalk {
 public:
  void look_at(const Stored& stored) {
    const std::int64_t sequence = stored.link.sequence;
    look_at_place(stored);
    if (!stored.hash || !stored.commitment || hash_of(stored.link) != *stored.hash) {
      findings_.add(fmt::format("change {} was altered", sequence));
    } else if (!stored.payload && !stored.salt) {
      blanked_.push_back(sequence);
    } else if (!stored.payload || !stored.salt ||
               commitment_to(*stored.payload, *stored.salt) != *stored.commitment) {
      findings_.add(fmt::format("what change {} held was altered", sequence));
    }
    look_at_time(stored.link);
    if (is_erasure(stored.link.entity) && stored.payload) erasures_.push_back(sequence);
    last_ = sequence;
    previous_ = stored.hash;
    ++count_;
  }

  VerifiedPart result(Database& database) {
    look_at_blanked(database);
    VerifiedPart part{.id = "chain", .text = fmt::format("{} changes", count_)};
    if (!blanked_.empty()) part.text += fmt::format(", {} erased", blanked_.size());
    part.findings = findings_.take();
    if (backwards_ > 0) {
      part.remarks.push_back(fmt::format(
          "{} times the clock stood earlier than at the change before, first at change {}",
          backwards_, first_backwards_));
    }
    return part;
  }

 private:
  static bool is_erasure(std::string_view entity) {
    return entity == "purge" || entity == "redaction";
  }

  void look_at_place(const Stored& stored) {
    const std::int64_t sequence = stored.link.sequence;
    if (sequence != last_ + 1) {
      findings_.add(fmt::format("{} missing", changes_in_words(last_ + 1, sequence - 1)));
    } else if (stored.link.previous != previous_) {
      findings_.add(fmt::format("change {} does not follow the one before it", sequence));
    }
  }

  void look_at_time(const Link& link) {
    if (link.at < latest_) {
      if (backwards_++ == 0) first_backwards_ = link.sequence;
    }
    latest_ = link.at;
  }

  // Only an erasure that is in the history itself may have blanked a revision.
  void look_at_blanked(Database& database) {
    Statement named{database,
                    "SELECT json_extract(payload, '$.state.changes') FROM revision WHERE seq = ?"};
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
    for (const std::int64_t erasure : erasures_) {
      if (!named.bind(erasure).step()) continue;
      const auto read = ranges_from(named.optional_text(0).value_or(""));
      ranges.insert(ranges.end(), read.begin(), read.end());
      named.reset();
    }
    for (const std::int64_t sequence : blanked_) {
      const bool is_named = std::ranges::any_of(ranges, [&](const auto& range) {
        return sequence >= range.first && sequence <= range.second;
      });
      if (!is_named) {
        findings_.add(fmt::format("what change {} held is gone, and no purge or redaction names it",
                                  sequence));
      }
    }
  }

  Findings findings_;
  std::vector<std::int64_t> blanked_;
  std::vector<std::int64_t> erasures_;
  std::int64_t last_ = 0;
  std::int64_t count_ = 0;
  std::optional<Digest> previous_;
  std::string latest_;
  std::int64_t backwards_ = 0;
  std::int64_t first_backwards_ = 0;
};

}  // namespace

VerifiedPart verified_chain(Database& database) {
  const std::string all =
      fmt::format("SELECT {}, previous, commitment, hash, salt, payload FROM revision ORDER BY seq",
                  link_columns);
  Statement row{database, all.c_str()};
  ChainWalk walk;
  row.bind();
  while (row.step()) walk.look_at(stored_at(row));
  return walk.result(database);
}

VerifiedPart verified_heads(Database& database, const std::vector<Head>& noted) {
  VerifiedPart part{.id = "heads", .text = fmt::format("{} noted elsewhere", noted.size())};
  Findings findings;
  Statement row{database, "SELECT hash FROM revision WHERE seq = ?"};
  for (const Head& head : noted) {
    if (!row.bind(head.sequence).step()) {
      findings.add(
          fmt::format("change {}, whose hash was noted, is not there: the end of the "
                      "history was cut off",
                      head.sequence));
      continue;
    }
    const std::string hash = hexadecimal(row.bytes(0));
    row.reset();
    if (!hash.starts_with(head.hash)) {
      findings.add(
          fmt::format("change {} has another hash than {}, which was noted: the history "
                      "was written anew, or the note is of another store",
                      head.sequence, head.hash));
    }
  }
  part.findings = findings.take();
  return part;
}

}  // namespace ipt::store
