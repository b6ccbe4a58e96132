// A report whose every text tries to be something else, to render in each format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/characters.hpp"
#include "ipt/report/report.hpp"

namespace ipt::test {

inline const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {"<script>alert(1)</script>",
                                                 "a & b &amp; &copy;",
                                                 "\"double\" 'single'",
                                                 "[text](http://x.example)",
                                                 "![picture](http://x.example)",
                                                 "http://x.example/a",
                                                 "www.x.example",
                                                 "me@x.example",
                                                 "<http://x.example>",
                                                 "a|b",
                                                 "`code` ``more``",
                                                 "=1+1",
                                                 "\x1b[31mred\x1b[0m",
                                                 "first line\nsecond line\n# third",
                                                 "line\u2028separator",
                                                 "over\u202eride",
                                                 "isolate\u2066d\u2069 \u200fmark",
                                                 "del\x7f",
                                                 "\u009b31mred",
                                                 "tag\U000e0041",
                                                 "# heading",
                                                 "- item",
                                                 "1. item",
                                                 "---",
                                                 "~~~",
                                                 "*em* _em_",
                                                 "    code"};
  return texts;
}

/// Each text in a note, a fact, a cell, beneath a row and in a line, beside own text of that kind.
inline report::Report hostile_report(const std::vector<std::string>& texts = hostile_texts()) {
  using namespace report;
  Report report{.schema = "ipt.test/1",
                .title = "REPORT <b> & more",
                .verdict = "22>23 <GP name>",
                .csv_rows = "rows"};
  List rows;
  for (const std::string& text : texts) rows.emplace_back(Object{}.add("text", text));
  report.data.add("rows", std::move(rows));
  Facts facts{.heading = "FACTS <GP name> # 22>23"};
  Lines lines;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string reference = "{rows." + std::to_string(i) + ".text}";
    report.blocks.emplace_back(Note{.text = reference, .tone = Tone::alert});
    facts.facts.push_back({"a|b <i>", reference});
    lines.lines.push_back(reference);
  }
  report.blocks.emplace_back(std::move(facts));
  report.blocks.emplace_back(Table{.heading = "TABLE",
                                   .rows = "rows",
                                   .row_name = "{text}",
                                   .columns = {{"a|b <i>", "{text}"}, {"more", "{text}"}},
                                   .beneath = "ipt {text}"});
  report.blocks.emplace_back(std::move(lines));
  return report;
}

/// Whether a control character stands in it, but for line ends, or a mark that reorders text.
inline bool has_control(std::string_view text) {
  const std::string shown = with_unshown(text, [](Unshown unshown) {
    return unshown.point == U'\n' ? std::string{"\n"} : std::string{};
  });
  return shown != text;
}

}  // namespace ipt::test
