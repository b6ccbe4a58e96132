#pragma once

#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/report/report.hpp"

// What is agreed of a course besides its dates.
namespace ipt::report {

/// Number and spacing of the sessions, and the phases.
Phrase contract_phrase(const CourseRecord& record);

/// Facts that refer to `course` and to what `add_terms` adds.
std::vector<Fact> terms_facts(const CourseRecord& record);

/// Milestones, relapse plan and goals.
void add_terms(Report& report, const CourseRecord& record);

}  // namespace ipt::report
