// ipt course pause, resume, end, reopen, remove: when it goes on, when it ends, what is taken back.
#include <fmt/core.h>

#include <algorithm>

#include "cli/course.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/agreement.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/report/checks.hpp"
#include "ipt/report/course.hpp"

namespace ipt::cli::course {
namespace {

Change changed(const Invocation& invocation, const CourseRecord& after, report::Outcome outcome,
               std::string_view verb, const std::string& what) {
  return {.reference = reference_of(after).text(),
          .report = report::course_changed(after, fmt::format("ipt.course.{}/1", verb), what,
                                           invocation.today(), outcome)};
}

Change pause_echo(const Invocation& invocation, const CourseRecord& after, report::Outcome outcome,
                  std::string_view verb, int number) {
  const RecordReference name{.course = reference_of(after), .kind = 'p', .number = number};
  return {.reference = name.text(),
          .report = report::pause_recorded(after, number, fmt::format("ipt.course.{}/1", verb),
                                           invocation.today(), outcome)};
}

void require_ended(const CourseRecord& record, const std::vector<Course>& courses) {
  const std::string client = record.course.client.text();
  if (!record.course.end) {
    const auto ended =
        std::ranges::find_if(courses, [](const Course& each) { return each.end.has_value(); });
    throw Error({.exit = Exit::refused,
                 .code = "course_open",
                 .wrong = fmt::format("{} is open", reference_of(record).text()),
                 .allowed = "Only a course that ended is opened again.",
                 .attempt = ended == courses.end() ? fmt::format("ipt course show {}", client)
                                                   : fmt::format("{}/{}", client, ended->number)});
  }
  const auto open = std::ranges::find_if(
      courses, [&](const Course& each) { return each.kind == record.course.kind && !each.end; });
  if (open == courses.end()) return;
  throw Error(
      {.exit = Exit::refused,
       .code = "course_already_open",
       .wrong =
           fmt::format("{}/{} is an open {} course", client, open->number, label_of(open->kind)),
       .allowed = "A client has one open course of a kind at a time.",
       .attempt = fmt::format("ipt course end {}/{} --status ID first", client, open->number)});
}

// What `course remove` takes back, by the letter of its name.
void take_back(store::Changes& changes, const store::StoredCourse& course,
               const RecordReference& wanted) {
  const CourseRecord& record = course.record;
  const auto require = [&](const auto& records, const auto& is_wanted) {
    if (std::ranges::any_of(records, is_wanted)) return;
    throw Error({.exit = Exit::not_found,
                 .code = "record_not_found",
                 .wrong = fmt::format("there is no {}", wanted.text()),
                 .allowed = "'ipt course show' names what there is.",
                 .attempt = fmt::format("ipt course show {}", reference_of(record).text())});
  };
  const auto numbered = [&](const auto& each) { return each.number == wanted.number; };
  if (wanted.kind == 'p') {
    require(record.absences, [&](const Absence& each) {
      return each.kind == Absence::Kind::pause && each.number == wanted.number;
    });
    require_open(record);
    changes.remove_absence(course.id, wanted.number);
  } else if (wanted.kind == 'f') {
    require(record.focus_episodes, numbered);
    require_focus_without(record, wanted.number);
    changes.remove_focus(course.id, wanted.number);
  } else {
    require(record.contract_changes, numbered);
    require_contract_without(record, wanted.number);
    changes.remove_contract_change(course.id, wanted.number);
  }
}

EndStatus read_status(const Arguments& arguments) {
  if (!arguments.given(flags::status)) {
    throw Error({.exit = Exit::usage,
                 .code = "flag_missing",
                 .wrong = "--status is missing",
                 .allowed = fmt::format("Allowed: {}.", joined(names<EndStatus>(), ", ")),
                 .attempt = "--status with one of these words"});
  }
  const auto read = [](const std::string& word) {
    return read_term<EndStatus>(word, flags::status.name);
  };
  return *arguments.read(flags::status, read);
}

std::string_view name_of_kind(char kind) {
  if (kind == 'p') return "pause";
  return kind == 'f' ? "focus" : "change of the contract";
}

}  // namespace

void pause(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  arguments.require(flags::from);
  Absence pause{.from = *invocation.date(flags::from, Ahead::allowed),
                .to = invocation.date(flags::to, Ahead::allowed),
                .reason = invocation.text(flags::reason)};
  change_course(
      invocation, reference, pause.reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_pause(before.record, pause);
        pause.number = changes.add_absence(before.id, pause);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return pause_echo(invocation, after, outcome, "pause", pause.number);
      });
}

void resume(Invocation& invocation) {
  const CourseReference reference = read_course_reference(invocation.arguments().word(0));
  const Date date = invocation.date(flags::date, Ahead::allowed).value_or(invocation.today());
  int number = 0;
  change_course(
      invocation, reference, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        const Absence pause = resumed(before.record, date);
        number = pause.number;
        changes.update_absence(before.id, pause);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return pause_echo(invocation, after, outcome, "resume", number);
      });
}

void end(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  const CourseEnd end{
      .status = read_status(arguments),
      .date = invocation.date(flags::date, Ahead::refused).value_or(invocation.today()),
      .reason = invocation.text(flags::reason)};
  change_course(
      invocation, reference, end.reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_end(before.record, end);
        changes.end_course(before.id, end);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        Change change =
            changed(invocation, after, outcome, "end", std::string{label_of(end.status)});
        report::tell_outcome(change.report, after, invocation.catalogue());
        report::tell_what_is_open(change.report, after, invocation.catalogue(), invocation.today(),
                                  invocation.school());
        return change;
      });
}

void reopen(Invocation& invocation) {
  const CourseReference reference = read_course_reference(invocation.arguments().word(0));
  const std::string reason = invocation.required_text(flags::reason);
  change_course(
      invocation, reference, reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        require_ended(before.record, changes.courses_of(before.record.course.client));
        changes.reopen_course(before.id);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return changed(invocation, after, outcome, "reopen", "open again");
      });
}

void remove(Invocation& invocation) {
  const RecordReference wanted = read_record_reference(invocation.arguments().word(0), "pfx");
  const std::string reason = invocation.required_text(flags::reason);
  change_course(
      invocation, wanted.course, reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        take_back(changes, before, wanted);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        Change change = changed(invocation, after, outcome, "remove",
                                fmt::format("{} {}{} taken back", name_of_kind(wanted.kind),
                                            wanted.kind, wanted.number));
        report::warn_about_open_sessions(change.report, after);
        return change;
      });
}

}  // namespace ipt::cli::course
