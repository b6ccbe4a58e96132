#include "render/svg_chart.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "ipt/base/text.hpp"
#include "render/html_text.hpp"

namespace ipt::render {
namespace {

// The drawing in units of its own; a page scales it.
constexpr double left = 72;
constexpr double right = 600;
constexpr double top = 20;
constexpr double bottom = 240;
constexpr double band_labels = right + 10;
constexpr double whole_width = 740;
constexpr double row_height = 24;
constexpr double text_height = 14;
constexpr double character_width = 6.6;
constexpr std::size_t most_points = 24;

class SvgChart {
 public:
  SvgChart(Chart chart, std::string_view id) : chart_(std::move(chart)), id_(id) {
    keep_last(chart_, most_points);
  }

  std::string figure();

 private:
  [[nodiscard]] double x(double index) const {
    return left + (index + 0.5) * (right - left) / static_cast<double>(chart_.points.size());
  }
  [[nodiscard]] double y(double number) const {
    const Scale scale{.lowest = chart_.lowest.number, .highest = chart_.highest.number};
    return bottom - scale.share(number) * (bottom - top);
  }
  [[nodiscard]] std::string title() const;
  [[nodiscard]] std::string description() const;
  [[nodiscard]] std::string legend() const;
  [[nodiscard]] std::optional<double> changed_reliably() const;

  void text(double at, double line, std::string_view anchor, std::string_view words,
            std::string_view kind = "");
  void line(std::string_view kind, double from, double height, double to, double end);
  void bands();
  void levels();
  void reliable_distance();
  void course();
  void sessions();
  void row_label(std::string_view words);
  void stretches(std::string_view label, const std::vector<ChartSpan>& spans);
  void events();

  Chart chart_;
  std::string id_;
  std::string svg_;
  double row_ = bottom + 20;  // the base line of the next row beneath
};

std::string SvgChart::title() const {
  return fmt::format("{} over {} {}", chart_.name, chart_.points.size(), chart_.unit());
}

std::string with_note(const std::optional<ChartMark>& mark, std::string_view before,
                      std::string_view after) {
  return mark ? fmt::format("{}{}{}", before, mark->text, after) : std::string{};
}

// `session 3`, or the day where there is none.
std::string place_of(const ChartPoint& point) {
  return point.session.empty() ? point.date : "session " + point.session;
}

// ` Phases: initial from session 1, middle from session 4.`
std::string stretches_in_words(std::string_view label, const Chart& chart,
                               const std::vector<ChartSpan>& spans) {
  std::string words;
  for (const ChartSpan& span : spans) {
    words += words.empty() ? fmt::format(" {}: ", label) : ", ";
    words += fmt::format("{} from {}", span.text, place_of(chart.points[span.first]));
  }
  return words.empty() ? words : words + ".";
}

// Whoever cannot see the picture has nothing else: its texts are not read out.
std::string SvgChart::description() const {
  std::string text = fmt::format("Scale {} to {}, {}. ", chart_.lowest.text, chart_.highest.text,
                                 chart_.higher_is_worse ? "higher is worse" : "higher is better");
  text += points_in_words(chart_) + ".";
  text += stretches_in_words("Phases", chart_, phases_of(chart_));
  text += stretches_in_words("Focus", chart_, focuses_of(chart_));
  text += with_note(chart_.cut_off, " Cut-off ", ".");
  text += with_note(chart_.reliable_change, " A change of ", " points is reliable.");
  for (const ChartMark& band : chart_.bands) {
    text += &band == chart_.bands.data() ? " Bands: " : ", ";
    text += fmt::format("{} from {:g}", band.text, band.number);
  }
  return chart_.bands.empty() ? text : text + ".";
}

// What the lines mean, for everyone who sees them.
std::string SvgChart::legend() const {
  std::string words;
  const auto add = [&](std::string_view sentence) {
    if (!words.empty() && !sentence.empty()) words += ' ';
    words += sentence;
  };
  if (!chart_.higher_is_worse) add("Higher is better.");
  add(with_note(chart_.cut_off, "Dashed line: cut-off ", "."));
  if (changed_reliably()) {
    add(fmt::format("Dotted line: reliable change ({} points) from the first score.",
                    chart_.reliable_change->text));
  }
  if (chart_.has_gaps()) add("A gap: no score.");
  add(left_out_text(chart_));
  return words;
}

// The total from which on the change from the first score is reliable, in the better direction.
std::optional<double> SvgChart::changed_reliably() const {
  if (!chart_.baseline || !chart_.reliable_change) return std::nullopt;
  const double distance = chart_.reliable_change->number;
  const double total = chart_.baseline->number + (chart_.higher_is_worse ? -distance : distance);
  const bool is_total = total >= chart_.lowest.number && total <= chart_.highest.number;
  return is_total ? std::optional{total} : std::nullopt;
}

void SvgChart::text(double at, double line, std::string_view anchor, std::string_view words,
                    std::string_view kind) {
  svg_ += fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}")", at, line, anchor);
  if (!kind.empty()) svg_ += fmt::format(" class=\"{}\"", kind);
  svg_ += fmt::format(">{}</text>\n", html_text(words));
}

void SvgChart::line(std::string_view kind, double from, double height, double to, double end) {
  svg_ +=
      fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                  kind, from, height, to, end);
}

