#include "ipt/render/html.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "render/html_text.hpp"
#include "render/page_style.hpp"
#include "render/phrase.hpp"
#include "render/svg_chart.hpp"

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

constexpr std::string_view page_head =
    R"(<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
)";

std::string with_breaks(std::string_view text) {
  std::string result;
  for (const char c : html_text(text)) {
    if (c == '\n') {
      result += "<br>";
    } else {
      result += c;
    }
  }
  return result;
}

/// Writes the blocks of one report; `level` is that of the headings of its sections.
class HtmlWriter {
 public:
  HtmlWriter(std::string& out, const Report& report, const Voice& voice, int level)
      : out_(out), root_(report.data), voice_(voice), level_(level) {}

  void operator()(const Note& note);
  void operator()(const Facts& facts);
  void operator()(const Table& table);
  void operator()(const Lines& lines);
  void operator()(const Trend& trend);
  void end_section();

 private:
  using Rows = std::vector<const Value*>;

  void heading(const report::Phrase& text);
  void head_row(const Table& table);
  void body_row(const Table& table, const Value& row);
  void rows_within(const Table& table, const Value& row);
  [[nodiscard]] std::string said(const report::Phrase& phrase, report::Root about) const;

  std::string& out_;
  report::Root root_;
  const Voice& voice_;
  int level_;
  bool in_section_ = false;
  std::string heading_ = "Report";  // under which the next block stands
};

// A picture made of characters is read out in words.
std::string HtmlWriter::said(const report::Phrase& phrase, report::Root about) const {
  std::string html;
  for (const Piece& piece : pieces_of(phrase, about, voice_)) {
    html += piece.words.empty()
                ? with_breaks(piece.text)
                : fmt::format(R"(<span class="spark" role="img" aria-label="{}">{}</span>)",
                              html_text(piece.words), html_text(piece.text));
  }
  return html;
}

void HtmlWriter::end_section() {
  if (in_section_) out_ += "</section>\n";
  in_section_ = false;
}

void HtmlWriter::heading(const report::Phrase& text) {
  if (text.empty()) return;
  end_section();
  heading_ = heading_text(text, root_, voice_);
  out_ += fmt::format("<section>\n<h{0}>{1}</h{0}>\n", level_, html_text(heading_));
  in_section_ = true;
}

void HtmlWriter::operator()(const Note& note) {
  std::string text = said(note.text, root_);
  if (text.empty()) return;
  switch (note.tone) {
    case Tone::aside:
      out_ += fmt::format("<p class=\"aside\">{}</p>\n", text);
      break;
    case Tone::alert:
      out_ += fmt::format("<p class=\"alert\"><strong>Attention:</strong> {}</p>\n", text);
      break;
    case Tone::plain:
    case Tone::news:
      out_ += fmt::format("<p>{}</p>\n", text);
  }
}

void HtmlWriter::operator()(const Facts& facts) {
  if (facts.facts.empty()) return;
  heading(facts.heading);
  out_ += "<dl>\n";
  for (const report::Fact& fact : facts.facts) {
    out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_text(worded(fact.label, voice_)),
                        said(fact.text, root_));
  }
  out_ += "</dl>\n";
}

void HtmlWriter::head_row(const Table& table) {
  out_ += "<thead><tr>";
  for (const Column& column : table.columns) {
    const bool right = column.align == Column::Align::right;
    const std::string text = html_text(worded(column.heading, voice_));
    out_ += text.empty()
                ? "<td></td>"
                : fmt::format("<th scope=\"col\"{}>{}</th>", right ? " class=\"n\"" : "", text);
  }
  out_ += "</tr></thead>\n";
}

// The cells that name the row are its headers; where none does, the first one is.
void HtmlWriter::body_row(const Table& table, const Value& row) {
  const bool is_named = std::ranges::any_of(
      table.columns, [&](const Column& column) { return names_row(table, column); });
  out_ += "<tr>";
  for (const Column& column : table.columns) {
    const std::string text = said(column.text, row);
    const std::string_view kind = column.align == Column::Align::right ? " class=\"n\"" : "";
    const bool names = is_named ? names_row(table, column) : &column == table.columns.data();
    out_ += names && !text.empty() ? fmt::format("<th scope=\"row\"{}>{}</th>", kind, text)
                                   : fmt::format("<td{}>{}</td>", kind, text);
  }
  out_ += "</tr>\n";
}

// What belongs to a row is a list beneath it.
void HtmlWriter::rows_within(const Table& table, const Value& row) {
  for (const Table& each : table.within) {
    const Rows rows = rows_of(each, row);
    if (rows.empty()) continue;
    out_ += fmt::format("<tr class=\"within\"><td colspan=\"{}\"><ul>\n", table.columns.size());
    const std::vector<std::string> beneath = lines_beneath(each, rows, voice_);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      out_ += "<li>";
      for (const Column& column : each.columns) {
        out_ += fmt::format("<span>{}</span> ", said(column.text, *rows[i]));
      }
      if (!beneath[i].empty()) out_ += fmt::format("<code>{}</code>", with_breaks(beneath[i]));
      out_ += "</li>\n";
    }
    out_ += "</ul></td></tr>\n";
  }
}

