#include "ipt/domain/position.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/timeline.hpp"
#include "unit/courses.hpp"

using namespace ipt;
using test::day;
using test::iso;

namespace {

Position on(const CourseRecord& record, std::string_view as_of) {
  return position(record, day(as_of));
}

std::string_view kind_name(SlipReason::Kind kind) {
  switch (kind) {
    case SlipReason::Kind::missed:
      return "missed";
    case SlipReason::Kind::pause:
      return "pause";
    case SlipReason::Kind::therapist_break:
      return "break";
    case SlipReason::Kind::other:
      break;
  }
  return "other";
}

// `missed 2025-04-01 7`: kind, date and days of each reason for the slip.
std::vector<std::string> reasons_of(const Position& position) {
  std::vector<std::string> lines;
  for (const SlipReason& reason : position.reasons) {
    lines.push_back(fmt::format("{} {} {}", kind_name(reason.kind), iso(reason.date), reason.days));
  }
  return lines;
}

using Lines = std::vector<std::string>;

// Six weekly sessions from Monday 2026-01-05 to 2026-02-09.
CourseRecord six_sessions() {
  CourseRecord record = test::acute_course("2026-01-05", 12);
  for (int i = 0; i < 6; ++i) {
    record.appointments.push_back({.date = record.course.start.plus_days(7 * i)});
  }
  return record;
}

}  // namespace

TEST_CASE("the course of K7F2 stands where its report says") {
  const CourseRecord record = test::k7f2();
  const Position position = on(record, "2025-05-13");
  CHECK(position.status == CourseStatus::active);
  CHECK(status_name(record, day("2025-05-13")) == "active");
  CHECK(position.sessions == 9);
  CHECK(position.planned == 14);
  CHECK(position.left == 5);
  CHECK(position.week == 11);
  CHECK(position.phase == Phase::middle);
  CHECK(bounds_of(Phase::middle, record.course.contract).first == 4);
  CHECK(bounds_of(Phase::middle, record.course.contract).last == 11);
  CHECK(iso(position.next) == "2025-05-20");
  CHECK(position.next_phase == Phase::middle);
  CHECK(iso(position.planned_end) == "2025-06-03");
  CHECK(iso(position.projected_end) == "2025-06-17");
  CHECK(position.slip_days == 14);
  CHECK(reasons_of(position) == Lines{"missed 2025-04-01 7", "break 2025-04-22 7"});
  CHECK(position.reasons[0].attendance == Attendance::dna);
  CHECK(position.reasons[1].reason == "therapist's leave");
}

TEST_CASE("a missed appointment of any kind takes a week and no session") {
  for (const Term<Attendance>& term : vocabulary<Attendance>()) {
    if (was_seen(term.id)) continue;
    CAPTURE(term.name);
    CourseRecord record = six_sessions();
    record.appointments.back().attendance = term.id;
    const Position position = on(record, "2026-02-09");
    CHECK(position.sessions == 5);
    CHECK(position.left == 7);
    CHECK(iso(position.next) == "2026-02-16");
    CHECK(position.slip_days == 7);
    CHECK(reasons_of(position) == Lines{"missed 2026-02-09 7"});
    CHECK(position.reasons.front().attendance == term.id);
  }
}

TEST_CASE("a course without a gap ends when it was planned to") {
  const Position position = on(six_sessions(), "2026-02-09");
  CHECK(iso(position.planned_end) == "2026-03-23");
  CHECK(iso(position.projected_end) == "2026-03-23");
  CHECK(position.slip_days == 0);
  CHECK(position.reasons.empty());
}

TEST_CASE("a course that has not begun waits for its first day") {
  const CourseRecord record = test::acute_course("2026-01-05", 16);
  const Position position = on(record, "2025-12-20");
  CHECK(position.status == CourseStatus::waiting);
  CHECK(status_name(record, day("2025-12-20")) == "waiting");
  CHECK(status_name(record, day("2026-01-04")) == "waiting");
  CHECK(status_name(record, day("2026-01-05")) == "active");
  CHECK(position.sessions == 0);
  CHECK(position.left == 16);
  CHECK(!position.week);
  CHECK(position.phase == Phase::initial);
  CHECK(position.next_phase == Phase::initial);
  CHECK(iso(position.next) == "2026-01-05");
  CHECK(iso(position.projected_end) == "2026-04-20");
  CHECK(position.slip_days == 0);
}

