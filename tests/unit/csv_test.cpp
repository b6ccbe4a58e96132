#include <doctest/doctest.h>

#include <string>

#include "ipt/render/csv.hpp"

using namespace ipt;
using namespace ipt::report;

namespace {

Report listing(List rows) {
  Report report{.schema = "ipt.test/1", .csv_rows = "rows"};
  report.data.add("rows", std::move(rows));
  return report;
}

std::string cell_of(Value value) {
  const std::string csv = render::csv(listing({Object{}.add("a", std::move(value))}));
  REQUIRE(csv.starts_with("a\r\n"));
  REQUIRE(csv.ends_with("\r\n"));
  return csv.substr(3, csv.size() - 5);
}

}  // namespace

TEST_CASE("CSV has a header, a record a row and CRLF") {
  const auto day = Date::from_iso("2026-11-23");
  const std::string csv = render::csv(listing(
      {Object{}.add("code", "K7").add("day", day).add("n", 19).add("is", true),
       Object{}.add("code", "K8").add("day", Value{}).add("x", Decimal{25, 1}).add("is", false)}));
  CHECK(csv == "code,day,n,is,x\r\nK7,2026-11-23,19,true,\r\nK8,,,false,2.5\r\n");
}

TEST_CASE("objects are flattened, lists joined, lists of objects left out") {
  const Object first =
      Object{}.add("latest", Value{}).add("goals", List{}).add("names", List{"a", "b", 3});
  const Object second = Object{}
                            .add("latest", Object{}.add("total", 9).add("severity", "mild"))
                            .add("goals", List{Object{}.add("number", 1)})
                            .add("names", List{});
  CHECK(render::csv(listing({first, second})) ==
        "names,latest_total,latest_severity\r\na; b; 3,,\r\n,9,mild\r\n");
}

TEST_CASE("cells with commas, quotes and line ends are quoted") {
  CHECK(cell_of("a,b") == "\"a,b\"");
  CHECK(cell_of("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(cell_of("two\nlines") == "\"two\nlines\"");
  CHECK(cell_of("plain <b>") == "plain <b>");
}

TEST_CASE("a text that a spreadsheet would take for a formula gets an apostrophe") {
  CHECK(cell_of("=1+1") == "'=1+1");
  CHECK(cell_of("+49") == "'+49");
  CHECK(cell_of("-x") == "'-x");
  CHECK(cell_of("@sum") == "'@sum");
  CHECK(cell_of("\tx") == " x");
  CHECK(cell_of("\rx") == "\\x0dx");
  CHECK(cell_of("'=1") == "''=1");
  CHECK(cell_of("''-1") == "'''-1");
  CHECK(cell_of(List{"=1", "b"}) == "'=1; b");
  CHECK(cell_of("'tis") == "'tis");
  CHECK(cell_of(-10) == "-10");
  CHECK(cell_of(Decimal{-526, 1}) == "-52.6");
  CHECK(cell_of(List{-1, 2}) == "-1; 2");
}

TEST_CASE("an empty list has the header that is known") {
  Report report = listing({});
  CHECK(render::csv(report).empty());
  report.csv_columns = {"code", "latest_total"};
  CHECK(render::csv(report) == "code,latest_total\r\n");
}

TEST_CASE("columns that are named are those that are printed, in their order") {
  Report report = listing({Object{}.add("a", 1).add("b", Object{}.add("c", 2)).add("d", 3)});
  report.csv_columns = {"b_c", "a", "e"};
  CHECK(render::csv(report) == "b_c,a,e\r\n2,1,\r\n");
}
