#include "ipt/domain/instrument.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

// So that `PHQ-9` finds `phq9`.
std::string bare_code(std::string_view text) {
  std::string result = lower(text);
  std::erase_if(result, [](char c) { return c == '-' || c == ' '; });
  return result;
}

}  // namespace

std::string Instrument::range() const {
  return fmt::format("{}-{}", written(total_min), written(total_max));
}

const Instrument* find_instrument(std::span<const Instrument> catalogue, std::string_view code) {
  const std::string wanted = bare_code(code);
  const auto found = std::ranges::find_if(
      catalogue, [&](const Instrument& each) { return bare_code(each.code) == wanted; });
  return found == catalogue.end() ? nullptr : &*found;
}

const Instrument& instrument(std::span<const Instrument> catalogue, std::string_view code) {
  if (const Instrument* found = find_instrument(catalogue, code)) return *found;
  std::vector<std::string> codes;
  for (const Instrument& each : catalogue) codes.push_back(each.code);
  throw Error({.exit = Exit::not_found,
               .code = "instrument_not_found",
               .wrong = fmt::format("there is no instrument '{}'", code),
               .allowed = fmt::format("Known: {}.", joined(codes, ", ")),
               .attempt = nearest(code, codes).value_or("ipt instrument list")});
}

std::vector<std::string> read_instruments(std::span<const Instrument> catalogue,
                                          std::string_view list) {
  std::vector<std::string> codes;
  for (const std::string_view word : split(list, ',')) {
    const std::string& code = instrument(catalogue, trimmed(word)).code;
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  }
  return codes;
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
