#include "ipt/domain/change.hpp"

#include <cmath>

namespace ipt {
namespace {

// Two-sided normal quantiles; Jacobson & Truax 1991 use the first.
constexpr double z_95 = 1.96;
constexpr double z_90 = 1.645;

// Jacobson & Truax 1991: cut-offs a and b lie two standard deviations from a mean.
constexpr double cut_off_sds = 2;

// A change that is as large as the limit, but for the rounding of the machine, does not exceed it.
constexpr double rounding = 1e-9;

bool exceeds_error(double change, double s_diff) {
  return std::abs(change) - z_95 * s_diff > rounding;
}

double in_points(Points points) { return points.in_hundredths() / 100.0; }

Points size_of(Points change) { return change < Points{} ? -change : change; }

double standard_error(const MeasurementError& error) {
  return error.sd * std::sqrt(1 - error.reliability);
}

double standard_error_of_difference(const MeasurementError& error) {
  return std::sqrt(2.0) * standard_error(error);
}

// Whether a change is larger than chance; nothing where the instrument knows no measure of it.
std::optional<bool> is_reliable(const Instrument& instrument, Points change) {
  if (instrument.reliable_change) return size_of(change) >= *instrument.reliable_change;
  if (!instrument.error) return std::nullopt;
  const double s_diff = standard_error_of_difference(*instrument.error);
  if (s_diff <= 0) return std::nullopt;
  return exceeds_error(in_points(change), s_diff);
}

}  // namespace

bool is_better(const Instrument& instrument, Points change) {
  return instrument.direction == Direction::higher_worse ? change < Points{} : change > Points{};
}

std::optional<Reliable> reliable_change(const Instrument& instrument, Points change) {
  const auto reliable = is_reliable(instrument, change);
  if (!reliable) return std::nullopt;
  if (!*reliable) return Reliable::no;
  return is_better(instrument, change) ? Reliable::improved : Reliable::deteriorated;
}

ReliableChangeIndex reliable_change_index(const MeasurementError& error, double pre, double post) {
  const double s_diff = standard_error_of_difference(error);
  ReliableChangeIndex result{.se = standard_error(error),
                             .s_diff = s_diff,
                             .smallest_at_95 = z_95 * s_diff,
                             .smallest_at_90 = z_90 * s_diff};
  if (s_diff > 0) {
    result.index = (post - pre) / s_diff;
    result.reliable = exceeds_error(post - pre, s_diff);
  }
  return result;
}

CutOffs cut_offs(const Norms& norms, Direction direction) {
  const double better = direction == Direction::higher_worse ? -1 : 1;
  const auto& [clinical, functional] = norms;
  CutOffs result{.a = clinical.mean + better * cut_off_sds * clinical.sd,
                 .b = functional.mean - better * cut_off_sds * functional.sd};
  const double sds = clinical.sd + functional.sd;
  if (sds > 0) {
    result.c = (functional.sd * clinical.mean + clinical.sd * functional.mean) / sds;
  }
  return result;
}

std::optional<double> percent_reduction(Points pre, Points post) {
  if (pre <= Points{}) return std::nullopt;
  return 100.0 * (pre - post).in_hundredths() / pre.in_hundredths();
}

std::optional<bool> response(Points pre, Points post) {
  if (pre <= Points{}) return std::nullopt;
  return 2 * post.in_hundredths() <= pre.in_hundredths();
}

std::optional<bool> partial_response(Points pre, Points post) {
  if (pre <= Points{}) return std::nullopt;
  const bool quarter = 4 * (pre - post).in_hundredths() >= pre.in_hundredths();
  return quarter && !*response(pre, post);
}

std::optional<bool> remission(const Instrument& instrument, Points total) {
  if (!instrument.remission_at) return std::nullopt;
  return instrument.direction == Direction::higher_worse ? total <= *instrument.remission_at
                                                         : total >= *instrument.remission_at;
}

std::optional<Category> category(const Instrument& instrument, Points first, Points last) {
  const auto reliable = reliable_change(instrument, last - first);
  if (!reliable || !instrument.case_at) return std::nullopt;
  switch (*reliable) {
    case Reliable::no:
      return Category::unchanged;
    case Reliable::deteriorated:
      return Category::deteriorated;
    case Reliable::improved:
      break;
  }
  const bool crossed = *is_case(instrument, first) && !*is_case(instrument, last);
  return crossed ? Category::recovered : Category::improved;
}

bool crossed_without_reliable_change(const Instrument& instrument, Points first, Points last) {
  return category(instrument, first, last) == Category::unchanged && *is_case(instrument, first) &&
         !*is_case(instrument, last);
}

std::optional<Points> beyond_cut_off(const Instrument& instrument, Points total) {
  if (!instrument.case_at) return std::nullopt;
  return instrument.direction == Direction::higher_worse ? total - *instrument.case_at
                                                         : *instrument.case_at - total;
}

std::string_view written(Category category) {
  switch (category) {
    case Category::recovered:
      return "recovered";
    case Category::improved:
      return "improved";
    case Category::unchanged:
      return "unchanged";
    case Category::deteriorated:
      break;
  }
  return "deteriorated";
}

}  // namespace ipt
