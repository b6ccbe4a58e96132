// The choice of a format.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/rendered.hpp"
#include "unit/courses.hpp"
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

TEST_CASE("CSV of a report that is no list is refused with those that are") {
  const Explanation refused = test::explanation_of([] { rendered(Format::csv, {saying("one")}); });
  CHECK(refused.code == "csv_not_available");
  CHECK(refused.exit == Exit::usage);
  CHECK(refused.allowed.find("outcomes") != std::string::npos);
}
