// Change of one client and of a group, as published.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ipt/domain/change.hpp"
#include "ipt/domain/statistics.hpp"
#include "unit/courses.hpp"
#include "unit/vectors.hpp"

using namespace ipt;
using nlohmann::json;
using test::agrees;
using test::family;
using test::named;
using test::or_null;
using test::phq9;
using test::points_of;

namespace {

Direction direction_of(const json& vector) {
  return vector.at("higher_is_better") ? Direction::higher_better : Direction::higher_worse;
}

// A scale of which the cut-off, the threshold and the direction are known.
Instrument scale_of(const json& vector) {
  return {.code = "scale",
          .total_max = Points::whole(40),
          .direction = direction_of(vector),
          .case_at = points_of(vector.at("cutoff")),
          .reliable_change = points_of(vector.at("threshold"))};
}

// The PHQ-9, or a scale with another limit of remission.
Instrument remission_scale_of(const json& vector) {
  Instrument scale = phq9();
  if (vector.contains("remission_below")) {
    scale.remission_at = Points::whole(vector.at("remission_below").get<int>() - 1);
  }
  return scale;
}

// What the vectors leave out is undefined.
json field(const json& expected, const std::string& key) {
  return expected.contains(key) ? expected.at(key) : json(nullptr);
}

void check_interval(const std::optional<Interval>& interval, const json& expected, double within) {
  CHECK(interval.has_value() == !expected.is_null());
  if (!interval || expected.is_null()) return;
  CHECK(agrees(interval->low, expected.at(0), within));
  CHECK(agrees(interval->high, expected.at(1), within));
}

void check_effect(const EffectSize& effect, const json& expected) {
  CHECK(effect.n == expected.at("n"));
  CHECK(agrees(effect.pre_mean, expected.at("m_pre")));
  CHECK(agrees(effect.pre_sd, expected.at("sd_pre")));
  CHECK(agrees(effect.post_mean, expected.at("m_post")));
  CHECK(agrees(effect.post_sd, expected.at("sd_post")));
  CHECK(agrees(effect.mean_improvement, expected.at("mean_improvement")));
  CHECK(agrees(effect.r, expected.at("r")));
  CHECK(agrees(effect.d_pre, expected.at("d_pre")));
  CHECK(agrees(effect.j, expected.at("J")));
  CHECK(agrees(hedges_approximation(effect.n - 1), expected.at("J_approx")));
  CHECK(agrees(effect.g_pre, expected.at("g_pre")));
  CHECK(agrees(effect.d_av, expected.at("d_av")));
  CHECK(agrees(effect.d_z, expected.at("d_z")));
  CHECK(agrees(effect.se_d_pre, field(expected, "se_d_pre")));
  check_interval(effect.ci95_d_pre, field(expected, "ci95_d_pre"), test::last_of_four_decimals);
}

// The place in a series, from 1, of the first score that is reliably worse than the baseline.
json first_alert(const Instrument& scale, Points baseline, const json& scores) {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i].is_null()) continue;
    const Points change = points_of(scores[i]) - baseline;
    if (reliable_change(scale, change) == Reliable::deteriorated) return i + 1;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the reliable change index is the published one") {
  CHECK(family("jt_rci").size() == 14);
  for (const json& vector : family("jt_rci")) {
    CAPTURE(vector.dump());
    const auto found =
        reliable_change_index({.sd = vector.at("sd_pre"), .reliability = vector.at("reliability")},
                              vector.at("pre"), vector.at("post"));
    CHECK(agrees(found.se, vector.at("se")));
    CHECK(agrees(found.s_diff, vector.at("s_diff")));
    CHECK(agrees(found.index, vector.at("rci")));
    CHECK(or_null(found.reliable) == vector.at("reliable_95"));
    CHECK(agrees(found.smallest_at_95, vector.at("min_raw_change_95")));
    CHECK(agrees(found.smallest_at_90, vector.at("min_raw_change_90")));
  }
}

