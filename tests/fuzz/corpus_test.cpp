// Every fuzz target over its corpus: what was found once is found again without the fuzzer.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

// Each is LLVMFuzzerTestOneInput of its file, which the build renames.
#define IPT_FUZZ_TARGET(name) extern "C" int fuzz_##name(const std::uint8_t*, std::size_t)
IPT_FUZZ_TARGET(arguments);
IPT_FUZZ_TARGET(csv);
IPT_FUZZ_TARGET(dates);
IPT_FUZZ_TARGET(definitions);
IPT_FUZZ_TARGET(forms);
IPT_FUZZ_TARGET(html);
IPT_FUZZ_TARGET(json);
IPT_FUZZ_TARGET(markdown);
IPT_FUZZ_TARGET(scores);
IPT_FUZZ_TARGET(settings);
IPT_FUZZ_TARGET(terminal);
#undef IPT_FUZZ_TARGET

namespace {

namespace fs = std::filesystem;

using Bytes = std::vector<char>;

const fs::path root = fs::path{IPT_TEST_ROOT} / "fuzz";

Bytes bytes_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator{folder}) {
    const std::string name = entry.path().stem().string();
    if (!name.starts_with('.')) names.insert(name);
  }
  return names;
}

using Target = int (*)(const std::uint8_t*, std::size_t);

void run_folder(const fs::path& folder, Target target) {
  REQUIRE(fs::is_directory(folder));
  std::size_t inputs = 0;
  for (const auto& entry : fs::directory_iterator{folder}) {
    CAPTURE(entry.path().filename().string());
    const Bytes bytes = bytes_of(entry.path());
    CHECK_NOTHROW(target(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
    ++inputs;
  }
  CHECK(inputs > 0);
}

// Its own inputs, and those that are given to every target.
void run_corpus(const char* name, Target target) {
  run_folder(root / "corpus" / name, target);
  run_folder(root / "corpus" / "any", target);
}

}  // namespace

TEST_CASE("fuzz corpus: arguments") { run_corpus("arguments", fuzz_arguments); }
TEST_CASE("fuzz corpus: csv") { run_corpus("csv", fuzz_csv); }
TEST_CASE("fuzz corpus: dates") { run_corpus("dates", fuzz_dates); }
TEST_CASE("fuzz corpus: definitions") { run_corpus("definitions", fuzz_definitions); }
TEST_CASE("fuzz corpus: forms") { run_corpus("forms", fuzz_forms); }
TEST_CASE("fuzz corpus: html") { run_corpus("html", fuzz_html); }
TEST_CASE("fuzz corpus: json") { run_corpus("json", fuzz_json); }
TEST_CASE("fuzz corpus: markdown") { run_corpus("markdown", fuzz_markdown); }
TEST_CASE("fuzz corpus: scores") { run_corpus("scores", fuzz_scores); }
TEST_CASE("fuzz corpus: settings") { run_corpus("settings", fuzz_settings); }
TEST_CASE("fuzz corpus: terminal") { run_corpus("terminal", fuzz_terminal); }

TEST_CASE("every fuzz target has a corpus, and every corpus a target") {
  std::set<std::string> names = names_in(root / "targets");
  names.insert("any");
  CHECK(names == names_in(root / "corpus"));
}
