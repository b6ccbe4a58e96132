#include "ipt/domain/entry.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/agreement.hpp"
#include "ipt/domain/focus_change.hpp"
#include "ipt/domain/timeline.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

CourseRecord ended() {
  CourseRecord record = test::k7f2();
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2025-05-16")};
  return record;
}

std::string coherent(const Appointment& appointment) {
  return test::refusal([&] { require_coherent(appointment); });
}

std::string room(const CourseRecord& record, const Appointment& appointment) {
  return test::refusal([&] { require_room(record, appointment); });
}

Explanation room_explained(const CourseRecord& record, std::string_view date) {
  return test::explanation_of([&] { require_room(record, test::session(date)); });
}

std::string pausing(const CourseRecord& record, const Absence& pause) {
  return test::refusal([&] { require_pause(record, pause); });
}

std::string breaking(const std::vector<Absence>& breaks, const Absence& leave) {
  return test::refusal([&] { require_break(breaks, leave); });
}

std::string ending(const CourseRecord& record, std::string_view date,
                   EndStatus status = EndStatus::completed) {
  return test::refusal([&] { require_end(record, {.status = status, .date = day(date)}); });
}

std::string focusing(const CourseRecord& record, Focus focus, FocusRank rank, std::string_view from,
                     const FocusFields& fields = {}) {
  return test::refusal([&] { return focus_change(record, focus, rank, day(from), fields); });
}

std::string extending(const CourseRecord& record, int planned, std::string_view from) {
  return test::refusal([&] { return extension(record, planned, day(from)); });
}

}  // namespace

TEST_CASE("nothing is recorded on an ended course") {
  const CourseRecord record = ended();
  CHECK(test::refusal([&] { require_open(record); }) == "4 course_ended");
  CHECK(test::refusal([] { require_open(test::k7f2()); }) == "0 done");
  CHECK(room(record, test::session("2025-05-20")) == "4 course_ended");
  CHECK(pausing(record, test::pause("2025-05-20", "2025-05-27")) == "4 course_ended");
  CHECK(ending(record, "2025-05-20") == "4 course_ended");
  CHECK(extending(record, 16, "2025-05-20") == "4 course_ended");
  CHECK(focusing(record, Focus::grief, FocusRank::primary, "2025-05-20") == "4 course_ended");
}

TEST_CASE("a missed appointment has nothing of a session") {
  const std::vector<std::function<void(Appointment&)>> of_a_session = {
      [](Appointment& each) { each.minutes = 50; },
      [](Appointment& each) { each.focus = Focus::grief; },
      [](Appointment& each) { each.link = "row with partner"; },
      [](Appointment& each) { each.techniques = {Technique::link}; },
      [](Appointment& each) { each.milestones = {Milestone::mid_review}; },
      [](Appointment& each) { each.recorded = true; },
  };
  for (const auto& set : of_a_session) {
    for (const Term<Attendance>& term : vocabulary<Attendance>()) {
      CAPTURE(term.name);
      Appointment appointment = test::missed("2026-01-05", term.id);
      CHECK(coherent(appointment) == "0 done");
      set(appointment);
      CHECK(coherent(appointment) ==
            (was_seen(term.id) ? "0 done" : "2 missed_appointment_has_no_session"));
    }
  }
}

TEST_CASE("a missed appointment may have a note, a risk, an action and a next day") {
  Appointment appointment = test::missed("2026-01-05");
  appointment.note = "left a message";
  appointment.risks = {Risk::passive_ideation, Risk::self_harm};
  appointment.risk_action = "rang the client";
  appointment.next = day("2026-01-06");
  CHECK(coherent(appointment) == "0 done");
}

TEST_CASE("no risk, or a risk that was not asked for, stands alone") {
  for (const Term<Risk>& term : vocabulary<Risk>()) {
    CAPTURE(term.name);
    const bool alone = term.id == Risk::none || term.id == Risk::not_asked;
    Appointment appointment = test::session("2026-01-05");
    appointment.risks = {term.id};
    CHECK(coherent(appointment) == "0 done");
    appointment.risks = {term.id, Risk::self_harm};
    CHECK(coherent(appointment) == (alone ? "2 risk_contradiction" : "0 done"));
    appointment.risks = {Risk::plan_or_intent, Risk::self_harm, term.id};
    CHECK(coherent(appointment) == (alone ? "2 risk_contradiction" : "0 done"));
  }
}

TEST_CASE("the next appointment lies after this one") {
  Appointment appointment = test::session("2026-01-05");
  appointment.next = day("2026-01-06");
  CHECK(coherent(appointment) == "0 done");
  appointment.next = day("2026-01-05");
  CHECK(coherent(appointment) == "2 next_not_after");
  appointment.next = day("2026-01-04");
  CHECK(coherent(appointment) == "2 next_not_after");
}

