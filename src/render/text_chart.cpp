#include "render/text_chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "ipt/base/text.hpp"

namespace ipt::render {
namespace {

constexpr int eighths = 8;
constexpr int usual_rows = 8;
constexpr int most_rows = 9;
constexpr std::size_t indent = 2;
constexpr std::size_t gap = 1;  // between two bars

std::string repeated(std::string_view mark, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += mark;
  return text;
}

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string{text};
}

// The beginning of a text that fits.
std::string cut(std::string_view text, std::size_t width) {
  return wrapped(text, std::max<std::size_t>(width, 1)).front();
}

// The eighths of a row that a bar of so many points is high; a total of none is seen all the same.
int level_of(double points, double per_point) {
  constexpr double rounding = 1e-6;
  return std::max(1, static_cast<int>(std::floor(points * per_point + rounding)));
}

// How high bars are, so that the cut-off lies in the middle of a row: then a bar reaches its line
// exactly when the total does.
struct Rows {
  double per_point = 0;  // eighths of a row
  int count = 0;
  int cut_off = -1;  // the row of its line, counted from below

  [[nodiscard]] int level(double points) const { return level_of(points, per_point); }
};

Rows rows_of(double peak, std::optional<double> cut_off) {
  const double top = std::max({peak, cut_off.value_or(0), 1e-9});
  const Rows plain{.per_point = usual_rows * eighths / top, .count = usual_rows};
  if (!cut_off || *cut_off <= 0) return plain;
  for (int row = usual_rows - 1; row >= 0; --row) {
    const double per_point = (row * eighths + eighths / 2.0) / *cut_off;
    const int count = (level_of(top, per_point) - 1) / eighths + 1;
    if (count <= most_rows) return {.per_point = per_point, .count = count, .cut_off = row};
  }
  return plain;  // a cut-off that lies on the ground
}

class TextChart {
 public:
  TextChart(Chart chart, std::size_t width, const Voice& voice);

  std::vector<std::string> lines() const;

 private:
  [[nodiscard]] std::string row(int index) const;
  [[nodiscard]] std::string bar(const ChartPoint& point, int row) const;
  [[nodiscard]] std::string label_of(int row) const;
  [[nodiscard]] std::string ground() const;
  [[nodiscard]] std::string labelled(std::string_view label, std::string_view text) const;
  [[nodiscard]] std::string texts(std::string_view label, std::string ChartPoint::*what) const;
  [[nodiscard]] std::string marks() const;
  [[nodiscard]] std::string stretches(std::string_view label,
                                      const std::vector<ChartSpan>& spans) const;

