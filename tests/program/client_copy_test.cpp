// The copy for a client holds everything that is held of them.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "report/copy_fields.hpp"
#include "store/fixture.hpp"
#include "store/schema.hpp"
#include "support/program.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

const Date today = Date::from_iso("2026-11-23").value();

// Names of rows, and what the program counts for itself: nothing that is held of a client.
bool is_internal(std::string_view table, std::string_view column) {
  constexpr std::array<std::string_view, 5> names = {"id", "uuid", "course_id", "client_id",
                                                     "version"};
  if (table == "note" && column == "id") return false;
  if (std::ranges::find(names, column) != names.end()) return true;
  return column == "number" && table != "course";
}

// A column as the history names it: rows of appointments are named by their day.
std::string told_as(std::string_view table, std::string_view column) {
  const bool names_appointment = (table == "note" && column == "id") || column == "appointment_id";
  return names_appointment ? "appointment" : std::string{column};
}

bool is_of_a_client(const store::RecordTable& table) {
  return std::string_view{table.name} != "instrument";
}

std::vector<std::string> columns_held() {
  const Place place;
  const store::Store store = new_store(place.store());
  return store.read([](const store::Records& records) {
    std::vector<std::string> columns;
    for (const store::RecordTable& table : store::record_tables()) {
      if (!is_of_a_client(table)) continue;
      for (const std::string& each : store::columns_of(database_of(records), table.name)) {
        if (is_internal(table.name, each)) continue;
        columns.push_back(fmt::format("{}.{}", table.name, told_as(table.name, each)));
      }
    }
    return columns;
  });
}

// A command that leaves a word of its own in one text field.
struct Marked {
  std::string word;
  Words command;
  bool about_another = false;
};

