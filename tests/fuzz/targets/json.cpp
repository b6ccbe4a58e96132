// Any text in JSON: another reader finds the same text, and nothing in the bytes is for a terminal.
#include <nlohmann/json.hpp>
#include <string>

#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "ipt/render/json.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

nlohmann::json read(const std::string& text) {
  require(text.ends_with('\n') && text.find('\n') + 1 == text.size(), "JSON is not one line");
  check_printable(text);
  require(nlohmann::json::accept(text), "JSON cannot be read");
  return nlohmann::json::parse(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{text_of(data, size)};
  report::Report report = report_of(text);
  report.withheld = {text};
  report.warnings = {{.code = "w", .message = text}};
  const nlohmann::json found = read(render::json(report));
  const nlohmann::json error = read(render::json(Explanation{.code = "e", .wrong = text}));
  if (!is_utf8(text)) return 0;  // which no store holds unless it was changed by another program
  for (const nlohmann::json& each :
       {found["data"]["typed"], found["data"]["list"][1], found["data"]["rows"][0]["text"],
        found["withheld"][0], found["warnings"][0]["message"], error["error"]["message"]}) {
    require(each == text, "a text reads otherwise");
  }
  return 0;
}
