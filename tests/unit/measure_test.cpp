#include "ipt/domain/measure.hpp"
#include "ipt/domain/catalogue.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "unit/courses.hpp"

using namespace ipt;
using test::day;
using test::gad7;
using test::iso;
using test::phq9;
using test::phq9_form;
using test::total;

namespace {

// `2025-03-04 19`, or `none`.
std::string shown(const std::optional<Reading>& reading) {
  if (!reading) return "none";
  return reading->date.iso() + " " + (reading->total ? written(*reading->total) : "invalid");
}

FiledScore form(const Instrument& instrument, std::string_view date, Answers answers) {
  return {.score = Score::from_answers(instrument, day(date), std::move(answers))};
}

// A PHQ-9 with three answers missing, so that it has no total.
FiledScore invalid(std::string_view date) {
  return form(phq9(), date, {1, 1, 1, 1, 1, 1, std::nullopt, std::nullopt, std::nullopt});
}

// A PHQ-9 that leaves out item 9.
FiledScore without_item9(std::string_view date) {
  return form(phq9(), date, {1, 1, 1, 1, 1, 1, 1, 1, std::nullopt});
}

// Weekly sessions on 2026-01-05, -12, -19 and -26, without scores.
CourseRecord four_sessions() {
  CourseRecord record = test::acute_course("2026-01-05", 12);
  for (const std::string_view date : {"2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"}) {
    record.appointments.push_back(test::session(date));
  }
  return record;
}

CourseRecord with_scores(std::vector<FiledScore> scores) {
  CourseRecord record = four_sessions();
  record.scores = std::move(scores);
  return record;
}

std::optional<RiskItemState> risk_of(const CourseRecord& record,
                                     const Instrument& instrument = phq9()) {
  return risk_item_state(record, measure(record, instrument));
}

void act_on_risk(CourseRecord& record, std::string_view date) {
  for (Appointment& each : record.appointments) {
    if (each.date == day(date)) each.risk_action = "safety plan reviewed";
  }
}

struct Change {
  int points;
  Reliable reliable;
};

}  // namespace

TEST_CASE("the PHQ-9 of K7F2 fell from 19 to 9, which is reliable") {
  const Measure found = measure(test::k7f2(), phq9());
  CHECK(found.readings.size() == 9);
  CHECK(shown(found.baseline) == "2025-03-04 19");
  CHECK(shown(found.previous) == "2025-05-06 11");
  CHECK(shown(found.latest) == "2025-05-13 9");
  CHECK(found.change == Points::whole(-10));
  CHECK(found.reliable == Reliable::improved);
  CHECK(*found.percent_reduction == doctest::Approx(100.0 * 10 / 19));
}

TEST_CASE("the GAD-7 of K7F2 fell from 14 to 7, which is reliable") {
  const Measure found = measure(test::k7f2(), gad7());
  CHECK(shown(found.baseline) == "2025-03-04 14");
  CHECK(shown(found.latest) == "2025-05-13 7");
  CHECK(found.change == Points::whole(-7));
  CHECK(found.reliable == Reliable::improved);
  CHECK(*found.percent_reduction == doctest::Approx(50.0));
}

TEST_CASE("a change of the PHQ-9 is reliable from 6 points on, in both directions") {
  for (const Change& row :
       {Change{0, Reliable::no}, Change{-5, Reliable::no}, Change{5, Reliable::no},
        Change{-6, Reliable::improved}, Change{6, Reliable::deteriorated},
        Change{-27, Reliable::improved}, Change{27, Reliable::deteriorated}}) {
    CAPTURE(row.points);
    CHECK(reliable_change(phq9(), Points::whole(row.points)) == row.reliable);
  }
}

TEST_CASE("a change of the GAD-7 is reliable from 4 points on, in both directions") {
  for (const Change& row : {Change{-3, Reliable::no}, Change{3, Reliable::no},
                            Change{-4, Reliable::improved}, Change{4, Reliable::deteriorated}}) {
    CAPTURE(row.points);
    CHECK(reliable_change(gad7(), Points::whole(row.points)) == row.reliable);
  }
}

TEST_CASE("every instrument counts a change from its threshold on") {
  for (const Instrument& each : built_in_instruments()) {
    if (!each.reliable_change) continue;
    CAPTURE(each.code);
    const Points threshold = *each.reliable_change;
    const Points less = threshold - Points::hundredths(1);
    CHECK(reliable_change(each, less) == Reliable::no);
    CHECK(reliable_change(each, -less) == Reliable::no);
    CHECK(reliable_change(each, threshold) != Reliable::no);
    CHECK(reliable_change(each, threshold) != reliable_change(each, -threshold));
  }
}

