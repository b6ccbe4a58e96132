// What is recorded of each session.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "domain/check_rules.hpp"

namespace ipt::rules {
namespace {

// Our choice: half of the middle sessions have a link, judged from the fourth one on.
constexpr int middle_sessions_for_links = 4;

// Our choice of what reads as IPT, among the techniques of Weissman, Markowitz & Klerman 2018.
constexpr std::array specific{
    Technique::affect,    Technique::comm_analysis,     Technique::incident,
    Technique::role_play, Technique::decision_analysis, Technique::expectations,
    Technique::link,      Technique::relationship};

bool lacks_risk(const PlacedAppointment& placed) {
  const auto& risks = placed.appointment->risks;
  return risks.empty() || std::ranges::find(risks, Risk::not_asked) != risks.end();
}

template <typename Question>
std::vector<Cause> causes_among(const std::vector<PlacedAppointment>& sessions,
                                const Question& is_broken) {
  std::vector<Cause> causes;
  for (const PlacedAppointment& each : sessions) {
    if (is_broken(each)) causes.push_back(cause_of(each));
  }
  return causes;
}

// A finding on sessions whose record is to be completed, the latest first.
Judgement completed(Judgement finding, const CheckedCourse& course, std::string text) {
  finding.text = std::move(text);
  finding.settle = amend_command(course, finding.causes.back());
  return finding;
}

}  // namespace

Judgement risk_recorded(const CheckedCourse& course, Dismissed dismissed) {
  if (course.sessions.empty()) return not_due();
  const auto finding =
      standing(CheckResult::warn, causes_among(course.sessions, lacks_risk), dismissed);
  if (!finding) return rule_holds();
  return completed(*finding, course,
                   fmt::format("risk not recorded at {}", sessions_words(finding->causes)));
}

Judgement mood_event_link(const CheckedCourse& course, Dismissed dismissed) {
  const auto middle = middle_sessions(course);
  if (middle.empty()) return not_due();
  const auto causes =
      causes_among(middle, [](const auto& each) { return each.appointment->link.empty(); });
  const auto held = std::ssize(middle);
  const auto filled = held - std::ssize(causes);
  const bool too_few = held >= middle_sessions_for_links && 2 * filled < held;
  const auto finding = standing(too_few ? CheckResult::fail : CheckResult::warn, causes, dismissed);
  if (!finding) return rule_holds();
  return completed(
      *finding, course,
      fmt::format("no mood-event link at {}{}", sessions_words(finding->causes),
                  too_few ? fmt::format(", {} of {} middle sessions have one", filled, held)
                          : std::string{}));
}

Judgement ipt_technique(const CheckedCourse& course, Dismissed dismissed) {
  const auto middle = middle_sessions(course);
  if (middle.empty()) return not_due();
  const auto finding = standing(
      CheckResult::warn,
      causes_among(middle, [](const auto& each) { return !used(each, specific); }), dismissed);
  if (!finding) return rule_holds();
  return completed(
      *finding, course,
      fmt::format("no technique of IPT ticked at {}", sessions_words(finding->causes)));
}

}  // namespace ipt::rules
