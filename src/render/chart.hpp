#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/render/style.hpp"
#include "ipt/report/report.hpp"
#include "render/spark.hpp"

namespace ipt::render {

/// A day in a chart: an appointment, or a score outside one. Words are as this reader calls them,
/// with control characters escaped.
struct ChartPoint {
  std::string date;
  std::string session;     ///< empty of a missed appointment, and outside one
  std::string attendance;  ///< `attended`, `DNA`, `outside a session`
  bool is_appointment = true;
  std::string total;               ///< as it is written, `17*` when prorated; "." when missing
  std::string said;                ///< the total in words: `17 (prorated)`, `missing`
  std::optional<double> number{};  ///< the total, to be drawn
  std::string phase;               ///< a missed appointment has that of the session before
  std::string focus;
  int events = 0;  ///< life events since the appointment before
};

/// A number with how it is written.
struct ChartMark {
  double number = 0;
  std::string text;
};

/// The measure of a `Trend`, read from the data.
struct Chart {
  std::string name;
  ChartMark lowest;   ///< of the instrument
  ChartMark highest;  ///< of the instrument
  bool higher_is_worse = true;
  std::optional<ChartMark> cut_off = {};
  std::optional<ChartMark> baseline = {};
  std::optional<ChartMark> reliable_change = {};  ///< its text is `6 or more`
  std::vector<ChartMark> bands = {};              ///< ascending, each from its number on
  std::vector<ChartPoint> points = {};
  std::size_t left_out = 0;  ///< points before those

  /// What its points are: `appointments`, or `days` when some are none.
  [[nodiscard]] std::string_view unit() const;
  [[nodiscard]] bool has_gaps() const;
  [[nodiscard]] bool has_events() const;
  /// The highest total of the points.
  [[nodiscard]] ChartMark peak() const;
};

/// A stretch of points that say the same of something.
struct ChartSpan {
  std::size_t first = 0;
  std::size_t count = 0;
  std::string text;
};

/// Nothing when there are fewer than two totals, of which there is no course to be drawn.
std::optional<Chart> chart_of(const report::Trend& trend, report::Root root, const Voice& voice);

/// Leaves the last points that there is room for.
void keep_last(Chart& chart, std::size_t most);

/// `The last 10 of 16 appointments.`; empty when none was left out.
std::string left_out_text(const Chart& chart);

/// The stretches of one phase, of one focus; none where no point has any.
std::vector<ChartSpan> phases_of(const Chart& chart);
std::vector<ChartSpan> focuses_of(const Chart& chart);

/// Every point in words: `19 at session 1, missing on 2025-04-01 (DNA), 17 at session 2`.
std::string points_in_words(const Chart& chart);

}  // namespace ipt::render
