#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/render/html.hpp"
#include "render/html_text.hpp"
#include "render/page_style.hpp"
#include "unit/hostile.hpp"

using namespace ipt;

namespace {

std::string page(const report::Report& report) { return render::html({&report, 1}, {}); }

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

// The colours that a part of the stylesheet names, such as `--ink`.
std::map<std::string, std::string> colours(std::string_view css) {
  std::map<std::string, std::string> found;
  for (std::size_t at = css.find("  --"); at != std::string_view::npos; at = css.find("  --", at)) {
    const std::size_t colon = css.find(": #", at);
    found.emplace(css.substr(at + 2, colon - at - 2), css.substr(colon + 3, 6));
    at = colon;
  }
  return found;
}

// Relative luminance as WCAG 2.1 defines it.
double luminance(const std::string& colour) {
  constexpr std::array weights = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = std::stoi(colour.substr(2 * i, 2), nullptr, 16) / 255.0;
    const double linear = share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    sum += weights.at(i) * linear;
  }
  return sum;
}

double contrast(const std::string& one, const std::string& other) {
  const auto [low, high] = std::minmax({luminance(one), luminance(other)});
  return (high + 0.05) / (low + 0.05);
}

void check_contrast(const std::map<std::string, std::string>& named) {
  REQUIRE(named.size() == 9);
  for (const std::string text : {"--ink", "--soft", "--accent", "--alert"}) {
    for (const std::string paper : {"--paper", "--band", "--band-deep", "--alert-paper"}) {
      CAPTURE(text);
      CAPTURE(paper);
      CHECK(contrast(named.at(text), named.at(paper)) >= 4.5);
    }
  }
}

}  // namespace

TEST_CASE("contrast is worked out as WCAG does") {
  CHECK(contrast("000000", "ffffff") == doctest::Approx(21));
  CHECK(contrast("777777", "ffffff") == doctest::Approx(4.48).epsilon(0.001));
}

TEST_CASE("every text stands out from every paper, in light and in dark") {
  const std::string_view css = render::page_style;
  const std::size_t dark = css.find("@media screen and (prefers-color-scheme: dark)");
  const std::size_t rest = css.find("html {");
  REQUIRE(dark < rest);
  check_contrast(colours(css.substr(0, dark)));
  check_contrast(colours(css.substr(dark, rest - dark)));
}

TEST_CASE("colours are named in one place and used by their names") {
  const std::string_view css = render::page_style;
  CHECK(css.substr(css.find("html {")).find('#') == std::string_view::npos);
}

TEST_CASE("text of HTML holds no markup and no control character") {
  CHECK(render::html_text("<b> & \"x\" 'y'\n\x1b\u202e") ==
        "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;\n\\x1b\\u{202e}");
}

TEST_CASE("no hostile text becomes markup") {
  const std::string text = page(test::hostile_report());
  CHECK_FALSE(test::has_control(text));
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("<b>") == std::string::npos);
  CHECK(text.find("<GP") == std::string::npos);
  CHECK(text.find("<a ") == std::string::npos);
  CHECK(text.find("<img") == std::string::npos);
  CHECK(text.find("&copy;") == std::string::npos);
  CHECK(text.find("<th scope=\"row\">&lt;script&gt;alert(1)&lt;/script&gt;</th>") !=
        std::string::npos);
  CHECK(text.find("first line<br>second line<br># third") != std::string::npos);
  CHECK(text.find("<p class=\"lead\">22&gt;23 &lt;GP name&gt;</p>") != std::string::npos);
}

TEST_CASE("a page says its language, its title and that it runs nothing") {
  const std::string text = page(test::hostile_report());
  CHECK(text.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  CHECK(text.find("<title>REPORT &lt;b&gt; &amp; more</title>") != std::string::npos);
  CHECK(text.find("default-src 'none'") != std::string::npos);
  CHECK(text.find("src=") == std::string::npos);
  CHECK(text.find("href=") == std::string::npos);
  CHECK(text.find("url(") == std::string::npos);
  CHECK(count(text, "<h1>") == 1);
  CHECK(count(text, "<main>") == 1);
  CHECK(count(text, "<header>") == 1);
}

TEST_CASE("a table has a caption and headers that say what they are about") {
  const std::string text = page(test::hostile_report());
  CHECK(count(text, "<caption") == count(text, "<table>"));
  CHECK(count(text, "<th ") == count(text, " scope=\""));
  CHECK(text.find("<th scope=\"col\">a|b &lt;i&gt;</th>") != std::string::npos);
  CHECK(text.find("<th scope=\"row\">=1+1</th>") != std::string::npos);
  CHECK(text.find("<code>ipt =1+1</code>") != std::string::npos);
  CHECK(count(text, "<dt>") == test::hostile_texts().size());
}

TEST_CASE("an alert says in words that it is one") {
  CHECK(page(test::hostile_report()).find("<p class=\"alert\"><strong>Attention:</strong> ") !=
        std::string::npos);
}

TEST_CASE("several reports are articles of one page, whose headings go one level deeper") {
  const std::vector<report::Report> reports = {test::hostile_report(), test::hostile_report()};
  const std::string text = render::html(reports, {});
  CHECK(count(text, "<h1>") == 1);
  CHECK(count(text, "<article>") == 2);
  CHECK(count(text, "<h2>") == 2);
  CHECK(count(text, "<h3>") == 4);
}

TEST_CASE("small bars are read out in words") {
  report::Report report{.schema = "ipt.test/1"};
  report.data.add("totals", report::List{19, report::Value{}, 0}).add("low", 0).add("high", 27);
  report.blocks.emplace_back(report::Note{.text = "so far {totals:spark low high}"});
  CHECK(page(report).find("so far <span class=\"spark\" role=\"img\" "
                          "aria-label=\"19, missing, 0\">▆.▁</span>") != std::string::npos);
}
