// The words of the therapy are kept: no word of another one, no promise, no mark for a person, and
// no field for a name. Read are all of help, what the transcripts print, and the texts in the
// source.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/man.hpp"
#include "cli/practice.hpp"
#include "cli/tokens.hpp"
#include "cli/topics.hpp"
#include "ipt/base/text.hpp"
#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

namespace fs = std::filesystem;

// A text that somebody reads, and where it stands.
struct Passage {
  std::string where;  // `help course create`, `standing.txt: ipt prep K7`, `src/cli/db.cpp`
  std::string text;
};

// ---- what is forbidden ----

// Small letters, and one space for any number of spaces and line ends.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : lower(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank || !result.ends_with(' ')) result += blank ? ' ' : c;
  }
  return result;
}

bool mentions(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

// The one passage that explains another school's word for the ending, as it stands in `help ipt`.
std::string explaining_passage() {
  const std::string_view text = cli::practice_text;
  const std::size_t start = text.find("Schools call the last phase");
  return plain(text.substr(start, text.find("\n\n", start) - start));
}

std::string without_explanation(std::string text) {
  static const std::string passage = explaining_passage();
  const std::size_t at = text.find(passage);
  return at == std::string::npos ? text : text.erase(at, passage.size());
}

// The word of an ended course, and of the page that says what it means.
bool may_say_recovered(const Passage& passage) {
  constexpr std::array places = std::to_array<std::string_view>(
      {"help measures", "man ipt", "help.txt: ipt help measures", "src/cli/topics.cpp",
       "src/domain/change.cpp", "src/report/outcomes"});
  if (std::ranges::any_of(
          places, [&](std::string_view place) { return passage.where.starts_with(place); })) {
    return true;
  }
  return mentions(passage.where, ": ipt report outcomes") || mentions(passage.text, "\nOUTCOME\n");
}

bool is_input_word(const Passage& passage) {
  return passage.where == "src/domain/focus.cpp" && passage.text == "termination";
}

// Whatever would be a figure for how well a therapist keeps to the therapy.
bool marks_adherence(std::string_view text) {
  constexpr std::size_t near = 24;
  for (std::size_t at = text.find("adherence"); at != std::string_view::npos;
       at = text.find("adherence", at + 1)) {
    const std::string_view after = text.substr(at, near);
    for (const std::string_view mark : {"score", "percent", "%", "rate", "index"}) {
      if (mentions(after, mark)) return true;
    }
  }
  return false;
}

// The forbidden words that a passage says.
std::vector<std::string> faults(const Passage& passage) {
  std::vector<std::string> found;
  const std::string text = without_explanation(plain(passage.text));
  for (const std::string_view word :
       {"homework", "thought record", "automatic thought", "cognitive distortion", "agenda",
        "exposure", "skills module"}) {
    if (mentions(text, word)) found.emplace_back(word);
  }
  if (mentions(text, "termination") && !is_input_word(passage)) found.emplace_back("termination");
  if (mentions(text, "recovered") && !may_say_recovered(passage)) found.emplace_back("recovered");
  if (marks_adherence(text)) found.emplace_back("a figure for adherence");
  // What an accrediting body requires, it alone can say is there.
  if (mentions(text, "accredit") && (mentions(text, " meets ") || mentions(text, " fulfils "))) {
    found.emplace_back("a promise of accreditation");
  }
  return found;
}

void check_all(const std::vector<Passage>& passages) {
  for (const Passage& each : passages) {
    for (const std::string& word : faults(each)) CHECK_MESSAGE(false, each.where << ": " << word);
  }
}

// ---- what is read ----

std::vector<Passage> help_texts() {
  std::vector<Passage> texts = {{"overview", cli::overview()},
                                {"ipt alone", cli::weekly_commands()},
                                {"man ipt", cli::manual_page()}};
  for (const cli::Topic& topic : cli::topics()) {
    texts.push_back({"help " + std::string{topic.name}, cli::text_of(topic)});
    if (!topic.page.empty()) {
      texts.push_back({std::string{topic.page}, cli::manual_page_of(topic)});
    }
  }
  for (const cli::Group* group : cli::groups()) {
    const std::string name = "help " + std::string{group->noun};
    texts.push_back({name, cli::help_of(*group)});
    for (const cli::Command& command : group->commands) {
      texts.push_back({name + " " + std::string{command.verb}, cli::help_of(*group, command)});
    }
  }
  return texts;
}

// What each command of a transcript printed; what was typed is another's word.
std::vector<Passage> outputs(const std::string& name, std::string_view transcript) {
  std::vector<Passage> passages;
  for (const std::string_view line : split(transcript, '\n')) {
    if (line.starts_with("$ ")) {
      passages.push_back({name + ": " + std::string{line.substr(2)}, "\n"});
    } else if (!passages.empty() && !line.starts_with("#") && !line.starts_with("@ ")) {
      passages.back().text.append(line.substr(line.starts_with("2> ") ? 3 : 0)) += '\n';
    }
  }
  return passages;
}

std::vector<Passage> transcripts() {
  std::vector<Passage> all;
  for (const auto& entry : fs::directory_iterator{fs::path{IPT_TEST_ROOT} / "golden"}) {
    if (entry.path().extension() != ".txt") continue;
    const auto printed = outputs(entry.path().filename(), bytes_of(entry.path().string()));
    all.insert(all.end(), printed.begin(), printed.end());
  }
  return all;
}

// The string literals of a source file; those that the compiler joins are one.
class Literals {
 public:
  static std::vector<std::string> of(std::string_view source) {
    Literals reader{source};
    while (reader.at_ < source.size()) reader.take();
    return std::move(reader.found_);
  }

 private:
  explicit Literals(std::string_view source) : source_(source) {}

  [[nodiscard]] bool begins(std::string_view text) const {
    return source_.substr(at_).starts_with(text);
  }
  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = source_.find(end, from);
    at_ = found == std::string_view::npos ? source_.size() : found + end.size();
  }

  void take() {
    if (begins("//") || begins("#include")) {
      skip_past("\n", at_);
    } else if (begins("/*")) {
      skip_past("*/", at_);
    } else if (begins("R\"")) {
      take_raw();
    } else if (begins("\"")) {
      add(quoted('"'));
    } else if (begins("'") && (at_ == 0 || !is_digit(source_[at_ - 1]))) {
      quoted('\'');
    } else {
      joins_ = joins_ && mentions(" \n\t", source_.substr(at_, 1));
      ++at_;
    }
  }

  void take_raw() {
    const std::size_t open = source_.find('(', at_);
    const std::string end = ")" + std::string{source_.substr(at_ + 2, open - at_ - 2)} + "\"";
    const std::size_t close = source_.find(end, open);
    add(std::string{source_.substr(open + 1, close - open - 1)});
    skip_past(end, open);
  }

  std::string quoted(char quote) {
    std::string text;
    for (++at_; at_ < source_.size() && source_[at_] != quote; ++at_) {
      if (source_[at_] == '\\') ++at_;
      text += source_[at_];
    }
    ++at_;
    return text;
  }

  void add(const std::string& text) {
    if (joins_ && !found_.empty()) {
      found_.back() += text;
    } else {
      found_.push_back(text);
    }
    joins_ = true;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool joins_ = false;  // nothing but spaces since the last literal
  std::vector<std::string> found_ = {};
};

std::vector<Passage> source_texts() {
  std::vector<Passage> passages;
  const fs::path root = IPT_SOURCE_ROOT;
  for (const char* folder : {"src", "include"}) {
    for (const auto& entry : fs::recursive_directory_iterator{root / folder}) {
      if (!entry.is_regular_file()) continue;
      const std::string where = fs::relative(entry.path(), root).generic_string();
      for (std::string& text : Literals::of(bytes_of(entry.path().string()))) {
        passages.push_back({where, std::move(text)});
      }
    }
  }
  return passages;
}

// What is said of whoever would be named.
bool asks_for_a_name(std::string_view flag) {
  return std::ranges::any_of(
      std::to_array<std::string_view>({"name", "birth", "born", "address", "email", "nhs"}),
      [&](std::string_view word) { return mentions(flag, word); });
}

}  // namespace

