#pragma once

#include <string>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

// What is told of goals, people, events, the formulation, contacts and supervision: what now holds
// after a command, under its schema, and lists of what there is.
namespace ipt::report {

/// What every echo of a writing command is about.
struct Echo {
  std::string schema;
  Date today;
  Outcome outcome = Outcome::saved;
};

Report goal_saved(const CourseRecord& record, int number, const Echo& echo);
/// The same, of the rating of a day.
Report goal_rated(const CourseRecord& record, int number, Date date, const Echo& echo);
Report goals_listed(const CourseRecord& record, Date as_of);

/// The version of a day.
Report person_saved(const CourseRecord& record, const std::string& label, Date version,
                    const Echo& echo);
Report persons_listed(const CourseRecord& record, Date as_of);

Report event_saved(const CourseRecord& record, int number, const Echo& echo);
/// `record` is without the event.
Report event_removed(const CourseRecord& record, const LifeEvent& event, const Echo& echo);
Report events_listed(const CourseRecord& record, Date as_of);

Report formulation_saved(const CourseRecord& record, Date version, const Echo& echo);
/// The version that holds, and the earlier ones.
Report formulation_shown(const CourseRecord& record, Date as_of);

/// Names the risk items that the contact has answered.
Report contact_saved(const CourseRecord& record, int number,
                     const std::vector<AnsweredRiskItem>& answered, const Echo& echo);
/// `record` is without the contact.
Report contact_removed(const CourseRecord& record, const Contact& contact, const Echo& echo);
Report contacts_listed(const CourseRecord& record, Date as_of);

Report question_saved(const CourseRecord& record, int number, const Echo& echo);

/// Which questions a list is about.
enum class Questions { open, all };

/// Questions of one course, or of a caseload, by the day on which they were asked.
Report questions_listed(const std::vector<CourseRecord>& records, Questions which, Date as_of);
/// Whether such a list would be empty.
bool has_questions(const std::vector<CourseRecord>& records, Questions which);

}  // namespace ipt::report
