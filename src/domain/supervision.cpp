#include "ipt/domain/supervision.hpp"

#include <set>

#include "ipt/domain/timeline.hpp"

namespace ipt {

std::optional<int> session_of(const CourseRecord& record, const Question& question) {
  return session_up_to(record, question.appointment.value_or(question.asked_on));
}

Supervised supervised(const CourseRecord& record) {
  Supervised result;
  std::set<int> sessions;
  for (const Question& each : record.questions) {
    if (!each.answered_on) continue;
    result.minutes += each.minutes.value_or(0);
    if (const auto session = session_of(record, each)) sessions.insert(*session);
  }
  result.sessions = static_cast<int>(sessions.size());
  return result;
}

}  // namespace ipt
