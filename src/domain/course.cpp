#include "ipt/domain/course.hpp"

#include <algorithm>

namespace ipt {

CourseReference reference_of(const CourseRecord& record) {
  return {.client = record.course.client,
          .number = record.only_course ? std::nullopt : std::optional{record.course.number}};
}

namespace {

// What was written down of people, events and supervision.
void leave_out_later(CourseRecord& record, Date as_of) {
  const auto later = [&](const auto& each) { return each.date > as_of; };
  std::erase_if(record.course.milestones, later);
  for (Goal& goal : record.goals) std::erase_if(goal.ratings, later);
  for (Person& person : record.persons) {
    std::erase_if(person.versions, later);
    for (PersonVersion& each : person.versions) {
      if (!each.status_since || *each.status_since <= as_of) continue;
      each.status.reset();
      each.status_since.reset();
    }
  }
  std::erase_if(record.persons, [](const Person& each) { return each.versions.empty(); });
  std::erase_if(record.events, later);
  std::erase_if(record.formulations, later);
  for (Formulation& each : record.formulations) {
    if (each.agreed_on && *each.agreed_on > as_of) each.agreed_on.reset();
    if (each.shared_on && *each.shared_on > as_of) each.shared_on.reset();
  }
  std::erase_if(record.contacts, later);
  std::erase_if(record.dismissals, later);
  std::erase_if(record.questions, [&](const Question& each) { return each.asked_on > as_of; });
  for (Question& each : record.questions) {
    if (!each.answered_on || *each.answered_on <= as_of) continue;
    each.answered_on.reset();
    each.minutes.reset();
    each.answer.clear();
  }
}

}  // namespace

CourseRecord known_on(CourseRecord record, Date as_of, Date today) {
  leave_out_later(record, as_of);
  std::erase_if(record.appointments, [&](const auto& each) { return each.date > as_of; });
  std::erase_if(record.scores, [&](const auto& each) { return each.score.date() > as_of; });
  std::erase_if(record.focus_episodes, [&](const auto& each) { return each.from > as_of; });
  std::erase_if(record.goals, [&](const auto& each) { return each.set_on > as_of; });
  for (FocusEpisode& episode : record.focus_episodes) {
    std::erase_if(episode.stages, [&](const auto& each) { return each.date > as_of; });
  }
  if (as_of < today) {
    std::erase_if(record.contract_changes, [&](const auto& each) { return each.from > as_of; });
    std::erase_if(record.absences, [&](const Absence& each) {
      const bool was_planned = each.recorded_on && *each.recorded_on <= as_of;
      return each.from > as_of && !was_planned;
    });
  }
  if (record.course.end && record.course.end->date > as_of) record.course.end.reset();
  return record;
}

}  // namespace ipt
