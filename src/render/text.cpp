#include "ipt/render/text.hpp"

#include <algorithm>
#include <numeric>

#include "ipt/base/text.hpp"
#include "render/phrase.hpp"

namespace ipt::render {
namespace {

using report::Column;
using report::Facts;
using report::Lines;
using report::Note;
using report::Report;
using report::Table;
using report::Value;

constexpr std::size_t indent = 2;
constexpr std::size_t gap = 2;  // between columns
constexpr std::size_t least_text_width = 20;

class TextWriter {
 public:
  TextWriter(const Report& report, const TextStyle& style)
      : root_(report.data), style_(style), width_(static_cast<std::size_t>(style.width)) {}

  void title(const Report& report);
  void operator()(const Note& note);
  void operator()(const Facts& facts);
  void operator()(const Table& table);
  void operator()(const Lines& lines);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  using Cells = std::vector<std::string>;
  using Rows = std::vector<const Value*>;

  void line(std::string_view text);
  void heading(std::string_view text);
  void labelled(std::string_view label, std::string_view text, std::size_t label_width);
  void drawn(const Table& table, const Rows& rows);
  void spoken_rows(const Table& table, const Rows& rows);
  void row(const Table& table, const Cells& cells, const std::vector<std::size_t>& widths);
  [[nodiscard]] std::vector<std::size_t> widths_of(const Table& table,
                                                   const std::vector<Cells>& rows) const;
  [[nodiscard]] std::string emphasised(std::string_view text) const;

  Value root_;
  TextStyle style_;
  std::size_t width_;
  std::string out_;
};

std::string TextWriter::emphasised(std::string_view text) const {
  return style_.colour ? "\x1b[1m" + std::string{text} + "\x1b[0m" : std::string{text};
}

// No line ends in spaces.
void TextWriter::line(std::string_view text) {
  out_ += text.substr(0, text.find_last_not_of(' ') + 1);
  out_ += '\n';
}

void TextWriter::heading(std::string_view text) {
  if (text.empty()) return;
  if (!out_.empty() && !style_.plain) out_ += '\n';
  line(style_.plain ? std::string{text} : emphasised(text));
}

void TextWriter::title(const Report& report) {
  if (report.title.empty()) return;
  std::string right;
  if (report.as_of) right = "as of " + with_weekday(*report.as_of);
  if (style_.plain || right.empty()) {
    line(right.empty() ? report.title : report.title + ", " + right);
    return;
  }
  const std::size_t used = display_width(report.title) + display_width(right);
  const std::size_t widest = std::min<std::size_t>(width_, 80);
  const std::size_t space = used + gap < widest ? widest - used : gap;
  line(emphasised(report.title) + std::string(space, ' ') + right);
}

void TextWriter::operator()(const Note& note) {
  const std::string text = spoken(note.text, root_, style_);
  const bool alert = note.tone == report::Tone::alert && style_.colour;
  for (const std::string_view paragraph : split(text, '\n')) {
    const std::size_t width = style_.plain ? std::string_view::npos : width_ - indent;
    bool first = note.tone != report::Tone::aside;
    for (const std::string& each : wrapped(paragraph, width)) {
      const std::string shown = (first || style_.plain ? "" : "  ") + each;
      line(alert ? "\x1b[1;31m" + shown + "\x1b[0m" : shown);
      first = false;
    }
  }
}

void TextWriter::labelled(std::string_view label, std::string_view text, std::size_t label_width) {
  if (style_.plain) {
    std::string whole{text};
    std::ranges::replace(whole, '\n', ' ');
    line(std::string{label} + ": " + whole);
    return;
  }
  const std::size_t column = indent + label_width + gap;
  const std::size_t room = width_ > column + least_text_width ? width_ - column : least_text_width;
  std::string lead(indent, ' ');
  lead += label;
  lead += std::string(column - display_width(lead), ' ');
  for (const std::string_view paragraph : split(text, '\n')) {
    for (const std::string& each : wrapped(paragraph, room)) {
      line(lead + each);
      lead.assign(column, ' ');
    }
  }
}

void TextWriter::operator()(const Facts& facts) {
  if (facts.facts.empty()) return;
  heading(facts.heading);
  std::size_t label_width = 0;
  for (const report::Fact& fact : facts.facts) {
    label_width = std::max(label_width, display_width(fact.label));
  }
  for (const report::Fact& fact : facts.facts) {
    labelled(fact.label, spoken(fact.text, root_, style_), label_width);
  }
}

// The last column takes what the others leave, and its text is wrapped there.
std::vector<std::size_t> TextWriter::widths_of(const Table& table,
                                               const std::vector<Cells>& rows) const {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(display_width(column.heading));
  for (const Cells& cells : rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(cells[i]));
    }
  }
  const std::size_t before =
      std::accumulate(widths.begin(), widths.end() - 1, indent) + gap * (widths.size() - 1);
  const std::size_t room = width_ > before ? width_ - before : 0;
  widths.back() = std::min(widths.back(), std::max(room, least_text_width));
  return widths;
}

void TextWriter::row(const Table& table, const Cells& cells,
                     const std::vector<std::size_t>& widths) {
  std::string lead(indent, ' ');
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    const std::string space(widths[i] - display_width(cells[i]), ' ');
    const bool right = table.columns[i].align == Column::Align::right;
    lead += (right ? space + cells[i] : cells[i] + space) + std::string(gap, ' ');
  }
  const std::size_t column = display_width(lead);
  for (const std::string& each : wrapped(cells.back(), widths.back())) {
    line(lead + each);
    lead.assign(column, ' ');
  }
}

void TextWriter::drawn(const Table& table, const Rows& rows) {
  std::vector<Cells> cells;
  for (const Value* value : rows) {
    Cells each;
    for (const Column& column : table.columns) {
      std::string cell = spoken(column.text, *value, style_);
      std::ranges::replace(cell, '\n', ' ');
      each.push_back(std::move(cell));
    }
    cells.push_back(std::move(each));
  }
  const auto widths = widths_of(table, cells);
  Cells headings;
  for (const Column& column : table.columns) headings.push_back(column.heading);
  row(table, headings, widths);
  for (const Cells& each : cells) row(table, each, widths);
}

void TextWriter::spoken_rows(const Table& table, const Rows& rows) {
  for (const Value* value : rows) {
    std::string text = spoken(table.row_name, *value, style_) + ":";
    bool first = true;
    for (const Column& column : table.columns) {
      // What names or numbers the row has been said.
      if (column.text == table.row_name || column.heading == "#") continue;
      const std::string cell = spoken(column.text, *value, style_);
      if (cell.empty()) continue;
      text += (first ? " " : ", ") + column.heading + (column.heading.empty() ? "" : " ");
      text += cell;
      first = false;
    }
    std::ranges::replace(text, '\n', ' ');
    line(text);
  }
}

void TextWriter::operator()(const Table& table) {
  const Rows rows = rows_of(table, root_);
  if (rows.empty()) return;
  heading(table.heading);
  style_.plain ? spoken_rows(table, rows) : drawn(table, rows);
}

void TextWriter::operator()(const Lines& lines) {
  for (const report::Phrase& phrase : lines.lines) {
    std::string whole = spoken(phrase, root_, style_);
    std::ranges::replace(whole, '\n', ' ');
    line(whole);
  }
}

}  // namespace

std::string text(const Report& report, const TextStyle& style) {
  TextWriter writer{report, style};
  writer.title(report);
  for (const report::Block& block : report.blocks)
    std::visit([&](const auto& each) { writer(each); }, block);
  return writer.take();
}

}  // namespace ipt::render
