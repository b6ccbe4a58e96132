#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/checked.hpp"

using namespace ipt;
using test::day_of;
using test::phq9_form;
using test::said;
using test::settled_by;
using test::text_of;
using test::well_run;

namespace {

CourseRecord without_scores(int held, const std::vector<int>& sessions) {
  CourseRecord record = well_run(held);
  for (const int number : sessions) test::remove_score(record, number);
  return record;
}

// Six sessions of twelve: the totals of sessions 1 and 6, and none between.
CourseRecord at_half(int first, int sixth) {
  CourseRecord record = without_scores(6, {1, 2, 3, 4, 5, 6});
  record.scores = {phq9_form(day_of(record, 1).iso(), first, 0),
                   phq9_form(day_of(record, 6).iso(), sixth, 0)};
  return record;
}

// A form of the EPDS, whose total says nothing of its risk item.
FiledScore epds(Date date, int points, int item10) {
  return {.score = Score::from_total(Catalogue{}.instrument("epds"), date, Points::whole(points),
                                     item10)};
}

CourseRecord with_positive_item(int held, int session, int answer = 1) {
  CourseRecord record = without_scores(held, {session});
  record.scores.push_back(phq9_form(day_of(record, session).iso(), 14, answer));
  test::sort_by_date(record);
  return record;
}

}  // namespace

TEST_CASE("baseline-measure: a valid score on or before the day of session 1") {
  CHECK(said(well_run(1), "baseline-measure") == "pass");
  CHECK(said(well_run(0), "baseline-measure") == "not due");
  CHECK(said(without_scores(1, {1}), "baseline-measure") == "not due");
  CourseRecord record = without_scores(2, {1});
  CHECK(said(record, "baseline-measure") == "fail 1");
  CHECK(text_of(record, "baseline-measure") == "no PHQ-9 score by session 1");
  CHECK(settled_by(record, "baseline-measure") ==
        "ipt score add K7 phq9=ANSWERS --date 2026-01-05");
  record.scores.insert(record.scores.begin(), phq9_form("2025-12-20", 20, 0));
  CHECK(said(record, "baseline-measure") == "pass");
  record.scores.front() = phq9_form("2026-01-06", 20, 0);
  CHECK(said(record, "baseline-measure") == "fail 1");
  record.scores.front() = {.score = Score::from_answers(test::phq9(), day_of(record, 1),
                                                        {1, 1, 1, 1, 1, 1, {}, {}, {}})};
  CHECK(said(record, "baseline-measure") == "fail 1");
}

TEST_CASE("baseline-measure: a score of another instrument is none") {
  CourseRecord record = without_scores(2, {1});
  record.scores.insert(record.scores.begin(), test::total(test::gad7(), "2026-01-05", 12));
  CHECK(said(record, "baseline-measure") == "fail 1");
  record.course.instruments.clear();
  record.scores.clear();
  CHECK(said(record, "baseline-measure") == "fail 1");
  CHECK(text_of(record, "baseline-measure") == "no score by session 1");
}

TEST_CASE("measure-each-session: a gap warns, four in a row fail") {
  CHECK(said(well_run(0), "measure-each-session") == "not due");
  CHECK(said(well_run(5), "measure-each-session") == "pass");
  CHECK(said(without_scores(5, {5}), "measure-each-session") == "warn 5");
  CHECK(said(without_scores(9, {2, 3, 4}), "measure-each-session") == "warn 2,3,4");
  CHECK(said(without_scores(9, {2, 3, 4, 6}), "measure-each-session") == "warn 2,3,4,6");
  CHECK(said(without_scores(9, {2, 3, 4, 5}), "measure-each-session") == "fail 2,3,4,5");
  CHECK(said(without_scores(9, {6, 7, 8, 9}), "measure-each-session") == "fail 6,7,8,9");
  CHECK(text_of(without_scores(9, {2, 4, 7}), "measure-each-session") ==
        "no PHQ-9 score at sessions 2, 4 and 7");
  CHECK(text_of(without_scores(9, {2, 3, 4, 5, 6, 9}), "measure-each-session") ==
        "no PHQ-9 score at sessions 2 to 6 and 9, 5 in a row");
}

TEST_CASE("measure-each-session: a score of the day before is not one of the session") {
  CourseRecord record = without_scores(3, {3});
  record.scores.push_back(phq9_form(day_of(record, 3).plus_days(-1).iso(), 12, 0));
  CHECK(said(record, "measure-each-session") == "warn 3");
  CHECK(settled_by(record, "measure-each-session") ==
        "ipt score add K7 phq9=ANSWERS --date 2026-01-19");
}

