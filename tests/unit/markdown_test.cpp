#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "ipt/base/text.hpp"
#include "ipt/render/markdown.hpp"
#include "render/markdown_text.hpp"
#include "unit/hostile.hpp"

using namespace ipt;
using render::markdown_code;
using render::markdown_line;
using render::markdown_text;

namespace {

std::string page(const report::Report& report) { return render::markdown({&report, 1}, {}); }

// Bars that are not escaped: where cells end.
std::size_t bars_of(std::string_view line) {
  std::size_t bars = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '|') {
      ++bars;
    }
  }
  return bars;
}

bool has_link(std::string_view line) {
  const std::size_t at = line.find("](");
  const bool is_code = line.find("| | `") == 0;
  return at != std::string_view::npos && !is_code && (at == 0 || line[at - 1] != '\\');
}

}  // namespace

TEST_CASE("what would be Markdown, HTML, an entity or a link is escaped") {
  CHECK(markdown_text("<b> & &copy;") == "&lt;b&gt; &amp; &amp;copy;");
  CHECK(markdown_text("[t](http://x)") == "\\[t\\](http\\://x)");
  CHECK(markdown_text("*a* _b_ `c` ~d~ $e$ a|b \\") ==
        "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\$e\\$ a\\|b \\\\");
  CHECK(markdown_text("www.x.example, WWW.x") == "www\\.x.example, WWW\\.x");
  CHECK(markdown_text("me@x.example") == "me<!-- -->@x.example");
  CHECK(markdown_text("K7@2026-11-23") == "K7@2026-11-23");
  CHECK(markdown_text("@x.example") == "@x.example");
  CHECK(markdown_text("@octocat (@o) K7@o @ @-") == "@octocat (<!-- -->@o) K7@o @ @-");
  CHECK(markdown_text("a\nb") == "a<br>b");
  CHECK(markdown_text("\x1b[31m \u202e") == "\\\\x1b\\[31m \\\\u\\{202e\\}");
  CHECK(markdown_text("19 (-10), 22>23") == "19 (-10), 22&gt;23");
}

TEST_CASE("the beginning of a line is no heading, list, rule or code") {
  CHECK(markdown_line("# a") == "\\# a");
  CHECK(markdown_line("- a") == "\\- a");
  CHECK(markdown_line("+ a") == "\\+ a");
  CHECK(markdown_line("===") == "\\===");
  CHECK(markdown_line("---") == "\\---");
  CHECK(markdown_line("1. a") == "1\\. a");
  CHECK(markdown_line("12) a") == "12\\) a");
  CHECK(markdown_line("    a") == "a");
  CHECK(markdown_line("3 of 4") == "3 of 4");
}

TEST_CASE("code is closed by as many backticks as it needs") {
  CHECK(markdown_code("ipt check K7") == "`ipt check K7`");
  CHECK(markdown_code("a ``b`` c") == "```a ``b`` c```");
  CHECK(markdown_code("`") == "`` ` ``");
  CHECK(markdown_code("a|b\nc") == "<code>a\\|b c</code>");
  CHECK(markdown_code("a\\|b") == "<code>a\\\\\\|b</code>");
}

TEST_CASE("no hostile text changes the structure of Markdown") {
  const std::string text = page(test::hostile_report());
  CHECK_FALSE(test::has_control(text));
  CHECK(text.ends_with("\n"));
  CHECK_FALSE(text.ends_with("\n\n"));
  bool in_code = false;
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with("```")) in_code = !in_code;
    if (in_code || line.empty()) continue;
    CAPTURE(line);
    CHECK_FALSE(has_link(line));
    if (line.starts_with('#')) CHECK((line.starts_with("# REPORT") || line.starts_with("## ")));
    if (line.starts_with('|')) CHECK(bars_of(line) == 3);
    if (line.find("<GP") != std::string_view::npos) CHECK(line.starts_with("|"));
  }
  CHECK(text.find("# REPORT &lt;b&gt; &amp; more\n") == 0);
  CHECK(text.find("## FACTS &lt;GP name&gt; \\# 22&gt;23\n") != std::string::npos);
  CHECK(text.find("- **a\\|b &lt;i&gt;:** =1+1\n") != std::string::npos);
}

TEST_CASE("a report without anything to say is an empty line") {
  CHECK(page({.schema = "ipt.test/1"}) == "\n");
}
