#include "ipt/domain/focus_change.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "ipt/domain/timeline.hpp"
#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;

namespace {

std::string focusing(const CourseRecord& record, Focus focus, FocusRank rank, std::string_view from,
                     const FocusFields& fields = {}) {
  return test::refusal([&] { return focus_change(record, focus, rank, day(from), fields); });
}

}  // namespace

TEST_CASE("a first focus begins an episode and needs no reason") {
  const CourseRecord record = test::with_sessions(3);
  const FocusChange change =
      focus_change(record, Focus::transition, FocusRank::primary, day("2026-01-19"),
                   {.old_role = "team leader", .new_role = "job seeker"});
  CHECK(change.is_new);
  CHECK(change.episode.focus == Focus::transition);
  CHECK(change.episode.rank == FocusRank::primary);
  CHECK(change.episode.from == day("2026-01-19"));
  CHECK(change.episode.old_role == "team leader");
  CHECK(change.episode.new_role == "job seeker");
  CHECK(change.episode.reason.empty());
}

TEST_CASE("a focus does not begin before the course") {
  CHECK(focusing(test::with_sessions(3), Focus::grief, FocusRank::primary, "2026-01-04") ==
        "4 before_course_start");
}

TEST_CASE("another focus needs a reason") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-12")};
  CHECK(focusing(record, Focus::dispute, FocusRank::primary, "2026-02-02") == "2 reason_missing");
  CHECK(focusing(record, Focus::dispute, FocusRank::primary, "2026-01-11") == "0 done");
  const FocusChange change =
      focus_change(record, Focus::dispute, FocusRank::primary, day("2026-02-02"),
                   {.reason = "row over the will", .other_party = "sibling1"});
  CHECK(change.is_new);
  CHECK(change.episode.reason == "row over the will");
  CHECK(change.episode.person == "sibling1");
}

TEST_CASE("one focus of a rank begins on a day") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-12")};
  CHECK(focusing(record, Focus::dispute, FocusRank::primary, "2026-01-12",
                 {.reason = "new facts"}) == "4 focus_day_taken");
  record.focus_episodes.push_back(test::agreed(2, Focus::dispute, "2026-02-02"));
  CHECK(focusing(record, Focus::dispute, FocusRank::primary, "2026-01-12",
                 {.reason = "new facts"}) == "4 focus_day_taken");
  CHECK(focusing(record, Focus::deficits, FocusRank::secondary, "2026-01-12") == "0 done");
}

TEST_CASE("a secondary focus that became primary still holds its first day") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-05"),
                           test::agreed(2, Focus::dispute, "2026-01-12", FocusRank::secondary),
                           test::agreed(3, Focus::dispute, "2026-01-12")};
  CHECK(focusing(record, Focus::transition, FocusRank::secondary, "2026-01-12") ==
        "4 focus_day_taken");
}

TEST_CASE("the same focus again updates what was given and keeps the rest") {
  CourseRecord record = test::with_sessions(3);
  FocusEpisode episode = test::agreed(1, Focus::transition, "2026-01-12");
  episode.old_role = "team leader";
  episode.reason = "redundancy";
  record.focus_episodes = {episode};
  const FocusChange change = focus_change(record, Focus::transition, FocusRank::primary,
                                          day("2026-02-02"), {.new_role = "job seeker"});
  CHECK(!change.is_new);
  CHECK(change.episode.number == 1);
  CHECK(change.episode.from == day("2026-01-12"));
  CHECK(change.episode.old_role == "team leader");
  CHECK(change.episode.new_role == "job seeker");
  CHECK(change.episode.reason == "redundancy");
}

TEST_CASE("the same focus from an earlier day begins on that day") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-05"),
                           test::agreed(2, Focus::dispute, "2026-02-02")};
  const FocusChange change =
      focus_change(record, Focus::dispute, FocusRank::primary, day("2026-01-19"), {});
  CHECK(!change.is_new);
  CHECK(change.episode.number == 2);
  CHECK(change.episode.from == day("2026-01-19"));
}

TEST_CASE("a focus from a day before another one is new, not that other one") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-19"),
                           test::agreed(2, Focus::dispute, "2026-02-02")};
  const FocusChange change =
      focus_change(record, Focus::dispute, FocusRank::primary, day("2026-01-12"), {});
  CHECK(change.is_new);
}

