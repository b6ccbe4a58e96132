#include "support/transcript.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <vector>

#include "cli/run.hpp"
#include "ipt/base/text.hpp"
#include "support/temporary_folder.hpp"

namespace ipt::test {
namespace {

// Words of a command line as a shell splits them: spaces, quotes and backslashes.
std::vector<std::string> shell_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else if (c == '\\' && quote == '"' && i + 1 < line.size()) {
        word += line[++i];
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      inside = true;
    } else if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
      inside = true;
    } else if (c == ' ') {
      if (inside) words.push_back(std::move(word));
      word.clear();
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (inside) words.push_back(std::move(word));
  return words;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
  return text;
}

// A line of output that would be read as a comment has a backslash before it.
std::string shielded(std::string_view printed) {
  std::string result = replaced("\n" + std::string{printed}, "\n#", "\n\\#");
  return result.substr(1);
}

class Player {
 public:
  std::string play(std::string_view transcript) {
    for (const std::string_view line : split(transcript, '\n')) {
      if (line.starts_with("$ ipt")) {
        out_ += std::string{line} + "\n";
        run(line.substr(2));
      } else if (line.starts_with("@ ")) {
        out_ += std::string{line} + "\n";
        set(line.substr(2));
      } else if (line.starts_with("#")) {
        out_ += std::string{line} + "\n";
      }
    }
    return std::move(out_);
  }

 private:
  void set(std::string_view setting) {
    const std::size_t space = setting.find(' ');
    const std::string_view name = setting.substr(0, space);
    const std::string value{setting.substr(space + 1)};
    if (name == "today") {
      today_ = Date::from_iso(value).value();
    } else if (name == "width") {
      width_ = whole_number(value).value();
    } else if (name == "input") {
      input_ = replaced(value, "\\n", "\n");
    } else if (name == "env") {
      const std::size_t equals = value.find('=');
      environment_[value.substr(0, equals)] = at_home(value.substr(equals + 1));
    } else if (name == "file") {
      const std::size_t end = value.find(' ');
      const std::filesystem::path path = at_home(value.substr(0, end));
      std::filesystem::create_directories(path.parent_path());
      std::ofstream{path, std::ios::binary} << replaced(value.substr(end + 1), "\\n", "\n") << '\n';
    }
  }

  std::string at_home(std::string text) const {
    return replaced(std::move(text), "~", home_.path().string());
  }

  void run(std::string_view command) {
    std::vector<std::string> words = shell_words(command);
    words.erase(words.begin());
    const std::string home = home_.path().string();
    for (std::string& word : words) word = replaced(word, "~", home);
    std::string printed;
    std::string errors;
    cli::World world{
        .today = [&] { return today_; },
        .now = std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{
            today_.days_since(Date::from_days_since_epoch(0)) * 86400000LL}},
        .environment = [&](const std::string& name) { return variable(name); },
        .read_input = [&](std::size_t most) { return input_.substr(0, most); },
        .out = [&](std::string_view text) { printed += text; },
        .err = [&](std::string_view text) { errors += text; },
        .out_is_terminal = width_ > 0,
        .terminal_columns = width_};
    const int status = cli::run(words, world);
    out_ += shielded(replaced(printed, home, "~"));
    for (const std::string_view line : split(errors, '\n')) {
      if (!line.empty()) out_ += "2> " + replaced(std::string{line}, home, "~") + "\n";
    }
    if (status != 0) out_ += "[exit " + std::to_string(status) + "]\n";
    out_ += "\n";
  }

  std::optional<std::string> variable(const std::string& name) const {
    if (name == "HOME") return home_.path().string();
    const auto found = environment_.find(name);
    return found == environment_.end() ? std::nullopt : std::optional{found->second};
  }

  TemporaryFolder home_;
  Date today_ = Date::from_iso("2026-11-23").value();
  int width_ = 0;
  std::string input_;
  std::map<std::string, std::string> environment_;
  std::string out_;
};

}  // namespace

std::string replay(std::string_view transcript) { return Player{}.play(transcript); }

}  // namespace ipt::test
