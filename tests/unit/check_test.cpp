// The table of checks, and what a dismissal does.
#include "ipt/domain/check.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checked.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::Asked;
using test::day;
using test::said;

namespace {

// Sessions 4 to `held` of the course have no link but for those of the list.
CourseRecord without_links(int held, const std::vector<int>& sessions) {
  CourseRecord record = test::well_run(held, 16);
  for (const int number : sessions) test::session_of(record, number).link.clear();
  return record;
}

// A dismissal of what the check says on a day.
void dismiss(CourseRecord& record, std::string_view check, Date on) {
  Dismissal dismissal{.number = static_cast<int>(record.dismissals.size()) + 1,
                      .check = std::string{check},
                      .date = on,
                      .reason = "seen"};
  const Asked asked{record, on};
  for (const Cause& each : asked.rule(check).judgement.causes) {
    dismissal.causes.push_back(each.date);
  }
  record.dismissals.push_back(dismissal);
}

void dismiss(CourseRecord& record, std::string_view check) {
  dismiss(record, check, test::latest_day(record));
}

}  // namespace

TEST_CASE("the checks have the names by which they are known") {
  const std::set<std::string_view> expected = {
      "contract-set",       "baseline-measure",      "inventory-done",  "focus-agreed",
      "formulation-shared", "focus-count",           "focus-kept",      "late-focus-change",
      "deficits-justified", "measure-each-session",  "end-measure",     "risk-recorded",
      "risk-item-followed", "mood-event-link",       "ipt-technique",   "focus-fields",
      "stage-review",       "comm-analysis-dispute", "cadence",         "absence-run",
      "ending-named",       "ending-tasks",          "next-step",       "mid-review",
      "extension-explicit", "deterioration",         "closed-properly", "stalled"};
  std::set<std::string_view> names;
  for (const Check& each : checks()) names.insert(each.name);
  CHECK(names == expected);
  CHECK(checks().size() == 28);
}

TEST_CASE("every check says what it asks for, when, why and after whom") {
  for (const Check& each : checks()) {
    CAPTURE(each.name);
    CHECK(!each.title.empty());
    CHECK(each.rule.ends_with('.'));
    CHECK(each.reason.ends_with('.'));
    CHECK(!each.source.empty());
    CHECK((each.judge != nullptr));
    for (const std::string_view text : {each.title, each.rule, each.reason, each.source}) {
      for (const std::string_view word : {"homework", "termination", "adherence", "recovered",
                                          "thoughts", "agenda", "exposure"}) {
        CHECK(lower(text).find(word) == std::string::npos);
      }
    }
  }
}

TEST_CASE("a check is found by its name") {
  CHECK(check_named("focus-kept").name == "focus-kept");
  CHECK(check_named(" Focus-Kept ").name == "focus-kept");
  CHECK(test::refusal([] { return check_named("focus-keep"); }) == "2 value_unknown");
  CHECK(test::explanation_of([] { return check_named("focus-keep"); }).attempt ==
        "check focus-kept");
}

TEST_CASE("a dismissal covers the sessions that caused the finding") {
  CourseRecord record = without_links(6, {5});
  CHECK(said(record, "mood-event-link") == "warn 5");
  dismiss(record, "mood-event-link");
  CHECK(said(record, "mood-event-link") == "warn 5 dismissed");
  const Asked asked{record};
  CHECK(asked.rule("mood-event-link").dismissal->reason == "seen");
  CHECK(!asked.rule("mood-event-link").is_finding());
  CHECK(findings(asked.rules).empty());
  CHECK(tally(asked.rules).dismissed == 1);
  CHECK(tally(asked.rules).warn == 0);
}

TEST_CASE("a new cause raises a dismissed check again, for itself alone") {
  CourseRecord record = without_links(7, {5});
  dismiss(record, "mood-event-link");
  test::session_of(record, 7).link.clear();
  CHECK(said(record, "mood-event-link") == "warn 7");
  CHECK(test::text_of(record, "mood-event-link") == "no mood-event link at session 7");
  dismiss(record, "mood-event-link");
  CHECK(said(record, "mood-event-link") == "warn 5,7 dismissed");
}

TEST_CASE("what was dismissed still counts when a rule grows graver") {
  CourseRecord record = without_links(8, {5, 6});
  dismiss(record, "mood-event-link");
  CHECK(said(record, "mood-event-link") == "warn 5,6 dismissed");
  test::session_of(record, 8).link.clear();
  CHECK(said(record, "mood-event-link") == "fail 8");
}

TEST_CASE("a finding whose grave cause was dismissed is as grave as what is left") {
  CourseRecord record = test::well_run(8, 16);
  for (const int number : {2, 3, 4, 5}) test::remove_score(record, number);
  CHECK(said(record, "measure-each-session") == "fail 2,3,4,5");
  dismiss(record, "measure-each-session");
  test::remove_score(record, 8);
  CHECK(said(record, "measure-each-session") == "warn 8");
  CHECK(test::text_of(record, "measure-each-session") == "no PHQ-9 score at session 8");
}

TEST_CASE("a dismissal of one check says nothing of another") {
  CourseRecord record = without_links(6, {5});
  test::session_of(record, 5).techniques.clear();
  dismiss(record, "ipt-technique");
  CHECK(said(record, "ipt-technique") == "warn 5 dismissed");
  CHECK(said(record, "mood-event-link") == "warn 5");
}

TEST_CASE("a dismissed warning is raised again when it comes to a failure") {
  CourseRecord record = test::well_run(4);
  record.focus_episodes.clear();
  dismiss(record, "focus-agreed", test::day_of(record, 3));
  CHECK(said(record, "focus-agreed", test::day_of(record, 3)) == "warn 3 dismissed");
  CHECK(said(record, "focus-agreed") == "fail 4");
}

TEST_CASE("a dismissal of a later day is not known yet") {
  CourseRecord record = without_links(6, {5});
  dismiss(record, "mood-event-link");
  record.dismissals.back().date = test::latest_day(record).plus_days(3);
  CHECK(said(record, "mood-event-link") == "warn 5");
  CHECK(said(record, "mood-event-link", test::latest_day(record).plus_days(3)) ==
        "warn 5 dismissed");
}

TEST_CASE("an unanswered risk item cannot be dismissed") {
  CourseRecord record = test::well_run(3);
  record.scores.back() = test::phq9_form(test::latest_day(record).iso(), 14, 1);
  dismiss(record, "risk-item-followed");
  CHECK(said(record, "risk-item-followed") == "fail 3");
  CHECK(has_open_risk(findings(Asked{record}.rules)));
}
