#include "ipt/domain/statistics.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace ipt;

namespace {

EffectSize effect_of(const std::vector<double>& before, const std::vector<double>& after,
                     Direction direction = Direction::higher_worse) {
  return effect_size(before, after, direction);
}

}  // namespace

TEST_CASE("none of twelve is 0 percent, none of none is no rate") {
  CHECK(Proportion{.n = 0, .of = 12}.percent() == 0);
  CHECK(!Proportion{}.percent());
  CHECK(!wilson95({}));
}

TEST_CASE("a Wilson interval holds its proportion and stays within 0 and 100") {
  for (int of = 1; of <= 40; ++of) {
    for (int n = 0; n <= of; ++n) {
      CAPTURE(n);
      CAPTURE(of);
      const Proportion proportion{.n = n, .of = of};
      const auto found = wilson95(proportion);
      REQUIRE(found.has_value());
      CHECK(found->low >= 0);
      CHECK(found->high <= 100);
      CHECK(found->low <= *proportion.percent());
      CHECK(found->high >= *proportion.percent());
    }
  }
}

TEST_CASE("of nobody there is no effect, and not a mean of 0") {
  const EffectSize none = effect_of({}, {});
  CHECK(none.n == 0);
  CHECK(!none.pre_mean);
  CHECK(!none.post_mean);
  CHECK(!none.mean_improvement);
  CHECK(!none.pre_sd);
  CHECK(!none.d_pre);
  CHECK(!none.j);
  CHECK(!none.ci95_d_pre);
}

TEST_CASE("one person has an improvement, but no spread and no effect size") {
  const EffectSize one = effect_of({18}, {7});
  CHECK(one.n == 1);
  CHECK(one.mean_improvement == 11);
  CHECK(!one.pre_sd);
  CHECK(!one.post_sd);
  CHECK(!one.r);
  CHECK(!one.d_pre);
  CHECK(!one.d_av);
  CHECK(!one.d_z);
  CHECK(!one.se_d_pre);
}

TEST_CASE("a gain that is the same for all but for rounding has no spread") {
  // 0.1 + 0.2 is not 0.3 in the machine, and the gains differ in the last bit.
  const std::vector<double> before = {0.1, 0.7, 1.1, 2.3};
  std::vector<double> after;
  for (const double score : before) after.push_back(score + 0.2);
  const EffectSize found = effect_of(before, after);
  CHECK(!found.d_z);
  CHECK(found.d_pre.has_value());
  CHECK(found.r == doctest::Approx(1));
  CHECK(*found.r <= 1);
  CHECK(!std::isnan(*found.se_d_pre));
}

TEST_CASE("baselines that are all the same have no spread, whatever their number") {
  for (const std::size_t n : {2U, 3U, 7U, 10U}) {
    CAPTURE(n);
    const EffectSize found = effect_of(std::vector<double>(n, 14.1), std::vector<double>(n, 7.3));
    CHECK(found.pre_sd == 0);
    CHECK(!found.d_pre);
    CHECK(!found.g_pre);
    CHECK(!found.r);
    CHECK(!found.d_av);
    CHECK(!found.d_z);
    CHECK(!found.ci95_d_pre);
  }
}

TEST_CASE("a perfect correlation leaves nothing below the root") {
  // Scores whose correlation with themselves the machine rounds to more than 1.
  const EffectSize same = effect_of({3, 23, 10, 23}, {3, 23, 10, 23});
  CHECK(*same.r <= 1);
  CHECK(same.d_pre == 0);
  CHECK(same.se_d_pre == 0);
  const EffectSize opposed = effect_of({0.1, 0.2, 0.3}, {0.3, 0.2, 0.1});
  CHECK(*opposed.r == doctest::Approx(-1));
  CHECK(*opposed.r >= -1);
}

TEST_CASE("where more is better, a rise is the improvement") {
  const EffectSize rise = effect_of({10, 12, 14}, {15, 18, 18}, Direction::higher_better);
  CHECK(*rise.mean_improvement == doctest::Approx(5));
  CHECK(*rise.d_pre > 0);
  CHECK(*effect_of({10, 12, 14}, {15, 18, 18}).d_pre < 0);
}

TEST_CASE("the correction of Hedges grows to 1 and meets its approximation, also of thousands") {
  CHECK(!hedges_correction(-1));
  CHECK(!hedges_correction(1));
  CHECK(!hedges_approximation(0));
  double last = 0;
  for (const int df : {2, 3, 10, 50, 341, 342, 5000}) {
    CAPTURE(df);
    const double j = hedges_correction(df).value();
    CHECK(j > last);
    CHECK(j < 1);
    CHECK(j == doctest::Approx(*hedges_approximation(df)).epsilon(0.02));
    last = j;
  }
}
