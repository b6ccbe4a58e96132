#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/checked.hpp"

using namespace ipt;
using test::day_of;
using test::said;
using test::session_of;
using test::settled_by;
using test::text_of;
using test::well_run;

namespace {

CourseRecord unnamed(int held, int planned) {
  CourseRecord record = well_run(held, planned);
  for (Appointment& each : record.appointments) std::erase(each.techniques, Technique::ending);
  return record;
}

CourseRecord ended(EndStatus status, int held = 12) {
  CourseRecord record = well_run(held);
  test::end(record, status);
  return record;
}

}  // namespace

TEST_CASE("ending-named: two sessions before the last one at the latest") {
  for (const int planned : {12, 14, 16}) {
    CAPTURE(planned);
    CHECK(said(unnamed(planned - 3, planned), "ending-named") == "not due");
    const std::string limit = fmt::format("{}", planned - 2);
    CHECK(said(unnamed(planned - 2, planned), "ending-named") == "fail " + limit);
    CHECK(said(unnamed(planned, planned), "ending-named") == "fail " + limit);
    CourseRecord record = unnamed(planned, planned);
    session_of(record, planned - 1).techniques.push_back(Technique::ending);
    CHECK(said(record, "ending-named") == "fail " + limit);
    session_of(record, planned - 2).techniques.push_back(Technique::ending);
    CHECK(said(record, "ending-named") == "pass");
  }
  CourseRecord early = unnamed(12, 12);
  session_of(early, 2).techniques.push_back(Technique::ending);
  CHECK(said(early, "ending-named") == "pass");
}

TEST_CASE("ending-named: it reminds from four sessions before the last one on") {
  const auto reminds = [](int held) {
    const test::Asked asked{unnamed(held, 14)};
    const auto soon = reminders(asked.course, asked.rules);
    return std::ranges::any_of(
        soon, [](const CheckedRule& each) { return each.check->name == "ending-named"; });
  };
  CHECK(!reminds(8));
  CHECK(reminds(9));
  CHECK(reminds(11));
  CHECK(!reminds(12));
  CHECK(text_of(unnamed(9, 14), "ending-named") == "ending to be named between sessions 10 and 12");
  CHECK(text_of(unnamed(9, 14), "ending-named", School::stuart) ==
        "ending to be named between sessions 10 and 12");
}

TEST_CASE("ending-named: it says how many sessions are left") {
  CHECK(text_of(unnamed(10, 12), "ending-named") ==
        "2 sessions left, ending not ticked by session 10");
  CHECK(text_of(unnamed(11, 12), "ending-named", School::stuart) ==
        "1 session left, ending not ticked by session 10");
  CHECK(text_of(unnamed(12, 12), "ending-named") ==
        "no session left, ending not ticked by session 10");
  CourseRecord record = unnamed(12, 12);
  test::end(record);
  CHECK(text_of(record, "ending-named") == "ending not ticked by session 10");
  CHECK(settled_by(unnamed(10, 12), "ending-named") ==
        "ipt session amend K7.10 --technique affect,link,ending");
}

TEST_CASE("ending-named: an extension moves the day") {
  CourseRecord record = unnamed(10, 12);
  record.contract_changes = {{.number = 1,
                              .from = test::latest_day(record),
                              .contract = {.planned = 16, .split = quarter_split(16)}}};
  CHECK(said(record, "ending-named") == "not due");
}

TEST_CASE("ending-tasks: a completed course has all three") {
  CHECK(said(well_run(12), "ending-tasks") == "not due");
  CHECK(said(ended(EndStatus::completed), "ending-tasks") == "pass");
  CourseRecord record = ended(EndStatus::completed);
  session_of(record, 12).techniques = {Technique::gains_review, Technique::relapse_plan};
  CHECK(said(record, "ending-tasks") == "fail 12");
  CHECK(text_of(record, "ending-tasks") == "completed without warning-signs");
  CHECK(settled_by(record, "ending-tasks") == "ipt course reopen K7 --reason TEXT");
  session_of(record, 12).techniques = {Technique::ending};
  CHECK(text_of(record, "ending-tasks") ==
        "completed without gains-review, warning-signs and relapse-plan");
  record.course.relapse_plan = "call after two bad weeks";
  CHECK(text_of(record, "ending-tasks") == "completed without gains-review and warning-signs");
}

TEST_CASE("ending-tasks: of a course that ended otherwise nothing is asked") {
  for (const Term<EndStatus>& term : vocabulary<EndStatus>()) {
    CAPTURE(term.name);
    const CourseRecord record = ended(term.id, 5);
    CHECK(said(record, "ending-tasks") == (term.id == EndStatus::completed ? "fail 5" : "n/a"));
  }
}

TEST_CASE("next-step: recorded before the course is closed") {
  CHECK(said(well_run(12), "next-step") == "not due");
  CHECK(said(ended(EndStatus::completed), "next-step") == "pass");
  for (const Term<EndStatus>& term : vocabulary<EndStatus>()) {
    CAPTURE(term.name);
    const bool is_asked = term.id != EndStatus::not_started && term.id != EndStatus::deceased;
    CHECK(said(ended(term.id, 5), "next-step") == (is_asked ? "warn 5" : "n/a"));
  }
  CourseRecord record = ended(EndStatus::completed, 5);
  CHECK(settled_by(record, "next-step") == "ipt course reopen K7 --reason TEXT");
  record.course.milestones = {{.id = Milestone::next_step, .date = record.course.end->date}};
  CHECK(said(record, "next-step") == "pass");
  record.course.milestones.front().date = record.course.end->date.plus_days(1);
  CHECK(said(record, "next-step", record.course.end->date.plus_days(1)) == "warn 5");
}

TEST_CASE("next-step: for Stuart & Robertson it asks for maintenance, in words alone") {
  const CourseRecord record = ended(EndStatus::completed, 5);
  const std::string text = text_of(record, "next-step");
  CHECK(text == "no next step recorded before the course was closed");
  CHECK(text_of(record, "next-step", School::stuart) == text);
  CHECK(said_by(School::stuart, text) == "maintenance was not discussed before the conclusion");
  CHECK(said_by(School::stuart, text_of(well_run(3), "next-step")) ==
        "maintenance to be discussed before the course is closed");
  CHECK(said_by(School::weissman, text) == text);
}

TEST_CASE("closed-properly: an ended course says how it ended") {
  CHECK(said(well_run(5), "closed-properly") == "not due");
  for (const Term<EndStatus>& term : vocabulary<EndStatus>()) {
    CAPTURE(term.name);
    CHECK(said(ended(term.id, 5), "closed-properly") ==
          (term.id == EndStatus::unknown ? "fail 5" : "pass"));
  }
  CHECK(settled_by(ended(EndStatus::unknown, 5), "closed-properly") ==
        "ipt course reopen K7 --reason TEXT");
  CourseRecord record = ended(EndStatus::unknown, 5);
  record.course.end->date = record.course.end->date.plus_days(3);
  CHECK(said(record, "closed-properly", record.course.end->date) == "fail 2026-02-05");
  CHECK(said(record, "closed-properly", test::latest_day(record)) == "not due");
}
