// Command lines, one word a line: as the parser reads them, and as the whole program answers them
// where there is no store.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/candidates.hpp"
#include "cli/flags.hpp"
#include "cli/parse.hpp"
#include "cli/run.hpp"
#include "cli/tokens.hpp"
#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

using Words = std::vector<std::string>;

bool is_documented(int status) {
  constexpr std::array statuses = {0, 1, 2, 3, 4, 5, 7, 10};
  return std::ranges::find(statuses, status) != statuses.end();
}

// The parser may take words apart at `=`, but makes none up.
bool was_typed(const std::string& value, const Words& words) {
  return std::ranges::any_of(words, [&](const std::string& word) { return word.ends_with(value); });
}

cli::Arguments parsed(const cli::Request& wanted) {
  return cli::parse(*wanted.command, cli::name_of(*wanted.group, *wanted.command), wanted.rest);
}

// Whether it is sure to write no file.
bool only_prints(const Words& words) {
  const auto wanted = accepted([&] { return cli::request(words); });
  if (!wanted || wanted->command == nullptr) return true;
  const auto arguments = accepted([&] { return parsed(*wanted); });
  if (!arguments) return true;
  for (const std::string& word : arguments->words()) {
    require(was_typed(word, words), "a word was not typed");
  }
  for (const cli::Flag* flag : cli::flags_of(*wanted->command)) {
    for (const std::string& value : arguments->all(*flag)) {
      require(was_typed(value, words), "a value was not typed");
    }
  }
  const bool writes = wanted->command->effect == cli::Effect::writes ||
                      wanted->command->effect == cli::Effect::maintains;
  return !writes && !arguments->given(cli::flags::output) &&
         !arguments->given(cli::flags::output_dir);
}

void check_run(const Words& words) {
  std::string out;
  std::string err;
  cli::World world = empty_world(out, err);
  const int status = cli::run(words, world);
  require(is_documented(status), "an exit status is not documented");
  // The answer to a completion script has a tab between a word and what it means.
  if (cli::asks_for_candidates(words)) std::ranges::replace(out, '\t', ' ');
  check_printable(out);
  check_printable(err);
  require(err.find("an internal fault") == std::string::npos, "an internal fault");
  require(status == 0 || !err.empty(), "a failure says nothing");
  const bool is_json = err.starts_with("{\"error\":");
  require(!is_json || nlohmann::json::accept(err), "an error in JSON is no JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Words words = words_of(text_of(data, size));
  if (only_prints(words)) check_run(words);
  words.insert(words.begin(), "--dry-run");
  check_run(words);
  return 0;
}
