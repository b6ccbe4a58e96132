// The letter at the end of a course: what is recorded stands in it, what is not is a blank.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/text.hpp"
#include "support/program.hpp"

using namespace ipt;
using namespace ipt::test;
using nlohmann::json;

namespace {

const Date today = Date::from_iso("2026-11-23").value();

json letter(Program& program) {
  return json::parse(program.must({"report", "ending", "K7", "--json"})).at("data");
}

std::set<std::string> blanks(Program& program) {
  return letter(program).at("blanks").get<std::set<std::string>>();
}

void begin(Program& program) {
  program.must({"course", "create", "K7", "--start", "2026-10-05"});
  program.must({"log", "K7", "--date", "2026-10-05", "--phq9", "222222220"});
}

void end(Program& program, const std::string& status) {
  program.must({"course", "end", "K7", "--status", status, "--date", "2026-11-23"});
}

bool holds(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

}  // namespace

TEST_CASE("what is recorded is no blank, and what is a blank is not recorded") {
  Program program{today};
  begin(program);
  const auto before = blanks(program);
  for (const char* key : {"diagnosis", "relapse_plan", "goals", "ending_type", "recipient"}) {
    CHECK(before.contains(key));
  }
  program.must({"course", "amend", "K7", "--diagnosis", "depression", "--relapse-plan", "call"});
  program.must({"goal", "add", "K7", "ask for help"});
  CHECK(blanks(program).contains("goal_reached"));
  program.must({"goal", "rate", "K7:g1", "partly"});
  end(program, "completed");
  const auto after = blanks(program);
  for (const char* key : {"diagnosis", "relapse_plan", "goals", "ending_type"}) {
    CHECK_FALSE(after.contains(key));
  }
  CHECK_FALSE(after.contains("goal_reached"));
}

TEST_CASE("a letter has words of its own for every way in which a course ends") {
  std::set<std::string> subjects;
  for (const std::string status : {"completed", "ended-early-client", "ended-early-service",
                                   "referred-on", "not-started", "deceased", "unknown"}) {
    CAPTURE(status);
    Program program{today};
    if (status == "not-started") {
      program.must({"course", "create", "K7", "--start", "2026-10-05"});
    } else {
      begin(program);
    }
    end(program, status);
    const std::string text = program.must({"report", "ending", "K7"});
    CHECK(text.starts_with("DRAFT"));
    const std::size_t subject = text.find("Interpersonal Psychotherapy (");
    REQUIRE(subject != std::string::npos);
    subjects.insert(text.substr(subject, text.find(')', subject) - subject));
    const bool died = status == "deceased";
    CHECK(holds(text, "this letter does not go to the client") == died);
    CHECK(holds(text, "Relapse plan") == !(died || status == "not-started"));
    CHECK(blanks(program).contains("copy") == !died);
  }
  CHECK(subjects.size() == 7);
}

TEST_CASE("one score is no pair: nothing has become of it") {
  Program program{today};
  begin(program);
  const json measure = letter(program).at("measures").at(0);
  CHECK(measure.at("first").at("total") == 16);
  CHECK(measure.at("last").is_null());
  CHECK(measure.at("change").is_null());
  CHECK(holds(measure.at("meaning").get<std::string>(), "one score only, of 2026-10-05"));
}

TEST_CASE("what looks like a reference or a control character in a letter is text") {
  Program program{today};
  begin(program);
  program.must({"goal", "add", "K7", "{course.client} \x1b[31m <b>"});
  const std::string text = program.must({"report", "ending", "K7"});
  CHECK(holds(text, "{course.client} \\x1b[31m <b>"));
}

TEST_CASE("a long text in a letter, a supervision or a copy is wrapped to the page") {
  Program program{today};
  begin(program);
  std::string text;
  for (int i = 0; i < 60; ++i) text += "early waking and ";
  program.must({"course", "amend", "K7", "--relapse-plan", text});
  program.must({"supervision", "ask", "K7", text});
  for (const Words& command : std::vector<Words>{
           {"report", "ending", "K7"}, {"report", "supervision"}, {"client", "copy", "K7"}}) {
    const std::string printed = program.must(command);
    for (const std::string_view line : split(printed, '\n')) CHECK(display_width(line) <= 80);
  }
}
