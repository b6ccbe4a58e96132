// The settings file: what is accepted is what the program writes of it.
#include <string>

#include "cli/config.hpp"
#include "fuzz/support.hpp"

using namespace ipt;
using namespace ipt::cli;
using namespace ipt::fuzz;

namespace {

std::string written(const Config& config) {
  std::string text;
  for (const Key key : all_keys()) {
    const auto& value = config.find(key);
    if (value) text += std::string{name_of(key)} + " = " + value->text + "\n";
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto config = accepted([&] { return read_config(text_of(data, size), "config"); });
  if (!config) return 0;
  const std::string text = written(*config);
  check_printable(text);
  require(written(read_config(text, "config")) == text, "settings read otherwise");
  return 0;
}
