#include "ipt/domain/contract.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "ipt/base/text.hpp"
#include "unit/refusal.hpp"

using namespace ipt;

namespace {

constexpr std::array phases = {Phase::initial, Phase::middle, Phase::ending};

Contract contract_of(int planned, const PhaseSplit& split) {
  return {.planned = planned, .split = split};
}

// `3/8/3`, counted session by session.
std::string lengths(const Contract& contract) {
  std::array<int, 3> counts = {};
  for (int number = 1; number <= contract.planned; ++number) {
    ++counts.at(static_cast<std::size_t>(phase_of(number, contract)));
  }
  return fmt::format("{}/{}/{}", counts[0], counts[1], counts[2]);
}

std::string refused(std::string_view text, int planned) {
  return test::refusal([&] { return read_split(text, planned); });
}

std::string acute_refused(std::string_view text) {
  return test::refusal([&] { return read_acute_number(text, "--weeks", "--weeks 12"); });
}

struct Published {
  int planned;
  std::string_view split;
};

}  // namespace

TEST_CASE("the quarter rule gives the published splits of 12 to 16 sessions") {
  for (const Published& row :
       {Published{12, "3/6/3"}, Published{13, "3/7/3"}, Published{14, "3/8/3"},
        Published{15, "4/8/3"}, Published{16, "4/8/4"}}) {
    CAPTURE(row.planned);
    CHECK(lengths(contract_of(row.planned, quarter_split(row.planned))) == row.split);
  }
}

TEST_CASE("outside its range the quarter rule still gives the published endings") {
  CHECK(quarter_split(8).ending == 2);
  CHECK(quarter_split(20).ending == 5);
}

TEST_CASE("no phase of the quarter rule shrinks as a course grows") {
  for (int planned = least_acute_sessions; planned < most_acute_sessions; ++planned) {
    CAPTURE(planned);
    const PhaseSplit shorter = quarter_split(planned);
    const PhaseSplit longer = quarter_split(planned + 1);
    CHECK(longer.initial >= shorter.initial);
    CHECK(longer.ending >= shorter.ending);
    CHECK(planned + 1 - longer.initial - longer.ending >=
          planned - shorter.initial - shorter.ending);
  }
}

TEST_CASE("the initial phase has at most four sessions, the ending three or four") {
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    CAPTURE(planned);
    const PhaseSplit split = quarter_split(planned);
    CHECK(split.initial >= 1);
    CHECK(split.initial <= 4);
    CHECK(split.ending >= 3);
    CHECK(split.ending <= 4);
  }
}

TEST_CASE("Stuart's split is three sessions, the rest, and two") {
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    CHECK(lengths(contract_of(planned, stuart_split())) == fmt::format("3/{}/2", planned - 5));
  }
}

TEST_CASE("a session lies in the phase that the formula says") {
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    const Contract contract = contract_of(planned, quarter_split(planned));
    for (int n = 1; n <= planned; ++n) {
      CAPTURE(planned);
      CAPTURE(n);
      const bool initial = n <= (planned + 1) / 4;
      const bool middle = !initial && n <= planned - planned / 4;
      CHECK((phase_of(n, contract) == Phase::initial) == initial);
      CHECK((phase_of(n, contract) == Phase::middle) == middle);
      CHECK((phase_of(n, contract) == Phase::ending) == (!initial && !middle));
    }
  }
}

TEST_CASE("a session beyond the planned number belongs to the ending") {
  CHECK(phase_of(15, contract_of(14, quarter_split(14))) == Phase::ending);
  CHECK(phase_of(99, contract_of(12, stuart_split())) == Phase::ending);
}

TEST_CASE("the bounds of the phases follow one another from the first session to the last") {
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    for (const PhaseSplit& split : {quarter_split(planned), stuart_split()}) {
      const Contract contract = contract_of(planned, split);
      int next = 1;
      for (const Phase phase : phases) {
        CAPTURE(planned);
        const PhaseBounds bounds = bounds_of(phase, contract);
        CHECK(bounds.first == next);
        CHECK(bounds.last >= bounds.first);
        CHECK(phase_of(bounds.first, contract) == phase);
        CHECK(phase_of(bounds.last, contract) == phase);
        next = bounds.last + 1;
      }
      CHECK(next == planned + 1);
    }
  }
}

TEST_CASE("a split is quarter, stuart, or three numbers whose sum is the planned one") {
  CHECK(read_split("quarter", 14) == quarter_split(14));
  CHECK(read_split(" Quarter ", 16) == quarter_split(16));
  CHECK(read_split("STUART", 14) == stuart_split());
  const PhaseSplit own = read_split("4/7/3", 14);
  CHECK(own.rule == SplitRule::custom);
  CHECK(lengths(contract_of(14, own)) == "4/7/3");
  CHECK(read_split("3/8/3", 14).rule == SplitRule::custom);
}