TEST_CASE("where more points are better, a rise is an improvement") {
  Instrument scale = phq9();
  scale.direction = Direction::higher_better;
  CHECK(reliable_change(scale, Points::whole(6)) == Reliable::improved);
  CHECK(reliable_change(scale, Points::whole(-6)) == Reliable::deteriorated);
  CHECK(is_better(scale, Points::whole(1)));
  CHECK(!is_better(scale, Points::whole(-1)));
  CHECK(is_better(phq9(), Points::whole(-1)));
  CHECK(!is_better(phq9(), Points::whole(1)));
  CHECK(!is_better(scale, Points{}));
  CHECK(!is_better(phq9(), Points{}));
}

TEST_CASE("without a threshold nothing is said about reliable change") {
  Instrument scale = phq9();
  scale.reliable_change.reset();
  CHECK(!reliable_change(scale, Points::whole(27)));
  const Measure found = measure(test::k7f2(), scale);
  CHECK(found.change == Points::whole(-10));
  CHECK(!found.reliable);
}

TEST_CASE("one score is a baseline and no change") {
  const Measure found = measure(with_scores({total(phq9(), "2026-01-05", 18)}), phq9());
  CHECK(shown(found.baseline) == "2026-01-05 18");
  CHECK(shown(found.latest) == "2026-01-05 18");
  CHECK(shown(found.previous) == "none");
  CHECK(!found.change);
  CHECK(!found.reliable);
  CHECK(!found.percent_reduction);
}

TEST_CASE("of two scores the first is the baseline and the previous one") {
  const Measure found = measure(
      with_scores({total(phq9(), "2026-01-05", 10), total(phq9(), "2026-01-12", 16)}), phq9());
  CHECK(shown(found.previous) == "2026-01-05 10");
  CHECK(found.change == Points::whole(6));
  CHECK(found.reliable == Reliable::deteriorated);
  CHECK(*found.percent_reduction == doctest::Approx(-60.0));
}

TEST_CASE("a prorated total counts like any other") {
  const Measure found =
      measure(with_scores({total(phq9(), "2026-01-05", 18), without_item9("2026-01-12")}), phq9());
  CHECK(shown(found.latest) == "2026-01-12 9");
  CHECK(found.latest->prorated);
  CHECK(found.change == Points::whole(-9));
}

TEST_CASE("a form without a total is listed and counts for nothing") {
  const Measure found = measure(
      with_scores({invalid("2026-01-05"), total(phq9(), "2026-01-12", 18), invalid("2026-01-19"),
                   total(phq9(), "2026-01-21", 15), invalid("2026-01-26")}),
      phq9());
  CHECK(found.readings.size() == 5);
  CHECK(shown(found.readings.front()) == "2026-01-05 invalid");
  CHECK(shown(found.baseline) == "2026-01-12 18");
  CHECK(shown(found.previous) == "2026-01-12 18");
  CHECK(shown(found.latest) == "2026-01-21 15");
}

TEST_CASE("a score before session 1 is listed and never the baseline") {
  CourseRecord record =
      with_scores({total(phq9(), "2025-12-20", 22), total(phq9(), "2026-01-05", 20),
                   total(phq9(), "2026-01-14", 18)});
  CHECK(shown(measure(record, phq9()).baseline) == "2026-01-05 20");
  CHECK(measure(record, phq9()).readings.size() == 3);
  record.appointments[0].attendance = Attendance::dna;  // so session 1 is that of January 12
  const Measure found = measure(record, phq9());
  CHECK(shown(found.baseline) == "2026-01-14 18");
  CHECK(!found.change);
}

TEST_CASE("without a session there is no baseline") {
  CourseRecord record = with_scores({total(phq9(), "2026-01-05", 20)});
  record.appointments.clear();
  const Measure found = measure(record, phq9());
  CHECK(found.readings.size() == 1);
  CHECK(!found.baseline);
  CHECK(!found.latest);
}

TEST_CASE("a score after the end of the course is listed and never the latest") {
  CourseRecord record =
      with_scores({total(phq9(), "2026-01-05", 20), total(phq9(), "2026-01-26", 10),
                   total(phq9(), "2026-03-30", 4)});
  CHECK(shown(measure(record, phq9()).latest) == "2026-03-30 4");
  record.course.end = CourseEnd{.status = EndStatus::completed, .date = day("2026-01-26")};
  const Measure found = measure(record, phq9());
  CHECK(shown(found.latest) == "2026-01-26 10");
  CHECK(found.readings.size() == 3);
}