std::vector<Marked> marked_fields() {
  const auto log = [](Words more) {
    Words words = {"session", "amend", "K7@2026-10-05"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  return {
      {"mGoal", {"goal", "add", "K7", "mGoal"}},
      {"mdiagnosis", {"course", "amend", "K7", "--diagnosis", "mdiagnosis"}},
      {"mRelapse", {"course", "amend", "K7", "--relapse-plan", "mRelapse"}},
      {"mLink", log({"--link", "mLink"})},
      {"mTask", log({"--task", "mTask"})},
      {"mAsked", log({"--question", "mAsked"})},
      {"mAction", log({"--risk", "self-harm", "--risk-action", "mAction"})},
      {"mNote", log({"-m", "mNote"})},
      {"mLater", log({"-m", "mLater", "--reason", "mWhy"})},
      {"mWhy", {}},
      {"mAnswer", {"supervision", "answer", "K7:q1", "--text", "mAnswer"}},
      {"mSupervise", {"supervision", "ask", "K7", "mSupervise"}},
      {"mFocus",
       {"course", "focus", "K7", "transition", "--from", "2026-10-05", "--reason", "mFocus"}},
      {"mOldRole", {"course", "focus", "K7", "transition", "--old-role", "mOldRole"}},
      {"mNewRole", {"course", "focus", "K7", "transition", "--new-role", "mNewRole"}},
      {"P77",
       {"course", "focus", "K7", "dispute", "--secondary", "--from", "2026-10-06", "--with", "P77"},
       true},
      {"mPause", {"course", "pause", "K7", "--from", "2026-12-01", "--reason", "mPause"}},
      {"mCadence",
       {"course", "cadence", "K7", "14", "--from", "2026-11-01", "--reason", "mCadence"}},
      {"mEvent", {"event", "add", "K7", "mEvent", "--date", "2026-10-01"}},
      {"mSentence",
       {"formulation", "write", "K7", "--date", "2026-10-20", "--sentence", "mSentence"}},
      {"mFormulation",
       {"formulation", "write", "K7", "--date", "2026-10-21", "--text", "mFormulation"}},
      {"mCall", {"contact", "add", "K7", "--text", "mCall", "--risk", "none"}},
      {"mDone", {"contact", "add", "K7", "--risk", "self-harm", "--risk-action", "mDone"}},
      {"mPerson", {"person", "add", "K7", "P1", "--text", "mPerson"}, true},
      {"P78", {"person", "add", "K7", "P78"}, true},
      {"mSecond", {"person", "amend", "K7", "P1", "--text", "mSecond"}, true},
      {"mOther", {"contact", "add", "K7", "--with", "P1", "--text", "mOther"}, true},
      {"mWrong", {"log", "K7", "--date", "2026-10-12", "--focus", "grief", "-m", "mWrong"}, true},
      {"mMoved", {"session", "move", "K7@2026-10-12", "M3", "--reason", "mMoved"}, true},
      {"mDismissed", {"check", "K7", "--dismiss", "cadence", "--reason", "mDismissed"}},
      {"mEnd",
       {"course", "end", "K7", "--status", "completed", "--date", "2026-11-23", "--reason",
        "mEnd"}},
  };
}

void fill(Program& program) {
  program.must({"course", "create", "K7", "--start", "2026-10-05", "--instruments", "phq9,gad7"});
  program.must({"course", "create", "M3", "--start", "2026-10-05"});
  program.must({"log", "K7", "--date", "2026-10-05", "--phq9", "21111111-", "--gad7", "total:17"});
  for (const Marked& each : marked_fields()) {
    if (!each.command.empty()) program.must(each.command);
  }
}

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a copy shows every column of every record of a client, and no other") {
  std::vector<std::string> shown;
  for (const report::CopyField& each : report::copy_fields()) {
    shown.push_back(fmt::format("{}.{}", each.record, each.field));
  }
  std::vector<std::string> held = columns_held();
  std::ranges::sort(shown);
  std::ranges::sort(held);
  CHECK(shown == held);
}

TEST_CASE("a copy holds every text that was ever entered, and marks or leaves out that of others") {
  Program program{today};
  fill(program);
  for (const char* format : {"text", "json"}) {
    CAPTURE(format);
    const std::string whole = program.must({"client", "copy", "k7", "--format", format});
    const std::string own =
        program.must({"client", "copy", "K7", "--without-others", "--format", format});
    for (const Marked& each : marked_fields()) {
      CAPTURE(each.word);
      CHECK(holds(whole, each.word));
      CHECK(holds(own, each.word) != each.about_another);
    }
  }
}

TEST_CASE("a copy says each answer beside what it is about, and one left out is not 0") {
  Program program{today};
  fill(program);
  const std::string copy = program.must({"client", "copy", "K7", "--json"});
  CHECK(holds(copy, "little interest: 2; low mood: 1"));
  CHECK(holds(copy, "thoughts of death or self-harm: not answered"));
  CHECK(holds(copy, "\"name\":\"total, entered as such\",\"value\":\"17\""));
}

TEST_CASE("a session that another client had by mistake is theirs in the copy, unless taken back") {
  Program program{today};
  program.must({"course", "create", "K7", "--start", "2026-10-05"});
  program.must({"course", "create", "M3", "--start", "2026-10-05"});
  program.must({"log", "K7", "--date", "2026-10-05", "-m", "mNote"});
  program.must({"session", "move", "K7.1", "M3", "--reason", "wrong client"});
  const auto copy = [&](const char* client) {
    return program.must({"client", "copy", client, "--without-others"});
  };
  CHECK_FALSE(holds(copy("K7"), "mNote"));
  CHECK(holds(copy("M3"), "mNote"));
  program.must({"undo"});
  CHECK(holds(copy("K7"), "mNote"));
  CHECK_FALSE(holds(copy("M3"), "mNote"));
  program.must({"undo", "--redo"});
  CHECK_FALSE(holds(copy("K7"), "mNote"));
  CHECK(holds(copy("M3"), "mNote"));
}

TEST_CASE("a session that came to another course of the client stays the client's own") {
  Program program{today};
  program.must({"course", "create", "K7", "--start", "2026-10-05"});
  program.must({"log", "K7", "--date", "2026-11-02", "-m", "mNote"});
  program.must({"course", "create", "K7", "--kind", "maintenance", "--sessions", "4", "--every",
                "28", "--start", "2026-11-01"});
  program.must({"session", "move", "K7/1.1", "K7/2", "--reason", "mWhy"});
  program.must({"session", "remove", "K7/2.1", "--reason", "never was"});
  CHECK(holds(program.must({"client", "copy", "K7", "--without-others"}), "mNote"));
}
