#include <doctest/doctest.h>

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "store/fixture.hpp"

using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Records;
using store::Store;

namespace {

// Every row of every record table, as the sqlite3 shell would list them.
std::string content(const Store& store) {
  std::string all;
  for (const std::string& table : record_table_names()) {
    const auto columns = texts(store, fmt::format("SELECT group_concat('quote(' || name || ')', "
                                                  "' || '','' || ') FROM pragma_table_info('{}')",
                                                  table));
    for (const std::string& row :
         texts(store, fmt::format("SELECT {} FROM {} ORDER BY id", columns.at(0), table))) {
      all += table + ": " + row + "\n";
    }
  }
  return all;
}

class History {
 public:
  explicit History(const Place& place) : store_(new_store(place.store())) {}

  [[nodiscard]] const Store& store() const { return store_; }

  void write(const std::function<void(Changes&)>& work, std::string command = "test") {
    store::Operation wanted = operation("why");
    wanted.command = std::move(command);
    store_.write(wanted, Commit::keep, [&](Changes& changes) {
      work(changes);
      return 0;
    });
  }

  // What was taken back, or "".
  std::string undo() { return take_back(&Records::undoable); }
  std::string redo() { return take_back(&Records::redoable); }

 private:
  std::string take_back(std::optional<RecordedOperation> (Records::*which)() const) {
    return store_.write(operation(), Commit::keep, [&](Changes& changes) {
      const auto target = (changes.*which)();
      if (!target) return std::string{};
      changes.take_back(*target);
      return target->command.empty() ? std::string{"undo"} : target->command;
    });
  }

