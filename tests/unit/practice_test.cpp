#include "ipt/domain/practice.hpp"

#include <doctest/doctest.h>

#include "ipt/base/error.hpp"
#include "ipt/domain/entry.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

CourseRecord with_phq9(std::string_view date, Answers answers) {
  CourseRecord record = test::k7f2();
  record.scores = {{.score = Score::from_answers(Catalogue{}.instrument("phq9"), day(date),
                                                 std::move(answers))}};
  for (Appointment& each : record.appointments) each.risk_action.clear();
  return record;
}

const Answers positive = {1, 1, 1, 1, 1, 1, 1, 1, 1};

}  // namespace

TEST_CASE("the latest rating of a goal counts, since the first of those in a row that say so") {
  Goal goal{.number = 1, .set_on = day("2025-03-04")};
  CHECK(!standing(goal));
  rate(goal, {.date = day("2025-05-06"), .status = GoalStatus::met});
  rate(goal, {.date = day("2025-04-01"), .status = GoalStatus::partly});
  rate(goal, {.date = day("2025-05-13"), .status = GoalStatus::met});
  REQUIRE(standing(goal));
  CHECK(standing(goal)->status == GoalStatus::met);
  CHECK(standing(goal)->since == day("2025-05-06"));
}

TEST_CASE("a second rating of a day replaces the first") {
  Goal goal{.number = 1, .set_on = day("2025-03-04")};
  rate(goal, {.date = day("2025-05-06"), .status = GoalStatus::met});
  rate(goal, {.date = day("2025-05-06"), .status = GoalStatus::dropped});
  REQUIRE(goal.ratings.size() == 1);
  CHECK(standing(goal)->status == GoalStatus::dropped);
}

TEST_CASE("what was said of a person on a day is the last version up to it, else the first") {
  const Person person{.label = "P1",
                      .versions = {{.date = day("2025-03-11"), .ring = Ring::outer},
                                   {.date = day("2025-04-29"), .ring = Ring::inner}}};
  CHECK(version_on(person, day("2025-03-01")).ring == Ring::outer);
  CHECK(version_on(person, day("2025-04-28")).ring == Ring::outer);
  CHECK(version_on(person, day("2025-04-29")).ring == Ring::inner);
}

TEST_CASE("the formulation of a day is the last version up to it") {
  CourseRecord record = test::k7f2();
  record.formulations = {{.date = day("2025-03-18")}, {.date = day("2025-04-01")}};
  CHECK(formulation_on(record, day("2025-03-17")) == nullptr);
  CHECK(formulation_on(record, day("2025-03-31"))->date == day("2025-03-18"));
  CHECK(formulation_on(record, day("2025-06-01"))->date == day("2025-04-01"));
}

TEST_CASE("a label that is a relation says so, with a number or without") {
  CHECK(relation_in("partner") == Relation::partner);
  CHECK(relation_in("sibling2") == Relation::sibling);
  CHECK(relation_in("ex-partner") == Relation::ex_partner);
  CHECK(!relation_in("P1"));
}

TEST_CASE("P2 stands before P10, and labels of one word together") {
  CHECK(label_before("P2", "P10"));
  CHECK(!label_before("P10", "P2"));
  CHECK(label_before("P99", "partner"));
  CHECK(label_before("partner", "sibling"));
  CHECK(label_before("sibling", "sibling2"));
  CHECK(!label_before("P1", "P1"));
}

TEST_CASE("a record that is not there is named with the list that names them") {
  const CourseRecord record = test::k7f2();
  const Explanation error = test::explanation_of([&] { return goal(record, 7); });
  CHECK(error.exit == Exit::not_found);
  CHECK(error.wrong == "there is no K7F2:g7");
  CHECK(error.attempt == "ipt goal list K7F2");
  CHECK(test::explanation_of([&] { return person(record, "P2"); }).wrong == "there is no K7F2 P2");
}

TEST_CASE("an answer never lies before its question") {
  const Question question{.number = 1, .asked_on = day("2025-04-01")};
  const auto late = [&] {
    require_answer_after(question, day("2025-03-31"));
    return 0;
  };
  CHECK(test::refusal(late) == "4 answer_before_question");
  require_answer_after(question, day("2025-04-01"));
}

TEST_CASE("a question that was answered is not taken out of its session") {
  CourseRecord record = test::k7f2();
  Appointment stored = record.appointments.front();
  stored.question = "how to begin";
  record.questions = {
      {.number = 1, .asked_on = stored.date, .text = "how to begin", .appointment = stored.date}};
  Appointment amended = stored;
  amended.question.clear();
  require_answer_kept(record, stored, amended);
  record.questions.front().answered_on = day("2025-03-10");
  const auto taking_out = [&] {
    require_answer_kept(record, stored, amended);
    return 0;
  };
  CHECK(test::refusal(taking_out) == "4 question_answered");
  amended.question = "in other words";
  require_answer_kept(record, stored, amended);
}

TEST_CASE("a risk action of a contact answers a positive item on or after its day") {
  const CourseRecord record = with_phq9("2025-05-13", positive);
  const auto all = measures(record, Catalogue{});
  Contact call{.date = day("2025-05-13"), .risk_action = "crisis plan"};
  const auto answered = risk_items_answered(record, all, call);
  REQUIRE(answered.size() == 1);
  CHECK(answered[0].instrument->code == "phq9");
  CHECK(answered[0].date == day("2025-05-13"));
  call.date = day("2025-05-12");
  CHECK(risk_items_answered(record, all, call).empty());
  call = {.date = day("2025-05-14")};
  CHECK(risk_items_answered(record, all, call).empty());
}

TEST_CASE("a positive item that a session has answered is not answered again by a contact") {
  CourseRecord record = with_phq9("2025-05-13", positive);
  record.appointments.back().risk_action = "crisis plan";
  const Contact call{.date = day("2025-05-14"), .risk_action = "called"};
  REQUIRE(record.appointments.back().date == day("2025-05-13"));
  CHECK(risk_items_answered(record, measures(record, Catalogue{}), call).empty());
}
