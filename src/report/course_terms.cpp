#include "report/course_terms.hpp"

#include <fmt/core.h>

#include "report/parts.hpp"

namespace ipt::report {

Phrase contract_phrase(const CourseRecord& record) {
  Phrase text = "{course.planned_sessions:session/sessions}";
  text += contract_now(record).cadence_days == weekly ? ", weekly"
                                                      : ", every {course.cadence_days} days";
  if (record.course.day) text += ", usually {course.day}";
  if (record.course.kind == CourseKind::acute) text += "; phases {course.phases}";
  return text;
}

std::vector<Fact> terms_facts(const CourseRecord& record) {
  const Course& course = record.course;
  std::vector<Fact> facts{{"Contract", contract_phrase(record)},
                          {"Measures", "{course.instruments:list}"}};
  const auto add = [&](bool known, std::string label, Phrase text) {
    if (known) facts.push_back({std::move(label), std::move(text)});
  };
  add(course.linked.has_value(), "Follows", "{course.linked_course}");
  add(course.therapist.has_value(), "Therapist", "{course.therapist}");
  add(!course.diagnosis.empty(), "Diagnosis", "{course.diagnosis}");
  add(!course.milestones.empty(), "Milestones", "{milestones:list}");
  add(!course.relapse_plan.empty(), "Relapse plan", "{relapse_plan}");
  return facts;
}

void add_terms(Report& report, const CourseRecord& record) {
  List milestones;
  for (const DatedMilestone& each : record.course.milestones) {
    milestones.emplace_back(
        Object{}
            .add("id", name_of(each.id))
            .add("date", each.date)
            .add("text", fmt::format("{} {}", name_of(each.id), each.date.iso())));
  }
  report.data.add("milestones", std::move(milestones))
      .add("relapse_plan", text_value(record.course.relapse_plan))
      .add("goals", goal_list(record));
}

}  // namespace ipt::report
