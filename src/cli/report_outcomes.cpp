#include "cli/report_outcomes.hpp"

#include <fmt/core.h>

#include <array>
#include <string>
#include <vector>

#include "cli/course_fields.hpp"
#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/period.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/caseload.hpp"
#include "ipt/report/outcomes.hpp"

namespace ipt::cli {
namespace {

[[noreturn]] void refuse_order(const std::string& from, const std::string& to) {
  throw Error({.exit = Exit::usage,
               .code = "period_reversed",
               .wrong = fmt::format("--from {} is after --to {}", from, to),
               .allowed = "A period begins before it ends; both days are included.",
               .attempt = fmt::format("--from {} --to {}", to, from)});
}

// Of a period that a flag names, `--from` means the first day and `--to` the last.
Period read_period(const Invocation& invocation) {
  const auto days_of_flag = [&](const Flag& flag) {
    return invocation.arguments().read(flag, [&](const std::string& text) {
      return resolve_days(text, invocation.as_of(), flag.name);
    });
  };
  Period period;
  if (const auto days = days_of_flag(flags::from)) period.from = days->first;
  if (const auto days = days_of_flag(flags::to)) period.to = days->last;
  if (period.from && period.to && *period.from > *period.to) {
    refuse_order(invocation.arguments().text(flags::from), invocation.arguments().text(flags::to));
  }
  return period;
}

std::optional<GroupBy> read_grouping(const Arguments& arguments) {
  struct Word {
    std::string name;
    GroupBy by;
  };
  static const std::array words = {Word{"focus", GroupBy::focus},
                                   Word{"diagnosis", GroupBy::diagnosis},
                                   Word{"year", GroupBy::year}};
  const auto typed = arguments.find(flags::by);
  if (!typed) return std::nullopt;
  std::vector<std::string> allowed;
  for (const Word& word : words) {
    if (word.name == lower(*typed)) return word.by;
    allowed.push_back(word.name);
  }
  refuse_word(*typed, flags::by.name, allowed);
}

// A past period is seen from its last day.
Date as_of(const Invocation& invocation, const Period& period) {
  const bool is_past = period.to && *period.to < invocation.today();
  const bool is_given = invocation.arguments().given(flags::as_of);
  return is_past && !is_given ? *period.to : invocation.as_of();
}

}  // namespace

void report_outcomes(Invocation& invocation) {
  report::OutcomesScope scope{.period = read_period(invocation),
                              .therapist = read_therapist(invocation.arguments()),
                              .by = read_grouping(invocation.arguments()),
                              .lists_courses = invocation.arguments().given(flags::courses)};
  const Date day = as_of(invocation, scope.period);
  Catalogue catalogue;  // the summaries point into it
  const auto courses = invocation.read([&](const store::Records& records) {
    catalogue = records.catalogue();
    if (scope.therapist) scope.therapist = records.therapist(*scope.therapist);
    std::vector<CourseSummary> summaries;
    records.each_course(
        {.ended_too = true, .therapist = scope.therapist}, [&](CourseRecord record) {
          const CourseRecord known = known_on(std::move(record), day, invocation.today());
          summaries.push_back(summary(known, catalogue, day));
        });
    return summaries;
  });
  invocation.print(report::outcomes(courses, scope, day));
}

}  // namespace ipt::cli
