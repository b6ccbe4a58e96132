// The choice of a format.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/rendered.hpp"
#include "unit/courses.hpp"
#include "unit/hostile.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using cli::Format;

namespace {

report::Report saying(const std::string& text) {
  report::Report report{.schema = "ipt.test/1"};
  report.blocks.emplace_back(report::Note{.text = text});
  return report;
}

std::string rendered(Format format, const std::vector<report::Report>& reports) {
  const Date today = test::day("2026-11-23");
  return cli::rendered(reports, {.today = today, .as_of = today, .format = format});
}

}  // namespace

TEST_CASE("reports of one kind in one page are told apart by their headings") {
  std::vector reports = {saying("one"), saying("two")};
  for (report::Report& each : reports) each.title = "REPORT";
  reports[0].about = "K7";
  reports[1].about = "M3/2";
  const std::string html = rendered(Format::html, reports);
  CHECK(html.find("<h1>REPORT</h1>") != std::string::npos);
  CHECK(html.find("<h2>REPORT: K7</h2>") != std::string::npos);
  CHECK(html.find("<h2>REPORT: M3/2</h2>") != std::string::npos);
  const std::string markdown = rendered(Format::markdown, reports);
  CHECK(markdown.starts_with("# REPORT: K7\n"));
  CHECK(markdown.find("\n# REPORT: M3/2\n") != std::string::npos);
}

TEST_CASE("several reports stand one after the other, and in one page") {
  const std::vector reports = {saying("one"), saying("two")};
  CHECK(rendered(Format::text, reports) == "one\n\n\ntwo\n");
  CHECK(rendered(Format::markdown, reports) == "one\n\ntwo\n");
  const std::string json = rendered(Format::json, reports);
  CHECK(std::ranges::count(json, '\n') == 2);
  const std::string html = rendered(Format::html, reports);
  CHECK(html.find("<p>one</p>") < html.find("<p>two</p>"));
  CHECK(html.find("<html", 20 + html.find("<html")) == std::string::npos);
}

TEST_CASE("no format sends a control character of a stored text, nor one that reorders") {
  const std::vector reports = {test::hostile_report()};
  for (const Format format :
       {Format::text, Format::markdown, Format::html, Format::json, Format::csv}) {
    CAPTURE(static_cast<int>(format));
    std::string shown = rendered(format, reports);
    if (format == Format::csv) std::erase(shown, '\r');  // of its line ends
    CHECK_FALSE(test::has_control(shown));
  }
}

TEST_CASE("JSON that is read back holds every text as it was") {
  const auto read = nlohmann::json::parse(rendered(Format::json, {test::hostile_report()}));
  const auto& rows = read.at("data").at("rows");
  REQUIRE(rows.size() == test::hostile_texts().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].at("text").get<std::string>() == test::hostile_texts()[i]);
  }
}

TEST_CASE("CSV of a report that is no list is refused with those that are") {
  const Explanation refused = test::explanation_of([] { rendered(Format::csv, {saying("one")}); });
  CHECK(refused.code == "csv_not_available");
  CHECK(refused.exit == Exit::usage);
  CHECK(refused.allowed.find("outcomes") != std::string::npos);
}
