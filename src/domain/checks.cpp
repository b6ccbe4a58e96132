// How the checks are asked, and what is made of their answers.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "ipt/base/text.hpp"
#include "ipt/domain/check.hpp"

namespace ipt {
namespace {

bool is_broken(const Judgement& judgement) {
  return judgement.result == CheckResult::fail || judgement.result == CheckResult::warn;
}

bool covers(std::span<const Date> days, const Cause& cause) {
  return std::ranges::find(days, cause.date) != days.end();
}

// What was dismissed of a check, and the latest dismissal that has to do with its causes.
struct Dismissals {
  std::vector<Date> days = {};
  const Dismissal* latest = nullptr;
};

Dismissals dismissals_of(const CourseRecord& record, std::string_view check,
                         const std::vector<Cause>& causes) {
  Dismissals result;
  if (check == undismissable) return result;
  for (const Dismissal& each : record.dismissals) {
    if (each.check != check) continue;
    const bool concerns =
        std::ranges::any_of(causes, [&](const Cause& cause) { return covers(each.causes, cause); });
    if (!concerns) continue;
    result.days.insert(result.days.end(), each.causes.begin(), each.causes.end());
    result.latest = &each;
  }
  return result;
}

// An ended course takes scores, contacts and dismissals; anything else once it was opened again.
void settle_after_end(Judgement& judgement, const CourseRecord& record) {
  if (!record.course.end) return;
  constexpr std::array<std::string_view, 4> taken = {"ipt score", "ipt contact", "ipt check",
                                                     "ipt course reopen"};
  const bool is_taken = std::ranges::any_of(
      taken, [&](std::string_view each) { return judgement.settle.starts_with(each); });
  if (is_taken) return;
  judgement.settle = fmt::format("ipt course reopen {} --reason TEXT", reference_of(record).text());
}

CheckedRule asked(const Check& check, const CheckedCourse& course) {
  CheckedRule rule{.check = &check};
  if (check.scope == Scope::acute_only && course.record.course.kind != CourseKind::acute) {
    rule.judgement.result = CheckResult::not_applicable;
    return rule;
  }
  rule.judgement = check.judge(course, {});
  if (!is_broken(rule.judgement)) return rule;
  settle_after_end(rule.judgement, course.record);
  const Dismissals dismissed = dismissals_of(course.record, check.name, rule.judgement.causes);
  if (dismissed.latest == nullptr) return rule;
  const bool all_covered = std::ranges::all_of(
      rule.judgement.causes, [&](const Cause& cause) { return covers(dismissed.days, cause); });
  if (all_covered) {
    rule.dismissal = dismissed.latest;
  } else {
    rule.judgement = check.judge(course, dismissed.days);
    settle_after_end(rule.judgement, course.record);
  }
  return rule;
}

bool is_open_risk(const CheckedRule& rule) {
  return rule.is_finding() && rule.check->name == undismissable;
}

}  // namespace

CheckedCourse::CheckedCourse(const CourseRecord& of, const std::vector<Measure>& its_measures,
                             Date day, School words)
    : record(of),
      measures(its_measures),
      as_of(day),
      school(words),
      appointments(timeline(of)),
      position(ipt::position(of, day)) {
  std::ranges::copy_if(appointments, std::back_inserter(sessions),
                       [](const PlacedAppointment& each) { return each.session.has_value(); });
}

const Check& check_named(std::string_view name) {
  const std::string wanted = lower(trimmed(name));
  const auto found = std::ranges::find(checks(), wanted, &Check::name);
  if (found != checks().end()) return *found;
  std::vector<std::string> names;
  for (const Check& each : checks()) names.emplace_back(each.name);
  refuse_word(name, "check", names);
}

std::vector<CheckedRule> checked(const CheckedCourse& course) {
  std::vector<CheckedRule> rules;
  rules.reserve(checks().size());
  for (const Check& check : checks()) rules.push_back(asked(check, course));
  return rules;
}

std::vector<CheckedRule> findings(const std::vector<CheckedRule>& rules) {
  std::vector<CheckedRule> result;
  std::ranges::copy_if(rules, std::back_inserter(result), &CheckedRule::is_finding);
  std::ranges::stable_sort(result, {}, [](const CheckedRule& rule) {
    return std::tuple{!is_open_risk(rule), rule.judgement.result};
  });
  return result;
}

std::vector<CheckedRule> caseload_findings(const CheckedCourse& course,
                                           const std::vector<CheckedRule>& rules) {
  std::vector<CheckedRule> result = findings(rules);
  const auto& end = course.record.course.end;
  if (!end) return result;
  if (course.as_of.days_since(end->date) > days_asked_after_end) return {};
  std::erase_if(result, [](const CheckedRule& rule) { return !is_open_risk(rule); });
  return result;
}

bool has_open_risk(const std::vector<CheckedRule>& findings) {
  return std::ranges::any_of(findings, is_open_risk);
}

CheckTally tally(const std::vector<CheckedRule>& rules) {
  CheckTally result;
  for (const CheckedRule& rule : rules) {
    if (rule.dismissal != nullptr) {
      ++result.dismissed;
      continue;
    }
    switch (rule.judgement.result) {
      case CheckResult::fail:
        ++result.fail;
        break;
      case CheckResult::warn:
        ++result.warn;
        break;
      case CheckResult::pass:
        ++result.pass;
        break;
      case CheckResult::not_due:
        ++result.not_due;
        break;
      case CheckResult::not_applicable:
        ++result.not_applicable;
        break;
    }
  }
  return result;
}

std::vector<CheckedRule> reminders(const CheckedCourse& course,
                                   const std::vector<CheckedRule>& rules) {
  std::vector<CheckedRule> result;
  if (course.record.course.end || course.position.left == 0) return result;
  const int coming = course.position.sessions + 1;
  std::ranges::copy_if(rules, std::back_inserter(result), [&](const CheckedRule& rule) {
    const Judgement& judgement = rule.judgement;
    return judgement.result == CheckResult::not_due && judgement.remind_from &&
           *judgement.remind_from <= coming;
  });
  return result;
}

}  // namespace ipt
