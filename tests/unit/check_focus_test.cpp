#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/checked.hpp"

using namespace ipt;
using test::day_of;
using test::said;
using test::settled_by;
using test::text_of;
using test::well_run;

namespace {

// So many sessions of a course whose initial phase has four of sixteen, some of them on grief.
CourseRecord off_focus(int held, const std::vector<int>& sessions) {
  CourseRecord record = well_run(held, 16);
  for (const int number : sessions) test::session_of(record, number).focus = Focus::grief;
  return record;
}

CourseRecord with_primary(int held, const FocusEpisode& episode) {
  CourseRecord record = well_run(held);
  record.focus_episodes = {episode};
  record.focus_episodes.front().from = day_of(record, 3);
  return record;
}

CourseRecord with_dispute(int held) {
  CourseRecord record = with_primary(
      held,
      {.number = 1, .focus = Focus::dispute, .from = test::day("2026-01-19"), .person = "partner"});
  record.focus_episodes.front().stages = {
      {.date = day_of(record, 3), .stage = DisputeStage::impasse}};
  return record;
}

// The primary focus changes from transition to dispute on a day.
CourseRecord changed_on(int held, int planned, Date date, std::string_view reason = "divorce") {
  CourseRecord record = well_run(held, planned);
  record.focus_episodes.push_back({.number = 2,
                                   .focus = Focus::dispute,
                                   .from = date,
                                   .reason = std::string{reason},
                                   .person = "partner",
                                   .stages = {{.date = date}}});
  return record;
}

}  // namespace

TEST_CASE("focus-count: one primary and at most one secondary focus, of another area") {
  CourseRecord record = well_run(5);
  CHECK(said(record, "focus-count") == "pass");
  CHECK(said(well_run(2), "focus-count") == "not due");
  FocusEpisode second = test::agreed(2, Focus::dispute, "2026-01-26", FocusRank::secondary);
  record.focus_episodes.push_back(second);
  CHECK(said(record, "focus-count") == "pass");
  record.focus_episodes.back().focus = Focus::transition;
  CHECK(said(record, "focus-count") == "fail 4");
  record.focus_episodes.back() = test::agreed(2, Focus::dispute, "2026-01-19");
  CHECK(said(record, "focus-count") == "fail 3");
  record.focus_episodes.back().from = test::day("2026-01-20");
  CHECK(said(record, "focus-count") == "pass");
  CHECK(settled_by(record, "focus-count").empty());
}

TEST_CASE("focus-count: a secondary focus that becomes the primary one is counted once") {
  CourseRecord record = well_run(7);
  record.focus_episodes.push_back(
      test::agreed(2, Focus::dispute, "2026-01-26", FocusRank::secondary));
  record.focus_episodes.push_back(test::agreed(3, Focus::dispute, "2026-02-02"));
  CHECK(said(record, "focus-count") == "pass");
}

TEST_CASE("focus-kept: two middle sessions in a row off the focus") {
  CHECK(said(well_run(4, 16), "focus-kept") == "not due");
  CHECK(said(well_run(5, 16), "focus-kept") == "pass");
  CHECK(said(off_focus(5, {5}), "focus-kept") == "pass");
  CHECK(said(off_focus(6, {6}), "focus-kept") == "pass");
  CHECK(said(off_focus(6, {5, 6}), "focus-kept") == "warn 5,6");
  CHECK(said(off_focus(12, {6, 12}), "focus-kept") == "pass");
  CHECK(said(off_focus(12, {11, 12}), "focus-kept") == "warn 11,12");
  CHECK(text_of(off_focus(12, {11, 12}), "focus-kept") ==
        "sessions 11 and 12 not on the agreed focus");
  CHECK(settled_by(off_focus(12, {11, 12}), "focus-kept") ==
        "ipt session amend K7.12 --focus AREA");
}

TEST_CASE("focus-kept: fewer than three in four, from the third middle session on") {
  CHECK(said(off_focus(6, {5}), "focus-kept") == "pass");          // 1 of 2
  CHECK(said(off_focus(7, {5}), "focus-kept") == "warn 5");        // 2 of 3
  CHECK(said(off_focus(8, {5}), "focus-kept") == "pass");          // 3 of 4
  CHECK(said(off_focus(11, {5, 8}), "focus-kept") == "warn 5,8");  // 5 of 7
  CHECK(said(off_focus(12, {5, 8}), "focus-kept") == "pass");      // 6 of 8
}

