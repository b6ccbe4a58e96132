#include "render/chart.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "render/phrase.hpp"

namespace ipt::render {
namespace {

using report::List;
using report::Trend;
using report::Value;

std::string text_at(const Value& value, const std::string& path, const Voice& voice) {
  return report::at(value, path).is_null() ? std::string{} : spoken("{" + path + "}", value, voice);
}

std::optional<ChartMark> mark_at(const Value& value, const std::string& path,
                                 const std::string& said_at) {
  const auto number = number_of(report::at(value, path));
  if (!number) return std::nullopt;
  return ChartMark{.number = *number, .text = text_at(value, said_at, {})};
}

std::optional<ChartMark> mark_at(const Value& value, const std::string& path) {
  return mark_at(value, path, path);
}

const List& list_at(const Value& value, std::string_view path) {
  static const List none;
  const auto* list = std::get_if<List>(&report::at(value, path).content());
  return list == nullptr ? none : *list;
}

ChartPoint point_of(const Value& value, const Voice& voice) {
  const bool is_session = !report::at(value, "session").is_null();
  const std::string focus = text_at(value, "focus", voice);
  return {.date = text_at(value, "date", voice),
          .session = text_at(value, "session", voice),
          .attendance = text_at(value, "label", voice),
          .is_appointment = !report::at(value, "attendance").is_null(),
          .total = spoken("{:score}", value, voice),
          .said = spoken("{:score}", value, {.ascii = true, .plain = true, .words = {}}),
          .number = number_of(report::at(value, "total")),
          .phase = std::string{worded(text_at(value, "phase", voice), voice)},
          .focus = focus.empty() && is_session ? "open" : std::string{worded(focus, voice)},
          .events = static_cast<int>(number_of(report::at(value, "events")).value_or(0))};
}

// A missed appointment lies within what the sessions around it belong to.
void fill_in(std::vector<ChartPoint>& points, std::string ChartPoint::*what) {
  const auto known =
      std::ranges::find_if(points, [&](const auto& each) { return !each.session.empty(); });
  if (known == points.end()) return;
  std::string last = (*known).*what;
  for (ChartPoint& point : points) {
    if (point.session.empty()) {
      point.*what = last;
    } else {
      last = point.*what;
    }
  }
}

// Without any text there is nothing to tell apart.
std::vector<ChartSpan> spans(const Chart& chart, std::string ChartPoint::*what) {
  std::vector<ChartSpan> found;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const std::string& text = chart.points[i].*what;
    if (found.empty() || found.back().text != text) found.push_back({.first = i, .text = text});
    ++found.back().count;
  }
  const bool says_nothing =
      std::ranges::all_of(found, [](const ChartSpan& each) { return each.text.empty(); });
  return says_nothing ? std::vector<ChartSpan>{} : found;
}

}  // namespace

std::string_view Chart::unit() const {
  return std::ranges::all_of(points, &ChartPoint::is_appointment) ? "appointments" : "days";
}

bool Chart::has_gaps() const {
  return std::ranges::any_of(points, [](const auto& each) { return !each.number; });
}

bool Chart::has_events() const {
  return std::ranges::any_of(points, [](const auto& each) { return each.events > 0; });
}

ChartMark Chart::peak() const {
  ChartMark peak = lowest;
  for (const ChartPoint& point : points) {
    if (point.number && *point.number >= peak.number) peak = {*point.number, point.total};
  }
  return peak;
}

std::optional<Chart> chart_of(const Trend& trend, report::Root root, const Voice& voice) {
  const Value& data = report::at(root, trend.path);
  const auto lowest = mark_at(data, "lowest");
  const auto highest = mark_at(data, "highest");
  if (!lowest || !highest || highest->number <= lowest->number) return std::nullopt;
  Chart chart{.name = text_at(data, "name", voice),
              .lowest = *lowest,
              .highest = *highest,
              .higher_is_worse = report::is_true(data, "higher_is_worse"),
              .cut_off = mark_at(data, "cut_off"),
              .baseline = mark_at(data, "baseline"),
              .reliable_change = mark_at(data, "reliable_change", "reliable_change_text")};
  for (const Value& band : list_at(data, "bands")) {
    if (auto mark = mark_at(band, "from", "label")) chart.bands.push_back(*std::move(mark));
  }
  for (const Value& point : list_at(data, "points")) {
    chart.points.push_back(point_of(point, voice));
  }
  const auto totals = std::ranges::count_if(
      chart.points, [](const ChartPoint& each) { return each.number.has_value(); });
  if (totals < 2) return std::nullopt;
  fill_in(chart.points, &ChartPoint::phase);
  fill_in(chart.points, &ChartPoint::focus);
  return chart;
}

void keep_last(Chart& chart, std::size_t most) {
  if (chart.points.size() <= most) return;
  const std::size_t surplus = chart.points.size() - most;
  chart.points.erase(chart.points.begin(),
                     chart.points.begin() + static_cast<std::ptrdiff_t>(surplus));
  chart.left_out += surplus;
}

std::string left_out_text(const Chart& chart) {
  if (chart.left_out == 0) return {};
  return fmt::format("The last {} of {} {}.", chart.points.size(),
                     chart.points.size() + chart.left_out, chart.unit());
}

std::vector<ChartSpan> phases_of(const Chart& chart) { return spans(chart, &ChartPoint::phase); }

std::vector<ChartSpan> focuses_of(const Chart& chart) { return spans(chart, &ChartPoint::focus); }

std::string points_in_words(const Chart& chart) {
  std::string text;
  for (const ChartPoint& point : chart.points) {
    if (!text.empty()) text += ", ";
    text += point.said;
    text += point.session.empty() ? fmt::format(" on {} ({})", point.date, point.attendance)
                                  : fmt::format(" at session {}", point.session);
    if (point.events > 0)
      text += fmt::format(" after {}", counted(point.events, "life event", "life events"));
  }
  return text;
}

}  // namespace ipt::render
