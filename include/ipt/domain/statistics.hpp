#pragma once

#include <optional>
#include <span>

#include "ipt/domain/instrument.hpp"

namespace ipt {

/// So many of so many: a rate with its denominator.
struct Proportion {
  int n = 0;
  int of = 0;

  /// 0 to 100; nothing of nothing is no rate, 0 of 12 is 0 %.
  [[nodiscard]] std::optional<double> percent() const;

  bool operator==(const Proportion&) const = default;
};

/// From `low` to `high`, in the unit of what it belongs to.
struct Interval {
  double low = 0;
  double high = 0;
};

/// The 95 % interval of a proportion in percent, 0 to 100, after Wilson 1927 without correction for
/// continuity. Nothing when the proportion is of nothing.
std::optional<Interval> wilson95(const Proportion& proportion);

/// How much a group changed between two measurements of the same people, without a control group.
/// What is undefined is absent: a spread below two people, or what would divide by a spread of 0.
struct EffectSize {
  int n = 0;                             ///< people, each with both scores
  std::optional<double> pre_mean = {};   ///< points
  std::optional<double> pre_sd = {};     ///< points, with n - 1
  std::optional<double> post_mean = {};  ///< points
  std::optional<double> post_sd = {};    ///< points, with n - 1
  /// Points; positive is better.
  std::optional<double> mean_improvement = {};
  std::optional<double> r = {};      ///< correlation of before and after, -1 to 1
  std::optional<double> d_pre = {};  ///< mean improvement / SD before: the form for benchmarks
  std::optional<double> j = {};      ///< `hedges_correction` of n - 1
  std::optional<double> g_pre = {};  ///< d_pre without the bias of small groups, j * d_pre
  std::optional<double> d_av = {};   ///< mean improvement / root mean square of the two SDs
  std::optional<double> d_z = {};    ///< mean improvement / SD of the single improvements
  std::optional<double> se_d_pre = {};
  std::optional<Interval> ci95_d_pre = {};  ///< d_pre -/+ 1.96 standard errors
};

/// `before[i]` and `after[i]` are scores of one person; both spans are equally long. The forms of d
/// as Becker 1988 (d_pre and its standard error, sqrt(2 (1 - r) / n + d^2 / (2 n))), Cohen 1988 and
/// Hedges 1981 define them. Of fewer than three people a report shows no effect size, though at two
/// d_pre is defined.
EffectSize effect_size(std::span<const double> before, std::span<const double> after,
                       Direction direction);

/// A mean difference by the root mean square of two standard deviations, which is what many tables
/// call Cohen's d. Nothing when both are 0.
std::optional<double> d_av(double mean_difference, double sd_pre, double sd_post);

/// J(df) = gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)), 0 to 1 (Hedges 1981). Nothing below
/// 2 degrees of freedom.
std::optional<double> hedges_correction(int df);

/// 1 - 3 / (4 df - 1), the usual approximation of the same (Hedges 1981). Nothing below 1.
std::optional<double> hedges_approximation(int df);

}  // namespace ipt
