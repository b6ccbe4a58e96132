#include "ipt/report/outcomes.hpp"

#include <fmt/core.h>

#include "report/outcomes_parts.hpp"

namespace ipt::report {
namespace {

Object period_object(const Period& period) {
  return Object{}.add("from", period.from).add("to", period.to);
}

Phrase period_phrase(const Period& period) {
  if (period.from && period.to) return "{period.from:day} to {period.to:day}";
  if (period.from) return "from {period.from:day} on";
  return period.to ? "up to {period.to:day}" : "all, from the first course on";
}

Facts scope_block(const OutcomesScope& scope, const Outcomes& all) {
  std::vector<Fact> facts{{"Period", period_phrase(scope.period)}};
  facts.push_back({"Courses", scope.therapist ? "acute courses of therapist {therapist}"
                                              : "all acute courses"});
  if (all.maintenance > 0) {
    facts.push_back({"Left out", "maintenance courses are not counted: {maintenance_not_counted}"});
  }
  return {.heading = "", .facts = std::move(facts)};
}

std::string_view name_of_grouping(GroupBy by) {
  switch (by) {
    case GroupBy::focus:
      return "focus";
    case GroupBy::diagnosis:
      return "diagnosis";
    case GroupBy::year:
      break;
  }
  return "year";
}

// `outcomes-from-2026-01-01-to-2026-12-31-by-focus-TH1`
std::string file_name(const OutcomesScope& scope) {
  std::string name = "outcomes";
  if (scope.period.from) name += "-from-" + scope.period.from->iso();
  if (scope.period.to) name += "-to-" + scope.period.to->iso();
  if (scope.by) name += fmt::format("-by-{}", name_of_grouping(*scope.by));
  if (scope.lists_courses) name += "-courses";
  if (scope.therapist) name += "-" + scope.therapist->text();
  return name;
}

bool is_empty(const Outcomes& all) {
  return all.started == 0 && all.rates.courses == 0 && all.open.total() == 0;
}

void add_blocks(Report& report, const OutcomesScope& scope, const Outcomes& all,
                const std::vector<OutcomeGroup>& groups, Date as_of) {
  report.blocks.emplace_back(scope_block(scope, all));
  if (scope.period.from && *scope.period.from > as_of) {
    report.blocks.emplace_back(Note{.text = "The period has not begun."});
  } else if (is_empty(all)) {
    report.blocks.emplace_back(
        Note{.text = "No acute course started, ended or was open: there is nothing to judge."});
  }
  add_flow(report, all);
  add_completeness(report, all);
  add_rates(report, all);
  add_mean_scores(report, all);
  add_open_courses(report, all, as_of);
  if (scope.by) add_groups(report, *scope.by, groups);
  if (scope.lists_courses) add_course_table(report);
  if (!is_empty(all)) add_definitions(report, all.open.total() > 0);
}

}  // namespace

Report outcomes(std::span<const CourseSummary> courses, const OutcomesScope& scope, Date as_of) {
  const Outcomes all = ipt::outcomes(courses, scope.period);
  const auto ended = ended_within(courses, scope.period);
  const auto groups =
      scope.by ? grouped(courses, scope.period, *scope.by) : std::vector<OutcomeGroup>{};
  Report report{.schema = "ipt.outcomes/1", .title = "IPT OUTCOMES REPORT", .as_of = as_of};
  report.file_name = file_name(scope);
  report.data.add("period", period_object(scope.period))
      .add("therapist", scope.therapist ? Value{scope.therapist->text()} : Value{})
      .add("maintenance_not_counted", all.maintenance);
  add_outcomes(report.data, all);
  report.data.add("cautions", caution_list(all))
      .add("grouped_by", scope.by ? Value{name_of_grouping(*scope.by)} : Value{})
      .add("groups", scope.by ? group_list(*scope.by, groups) : List{})
      .add("judged_on", judging_instruments(ended));
  if (scope.by) report.csv_rows = "groups";
  if (scope.lists_courses) {
    report.data.add("courses", course_rows(ended));
    report.csv_rows = "courses";
    report.csv_columns = course_columns();
  }
  add_blocks(report, scope, all, groups, as_of);
  return report;
}

}  // namespace ipt::report
