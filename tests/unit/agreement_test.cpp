#include "ipt/domain/agreement.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>

#include "ipt/domain/timeline.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

std::string extending(const CourseRecord& record, int planned, std::string_view from) {
  return test::refusal([&] { return extension(record, planned, day(from)); });
}

std::string shorten(const CourseRecord& record, int planned, std::string_view from) {
  return test::refusal([&] { return shortening(record, planned, day(from)); });
}

template <typename Call>
std::string refusal_of(const Call& call) {
  return test::refusal([&] { return call(); });
}

}  // namespace

TEST_CASE("an extension plans more sessions, at most 16, under the same rule of phases") {
  CourseRecord record = test::with_sessions(9);
  record.course.contract.cadence_days = 10;
  const ContractChange change = extension(record, 14, day("2026-03-10"));
  CHECK(change.from == day("2026-03-10"));
  CHECK(change.contract == Contract{.planned = 14, .cadence_days = 10, .split = quarter_split(14)});
  CHECK(extending(record, 16, "2026-03-10") == "0 done");
  CHECK(extending(record, 17, "2026-03-10") == "2 weeks_not_allowed");
  CHECK(extending(record, 11, "2026-03-10") == "2 weeks_not_allowed");
  CHECK(extending(record, 12, "2026-03-10") == "4 not_an_extension");
  CHECK(extending(record, 14, "2026-01-04") == "4 before_course_start");
}

TEST_CASE("a second extension builds on the first and does not lie before it") {
  CourseRecord record = test::with_sessions(9);
  record.contract_changes = {extension(record, 14, day("2026-03-10"))};
  CHECK(extending(record, 14, "2026-03-17") == "4 not_an_extension");
  CHECK(extending(record, 13, "2026-03-17") == "4 not_an_extension");
  CHECK(extending(record, 16, "2026-03-09") == "4 before_contract_change");
  CHECK(extending(record, 16, "2026-03-10") == "0 done");
  record.contract_changes.push_back(extension(record, 16, day("2026-03-10")));
  CHECK(contract_now(record).planned == 16);
}

TEST_CASE("an extension before several changes of the contract is told the last of them") {
  CourseRecord record = test::with_sessions(9);
  record.contract_changes = {extension(record, 13, day("2026-03-03")),
                             extension(record, 14, day("2026-03-10"))};
  const auto explanation =
      test::explanation_of([&] { return extension(record, 16, day("2026-03-05")); });
  CHECK(explanation.code == "before_contract_change");
  CHECK(explanation.attempt == "--agreed-on 2026-03-10, or a later day");
}

TEST_CASE("a maintenance course is extended beyond 16") {
  CourseRecord record = test::with_sessions(2, 6);
  record.course.kind = CourseKind::maintenance;
  CHECK(extension(record, 24, day("2026-03-10")).contract.planned == 24);
  CHECK(extending(record, 6, "2026-03-10") == "4 not_an_extension");
}

TEST_CASE("a shortening plans fewer sessions, at least 12, and never fewer than were held") {
  const CourseRecord record = test::with_sessions(13, 16);
  const ContractChange change = shortening(record, 14, day("2026-04-07"));
  CHECK(change.contract.planned == 14);
  CHECK(change.contract.split == quarter_split(14));
  CHECK(change.from == day("2026-04-07"));
  CHECK(shortening(record, 13, day("2026-04-07")).contract.planned == 13);
  CHECK(shorten(record, 12, "2026-04-07") == "4 sessions_held");
  CHECK(shorten(record, 11, "2026-04-07") == "2 weeks_not_allowed");
  CHECK(shorten(record, 16, "2026-04-07") == "4 not_a_shortening");
  CHECK(shorten(test::with_sessions(2), 12, "2026-04-07") == "4 not_a_shortening");
  CHECK(shorten(record, 14, "2025-12-31") == "4 before_course_start");
}

TEST_CASE("initial and ending phase of a split of one's own stay when the course is shortened") {
  CourseRecord record = test::with_sessions(2, 16);
  record.course.contract.split = read_split("3/9/4", 16);
  const PhaseSplit split = shortening(record, 14, day("2026-02-01")).contract.split;
  CHECK(split.initial == 3);
  CHECK(split.ending == 4);
}

