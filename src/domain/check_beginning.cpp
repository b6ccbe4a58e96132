// What belongs to the first sessions: contract, inventory, focus, formulation.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "domain/check_rules.hpp"
#include "ipt/base/text.hpp"

namespace ipt::rules {
namespace {

// The initial phase has three sessions in the US tradition and four in the UK (FOCUS 2006; IPT UK):
// what belongs to it is overdue at session 4.
constexpr int last_initial_session = 4;
// The formulation may come one session after the focus (our choice).
constexpr int last_for_formulation = 5;

// The gravest limit that was reached, as a session.
struct Limit {
  CheckResult result = CheckResult::warn;
  const PlacedAppointment* session = nullptr;
};

// Whether a thing that was done on `done`, if ever, came too late for a session.
bool is_late(const std::optional<Date>& done, const PlacedAppointment* limit) {
  return limit != nullptr && (!done || *done > limit->appointment->date);
}

std::optional<Limit> missed_limit(const std::optional<Date>& done, const PlacedAppointment* warns,
                                  const PlacedAppointment* fails) {
  if (is_late(done, fails)) return Limit{.result = CheckResult::fail, .session = fails};
  if (is_late(done, warns)) return Limit{.result = CheckResult::warn, .session = warns};
  return std::nullopt;
}

// The limits of what the initial phase is for.
std::optional<Limit> missed_initial_limit(const CheckedCourse& course,
                                          const std::optional<Date>& done) {
  return missed_limit(done, end_of_initial_phase(course),
                      find_session(course, last_initial_session));
}

// The session by which it is asked for, while it lies ahead.
int coming_initial_limit(const CheckedCourse& course) {
  return std::min(contract_now(course.record).split.initial, last_initial_session);
}

Judgement at(const Limit& limit, std::string text, std::string settle) {
  return {.result = limit.result,
          .causes = {cause_of(*limit.session)},
          .text = std::move(text),
          .settle = std::move(settle)};
}

std::optional<Date> inventory_ticked_on(const CheckedCourse& course) {
  constexpr std::array inventory{Technique::inventory};
  const auto found = std::ranges::find_if(
      course.sessions, [&](const PlacedAppointment& each) { return used(each, inventory); });
  if (found == course.sessions.end()) return std::nullopt;
  return found->appointment->date;
}

std::optional<Date> first_person_on(const CheckedCourse& course) {
  std::optional<Date> first;
  for (const Person& each : course.record.persons) {
    if (each.versions.empty()) continue;
    const Date since = each.versions.front().date;
    if (!first || since < *first) first = since;
  }
  return first;
}

std::optional<Date> focus_agreed_on(const CheckedCourse& course) {
  const auto& episodes = course.record.focus_episodes;
  const auto first = std::ranges::find(episodes, FocusRank::primary, &FocusEpisode::rank);
  return first == episodes.end() ? std::nullopt : std::optional{first->from};
}

// When a formulation was agreed that states the focus: not before that was agreed itself.
std::optional<Date> formulation_agreed_on(const CheckedCourse& course) {
  const auto focus = focus_agreed_on(course);
  std::optional<Date> first;
  for (const Formulation& each : course.record.formulations) {
    if (!each.agreed_on || !focus || *each.agreed_on < *focus) continue;
    if (!first || *each.agreed_on < *first) first = each.agreed_on;
  }
  return first;
}

}  // namespace

Judgement contract_set(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const PlacedAppointment* second = find_session(course, 2);
  if (second == nullptr) return not_due();
  const Contract& contract = course.record.course.contract;
  const bool is_agreed = contract.planned > 0 && contract.cadence_days > 0;
  if (is_agreed && course.record.course.start <= second->appointment->date) return rule_holds();
  return {
      .result = CheckResult::warn,
      .causes = {cause_of(*second)},
      .text = is_agreed ? "the course starts after session 2"
                        : "number or spacing of the sessions not agreed by session 2",
      .settle = fmt::format("ipt course amend {} --start DATE --weeks N", reference_text(course))};
}

Judgement inventory_done(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const auto ticked = inventory_ticked_on(course);
  const auto person = first_person_on(course);
  const auto done = ticked && person ? std::optional{std::max(*ticked, *person)} : std::nullopt;
  if (const auto limit = missed_initial_limit(course, done)) {
    const bool lacks_tick = is_late(ticked, limit->session);
    const bool lacks_person = is_late(person, limit->session);
    const std::string_view what = !lacks_person ? "inventory not ticked"
                                  : lacks_tick  ? "inventory not ticked and no person recorded"
                                                : "no person of the inventory recorded";
    return at(*limit, fmt::format("{} by session {}", what, *limit->session->session),
              lacks_person ? fmt::format("ipt person add {} P1 -e", reference_text(course))
                           : tick_command(course, *limit->session, {Technique::inventory}));
  }
  if (done) return rule_holds();
  const int session = coming_initial_limit(course);
  return not_due(fmt::format("inventory to be done by session {}", session), session);
}

Judgement focus_agreed(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const auto agreed = focus_agreed_on(course);
  if (const auto limit = missed_initial_limit(course, agreed)) {
    const int session = *limit->session->session;
    if (agreed) {
      return at(*limit, fmt::format("focus agreed on {}, after session {}", agreed->iso(), session),
                dismiss_command(course, "focus-agreed"));
    }
    return at(*limit, fmt::format("focus still open at session {}", session),
              fmt::format("ipt course focus {} AREA", reference_text(course)));
  }
  if (agreed) return rule_holds();
  const int session = coming_initial_limit(course);
  return not_due(fmt::format("focus to be agreed by session {}", session), session);
}

namespace {

std::string_view formulation_lacking(const CheckedCourse& course) {
  if (course.record.formulations.empty()) return "no formulation shared";
  return course.record.focus_episodes.empty() ? "formulation not agreed"
                                              : "no formulation agreed since the focus";
}

}  // namespace

Judgement formulation_shared(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const auto agreed = formulation_agreed_on(course);
  const auto limit = missed_limit(agreed, find_session(course, last_initial_session),
                                  find_session(course, last_for_formulation));
  if (limit) {
    const int session = *limit->session->session;
    if (agreed) {
      return at(*limit,
                fmt::format("formulation agreed on {}, after session {}", agreed->iso(), session),
                dismiss_command(course, "formulation-shared"));
    }
    return at(*limit, fmt::format("{} by session {}", formulation_lacking(course), session),
              fmt::format("ipt formulation write {} -e", reference_text(course)));
  }
  if (agreed) return rule_holds();
  return not_due(fmt::format("formulation to be shared by session {}", last_initial_session),
                 last_initial_session);
}

}  // namespace ipt::rules