TEST_CASE("an ended course keeps the definition of its last score, whatever a follow-up names") {
  Instrument first{.code = "own",
                   .name = "OWN",
                   .entry = Entry::total,
                   .total_max = Points::whole(40),
                   .reliable_change = Points::whole(3)};
  Instrument second = first;
  second.version = 2;
  second.reliable_change = Points::whole(5);
  const Catalogue catalogue{{first, second}};
  CourseRecord record = test::with_sessions(2);
  record.course.instruments = {"own"};
  record.scores = {test::total(first, record.appointments[0].date.iso(), 20),
                   test::total(first, record.appointments[1].date.iso(), 16),
                   test::total(second, record.appointments[1].date.plus_days(30).iso(), 15)};
  CHECK(measures(record, catalogue).front().instrument->version == 2);
  record.course.end =
      CourseEnd{.status = EndStatus::completed, .date = record.appointments[1].date};
  CHECK(measures(record, catalogue).front().instrument->version == 1);
  CHECK(measures(record, catalogue).front().reliable == Reliable::improved);
}

TEST_CASE("a baseline of zero has no percentage") {
  const Measure found = measure(
      with_scores({total(phq9(), "2026-01-05", 0), total(phq9(), "2026-01-12", 6)}), phq9());
  CHECK(found.change == Points::whole(6));
  CHECK(found.reliable == Reliable::deteriorated);
  CHECK(!found.percent_reduction);
}

TEST_CASE("scores of another instrument do not mix in") {
  const CourseRecord record =
      with_scores({total(gad7(), "2026-01-05", 21), total(phq9(), "2026-01-12", 10)});
  CHECK(measure(record, phq9()).readings.size() == 1);
  CHECK(shown(measure(record, gad7()).baseline) == "2026-01-05 21");
}

TEST_CASE("the measures of a course are its own in their order, then any other with a score") {
  const auto codes = [](const CourseRecord& record) {
    std::string text;
    for (const Measure& each : measures(record, Catalogue{})) {
      text += each.instrument->code + " ";
    }
    return text;
  };
  CourseRecord record = four_sessions();
  CHECK(codes(record) == "phq9 ");
  record.scores = {total(gad7(), "2026-01-05", 21)};
  CHECK(codes(record) == "phq9 gad7 ");
  record.course.instruments = {"gad7", "phq9"};
  CHECK(codes(record) == "gad7 phq9 ");
  record.course.instruments = {"not-here", "gad7"};
  CHECK(codes(record) == "gad7 ");
}

TEST_CASE("the reading of a day is that of the day") {
  const Measure found = measure(test::k7f2(), phq9());
  REQUIRE(reading_on(found, day("2025-04-08")) != nullptr);
  CHECK(reading_on(found, day("2025-04-08"))->total == Points::whole(17));
  CHECK(reading_on(found, day("2025-04-09")) == nullptr);
}

TEST_CASE("item 9 of K7F2 was last positive on 2025-04-08 and is below the limit since") {
  CourseRecord record = test::k7f2();
  const auto now = risk_of(record);
  REQUIRE(now.has_value());
  CHECK(now->instrument->code == "phq9");
  CHECK(now->latest == 0);
  CHECK(iso(now->date) == "2025-05-13");
  CHECK(!now->positive);
  CHECK(!now->unanswered);
  CHECK(!now->followed_up);
  const auto then = risk_of(known_on(record, day("2025-04-08"), day("2025-05-13")));
  CHECK(then->latest == 1);
  CHECK(then->positive);
  CHECK(then->followed_up == true);
}

TEST_CASE("an instrument without a risk item, or without a score, has no risk state") {
  CHECK(!risk_of(test::k7f2(), gad7()));
  CHECK(!risk_of(four_sessions()));
}

TEST_CASE("a total without an answer to the risk item leaves it unanswered, never 0") {
  const auto state = risk_of(with_scores({total(phq9(), "2026-01-05", 0)}));
  REQUIRE(state);
  CHECK(!state->latest);
  CHECK(state->unanswered);
  CHECK(!state->positive);
  CHECK(!state->followed_up);
}

TEST_CASE("an answer to the risk item beside a total counts as one on the form") {
  const Instrument& epds = Catalogue{}.instrument("epds");
  const auto beside = [&](std::string_view date, std::optional<int> answer) {
    return FiledScore{.score = Score::from_total(epds, day(date), Points::whole(14), answer)};
  };
  CourseRecord record = with_scores(
      {beside("2026-01-05", 0), beside("2026-01-12", 2), beside("2026-01-19", std::nullopt)});
  const auto state = risk_of(record, epds);
  REQUIRE(state);
  CHECK(state->latest == 2);
  CHECK(state->date == day("2026-01-12"));
  CHECK(state->positive);
  CHECK(state->unanswered);
  CHECK(state->followed_up == false);
  act_on_risk(record, "2026-01-12");
  CHECK(risk_of(record, epds)->followed_up == true);
}

