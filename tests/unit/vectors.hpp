// The cases of tests/data/vectors.json, which were computed without this program, from published
// rules.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/score.hpp"
#include "unit/courses.hpp"

namespace ipt::test {

using nlohmann::json;

inline const json& family(const std::string& name) {
  static const json families = [] {
    std::ifstream file(std::string{IPT_TEST_ROOT} + "/data/vectors.json");
    return json::parse(file);
  }();
  return families.at(name).at("vectors");
}

/// A number of points, such as 10.99.
inline Points points_of(const json& number) {
  return Points::hundredths(static_cast<int>(std::lround(number.get<double>() * 100)));
}

inline const Instrument& named(const std::string& name) { return Catalogue{}.instrument(name); }

/// One unit of the last decimal that the vectors give, and what the machine rounds.
constexpr double last_of_four_decimals = 0.0001 + 1e-9;
constexpr double last_of_one_decimal = 0.1 + 1e-9;

/// Whether a value agrees with a rounded one; what is undefined is null there.
inline bool agrees(const std::optional<double>& value, const json& expected,
                   double within = last_of_four_decimals) {
  if (!value || expected.is_null()) return !value && expected.is_null();
  return std::abs(*value - expected.get<double>()) <= within;
}

/// `true` and `false`, or null where nothing can be said.
inline json or_null(const std::optional<bool>& answer) {
  return answer ? json(*answer) : json(nullptr);
}

/// A valid reading, or one without a total where the score is null.
inline Reading reading(Date date, const json& score) {
  Reading result{.date = date};
  if (!score.is_null()) result.total = points_of(score);
  return result;
}

/// On which days the vectors that count days count from.
constexpr std::string_view day_0 = "2026-01-05";

/// Readings of pairs such as [28, 12] or ["2026-02-02", 14].
inline std::vector<Reading> readings_of(const json& pairs) {
  std::vector<Reading> result;
  for (const json& pair : pairs) {
    const Date date = pair.at(0).is_string() ? day(pair.at(0).get<std::string>())
                                             : day(day_0).plus_days(pair.at(0).get<int>());
    result.push_back(reading(date, pair.at(1)));
  }
  return result;
}

}  // namespace ipt::test
