#include "ipt/domain/change.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>

#include "unit/courses.hpp"

using namespace ipt;
using test::gad7;
using test::phq9;

namespace {

constexpr Points points(int whole) { return Points::whole(whole); }

// A scale of 0 to 40 with a measurement error in place of a threshold.
Instrument with_error(double sd, double reliability) {
  return {.code = "scale",
          .total_max = points(40),
          .decimals = 2,
          .case_at = points(11),
          .error = MeasurementError{.sd = sd, .reliability = reliability}};
}

// A scale such as the ORS, on which more is better.
Instrument higher_better() {
  return {.code = "scale",
          .total_max = points(40),
          .direction = Direction::higher_better,
          .case_at = points(25),
          .reliable_change = points(5),
          .remission_at = points(30)};
}

}  // namespace

TEST_CASE("a change on the limit of the measurement error is not reliable, a hair beyond it is") {
  // S_diff = 5, so that the limit is 9.8 points.
  const Instrument scale = with_error(5, 0.5);
  CHECK(reliable_change(scale, Points::hundredths(-980)) == Reliable::no);
  CHECK(reliable_change(scale, Points::hundredths(980)) == Reliable::no);
  CHECK(reliable_change(scale, Points::hundredths(-981)) == Reliable::improved);
  CHECK(reliable_change(scale, Points::hundredths(981)) == Reliable::deteriorated);
  CHECK(reliable_change_index(*scale.error, 20, 10.2).reliable == false);
  CHECK(reliable_change_index(*scale.error, 20, 10.19).reliable == true);
}

TEST_CASE("a threshold in points goes before a measurement error") {
  Instrument scale = with_error(5, 0.5);
  scale.reliable_change = points(6);
  CHECK(reliable_change(scale, points(-6)) == Reliable::improved);
}

TEST_CASE("a scale without error judges no change") {
  for (const Instrument& scale : {with_error(0, 0.5), with_error(5, 1)}) {
    CHECK(!reliable_change(scale, points(40)));
    CHECK(!category(scale, points(40), points(0)));
    const auto index = reliable_change_index(*scale.error, 40, 0);
    CHECK(!index.index);
    CHECK(!index.reliable);
  }
}

TEST_CASE("without a spread in either sample there is no cut-off between them") {
  const CutOffs found =
      cut_offs({.clinical = {.mean = 20}, .functional = {.mean = 5}}, Direction::higher_worse);
  CHECK(found.a == doctest::Approx(20));
  CHECK(found.b == doctest::Approx(5));
  CHECK(!found.c);
}

TEST_CASE("half of 21 is 10.5 points, which a whole score of 11 has not reached") {
  CHECK(response(points(21), points(11)) == false);
  CHECK(response(points(21), Points::hundredths(1050)) == true);
  CHECK(response(points(21), Points::hundredths(1051)) == false);
  CHECK(partial_response(points(21), Points::hundredths(1051)) == true);
  CHECK(partial_response(points(21), Points::hundredths(1575)) == true);
  CHECK(partial_response(points(21), Points::hundredths(1576)) == false);
}

TEST_CASE("no change is a reduction of 0, without a sign") {
  CHECK(*percent_reduction(points(10), points(10)) == doctest::Approx(0));
  CHECK(!std::signbit(*percent_reduction(points(10), points(10))));
}

TEST_CASE("from 0 points there is nothing to reduce") {
  CHECK(!percent_reduction(points(0), points(5)));
  CHECK(!response(points(0), points(0)));
  CHECK(!partial_response(points(0), points(0)));
}

TEST_CASE("remission includes its limit, in the direction of the scale") {
  CHECK(remission(phq9(), points(4)) == true);
  CHECK(remission(phq9(), points(5)) == false);
  CHECK(remission(higher_better(), points(30)) == true);
  CHECK(remission(higher_better(), points(29)) == false);
  Instrument scale = phq9();
  scale.remission_at.reset();
  CHECK(!remission(scale, points(0)));
}

TEST_CASE("a course without a cut-off or a threshold falls into no category") {
  Instrument scale = phq9();
  scale.case_at.reset();
  CHECK(!category(scale, points(20), points(2)));
  scale = phq9();
  scale.reliable_change.reset();
  CHECK(!category(scale, points(20), points(2)));
  CHECK(!crossed_without_reliable_change(scale, points(12), points(9)));
}

TEST_CASE("the category of a scale with a measurement error follows the error") {
  const Instrument core10 = with_error(7.7, 0.9);  // reliable beyond 6.75 points
  CHECK(category(core10, points(17), points(10)) == Category::recovered);
  CHECK(category(core10, points(20), points(12)) == Category::improved);
  CHECK(category(core10, points(16), points(10)) == Category::unchanged);
  CHECK(category(core10, points(16), points(23)) == Category::deteriorated);
}

TEST_CASE("from 12 to 9 the PHQ-9 crosses the cut-off without a reliable change") {
  CHECK(crossed_without_reliable_change(phq9(), points(12), points(9)));
  CHECK(!crossed_without_reliable_change(phq9(), points(12), points(10)));
  CHECK(!crossed_without_reliable_change(phq9(), points(15), points(9)));
  CHECK(!crossed_without_reliable_change(phq9(), points(9), points(8)));
  CHECK(!crossed_without_reliable_change(phq9(), points(9), points(12)));
  CHECK(crossed_without_reliable_change(higher_better(), points(25), points(26)));
}

TEST_CASE("the distance to the cut-off is counted on the clinical side") {
  CHECK(beyond_cut_off(phq9(), points(10)) == points(0));
  CHECK(beyond_cut_off(phq9(), points(14)) == points(4));
  CHECK(beyond_cut_off(phq9(), points(9)) == points(-1));
  CHECK(beyond_cut_off(gad7(), points(7)) == points(-1));
  CHECK(beyond_cut_off(higher_better(), points(25)) == points(0));
  CHECK(beyond_cut_off(higher_better(), points(20)) == points(5));
  CHECK(beyond_cut_off(higher_better(), points(26)) == points(-1));
  Instrument scale = phq9();
  scale.case_at.reset();
  CHECK(!beyond_cut_off(scale, points(10)));
}

TEST_CASE("a total of every instrument is a case exactly when it is not short of the cut-off") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    for (Points total = each.total_min; total <= each.total_max;
         total = Points::hundredths(total.in_hundredths() + 50)) {
      const auto beyond = beyond_cut_off(each, total);
      CHECK(beyond.has_value() == each.case_at.has_value());
      if (beyond) CHECK(is_case(each, total) == (*beyond >= Points{}));
    }
  }
}
