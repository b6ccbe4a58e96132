// Every *.txt beside this file is a transcript of the program. IPT_ACCEPT=1 in the environment
// rewrites those that differ; the change is then reviewed as a diff.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/transcript.hpp"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> transcripts() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator{fs::path{IPT_TEST_ROOT} / "golden"}) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The first line that differs, with its neighbour.
std::string difference(const std::string& expected, const std::string& actual) {
  std::istringstream a{expected};
  std::istringstream b{actual};
  std::string left;
  std::string right;
  for (int line = 1;; ++line) {
    const bool more_left = static_cast<bool>(std::getline(a, left));
    const bool more_right = static_cast<bool>(std::getline(b, right));
    if (!more_left && !more_right) return "no difference";
    if (left != right || more_left != more_right) {
      return "line " + std::to_string(line) + "\n  expected: " + (more_left ? left : "(end)") +
             "\n  came out: " + (more_right ? right : "(end)");
    }
  }
}

}  // namespace

TEST_CASE("every transcript comes out as it is written") {
  const bool accept = std::getenv("IPT_ACCEPT") != nullptr;
  const auto paths = transcripts();
  REQUIRE(paths.size() > 5);
  for (const fs::path& path : paths) {
    const std::string expected = content(path);
    const std::string actual = ipt::test::replay(expected);
    if (accept && expected != actual) std::ofstream{path, std::ios::binary} << actual;
    CHECK_MESSAGE((accept || expected == actual), path.filename().string()
                                                      << ": " << difference(expected, actual));
  }
}

TEST_CASE("a transcript that says something else is found") {
  const std::string actual = ipt::test::replay("$ ipt --version\nipt 9.9.9\n");
  CHECK(actual != "$ ipt --version\nipt 9.9.9\n\n");
  CHECK(actual.starts_with("$ ipt --version\nipt "));
}