TEST_CASE("in a pause without an end nothing is projected") {
  CourseRecord record = six_sessions();
  record.absences = {test::open_pause("2026-02-12")};
  const Position position = on(record, "2026-02-20");
  CHECK(position.status == CourseStatus::paused);
  CHECK(status_name(record, day("2026-02-20")) == "paused");
  CHECK(!position.next);
  CHECK(!position.next_phase);
  CHECK(!position.projected_end);
  CHECK(!position.slip_days);
  CHECK(position.reasons.empty());
  CHECK(iso(position.planned_end) == "2026-03-23");
}

TEST_CASE("before a pause without an end there is a next session but no projected end") {
  CourseRecord record = six_sessions();
  record.absences = {test::open_pause("2026-02-20")};
  const Position position = on(record, "2026-02-10");
  CHECK(position.status == CourseStatus::active);
  CHECK(iso(position.next) == "2026-02-16");
  CHECK(!position.projected_end);
  CHECK(!position.slip_days);
}

TEST_CASE("a pause holds on its first and its last day") {
  CourseRecord record = six_sessions();
  record.absences = {test::pause("2026-02-12", "2026-02-20")};
  CHECK(status_name(record, day("2026-02-11")) == "active");
  CHECK(status_name(record, day("2026-02-12")) == "paused");
  CHECK(status_name(record, day("2026-02-20")) == "paused");
  CHECK(status_name(record, day("2026-02-21")) == "active");
}

TEST_CASE("the therapist's leave does not pause a course") {
  CourseRecord record = six_sessions();
  record.absences = {test::leave("2026-02-12", "2026-02-20")};
  CHECK(status_name(record, day("2026-02-16")) == "active");
  CHECK(iso(on(record, "2026-02-16").next) == "2026-02-23");
}

TEST_CASE("the booked day is the next session, whatever the cadence says") {
  CourseRecord record = test::k7f2();
  record.appointments.back().next = day("2025-05-23");
  const Position position = on(record, "2025-05-13");
  CHECK(iso(position.next) == "2025-05-23");
  CHECK(iso(position.projected_end) == "2025-06-20");
  CHECK(position.slip_days == 17);
  CHECK(reasons_of(position) == Lines{"missed 2025-04-01 7", "break 2025-04-22 7", "other none 3"});
}

TEST_CASE("the day booked on a missed appointment counts, that of an earlier one does not") {
  CourseRecord record = six_sessions();
  record.appointments[4].next = day("2026-02-11");
  CHECK(iso(on(record, "2026-02-09").next) == "2026-02-16");
  record.appointments.back().attendance = Attendance::cancelled_client;
  record.appointments.back().next = day("2026-02-12");
  CHECK(iso(on(record, "2026-02-09").next) == "2026-02-12");
}

TEST_CASE("a next session in a pause moves in steps of the cadence") {
  CourseRecord record = test::k7f2();
  record.absences.push_back(test::pause("2025-05-18", "2025-06-01"));
  const Position by_cadence = on(record, "2025-05-13");
  CHECK(iso(by_cadence.next) == "2025-06-03");
  CHECK(iso(by_cadence.projected_end) == "2025-07-01");
  CHECK(reasons_of(by_cadence) ==
        Lines{"missed 2025-04-01 7", "break 2025-04-22 7", "pause 2025-05-20 14"});

  record.absences.back() = test::pause("2025-05-18", "2025-05-25");
  record.appointments.back().next = day("2025-05-23");
  CHECK(iso(on(record, "2025-05-13").next) == "2025-05-30");
}

TEST_CASE("a later pause moves the projected end, not the next session") {
  CourseRecord record = six_sessions();
  record.absences = {test::pause("2026-03-01", "2026-03-10")};  // the slots of March 2 and 9
  const Position position = on(record, "2026-02-09");
  CHECK(iso(position.next) == "2026-02-16");
  CHECK(iso(position.projected_end) == "2026-04-06");
  CHECK(reasons_of(position) == Lines{"pause 2026-03-02 14"});
}

TEST_CASE("an absence between two appointments counts the slots that it took") {
  CourseRecord record = six_sessions();
  for (std::size_t i = 3; i < 6; ++i) {
    record.appointments[i].date = record.appointments[i].date.plus_days(14);
  }
  record.absences = {test::leave("2026-01-24", "2026-02-06")};  // January 26 and February 2
  CHECK(reasons_of(on(record, "2026-02-23")) == Lines{"break 2026-01-26 14"});
}

TEST_CASE("an absence that took no slot is no reason") {
  CourseRecord record = six_sessions();
  record.absences = {test::leave("2026-01-20", "2026-01-25")};  // between two Mondays
  const Position position = on(record, "2026-02-09");
  CHECK(position.slip_days == 0);
  CHECK(position.reasons.empty());
}