TEST_CASE("an appointment lies on or after the start of the course") {
  const CourseRecord record = test::with_sessions(0);
  CHECK(room(record, test::session("2026-01-05")) == "0 done");
  CHECK(room(record, test::session("2026-01-04")) == "4 before_course_start");
  CHECK(room(record, test::missed("2026-01-04")) == "4 before_course_start");
}

TEST_CASE("a day holds one appointment of a course") {
  const CourseRecord record = test::with_sessions(2);
  CHECK(room(record, test::session("2026-01-12")) == "4 appointment_exists");
  CHECK(room(record, test::missed("2026-01-12")) == "4 appointment_exists");
  CHECK(room(record, test::session("2026-01-13")) == "0 done");
}

TEST_CASE("no session goes beyond the planned number") {
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    CAPTURE(planned);
    CourseRecord record = test::with_sessions(planned - 1, planned);
    record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-05")};
    CHECK(room(record, test::session("2026-06-01")) == "0 done");
    record.appointments.push_back(test::session("2026-06-01"));
    CHECK(room(record, test::session("2026-06-08")) == "4 session_beyond_plan");
    CHECK(room(record, test::session("2026-01-06")) == "4 session_beyond_plan");
    CHECK(room(record, test::missed("2026-06-08")) == "0 done");
  }
}

TEST_CASE("a session beyond the plan is answered with the ways on that are left") {
  const auto tried = [](const CourseRecord& record) {
    return room_explained(record, "2026-06-08").attempt;
  };
  CHECK(tried(test::with_sessions(12)).starts_with("ipt course extend K7 13 "));
  CHECK(tried(test::with_sessions(16, 16)) == "ipt course end K7 --status completed");
  CourseRecord maintenance = test::with_sessions(16, 16);
  maintenance.course.kind = CourseKind::maintenance;
  CHECK(tried(maintenance).starts_with("ipt course extend K7 17 "));
}

TEST_CASE("an extension makes room for a further session") {
  CourseRecord record = test::with_sessions(12);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-05")};
  record.contract_changes = {extension(record, 13, day("2026-03-25"))};
  CHECK(room(record, test::session("2026-03-30")) == "0 done");
}

TEST_CASE("after the initial phase a session has a focus") {
  CHECK(room(test::with_sessions(2), test::session("2026-01-19")) == "0 done");  // session 3 of 12
  const CourseRecord record = test::with_sessions(3);
  CHECK(room(record, test::session("2026-01-26")) == "4 focus_missing");
  CHECK(room(record, test::missed("2026-01-26")) == "0 done");
  CHECK(room(record, test::session("2026-01-20")) == "4 focus_missing");
  CHECK(room(record, test::session("2026-01-06")) == "0 done");  // it becomes session 2
  Appointment named = test::session("2026-01-26");
  named.focus = Focus::dispute;
  CHECK(room(record, named) == "0 done");
  CHECK(room_explained(record, "2026-01-26").wrong ==
        "this session of K7 is in the middle phase and has no focus");
}

TEST_CASE("an agreed primary focus is the focus of the sessions from its day on") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-26")};
  CHECK(room(record, test::session("2026-01-26")) == "0 done");
  CHECK(room(record, test::session("2026-01-25")) == "4 focus_missing");
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-26", FocusRank::secondary)};
  CHECK(room(record, test::session("2026-01-26")) == "4 focus_missing");
}

TEST_CASE("a session of a maintenance course needs no focus") {
  CourseRecord record = test::with_sessions(5);
  record.course.kind = CourseKind::maintenance;
  CHECK(room(record, test::session("2026-03-02")) == "0 done");
}

TEST_CASE("a pause begins in the course and ends after it began") {
  const CourseRecord record = test::with_sessions(1);
  CHECK(pausing(record, test::pause("2026-01-05", "2026-01-05")) == "0 done");
  CHECK(pausing(record, test::open_pause("2026-02-01")) == "0 done");
  CHECK(pausing(record, test::pause("2026-02-02", "2026-02-01")) == "2 absence_ends_before_start");
  CHECK(pausing(record, test::pause("2026-01-04", "2026-01-10")) == "4 before_course_start");
}

TEST_CASE("two pauses of a course do not overlap") {
  CourseRecord record = test::with_sessions(1);
  record.absences = {test::pause("2026-02-02", "2026-02-08"),
                     test::leave("2026-03-02", "2026-03-08")};
  CHECK(pausing(record, test::pause("2026-02-09", "2026-02-12")) == "0 done");
  CHECK(pausing(record, test::pause("2026-01-20", "2026-02-01")) == "0 done");
  CHECK(pausing(record, test::open_pause("2026-02-09")) == "0 done");
  CHECK(pausing(record, test::pause("2026-03-01", "2026-03-04")) == "0 done");  // a break, not ours
  CHECK(pausing(record, test::pause("2026-02-08", "2026-02-12")) == "4 absence_overlaps");
  CHECK(pausing(record, test::pause("2026-01-20", "2026-02-02")) == "4 absence_overlaps");
  CHECK(pausing(record, test::pause("2026-02-04", "2026-02-05")) == "4 absence_overlaps");
  CHECK(pausing(record, test::pause("2026-01-20", "2026-02-20")) == "4 absence_overlaps");
  CHECK(pausing(record, test::open_pause("2026-01-20")) == "4 absence_overlaps");
}