TEST_CASE("a stage is dated, and a second one of a day replaces the first") {
  CourseRecord record = test::with_sessions(3);
  FocusEpisode episode = test::agreed(1, Focus::dispute, "2026-01-12");
  episode.stages = {{.date = day("2026-01-12"), .stage = DisputeStage::renegotiation},
                    {.date = day("2026-02-02"), .stage = DisputeStage::impasse}};
  record.focus_episodes = {episode};
  const auto stages_after = [&](std::string_view from, DisputeStage stage) {
    return focus_change(record, Focus::dispute, FocusRank::primary, day(from), {.stage = stage})
        .episode.stages;
  };
  CHECK(stages_after("2026-02-02", DisputeStage::dissolution) ==
        std::vector<DatedStage>{{.date = day("2026-01-12"), .stage = DisputeStage::renegotiation},
                                {.date = day("2026-02-02"), .stage = DisputeStage::dissolution}});
  CHECK(stages_after("2026-01-20", DisputeStage::dissolution) ==
        std::vector<DatedStage>{{.date = day("2026-01-12"), .stage = DisputeStage::renegotiation},
                                {.date = day("2026-01-20"), .stage = DisputeStage::dissolution},
                                {.date = day("2026-02-02"), .stage = DisputeStage::impasse}});
}

TEST_CASE("a field belongs to one focus and is refused for the others") {
  struct Field {
    Focus owner;
    FocusFields fields;
  };
  for (const Field& field : {Field{Focus::dispute, {.other_party = "partner"}},
                             Field{Focus::dispute, {.stage = DisputeStage::impasse}},
                             Field{Focus::grief, {.deceased = "parent1"}},
                             Field{Focus::transition, {.old_role = "team leader"}},
                             Field{Focus::transition, {.new_role = "job seeker"}}}) {
    for (const Term<Focus>& term : vocabulary<Focus>()) {
      CAPTURE(term.name);
      CHECK(focusing(test::with_sessions(3), term.id, FocusRank::primary, "2026-01-19",
                     field.fields) ==
            (term.id == field.owner ? "0 done" : "2 focus_field_not_allowed"));
    }
  }
}

TEST_CASE("the other party of a dispute and the person who died are the person of the focus") {
  const CourseRecord record = test::with_sessions(3);
  CHECK(focus_change(record, Focus::dispute, FocusRank::primary, day("2026-01-19"),
                     {.other_party = "partner"})
            .episode.person == "partner");
  CHECK(focus_change(record, Focus::grief, FocusRank::primary, day("2026-01-19"),
                     {.deceased = "parent1"})
            .episode.person == "parent1");
}

TEST_CASE("a secondary focus stands beside a different primary one") {
  CourseRecord record = test::with_sessions(3);
  const auto secondary = [&](Focus focus, std::string_view from) {
    return focusing(record, focus, FocusRank::secondary, from);
  };
  CHECK(secondary(Focus::deficits, "2026-01-19") == "4 secondary_focus_refused");
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-12")};
  CHECK(secondary(Focus::deficits, "2026-01-11") == "4 secondary_focus_refused");
  CHECK(secondary(Focus::grief, "2026-01-19") == "4 secondary_focus_refused");
  CHECK(secondary(Focus::deficits, "2026-01-19") == "0 done");
  const FocusChange change =
      focus_change(record, Focus::deficits, FocusRank::secondary, day("2026-01-19"), {});
  CHECK(change.is_new);
  CHECK(change.episode.rank == FocusRank::secondary);
}

TEST_CASE("another secondary focus needs a reason") {
  CourseRecord record = test::with_sessions(3);
  record.focus_episodes = {test::agreed(1, Focus::grief, "2026-01-05"),
                           test::agreed(2, Focus::deficits, "2026-01-12", FocusRank::secondary)};
  CHECK(focusing(record, Focus::dispute, FocusRank::secondary, "2026-01-19") == "2 reason_missing");
  CHECK(focusing(record, Focus::dispute, FocusRank::secondary, "2026-01-19",
                 {.reason = "new facts"}) == "0 done");
}
