#include "cli/week.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

[[noreturn]] void refuse_no_week(const std::string& typed, Date day) {
  throw Error({.exit = Exit::usage,
               .code = "week_malformed",
               .wrong = fmt::format("--week '{}' is not a week", typed),
               .allowed = "A week is written 2026-W47, this-week or last-week.",
               .attempt = fmt::format("--week {}", week_name(day))});
}

[[noreturn]] void refuse_ahead(const Days& week, Date as_of) {
  throw Error({.exit = Exit::usage,
               .code = "week_ahead",
               .wrong = fmt::format("the week {} has not begun on {}", week_name(week.first),
                                    with_weekday(as_of)),
               .allowed = "A report tells what was recorded by then, in this week or a past one.",
               .attempt = fmt::format("--week {}", week_name(as_of))});
}

}  // namespace

Days read_week(const Invocation& invocation) {
  constexpr int last_day = 6;
  const std::string typed = invocation.arguments().find(flags::week).value_or("this-week");
  const Days days = resolve_days(typed, invocation.as_of(), flags::week.name);
  const bool is_week =
      days.first.weekday() == std::chrono::Monday && days.last.days_since(days.first) == last_day;
  if (!is_week) refuse_no_week(typed, days.first);
  if (days.first > invocation.as_of()) refuse_ahead(days, invocation.as_of());
  return days;
}

Date day_of(const Invocation& invocation, const Days& week) {
  const bool is_given = invocation.arguments().given(flags::as_of);
  return is_given ? invocation.as_of() : std::min(week.last, invocation.as_of());
}

}  // namespace ipt::cli