TEST_CASE("a session held in spite of a pause makes up for it") {
  CourseRecord record = six_sessions();
  record.absences = {test::pause("2026-01-18", "2026-01-20")};  // the session of January 19 is held
  const Position position = on(record, "2026-02-09");
  CHECK(position.slip_days == 0);
  CHECK(position.reasons.empty());
}

TEST_CASE("a pause over the end of the year moves sessions into the next one") {
  CourseRecord record = test::acute_course("2026-12-07", 12);
  record.appointments = {test::session("2026-12-07"), test::session("2026-12-14"),
                         test::session("2026-12-21")};
  record.absences = {test::pause("2026-12-24", "2027-01-05")};
  const Position position = on(record, "2026-12-31");
  CHECK(position.status == CourseStatus::paused);
  CHECK(position.week == 4);
  CHECK(iso(position.next) == "2027-01-11");
  CHECK(iso(position.planned_end) == "2027-02-22");
  CHECK(iso(position.projected_end) == "2027-03-08");
  CHECK(reasons_of(position) == Lines{"pause 2026-12-28 14"});
}

TEST_CASE("an overdue session slips by the days since it was due") {
  const CourseRecord record = test::k7f2();
  const Position on_the_day = on(record, "2025-05-20");
  CHECK(on_the_day.slip_days == 14);
  const Position later = on(record, "2025-05-23");
  CHECK(iso(later.next) == "2025-05-20");
  CHECK(iso(later.projected_end) == "2025-06-20");
  CHECK(reasons_of(later) == Lines{"missed 2025-04-01 7", "break 2025-04-22 7", "other none 3"});
  CHECK(later.week == 12);
}

TEST_CASE("sessions closer than the cadence end a course ahead of plan") {
  CourseRecord record = six_sessions();
  for (Appointment& each : record.appointments) {
    const int days = each.date.days_since(record.course.start);
    each.date = record.course.start.plus_days(days / 7 * 4);
  }
  const Position position = on(record, "2026-01-25");
  CHECK(iso(position.next) == "2026-02-01");
  CHECK(position.slip_days == -15);
  CHECK(reasons_of(position) == Lines{"other none -15"});
}

TEST_CASE("a course with all its sessions held came to its end with the last of them") {
  CourseRecord record = six_sessions();
  for (int i = 6; i < 12; ++i) {
    record.appointments.push_back({.date = record.course.start.plus_days(7 * i + 7)});
  }
  record.appointments.push_back(test::missed("2026-04-06"));
  const Position position = on(record, "2026-05-01");
  CHECK(position.sessions == 12);
  CHECK(position.left == 0);
  CHECK(!position.next);
  CHECK(!position.next_phase);
  CHECK(position.phase == Phase::ending);
  CHECK(iso(position.projected_end) == "2026-03-30");
  CHECK(position.slip_days == 7);
  CHECK(reasons_of(position) == Lines{"missed 2026-04-06 7"});
}

TEST_CASE("more sessions than planned, as an import can bring them, leave none and not fewer") {
  CourseRecord record = six_sessions();
  record.course.contract.planned = 5;
  const Position position = on(record, "2026-02-09");
  CHECK(position.sessions == 6);
  CHECK(position.left == 0);
  CHECK(position.phase == Phase::ending);
}

TEST_CASE("an ended course stands still") {
  CourseRecord record = test::k7f2();
  record.course.end = CourseEnd{.status = EndStatus::ended_early_client, .date = day("2025-05-16")};
  for (const std::string_view as_of : {"2025-05-16", "2025-06-30", "2027-01-01"}) {
    CAPTURE(as_of);
    const Position position = on(record, as_of);
    CHECK(position.status == CourseStatus::ended);
    CHECK(status_name(record, day(as_of)) == "ended-early-client");
    CHECK(position.week == 11);
    CHECK(position.left == 5);
    CHECK(!position.next);
    CHECK(iso(position.projected_end) == "2025-05-16");
    CHECK(position.slip_days == -18);
  }
}

TEST_CASE("an ended course bears the status that the therapist gave it") {
  CourseRecord record = test::k7f2();
  for (const Term<EndStatus>& term : vocabulary<EndStatus>()) {
    record.course.end = CourseEnd{.status = term.id, .date = day("2025-05-16")};
    CHECK(status_name(record, day("2025-05-20")) == term.name);
  }
}

