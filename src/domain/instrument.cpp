#include "ipt/domain/instrument.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
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

bool fits_decimals(const Instrument& instrument, Points points) {
  constexpr std::array<int, 3> steps = {100, 10, 1};  // hundredths, by decimals of the total
  return points.in_hundredths() % steps.at(static_cast<std::size_t>(instrument.decimals)) == 0;
}

std::optional<Points> find_points(std::string_view text) {
  constexpr int most = 100000;
  const std::size_t point = text.find('.');
  const auto units = whole_number(text.substr(0, point));
  if (!units || *units < 0 || *units > most || !is_digit(text.front())) return std::nullopt;
  if (point == std::string_view::npos) return Points::whole(*units);
  std::string places{text.substr(point + 1)};
  if (places.empty() || places.size() > 2 || !std::ranges::all_of(places, is_digit)) {
    return std::nullopt;
  }
  places.resize(2, '0');
  return Points::hundredths(*units * 100 + *whole_number(places));
}

std::optional<double> find_decimal(std::string_view text) {
  constexpr std::size_t longest = 16;
  constexpr std::size_t most_places = 6;
  const std::size_t point = text.find('.');
  const std::string_view units = text.substr(0, point);
  const std::string_view places = point == std::string_view::npos ? "0" : text.substr(point + 1);
  const bool plain = !units.empty() && !places.empty() && places.size() <= most_places &&
                     text.size() <= longest && std::ranges::all_of(units, is_digit) &&
                     std::ranges::all_of(places, is_digit);
  double number = 0;
  if (!plain) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string written(double number) {
  std::string text = fmt::format("{:.6f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string_view name_of(Direction direction) {
  return direction == Direction::higher_worse ? "higher-worse" : "higher-better";
}

std::string_view name_of(Entry entry) { return entry == Entry::items ? "items" : "total"; }

std::string_view name_of(Scoring scoring) { return scoring == Scoring::sum ? "sum" : "mean"; }

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
