#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "unit/checked.hpp"

using namespace ipt;
using test::day_of;
using test::said;
using test::settled_by;
using test::text_of;
using test::well_run;

namespace {

// A course of 16, whose initial phase has four sessions, or of 12, where it has three.
CourseRecord without_focus(int held, int planned = 12) {
  CourseRecord record = well_run(held, planned);
  record.focus_episodes.clear();
  return record;
}

CourseRecord without_inventory(int held, int planned = 12) {
  CourseRecord record = well_run(held, planned);
  for (Appointment& each : record.appointments) std::erase(each.techniques, Technique::inventory);
  return record;
}

CourseRecord with_formulation_on(int held, Date agreed) {
  CourseRecord record = well_run(held);
  record.formulations.front() = {.date = agreed, .sentence = "s", .agreed_on = agreed};
  return record;
}

}  // namespace

TEST_CASE("contract-set: number, spacing and start are there by session 2") {
  CourseRecord record = well_run(2);
  CHECK(said(record, "contract-set") == "pass");
  CHECK(said(well_run(1), "contract-set") == "not due");
  record.course.start = day_of(record, 2);
  CHECK(said(record, "contract-set") == "pass");
  record.course.start = record.course.start.plus_days(1);
  CHECK(said(record, "contract-set", record.course.start) == "warn 2");
  record = well_run(2);
  record.course.contract.cadence_days = 0;
  CHECK(said(record, "contract-set") == "warn 2");
  record = well_run(2);
  record.course.kind = CourseKind::maintenance;
  CHECK(said(record, "contract-set") == "n/a");
}

TEST_CASE(
    "inventory-done: at the last session of the initial phase it warns, at session 4 it fails") {
  CHECK(said(well_run(3), "inventory-done") == "pass");
  CHECK(said(well_run(2), "inventory-done") == "pass");
  CHECK(said(well_run(1), "inventory-done") == "not due");
  CHECK(said(without_inventory(2), "inventory-done") == "not due");
  CHECK(said(without_inventory(3), "inventory-done") == "warn 3");
  CHECK(said(without_inventory(4), "inventory-done") == "fail 4");
  CHECK(said(without_inventory(9), "inventory-done") == "fail 4");
  CHECK(said(without_inventory(3, 16), "inventory-done") == "not due");
  CHECK(said(without_inventory(4, 16), "inventory-done") == "fail 4");
}

TEST_CASE("inventory-done: the technique and a person are asked for, and named") {
  CourseRecord record = without_inventory(4);
  CHECK(text_of(record, "inventory-done") == "inventory not ticked by session 4");
  CHECK(settled_by(record, "inventory-done") ==
        "ipt session amend K7.4 --technique affect,link,inventory");
  record.persons.clear();
  CHECK(text_of(record, "inventory-done") ==
        "inventory not ticked and no person recorded by session 4");
  record = well_run(4);
  record.persons.clear();
  CHECK(said(record, "inventory-done") == "fail 4");
  CHECK(text_of(record, "inventory-done") == "no person of the inventory recorded by session 4");
  CHECK(settled_by(record, "inventory-done") == "ipt person add K7 P1 -e");
}

TEST_CASE("inventory-done: a person counts from the first day on which something was said") {
  CourseRecord record = well_run(5);
  const auto recorded_on = [&](Date date) {
    record.persons.front().versions = {{.date = date}, {.date = date.plus_days(1)}};
    return said(record, "inventory-done");
  };
  CHECK(recorded_on(day_of(record, 3)) == "pass");
  CHECK(recorded_on(day_of(record, 3).plus_days(1)) == "warn 3");
  CHECK(recorded_on(day_of(record, 4)) == "warn 3");
  CHECK(recorded_on(day_of(record, 4).plus_days(1)) == "fail 4");
}

TEST_CASE(
    "focus-agreed: still open at the end of the initial phase it warns, at session 4 it fails") {
  CHECK(said(well_run(3), "focus-agreed") == "pass");
  CHECK(said(without_focus(0), "focus-agreed") == "not due");
  CHECK(said(without_focus(2), "focus-agreed") == "not due");
  CHECK(said(without_focus(3), "focus-agreed") == "warn 3");
  CHECK(said(without_focus(4), "focus-agreed") == "fail 4");
  CHECK(said(without_focus(3, 16), "focus-agreed") == "not due");
  CHECK(said(without_focus(4, 16), "focus-agreed") == "fail 4");
  CHECK(text_of(without_focus(6), "focus-agreed") == "focus still open at session 4");
  CHECK(settled_by(without_focus(6), "focus-agreed") == "ipt course focus K7 AREA");
}

