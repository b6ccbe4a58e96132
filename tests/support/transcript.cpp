#include "support/transcript.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "cli/run.hpp"
#include "ipt/base/text.hpp"
#include "support/temporary_folder.hpp"

namespace ipt::test {
namespace {

bool is_hash_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Hashes differ from run to run, as ids and salts do: the whole one of a head and the eight digits
// that name a backup are shown as so many #.
std::string without_hashes(std::string text) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_hash_digit(text[end])) ++end;
    const std::string_view after = std::string_view{text}.substr(end);
    const bool names_backup = end - i == 8 && i > 0 && text[i - 1] == '-' &&
                              (after.starts_with(".db") || after.starts_with("-2.db"));
    if (end - i == 64 || names_backup) text.replace(i, end - i, end - i, '#');
    i = end + 1;
  }
  return text;
}

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

std::string text_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
}

// The line of a form that begins with this key; of the note, everything to the end.
struct FormLine {
  std::size_t at = 0;
  std::size_t size = 0;
};

FormLine line_of(const std::string& form, const std::string& key) {
  const std::string text = "\n" + form;
  const std::size_t at = text.find("\n" + key + ":");
  if (at == std::string::npos) return {.at = form.find("note:")};
  return {.at = at, .size = key == "note" ? form.size() - at : form.find('\n', at) + 1 - at};
}

// One thing that the editor of a transcript does to a form.
std::string edited(std::string form, const std::string& step) {
  if (step == "empty") return "";
  const bool deletes = step.starts_with("delete ");
  const std::string key = deletes ? step.substr(7) : step.substr(0, step.find(':'));
  const FormLine line = line_of(form, key);
  return form.replace(line.at, line.size, deletes ? "" : replaced(step, "\\n", "\n") + "\n");
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
      input_ = replaced(replaced(value, "\\r", "\r"), "\\n", "\n");
    } else if (name == "editor") {
      rounds_.push_back(value);
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
        .edit = [&](const std::string&, const std::string& path,
                    int line) { return edit(path, line); },
        .process = 1,
        .out_is_terminal = width_ > 0,
        .terminal_columns = width_};
    const int status = cli::run(words, world);
    out_ += std::move(shown_);
    shown_.clear();
    out_ += shielded(without_hashes(replaced(printed, home, "~")));
    for (const std::string_view line : split(errors, '\n')) {
      if (!line.empty()) out_ += "2> " + replaced(std::string{line}, home, "~") + "\n";
    }
    if (status != 0) out_ += "[exit " + std::to_string(status) + "]\n";
    out_ += "\n";
  }

  // Plays the next round of the editor; without one the form is left as it is.
  cli::Edited edit(const std::string& path, int line) {
    if (rounds_.empty()) return {};
    const std::string round = std::move(rounds_.front());
    rounds_.erase(rounds_.begin());
    cli::Edited ended;
    for (const std::string_view part : split(round, ';')) {
      const std::string step{trimmed(part)};
      if (step == "show") {
        show(text_of(path), line);
      } else if (step == "save") {
        const auto written = std::filesystem::last_write_time(path);
        std::filesystem::last_write_time(path, written + std::chrono::seconds{1});
      } else if (step == "fail") {
        ended.status = 1;
      } else if (step == "stop") {
        ended.stopped = true;
      } else {
        write_text(path, edited(text_of(path), step));
      }
    }
    return ended;
  }

  void show(const std::string& form, int line) {
    if (line > 0) shown_ += "(the cursor is on line " + std::to_string(line) + ")\n";
    for (const std::string_view each : split(form, '\n')) {
      shown_ += std::string{trimmed("| " + std::string{each})} + "\n";
    }
    shown_ += "\n";
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
  std::vector<std::string> rounds_;
  std::string shown_;
  std::map<std::string, std::string> environment_;
  std::string out_;
};

}  // namespace

std::string replay(std::string_view transcript) { return Player{}.play(transcript); }

}  // namespace ipt::test
