#include "store/fields.hpp"

#include <fmt/core.h>

#include <charconv>

namespace ipt::store {

void refuse_field(std::string_view column, std::string_view text) {
  throw Error({.exit = Exit::store,
               .code = "store_damaged",
               .wrong = "the store holds a value that cannot be read",
               .allowed = fmt::format("As {} it holds '{}'.", column, text),
               .attempt = "a copy of the file"});
}

std::optional<std::int64_t> stored_integer(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

Date stored_date(const Statement& row, int column) {
  const std::string text = row.text(column);
  if (const auto date = Date::from_iso(text)) return *date;
  refuse_field("a date", text);
}

std::optional<Date> stored_optional_date(const Statement& row, int column) {
  if (!row.optional_text(column)) return std::nullopt;
  return stored_date(row, column);
}

std::string weekday_id(std::chrono::weekday weekday) { return lower(weekday_name(weekday)); }

}  // namespace ipt::store
