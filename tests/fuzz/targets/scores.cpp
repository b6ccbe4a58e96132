// Answers and totals, of every instrument that the program brings.
#include <string>

#include "fuzz/support.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/score.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

// With the instrument in front, as `--score` takes it.
void check_named(const Catalogue& catalogue, std::string_view text) {
  const Date day = *Date::of(2026, 11, 23);
  const auto score = accepted([&] { return read_score(catalogue, text, day); });
  if (!score) return;
  const std::string again = score->instrument() + "=" + written(*score);
  require(read_score(catalogue, again, day) == *score, "what is shown reads otherwise");
}

void check_stored(std::string_view text) {
  const auto answers = accepted([&] { return answers_from(text); });
  if (!answers) return;
  require(answers_from(written(*answers)) == *answers, "what is stored reads otherwise");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalogue catalogue;
  const std::string_view text = text_of(data, size);
  for (const Instrument* each : catalogue.instruments()) check_score(*each, text);
  check_named(catalogue, text);
  check_stored(text);
  return 0;
}
