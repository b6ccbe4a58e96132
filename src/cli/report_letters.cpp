#include "cli/report_letters.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "cli/course_fields.hpp"
#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/period.hpp"
#include "ipt/report/letter.hpp"
#include "ipt/report/supervision.hpp"

namespace ipt::cli {
namespace {

[[noreturn]] void refuse_week(std::string code, std::string wrong, std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = "The week is an ISO week that has begun, Monday to Sunday.",
               .attempt = std::move(attempt)});
}

// The week that is reported; without the flag the one of the day that counts as today.
Days read_week(const Invocation& invocation) {
  const std::string text = invocation.arguments().find(flags::week).value_or("this-week");
  const Days week = resolve_days(text, invocation.as_of(), flags::week.name);
  if (week != resolve_days("this-week", week.first, flags::week.name)) {
    refuse_week("week_malformed", fmt::format("{} '{}' is no week", flags::week.name, text),
                "--week 2026-W47, this-week or last-week");
  }
  if (week.first > invocation.today()) {
    refuse_week("week_ahead", fmt::format("{} '{}' lies ahead", flags::week.name, text),
                "--week this-week");
  }
  if (invocation.arguments().given(flags::as_of) && invocation.as_of() < week.first) {
    refuse_week("week_ahead",
                fmt::format("{} '{}' begins after --as-of {}", flags::week.name, text,
                            invocation.as_of().iso()),
                fmt::format("--as-of {}", week.last.iso()));
  }
  return week;
}

// A week that is past is seen from its last day.
Date as_of_week(const Invocation& invocation, const Days& week) {
  const bool is_past = week.last < invocation.today();
  return is_past && !invocation.arguments().given(flags::as_of) ? week.last : invocation.as_of();
}

}  // namespace

void report_ending(Invocation& invocation) {
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  invocation.print(report::ending_letter(record, invocation.catalogue(), invocation.as_of(),
                                         invocation.school()));
}

void report_supervision(Invocation& invocation) {
  report::SupervisionScope scope{.week = read_week(invocation),
                                 .therapist = read_therapist(invocation.arguments())};
  const Date day = as_of_week(invocation, scope.week);
  Catalogue catalogue;
  std::vector<CourseRecord> records;
  for (store::StoredCourse& each : invocation.read([&](const store::Records& stored) {
         catalogue = stored.catalogue();
         return stored.courses_with_questions(std::min(scope.week.first, day), scope.therapist);
       })) {
    // As the code was first written, not as it was typed now.
    if (scope.therapist) scope.therapist = each.record.course.therapist;
    records.push_back(known_on(std::move(each.record), day, invocation.today()));
  }
  const report::Report report = report::supervision(records, catalogue, scope, day);
  const auto* courses = std::get_if<report::List>(&report.data.find("courses")->content());
  invocation.print_or(report, courses->empty(),
                      fmt::format("No question for supervision is open, and none was answered in "
                                  "the week from {}.",
                                  with_weekday(scope.week.first)));
}

}  // namespace ipt::cli