TEST_CASE("end-measure: the last attended session has a score") {
  CHECK(said(without_scores(12, {12}), "end-measure") == "not due");
  const auto ended = [](CourseRecord record, EndStatus status = EndStatus::completed) {
    test::end(record, status);
    return said(record, "end-measure");
  };
  CHECK(ended(well_run(12)) == "pass");
  CHECK(ended(without_scores(12, {12})) == "fail 12");
  CHECK(ended(without_scores(12, {11})) == "pass");
  CHECK(ended(without_scores(5, {5}), EndStatus::ended_early_client) == "fail 5");
  CHECK(ended(without_scores(5, {5}), EndStatus::deceased) == "n/a");
  CHECK(ended(well_run(0), EndStatus::not_started) == "n/a");
  CourseRecord missed_last = without_scores(6, {6});
  missed_last.appointments.back().attendance = Attendance::dna;
  CHECK(ended(missed_last) == "pass");
}

TEST_CASE("risk-item-followed: a positive answer asks for an action before the next form") {
  CourseRecord record = with_positive_item(5, 3);
  CHECK(said(record, "risk-item-followed") == "fail 3");
  CHECK(text_of(record, "risk-item-followed") ==
        "PHQ-9 item 9 = 1 on 2026-01-19, 7 days to the next form, no action");
  CHECK(settled_by(record, "risk-item-followed") == "ipt session amend K7.3 -e");
  const auto acted_at = [&](int session) {
    CourseRecord acted = record;
    test::session_of(acted, session).risk_action = "safety plan";
    return said(acted, "risk-item-followed");
  };
  CHECK(acted_at(2) == "fail 3");
  CHECK(acted_at(3) == "pass");
  CHECK(acted_at(4) == "fail 3");
}

TEST_CASE("risk-item-followed: an action recorded with a contact answers too") {
  CourseRecord record = with_positive_item(5, 3);
  const auto called_on = [&](Date date, std::string_view action) {
    record.contacts = {{.number = 1, .date = date, .risk_action = std::string{action}}};
    return said(record, "risk-item-followed");
  };
  CHECK(called_on(day_of(record, 3).plus_days(-1), "called") == "fail 3");
  CHECK(called_on(day_of(record, 3), "called") == "pass");
  CHECK(called_on(day_of(record, 3).plus_days(6), "called") == "pass");
  CHECK(called_on(day_of(record, 4), "called") == "fail 3");
  CHECK(called_on(day_of(record, 3), "") == "fail 3");
}

TEST_CASE("risk-item-followed: the next form is that of the same instrument") {
  CourseRecord record = well_run(5);
  record.scores.push_back(epds(day_of(record, 2), 14, 2));
  CHECK(said(record, "risk-item-followed") == "fail 2");
  CHECK(text_of(record, "risk-item-followed") ==
        "EPDS item 10 = 2 on 2026-01-12, 21 days, no action");
  test::session_of(record, 5).risk_action = "safety plan";
  CHECK(said(record, "risk-item-followed") == "pass");
}

TEST_CASE("risk-item-followed: every positive answer of the course counts") {
  CourseRecord record = with_positive_item(6, 2);
  std::erase_if(record.scores,
                [&](const auto& each) { return each.score.date() == day_of(record, 5); });
  record.scores.push_back(phq9_form(day_of(record, 5).iso(), 14, 2));
  record.scores.push_back(phq9_form("2025-12-20", 20, 1));
  test::sort_by_date(record);
  CHECK(said(record, "risk-item-followed") == "fail 2025-12-20,2,5");
  CHECK(text_of(record, "risk-item-followed") ==
        "PHQ-9 item 9 = 2 on 2026-02-02, 7 days to the next form, no action; earlier on 2025-12-20 "
        "and 2026-01-12");
}

TEST_CASE("risk-item-followed: of two instruments that are positive on one day both are named") {
  CourseRecord record = with_positive_item(3, 3);
  const Date last = test::latest_day(record);
  record.scores.push_back(epds(last, 14, 2));
  CHECK(said(record, "risk-item-followed") == "fail 3");
  CHECK(text_of(record, "risk-item-followed", last.plus_days(1)) ==
        "PHQ-9 item 9 = 1 on 2026-01-19, 1 day, no action; "
        "EPDS item 10 = 2 on 2026-01-19, 1 day, no action");
  record.scores.push_back(phq9_form("2025-12-20", 20, 1));
  test::sort_by_date(record);
  CHECK(text_of(record, "risk-item-followed", last.plus_days(1))
            .ends_with("; earlier on 2025-12-20 (PHQ-9)"));
}

TEST_CASE("risk-item-followed: the days run to the day that is looked at") {
  CourseRecord record = with_positive_item(3, 3);
  const Date last = test::latest_day(record);
  CHECK(text_of(record, "risk-item-followed", last.plus_days(1)) ==
        "PHQ-9 item 9 = 1 on 2026-01-19, 1 day, no action");
  record.scores.back() = phq9_form("2026-01-21", 14, 1);
  record.scores.push_back(phq9_form(day_of(record, 3).iso(), 13, 0));
  test::sort_by_date(record);
  CHECK(settled_by(record, "risk-item-followed", last.plus_days(3)) ==
        "ipt contact add K7 --date 2026-01-21 -e");
}

