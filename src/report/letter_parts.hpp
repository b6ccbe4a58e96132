// The parts of the letter at the end of a course that are sentences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// What the letter is about: the ending of which treatment, and how it ended.
Phrase subject_of_letter(const CourseRecord& record);

/// How many sessions of what; refers to `course`, `attendance`, `first_session`, `last_session`.
Phrase treatment_phrase(const CourseRecord& record);

/// Missed appointments, breaks and pauses up to a day.
std::string attendance_text(const CourseRecord& record, Date until);

/// What an area is called in a letter.
std::string_view letter_label(Focus focus);

/// When an area was agreed, counted in sessions.
std::string agreed_text(const CourseRecord& record, Date agreed);

/// First and last score of each measure and what they mean in words; without two scores no last.
List letter_measures(const CourseRecord& record, const std::vector<Measure>& measures);
/// Draws them, which stand under `measures`.
Table letter_measures_block(const CourseRecord& record);
/// That scores are prorated, and that symptoms can rise as the ending approaches.
void add_measure_remarks(std::vector<Block>& blocks, const CourseRecord& record,
                         const std::vector<Measure>& measures);

/// What the blank about the time after the course asks.
std::string_view next_step_asked(const CourseRecord& record, School school);

}  // namespace ipt::report