TEST_CASE("help speaks the words of the therapy") {
  const auto texts = help_texts();
  CHECK(texts.size() > 50);
  check_all(texts);
}

TEST_CASE("plain text is one fact a line, short, and begins with a word") {
  constexpr std::size_t longest = 100;
  int lines = 0;
  for (const Passage& each : transcripts()) {
    // A settings file is printed as it is read back.
    if (!mentions(each.where, " --plain") || mentions(each.where, "config show")) continue;
    for (const std::string_view line : split(each.text, '\n')) {
      if (line.empty() || line.starts_with("[exit ")) continue;
      ++lines;
      CHECK_MESSAGE(display_width(line) <= longest, each.where << ": " << line);
      CHECK_MESSAGE((is_letter(line.front()) || is_digit(line.front())),
                    each.where << ": " << line);
    }
  }
  CHECK(lines > 300);
}

TEST_CASE("help fits 80 columns") {
  for (const Passage& each : help_texts()) {
    if (mentions(each.where, "man ipt") || mentions(each.where, "ipt-practice")) continue;
    for (const std::string_view line : split(each.text, '\n')) {
      CHECK_MESSAGE(display_width(line) <= 80, each.where << ": " << line);
    }
  }
}

TEST_CASE("what transcripts print speaks the words of the therapy") {
  const auto passages = transcripts();
  CHECK(passages.size() > 300);
  check_all(passages);
}

