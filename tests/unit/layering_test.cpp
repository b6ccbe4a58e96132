// Layers in name only are held by nobody: this reads every #include and holds the table.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Line {
  std::string file;  // relative to the root, such as "src/base/date.cpp"
  int number = 0;
  std::string text;
};

// What each layer may include of ours. "main" is src/main.cpp.
const std::map<std::string, std::vector<std::string>, std::less<>> allowed_layers = {
    {"base", {"base"}},
    {"domain", {"base", "domain"}},
    {"store", {"base", "domain", "store"}},
    {"report", {"base", "domain", "report"}},
    {"render", {"base", "report", "render"}},
    {"exchange", {"base", "domain", "exchange"}},
    {"cli", {"base", "domain", "store", "report", "render", "exchange", "cli"}},
    {"main", {"base", "cli"}},
};

// What may be written only where the path begins like this.
struct Rule {
  std::string_view text;
  std::vector<std::string_view> only_in;
};

const std::vector<Rule> rules = {
    {.text = "sqlite3", .only_in = {"src/store/"}},
    {.text = "#include <sqlite3.h>", .only_in = {"src/store/sqlite.cpp", "src/store/sqlite.hpp"}},
    {.text = "CLI/CLI.hpp", .only_in = {"src/cli/"}},
    {.text = "catch (...)", .only_in = {"src/main.cpp", "src/cli/run.cpp"}},
    {.text = "getenv", .only_in = {"src/main.cpp"}},
    {.text = "throw std::", .only_in = {}},
    {.text = "#include <iostream>", .only_in = {}},
    {.text = "#include <locale>", .only_in = {}},
    {.text = "#include <regex>", .only_in = {}},
};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view until_slash(std::string_view path) { return path.substr(0, path.find('/')); }

// "domain" of "include/ipt/domain/course.hpp" and of "src/domain/course.cpp".
std::string_view layer_of_file(std::string_view file) {
  for (const std::string_view root : {"include/ipt/", "src/"}) {
    if (file.starts_with(root)) file.remove_prefix(root.size());
  }
  return file == "main.cpp" ? "main" : until_slash(file);
}

// "domain" of `#include "ipt/domain/course.hpp"`, "store" of `#include "store/sqlite.hpp"`; the
// name itself where it has no folder; nothing for other lines and for the headers of others.
std::optional<std::string_view> layer_included(std::string_view text) {
  const auto directive = text.find_first_not_of(" \t");
  if (directive == std::string_view::npos || !text.substr(directive).starts_with("#include")) {
    return std::nullopt;
  }
  const auto open = text.find_first_of("\"<", directive);
  if (open == std::string_view::npos) return std::nullopt;
  const auto close = text.find_first_of("\">", open + 1);
  auto name = text.substr(open + 1, close - open - 1);
  const bool is_public = name.starts_with("ipt/");
  if (is_public) name.remove_prefix(4);
  if (text[open] == '<' && !is_public) return std::nullopt;
  return until_slash(name);
}

// What is wrong with a line, or nothing.
std::optional<std::string> violation(const Line& line) {
  const auto where = line.file + ":" + std::to_string(line.number) + ": ";
  if (const auto included = layer_included(line.text)) {
    const auto layer = std::string(layer_of_file(line.file));
    const auto row = allowed_layers.find(layer);
    if (row == allowed_layers.end()) return where + "no such layer: " + layer;
    if (std::ranges::find(row->second, *included) == row->second.end()) {
      return where + layer + " may not include " + std::string(*included);
    }
  }
  const auto is_broken = [&](const Rule& rule) {
    return contains(line.text, rule.text) && std::ranges::none_of(rule.only_in, [&](auto place) {
             return line.file.starts_with(place);
           });
  };
  const auto broken = std::ranges::find_if(rules, is_broken);
  if (broken == rules.end()) return std::nullopt;
  return where + "not here: " + std::string(broken->text);
}

std::vector<std::string> source_files() {
  std::vector<std::string> files;
  const fs::path root = IPT_SOURCE_ROOT;
  for (const auto* folder : {"include/ipt", "src"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp") {
        files.push_back(fs::relative(entry.path(), root).generic_string());
      }
    }
  }
  std::ranges::sort(files);
  return files;
}

std::vector<Line> lines_of(const std::string& file) {
  std::vector<Line> lines;
  std::ifstream stream(fs::path(IPT_SOURCE_ROOT) / file);
  std::string text;
  for (int number = 1; std::getline(stream, text); ++number) {
    lines.push_back({.file = file, .number = number, .text = text});
  }
  return lines;
}

}  // namespace

TEST_CASE("every file keeps to its layer and to what may be written there") {
  const auto files = source_files();
  CHECK(files.size() > 20);
  for (const auto& file : files) {
    const auto lines = lines_of(file);
    CHECK_MESSAGE(!lines.empty(), file << " is empty or cannot be read");
    for (const auto& line : lines) {
      const auto problem = violation(line);
      CHECK_MESSAGE(!problem, problem.value_or(""));
    }
  }
}

TEST_CASE("one file includes CLI11, which costs seconds of compile time") {
  std::vector<std::string> includers;
  for (const auto& file : source_files()) {
    const auto lines = lines_of(file);
    if (std::ranges::any_of(lines,
                            [](const Line& line) { return contains(line.text, "CLI/CLI.hpp"); })) {
      includers.push_back(file);
    }
  }
  CHECK(includers.size() == 1);
}

TEST_CASE("a line in the wrong place is reported") {
  const auto problem = [](std::string file, std::string text) {
    return violation({.file = std::move(file), .number = 7, .text = std::move(text)}).value_or("");
  };
  CHECK(problem("src/render/text.cpp", "#include \"ipt/domain/course.hpp\"") ==
        "src/render/text.cpp:7: render may not include domain");
  CHECK(problem("include/ipt/report/prep.hpp", "#include <ipt/store/store.hpp>") ==
        "include/ipt/report/prep.hpp:7: report may not include store");
  CHECK(problem("src/main.cpp", "#include \"ipt/store/store.hpp\"") ==
        "src/main.cpp:7: main may not include store");
  CHECK(problem("src/base/date.cpp", "#include \"date.hpp\"") ==
        "src/base/date.cpp:7: base may not include date.hpp");
  CHECK(problem("src/extra/new.cpp", "#include \"ipt/base/date.hpp\"") ==
        "src/extra/new.cpp:7: no such layer: extra");
  CHECK(problem("src/store/store.cpp", "#include <sqlite3.h>") ==
        "src/store/store.cpp:7: not here: #include <sqlite3.h>");
  CHECK(problem("src/cli/run.cpp", "sqlite3_open(path);") ==
        "src/cli/run.cpp:7: not here: sqlite3");
  for (const auto& rule : rules) {
    CHECK_MESSAGE(!problem("src/domain/course.cpp", std::string(rule.text)).empty(), rule.text);
  }
}

TEST_CASE("a line in its right place is not reported") {
  const auto is_fine = [](std::string file, std::string text) {
    return !violation({.file = std::move(file), .number = 1, .text = std::move(text)});
  };
  CHECK(is_fine("src/render/text.cpp", "#include \"ipt/report/report.hpp\""));
  CHECK(is_fine("src/store/sqlite.cpp", "#include \"store/sqlite.hpp\""));
  CHECK(is_fine("src/store/sqlite.hpp", "#include <sqlite3.h>"));
  CHECK(is_fine("src/cli/run.cpp", "} catch (...) {"));
  CHECK(is_fine("src/main.cpp", "#include \"cli/run.hpp\""));
  CHECK(is_fine("src/base/date.cpp", "#include <fmt/format.h>"));
}
