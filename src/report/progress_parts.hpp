#pragma once

#include <string>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/position.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/report.hpp"

// Sections of the progress report. Names of records follow the order of entry, so none stands here.
namespace ipt::report {

/// Slots that a pause or a break took: rows between those of the sessions.
List absent_slots(const CourseRecord& record, const Position& where);

/// By date: the paths of the appointments and of the slots that there was none in.
std::vector<std::string> session_rows(const CourseRecord& record, const List& absent);

/// Each goal with its status and since when.
Table goals_block();

/// Milestones with the sessions at which they were reached, and those that are still ahead or, of
/// an ended course, were not reached. `milestones` is the list of `milestone_list`.
Facts milestones_block(const CourseRecord& record, const List& milestones);

/// What comes next, and how much was recorded and supervised.
Facts plan_block(const CourseRecord& record, const Position& where);

/// Life events by date, each with the latest session up to it; texts only with notes.
List progress_events(const CourseRecord& record, Notes notes);

/// Questions for supervision by day, each with its session; texts only with notes.
List progress_questions(const CourseRecord& record, Notes notes);

/// Contacts by day; what was said and done only with notes.
List progress_contacts(const CourseRecord& record, Notes notes);

/// The formulation at length, what was said about people, what happened, what was asked: only where
/// notes are shown.
void add_timeline(std::vector<Block>& blocks, const CourseRecord& record);

}  // namespace ipt::report
