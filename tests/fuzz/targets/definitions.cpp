// The flags of `instrument define`, one a line: whatever definition is accepted, its scores lie in
// its range.
#include <string>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/instrument_flags.hpp"
#include "cli/invocation.hpp"
#include "cli/parse.hpp"
#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/definition.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

Instrument defined(const std::vector<std::string>& words) {
  const cli::Request wanted = cli::request(words);
  std::string none;
  cli::World world = empty_world(none, none);
  const cli::Invocation invocation{world, parse(*wanted.command, "instrument define", wanted.rest)};
  const std::string code = read_instrument_code(invocation.arguments().word(0));
  Instrument instrument{.code = code, .name = code, .entry = Entry::total};
  apply_definition(invocation, instrument);
  check_definition(invocation, instrument);
  return instrument;
}

void check_scores(const Instrument& instrument) {
  check_printable(instrument.name + instrument.measures + instrument.licence);
  for (const Points points : {instrument.total_min, instrument.total_max}) {
    check_score(instrument, "total:" + written(points));
  }
  for (const std::string answer : {"-", "0", "1", "3", "100"}) {
    const std::vector<std::string> answers(instrument.topics.size(), answer);
    check_score(instrument, joined(answers, " "));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> words = {"instrument", "define"};
  for (std::string& word : words_of(text_of(data, size))) words.push_back(std::move(word));
  if (const auto instrument = accepted([&] { return defined(words); })) check_scores(*instrument);
  return 0;
}