TEST_CASE("no pause begins after one without an end") {
  CourseRecord record = test::with_sessions(1);
  record.absences = {test::open_pause("2026-02-02")};
  CHECK(pausing(record, test::pause("2026-01-20", "2026-02-01")) == "0 done");
  CHECK(pausing(record, test::pause("2027-01-20", "2027-02-01")) == "4 absence_overlaps");
  CHECK(pausing(record, test::open_pause("2026-02-03")) == "4 absence_overlaps");
}

TEST_CASE("two breaks of the therapist do not overlap, and end after they began") {
  const std::vector<Absence> breaks = {test::leave("2026-02-02", "2026-02-08")};
  CHECK(breaking(breaks, test::leave("2026-02-09", "2026-02-12")) == "0 done");
  CHECK(breaking(breaks, test::leave("2026-02-08", "2026-02-12")) == "4 absence_overlaps");
  CHECK(breaking(breaks, test::leave("2026-01-01", "2026-02-02")) == "4 absence_overlaps");
  CHECK(breaking({}, test::leave("2026-02-12", "2026-02-11")) == "2 absence_ends_before_start");
  CHECK(breaking({}, test::leave("2026-02-12", "2026-02-12")) == "0 done");
}

TEST_CASE("an earlier session renumbers those after it") {
  const CourseRecord before = test::with_sessions(4);
  CourseRecord after = before;
  after.appointments.push_back(test::session("2026-01-15"));
  test::sort_by_date(after);
  const auto changes = renumbered(before, after);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].date == day("2026-01-19"));
  CHECK(changes[0].before == 3);
  CHECK(changes[0].now == 4);
  CHECK(changes[1].date == day("2026-01-26"));
  CHECK(changes[1].now == 5);
}

TEST_CASE("a session that turns out to be missed renumbers those after it") {
  const CourseRecord before = test::with_sessions(3);
  CourseRecord after = before;
  after.appointments[1].attendance = Attendance::dna;
  const auto changes = renumbered(before, after);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].date == day("2026-01-19"));
  CHECK(changes[0].before == 3);
  CHECK(changes[0].now == 2);
}

TEST_CASE("a later session, a missed appointment or nothing new renumbers none") {
  const CourseRecord before = test::with_sessions(3);
  CourseRecord after = before;
  CHECK(renumbered(before, after).empty());
  after.appointments.push_back(test::session("2026-01-26"));
  CHECK(renumbered(before, after).empty());
  after = before;
  after.appointments.push_back(test::missed("2026-01-06"));
  test::sort_by_date(after);
  CHECK(renumbered(before, after).empty());
}

TEST_CASE("the very same score is recorded already, a different one is refused") {
  CourseRecord record = test::k7f2();
  const auto asked = [&](const FiledScore& filed) {
    return test::refusal([&] { return is_recorded(record, filed.score); });
  };
  CHECK(is_recorded(record, test::total(test::gad7(), "2025-05-13", 7).score));
  CHECK(!is_recorded(record, test::total(test::gad7(), "2025-05-14", 7).score));
  CHECK(asked(test::total(test::gad7(), "2025-05-13", 8)) == "4 score_exists");
  CHECK(asked(test::total(test::phq9(), "2025-05-13", 9)) == "4 score_exists");  // items differ
}

TEST_CASE("a course ends on or after its start and its last appointment") {
  CHECK(ending(test::with_sessions(0), "2026-01-05") == "0 done");
  CHECK(ending(test::with_sessions(0), "2026-01-04") == "4 before_course_start");
  CourseRecord record = test::with_sessions(3);
  record.appointments.push_back(test::missed("2026-01-26"));
  CHECK(ending(record, "2026-01-26") == "0 done");
  CHECK(ending(record, "2026-01-25") == "4 end_before_appointment");
  const auto explanation = test::explanation_of(
      [&] { require_end(record, {.status = EndStatus::completed, .date = day("2026-01-20")}); });
  CHECK(explanation.wrong == "K7 has an appointment on 2026-01-26, after the end");
  CHECK(explanation.attempt == "--date 2026-01-26");
}

TEST_CASE("a course that was not begun may end before its start") {
  CHECK(ending(test::with_sessions(0), "2025-12-01", EndStatus::not_started) == "0 done");
  CHECK(ending(test::with_sessions(1), "2025-12-01", EndStatus::not_started) ==
        "4 end_before_appointment");
}
