#include "report/milestone_parts.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/milestone.hpp"
#include "ipt/domain/supervision.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

std::string in_words(std::string_view name) {
  std::string words{name};
  std::ranges::replace(words, '-', ' ');
  return words;
}

}  // namespace

List milestone_list(const CourseRecord& record) {
  List list;
  for (const ReachedMilestone& each : milestones(record)) {
    const std::string text =
        each.session ? fmt::format("{} {}", each.name, *each.session) : std::string{each.name};
    list.emplace_back(Object{}
                          .add("name", each.name)
                          .add("phase", name_of(each.phase))
                          .add("reached", each.date.has_value())
                          .add("date", each.date)
                          .add("session", each.session)
                          .add("text", text));
  }
  return list;
}

std::vector<std::string> open_ending_tasks(const CourseRecord& record) {
  const std::vector<ReachedMilestone> all = milestones(record);
  std::vector<std::string> open;
  for (const std::string_view task : ending_tasks()) {
    if (!all.empty() && !is_reached(all, task)) open.push_back(in_words(task));
  }
  return open;
}

Phrase ending_phrase(const CourseRecord& record, const Position& where) {
  const bool acute = record.course.kind == CourseKind::acute;
  if (!acute || where.status == CourseStatus::ended || where.left > first_sessions_ahead) return {};
  std::vector<std::string> open = open_ending_tasks(record);
  const bool is_named = std::erase(open, "ending") == 0;
  Phrase text = where.left == 0   ? "the last session was held"
                : where.left == 1 ? "the last session is next"
                                  : fmt::format("{} sessions left with the next one", where.left);
  text += is_named ? "; the {~ending} has been named" : "; the {~ending} has not been named yet";
  if (!open.empty()) text += "; still open: " + joined(open, ", ");
  return text;
}

Object supervision_object(const CourseRecord& record) {
  const Supervised done = supervised(record);
  const auto open = std::ranges::count_if(record.questions,
                                          [](const Question& each) { return !each.answered_on; });
  Object object;
  object
      .add("recorded",
           static_cast<int>(std::ranges::count_if(record.appointments, &Appointment::recorded)))
      .add("supervised", done.sessions)
      .add("minutes", done.minutes)
      .add("open_questions", static_cast<int>(open));
  return object;
}

}  // namespace ipt::report
