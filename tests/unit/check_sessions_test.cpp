#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/checked.hpp"

using namespace ipt;
using test::said;
using test::session_of;
using test::settled_by;
using test::text_of;
using test::well_run;

namespace {

CourseRecord without_links(int held, const std::vector<int>& sessions) {
  CourseRecord record = well_run(held, 16);
  for (const int number : sessions) session_of(record, number).link.clear();
  return record;
}

}  // namespace

TEST_CASE("risk-recorded: nothing, or not-asked, is not recorded") {
  CourseRecord record = well_run(4);
  CHECK(said(well_run(0), "risk-recorded") == "not due");
  CHECK(said(record, "risk-recorded") == "pass");
  session_of(record, 2).risks = {Risk::passive_ideation, Risk::self_harm};
  CHECK(said(record, "risk-recorded") == "pass");
  session_of(record, 2).risks = {Risk::not_asked};
  CHECK(said(record, "risk-recorded") == "warn 2");
  session_of(record, 4).risks.clear();
  CHECK(said(record, "risk-recorded") == "warn 2,4");
  CHECK(text_of(record, "risk-recorded") == "risk not recorded at sessions 2 and 4");
  CHECK(settled_by(record, "risk-recorded") == "ipt session amend K7.4 -e");
}

TEST_CASE("a long list of sessions is cut, and sessions in a row are a range") {
  CourseRecord record = well_run(12);
  record.course.kind = CourseKind::maintenance;
  record.course.contract.planned = 60;
  while (sessions_held(record) < 40) {
    record.appointments.push_back(test::good_session(record, sessions_held(record) + 1));
  }
  for (int number = 1; number <= 40; number += 2) session_of(record, number).risks.clear();
  CHECK(text_of(record, "risk-recorded") ==
        "risk not recorded at sessions 1, 3, 5, 7, 9, 11, 13 and 13 more");
  for (Appointment& each : record.appointments) each.risks.clear();
  CHECK(text_of(record, "risk-recorded") == "risk not recorded at sessions 1 to 40");
}

TEST_CASE("risk-recorded: a missed appointment asks for nothing") {
  CourseRecord record = well_run(4);
  record.appointments.back().attendance = Attendance::dna;
  record.appointments.back().risks.clear();
  CHECK(said(record, "risk-recorded") == "pass");
}

TEST_CASE("mood-event-link: middle sessions have one") {
  CHECK(said(without_links(4, {1, 2, 3, 4}), "mood-event-link") == "not due");
  CHECK(said(without_links(5, {}), "mood-event-link") == "pass");
  CHECK(said(without_links(5, {5}), "mood-event-link") == "warn 5");
  CHECK(said(without_links(14, {13, 14}), "mood-event-link") == "pass");
  CHECK(text_of(without_links(12, {5, 6, 9, 11}), "mood-event-link") ==
        "no mood-event link at sessions 5, 6, 9 and 11");
}

TEST_CASE("mood-event-link: with fewer than half of four or more it fails") {
  CHECK(said(without_links(7, {5, 6, 7}), "mood-event-link") == "warn 5,6,7");   // 0 of 3
  CHECK(said(without_links(8, {5, 6}), "mood-event-link") == "warn 5,6");        // 2 of 4
  CHECK(said(without_links(8, {5, 6, 7}), "mood-event-link") == "fail 5,6,7");   // 1 of 4
  CHECK(said(without_links(9, {5, 6, 7}), "mood-event-link") == "fail 5,6,7");   // 2 of 5
  CHECK(said(without_links(10, {5, 6, 7}), "mood-event-link") == "warn 5,6,7");  // 3 of 6
  CHECK(text_of(without_links(9, {5, 6, 7}), "mood-event-link") ==
        "no mood-event link at sessions 5 to 7, 2 of 5 middle sessions have one");
}

TEST_CASE("ipt-technique: one of eight in each middle session") {
  CHECK(said(well_run(3), "ipt-technique") == "not due");
  CHECK(said(well_run(4), "ipt-technique") == "pass");
  using enum Technique;
  const std::vector<Technique> counting = {affect,          comm_analysis,     incident,
                                           role_play,       decision_analysis, expectations,
                                           Technique::link, relationship};
  for (const Term<Technique>& term : vocabulary<Technique>()) {
    CAPTURE(term.name);
    CourseRecord record = well_run(4);
    record.appointments.back().techniques = {term.id};
    const bool counts = std::ranges::find(counting, term.id) != counting.end();
    CHECK(said(record, "ipt-technique") == (counts ? "pass" : "warn 4"));
  }
  CourseRecord record = well_run(12);
  session_of(record, 2).techniques.clear();
  session_of(record, 12).techniques.clear();
  CHECK(said(record, "ipt-technique") == "pass");
  session_of(record, 9).techniques.clear();
  CHECK(said(record, "ipt-technique") == "warn 9");
  CHECK(settled_by(record, "ipt-technique") == "ipt session amend K7.9 -e");
}
