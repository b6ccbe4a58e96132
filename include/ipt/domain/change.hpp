#pragma once

#include <optional>
#include <string_view>

#include "ipt/domain/instrument.hpp"

namespace ipt {

/// A change against measurement error, in the direction that is better for the client.
enum class Reliable { improved, deteriorated, no };

/// Where the instrument gives a threshold in points, a change that reaches it is reliable, as NHS
/// Talking Therapies counts; where it gives a measurement error, one that is larger than 1.96
/// standard errors of the difference (Jacobson & Truax 1991). Absent where neither is known.
std::optional<Reliable> reliable_change(const Instrument& instrument, Points change);

/// Whether a change of that sign is better for the client: fewer points on most scales.
bool is_better(const Instrument& instrument, Points change);

/// The reliable change index of Jacobson & Truax 1991. All but the index is in points.
struct ReliableChangeIndex {
  double se = 0;                      ///< of measurement: SD * sqrt(1 - reliability)
  double s_diff = 0;                  ///< standard error of a difference of two scores
  std::optional<double> index = {};   ///< (post - pre) / s_diff; absent when that is 0
  std::optional<bool> reliable = {};  ///< the index lies beyond 1.96, not on it
  double smallest_at_95 = 0;          ///< a change larger than this is reliable
  double smallest_at_90 = 0;          ///< the same by a 90 % criterion
};

ReliableChangeIndex reliable_change_index(const MeasurementError& error, double pre, double post);

/// The three cut-offs between the clinical and the functional range, in points (Jacobson & Truax
/// 1991). c is preferred when norms exist and overlap, b when they do not, a without norms.
struct CutOffs {
  double a = 0;                  ///< two SDs from the clinical mean
  double b = 0;                  ///< two SDs, those of the functional sample, from its mean
  std::optional<double> c = {};  ///< between both means, weighed by the SDs; absent when both are 0
};

CutOffs cut_offs(const Norms& norms, Direction direction);

/// By how much of the score before a score fell, in percent; negative where it rose. Absent from
/// 0 points, of which there is no percentage.
std::optional<double> percent_reduction(Points pre, Points post);

/// At most half of the points are left (ICSI). Absent from 0.
std::optional<bool> response(Points pre, Points post);

/// A fall by a quarter or more, but by less than half (ICSI). Absent from 0.
std::optional<bool> partial_response(Points pre, Points post);

/// Whether a total lies in remission, `remission_at` included. Absent where the instrument has
/// none.
std::optional<bool> remission(const Instrument& instrument, Points total);

/// What a course came to on one measure, each course in one of the four (Jacobson & Truax 1991).
/// They are said of a course that has ended, never midway.
enum class Category {
  recovered,     ///< reliably better, clinical at the start and not at the end
  improved,      ///< reliably better otherwise
  unchanged,     ///< no reliable change
  deteriorated,  ///< reliably worse
};

/// Absent where the instrument has no cut-off or no threshold of reliable change.
std::optional<Category> category(const Instrument& instrument, Points first, Points last);

/// Clinical at the start, not at the end, and yet less than a reliable change between: a note
/// beside the category, which is `unchanged`.
bool crossed_without_reliable_change(const Instrument& instrument, Points first, Points last);

/// How many points a total lies on the clinical side of the cut-off: 0 is the cut-off, which is
/// itself clinical, and negative so many points on the other side. Absent without a cut-off.
std::optional<Points> beyond_cut_off(const Instrument& instrument, Points total);

/// `recovered`.
std::string_view written(Category category);

}  // namespace ipt
