#include "ipt/render/text.hpp"

#include <algorithm>
#include <numeric>

#include "ipt/base/text.hpp"
#include "render/chart.hpp"
#include "render/phrase.hpp"
#include "render/text_chart.hpp"

namespace ipt::render {
namespace {

using report::Column;
using report::Facts;
using report::Lines;
using report::Note;
using report::Report;
using report::Table;
using report::Trend;
using report::Value;

constexpr std::size_t indent = 2;
constexpr std::size_t gap = 2;  // between columns
constexpr std::size_t least_text_width = 20;
constexpr std::size_t least_column_width = 12;  // holds a day
constexpr std::size_t longest_plain_line = 100;

bool is_in_brackets(std::string_view text) {
  return std::ranges::count(text, '(') > std::ranges::count(text, ')');
}

// Where plain text is broken best: between two facts, else between two words, never so that a line
// begins with punctuation.
std::size_t break_before(std::string_view text, std::size_t room) {
  for (const std::string_view mark : {". ", "; ", ", ", " "}) {
    for (std::size_t at = room + 1 - mark.size(); at > room / 3; --at) {
      const std::size_t next = at + mark.size();
      if (text.substr(at, mark.size()) != mark || next >= text.size()) continue;
      if (mark != " " && is_in_brackets(text.substr(0, at))) continue;
      const char first = text[next];
      const bool is_word =
          is_letter(first) || is_digit(first) || static_cast<signed char>(first) < 0;
      if (mark == ". ") {
        if (is_letter(first) && lower({&first, 1}).front() != first) return at + 1;
      } else if (is_word) {
        return at + mark.size() - 1;
      }
    }
  }
  return text.size();
}

// A fact in pieces that fit a line of plain text.
std::vector<std::string_view> pieces(std::string_view text, std::size_t room) {
  std::vector<std::string_view> result;
  while (text.size() > room) {
    const std::size_t end = break_before(text, room);
    result.push_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  if (!text.empty() || result.empty()) result.push_back(text);
  return result;
}

class TextWriter {
 public:
  TextWriter(const Report& report, const TextStyle& style)
      : root_(report.data), style_(style), width_(static_cast<std::size_t>(style.width)) {}

  void verdict(const Report& report);
  void title(const Report& report);
  void operator()(const Note& note);
  void operator()(const Facts& facts);
  void operator()(const Table& table);
  void operator()(const Lines& lines);
  void operator()(const Trend& trend);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  using Cells = std::vector<std::string>;
  using Rows = std::vector<const Value*>;

  void line(std::string_view text);
  void heading(std::string_view text);
  void labelled(std::string_view label, std::string_view text, std::size_t label_width);
  void plain_line(std::string_view label, std::string text);
  void drawn(const Table& table, const Rows& rows);
  void spoken_rows(const Table& table, const Rows& rows);
  void draw_within(const Table& table, const Value& row);
  void row(const Table& table, const Cells& cells, const std::vector<std::size_t>& widths);
  [[nodiscard]] std::vector<std::size_t> widths_of(const Table& table,
                                                   const std::vector<Cells>& rows) const;
  [[nodiscard]] std::string emphasised(std::string_view text) const;

  report::Root root_;
  TextStyle style_;
  std::size_t width_;
  std::size_t margin_ = indent;  // of a table
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
  if (!out_.empty() && !style_.voice.plain) out_ += '\n';
  const std::string said = heading_text(std::string{text}, root_, style_.voice);
  line(style_.voice.plain ? said : emphasised(said));
}

void TextWriter::verdict(const Report& report) {
  if (report.verdict.empty()) return;
  const bool alert = report.gravity == report::Gravity::risk;
  (*this)(Note{.text = report.verdict, .tone = alert ? report::Tone::alert : report::Tone::news});
  if (!style_.voice.plain) out_ += '\n';
}

void TextWriter::title(const Report& report) {
  if (report.title.empty()) return;
  std::string right;
  if (report.as_of) right = "as of " + with_weekday(*report.as_of);
  if (style_.voice.plain || right.empty()) {
    line(right.empty() ? report.title : report.title + ", " + right);
    return;
  }
  const std::size_t used = display_width(report.title) + display_width(right);
  const std::size_t widest = std::min<std::size_t>(width_, 80);
  const std::size_t space = used + gap < widest ? widest - used : gap;
  line(emphasised(report.title) + std::string(space, ' ') + right);
}

void TextWriter::operator()(const Note& note) {
  const std::string text = spoken(note.text, root_, style_.voice);
  const bool alert = note.tone == report::Tone::alert && style_.colour;
  for (const std::string_view paragraph : split(text, '\n')) {
    if (style_.voice.plain) {
      plain_line("", std::string{paragraph});
      continue;
    }
    bool first = note.tone != report::Tone::aside;
    for (const std::string& each : wrapped(paragraph, width_ - indent)) {
      const std::string shown = (first ? "" : "  ") + each;
      line(alert ? "\x1b[1;31m" + shown + "\x1b[0m" : shown);
      first = false;
    }
  }
}

// A fact that is too long for a line goes on under the same label.
void TextWriter::plain_line(std::string_view label, std::string text) {
  text = one_line(std::move(text));
  const std::string lead = label.empty() ? std::string{} : std::string{label} + ": ";
  const std::size_t room = longest_plain_line - std::min(lead.size(), longest_plain_line / 2);
  for (const std::string_view piece : pieces(text, room)) line(lead + std::string{piece});
}

void TextWriter::labelled(std::string_view label, std::string_view text, std::size_t label_width) {
  if (style_.voice.plain) {
    plain_line(label, std::string{text});
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
    label_width = std::max(label_width, display_width(worded(fact.label, style_.voice)));
  }
  for (const report::Fact& fact : facts.facts) {
    labelled(worded(fact.label, style_.voice), spoken(fact.text, root_, style_.voice), label_width);
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
      std::accumulate(widths.begin(), widths.end() - 1, margin_) + gap * (widths.size() - 1);
  const std::size_t room = width_ > before ? width_ - before : 0;
  widths.back() = std::min(widths.back(), std::max(room, least_column_width));
  return widths;
}

void TextWriter::row(const Table& table, const Cells& cells,
                     const std::vector<std::size_t>& widths) {
  std::string lead(margin_, ' ');
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    const std::string space(widths[i] - display_width(cells[i]), ' ');
    const bool right = table.columns[i].align == Column::Align::right;
    lead += (right ? space + cells[i] : cells[i] + space) + std::string(gap, ' ');
  }
  const std::size_t column = display_width(lead);
  for (const std::string& each : wrapped(cells.back(), widths.back())) {
    line(lead + each);
    // Beside a text that is wider than all there is, blanks in front of each line would be far more
    // than is said.
    lead.assign(column < width_ ? column : margin_, ' ');
  }
}

bool ends_in_picture(const Table& table) {
  return table.columns.back().text.find(":spark") != std::string::npos;
}

void TextWriter::drawn(const Table& table, const Rows& rows) {
  std::vector<Cells> cells;
  for (const Value* value : rows) {
    Cells each;
    for (const Column& column : table.columns) {
      each.push_back(one_line(spoken(column.text, *value, style_.voice)));
    }
    cells.push_back(std::move(each));
  }
  const auto widths = widths_of(table, cells);
  const std::size_t used =
      std::accumulate(widths.begin(), widths.end(), indent) + gap * (widths.size() - 1);
  if (used > width_ && ends_in_picture(table)) {  // small bars cannot be broken
    Table narrower = table;
    narrower.columns.pop_back();
    return drawn(narrower, rows);
  }
  Cells headings;
  for (const Column& column : table.columns) {
    headings.push_back(std::string{worded(column.heading, style_.voice)});
  }
  if (has_headings(table)) row(table, headings, widths);
  const std::vector<std::string> beneath = lines_beneath(table, rows, style_.voice);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    row(table, cells[i], widths);
    if (!beneath[i].empty()) line(std::string(margin_ + widths.front() + gap, ' ') + beneath[i]);
    draw_within(table, *rows[i]);
  }
}

void TextWriter::draw_within(const Table& table, const Value& row) {
  margin_ += indent;
  for (const Table& each : table.within) {
    const Rows rows = rows_of(each, row);
    if (!rows.empty()) drawn(each, rows);
  }
  margin_ -= indent;
}

// A line takes as many cells as fit; the next one begins with the name of the row again.
void TextWriter::spoken_rows(const Table& table, const Rows& rows) {
  const std::vector<std::string> beneath = lines_beneath(table, rows, style_.voice);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string name = spoken(table.row_name, *rows[i], style_.voice);
    std::string facts;
    for (const Column& column : table.columns) {
      // What names or numbers the row has been said.
      if (names_row(table, column) || column.heading == "#") continue;
      const std::string cell = spoken(column.text, *rows[i], style_.voice);
      if (cell.empty()) continue;
      const std::string fact = column.heading + (column.heading.empty() ? "" : " ") + cell;
      constexpr std::size_t marks = 4;  // ": " and ", "
      if (!facts.empty() && name.size() + facts.size() + fact.size() + marks > longest_plain_line) {
        plain_line(name, std::move(facts));
        facts.clear();
      }
      if (!facts.empty()) facts += ", ";
      facts += fact;
    }
    plain_line(name, std::move(facts));
    if (!beneath[i].empty()) plain_line(name, beneath[i]);
    for (const Table& each : table.within) spoken_rows(each, rows_of(each, *rows[i]));
  }
}

void TextWriter::operator()(const Table& table) {
  const Rows rows = rows_of(table, root_);
  if (rows.empty()) return;
  heading(table.heading);
  style_.voice.plain ? spoken_rows(table, rows) : drawn(table, rows);
}

void TextWriter::operator()(const Lines& lines) {
  for (const report::Phrase& phrase : lines.lines) {
    line(one_line(spoken(phrase, root_, style_.voice)));
  }
}

void TextWriter::operator()(const Trend& trend) {
  const auto chart = chart_of(trend, root_, style_.voice);
  if (!chart) return;
  if (style_.voice.plain) {
    const std::string name = heading_text(trend.heading, root_, style_.voice);
    plain_line(name, points_in_words(*chart));
    if (chart->cut_off) plain_line(name, "cut-off " + chart->cut_off->text);
    return;
  }
  heading(trend.heading);
  for (const std::string& each : text_chart(*chart, width_, style_.voice)) line(each);
}

}  // namespace

std::string text(const Report& report, const TextStyle& style) {
  TextWriter writer{report, style};
  writer.verdict(report);
  writer.title(report);
  for (const report::Block& block : report.blocks)
    std::visit([&](const auto& each) { writer(each); }, block);
  return writer.take();
}

}  // namespace ipt::render
