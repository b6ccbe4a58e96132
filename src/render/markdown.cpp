#include "ipt/render/markdown.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "render/chart.hpp"
#include "render/markdown_text.hpp"
#include "render/phrase.hpp"

namespace ipt::render {
namespace {

using report::Column;
using report::Facts;
using report::Lines;
using report::Note;
using report::Report;
using report::Table;
using report::Tone;
using report::Trend;
using report::Value;

class MarkdownWriter {
 public:
  MarkdownWriter(std::string& out, const Report& report, const Voice& voice)
      : out_(out), root_(report.data), voice_(voice) {}

  void opening(const Report& report);
  void operator()(const Note& note);
  void operator()(const Facts& facts);
  void operator()(const Table& table);
  void operator()(const Lines& lines);
  void operator()(const Trend& trend);

 private:
  void paragraph(std::string_view text);
  void heading(const report::Phrase& text);
  void row(const std::vector<std::string>& cells);
  void rows_within(const Table& table, const Value& row);
  [[nodiscard]] std::string said(const report::Phrase& phrase, report::Root about) const {
    return spoken(phrase, about, voice_);
  }

  std::string& out_;
  report::Root root_;
  const Voice& voice_;
};

// Blocks have an empty line between them.
void MarkdownWriter::paragraph(std::string_view text) {
  if (text.empty()) return;
  if (!out_.empty()) out_ += '\n';
  out_ += text;
  out_ += '\n';
}

void MarkdownWriter::heading(const report::Phrase& text) {
  const std::string said = heading_text(text, root_, voice_);
  if (!said.empty()) paragraph("## " + markdown_text(said));
}

void MarkdownWriter::opening(const Report& report) {
  const std::string about = report.about.empty() ? "" : ": " + report.about;
  if (!report.title.empty()) paragraph("# " + markdown_text(report.title + about));
  const bool alert = report.gravity == report::Gravity::risk;
  if (!report.verdict.empty()) {
    (*this)(Note{.text = report.verdict, .tone = alert ? Tone::alert : Tone::news});
  }
  if (report.as_of) paragraph("as of " + with_weekday(*report.as_of));
}

void MarkdownWriter::operator()(const Note& note) {
  const std::string text = said(note.text, root_);
  for (const std::string_view line : split(text, '\n')) {
    std::string shown = markdown_line(line);
    if (shown.empty()) continue;
    if (note.tone == Tone::aside) shown = fmt::format("*{}*", shown);
    if (note.tone == Tone::alert) shown = fmt::format("**{}**", shown);
    paragraph(shown);
  }
}

void MarkdownWriter::operator()(const Facts& facts) {
  if (facts.facts.empty()) return;
  heading(facts.heading);
  std::string list;
  for (const report::Fact& fact : facts.facts) {
    const std::string text = said(fact.text, root_);
    const std::string label{worded(fact.label, voice_)};
    if (!list.empty()) list += '\n';
    list += "- ";
    list += label.empty() ? markdown_line(text)
                          : "**" + markdown_text(label) + ":** " + markdown_text(trimmed(text));
  }
  paragraph(list);
}

void MarkdownWriter::row(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) out_ += cell.empty() ? "| " : "| " + cell + " ";
  out_ += "|\n";
}

void MarkdownWriter::operator()(const Table& table) {
  const auto rows = rows_of(table, root_);
  if (rows.empty()) return;
  heading(table.heading);
  if (!out_.empty()) out_ += '\n';
  std::vector<std::string> cells;
  for (const Column& column : table.columns) {
    cells.push_back(markdown_text(worded(column.heading, voice_)));
  }
  row(cells);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = table.columns[i].align == Column::Align::right ? "---:" : "---";
  }
  row(cells);
  const std::vector<std::string> beneath = lines_beneath(table, rows, voice_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < cells.size(); ++k) {
      cells[k] = markdown_text(trimmed(said(table.columns[k].text, *rows[i])));
    }
    row(cells);
    if (beneath[i].empty()) continue;
    cells.assign(cells.size(), "");
    cells[std::min<std::size_t>(1, cells.size() - 1)] = markdown_code(beneath[i]);
    row(cells);
  }
  for (const Value* each : rows) rows_within(table, *each);
}

// What belongs to a row is a list after the table, under the name of the row.
void MarkdownWriter::rows_within(const Table& table, const Value& row) {
  for (const Table& each : table.within) {
    const auto rows = rows_of(each, row);
    if (rows.empty()) continue;
    paragraph("**" + markdown_text(trimmed(said(table.row_name, row))) + "**");
    const std::vector<std::string> beneath = lines_beneath(each, rows, voice_);
    std::string list;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string text;
      for (const Column& column : each.columns) {
        text += (text.empty() ? "" : " ") + said(column.text, *rows[i]);
      }
      if (!list.empty()) list += '\n';
      list += "- " + markdown_line(text);
      if (!beneath[i].empty()) list += " " + markdown_code(beneath[i]);
    }
    paragraph(list);
  }
}

void MarkdownWriter::operator()(const Lines& lines) {
  std::string code;
  for (const report::Phrase& phrase : lines.lines) {
    std::string line = escaped_lines(one_line(said(phrase, root_)));
    code += line + "\n";
  }
  const std::string fence = backticks_around(code, 3);
  paragraph(fence + "\n" + code + fence);
}

// A picture in Markdown would be a file of its own, so its figures stand in a table.
void MarkdownWriter::operator()(const Trend& trend) {
  const auto chart = chart_of(trend, root_, voice_);
  if (!chart) return;
  heading(trend.heading);
  out_ += '\n';
  row({"session", "date", markdown_text(chart->name), "phase", "focus", "life events"});
  row({"---:", "---", "---:", "---", "---", "---:"});
  for (const ChartPoint& point : chart->points) {
    row({point.session.empty() ? markdown_text(point.attendance) : point.session, point.date,
         markdown_text(point.total), markdown_text(point.phase), markdown_text(point.focus),
         point.events == 0 ? "" : std::to_string(point.events)});
  }
  if (chart->cut_off) paragraph("*cut-off " + markdown_text(chart->cut_off->text) + "*");
}

}  // namespace

std::string markdown(std::span<const Report> reports, const Voice& voice) {
  std::string out;
  for (const Report& report : reports) {
    MarkdownWriter writer{out, report, voice};
    writer.opening(report);
    for (const report::Block& block : report.blocks) std::visit(writer, block);
  }
  if (out.empty()) out += '\n';
  return out;
}

}  // namespace ipt::render