TEST_CASE("focus-kept: initial and ending phase do not count, the secondary focus does") {
  CourseRecord record = off_focus(15, {1, 2, 13, 14, 15});
  CHECK(said(record, "focus-kept") == "pass");
  record = off_focus(8, {6, 7});
  record.focus_episodes.push_back(
      test::agreed(2, Focus::grief, day_of(record, 6).iso(), FocusRank::secondary));
  CHECK(said(record, "focus-kept") == "pass");
  record.focus_episodes.back().from = day_of(record, 7);
  CHECK(said(record, "focus-kept") == "pass");
  record.focus_episodes.back().from = day_of(record, 8);
  CHECK(said(record, "focus-kept") == "warn 6,7");
}

TEST_CASE("focus-kept: an open middle session is off the focus, agreed or not") {
  CourseRecord record = well_run(5, 16);
  record.focus_episodes.clear();
  CHECK(said(record, "focus-kept") == "not due");
  record = well_run(6, 16);
  record.focus_episodes.clear();
  CHECK(said(record, "focus-kept") == "warn 5,6");
}

TEST_CASE("late-focus-change: of 12 sessions up to the day of session 6, of 13 up to that day") {
  struct Row {
    int planned;
    int session;
    int days;
    std::string_view expected;
  };
  for (const Row& row : {Row{12, 5, 0, "pass"}, Row{12, 6, 0, "pass"}, Row{12, 6, 1, "warn"},
                         Row{12, 7, 0, "warn"}, Row{13, 6, 0, "pass"}, Row{13, 6, 1, "pass"},
                         Row{13, 7, 0, "warn"}, Row{14, 7, 0, "pass"}, Row{14, 7, 1, "warn"}}) {
    CAPTURE(row.planned);
    CAPTURE(row.session);
    CAPTURE(row.days);
    const Date date = day_of(well_run(0, row.planned), row.session).plus_days(row.days);
    const std::string result = said(changed_on(10, row.planned, date), "late-focus-change");
    CHECK(result.substr(0, 4) == row.expected);
  }
}

TEST_CASE("late-focus-change: without a reason it fails; the same area again is no change") {
  const Date late = day_of(well_run(0), 8);
  CourseRecord record = changed_on(9, 12, late);
  CHECK(said(record, "late-focus-change") == "warn 8");
  CHECK(text_of(record, "late-focus-change") ==
        "primary focus changed on 2026-02-23, after half of the sessions");
  record = changed_on(9, 12, late, "");
  CHECK(said(record, "late-focus-change") == "fail 8");
  CHECK(settled_by(record, "late-focus-change") ==
        "ipt course focus K7 dispute --from 2026-02-23 --reason TEXT");
  record.focus_episodes.back().focus = Focus::transition;
  CHECK(said(record, "late-focus-change") == "pass");
  record = changed_on(9, 12, late.plus_days(2));
  CHECK(said(record, "late-focus-change") == "warn 2026-02-25");
}

TEST_CASE("late-focus-change: a change of the secondary focus is none; not due in the first half") {
  CourseRecord record = changed_on(9, 12, day_of(well_run(0), 8));
  record.focus_episodes.back().rank = FocusRank::secondary;
  CHECK(said(record, "late-focus-change") == "pass");
  CHECK(said(well_run(6), "late-focus-change") == "not due");
  CHECK(said(well_run(7), "late-focus-change") == "pass");
  CHECK(said(well_run(6, 13), "late-focus-change") == "not due");
  CHECK(said(well_run(7, 13), "late-focus-change") == "pass");
  record = well_run(9);
  record.focus_episodes.clear();
  CHECK(said(record, "late-focus-change") == "not due");
}

TEST_CASE("late-focus-change: half is that of the number planned then") {
  CourseRecord record = changed_on(9, 12, day_of(well_run(0), 8));
  Contract extended{.planned = 16, .split = quarter_split(16)};
  record.contract_changes = {{.number = 1, .from = day_of(record, 8), .contract = extended}};
  CHECK(said(record, "late-focus-change") == "pass");
  record.contract_changes.front().from = day_of(record, 9);
  CHECK(said(record, "late-focus-change") == "warn 8");
}

TEST_CASE("deficits-justified: the residual area needs a reason") {
  CourseRecord record =
      with_primary(5, {.number = 1, .focus = Focus::deficits, .from = test::day("2026-01-19")});
  CHECK(said(record, "deficits-justified") == "warn 3");
  CHECK(settled_by(record, "deficits-justified") == "ipt course focus K7 deficits --reason TEXT");
  record.focus_episodes.front().reason = "no event, long isolation";
  CHECK(said(record, "deficits-justified") == "pass");
  CHECK(said(well_run(2), "deficits-justified") == "not due");
  CHECK(said(well_run(5), "deficits-justified") == "n/a");
}