TEST_CASE("an extension moves the planned end and the phases to come") {
  CourseRecord record = six_sessions();
  for (int i = 6; i < 11; ++i) {
    record.appointments.push_back({.date = record.course.start.plus_days(7 * i)});
  }
  CHECK(on(record, "2026-03-16").next_phase == Phase::ending);
  record.contract_changes = {{.number = 1,
                              .from = day("2026-03-17"),
                              .contract = {.planned = 14, .split = quarter_split(14)}}};
  const Position position = on(record, "2026-03-17");
  CHECK(position.planned == 14);
  CHECK(position.left == 3);
  CHECK(position.phase == Phase::ending);  // session 11 of 12, as it was held
  CHECK(position.next_phase == Phase::ending);
  CHECK(iso(position.planned_end) == "2026-04-06");
  CHECK(position.slip_days == 0);
}

TEST_CASE("a maintenance course has a cadence of its own and no phases") {
  CourseRecord record = test::acute_course("2026-01-05", 12);
  record.course.kind = CourseKind::maintenance;
  record.course.contract = {.planned = 6, .cadence_days = 28};
  record.appointments = {test::session("2026-01-05"), test::session("2026-02-02")};
  record.absences = {test::pause("2026-02-25", "2026-03-05")};
  const Position position = on(record, "2026-02-10");
  CHECK(!position.phase);
  CHECK(!position.next_phase);
  CHECK(iso(position.next) == "2026-03-30");
  CHECK(iso(position.planned_end) == "2026-05-25");
  CHECK(iso(position.projected_end) == "2026-06-22");
  CHECK(reasons_of(position) == Lines{"pause 2026-03-02 28"});
}

TEST_CASE("two courses over the end of a year with 53 weeks are in the right week") {
  CourseRecord monday = test::acute_course("2026-11-30", 12);
  CHECK(on(monday, "2026-12-31").week == 5);
  CHECK(on(monday, "2027-01-03").week == 5);
  CHECK(on(monday, "2027-01-04").week == 6);
  CourseRecord thursday = test::acute_course("2020-12-31", 12);
  CHECK(on(thursday, "2021-01-06").week == 1);
  CHECK(on(thursday, "2021-01-07").week == 2);
}

TEST_CASE("summer time moves no session") {
  for (const std::string_view start : {"2025-03-24", "2025-10-20", "2026-03-02", "2026-10-26"}) {
    CAPTURE(start);
    CourseRecord record = test::acute_course(start, 12);
    record.appointments = {test::session(start)};
    const Position position = on(record, start);
    CHECK(position.next->days_since(day(start)) == 7);
    CHECK(position.next->weekday() == day(start).weekday());
    CHECK(position.projected_end->days_since(day(start)) == 77);
    CHECK(position.slip_days == 0);
  }
}

TEST_CASE("the absence of a day is the one that covers it") {
  CourseRecord record = six_sessions();
  record.absences = {test::leave("2026-02-01", "2026-02-03"), test::open_pause("2026-03-01")};
  CHECK(absence_on(record, day("2026-01-31")) == nullptr);
  CHECK(absence_on(record, day("2026-02-01")) == &record.absences[0]);
  CHECK(absence_on(record, day("2026-02-03")) == &record.absences[0]);
  CHECK(absence_on(record, day("2026-02-04")) == nullptr);
  CHECK(absence_on(record, day("2026-03-01")) == &record.absences[1]);
  CHECK(absence_on(record, day("2099-01-01")) == &record.absences[1]);
}

namespace {

// Courses of every shape that entry or an import can leave behind.
class AnyCourse {
 public:
  explicit AnyCourse(unsigned seed) : random_(seed) {}

  CourseRecord record() {
    constexpr std::array cadences = {3, 7, 7, 7, 14, 28};
    CourseRecord record = test::acute_course("2026-01-05", up_to(5) + 11);
    record.course.start = record.course.start.plus_days(up_to(800));
    record.course.contract.cadence_days = cadences.at(static_cast<std::size_t>(up_to(6) - 1));
    if (up_to(5) == 1) record.course.kind = CourseKind::maintenance;
    add_appointments(record);
    add_absences(record);
    if (up_to(4) == 1) {
      Contract longer = record.course.contract;
      longer.planned += up_to(4);
      longer.split = resplit(longer.split, longer.planned);
      record.contract_changes = {
          {.number = 1, .from = record.course.start.plus_days(up_to(60)), .contract = longer}};
    }
    if (up_to(8) == 1) record.course.end = CourseEnd{.date = last_day(record).plus_days(up_to(9))};
    return record;
  }