TEST_CASE("the cadence changes from a day on, to another number of days") {
  CourseRecord record = test::with_sessions(4);
  const ContractChange change = cadence_change(record, 14, day("2026-02-02"));
  CHECK(change.contract.cadence_days == 14);
  CHECK(change.contract.planned == 12);
  CHECK(refusal_of([&] { return cadence_change(record, 7, day("2026-02-02")); }) ==
        "4 same_cadence");
  record.contract_changes = {change};
  CHECK(contract_on(record, day("2026-02-01")).cadence_days == 7);
  CHECK(contract_on(record, day("2026-02-02")).cadence_days == 14);
  CHECK(refusal_of([&] { return cadence_change(record, 7, day("2026-02-01")); }) ==
        "4 before_contract_change");
}

TEST_CASE("sessions that were held keep their phase when the phases change") {
  CourseRecord record = test::with_sessions(3);
  const ContractChange change = phases_change(record, read_split("2/8/2", 12), day("2026-01-19"));
  CHECK(change.from == day("2026-01-20"));
  record.contract_changes = {change};
  record.appointments.push_back({.date = day("2026-01-26"), .focus = Focus::grief});
  const auto places = timeline(record);
  CHECK(places[2].phase == Phase::initial);
  CHECK(places[3].phase == Phase::middle);
  CHECK(phases_change(test::with_sessions(3), read_split("2/8/2", 12), day("2026-02-01")).from ==
        day("2026-02-01"));
  CHECK(refusal_of([&] {
          return phases_change(test::with_sessions(3), quarter_split(12), day("2026-02-01"));
        }) == "4 same_phases");
}

TEST_CASE("a pause ends on the day before sessions go on") {
  CourseRecord record = test::with_sessions(2);
  record.absences = {test::pause("2026-02-01", "2026-02-28")};
  record.absences.front().number = 1;
  CHECK(resumed(record, day("2026-02-15")).to == day("2026-02-14"));
  CHECK(resumed(record, day("2026-02-28")).to == day("2026-02-27"));
  CHECK(refusal_of([&] { return resumed(record, day("2026-03-01")); }) == "4 not_on_pause");
  CHECK(refusal_of([&] { return resumed(record, day("2026-01-31")); }) == "4 not_on_pause");
  CHECK(refusal_of([&] { return resumed(record, day("2026-02-01")); }) == "4 pause_begins_then");
  record.absences.front().to.reset();
  CHECK(resumed(record, day("2026-06-01")).to == day("2026-05-31"));
  record.absences = {test::leave("2026-02-01", "2026-02-28")};
  CHECK(refusal_of([&] { return resumed(record, day("2026-02-15")); }) == "4 not_on_pause");
}

TEST_CASE("what was agreed at the start is corrected only where nothing speaks against it") {
  CourseRecord record = test::with_sessions(13, 16);
  const auto amending = [&](const std::function<void(Course&)>& change) {
    Course now = record.course;
    change(now);
    return test::refusal([&] { require_amendable(record, now); });
  };
  CHECK(amending([](Course& each) { each.diagnosis = "ptsd"; }) == "0 done");
  CHECK(amending([](Course& each) { each.start = day("2025-12-29"); }) == "0 done");
  CHECK(amending([](Course& each) { each.start = day("2026-01-06"); }) == "4 start_after_record");
  CHECK(amending([](Course& each) { each.contract.planned = 13; }) == "0 done");
  CHECK(amending([](Course& each) { each.contract.planned = 12; }) == "4 sessions_held");
  record.contract_changes = {shortening(record, 14, day("2026-04-07"))};
  CHECK(amending([](Course& each) { each.contract.planned = 15; }) == "4 contract_changed");
  CHECK(amending([](Course& each) { each.therapist.reset(); }) == "0 done");
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2026-05-01")};
  CHECK(amending([](Course& each) { each.diagnosis = "ptsd"; }) == "4 course_ended");
}

TEST_CASE("a change of the contract is taken back unless more sessions were held since") {
  CourseRecord record = test::with_sessions(12);
  record.contract_changes = {extension(record, 14, day("2026-03-24"))};
  record.contract_changes.front().number = 1;
  CHECK(test::refusal([&] { require_contract_without(record, 1); }) == "0 done");
  record.appointments.push_back({.date = day("2026-03-30"), .focus = Focus::grief});
  CHECK(test::refusal([&] { require_contract_without(record, 1); }) == "4 sessions_held");
}

TEST_CASE("a primary focus is not taken back from under a secondary one") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-19"),
                           test::agreed(2, Focus::dispute, "2026-01-26", FocusRank::secondary)};
  CHECK(test::refusal([&] { require_focus_without(record, 1); }) == "4 secondary_focus_stands");
  CHECK(test::refusal([&] { require_focus_without(record, 2); }) == "0 done");
  record.focus_episodes.pop_back();
  CHECK(test::refusal([&] { require_focus_without(record, 1); }) == "0 done");
}
