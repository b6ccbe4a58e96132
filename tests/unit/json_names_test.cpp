// What `ipt help json` lists is what the sources say, so that it cannot go stale.
#include <doctest/doctest.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // a false alarm in <regex>, sanitizers on
#endif

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "cli/json_names.hpp"
#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

std::string sources() {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator{fs::path{IPT_SOURCE_ROOT} / "src"}) {
    const std::string name = entry.path().filename().string();
    // The lists themselves; and the codes of instruments, which are no errors.
    if (!entry.is_regular_file() || name.starts_with("json_names")) continue;
    if (name.starts_with("built_in")) continue;
    all += bytes_of(entry.path().string());
  }
  return all;
}

// What the groups of a pattern match anywhere in a text.
Names found_in(const std::string& text, const char* pattern) {
  const std::regex wanted{pattern};
  Names names;
  for (std::sregex_iterator each{text.begin(), text.end(), wanted}; each != std::sregex_iterator{};
       ++each) {
    for (std::size_t i = 1; i < each->size(); ++i) {
      if ((*each)[i].matched) names.insert((*each)[i].str());
    }
  }
  return names;
}

Names error_codes_in(const std::string& text) {
  Names codes = found_in(text, R"re(_?code\s*=\s*"([a-z_0-9]+)")re");
  codes.merge(found_in(text, R"re(\.code\s*=\s*\w+ \? "([a-z_0-9]+)" : "([a-z_0-9]+)")re"));
  codes.merge(found_in(
      text,
      R"re(\b(?:refuse\w*|fail|require_total)\(\s*(?:(?:Exit::\w+|number|instrument|record),\s*)?"([a-z_0-9]+)")re"));
  return codes;
}

Names warning_codes_in(const std::string& text) {
  Names codes = found_in(text, R"re(warnings\.push_back\(\s*\{\s*"([a-z_]+)")re");
  codes.merge(found_in(text, R"re(\.code = "([a-z_]+)",\s*\.message)re"));
  return codes;
}

Names difference(const Names& one, const Names& other) {
  Names left;
  std::ranges::set_difference(one, other, std::inserter(left, left.end()));
  return left;
}

void check_same(const Names& listed, const Names& said) {
  for (const std::string& name : difference(said, listed))
    CHECK_MESSAGE(false, "not listed: " << name);
  for (const std::string& name : difference(listed, said))
    CHECK_MESSAGE(false, "in no source: " << name);
}

}  // namespace

TEST_CASE("every code of an error is listed, and none that there is not") {
  Names listed;
  for (const cli::ErrorCodes& each : cli::error_codes()) {
    CHECK(std::ranges::is_sorted(each.codes));
    for (const std::string_view code : each.codes) {
      CHECK_MESSAGE(listed.emplace(code).second, "listed twice: " << code);
    }
  }
  const std::string text = sources();
  CHECK(listed.size() > 100);
  check_same(listed, difference(error_codes_in(text), warning_codes_in(text)));
}

TEST_CASE("every code of a warning is listed, and none that there is not") {
  Names listed;
  for (const cli::WarningCode& each : cli::warning_codes()) listed.emplace(each.code);
  check_same(listed, warning_codes_in(sources()));
}

TEST_CASE("every schema that a source names is listed, and has a file") {
  const Names listed{cli::schema_names().begin(), cli::schema_names().end()};
  for (const std::string& name : found_in(sources(), R"re("(ipt\.[a-z.-]+/1)")re")) {
    CHECK_MESSAGE(listed.contains(name), name);
  }
  const fs::path folder = fs::path{IPT_SOURCE_ROOT} / "docs/schemas";
  for (const std::string& name : listed) {
    const std::string file = name.substr(0, name.find('/')) + "-1.json";
    CHECK_MESSAGE(fs::exists(folder / file), file);
  }
}

TEST_CASE("a code with another exit status is not listed") {
  CHECK(cli::is_listed("client_not_found", Exit::not_found));
  CHECK_FALSE(cli::is_listed("client_not_found", Exit::usage));
  CHECK_FALSE(cli::is_listed("nonsense", Exit::usage));
  CHECK_FALSE(cli::is_listed("usage", Exit::done));
}
