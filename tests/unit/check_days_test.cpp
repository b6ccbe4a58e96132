#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checked.hpp"

using namespace ipt;
using test::day;
using test::day_of;
using test::said;
using test::settled_by;
using test::text_of;
using test::well_run;

namespace {

// Five sessions, the last of them so many days after the fourth.
CourseRecord with_gap(int days, int cadence = 7) {
  CourseRecord record = well_run(4);
  record.course.contract.cadence_days = cadence;
  for (int i = 0; i < 4; ++i) {
    record.appointments[static_cast<std::size_t>(i)].date =
        record.course.start.plus_days(cadence * i);
  }
  record.appointments.push_back(test::good_session(record, 5));
  record.appointments.back().date = record.appointments[3].date.plus_days(days);
  return record;
}

// The result so many days after the last of five sessions.
std::string after(const CourseRecord& record, int days, std::string_view check) {
  return said(record, check, test::latest_day(record).plus_days(days));
}

CourseRecord with_dna(int held, std::vector<int> missed, int planned = 12) {
  CourseRecord record = well_run(held, planned);
  for (const int number : missed) {
    record.appointments[static_cast<std::size_t>(number) - 1].attendance = Attendance::dna;
  }
  return record;
}

}  // namespace

TEST_CASE("cadence: more than twice the spacing warns, more than four times fails") {
  for (const int cadence : {7, 14, 5, 28}) {
    CAPTURE(cadence);
    CHECK(said(with_gap(2 * cadence, cadence), "cadence") == "pass");
    CHECK(said(with_gap(2 * cadence + 1, cadence), "cadence") == "warn 4");
    CHECK(said(with_gap(4 * cadence, cadence), "cadence") == "warn 4");
    CHECK(said(with_gap(4 * cadence + 1, cadence), "cadence") == "fail 4");
  }
  CHECK(text_of(with_gap(15), "cadence") == "15 days between sessions 4 and 5, no pause or break");
  CHECK(settled_by(with_gap(15), "cadence") == "ipt course pause K7 --from DATE --to DATE");
}

TEST_CASE("cadence: the days since the last session count while the course is active") {
  const CourseRecord record = well_run(5);
  CHECK(after(record, 14, "cadence") == "pass");
  CHECK(after(record, 15, "cadence") == "warn 5");
  CHECK(after(record, 28, "cadence") == "warn 5");
  CHECK(after(record, 29, "cadence") == "fail 5");
  CHECK(text_of(record, "cadence", test::latest_day(record).plus_days(16)) ==
        "16 days since session 5, no pause or break");
  CHECK(settled_by(record, "cadence", test::latest_day(record).plus_days(16)) ==
        "ipt course pause K7 --from DATE");
  CHECK(said(well_run(0), "cadence") == "not due");
  CourseRecord ended = record;
  test::end(ended, EndStatus::ended_early_client);
  CHECK(after(ended, 60, "cadence") == "pass");
  CourseRecord paused = record;
  paused.absences = {test::open_pause("2026-02-10")};
  CHECK(after(paused, 60, "cadence") == "pass");
  CHECK(after(well_run(12), 60, "cadence") == "pass");
}

TEST_CASE("cadence: days of a pause or a break are not counted") {
  CourseRecord record = with_gap(21);
  CHECK(said(record, "cadence") == "warn 4");
  record.absences = {test::leave("2026-02-02", "2026-02-08")};
  CHECK(said(record, "cadence") == "pass");
  record.absences = {test::pause("2026-02-02", "2026-02-07")};
  CHECK(said(record, "cadence") == "warn 4");
  CHECK(text_of(record, "cadence") ==
        "15 days between sessions 4 and 5, pauses and breaks not counted");
  record = with_gap(30);
  record.absences = {test::leave("2026-02-02", "2026-02-02")};
  CHECK(said(record, "cadence") == "fail 4");
  record.absences = {test::leave("2026-02-02", "2026-02-03")};
  CHECK(said(record, "cadence") == "warn 4");
}

TEST_CASE("cadence: the spacing is the one then in force") {
  CourseRecord record = with_gap(20);
  Contract fortnightly = record.course.contract;
  fortnightly.cadence_days = 14;
  const auto agreed_from = [&](std::string_view date) {
    record.contract_changes = {{.number = 1, .from = day(date), .contract = fortnightly}};
    return said(record, "cadence");
  };
  CHECK(agreed_from("2026-01-26") == "pass");  // the day of session 4
  CHECK(agreed_from("2026-02-02") == "pass");
  CHECK(agreed_from("2026-02-15") == "warn 4");  // the day of session 5: for the time after
}

TEST_CASE("cadence: several gaps are named, the latest in full") {
  CourseRecord record = with_gap(15);
  record.appointments.push_back(test::session("2026-03-02"));
  CHECK(said(record, "cadence") == "warn 4,5");
  CHECK(text_of(record, "cadence") ==
        "20 days between sessions 5 and 6, no pause or break; earlier after session 4");
}