  Store store_;
};

constexpr CourseId course{2};

using EveryChange = std::vector<std::function<void(Changes&)>>;

// What is written down of goals, people, events, formulation, contacts and supervision. The first
// appointment of `every_change` has question 1.
EveryChange every_change_of_practice() {
  const Date first = day("2026-09-14");
  const Date later = day("2026-09-21");
  return {
      [=](Changes& changes) {
        changes.update_goal(course, {.number = 1,
                                     .text = "b",
                                     .set_on = first,
                                     .ratings = {{.date = later, .status = GoalStatus::partly}}});
      },
      [=](Changes& changes) {
        changes.add_person(course, "P1",
                           {.date = first,
                            .relation = Relation::partner,
                            .status = PersonStatus::deceased,
                            .status_since = first,
                            .ring = Ring::outside,
                            .key = true,
                            .text = "close"});
        changes.add_person(course, "P1", {.date = later});
      },
      [=](Changes& changes) {
        changes.update_person(course, "P1", {.date = first, .ring = Ring::outer});
      },
      [=](Changes& changes) { changes.remove_person(course, "P1", first); },
      [=](Changes& changes) { changes.add_event(course, {.date = first, .text = "moved"}); },
      [=](Changes& changes) {
        changes.update_event(course, {.number = 1, .date = later, .text = "moved away"});
      },
      [](Changes& changes) { changes.remove_event(course, 1); },
      [=](Changes& changes) {
        changes.write_formulation(course, {.date = first, .sentence = "since the move"});
        changes.write_formulation(course, {.date = later, .agreed_on = later, .text = "more"});
      },
      [=](Changes& changes) {
        changes.write_formulation(course, {.date = first, .shared_on = later});
      },
      [=](Changes& changes) { changes.remove_formulation(course, later); },
      [=](Changes& changes) {
        changes.add_contact(course, {.date = first,
                                     .mode = Mode::phone,
                                     .with = "P1",
                                     .risks = {Risk::passive_ideation},
                                     .risk_action = "crisis line",
                                     .text = "called"});
      },
      [=](Changes& changes) { changes.update_contact(course, {.number = 1, .date = later}); },
      [](Changes& changes) { changes.remove_contact(course, 1); },
      [=](Changes& changes) { changes.add_question(course, {.asked_on = first, .text = "how"}); },
      [=](Changes& changes) {
        for (const int number : {1, 2}) {
          changes.answer_question(course, {.number = number,
                                           .asked_on = first,
                                           .answered_on = later,
                                           .minutes = 20,
                                           .answer = "so"});
        }
      },
      [=](Changes& changes) {
        changes.add_dismissal(
            course, {.check = "cadence", .date = later, .causes = {first}, .reason = "ill"});
      },
  };
}

// Every kind of change that a store makes, each an operation of its own.
EveryChange every_change() {
  EveryChange all = {
      [](Changes& changes) { changes.add_course(acute_course("K7")); },
      [](Changes& changes) {
        changes.add_appointment(course, full_appointment("2026-09-07"));
        changes.add_score(course, phq9("2026-09-07", 17), false);
        changes.add_score(course, phq9("2026-09-08", 18), true);
      },
      [](Changes& changes) {
        Appointment other = full_appointment("2026-09-09");
        other.note.clear();
        other.question = "another";
        changes.update_appointment(course, day("2026-09-07"), other);
        changes.move_score(course, "phq9", day("2026-09-07"), day("2026-09-09"));
      },
      [](Changes& changes) { changes.update_score(course, phq9("2026-09-09", 3)); },
      [](Changes& changes) {
        changes.add_focus(course, {.focus = Focus::dispute,
                                   .from = day("2026-09-07"),
                                   .reason = "quote \" backslash \\ tab \t and \x01",
                                   .stages = {{day("2026-09-07"), DisputeStage::impasse}}});
      },
      [](Changes& changes) {
        changes.update_focus(course, {.number = 1,
                                      .focus = Focus::dispute,
                                      .from = day("2026-09-01"),
                                      .reason = "Gr\xc3\xbc\xc3\x9f\x65"});
      },
      [](Changes& changes) {
        changes.add_goal(course, {.text = "a", .set_on = day("2026-09-07")});
      },
      [](Changes& changes) {
        changes.add_absence(course, {.from = day("2026-10-01"), .to = day("2026-10-08")});
        changes.add_absence(std::nullopt, {.kind = Absence::Kind::therapist_break,
                                           .from = day("2026-12-21"),
                                           .to = day("2027-01-03")});
      },
      [](Changes& changes) {
        changes.update_absence(course, {.number = 1, .from = day("2026-10-02")});
      },
      [](Changes& changes) {
        changes.add_contract_change(course,
                                    {.from = day("2026-10-05"),
                                     .contract = {.planned = 14, .split = quarter_split(14)},
                                     .reason = "more"});
      },
      [](Changes& changes) {
        Course now = acute_course("K7");
        now.relapse_plan = "call the sister";
        now.milestones = {{.id = Milestone::mid_review, .date = day("2026-10-05")}};
        changes.update_course(course, now);
      },
      [](Changes& changes) { changes.recode(client("K7"), client("M3")); },
      [](Changes& changes) {
        const CourseId other = changes.add_course(acute_course("K8"));
        changes.move_appointment(course, full_appointment("2026-09-09"), {phq9("2026-09-09", 3)},
                                 other);
      },
      [](Changes& changes) { changes.remove_focus(course, 1); },
      [](Changes& changes) { changes.remove_absence(course, 1); },
      [](Changes& changes) { changes.remove_absence(std::nullopt, 1); },
      [](Changes& changes) { changes.remove_contract_change(course, 1); },
      [](Changes& changes) { changes.remove_score(course, "phq9", day("2026-09-08")); },
      [](Changes& changes) {
        changes.end_course(course, {.status = EndStatus::completed, .date = day("2026-11-23")});
      },
      [](Changes& changes) { changes.reopen_course(course); },
      [](Changes& changes) {
        changes.add_score(course,
                          Score::from_total(Catalogue{}.instrument("epds"), day("2026-09-14"),
                                            Points::whole(14), 1),
                          true);
      },
      [](Changes& changes) {
        changes.update_score(course, Score::from_total(Catalogue{}.instrument("epds"),
                                                       day("2026-09-14"), Points::whole(14)));
      },
      [](Changes& changes) { changes.add_instrument(full_definition()); },
      [](Changes& changes) {
        Instrument later = full_definition();
        later.version = 2;
        later.case_at.reset();
        changes.add_instrument(later);
      },
  };
  // Before the appointment is moved, so that an answered question moves with it.
  const EveryChange practice = every_change_of_practice();
  constexpr int before_the_move = 11;
  all.insert(all.begin() + before_the_move, practice.begin(), practice.end());
  return all;
}

}  // namespace

TEST_CASE("undo restores every state, byte for byte, back to nothing, and redo brings each again") {
  const Place place;
  History history{place};
  std::vector<std::string> states = {content(history.store())};
  for (const auto& change : every_change()) {
    history.write(change);
    states.push_back(content(history.store()));
    REQUIRE(states.back() != states[states.size() - 2]);
  }
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = states.size() - 1; i > 0; --i) {
      CHECK(history.undo() == "test");
      CHECK(content(history.store()) == states[i - 1]);
    }
    CHECK(states.front().empty());
    CHECK(history.undo() == "");
    for (std::size_t i = 1; i < states.size(); ++i) {
      CHECK(history.redo() == "undo");
      CHECK(content(history.store()) == states[i]);
    }
    CHECK(history.redo() == "");
  }
  CHECK(differences_from_history(history.store()).empty());
}

