// ipt session move and ipt session remove
#include "cli/session_changes.hpp"

#include <fmt/core.h>

#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/session.hpp"

namespace ipt::cli {
namespace {

// The scores that were entered with the appointment; one with a name of its own is no part of it.
std::vector<Score> scores_with(const CourseRecord& record, Date date) {
  std::vector<Score> scores;
  for (const FiledScore& filed : record.scores) {
    if (filed.score.date() == date && !filed.number) scores.push_back(filed.score);
  }
  return scores;
}

CourseReference same_course(const CourseRecord& record) {
  return {.client = record.course.client, .number = record.course.number};
}

void require_another(const CourseRecord& from, const CourseRecord& to) {
  if (same_course(from).text() != same_course(to).text()) return;
  throw Error({.exit = Exit::usage,
               .code = "same_course",
               .wrong = fmt::format("the appointment is in {} already", reference_of(to).text()),
               .allowed = "An appointment is moved to another client or course.",
               .attempt = "the code of the right client"});
}

// The scores go along, so their places must be free as well.
void require_free(const CourseRecord& to, Date date, const std::vector<Score>& scores) {
  if (appointment_on(to, date) != nullptr) {
    throw Error({.exit = Exit::refused,
                 .code = "appointment_exists",
                 .wrong = fmt::format("{} has another appointment on {}", reference_of(to).text(),
                                      with_weekday(date)),
                 .allowed = "A course has one appointment a day; nothing was changed.",
                 .attempt = fmt::format("ipt session show {}@{}, to see what is there",
                                        reference_of(to).text(), date.iso())});
  }
  for (const Score& score : scores) {
    const FiledScore* other = score_on(to, score.instrument(), score.date());
    if (other == nullptr) continue;
    throw Error({.exit = Exit::refused,
                 .code = "score_exists",
                 .wrong = fmt::format("{} has a {} score on {} already", reference_of(to).text(),
                                      score.instrument(), with_weekday(score.date())),
                 .allowed = "The scores of a session go with it; nothing was changed.",
                 .attempt = fmt::format("ipt score remove {} --reason TEXT first",
                                        reference_text(to, *other))});
  }
}

}  // namespace

void move_session(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const AppointmentReference reference = read_appointment_reference(arguments.word(0));
  const CourseReference target = read_course_reference(arguments.word(1));
  const std::string reason = invocation.required_text(flags::reason);

  invocation.change(reason, [&](store::Changes& changes) {
    const store::StoredCourse from = changes.course(reference.course);
    const store::StoredCourse to = changes.course(target);
    const Appointment moved = ipt::appointment(from.record, reference);
    const std::vector<Score> scores = scores_with(from.record, moved.date);
    require_another(from.record, to.record);
    require_open(from.record);
    require_free(to.record, moved.date, scores);
    require_room(to.record, moved);
    changes.move_appointment(from.id, moved, scores, to.id);
    const CourseRecord left = changes.course(same_course(from.record)).record;
    const CourseRecord joined = changes.course(same_course(to.record)).record;
    const auto placed = placed_on(joined, moved.date);
    return Change{.reference = reference_of(joined, placed).text(),
                  .report = report::session_moved(from.record, left, to.record, joined, moved.date,
                                                  invocation.today(), invocation.outcome(changes))};
  });
}

void remove_session(Invocation& invocation) {
  const AppointmentReference reference = read_appointment_reference(invocation.arguments().word(0));
  const std::string reason = invocation.required_text(flags::reason);

  invocation.change(reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference.course);
    const Appointment removed = ipt::appointment(before.record, reference);
    require_open(before.record);
    changes.remove_appointment(before.id, removed.date);
    const CourseRecord after = changes.course(same_course(before.record)).record;
    const auto placed = placed_on(before.record, removed.date);
    return Change{
        .reference = reference_of(before.record, placed).text(),
        .report = report::session_removed(before.record, after, removed.date, invocation.today(),
                                          invocation.outcome(changes))};
  });
}

}  // namespace ipt::cli
