#include "ipt/domain/course.hpp"

#include <algorithm>

namespace ipt {

CourseReference reference_of(const CourseRecord& record) {
  return {.client = record.course.client,
          .number = record.only_course ? std::nullopt : std::optional{record.course.number}};
}

CourseRecord known_on(CourseRecord record, Date as_of, Date today) {
  std::erase_if(record.appointments, [&](const auto& each) { return each.date > as_of; });
  std::erase_if(record.scores, [&](const auto& each) { return each.score.date() > as_of; });
  std::erase_if(record.focus_episodes, [&](const auto& each) { return each.from > as_of; });
  std::erase_if(record.goals, [&](const auto& each) { return each.set_on > as_of; });
  for (FocusEpisode& episode : record.focus_episodes) {
    std::erase_if(episode.stages, [&](const auto& each) { return each.date > as_of; });
  }
  if (as_of < today) {
    std::erase_if(record.contract_changes, [&](const auto& each) { return each.from > as_of; });
    std::erase_if(record.absences, [&](const auto& each) { return each.from > as_of; });
  }
  if (record.course.end && record.course.end->date > as_of) record.course.end.reset();
  return record;
}

}  // namespace ipt