// A wide table scrolls by itself on a narrow screen, by the keyboard too.
void HtmlWriter::operator()(const Table& table) {
  const Rows rows = rows_of(table, root_);
  if (rows.empty()) return;
  heading(table.heading);
  const std::string name = html_text(heading_);
  out_ += fmt::format(
      "<div class=\"scroll\" role=\"group\" aria-label=\"{0}\" tabindex=\"0\">\n"
      "<table>\n<caption class=\"hidden\">{0}</caption>\n",
      name);
  if (has_headings(table)) head_row(table);
  out_ += "<tbody>\n";
  const std::vector<std::string> beneath = lines_beneath(table, rows, voice_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    body_row(table, *rows[i]);
    if (!beneath[i].empty()) {
      out_ += fmt::format("<tr class=\"beneath\"><td colspan=\"{}\"><code>{}</code></td></tr>\n",
                          table.columns.size(), with_breaks(beneath[i]));
    }
    rows_within(table, *rows[i]);
  }
  out_ += "</tbody>\n</table>\n</div>\n";
}

void HtmlWriter::operator()(const Lines& lines) {
  out_ += "<pre>";
  for (const report::Phrase& phrase : lines.lines) {
    out_ += html_text(one_line(spoken(phrase, root_, voice_))) + "\n";
  }
  out_ += "</pre>\n";
}

// Its ids begin with its place in the page, since there may be another one.
void HtmlWriter::operator()(const Trend& trend) {
  const auto chart = chart_of(trend, root_, voice_);
  if (!chart) return;
  heading(trend.heading);
  out_ += svg_chart(*chart, fmt::format("chart-{}", out_.size()));
}

void append_lead(std::string& out, const Report& report, const Voice& voice) {
  if (report.verdict.empty()) return;
  const std::string text = spoken(report.verdict, report.data, voice);
  const bool alert = report.gravity == report::Gravity::risk;
  out += fmt::format("<p class=\"lead{}\">{}{}</p>\n", alert ? " alert" : "",
                     alert ? "<strong>Attention:</strong> " : "", with_breaks(text));
}

void append_day(std::string& out, const Report& report) {
  if (!report.as_of) return;
  out += fmt::format("<p class=\"day\">as of <time datetime=\"{}\">{}</time></p>\n",
                     report.as_of->iso(), with_weekday(*report.as_of));
}

void append_blocks(std::string& out, const Report& report, const Voice& voice, int level) {
  HtmlWriter writer{out, report, voice, level};
  for (const report::Block& block : report.blocks) {
    std::visit([&](const auto& each) { writer(each); }, block);
  }
  writer.end_section();
}

std::string title_of(const Report& report) {
  return report.title.empty() ? "ipt" : html_text(report.title);
}

// With the course, so that reports of one kind are told apart by their headings.
std::string full_title_of(const Report& report) {
  const std::string title = title_of(report);
  return report.about.empty() ? title : title + ": " + html_text(report.about);
}

// The title that all of them share, else one for any.
std::string title_of(std::span<const Report> reports) {
  const bool alike = std::ranges::all_of(
      reports, [&](const Report& each) { return each.title == reports.front().title; });
  return reports.empty() || !alike ? "ipt: reports" : title_of(reports.front());
}

// What a tab and the name of a printed file show: pages of one kind are told apart.
std::string name_of_page(std::span<const Report> reports) {
  std::string title = title_of(reports);
  if (reports.size() != 1 || reports.front().file_name.empty()) return title;
  return title + ": " + html_text(reports.front().file_name);
}

}  // namespace

std::string html(std::span<const Report> reports, const Voice& voice) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n";
  out.append(page_head)
      .append("<title>")
      .append(name_of_page(reports))
      .append("</title>\n<style>\n");
  out.append(page_style).append("</style>\n</head>\n<body>\n<header>\n<h1>");
  out.append(reports.size() == 1 ? full_title_of(reports.front()) : title_of(reports))
      .append("</h1>\n");
  if (reports.size() == 1) append_day(out, reports.front());
  out += "</header>\n<main>\n";
  for (const Report& report : reports) {
    if (reports.size() == 1) {
      append_lead(out, report, voice);
      append_blocks(out, report, voice, 2);
      continue;
    }
    out += fmt::format("<article>\n<h2>{}</h2>\n", full_title_of(report));
    append_day(out, report);
    append_lead(out, report, voice);
    append_blocks(out, report, voice, 3);
    out += "</article>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace ipt::render
