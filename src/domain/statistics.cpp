#include "ipt/domain/statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace ipt {
namespace {

// The normal quantile of a two-sided 95 % interval.
constexpr double z_95 = 1.96;

// What is left of a spread of 0 by the rounding of the machine, as a part of the largest value.
constexpr double rounding = 1e-9;

constexpr int least_for_spread = 2;

struct Sample {
  double mean = 0;
  std::optional<double> sd = {};  // with n - 1; exactly 0 where all values are the same
};

double largest_of(std::span<const double> values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

// The sum of the products of deviations from the two means.
double products(std::span<const double> first, double first_mean, std::span<const double> second,
                double second_mean) {
  double sum = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    sum += (first[i] - first_mean) * (second[i] - second_mean);
  }
  return sum;
}

// There is at least one value; `scale` is the size of the scores from which the values were made.
Sample sample_of(std::span<const double> values, double scale) {
  const auto n = static_cast<double>(values.size());
  Sample result;
  for (const double value : values) result.mean += value / n;
  if (values.size() < least_for_spread) return result;
  const double squares = products(values, result.mean, values, result.mean);
  const double sd = std::sqrt(squares / (n - 1));
  result.sd = sd > rounding * scale ? sd : 0;
  return result;
}

// A quotient, and nothing where there is no divisor or it is 0.
std::optional<double> ratio(double value, std::optional<double> divisor) {
  if (!divisor || *divisor <= 0) return std::nullopt;
  return value / *divisor;
}

std::optional<double> correlation(std::span<const double> before, const Sample& pre,
                                  std::span<const double> after, const Sample& post) {
  if (!pre.sd || !post.sd) return std::nullopt;
  const double covariance =
      products(before, pre.mean, after, post.mean) / (static_cast<double>(before.size()) - 1);
  const auto r = ratio(covariance, *pre.sd * *post.sd);
  // Rounding would carry a perfect correlation beyond 1, and the root of its rest below 0.
  return r ? std::optional{std::clamp(*r, -1.0, 1.0)} : std::nullopt;
}

std::vector<double> improvements(std::span<const double> before, std::span<const double> after,
                                 Direction direction) {
  const double sign = direction == Direction::higher_worse ? -1 : 1;
  std::vector<double> result;
  for (std::size_t i = 0; i < before.size(); ++i) result.push_back(sign * (after[i] - before[i]));
  return result;
}

// The standard error of d_pre after Becker 1988, and the interval that follows from it.
void add_interval(EffectSize& effect) {
  if (!effect.d_pre || !effect.r) return;
  const double d = *effect.d_pre;
  const double n = effect.n;
  const double se = std::sqrt(2 * (1 - *effect.r) / n + d * d / (2 * n));
  effect.se_d_pre = se;
  effect.ci95_d_pre = Interval{.low = d - z_95 * se, .high = d + z_95 * se};
}

}  // namespace

std::optional<double> Proportion::percent() const {
  if (of == 0) return std::nullopt;
  return 100.0 * n / of;
}

std::optional<Interval> wilson95(const Proportion& proportion) {
  if (proportion.of == 0) return std::nullopt;
  const double n = proportion.of;
  const double p = proportion.n / n;
  const double spread = z_95 * std::sqrt(p * (1 - p) / n + z_95 * z_95 / (4 * n * n));
  const double middle = p + z_95 * z_95 / (2 * n);
  const double scale = 100 / (1 + z_95 * z_95 / n);
  // None and all reach the ends exactly, which rounding would miss or overstep.
  return Interval{.low = proportion.n == 0 ? 0 : scale * (middle - spread),
                  .high = proportion.n == proportion.of ? 100 : scale * (middle + spread)};
}

EffectSize effect_size(std::span<const double> before, std::span<const double> after,
                       Direction direction) {
  assert(before.size() == after.size());
  EffectSize effect{.n = static_cast<int>(before.size())};
  effect.j = hedges_correction(effect.n - 1);
  if (before.empty()) return effect;
  const Sample pre = sample_of(before, largest_of(before));
  const Sample post = sample_of(after, largest_of(after));
  const double scale = std::max(largest_of(before), largest_of(after));
  const Sample gain = sample_of(improvements(before, after, direction), scale);
  effect.pre_mean = pre.mean;
  effect.pre_sd = pre.sd;
  effect.post_mean = post.mean;
  effect.post_sd = post.sd;
  effect.mean_improvement = gain.mean;
  effect.r = correlation(before, pre, after, post);
  effect.d_pre = ratio(gain.mean, pre.sd);
  if (effect.d_pre && effect.j) effect.g_pre = *effect.j * *effect.d_pre;
  if (pre.sd && post.sd) effect.d_av = d_av(gain.mean, *pre.sd, *post.sd);
  effect.d_z = ratio(gain.mean, gain.sd);
  add_interval(effect);
  return effect;
}

std::optional<double> d_av(double mean_difference, double sd_pre, double sd_post) {
  return ratio(mean_difference, std::sqrt((sd_pre * sd_pre + sd_post * sd_post) / 2));
}

std::optional<double> hedges_correction(int df) {
  if (df < 2) return std::nullopt;
  // By logarithms, because the gamma function itself overflows beyond 340 degrees of freedom.
  return std::exp(std::lgamma(df / 2.0) - std::lgamma((df - 1) / 2.0)) / std::sqrt(df / 2.0);
}

std::optional<double> hedges_approximation(int df) {
  if (df < 1) return std::nullopt;
  return 1 - 3.0 / (4.0 * df - 1);
}

}  // namespace ipt