TEST_CASE("focus-fields: each area has its own, asked for at the first middle session") {
  struct Row {
    FocusEpisode episode;
    std::string_view text;
    std::string_view settle;
  };
  const Date from = test::day("2026-01-19");
  for (const Row& row : {Row{{.focus = Focus::grief, .from = from},
                             "person who died not recorded by session 4",
                             "ipt course focus K7 grief --deceased PERSON"},
                         Row{{.focus = Focus::dispute, .from = from},
                             "other party and stage not recorded by session 4",
                             "ipt course focus K7 dispute --with PERSON --stage ID"},
                         Row{{.focus = Focus::dispute, .from = from, .person = "partner"},
                             "stage not recorded by session 4",
                             "ipt course focus K7 dispute --stage ID"},
                         Row{{.focus = Focus::transition, .from = from, .new_role = "job seeker"},
                             "old role not recorded by session 4",
                             "ipt course focus K7 transition --old-role TEXT"}}) {
    const CourseRecord record = with_primary(4, row.episode);
    CHECK(said(record, "focus-fields") == "warn 4");
    CHECK(text_of(record, "focus-fields") == row.text);
    CHECK(settled_by(record, "focus-fields") == row.settle);
    CHECK(said(with_primary(3, row.episode), "focus-fields") == "not due");
  }
  CHECK(said(well_run(3), "focus-fields") == "pass");
  CHECK(said(with_dispute(4), "focus-fields") == "pass");
  CHECK(said(well_run(2), "focus-fields") == "not due");
}

TEST_CASE("focus-fields: deficits have none, and grief has none for Stuart & Robertson") {
  const Date from = test::day("2026-01-19");
  CHECK(said(with_primary(4, {.focus = Focus::deficits, .from = from}), "focus-fields") == "n/a");
  const CourseRecord grief = with_primary(4, {.focus = Focus::grief, .from = from});
  CHECK(said(grief, "focus-fields", School::stuart) == "n/a");
  CHECK(said(grief, "focus-fields", School::weissman) == "warn 4");
}

TEST_CASE("focus-fields: a focus that came later is asked at its own first middle session") {
  CourseRecord record = changed_on(5, 12, day_of(well_run(0), 5).plus_days(1));
  record.focus_episodes.back().person.clear();
  CHECK(said(record, "focus-fields", test::latest_day(record).plus_days(1)) == "not due");
  record = changed_on(6, 12, day_of(well_run(0), 5).plus_days(1));
  record.focus_episodes.back().person.clear();
  CHECK(said(record, "focus-fields") == "warn 6");
}

TEST_CASE("comm-analysis-dispute: by the third middle session") {
  CHECK(said(with_dispute(5), "comm-analysis-dispute") == "not due");
  CHECK(said(with_dispute(6), "comm-analysis-dispute") == "warn 6");
  CHECK(settled_by(with_dispute(6), "comm-analysis-dispute") ==
        "ipt session amend K7.6 --technique affect,link,comm-analysis");
  for (const Technique technique : {Technique::comm_analysis, Technique::incident}) {
    for (const auto& [session, expected] : {std::pair{3, "pass"}, {6, "pass"}, {7, "warn 6"}}) {
      CourseRecord record = with_dispute(7);
      test::session_of(record, session).techniques.push_back(technique);
      CHECK(said(record, "comm-analysis-dispute") == expected);
    }
  }
  CHECK(said(well_run(6), "comm-analysis-dispute") == "n/a");
  CHECK(said(well_run(2), "comm-analysis-dispute") == "not due");
}

TEST_CASE("stage-review: older than four attended sessions") {
  CHECK(said(with_dispute(3), "stage-review") == "pass");
  CHECK(said(with_dispute(7), "stage-review") == "pass");
  CourseRecord record = with_dispute(8);
  CHECK(said(record, "stage-review") == "warn 8");
  CHECK(said(with_dispute(10), "stage-review") == "warn 8");
  CHECK(text_of(with_dispute(10), "stage-review") ==
        "stage of the dispute is that of 2026-01-19, 7 sessions ago");
  CHECK(settled_by(record, "stage-review") == "ipt course focus K7 dispute --stage ID");
  record.focus_episodes.front().stages.push_back({.date = day_of(record, 4)});
  CHECK(said(record, "stage-review") == "pass");
  record = with_dispute(8);
  record.appointments.back().attendance = Attendance::dna;
  CHECK(said(record, "stage-review") == "pass");
  record.focus_episodes.front().stages.clear();
  CHECK(said(record, "stage-review") == "not due");
  CHECK(said(well_run(8), "stage-review") == "n/a");
  CHECK(said(well_run(2), "stage-review") == "not due");
}
