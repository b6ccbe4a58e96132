#include "ipt/domain/milestone.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

#include "ipt/base/text.hpp"
#include "unit/courses.hpp"

using namespace ipt;
using test::day;

namespace {

// `contract 1   inventory 2`: what was reached, and at which session.
std::string reached(const CourseRecord& record) {
  std::vector<std::string> lines;
  for (const ReachedMilestone& each : milestones(record)) {
    if (each.date) lines.push_back(fmt::format("{} {}", each.name, *each.session));
  }
  return joined(lines, "   ");
}

std::string date_of(const CourseRecord& record, std::string_view name) {
  for (const ReachedMilestone& each : milestones(record)) {
    if (each.name == name) return test::iso(each.date);
  }
  return "no such milestone";
}

}  // namespace

TEST_CASE("the milestones of K7F2 are those of its report") {
  CHECK(reached(test::k7f2()) ==
        "contract 1   diagnosis-named 1   psychoeducation 1   sick-role 1   inventory 2   "
        "timeline 2   focus-agreed 3   formulation 3   mid-review 7");
  CHECK(date_of(test::k7f2(), "mid-review") == "2025-04-29");
  CHECK(is_reached(milestones(test::k7f2()), "formulation"));
  CHECK(!is_reached(milestones(test::k7f2()), "ending"));
  CHECK(!is_reached(milestones(test::k7f2()), "no-such-thing"));
}

TEST_CASE(
    "there are sixteen milestones, in the order of the phases, none of a maintenance course") {
  CourseRecord record = test::acute_course("2026-01-05", 12);
  const auto all = milestones(record);
  CHECK(all.size() == 16);
  CHECK(std::ranges::is_sorted(all, {}, &ReachedMilestone::phase));
  CHECK(reached(record) == "contract 1");
  record.course.kind = CourseKind::maintenance;
  CHECK(milestones(record).empty());
}

TEST_CASE("every milestone that is entered is one of them") {
  for (const Term<Milestone>& term : vocabulary<Milestone>()) {
    CourseRecord record = test::acute_course("2026-01-05", 12);
    record.course.milestones = {{.id = term.id, .date = day("2026-01-05")}};
    CHECK(is_reached(milestones(record), term.name));
  }
}

TEST_CASE("the tasks of the ending are milestones of its phase") {
  std::vector<std::string_view> names;
  for (const ReachedMilestone& each : milestones(test::k7f2())) {
    if (each.phase == Phase::ending) names.push_back(each.name);
  }
  CHECK(std::ranges::equal(names, ending_tasks()));
}

TEST_CASE("a technique dates its milestone by the first session on which it was ticked") {
  CourseRecord record = test::with_sessions(4);
  record.appointments[1].techniques = {Technique::gains_review};
  record.appointments[3].techniques = {Technique::gains_review, Technique::formulation};
  CHECK(reached(record) == "contract 1   gains-review 2");
}

TEST_CASE("a formulation is dated by the day on which it was first agreed") {
  CourseRecord record = test::with_sessions(4);
  record.formulations = {
      {.date = day("2026-01-12"), .sentence = "draft"},
      {.date = day("2026-01-19"), .sentence = "agreed", .agreed_on = day("2026-01-20")},
      {.date = day("2026-01-26"), .sentence = "again", .agreed_on = day("2026-01-26")}};
  CHECK(date_of(record, "formulation") == "2026-01-20");
  CHECK(reached(record) == "contract 1   formulation 3");
  CHECK(reached(known_on(record, day("2026-01-19"), day("2026-01-26"))) == "contract 1");
}

TEST_CASE("the first primary focus dates its milestone, a secondary one does not") {
  CourseRecord record = test::with_sessions(4);
  record.focus_episodes = {
      test::agreed(1, Focus::grief, "2026-01-12", FocusRank::secondary),
      test::agreed(2, Focus::dispute, "2026-01-19"),
      test::agreed(3, Focus::grief, "2026-01-26"),
  };
  CHECK(reached(record) == "contract 1   focus-agreed 3");
}

TEST_CASE("of two entries of a milestone the earlier one dates it") {
  CourseRecord record = test::with_sessions(4);
  record.appointments[2].milestones = {Milestone::mid_review};
  CHECK(date_of(record, "mid-review") == "2026-01-19");
  record.course.milestones = {{.id = Milestone::mid_review, .date = day("2026-01-14")}};
  CHECK(date_of(record, "mid-review") == "2026-01-14");
  record.course.milestones.front().date = day("2026-01-30");
  CHECK(date_of(record, "mid-review") == "2026-01-19");
}

TEST_CASE("what was reached between sessions belongs to the one before, before the first to it") {
  CourseRecord record = test::with_sessions(4);
  record.course.milestones = {{.id = Milestone::diagnosis_named, .date = day("2026-01-02")},
                              {.id = Milestone::risk_assessment, .date = day("2026-01-14")}};
  CHECK(reached(record) == "contract 1   diagnosis-named 1   risk-assessment 2");
}