  Chart chart_;
  bool ascii_;
  std::string cut_off_label_;
  std::size_t labels_ = 0;  // columns of the labels
  std::size_t cell_ = 0;    // columns of a bar and the gap after it
  std::size_t spare_ = 0;   // columns right of the last bar
  Rows rows_;
};

TextChart::TextChart(Chart chart, std::size_t width, const Voice& voice)
    : chart_(std::move(chart)), ascii_(voice.ascii) {
  if (chart_.cut_off) cut_off_label_ = "cut-off " + chart_.cut_off->text;
  labels_ = std::max({std::string_view{"session"}.size(), display_width(cut_off_label_),
                      display_width(chart_.highest.text)});
  std::size_t widest = 2;
  for (const ChartPoint& point : chart_.points) {
    widest = std::max({widest, display_width(point.total), display_width(point.session)});
  }
  const std::size_t used = indent + labels_ + 2;
  const std::size_t room = width > used + widest ? width - used : widest;
  keep_last(chart_, std::max<std::size_t>(1, (room + gap) / (widest + gap)));
  constexpr std::size_t broadest = 4;
  cell_ = std::max(widest, std::min((room + gap) / chart_.points.size() - gap, broadest)) + gap;
  spare_ = room - std::min(room, cell_ * chart_.points.size() - gap);
  const double lowest = chart_.lowest.number;
  const auto above = [&](const ChartMark& mark) { return mark.number - lowest; };
  rows_ = rows_of(above(chart_.peak()),
                  chart_.cut_off ? std::optional{above(*chart_.cut_off)} : std::nullopt);
}

std::string TextChart::labelled(std::string_view label, std::string_view text) const {
  return std::string(indent, ' ') + right_aligned(label, labels_) + "  " + std::string{text};
}

// The highest total stands beside the row that it reaches.
std::string TextChart::label_of(int row) const {
  if (row == rows_.cut_off) return cut_off_label_;
  const ChartMark peak = chart_.peak();
  const int level = rows_.level(peak.number - chart_.lowest.number);
  return row == (level - 1) / eighths ? peak.text : "";
}

std::string TextChart::bar(const ChartPoint& point, int row) const {
  constexpr std::array<std::string_view, 9> blocks = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const int reach = point.number ? rows_.level(*point.number - chart_.lowest.number) : 0;
  const int filled = std::clamp(reach - row * eighths, 0, eighths);
  const std::string_view line = row != rows_.cut_off ? " " : ascii_ ? "-" : "┄";
  std::string_view mark = line;
  if (filled > 0) mark = blocks.at(static_cast<std::size_t>(filled));
  if (filled > 0 && ascii_) mark = filled >= eighths / 2 ? "#" : "_";
  const bool is_last = &point == &chart_.points.back();
  return repeated(mark, cell_ - gap) + repeated(line, is_last ? 0 : gap);
}

std::string TextChart::row(int index) const {
  std::string bars;
  for (const ChartPoint& point : chart_.points) bars += bar(point, index);
  return labelled(label_of(index), bars);
}

std::string TextChart::ground() const {
  return labelled(chart_.lowest.text,
                  repeated(ascii_ ? "-" : "─", cell_ * chart_.points.size() - gap));
}

std::string TextChart::texts(std::string_view label, std::string ChartPoint::*what) const {
  std::string cells;
  for (const ChartPoint& point : chart_.points) {
    const std::string& text = point.*what;
    cells += right_aligned(text.empty() ? "-" : text, cell_ - gap) + std::string(gap, ' ');
  }
  return labelled(label, cells);
}

std::string TextChart::marks() const {
  std::string cells;
  for (const ChartPoint& point : chart_.points) {
    const std::string_view mark = point.events == 0 ? "" : ascii_ ? "^" : "◆";
    cells += right_aligned(mark, cell_ - gap) + std::string(gap, ' ');
  }
  return labelled("event", cells);
}

// Each name is followed by a line to the end of its stretch; the last one may be longer than that.
std::string TextChart::stretches(std::string_view label,
                                 const std::vector<ChartSpan>& spans) const {
  std::string text;
  for (const ChartSpan& span : spans) {
    const std::size_t width = span.count * cell_ - gap;
    const std::size_t room = width + (&span == &spans.back() ? spare_ : 0);
    const std::string name = cut(span.text, room);
    const std::size_t left = width - std::min(width, display_width(name));
    text += name + repeated(ascii_ ? "-" : "─", left) + std::string(gap, ' ');
  }
  return labelled(label, text);
}

std::vector<std::string> TextChart::lines() const {
  std::vector<std::string> lines;
  for (int index = rows_.count - 1; index >= 0; --index) lines.push_back(row(index));
  lines.push_back(ground());
  lines.push_back(texts("total", &ChartPoint::total));
  lines.push_back(texts("session", &ChartPoint::session));
  const auto phases = phases_of(chart_);
  if (!phases.empty()) lines.push_back(stretches("phase", phases));
  lines.push_back(stretches("focus", focuses_of(chart_)));
  if (chart_.has_events()) lines.push_back(marks());
  const std::string note = left_out_text(chart_);
  if (!note.empty()) lines.push_back(std::string(indent, ' ') + note);
  return lines;
}

}  // namespace

std::vector<std::string> text_chart(Chart chart, std::size_t width, const Voice& voice) {
  return TextChart{std::move(chart), width, voice}.lines();
}

}  // namespace ipt::render
