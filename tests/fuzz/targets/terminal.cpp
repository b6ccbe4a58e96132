// Any bytes as a stored text, on a terminal: no control character, nothing that reorders text, and
// always UTF-8.
#include <array>
#include <string>

#include "cli/explain.hpp"
#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "ipt/render/text.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

// Colours are the one escape sequence that is our own.
std::string without_colours(std::string text) {
  for (const std::string_view own : {"\x1b[1m", "\x1b[0m", "\x1b[1;31m", "\x1b[31m", "\x1b[33m"}) {
    for (std::size_t at = text.find(own); at != std::string::npos; at = text.find(own, at)) {
      text.erase(at, own.size());
    }
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  check_printable(escaped_lines(text));
  require(!is_utf8(text) || escaped_lines(escaped_lines(text)) == escaped_lines(text),
          "what is escaped is escaped again");
  const report::Report report = report_of(text);
  constexpr std::array styles = std::to_array<render::TextStyle>(
      {{.width = 80}, {.width = 40, .voice = {.ascii = true}}, {.voice = {.plain = true}}});
  for (const render::TextStyle& style : styles) {
    check_printable(render::text(report, style));
  }
  check_printable(without_colours(render::text(report, {.colour = true})));
  check_printable(cli::error_text({.wrong = std::string{text},
                                   .allowed = std::string{text},
                                   .attempt = std::string{text},
                                   .line = 1}));
  return 0;
}
