// The focus: how many, whether it was kept, and what each area asks for.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "domain/check_rules.hpp"
#include "ipt/base/text.hpp"

namespace ipt::rules {
namespace {

// Our choice: three in four middle sessions, judged from the third one on, and no two in a row off
// the focus.
constexpr int kept_of_four = 3;
constexpr int middle_sessions_for_share = 3;

// Our choice: by then communication was looked at.
constexpr int middle_session_for_communication = 3;

// Our choice: a dispute is expected to move within so many sessions.
constexpr int sessions_a_stage_holds = 4;

constexpr std::array communication{Technique::comm_analysis, Technique::incident};

bool is_in_force(const CheckedCourse& course, Focus focus, Date date) {
  return std::ranges::any_of(std::array{FocusRank::primary, FocusRank::secondary},
                             [&](FocusRank rank) {
                               const FocusEpisode* episode = focus_on(course.record, rank, date);
                               return episode != nullptr && episode->focus == focus;
                             });
}

bool is_off_focus(const CheckedCourse& course, const PlacedAppointment& placed) {
  return !placed.focus || !is_in_force(course, *placed.focus, placed.appointment->date);
}

// Middle sessions off the focus: all of them when they are too many, else those in a row.
std::vector<Cause> off_focus(const CheckedCourse& course,
                             const std::vector<PlacedAppointment>& middle) {
  std::vector<Cause> all;
  std::vector<Cause> in_a_row;
  for (auto each = middle.begin(); each != middle.end(); ++each) {
    if (!is_off_focus(course, *each)) continue;
    all.push_back(cause_of(*each));
    const bool with_before = each != middle.begin() && is_off_focus(course, *std::prev(each));
    const bool with_after =
        std::next(each) != middle.end() && is_off_focus(course, *std::next(each));
    if (with_before || with_after) in_a_row.push_back(cause_of(*each));
  }
  const auto held = std::ssize(middle);
  const auto kept = held - std::ssize(all);
  const bool too_few = held >= middle_sessions_for_share && 4 * kept < kept_of_four * held;
  return too_few ? all : in_a_row;
}

// The middle sessions that are worked under an episode.
std::vector<PlacedAppointment> middle_sessions_of(const CheckedCourse& course,
                                                  const FocusEpisode& episode) {
  std::vector<PlacedAppointment> result = middle_sessions(course);
  std::erase_if(result, [&](const auto& each) { return each.appointment->date < episode.from; });
  return result;
}

// What is asked of the one area that a check is about; nothing when it is in force.
std::optional<Judgement> unless_primary(const CheckedCourse& course, Focus focus) {
  const FocusEpisode* primary = primary_focus(course);
  if (primary == nullptr) return not_due();
  if (primary->focus != focus) return not_applicable();
  return std::nullopt;
}

std::string focus_command(const CheckedCourse& course, const FocusEpisode& episode,
                          std::string_view flags) {
  return fmt::format("ipt course focus {} {} {}", reference_text(course), name_of(episode.focus),
                     flags);
}

// A field of a focus that is not filled in, and the flag that fills it.
struct Lack {
  std::string words;
  std::string flag;
};

std::vector<Lack> lacks_of(const FocusEpisode& episode) {
  std::vector<Lack> lacks;
  const auto ask = [&](bool is_missing, std::string_view words, std::string_view flag) {
    if (is_missing) lacks.push_back({.words = std::string{words}, .flag = std::string{flag}});
  };
  switch (episode.focus) {
    case Focus::grief:
      ask(episode.person.empty(), "person who died", "--deceased PERSON");
      break;
    case Focus::dispute:
      ask(episode.person.empty(), "other party", "--with PERSON");
      ask(episode.stages.empty(), "stage", "--stage ID");
      break;
    case Focus::transition:
      ask(episode.old_role.empty(), "old role", "--old-role TEXT");
      ask(episode.new_role.empty(), "new role", "--new-role TEXT");
      break;
    case Focus::deficits:
      break;
  }
  return lacks;
}

// Stuart & Robertson widen grief to other losses; deficits have no fields of their own.
bool has_fields(Focus focus, School school) {
  return focus != Focus::deficits && !(focus == Focus::grief && school == School::stuart);
}

// Twice the position among the sessions: 2 m on the day of session m, 2 m + 1 after it.
int twice_position(const CheckedCourse& course, Date date) {
  const int held = sessions_by(course.record, date);
  return cause_on(course, date).session ? 2 * held : 2 * held + 1;
}

std::vector<const FocusEpisode*> late_changes(const CheckedCourse& course) {
  std::vector<const FocusEpisode*> late;
  const FocusEpisode* before = nullptr;
  for (const FocusEpisode& each : course.record.focus_episodes) {
    if (each.rank != FocusRank::primary) continue;
    const bool is_change = before != nullptr && before->focus != each.focus;
    if (is_change &&
        twice_position(course, each.from) > contract_on(course.record, each.from).planned) {
      late.push_back(&each);
    }
    before = &each;
  }
  return late;
}

// Days on which two focuses of a rank begin, or the secondary focus is the primary one.
std::vector<Cause> miscounted(const CheckedCourse& course) {
  std::vector<Cause> causes;
  const auto& episodes = course.record.focus_episodes;
  for (const FocusEpisode& each : episodes) {
    const auto doubles = std::ranges::count_if(episodes, [&](const FocusEpisode& other) {
      return other.rank == each.rank && other.from == each.from;
    });
    const FocusEpisode* primary = focus_on(course.record, FocusRank::primary, each.from);
    const FocusEpisode* secondary = focus_on(course.record, FocusRank::secondary, each.from);
    const bool is_same =
        primary != nullptr && secondary != nullptr && primary->focus == secondary->focus;
    if (doubles > 1 || is_same) causes.push_back(cause_on(course, each.from));
  }
  return causes;
}

}  // namespace

Judgement focus_count(const CheckedCourse& course, Dismissed dismissed) {
  if (auto finding = standing(CheckResult::fail, miscounted(course), dismissed)) {
    finding->text = fmt::format("more than one focus of a rank, or the same area twice, from {}",
                                days_words(finding->causes));
    finding->settle = fmt::format("ipt course show {}", reference_text(course));
    return *finding;
  }
  return primary_focus(course) == nullptr ? not_due() : rule_holds();
}

Judgement focus_kept(const CheckedCourse& course, Dismissed dismissed) {
  const auto middle = middle_sessions(course);
  if (auto finding = standing(CheckResult::warn, off_focus(course, middle), dismissed)) {
    finding->text = fmt::format("{} not on the agreed focus", sessions_words(finding->causes));
    finding->settle = amend_command(course, finding->causes.back(), "--focus AREA");
    return *finding;
  }
  return primary_focus(course) == nullptr || middle.empty() ? not_due() : rule_holds();
}

Judgement late_focus_change(const CheckedCourse& course, Dismissed dismissed) {
  const auto late = late_changes(course);
  std::vector<Breach> breaches;
  breaches.reserve(late.size());
  for (const FocusEpisode* each : late) {
    breaches.push_back({.result = each->reason.empty() ? CheckResult::fail : CheckResult::warn,
                        .cause = cause_on(course, each->from)});
  }
  if (auto finding = standing(breaches, dismissed)) {
    // Of several the one without a reason: that can still be answered.
    const auto lacking = std::ranges::find_if(late, [&](const FocusEpisode* each) {
      return each->reason.empty() &&
             std::ranges::find(finding->causes, each->from, &Cause::date) != finding->causes.end();
    });
    const bool lacks_reason = lacking != late.end();
    finding->text =
        fmt::format("primary focus changed on {}, after half of the sessions{}",
                    days_words(finding->causes), lacks_reason ? ", without a reason" : "");
    finding->settle =
        lacks_reason ? focus_command(course, **lacking,
                                     fmt::format("--from {} --reason TEXT", (*lacking)->from.iso()))
                     : supervision_command(course);
    return *finding;
  }
  if (primary_focus(course) == nullptr) return not_due();
  const int planned = contract_now(course.record).planned;
  return 2 * course.position.sessions > planned ? rule_holds() : not_due();
}

Judgement deficits_justified(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (const auto other = unless_primary(course, Focus::deficits)) return *other;
  const FocusEpisode& primary = *primary_focus(course);
  if (!primary.reason.empty()) return rule_holds();
  return {.result = CheckResult::warn,
          .causes = {cause_on(course, primary.from)},
          .text = fmt::format("deficits chosen on {} without a reason", primary.from.iso()),
          .settle = focus_command(course, primary, "--reason TEXT")};
}

Judgement focus_fields(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const FocusEpisode* primary = primary_focus(course);
  if (primary == nullptr) return not_due();
  if (!has_fields(primary->focus, course.school)) return not_applicable();
  const std::vector<Lack> lacks = lacks_of(*primary);
  if (lacks.empty()) return rule_holds();
  std::vector<std::string> words;
  std::vector<std::string> flags;
  for (const Lack& each : lacks) {
    words.push_back(each.words);
    flags.push_back(each.flag);
  }
  const auto middle = middle_sessions_of(course, *primary);
  if (middle.empty()) {
    return not_due(fmt::format("{} to be recorded by the first middle session", listed(words)),
                   bounds_of(Phase::middle, contract_now(course.record)).first);
  }
  return {
      .result = CheckResult::warn,
      .causes = {cause_of(middle.front())},
      .text = fmt::format("{} not recorded by session {}", listed(words), *middle.front().session),
      .settle = focus_command(course, *primary, joined(flags, " "))};
}

Judgement comm_analysis_dispute(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (const auto other = unless_primary(course, Focus::dispute)) return *other;
  const auto middle = middle_sessions_of(course, *primary_focus(course));
  const bool is_due = std::ssize(middle) >= middle_session_for_communication;
  const PlacedAppointment* limit =
      is_due ? &middle[static_cast<std::size_t>(middle_session_for_communication) - 1] : nullptr;
  const bool is_done = std::ranges::any_of(course.sessions, [&](const PlacedAppointment& each) {
    return used(each, communication) && (limit == nullptr || each.session <= limit->session);
  });
  if (is_done) return rule_holds();
  if (!is_due) return not_due();
  return {.result = CheckResult::warn,
          .causes = {cause_of(*limit)},
          .text = fmt::format("neither communication analysis nor an incident by session {}",
                              *limit->session),
          .settle = tick_command(course, *limit, {Technique::comm_analysis})};
}

Judgement stage_review(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (const auto other = unless_primary(course, Focus::dispute)) return *other;
  const FocusEpisode& primary = *primary_focus(course);
  if (primary.stages.empty()) return not_due();
  const Date seen_on = primary.stages.back().date;
  const int held_then = sessions_by(course.record, seen_on);
  const PlacedAppointment* limit = find_session(course, held_then + sessions_a_stage_holds + 1);
  if (limit == nullptr) return rule_holds();
  return {.result = CheckResult::warn,
          .causes = {cause_of(*limit)},
          .text = fmt::format("stage of the dispute is that of {}, {} sessions ago", seen_on.iso(),
                              course.position.sessions - held_then),
          .settle = focus_command(course, primary, "--stage ID")};
}

}  // namespace ipt::rules
