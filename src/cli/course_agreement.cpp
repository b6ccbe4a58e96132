// ipt course focus, extend, shorten, cadence: what is agreed and how it changes.
#include <fmt/core.h>

#include <optional>

#include "cli/course.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/agreement.hpp"
#include "ipt/domain/focus_change.hpp"
#include "ipt/report/course.hpp"

namespace ipt::cli::course {
namespace {

FocusFields read_focus_fields(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  FocusFields fields{.reason = invocation.text(flags::reason),
                     .old_role = invocation.text(flags::old_role),
                     .new_role = invocation.text(flags::new_role)};
  const auto read_person = [&](const Flag& flag) {
    const auto read = [&](const std::string& text) { return read_person_label(text, flag.name); };
    return arguments.read(flag, read).value_or("");
  };
  fields.other_party = read_person(flags::with);
  fields.deceased = read_person(flags::deceased);
  fields.stage = arguments.read(flags::stage, [](const std::string& word) {
    return read_term<DisputeStage>(word, flags::stage.name);
  });
  return fields;
}

// The number that is agreed anew: of sessions, or of days.
int read_number(const Arguments& arguments, std::string_view verb, std::string_view what,
                int most) {
  const auto number = whole_number(arguments.word(1));
  if (number && *number >= 1 && *number <= most) return *number;
  throw Error(
      {.exit = Exit::usage,
       .code = "number_not_allowed",
       .wrong = fmt::format("'{}' is not a number of {}", arguments.word(1), what),
       .allowed = fmt::format("A whole number from 1 to {} is given.", most),
       .attempt = fmt::format("ipt course {} {} 14 --reason TEXT", verb, arguments.word(0))});
}

// From the day that it was agreed; behind a change that is agreed for a day to come, from that day.
Date agreed_from(const CourseRecord& record, std::optional<Date> agreed_on,
                 const Invocation& invocation) {
  const Date agreed = agreed_on.value_or(invocation.today());
  if (record.contract_changes.empty()) return agreed;
  const Date last = record.contract_changes.back().from;
  return last > invocation.today() ? last : agreed;
}

// Records a change of the contract that `agreed` makes of the course as it is.
void change_contract(Invocation& invocation, std::optional<Date> agreed_on,
                     const std::string& schema, const std::string& what,
                     const std::function<ContractChange(const CourseRecord&)>& agreed) {
  const std::string reason = invocation.required_text(flags::reason);
  int number = 0;
  std::optional<CourseRecord> earlier;
  change_course(
      invocation, read_course_reference(invocation.arguments().word(0)), reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        earlier = before.record;
        ContractChange change = agreed(before.record);
        change.reason = reason;
        change.agreed_on = agreed_on;
        number = changes.add_contract_change(before.id, change);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        const RecordReference name{.course = reference_of(after), .kind = 'x', .number = number};
        Change change{
            .reference = name.text(),
            .report = report::course_changed(after, schema, what, invocation.today(), outcome)};
        report::tell_rephased(change.report, *earlier, after);
        return change;
      });
}

}  // namespace

void change_course(Invocation& invocation, const CourseReference& reference,
                   const std::string& reason, const Work& work, const Echo& echo) {
  invocation.change(reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(reference);
    work(changes, before);
    // `K7` may mean another course once this one has ended or is open again.
    const CourseReference same{.client = reference.client, .number = before.record.course.number};
    return echo(changes.course(same).record, invocation.outcome(changes));
  });
}

void focus(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  const Focus area = read_focus(arguments.word(1), "focus", invocation.school());
  const Date from = invocation.date(flags::from, Ahead::refused).value_or(invocation.today());
  const FocusRank rank =
      arguments.given(flags::secondary) ? FocusRank::secondary : FocusRank::primary;
  const FocusFields fields = read_focus_fields(invocation);
  FocusChange change{.episode = {.focus = area, .rank = rank, .from = from}};

  change_course(
      invocation, reference, fields.reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        change = focus_change(before.record, area, rank, from, fields);
        if (change.is_new) {
          change.episode.number = changes.add_focus(before.id, change.episode);
        } else {
          changes.update_focus(before.id, change.episode);
        }
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        const int number = change.episode.number;
        const RecordReference name{.course = reference_of(after), .kind = 'f', .number = number};
        Change echo{.reference = name.text(),
                    .report = report::focus_recorded(after, number, change.is_new,
                                                     invocation.today(), outcome)};
        report::warn_about_area(echo.report, area, invocation.school());
        return echo;
      });
}

void extend(Invocation& invocation) {
  const int planned =
      read_number(invocation.arguments(), "extend", "sessions", most_maintenance_sessions);
  const auto agreed_on = invocation.date(flags::agreed_on, Ahead::refused);
  change_contract(invocation, agreed_on, "ipt.course.extend/1",
                  fmt::format("extended to {} sessions", planned), [&](const CourseRecord& record) {
                    return extension(record, planned, agreed_from(record, agreed_on, invocation));
                  });
}

void shorten(Invocation& invocation) {
  const int planned =
      read_number(invocation.arguments(), "shorten", "sessions", most_maintenance_sessions);
  const auto agreed_on = invocation.date(flags::agreed_on, Ahead::refused);
  change_contract(invocation, agreed_on, "ipt.course.shorten/1",
                  fmt::format("shortened to {} sessions", planned),
                  [&](const CourseRecord& record) {
                    return shortening(record, planned, agreed_from(record, agreed_on, invocation));
                  });
}

void cadence(Invocation& invocation) {
  const int days = read_number(invocation.arguments(), "cadence", "days", longest_cadence);
  invocation.arguments().require(flags::from);
  const Date from = *invocation.date(flags::from, Ahead::allowed);
  change_contract(
      invocation, std::nullopt, "ipt.course.cadence/1",
      fmt::format("sessions {} apart from {}", counted(days, "day", "days"), with_weekday(from)),
      [&](const CourseRecord& record) { return cadence_change(record, days, from); });
}

}  // namespace ipt::cli::course