TEST_CASE("an instrument that knows its measurement error judges as the index does") {
  for (const json& vector : family("jt_rci")) {
    CAPTURE(vector.dump());
    const Instrument scale{.code = "scale",
                           .error = MeasurementError{.sd = vector.at("sd_pre"),
                                                     .reliability = vector.at("reliability")}};
    const auto found =
        reliable_change(scale, points_of(vector.at("post")) - points_of(vector.at("pre")));
    CHECK(found.has_value() == !vector.at("reliable_95").is_null());
    if (found) CHECK((*found != Reliable::no) == vector.at("reliable_95"));
  }
}

TEST_CASE("the cut-offs a, b and c are the published ones") {
  CHECK(family("jt_cutoffs").size() == 12);
  for (const json& vector : family("jt_cutoffs")) {
    CAPTURE(vector.dump());
    const Norms norms{.clinical = {.mean = vector.at("m_clin"), .sd = vector.at("sd_clin")},
                      .functional = {.mean = vector.at("m_func"), .sd = vector.at("sd_func")}};
    const CutOffs found = cut_offs(norms, direction_of(vector));
    CHECK(agrees(found.a, vector.at("a")));
    CHECK(agrees(found.b, vector.at("b")));
    CHECK(agrees(found.c, vector.at("c")));
  }
}

TEST_CASE("a course falls into the published category") {
  CHECK(family("csc_category").size() == 22);
  for (const json& vector : family("csc_category")) {
    CAPTURE(vector.dump());
    const auto found =
        category(scale_of(vector), points_of(vector.at("pre")), points_of(vector.at("post")));
    CHECK((found ? written(*found) : "none") == vector.at("category"));
  }
}

TEST_CASE("response, partial response and remission are the published ones") {
  CHECK(family("response_remission").size() == 21);
  for (const json& vector : family("response_remission")) {
    CAPTURE(vector.dump());
    const Points pre = points_of(vector.at("pre"));
    const Points post = points_of(vector.at("post"));
    const json& expected = vector.at("expect");
    CHECK(post - pre == points_of(expected.at("change")));
    CHECK(agrees(percent_reduction(pre, post), expected.at("pct_reduction"),
                 test::last_of_one_decimal));
    CHECK(or_null(response(pre, post)) == expected.at("response"));
    CHECK(or_null(partial_response(pre, post)) == expected.at("partial_response"));
    CHECK(or_null(remission(remission_scale_of(vector), post)) == expected.at("remission"));
  }
}

TEST_CASE("a score is worse than the baseline from the reliable change on") {
  CHECK(family("deterioration_alert").size() == 14);
  for (const json& vector : family("deterioration_alert")) {
    CAPTURE(vector.dump());
    CHECK(first_alert(named(vector.at("measure")), points_of(vector.at("baseline")),
                      vector.at("scores")) == vector.at("first_alert_at"));
  }
}

TEST_CASE("the effect sizes of a group are the published ones") {
  CHECK(family("effect_size").size() == 12);
  for (const json& vector : family("effect_size")) {
    CAPTURE(vector.dump());
    const std::vector<double> pre = vector.at("pre");
    const std::vector<double> post = vector.at("post");
    check_effect(effect_size(pre, post, direction_of(vector)), vector.at("expect"));
  }
}

TEST_CASE("a published table of effect sizes is reproduced, which takes both standard deviations") {
  CHECK(family("effect_size_published").size() == 16);
  for (const json& vector : family("effect_size_published")) {
    CAPTURE(vector.dump());
    const double difference = vector.at("mean_difference");
    const auto found = d_av(difference, vector.at("sd_pre"), vector.at("sd_post"));
    CHECK(agrees(found, vector.at("d_av")));
    CHECK(agrees(found, vector.at("published_d"), 0.01));
    // With the spread before on both places it is the other d of the table.
    CHECK(agrees(d_av(difference, vector.at("sd_pre"), vector.at("sd_pre")), vector.at("d_pre")));
  }
}

TEST_CASE("the Wilson interval of a proportion is the published one") {
  CHECK(family("wilson95").size() == 13);
  for (const json& vector : family("wilson95")) {
    CAPTURE(vector.dump());
    const Proportion proportion{.n = vector.at("k"), .of = vector.at("n")};
    CHECK(agrees(proportion.percent(), vector.at("pct"), test::last_of_one_decimal));
    check_interval(wilson95(proportion), vector.at("ci95"), test::last_of_one_decimal);
  }
}
