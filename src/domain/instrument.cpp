#include "ipt/domain/instrument.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {

std::string Instrument::range() const {
  return fmt::format("{}-{}", written(total_min), written(total_max));
}

std::string read_instrument_code(std::string_view text) {
  constexpr std::size_t longest = 32;
  std::string code = lower(text);
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto may_be_in = [&](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
  const bool fits = !code.empty() && code.size() <= longest && is_letter(code.front());
  if (fits && std::ranges::all_of(code, may_be_in)) return code;
  throw Error({.exit = Exit::usage,
               .code = "instrument_code_malformed",
               .wrong = fmt::format("'{}' is no code of an instrument", text),
               .allowed = "A code is a letter, then letters, digits and hyphens, 32 at most.",
               .attempt = "phq9, mood, who5"});
}

std::string_view severity(const Instrument& instrument, Points total) {
  std::string_view label;
  for (const Band& band : instrument.bands) {
    if (total >= band.from) label = band.label;
  }
  return label;
}

std::optional<bool> is_case(const Instrument& instrument, Points total) {
  if (!instrument.case_at) return std::nullopt;
  return instrument.direction == Direction::higher_worse ? total >= *instrument.case_at
                                                         : total <= *instrument.case_at;
}

std::optional<int> percent_of(const Instrument& instrument, Points total) {
  if (instrument.percent_per_point == 0) return std::nullopt;
  return total.in_hundredths() * instrument.percent_per_point / Points::whole(1).in_hundredths();
}

std::string written(Points points) {
  const int hundredths = points.in_hundredths();
  const int size = std::abs(hundredths);
  std::string text = fmt::format("{}{}", hundredths < 0 ? "-" : "", size / 100);
  if (size % 100 != 0) {
    text += fmt::format(".{:02}", size % 100);
    if (text.back() == '0') text.pop_back();
  }
  return text;
}

}  // namespace ipt
