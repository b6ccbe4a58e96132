// Every text that a person can type, each as a word of its own.
#pragma once

#include <string>
#include <vector>

#include "support/program.hpp"

namespace ipt::test {

/// What a text is of: reports allow kinds of text, not single fields.
enum class Kind {
  goal,
  relapse_plan,
  role,
  sentence,
  label,  ///< of a person
  question,
  answer,
  note,    ///< also links, tasks, risk actions, events, contacts, what was said of people
  reason,  ///< of a change of the record itself
  never,   ///< reasons that only `history` and the records themselves tell
};

/// A word that is typed into one field.
struct Typed {
  std::string word;
  Kind kind;
  Words command;
};

inline Words amend(const Words& flags) {
  Words words = {"session", "amend", "K7@2026-10-19"};
  words.insert(words.end(), flags.begin(), flags.end());
  return words;
}

/// Every field that takes a text, in an order in which they can be typed.
inline std::vector<Typed> typed() {
  using enum Kind;
  const Words with_focus = {"course", "focus", "K7", "transition", "--from", "2026-10-12"};
  const auto focus = [&](const Words& flags) {
    Words words = with_focus;
    words.insert(words.end(), flags.begin(), flags.end());
    return words;
  };
  return {
      {"wGoal", goal, {"goal", "add", "K7", "wGoal"}},
      {"wRelapse", relapse_plan, {"course", "amend", "K7", "--relapse-plan", "wRelapse"}},
      {"wFocusReason", reason, focus({"--reason", "wFocusReason"})},
      {"wOldRole", role, focus({"--old-role", "wOldRole"})},
      {"wNewRole", role, focus({"--new-role", "wNewRole"})},
      {"P61",
       label,
       {"course", "focus", "K7", "dispute", "--secondary", "--from", "2026-10-13", "--with",
        "P61"}},
      {"wSentence",
       sentence,
       {"formulation", "write", "K7", "--sentence", "wSentence", "--text", "wFormulation"}},
      {"wFormulation", note, {}},
      {"P62", label, {"person", "add", "K7", "P62", "--text", "wPerson"}},
      {"wPerson", note, {}},
      {"wEvent", note, {"event", "add", "K7", "wEvent", "--date", "2026-11-20"}},
      {"wContact",
       note,
       {"contact", "add", "K7", "--text", "wContact", "--risk", "self-harm", "--risk-action",
        "wContactAction"}},
      {"wContactAction", note, {}},
      {"wLink", note, amend({"--link", "wLink"})},
      {"wTask", note, amend({"--task", "wTask"})},
      {"wAction", note, amend({"--risk", "self-harm", "--risk-action", "wAction"})},
      {"wNote", note, amend({"-m", "wNote", "--reason", "wAmended"})},
      {"wAmended", never, {}},
      {"wWithSession", question, amend({"--question", "wWithSession"})},
      {"wQuestion", question, {"supervision", "ask", "K7", "wQuestion"}},
      {"wAnswer", answer, {"supervision", "answer", "K7:q1", "--text", "wAnswer"}},
      {"wPause", never, {"course", "pause", "K7", "--from", "2026-12-01", "--reason", "wPause"}},
      {"wBreak",
       never,
       {"break", "add", "--from", "2026-10-26", "--to", "2026-10-27", "--reason", "wBreak"}},
      {"wCadence",
       never,
       {"course", "cadence", "K7", "14", "--from", "2026-11-02", "--reason", "wCadence"}},
      {"wDismissed", never, {"check", "K7", "--dismiss", "cadence", "--reason", "wDismissed"}},
      {"wEnd",
       never,
       {"course", "end", "K7", "--status", "completed", "--date", "2026-11-23", "--reason",
        "wEnd"}},
  };
}

/// The course K7 with two sessions, for what is typed to be about.
inline void make_course(Program& program) {
  program.must({"course", "create", "K7", "--start", "2026-10-05", "--therapist", "TH1"});
  program.must({"log", "K7", "--date", "2026-10-05", "--phq9", "222222221"});
  program.must({"log", "K7", "--date", "2026-10-19", "--focus", "grief", "--phq9", "total:9"});
}

}  // namespace ipt::test