TEST_CASE("who is told of a positive risk item is told that it is no assessment") {
  std::size_t told = 0;
  for (const Passage& each : transcripts()) {
    if (!mentions(each.text, "follow this up")) continue;
    ++told;
    CHECK_MESSAGE(mentions(plain(each.text), "ipt does not assess risk"), each.where);
  }
  CHECK(told > 10);
}

TEST_CASE("texts in the source speak the words of the therapy") {
  const auto texts = source_texts();
  CHECK(texts.size() > 1000);
  check_all(texts);
}

TEST_CASE("only an instrument has a name") {
  for (const cli::Group* group : cli::groups()) {
    for (const cli::Command& command : group->commands) {
      for (const cli::Flag* flag : cli::flags_of(command)) {
        const bool is_fine = !asks_for_a_name(flag->name) || group->noun == "instrument";
        CHECK_MESSAGE(is_fine, group->noun << ' ' << command.verb << ' ' << flag->name);
      }
    }
  }
  const Place place;
  const store::Store store = new_store(place.store());
  // A dismissal has the name of a check.
  CHECK(texts(store,
              "SELECT t.name || '.' || c.name FROM sqlite_schema AS t, pragma_table_info(t.name) "
              "AS c WHERE t.type = 'table' AND c.name LIKE '%name%' ORDER BY 1") ==
        std::vector<std::string>{"dismissal.name", "instrument.name"});
}

TEST_CASE("a word that is out of place is found") {
  const auto fault = [](std::string where, std::string text) {
    const auto found = faults({std::move(where), std::move(text)});
    return found.empty() ? std::string{} : found.front();
  };
  CHECK(fault("help session log", "the Homework\nof last week") == "homework");
  CHECK(fault("man ipt", "a thought\n  record") == "thought record");
  CHECK(fault("help course end", "Termination") == "termination");
  CHECK(fault("src/domain/phase.cpp", "termination") == "termination");
  CHECK(fault("src/domain/focus.cpp", "the termination phase") == "termination");
  CHECK(fault("help ipt", std::string{cli::practice_text} + "termination") == "termination");
  CHECK(fault("prep.txt: ipt prep K7", "recovered") == "recovered");
  CHECK(fault("help check", "an adherence score") == "a figure for adherence");
  CHECK(fault("help check", "Adherence: 75 %") == "a figure for adherence");
  CHECK(fault("help session", "set the agenda") == "agenda");
  CHECK(fault("help ipt", "It meets what accreditation asks for") == "a promise of accreditation");
}

TEST_CASE("a word in its place is not reported") {
  CHECK(faults({"src/domain/focus.cpp", "termination"}).empty());
  CHECK(faults({"help ipt", std::string{cli::practice_text}}).empty());
  CHECK(faults({"help measures", "recovered"}).empty());
  CHECK(faults({"outcomes.txt: ipt report outcomes --json", "recovered"}).empty());
  CHECK(faults({"help check", "adherence is judged by people"}).empty());
}

TEST_CASE("literals are read as the compiler reads them") {
  const std::string source =
      "#include \"no.hpp\"\n// \"no\"\n/* \"no\" */ a(\"one \\\"two\\\"\",\n \"a \"  \n \"b\"); "
      "c = '\"'; n = 1'000; R\"x(raw\n\"text\")x\"";
  CHECK(Literals::of(source) == std::vector<std::string>{"one \"two\"", "a b", "raw\n\"text\""});
  const auto printed =
      outputs("t.txt", "# homework\n@ input homework\n$ ipt x --task homework\nA\n2> B\n\n");
  REQUIRE(printed.size() == 1);
  CHECK(printed[0].where == "t.txt: ipt x --task homework");
  CHECK(printed[0].text == "\nA\nB\n\n\n");
}