// A band that is too narrow for its label has none; its name stands in the description.
void SvgChart::bands() {
  for (std::size_t i = 0; i < chart_.bands.size(); ++i) {
    const bool is_last = i + 1 == chart_.bands.size();
    const double upper = y(is_last ? chart_.highest.number : chart_.bands[i + 1].number);
    const double height = y(chart_.bands[i].number) - upper;
    svg_ += fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
        i % 2 == 0 ? "band" : "band-deep", left, upper, whole_width - left, height);
    if (height >= text_height) {
      text(band_labels, upper + height / 2 + 4, "start", chart_.bands[i].text, "quiet");
    }
  }
}

// The ends of the scale, unless the cut-off stands there.
void SvgChart::levels() {
  const double limit = chart_.cut_off ? y(chart_.cut_off->number) : -text_height;
  for (const ChartMark& end : {chart_.lowest, chart_.highest}) {
    if (std::abs(y(end.number) - limit) < text_height) continue;
    text(left - 8, y(end.number) + 4, "end", end.text, "quiet");
  }
  line("axis", left, bottom, right, bottom);
  if (!chart_.cut_off) return;
  line("cut-off", left, limit, right, limit);
  text(left - 8, limit + 4, "end", chart_.cut_off->text);
}

void SvgChart::reliable_distance() {
  const auto total = changed_reliably();
  if (!total) return;
  constexpr double at = left + 6;
  constexpr double tick = 4;
  const double from = y(chart_.baseline->number);
  const double to = y(*total);
  line("distance", at, from, at, to);
  line("distance", at - tick, from, at + tick, from);
  line("distance", at - tick, to, at + tick, to);
  line("change", at, to, right, to);
}

// A line between two scores only where none is missing between them.
void SvgChart::course() {
  std::string marks;
  for (std::size_t i = 0; i < chart_.points.size(); ++i) {
    const ChartPoint& point = chart_.points[i];
    if (!point.number) continue;
    const double at = x(static_cast<double>(i));
    const double height = y(*point.number);
    if (i > 0 && chart_.points[i - 1].number) {
      line("line", x(static_cast<double>(i) - 1), y(*chart_.points[i - 1].number), at, height);
    }
    marks +=
        fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>\n", at, height);
  }
  svg_ += marks;
  for (std::size_t i = 0; i < chart_.points.size(); ++i) {
    const ChartPoint& point = chart_.points[i];
    if (!point.number) continue;
    const double height = y(*point.number);
    const bool at_top = height < top + text_height;
    text(x(static_cast<double>(i)), at_top ? height + 18 : height - 9, "middle", point.total,
         "total");
  }
}

void SvgChart::row_label(std::string_view words) { text(left - 8, row_, "end", words, "quiet"); }

void SvgChart::sessions() {
  row_label("session");
  for (std::size_t i = 0; i < chart_.points.size(); ++i) {
    const std::string& session = chart_.points[i].session;
    text(x(static_cast<double>(i)), row_, "middle", session.empty() ? "–" : session);
  }
  row_ += row_height;
}

// A bracket over each stretch with its name within, as much of it as fits.
void SvgChart::stretches(std::string_view label, const std::vector<ChartSpan>& spans) {
  if (spans.empty()) return;
  row_label(label);
  const double step = (right - left) / static_cast<double>(chart_.points.size());
  for (const ChartSpan& span : spans) {
    const double from = left + step * static_cast<double>(span.first) + 2;
    const double to = from + step * static_cast<double>(span.count) - 4;
    svg_ += fmt::format(
        "<rect class=\"span\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"18\" rx=\"3\"/>"
        "\n",
        from, row_ - 13, to - from);
    const auto room = static_cast<std::size_t>(std::max(1.0, (to - from - 4) / character_width));
    text((from + to) / 2, row_, "middle", wrapped(span.text, room).front());
  }
  row_ += row_height;
}

void SvgChart::events() {
  if (!chart_.has_events()) return;
  row_label("life event");
  for (std::size_t i = 0; i < chart_.points.size(); ++i) {
    if (chart_.points[i].events == 0) continue;
    const double at = x(static_cast<double>(i));
    svg_ +=
        fmt::format("<path class=\"event\" d=\"M{:.1f} {:.1f}l5 5l-5 5l-5 -5z\"/>\n", at, row_ - 9);
  }
  row_ += row_height;
}

std::string SvgChart::figure() {
  bands();
  levels();
  reliable_distance();
  course();
  sessions();
  stretches("phase", phases_of(chart_));
  stretches("focus", focuses_of(chart_));
  events();
  const std::string name = html_text(title());
  std::string html = fmt::format(
      "<figure>\n<div class=\"scroll\" role=\"group\" aria-label=\"{0}\" tabindex=\"0\">\n"
      "<svg viewBox=\"0 0 {1:.0f} {2:.0f}\" role=\"img\" aria-label=\"{0}\""
      " aria-describedby=\"{3}-desc\">\n<title>{0}</title>\n<desc id=\"{3}-desc\">{4}</desc>\n",
      name, whole_width, row_ - row_height / 2, id_, html_text(description()));
  html += svg_ + "</svg>\n</div>\n";
  const std::string caption = legend();
  if (!caption.empty()) html += fmt::format("<figcaption>{}</figcaption>\n", html_text(caption));
  return html + "</figure>\n";
}

}  // namespace

std::string svg_chart(Chart chart, std::string_view id) {
  return SvgChart{std::move(chart), id}.figure();
}

}  // namespace ipt::render