TEST_CASE("every split into three numbers of at least one is read, and no other") {
  constexpr int planned = 12;
  for (int initial = 0; initial <= planned; ++initial) {
    for (int middle = 0; middle <= planned; ++middle) {
      for (int ending = 0; ending <= planned; ++ending) {
        const std::string text = fmt::format("{}/{}/{}", initial, middle, ending);
        const bool fits =
            initial > 0 && middle > 0 && ending > 0 && initial + middle + ending == planned;
        if (refused(text, planned) != (fits ? "0 done" : "2 phases_not_allowed")) FAIL_CHECK(text);
      }
    }
  }
}

TEST_CASE("a split that does not add up is refused, however large its numbers") {
  for (const std::string_view text : {"",
                                      "3/8",
                                      "3/8/3/0",
                                      "/8/6",
                                      "3//11",
                                      "3/8/",
                                      "3-8-3",
                                      "3 8 3",
                                      "a/b/c",
                                      "3/8/3x",
                                      "3/8/-3",
                                      "-3/14/3",
                                      "3/-8/19",
                                      "3/8/999999999",
                                      "999999999/999999999/999999999",
                                      "3/8/2147483647",
                                      "3/2147483647/8",
                                      "3/8/4294967299",
                                      "half",
                                      "quarters"}) {
    CAPTURE(text);
    CHECK(refused(text, 14) == "2 phases_not_allowed");
  }
}

TEST_CASE("a refused split is answered with one that is allowed") {
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    const Explanation explanation =
        test::explanation_of([&] { return read_split("1/1/1", planned); });
    constexpr std::string_view flag = "--phases ";
    REQUIRE(explanation.attempt.starts_with(flag));
    CHECK(refused(explanation.attempt.substr(flag.size()), planned) == "0 done");
  }
}

TEST_CASE("the same rule is applied to another number of sessions") {
  CHECK(resplit(quarter_split(12), 16) == quarter_split(16));
  CHECK(resplit(stuart_split(), 16) == stuart_split());
  const PhaseSplit own = read_split("4/6/2", 12);
  CHECK(lengths(contract_of(14, resplit(own, 14))) == "4/8/2");
  CHECK(resplit(own, 14).rule == SplitRule::custom);
}

TEST_CASE("an acute course has 12 to 16 sessions") {
  for (int planned = -1; planned <= 30; ++planned) {
    CAPTURE(planned);
    const bool allowed = planned >= 12 && planned <= 16;
    CHECK(acute_refused(std::to_string(planned)) == (allowed ? "0 done" : "2 weeks_not_allowed"));
    if (allowed) CHECK(read_acute_number(std::to_string(planned), "", "") == planned);
  }
  for (const std::string_view text : {"", "twelve", "12.5", "12 ", "1e1", "12-16", "4294967308"}) {
    CAPTURE(text);
    CHECK(acute_refused(text) == "2 weeks_not_allowed");
  }
}

TEST_CASE("a refused number of sessions says what is allowed and what to try") {
  const Explanation explanation =
      test::explanation_of([] { return read_acute_number("11", "--weeks", "--weeks 12"); });
  CHECK(explanation.wrong == "--weeks 11 is not allowed");
  CHECK(explanation.allowed == "An acute course has 12 to 16 planned weekly sessions.");
  CHECK(explanation.attempt == "--weeks 12");
}

TEST_CASE("a usual split keeps its first and last phase in a course of another number") {
  const auto usual = [](std::string_view text, int planned) {
    return lengths(contract_of(planned, read_usual_split(text, planned)));
  };
  for (int planned = least_acute_sessions; planned <= most_acute_sessions; ++planned) {
    CAPTURE(planned);
    CHECK(read_usual_split("quarter", planned) == quarter_split(planned));
    CHECK(read_usual_split("stuart", planned) == stuart_split());
    CHECK(usual("4/8/4", planned) == fmt::format("4/{}/4", planned - 8));
    CHECK(usual("3/7/2", planned) == fmt::format("3/{}/2", planned - 5));
  }
  CHECK(usual("6/2/6", 13) == "6/1/6");
}

TEST_CASE("a usual split is refused without a middle phase, and where no course has such a sum") {
  const auto refused = [](std::string_view text, int planned) {
    return test::refusal([&] { return read_usual_split(text, planned); });
  };
  CHECK(refused("6/2/6", 12) == "2 phases_not_allowed");
  CHECK(refused("8/1/7", 15) == "2 phases_not_allowed");
  for (const std::string_view text : {"", "4/4/3", "6/6/5", "4/8", "4/4/4/4", "0/8/4", "4/-1/9",
                                      "quarters", "a/b/c", "999999999/999999999/999999999"}) {
    CAPTURE(text);
    CHECK(refused(text, 16) == "2 phases_not_allowed");
  }
}