  Date as_of(const CourseRecord& record) { return last_day(record).plus_days(up_to(40) - 1); }

 private:
  int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)) + 1; }

  static Date last_day(const CourseRecord& record) {
    return record.appointments.empty() ? record.course.start : record.appointments.back().date;
  }

  void add_appointments(CourseRecord& record) {
    constexpr std::array attendances = {Attendance::attended, Attendance::attended,
                                        Attendance::attended_late, Attendance::dna,
                                        Attendance::cancelled_therapist};
    Date date = record.course.start.plus_days(up_to(3) - 1);
    for (int left = up_to(19) - 1; left > 0; --left) {
      Appointment each{.date = date};
      each.attendance = attendances.at(static_cast<std::size_t>(up_to(5) - 1));
      if (up_to(6) == 1) each.next = date.plus_days(up_to(20));
      record.appointments.push_back(each);
      date = date.plus_days(up_to(3) == 1 ? up_to(30) : record.course.contract.cadence_days);
    }
  }

  void add_absences(CourseRecord& record) {
    Date from = record.course.start.plus_days(up_to(60) - 20);
    for (int left = up_to(4) - 1; left > 0; --left) {
      Absence each{.number = left, .from = from};
      if (up_to(2) == 1) each.kind = Absence::Kind::therapist_break;
      if (left > 1 || up_to(8) > 1) each.to = from.plus_days(up_to(25) - 1);
      record.absences.push_back(each);
      from = from.plus_days(25 + up_to(40));
    }
  }

  std::mt19937 random_;
};

// The end of the course, counted slot by slot from the next session.
std::optional<Date> counted_end(const CourseRecord& record, Date next, Date as_of, int left) {
  const int cadence = record.course.contract.cadence_days;
  Date slot = std::max(next, as_of);
  int held = 0;
  for (int tries = 0; tries < 100; ++tries) {
    if (absence_on(record, slot) == nullptr) ++held;
    if (held == left) return slot;
    slot = slot.plus_days(cadence);
  }
  return std::nullopt;
}

void check_slip(const Position& position) {
  REQUIRE(position.slip_days.has_value() == position.projected_end.has_value());
  if (!position.slip_days) {
    CHECK(position.reasons.empty());
    return;
  }
  CHECK(*position.slip_days == position.projected_end->days_since(position.planned_end));
  int sum = 0;
  for (const SlipReason& reason : position.reasons) sum += reason.days;
  CHECK(sum == *position.slip_days);
}

void check_reasons(const CourseRecord& record, const Position& position) {
  std::size_t missed = 0;
  for (std::size_t i = 0; i < position.reasons.size(); ++i) {
    const SlipReason& reason = position.reasons[i];
    const bool other = reason.kind == SlipReason::Kind::other;
    CHECK(reason.date.has_value() == !other);
    CHECK((other || reason.days > 0));
    CHECK((!other || (reason.days != 0 && i + 1 == position.reasons.size())));
    if (i > 0 && !other) CHECK(position.reasons[i - 1].date <= reason.date);
    if (reason.kind == SlipReason::Kind::missed) ++missed;
  }
  const auto not_seen = record.appointments.size() - static_cast<std::size_t>(position.sessions);
  if (position.projected_end) CHECK(missed == not_seen);
}

void check_next(const CourseRecord& record, const Position& position, Date as_of) {
  if (!position.next) return;
  CHECK(position.left > 0);
  CHECK(absence_on(record, *position.next) == nullptr);
  if (!record.appointments.empty()) CHECK(*position.next > record.appointments.back().date);
  if (position.projected_end) CHECK(*position.projected_end >= std::max(*position.next, as_of));
  CHECK(iso(position.projected_end) ==
        iso(counted_end(record, *position.next, as_of, position.left)));
}

}  // namespace

TEST_CASE(
    "whatever happened, the reasons add up to the slip and no session falls into an absence") {
  int projected = 0;
  int open = 0;
  int ahead = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    AnyCourse any{seed};
    const CourseRecord record = any.record();
    const Date as_of = any.as_of(record);
    const Position found = position(known_on(record, as_of, as_of), as_of);
    CHECK(found.left == std::max(0, found.planned - found.sessions));
    CHECK(found.sessions == sessions_held(record));
    check_slip(found);
    check_reasons(record, found);
    check_next(record, found, as_of);
    ++(found.projected_end ? projected : open);
    if (found.slip_days && *found.slip_days < 0) ++ahead;
  }
  CHECK(projected > 1000);
  CHECK(open > 20);
  CHECK(ahead > 20);
}