TEST_CASE("absence-run: two in a row without warning") {
  CHECK(said(well_run(0), "absence-run") == "not due");
  CHECK(said(with_dna(6, {3}), "absence-run") == "pass");
  CHECK(said(with_dna(6, {3, 5}), "absence-run") == "pass");
  CHECK(said(with_dna(6, {3, 4}), "absence-run") == "warn 2026-01-19,2026-01-26");
  CHECK(text_of(with_dna(6, {3, 4}), "absence-run") == "DNA on 2026-01-19 and 2026-01-26");
  CHECK(settled_by(with_dna(6, {3, 4}), "absence-run") == "ipt contact add K7 -e");
  CourseRecord record = with_dna(6, {3, 4});
  record.appointments[2].attendance = Attendance::cancelled_client;
  CHECK(said(record, "absence-run") == "pass");
  record = with_dna(6, {3, 5});
  record.appointments[3].attendance = Attendance::cancelled_therapist;
  CHECK(said(record, "absence-run") == "pass");
}

TEST_CASE("absence-run: more than one of six planned sessions") {
  for (const int planned : {12, 13, 16}) {
    CAPTURE(planned);
    CHECK(said(with_dna(9, {3, 5}, planned), "absence-run") == "pass");
    CHECK(said(with_dna(9, {3, 5, 7}, planned), "absence-run") ==
          "warn 2026-01-19,2026-02-02,2026-02-16");
  }
  CHECK(text_of(with_dna(9, {3, 5, 7}), "absence-run") ==
        "DNA on 2026-01-19, 2026-02-02 and 2026-02-16, 3 in all where 2 is the limit");
}

TEST_CASE("stalled: three spacings without a session, from that day on") {
  const CourseRecord record = well_run(5);
  CHECK(after(record, 20, "stalled") == "pass");
  CHECK(after(record, 21, "stalled") == "warn 5");
  CHECK(text_of(record, "stalled", test::latest_day(record).plus_days(21)) ==
        "no session for 21 days since session 5, and no next date");
  CHECK(settled_by(record, "stalled", test::latest_day(record).plus_days(21)) ==
        "ipt contact add K7 -e");
  CourseRecord fortnightly = record;
  fortnightly.course.contract.cadence_days = 14;
  CHECK(after(fortnightly, 41, "stalled") == "pass");
  CHECK(after(fortnightly, 42, "stalled") == "warn 5");
}

TEST_CASE("stalled: a pause, a break or a booked day explains it") {
  CourseRecord record = well_run(5);
  const Date last = test::latest_day(record);
  record.absences = {test::leave("2026-02-20", "2026-02-25")};
  CHECK(said(record, "stalled", day("2026-02-25")) == "pass");
  CHECK(said(record, "stalled", day("2026-02-26")) == "pass");  // 24 days less 6
  CHECK(said(record, "stalled", day("2026-02-28")) == "pass");
  CHECK(said(record, "stalled", day("2026-03-01")) == "warn 5");
  record.absences = {test::open_pause("2026-02-20")};
  CHECK(said(record, "stalled", day("2026-05-01")) == "pass");
  record.absences.clear();
  record.appointments.back().next = last.plus_days(25);
  CHECK(after(record, 24, "stalled") == "pass");
  CHECK(after(record, 25, "stalled") == "warn 5");
}

TEST_CASE("stalled: a course that never got going, one that is done, one that waits") {
  const CourseRecord record = well_run(0);
  CHECK(after(record, -1, "stalled") == "not due");
  CHECK(after(record, 20, "stalled") == "pass");
  CHECK(after(record, 21, "stalled") == "warn 2026-01-05");
  CHECK(text_of(record, "stalled", record.course.start.plus_days(21)) ==
        "no session for 21 days since the start, and no next date");
  CourseRecord done = well_run(12);
  CHECK(settled_by(done, "stalled", test::latest_day(done).plus_days(21)) ==
        "ipt course end K7 --status ID");
  test::end(done);
  CHECK(after(done, 60, "stalled") == "n/a");
}

TEST_CASE("extension-explicit: a session beyond the number planned then") {
  CHECK(said(well_run(11), "extension-explicit") == "not due");
  CHECK(said(well_run(12), "extension-explicit") == "pass");
  CourseRecord record = well_run(14, 16);
  record.course.contract = {.planned = 12, .split = quarter_split(12)};
  CHECK(said(record, "extension-explicit") == "fail 13,14");
  CHECK(text_of(record, "extension-explicit") == "sessions 13 and 14 beyond the 12 planned then");
  CHECK(settled_by(record, "extension-explicit") ==
        "ipt check K7 --dismiss extension-explicit --reason TEXT");
  const auto extended_from = [&](Date date) {
    record.contract_changes = {
        {.number = 1, .from = date, .contract = {.planned = 16, .split = quarter_split(16)}}};
    return said(record, "extension-explicit");
  };
  CHECK(extended_from(day_of(record, 13)) == "pass");
  CHECK(extended_from(day_of(record, 14)) == "fail 13");
}
