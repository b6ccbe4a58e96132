#include "cli/week.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

// `47` and `W47` as the latest such week, `last week` with its dash; else the week of the day.
std::string meant_week(const std::string& typed, Date day) {
  std::string word = lower(trimmed(typed));
  std::ranges::replace(word, ' ', '-');
  if (word == "this-week" || word == "last-week") return word;
  const auto number = whole_number(word.starts_with('w') ? word.substr(1) : word);
  constexpr int most_weeks = 53;
  if (!number || *number < 1 || *number > most_weeks) return week_name(day);
  const std::string wanted = fmt::format("W{:02}", *number);
  constexpr int days_of_week = 7;
  for (int back = 0; back <= most_weeks + 1; ++back) {
    std::string week = week_name(day.plus_days(-days_of_week * back));
    if (week.ends_with(wanted)) return week;
  }
  return week_name(day);
}

[[noreturn]] void refuse_no_week(const std::string& typed, Date day) {
  throw Error({.exit = Exit::usage,
               .code = "week_malformed",
               .wrong = fmt::format("--week '{}' is not a week", typed),
               .allowed = "A week is written 2026-W47, this-week or last-week.",
               .attempt = fmt::format("--week {}", meant_week(typed, day))});
}

// Of all that a period may be, a week alone is allowed here: that is said, not the rest.
Days read_period(const std::string& typed, Date as_of) {
  try {
    return resolve_days(typed, as_of, flags::week.name);
  } catch (const Error& error) {
    if (error.explanation().code == "period_impossible") throw;
    refuse_no_week(typed, as_of);
  }
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
  const Days days = read_period(typed, invocation.as_of());
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
