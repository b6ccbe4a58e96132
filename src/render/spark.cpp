#include "render/spark.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace ipt::render {
namespace {

using report::Decimal;
using report::List;
using report::Object;
using report::Value;

constexpr std::array<std::string_view, 8> bars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 5> plain_bars = {"_", "-", "=", "+", "#"};
constexpr std::size_t most_bars = 16;  // so many weekly sessions a course has at most

template <std::size_t count>
std::string_view level(const std::array<std::string_view, count>& levels, double share) {
  return levels.at(static_cast<std::size_t>(std::lround(share * (count - 1))));
}

}  // namespace

std::optional<double> number_of(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value.content())) {
    return static_cast<double>(*whole);
  }
  if (const auto* decimal = std::get_if<Decimal>(&value.content())) {
    return static_cast<double>(decimal->scaled) / std::pow(10, decimal->places);
  }
  const auto* score = std::get_if<Object>(&value.content());
  const Value* total = score == nullptr ? nullptr : score->find("total");
  return total == nullptr ? std::nullopt : number_of(*total);
}

double Scale::share(double number) const {
  if (highest <= lowest) return 0;
  return std::clamp((number - lowest) / (highest - lowest), 0.0, 1.0);
}

Scale scale_of(const List& series) {
  std::optional<Scale> scale;
  for (const Value& each : series) {
    const auto number = number_of(each);
    if (!number) continue;
    if (!scale) scale = Scale{.lowest = *number, .highest = *number};
    scale->lowest = std::min(scale->lowest, *number);
    scale->highest = std::max(scale->highest, *number);
  }
  return scale.value_or(Scale{});
}

std::string spark(const List& series, const Scale& scale, const Voice& voice) {
  std::string text;
  const std::size_t first = series.size() - std::min(series.size(), most_bars);
  for (std::size_t i = first; i < series.size(); ++i) {
    const auto number = number_of(series[i]);
    if (!number) {
      text += '.';
      continue;
    }
    const double share = scale.share(*number);
    text += voice.ascii ? level(plain_bars, share) : level(bars, share);
  }
  return text;
}

}  // namespace ipt::render