TEST_CASE("risk-item-followed: no answer is no reassurance, no risk item no question") {
  CHECK(said(well_run(0), "risk-item-followed") == "not due");
  CourseRecord record = without_scores(1, {1});
  record.scores = {test::total(test::phq9(), "2026-01-05", 14)};
  CHECK(said(record, "risk-item-followed") == "not due");
  CHECK(said(well_run(1), "risk-item-followed") == "pass");
  record.scores.clear();
  record.course.instruments = {"gad7"};
  CHECK(said(record, "risk-item-followed") == "n/a");
}

TEST_CASE("mid-review: at half of the sessions, rounded up") {
  for (const auto& row : {std::pair{12, 6}, {13, 7}, {14, 7}, {15, 8}, {16, 8}}) {
    const int planned = row.first;
    const int mid = row.second;
    CAPTURE(planned);
    CHECK(said(well_run(mid - 1, planned), "mid-review") == "not due");
    CourseRecord record = well_run(mid, planned);
    CHECK(said(record, "mid-review") == "pass");
    test::session_of(record, mid).milestones.clear();
    CHECK(said(record, "mid-review") == fmt::format("warn {}", mid));
    record.course.milestones = {{.id = Milestone::mid_review, .date = day_of(record, 3)}};
    CHECK(said(record, "mid-review") == "pass");
  }
}

TEST_CASE("mid-review: less than a reliable change goes to supervision") {
  CHECK(said(at_half(18, 12), "mid-review") == "pass");
  CHECK(said(at_half(18, 13), "mid-review") == "warn 6");
  CHECK(said(at_half(18, 24), "mid-review") == "warn 6");
  CHECK(text_of(at_half(18, 13), "mid-review") ==
        "no reliable change yet at session 6, take to supervision");
  CHECK(settled_by(at_half(18, 13), "mid-review") == "ipt supervision ask K7 -e");
  CourseRecord record = at_half(18, 13);
  test::session_of(record, 6).milestones.clear();
  CHECK(text_of(record, "mid-review") ==
        "no mid-course review at session 6; no reliable change yet at session 6, take to "
        "supervision");
  CHECK(settled_by(record, "mid-review") == "ipt course amend K7 --milestone mid-review@DATE");
}

TEST_CASE(
    "mid-review: the score at that session, else the latest before it; one alone says nothing") {
  CourseRecord record = at_half(18, 10);
  record.scores.back() = phq9_form(day_of(record, 5).iso(), 13, 0);
  CHECK(said(record, "mid-review") == "warn 6");
  record.scores.back() = phq9_form(day_of(record, 6).plus_days(1).iso(), 13, 0);
  CHECK(said(record, "mid-review", day_of(record, 6).plus_days(2)) == "pass");
  record.scores.clear();
  CHECK(said(record, "mid-review") == "pass");
}

TEST_CASE("deterioration: worse than the baseline by a reliable change") {
  CHECK(said(at_half(10, 15), "deterioration") == "pass");
  CHECK(said(at_half(10, 16), "deterioration") == "warn 6");
  CHECK(text_of(at_half(10, 16), "deterioration") ==
        "PHQ-9 16 on 2026-02-09, 6 points worse than at the start");
  CHECK(settled_by(at_half(10, 16), "deterioration") == "ipt supervision ask K7 -e");
  CHECK(said(well_run(1), "deterioration") == "not due");
  CHECK(said(well_run(0), "deterioration") == "not due");
}

TEST_CASE("deterioration: any measure with a reliable change, and none without one") {
  CourseRecord record = well_run(5);
  record.scores.push_back(test::total(test::gad7(), day_of(record, 1).iso(), 8));
  record.scores.push_back(test::total(test::gad7(), day_of(record, 5).iso(), 11));
  CHECK(said(record, "deterioration") == "pass");
  record.scores.back() = test::total(test::gad7(), day_of(record, 5).iso(), 12);
  CHECK(said(record, "deterioration") == "warn 5");
  CHECK(text_of(record, "deterioration") ==
        "GAD-7 12 on 2026-02-02, 4 points worse than at the start");
  record.course.instruments = {"wsas"};
  record.scores.clear();
  CHECK(said(record, "deterioration") == "n/a");
}

TEST_CASE("deterioration: in the ending phase it says that symptoms can rise then") {
  CourseRecord record = well_run(10);
  test::remove_score(record, 10);
  record.scores.push_back(phq9_form(day_of(record, 10).iso(), 24, 0));
  CHECK(text_of(record, "deterioration") ==
        "PHQ-9 24 on 2026-03-09, 6 points worse than at the start; symptoms can rise as the ending "
        "approaches");
  CHECK(text_of(record, "deterioration", School::stuart).ends_with("as the ending approaches"));
}
