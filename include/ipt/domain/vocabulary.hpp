#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/erasure.hpp"

namespace ipt {

/// One word of a controlled vocabulary: the id that is stored, typed and put into JSON, and the
/// words a person reads.
template <typename Id>
struct Term {
  Id id;
  std::string_view name;
  std::string_view label;
};

/// What came of an appointment. The ids follow the attendance codes of the NHS Data Dictionary.
enum class Attendance {
  attended,
  attended_late,
  late_not_seen,
  dna,
  cancelled_client,
  cancelled_therapist
};

enum class Mode { in_person, video, phone, home, group };

/// What was said or asked about risk at an appointment. The program records it; it never assesses.
enum class Risk {
  not_asked,
  none,
  passive_ideation,
  active_ideation,
  plan_or_intent,
  self_harm,
  risk_to_others,
  safeguarding,
};

/// Techniques of IPT, ticked per session: a memory aid, not proof of IPT. The core list is that of
/// Weissman, Markowitz & Klerman 2018, chapter 10; `incident` is Stuart's.
enum class Technique {
  explore_open,
  explore_direct,
  affect,
  clarify,
  comm_analysis,
  incident,
  decision_analysis,
  role_play,
  problem_solving,
  directive,
  link,
  psychoeducation,
  sick_role,
  inventory,
  circle,
  timeline,
  formulation,
  expectations,
  support,
  relationship,
  symptom_review,
  task,
  ending,
  gains_review,
  warning_signs,
  relapse_plan,
  other,
};

/// What is done once a course and entered by hand; every other milestone is dated by the technique
/// of its name or by a record of its own.
enum class Milestone {
  diagnosis_named,
  risk_assessment,
  mid_review,
  feelings_about_ending,
  next_step
};

enum class CourseKind { acute, maintenance };

/// How a course ended. The therapist says so; it is never derived from absence.
enum class EndStatus {
  completed,
  ended_early_client,
  ended_early_service,
  referred_on,
  not_started,
  deceased,
  unknown,
};

enum class Phase { initial, middle, ending };

/// Where a role dispute stands (Weissman, Markowitz & Klerman 2018).
enum class DisputeStage { renegotiation, impasse, dissolution };

enum class FocusRank { primary, secondary };

/// How far a goal was reached.
enum class GoalStatus { not_started, in_progress, partly, met, dropped };

/// What a person is to the client.
enum class Relation {
  partner,
  ex_partner,
  parent,
  child,
  sibling,
  other_family,
  close_friend,
  colleague,
  manager,
  neighbour,
  professional,
  community,
  other,
};

/// Where the tie to a person stands.
enum class PersonStatus { current, lost_contact, estranged, ended, deceased };

/// The ring of the closeness circle: three around the client, and outside of them.
enum class Ring { outside, inner, middle, outer };

/// How the initial and the ending phase are cut from the planned number.
enum class SplitRule { quarter, stuart, custom };

/// All words of a vocabulary, in the order in which they are listed to a person.
template <typename Id>
std::span<const Term<Id>> vocabulary();

template <>
std::span<const Term<Attendance>> vocabulary();
template <>
std::span<const Term<Mode>> vocabulary();
template <>
std::span<const Term<Risk>> vocabulary();
template <>
std::span<const Term<Technique>> vocabulary();
template <>
std::span<const Term<Milestone>> vocabulary();
template <>
std::span<const Term<CourseKind>> vocabulary();
template <>
std::span<const Term<EndStatus>> vocabulary();
template <>
std::span<const Term<Phase>> vocabulary();
template <>
std::span<const Term<DisputeStage>> vocabulary();
template <>
std::span<const Term<FocusRank>> vocabulary();
template <>
std::span<const Term<SplitRule>> vocabulary();
template <>
std::span<const Term<GoalStatus>> vocabulary();
template <>
std::span<const Term<Relation>> vocabulary();
template <>
std::span<const Term<PersonStatus>> vocabulary();
template <>
std::span<const Term<Ring>> vocabulary();
template <>
std::span<const Term<PurgeGround>> vocabulary();

template <typename Id>
const Term<Id>& term_of(Id id) {
  return *std::ranges::find(vocabulary<Id>(), id, &Term<Id>::id);
}

/// The id as it is typed and stored.
template <typename Id>
std::string_view name_of(Id id) {
  return term_of(id).name;
}

/// The words that a person reads.
template <typename Id>
std::string_view label_of(Id id) {
  return term_of(id).label;
}

template <typename Id>
std::optional<Id> find_term(std::string_view name) {
  for (const Term<Id>& term : vocabulary<Id>()) {
    if (term.name == name) return term.id;
  }
  return std::nullopt;
}

/// Every id of a vocabulary, for lists of what is allowed.
template <typename Id>
std::vector<std::string> names() {
  std::vector<std::string> result = {};
  for (const Term<Id>& term : vocabulary<Id>()) result.emplace_back(term.name);
  return result;
}

/// Throws `Error` (usage, `value_unknown`) that lists what is allowed and names the nearest word.
[[noreturn]] void refuse_word(std::string_view word, std::string_view what,
                              std::span<const std::string> allowed);

/// The term that was typed, letter case ignored. `what` names the flag in the error of
/// `refuse_word`.
template <typename Id>
Id read_term(std::string_view word, std::string_view what);

/// Ids joined by commas, as typed: each once, in the order of the vocabulary.
template <typename Id>
std::vector<Id> read_terms(std::string_view list, std::string_view what);

/// Whether the client was seen, so that the appointment is a numbered session.
inline bool was_seen(Attendance attendance) {
  return attendance == Attendance::attended || attendance == Attendance::attended_late;
}

}  // namespace ipt
