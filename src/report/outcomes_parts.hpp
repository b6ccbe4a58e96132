// The parts of the report on outcomes.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ipt/domain/caseload.hpp"
#include "ipt/report/outcomes.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// Below so many percent of finished courses with both scores the outcomes may not speak for the
/// rest. (NHS Talking Therapies pairs more than 90 %: Gyani et al. 2013.)
constexpr int enough_complete = 90;
/// Below so many courses a figure may change with every course that is added (our choice).
constexpr int enough_courses = 10;
/// Below so many no effect size is shown (our choice).
constexpr int least_for_effect = 3;

/// `{"label","of_whom","n","of","percent","low","high"}`: percent and its 95 % interval with one
/// decimal, null when the rate is of nothing.
Object rate_object(const Proportion& rate, std::string_view label, std::string_view of_whom);

/// All figures of a caseload or of a group of it: the keys from `started` to `open_status`.
void add_outcomes(Object& data, const Outcomes& outcomes);
List group_list(GroupBy by, const std::vector<OutcomeGroup>& groups);
/// A row for each course, by client code.
List course_rows(std::vector<const CourseSummary*> courses);
/// The columns of those rows in CSV: the same for a caseload without any.
std::vector<std::string> course_columns();
/// The instruments on which courses were judged, with the limits that were applied.
List judging_instruments(std::span<const CourseSummary* const> courses);
/// Codes of what weakens the figures.
List caution_list(const Outcomes& outcomes);

void add_flow(Report& report, const Outcomes& outcomes);
void add_completeness(Report& report, const Outcomes& outcomes);
void add_rates(Report& report, const Outcomes& outcomes);
void add_mean_scores(Report& report, const Outcomes& outcomes);
void add_open_courses(Report& report, const Outcomes& outcomes, Date as_of);
void add_groups(Report& report, GroupBy by, const std::vector<OutcomeGroup>& groups);
void add_course_table(Report& report);

/// What every figure means, and where the rules come from.
void add_definitions(Report& report, bool has_open_courses);

}  // namespace ipt::report
