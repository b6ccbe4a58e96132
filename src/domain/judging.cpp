#include "domain/judging.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "ipt/base/text.hpp"

namespace ipt {
namespace {

// A list of more parts than this is cut.
constexpr std::size_t most_listed = 8;

// Runs of so many numbers are written as first and last.
constexpr std::ptrdiff_t shortest_run = 3;

std::vector<std::string> runs_of(const std::vector<int>& numbers) {
  std::vector<std::string> parts;
  for (auto from = numbers.begin(); from != numbers.end();) {
    auto to = std::next(from);
    while (to != numbers.end() && *to == *std::prev(to) + 1) ++to;
    if (std::distance(from, to) >= shortest_run) {
      parts.push_back(fmt::format("{} to {}", *from, *std::prev(to)));
    } else {
      std::transform(from, to, std::back_inserter(parts),
                     [](int number) { return fmt::format("{}", number); });
    }
    from = to;
  }
  return parts;
}

}  // namespace

Judgement rule_holds() { return {.result = CheckResult::pass}; }

Judgement not_applicable() { return {.result = CheckResult::not_applicable}; }

Judgement not_due(std::string text, std::optional<int> remind_from) {
  return {.result = CheckResult::not_due, .text = std::move(text), .remind_from = remind_from};
}

std::optional<Judgement> standing(const std::vector<Breach>& breaches, Dismissed dismissed) {
  Judgement finding{.result = CheckResult::warn};
  for (const Breach& breach : breaches) {
    if (std::ranges::find(dismissed, breach.cause.date) != dismissed.end()) continue;
    finding.causes.push_back(breach.cause);
    finding.result = std::min(finding.result, breach.result);
  }
  if (finding.causes.empty()) return std::nullopt;
  std::ranges::sort(finding.causes, {}, &Cause::date);
  const auto doubles = std::unique(finding.causes.begin(), finding.causes.end());
  finding.causes.erase(doubles, finding.causes.end());
  return finding;
}

std::optional<Judgement> standing(CheckResult result, const std::vector<Cause>& causes,
                                  Dismissed dismissed) {
  std::vector<Breach> breaches;
  breaches.reserve(causes.size());
  for (const Cause& cause : causes) breaches.push_back({.result = result, .cause = cause});
  return standing(breaches, dismissed);
}

Cause cause_on(const CheckedCourse& course, Date date) {
  const auto found = std::ranges::find_if(course.sessions, [&](const PlacedAppointment& each) {
    return each.appointment->date == date;
  });
  return {.date = date, .session = found == course.sessions.end() ? std::nullopt : found->session};
}

Cause cause_of(const PlacedAppointment& placed) {
  return {.date = placed.appointment->date, .session = placed.session};
}

const PlacedAppointment* find_session(const CheckedCourse& course, int number) {
  if (number < 1 || number > std::ssize(course.sessions)) return nullptr;
  return &course.sessions[static_cast<std::size_t>(number) - 1];
}

std::vector<PlacedAppointment> middle_sessions(const CheckedCourse& course) {
  std::vector<PlacedAppointment> result;
  std::ranges::copy_if(course.sessions, std::back_inserter(result),
                       [](const auto& each) { return each.phase == Phase::middle; });
  return result;
}

const PlacedAppointment* end_of_initial_phase(const CheckedCourse& course) {
  const auto found = std::ranges::find_if(course.sessions, [&](const PlacedAppointment& each) {
    return *each.session >= contract_on(course.record, each.appointment->date).split.initial;
  });
  return found == course.sessions.end() ? nullptr : &*found;
}

const FocusEpisode* primary_focus(const CheckedCourse& course) {
  return focus_on(course.record, FocusRank::primary, course.as_of);
}

bool used(const PlacedAppointment& placed, std::span<const Technique> any_of) {
  return std::ranges::any_of(placed.appointment->techniques, [&](Technique each) {
    return std::ranges::find(any_of, each) != any_of.end();
  });
}

bool is_open(const CheckedCourse& course) { return !course.record.course.end; }

int uncovered_days(const CourseRecord& record, Date from, Date to) {
  int days = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
    if (absence_on(record, day) == nullptr) ++days;
  }
  return days;
}

const Measure* primary_measure(const CheckedCourse& course) {
  return course.measures.empty() ? nullptr : &course.measures.front();
}

std::string primary_score_words(const CheckedCourse& course) {
  const Measure* primary = primary_measure(course);
  return primary == nullptr ? "score" : primary->instrument->name + " score";
}

std::string listed(const std::vector<std::string>& parts) {
  if (parts.size() > most_listed) {
    const auto end = parts.begin() + static_cast<std::ptrdiff_t>(most_listed) - 1;
    return fmt::format("{} and {} more", joined(std::vector<std::string>(parts.begin(), end), ", "),
                       parts.size() - most_listed + 1);
  }
  if (parts.size() < 2) return joined(parts, "");
  return fmt::format("{} and {}",
                     joined(std::vector<std::string>(parts.begin(), parts.end() - 1), ", "),
                     parts.back());
}

std::string sessions_words(const std::vector<Cause>& causes) {
  std::vector<int> numbers;
  for (const Cause& each : causes) {
    if (each.session) numbers.push_back(*each.session);
  }
  return fmt::format("session{} {}", numbers.size() == 1 ? "" : "s", listed(runs_of(numbers)));
}

std::string days_words(const std::vector<Cause>& causes) {
  std::vector<std::string> days;
  days.reserve(causes.size());
  for (const Cause& each : causes) days.push_back(each.date.iso());
  return listed(days);
}

std::string reference_text(const CheckedCourse& course) {
  return reference_of(course.record).text();
}

std::string amend_command(const CheckedCourse& course, const Cause& cause, std::string_view flags) {
  AppointmentReference reference{.course = reference_of(course.record), .which = cause.date};
  if (cause.session) reference.which = *cause.session;
  return fmt::format("ipt session amend {} {}", reference.text(), flags);
}

std::string tick_command(const CheckedCourse& course, const PlacedAppointment& placed,
                         const std::vector<Technique>& techniques) {
  std::vector<std::string> names;
  for (const Technique each : placed.appointment->techniques) names.emplace_back(name_of(each));
  for (const Technique each : techniques) {
    if (!used(placed, {&each, 1})) names.emplace_back(name_of(each));
  }
  return amend_command(course, cause_of(placed), fmt::format("--technique {}", joined(names, ",")));
}

std::string score_command(const CheckedCourse& course, Date date) {
  const Measure* primary = primary_measure(course);
  const bool is_total = primary != nullptr && primary->instrument->entry == Entry::total;
  return fmt::format("ipt score add {} {}={} --date {}", reference_text(course),
                     primary == nullptr ? "CODE" : primary->instrument->code,
                     is_total ? "TOTAL" : "ANSWERS", date.iso());
}

std::string supervision_command(const CheckedCourse& course) {
  return fmt::format("ipt supervision ask {} -e", reference_text(course));
}

std::string dismiss_command(const CheckedCourse& course, std::string_view check) {
  return fmt::format("ipt check {} --dismiss {} --reason TEXT", reference_text(course), check);
}

}  // namespace ipt