TEST_CASE("undo and redo in any order end where the steps that stand end") {
  const Place place;
  History history{place};
  history.write([](Changes& changes) { changes.add_course(acute_course("K7")); }, "one");
  history.write(
      [](Changes& changes) {
        changes.add_goal(course, {.text = "a", .set_on = day("2026-09-07")});
      },
      "two");
  history.write(
      [](Changes& changes) {
        changes.add_goal(course, {.text = "b", .set_on = day("2026-09-07")});
      },
      "three");
  CHECK(history.undo() == "three");
  CHECK(history.undo() == "two");
  CHECK(history.redo() == "undo");
  CHECK(history.undo() == "two");
  CHECK(history.redo() == "undo");
  CHECK(history.redo() == "undo");
  CHECK(history.redo() == "");
  CHECK(texts(history.store(), "SELECT text FROM goal ORDER BY number") ==
        std::vector<std::string>{"a", "b"});
  CHECK(history.undo() == "three");
  history.write(
      [](Changes& changes) {
        changes.add_goal(course, {.text = "c", .set_on = day("2026-09-07")});
      },
      "four");
  CHECK(history.redo() == "");
  CHECK(history.undo() == "four");
  CHECK(history.undo() == "two");
  CHECK(history.undo() == "one");
  CHECK(history.undo() == "");
}

TEST_CASE(
    "the history tells of what was undone, and of a moved record to each client its own part") {
  const Place place;
  History history{place};
  for (const auto& change : every_change()) history.write(change);
  while (!history.undo().empty()) {
  }
  const auto told = history.store().read(
      [](const Records& records) { return records.history({.client = client("k7")}); });
  CHECK(told.empty() == false);
  for (const RecordedOperation& each : told) {
    for (const Revision& revision : each.revisions) {
      CHECK(revision.course.find("K8") == std::string::npos);
    }
  }
  const auto of_k8 = history.store().read(
      [](const Records& records) { return records.history({.client = client("k8")}); });
  REQUIRE(of_k8.size() == 2);
  CHECK(of_k8[0].reason == "why");
  CHECK(of_k8[1].takes_back == of_k8[0].number);
  const auto appointment = std::ranges::find(of_k8[0].revisions, "appointment", &Revision::record);
  REQUIRE(appointment != of_k8[0].revisions.end());
  CHECK(field(appointment->after, "date") == "2026-09-09");
}

TEST_CASE("an answered question is the same one after its session was amended and moved") {
  const Place place;
  History history{place};
  CourseId other{};
  history.write([&](Changes& changes) {
    changes.add_course(acute_course("K7"));
    other = changes.add_course(acute_course("K8"));
    changes.add_question(other, {.asked_on = day("2026-09-01"), .text = "another"});
    changes.add_appointment(course, full_appointment("2026-09-07"));
    changes.answer_question(course, {.number = 1,
                                     .asked_on = day("2026-09-07"),
                                     .answered_on = day("2026-09-10"),
                                     .minutes = 25,
                                     .answer = "stay with it"});
  });
  const std::string identity = "SELECT id || hex(uuid) FROM question WHERE answer IS NOT NULL";
  const auto before = texts(history.store(), identity);
  Appointment amended = full_appointment("2026-09-08");
  amended.question = "in other words";
  history.write([&](Changes& changes) {
    changes.update_appointment(course, day("2026-09-07"), amended);
    Appointment silent = amended;
    silent.question.clear();
    changes.update_appointment(course, amended.date, silent);
  });
  history.write([&](Changes& changes) { changes.move_appointment(course, amended, {}, other); });
  CHECK(texts(history.store(), identity) == before);
  const CourseRecord record = history.store().read(
      [](const Records& records) { return records.course({.client = client("K8")}).record; });
  REQUIRE(record.questions.size() == 2);
  const Question& moved = record.questions[1];
  CHECK(moved.number == 2);
  CHECK(moved.text == "in other words");
  CHECK(moved.appointment == day("2026-09-08"));
  CHECK(moved.answered_on == day("2026-09-10"));
  CHECK(moved.minutes == 25);
  CHECK(moved.answer == "stay with it");
  CHECK(record.appointments.front().question == "in other words");
}

TEST_CASE("a code that was never used has no history") {
  const Place place;
  const History history{place};
  CHECK(refusal([&] {
          history.store().read([](const Records& records) {
            return records.history({.client = client("K9")}).size();
          });
        }).code == "client_not_found");
}