TEST_CASE("focus-agreed: in an initial phase of five sessions too it fails at session 4") {
  CourseRecord record = without_focus(4, 16);
  record.course.contract.split = {.rule = SplitRule::custom, .initial = 5, .ending = 4};
  CHECK(said(record, "focus-agreed") == "fail 4");
  record.appointments.pop_back();
  CHECK(said(record, "focus-agreed") == "not due");
  CHECK(text_of(record, "focus-agreed") == "focus to be agreed by session 4");
}

TEST_CASE("focus-agreed: agreed late, it stays with the session that was the limit") {
  CourseRecord record = well_run(6);
  const auto agreed_on = [&](Date date) {
    record.focus_episodes.front().from = date;
    return said(record, "focus-agreed");
  };
  CHECK(agreed_on(day_of(record, 3)) == "pass");
  CHECK(agreed_on(day_of(record, 3).plus_days(1)) == "warn 3");
  CHECK(agreed_on(day_of(record, 4)) == "warn 3");
  CHECK(agreed_on(day_of(record, 4).plus_days(1)) == "fail 4");
  CHECK(text_of(record, "focus-agreed") == "focus agreed on 2026-01-27, after session 4");
  CHECK(settled_by(record, "focus-agreed") == "ipt check K7 --dismiss focus-agreed --reason TEXT");
}

TEST_CASE("focus-agreed: a secondary focus is not the focus of the course") {
  CourseRecord record = well_run(4);
  record.focus_episodes.front().rank = FocusRank::secondary;
  CHECK(said(record, "focus-agreed") == "fail 4");
}

TEST_CASE("the initial phase ends as it was split on the day") {
  CourseRecord record = without_focus(3, 12);
  Contract extended = record.course.contract;
  extended.planned = 16;
  extended.split = quarter_split(16);
  record.contract_changes = {{.number = 1, .from = day_of(record, 3), .contract = extended}};
  CHECK(said(record, "focus-agreed") == "not due");
  record.contract_changes.front().from = day_of(record, 3).plus_days(1);
  CHECK(said(record, "focus-agreed", day_of(record, 3).plus_days(1)) == "warn 3");
}

TEST_CASE("formulation-shared: not agreed by session 4 it warns, by session 5 it fails") {
  CHECK(said(well_run(3), "formulation-shared") == "pass");
  CourseRecord record = well_run(3);
  record.formulations.clear();
  CHECK(said(record, "formulation-shared") == "not due");
  for (const auto& [held, expected] : {std::pair{4, "warn 4"}, {5, "fail 5"}, {9, "fail 5"}}) {
    record = well_run(held);
    record.formulations.front().agreed_on.reset();
    CHECK(said(record, "formulation-shared") == expected);
  }
  CHECK(text_of(record, "formulation-shared") ==
        "no formulation agreed since the focus by session 5");
  CHECK(settled_by(record, "formulation-shared") == "ipt formulation write K7 -e");
}

TEST_CASE("formulation-shared: the day on which it was agreed counts") {
  const CourseRecord usual = well_run(6);
  const auto agreed_on = [&](Date date) {
    return said(with_formulation_on(6, date), "formulation-shared");
  };
  CHECK(agreed_on(day_of(usual, 3)) == "pass");
  CHECK(agreed_on(day_of(usual, 4)) == "pass");
  CHECK(agreed_on(day_of(usual, 4).plus_days(1)) == "warn 4");
  CHECK(agreed_on(day_of(usual, 5)) == "warn 4");
  CHECK(agreed_on(day_of(usual, 5).plus_days(1)) == "fail 5");
}

TEST_CASE("formulation-shared: one agreed before the focus does not state it") {
  CourseRecord record = with_formulation_on(5, day_of(well_run(5), 2));
  CHECK(said(record, "formulation-shared") == "fail 5");
  record.focus_episodes.front().from = day_of(record, 2);
  CHECK(said(record, "formulation-shared") == "pass");
  record.focus_episodes.clear();
  CHECK(said(record, "formulation-shared") == "fail 5");
}

TEST_CASE("formulation-shared: a later version takes nothing back") {
  CourseRecord record = well_run(9);
  record.formulations.push_back({.date = day_of(record, 8), .sentence = "other"});
  CHECK(said(record, "formulation-shared") == "pass");
}
