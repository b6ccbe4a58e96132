#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/vocabulary.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// Throws `Error` (exit 5, `store_damaged`): a column holds what no version of the program wrote.
[[noreturn]] void refuse_field(std::string_view column, std::string_view text);

/// A number that is written as text, such as the id of a row within a state; nothing for another
/// text.
std::optional<std::int64_t> stored_integer(std::string_view text);

/// An empty text is stored as NULL.
inline std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

inline std::optional<std::string> date_or_null(const std::optional<Date>& date) {
  return date ? std::optional{date->iso()} : std::nullopt;
}

Date stored_date(const Statement& row, int column);
std::optional<Date> stored_optional_date(const Statement& row, int column);

inline int stored_int(const Statement& row, int column) {
  const std::int64_t value = row.integer(column);
  if (!std::in_range<int>(value)) refuse_field("a number", std::to_string(value));
  return static_cast<int>(value);
}

inline std::optional<int> stored_optional_int(const Statement& row, int column) {
  return row.optional_integer(column) ? std::optional{stored_int(row, column)} : std::nullopt;
}

template <typename Id>
Id stored_term(std::string_view text) {
  if (const auto id = find_term<Id>(text)) return *id;
  refuse_field("a word", text);
}

template <typename Id>
std::optional<Id> stored_optional_term(const Statement& row, int column) {
  const auto text = row.optional_text(column);
  return text ? std::optional{stored_term<Id>(*text)} : std::nullopt;
}

template <typename Id>
std::optional<std::string> term_or_null(const std::optional<Id>& id) {
  return id ? std::optional<std::string>{name_of(*id)} : std::nullopt;
}

/// Ids joined by commas; no ids are NULL.
template <typename Id>
std::optional<std::string> terms_or_null(const std::vector<Id>& ids) {
  std::string text;
  for (const Id id : ids) {
    if (!text.empty()) text += ',';
    text += name_of(id);
  }
  return text_or_null(text);
}

template <typename Id>
std::vector<Id> stored_terms(const Statement& row, int column) {
  std::vector<Id> ids;
  const auto text = row.optional_text(column);
  if (!text) return ids;
  for (const std::string_view word : split(*text, ',')) ids.push_back(stored_term<Id>(word));
  return ids;
}

/// `mon` to `sun`.
std::string weekday_id(std::chrono::weekday weekday);

}  // namespace ipt::store