TEST_CASE("a total leaves the last answer to the risk item standing") {
  const auto state =
      risk_of(with_scores({phq9_form("2026-01-05", 20, 2), total(phq9(), "2026-01-12", 4)}));
  CHECK(state->latest == 2);
  CHECK(iso(state->date) == "2026-01-05");
  CHECK(state->positive);
  CHECK(state->unanswered);
}

TEST_CASE("a risk item left out is unanswered, not negative") {
  const auto after =
      risk_of(with_scores({phq9_form("2026-01-05", 20, 1), without_item9("2026-01-12")}));
  CHECK(after->latest == 1);
  CHECK(iso(after->date) == "2026-01-05");
  CHECK(after->positive);
  CHECK(after->unanswered);
  const auto only = risk_of(with_scores({without_item9("2026-01-12")}));
  CHECK(!only->latest);
  CHECK(!only->date);
  CHECK(!only->positive);
  CHECK(only->unanswered);
  CHECK(!only->followed_up);
}

TEST_CASE("an answer after one left out is the latest") {
  const auto state =
      risk_of(with_scores({without_item9("2026-01-05"), phq9_form("2026-01-12", 10, 0)}));
  CHECK(state->latest == 0);
  CHECK(!state->unanswered);
}

TEST_CASE("the risk item is read even of a form without a total") {
  Answers answers(9);
  answers.back() = 3;
  const auto state = risk_of(with_scores({form(phq9(), "2026-01-05", answers)}));
  CHECK(state->latest == 3);
  CHECK(state->positive);
}

TEST_CASE("a positive risk item is followed up by an action on that day or later") {
  for (const std::string_view acted : {"2026-01-12", "2026-01-19", "2026-01-26"}) {
    CAPTURE(acted);
    CourseRecord record = with_scores({phq9_form("2026-01-12", 20, 1)});
    act_on_risk(record, acted);
    CHECK(risk_of(record)->followed_up == true);
  }
  CourseRecord record = with_scores({phq9_form("2026-01-12", 20, 1)});
  CHECK(risk_of(record)->followed_up == false);
  act_on_risk(record, "2026-01-05");
  CHECK(risk_of(record)->followed_up == false);
}

TEST_CASE("an action on a missed appointment follows up too") {
  CourseRecord record = with_scores({phq9_form("2026-01-05", 20, 1)});
  record.appointments[1].attendance = Attendance::dna;
  act_on_risk(record, "2026-01-12");
  CHECK(risk_of(record)->followed_up == true);
}

TEST_CASE("an action recorded with a contact follows up too") {
  CourseRecord record = with_scores({phq9_form("2026-01-12", 20, 1)});
  record.contacts = {{.number = 1, .date = day("2026-01-13"), .text = "talked"}};
  CHECK(risk_of(record)->followed_up == false);
  record.contacts.front().risk_action = "called, safety plan reviewed";
  CHECK(risk_of(record)->followed_up == true);
  record.contacts.front().date = day("2026-01-11");
  CHECK(risk_of(record)->followed_up == false);
}

TEST_CASE("an action on or after the next form comes too late") {
  for (const std::string_view acted : {"2026-01-19", "2026-01-26"}) {
    CAPTURE(acted);
    CourseRecord record =
        with_scores({phq9_form("2026-01-05", 20, 1), without_item9("2026-01-19")});
    act_on_risk(record, acted);
    CHECK(risk_of(record)->followed_up == false);
    act_on_risk(record, "2026-01-12");
    CHECK(risk_of(record)->followed_up == true);
  }
}

TEST_CASE("the window closes at the first form after the answer, not at a later one") {
  CourseRecord record = with_scores(
      {phq9_form("2026-01-05", 20, 1), without_item9("2026-01-12"), without_item9("2026-01-26")});
  act_on_risk(record, "2026-01-19");
  CHECK(risk_of(record)->followed_up == false);
}

TEST_CASE("a new positive answer asks for an action of its own") {
  CourseRecord record =
      with_scores({phq9_form("2026-01-05", 20, 1), phq9_form("2026-01-12", 20, 2)});
  act_on_risk(record, "2026-01-05");
  CHECK(risk_of(record)->latest == 2);
  CHECK(risk_of(record)->followed_up == false);
}
