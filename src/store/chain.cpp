#include "store/chain.hpp"

#include <fmt/core.h>

#include "ipt/base/text.hpp"
#include "store/fields.hpp"

namespace ipt::store {
namespace {

// The number of a change.
std::optional<std::int64_t> sequence_in(std::string_view text) {
  const auto number = stored_integer(text);
  return number && *number > 0 ? number : std::nullopt;
}

}  // namespace

std::string Head::text() const { return std::to_string(sequence) + ':' + hash; }

std::optional<Head> find_head(std::string_view text) {
  constexpr std::size_t fewest_digits = 8;
  constexpr std::size_t most_digits = 64;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto number = sequence_in(text.substr(0, colon));
  Head head{.sequence = number.value_or(0), .hash = lower(text.substr(colon + 1))};
  const bool is_hash = head.hash.size() >= fewest_digits && head.hash.size() <= most_digits &&
                       head.hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  return number && is_hash ? std::optional{head} : std::nullopt;
}

Link link_at(const Statement& row) {
  return {.sequence = row.integer(0),
          .at = row.text(1),
          .recorded_on = row.text(2),
          .actor = row.text(3),
          .operation = row.integer(4),
          .kind = row.text(5),
          .entity = row.text(6),
          .entity_id = row.integer(7),
          .course = row.optional_integer(8)};
}

Digest commitment_to(std::string_view payload, const Salt& salt) {
  return FieldBytes{"ipt-payload-1"}.add(salt).add(payload).digest();
}

Digest hash_of(const Link& link) {
  return FieldBytes{"ipt-revision-1"}
      .add(link.sequence)
      .add(link.at)
      .add(link.recorded_on)
      .add(link.actor)
      .add(link.operation)
      .add(link.kind)
      .add(link.entity)
      .add(link.entity_id)
      .add(link.course)
      .add(link.commitment)
      .add(link.previous)
      .digest();
}

std::optional<Head> head_of(Database& database) {
  Statement last{database, "SELECT seq, hash FROM revision ORDER BY seq DESC LIMIT 1"};
  if (!last.bind().step()) return std::nullopt;
  return Head{.sequence = last.integer(0), .hash = hexadecimal(last.bytes(1))};
}

std::string ranges_text(const std::vector<std::int64_t>& sequences) {
  std::string text;
  for (std::size_t i = 0; i < sequences.size();) {
    std::size_t last = i;
    while (last + 1 < sequences.size() && sequences[last + 1] == sequences[last] + 1) ++last;
    if (!text.empty()) text += ',';
    text += std::to_string(sequences[i]);
    if (last > i) text += '-' + std::to_string(sequences[last]);
    i = last + 1;
  }
  return text;
}

std::vector<std::pair<std::int64_t, std::int64_t>> ranges_from(std::string_view text) {
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
  if (text.empty()) return ranges;
  for (const std::string_view range : split(text, ',')) {
    const std::size_t dash = range.find('-');
    const auto first = sequence_in(range.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : sequence_in(range.substr(dash + 1));
    if (!first || !last) refuse_field("a list of changes", text);
    ranges.emplace_back(*first, *last);
  }
  return ranges;
}

void seal_history(Database& database) {
  const std::string all =
      fmt::format("SELECT {}, payload FROM revision ORDER BY seq", link_columns);
  Statement row{database, all.c_str()};
  Statement seal{database,
                 "UPDATE revision SET salt = ?, commitment = ?, previous = ?, hash = ? "
                 "WHERE seq = ?"};
  std::optional<Digest> previous;
  row.bind();
  while (row.step()) {
    const Salt salt = new_salt();
    Link link = link_at(row);
    link.commitment = commitment_to(row.text(9), salt);
    link.previous = previous;
    const Digest hash = hash_of(link);
    seal.bind(Blob{salt}, Blob{link.commitment},
              previous ? std::optional{Blob{*previous}} : std::nullopt, Blob{hash}, link.sequence)
        .run();
    previous = hash;
  }
}

}  // namespace ipt::store
