// Whole courses: what all checks say of them together.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/caseload_courses.hpp"

using namespace ipt;
using test::Asked;
using test::day;

namespace {

using Lines = std::vector<std::string>;

// `fail risk-item-followed: PHQ-9 ...` of each finding, and the commands that answer them.
Lines findings_of(const CourseRecord& record) {
  const Asked asked{record, day("2025-05-16")};
  Lines lines;
  for (const CheckedRule& each : findings(asked.rules)) {
    lines.push_back(fmt::format("{} {}: {}", test::word(each.judgement.result), each.check->name,
                                each.judgement.text));
    lines.push_back(each.judgement.settle);
  }
  return lines;
}

std::string names_with(const Asked& asked, CheckResult result) {
  Lines names;
  for (const CheckedRule& each : asked.rules) {
    if (each.judgement.result == result) names.emplace_back(each.check->name);
  }
  return joined(names, " ");
}

}  // namespace

TEST_CASE("K7F2 on 2025-05-13: 19 checks hold, 6 are not due, 3 do not apply") {
  const Asked asked{test::k7f2(), day("2025-05-13")};
  const CheckTally counts = tally(asked.rules);
  CHECK(counts.fail == 0);
  CHECK(counts.warn == 0);
  CHECK(counts.pass == 19);
  CHECK(counts.not_due == 6);
  CHECK(counts.not_applicable == 3);
  CHECK(counts.dismissed == 0);
  CHECK(names_with(asked, CheckResult::not_due) ==
        "end-measure ending-named ending-tasks next-step extension-explicit closed-properly");
  CHECK(names_with(asked, CheckResult::not_applicable) ==
        "deficits-justified comm-analysis-dispute stage-review");
  CHECK(findings(asked.rules).empty());
  CHECK(!has_open_risk(findings(asked.rules)));
}

TEST_CASE("K7F2 is reminded of the ending alone") {
  const Asked asked{test::k7f2(), day("2025-05-13")};
  const auto soon = reminders(asked.course, asked.rules);
  REQUIRE(soon.size() == 1);
  CHECK(soon.front().check->name == "ending-named");
  CHECK(soon.front().judgement.text == "ending to be named between sessions 10 and 12");
  const Asked earlier{test::k7f2(), day("2025-05-06")};
  CHECK(reminders(earlier.course, earlier.rules).empty());
}

TEST_CASE("a course that is run well has no finding from its first day to its last") {
  for (const int planned : {12, 13, 14, 15, 16}) {
    for (int held = 0; held <= planned; ++held) {
      CAPTURE(planned);
      CAPTURE(held);
      const Asked asked{test::well_run(held, planned)};
      for (const CheckedRule& each : findings(asked.rules)) {
        FAIL_CHECK(each.check->name << " " << each.judgement.text);
      }
    }
    CourseRecord record = test::well_run(planned, planned);
    test::end(record);
    CHECK(findings(Asked{record}.rules).empty());
    CHECK(tally(Asked{record}.rules).not_due == 0);
  }
}

TEST_CASE("a caseload needs a second look where it says") {
  CHECK(findings_of(test::p5x3()) ==
        Lines{"fail risk-item-followed: PHQ-9 item 9 = 1 on 2025-05-15, 1 day, no action",
              "ipt session amend P5X3.2 -e", "warn risk-recorded: risk not recorded at session 2",
              "ipt session amend P5X3.2 -e"});
  CHECK(findings_of(test::b8t5()) ==
        Lines{"fail ending-named: 2 sessions left, ending not ticked by session 10",
              "ipt session amend B8T5.10 --technique ending"});
  CHECK(findings_of(test::r3m9()) ==
        Lines{"fail focus-agreed: focus still open at session 4", "ipt course focus R3M9 AREA",
              "warn formulation-shared: no formulation shared by session 4",
              "ipt formulation write R3M9 -e"});
  CHECK(findings_of(test::h6n1()) ==
        Lines{"warn absence-run: DNA on 2025-05-07 and 2025-05-14", "ipt contact add H6N1 -e",
              "warn cadence: 16 days since session 5, no pause or break",
              "ipt course pause H6N1 --from DATE"});
  CHECK(findings_of(test::d2w6()).empty());
  CHECK(findings_of(test::k7f2()).empty());
  CHECK(findings_of(test::n4c8()).empty());
}

TEST_CASE("an unanswered risk item is the gravest finding") {
  const Asked asked{test::p5x3(), day("2025-05-16")};
  CHECK(has_open_risk(findings(asked.rules)));
  CHECK(findings(asked.rules).front().check->name == undismissable);
  const Asked other{test::r3m9(), day("2025-05-16")};
  CHECK(!has_open_risk(findings(other.rules)));
  CHECK(tally(other.rules).fail == 1);
  CHECK(tally(other.rules).warn == 1);
}

TEST_CASE("of a maintenance course eight checks speak") {
  const Asked asked{test::n4c8(), day("2025-05-16")};
  Lines speaking;
  for (const CheckedRule& each : asked.rules) {
    if (each.judgement.result != CheckResult::not_applicable) {
      speaking.emplace_back(each.check->name);
    }
  }
  CHECK(joined(speaking, " ") ==
        "measure-each-session risk-recorded risk-item-followed cadence extension-explicit "
        "deterioration stalled closed-properly");
  for (const Check& each : checks()) {
    const bool speaks = std::ranges::find(speaking, each.name) != speaking.end();
    CHECK((each.scope == Scope::every_course) == speaks);
  }
}

TEST_CASE("a maintenance course is held to its own spacing") {
  CourseRecord record = test::n4c8();
  const Date last = record.appointments.back().date;
  CHECK(test::said(record, "cadence", last.plus_days(56)) == "pass");
  CHECK(test::said(record, "cadence", last.plus_days(57)) == "warn 2");
  CHECK(test::said(record, "stalled", last.plus_days(83)) == "pass");
  CHECK(test::said(record, "stalled", last.plus_days(84)) == "warn 2");
}

TEST_CASE("reminders need a session to come") {
  const auto reminded_of = [](const CourseRecord& record) {
    const Asked asked{record};
    Lines names;
    for (const CheckedRule& each : reminders(asked.course, asked.rules)) {
      names.emplace_back(each.check->name);
    }
    return joined(names, " ");
  };
  CHECK(reminded_of(test::well_run(0)) == "baseline-measure");
  CourseRecord record = test::well_run(2);
  CHECK(reminded_of(record) == "focus-agreed");
  record.persons.clear();
  CHECK(reminded_of(record) == "inventory-done focus-agreed");
  CHECK(reminded_of(test::well_run(5)) == "mid-review");
  CHECK(reminded_of(test::well_run(9)) == "ending-tasks");
  CHECK(reminded_of(test::well_run(11)) == "ending-tasks next-step");
  CHECK(reminded_of(test::well_run(12)).empty());
  CourseRecord over = test::well_run(2);
  test::end(over, EndStatus::ended_early_client);
  CHECK(reminded_of(over).empty());
}
