#include "ipt/domain/vocabulary.hpp"

#include <fmt/core.h>

#include <array>

#include "domain/spelling.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/school.hpp"

namespace ipt {
namespace {

using enum Technique;

constexpr auto attendances = std::to_array<Term<Attendance>>({
    {Attendance::attended, "attended", "attended"},
    {Attendance::attended_late, "attended-late", "attended late"},
    {Attendance::late_not_seen, "late-not-seen", "too late to be seen"},
    {Attendance::dna, "dna", "DNA"},
    {Attendance::cancelled_client, "cancelled-client", "cancelled by client"},
    {Attendance::cancelled_therapist, "cancelled-therapist", "cancelled by therapist"},
});

constexpr auto purge_grounds = std::to_array<Term<PurgeGround>>({
    {PurgeGround::retention_ended, "retention-ended", "the time for keeping records is over"},
    {PurgeGround::consent_withdrawn, "consent-withdrawn", "the client withdrew consent"},
    {PurgeGround::entered_in_error, "entered-in-error", "entered in error"},
    {PurgeGround::court, "court", "a court ordered it"},
    {PurgeGround::other, "other", "another ground"},
});

constexpr auto modes = std::to_array<Term<Mode>>({
    {Mode::in_person, "in-person", "in person"},
    {Mode::video, "video", "video"},
    {Mode::phone, "phone", "phone"},
    {Mode::home, "home", "home visit"},
    {Mode::group, "group", "group"},
});

constexpr auto risks = std::to_array<Term<Risk>>({
    {Risk::not_asked, "not-asked", "not asked"},
    {Risk::none, "none", "asked, none reported"},
    {Risk::passive_ideation, "passive-ideation", "passive suicidal ideation"},
    {Risk::active_ideation, "active-ideation", "active suicidal ideation"},
    {Risk::plan_or_intent, "plan-or-intent", "suicidal plan or intent"},
    {Risk::self_harm, "self-harm", "self-harm"},
    {Risk::risk_to_others, "risk-to-others", "risk to others"},
    {Risk::safeguarding, "safeguarding", "safeguarding concern"},
});

constexpr auto techniques = std::to_array<Term<Technique>>({
    {explore_open, "explore-open", "Nondirective exploration"},
    {explore_direct, "explore-direct", "Direct elicitation"},
    {affect, "affect", "Encouragement of affect"},
    {clarify, "clarify", "Clarification"},
    {comm_analysis, "comm-analysis", "Communication analysis"},
    {incident, "incident", "Interpersonal incident worked through"},
    {decision_analysis, "decision-analysis", "Decision analysis"},
    {role_play, "role-play", "Role play or rehearsal"},
    {problem_solving, "problem-solving", "Interpersonal problem solving"},
    {directive, "directive", "Advice, suggestion, education, practical help"},
    {Technique::link, "link", "Linking symptoms and interpersonal events"},
    {psychoeducation, "psychoeducation", "Psychoeducation about the disorder"},
    {sick_role, "sick-role", "Sick role given or reviewed"},
    {inventory, "inventory", "Work on the interpersonal inventory"},
    {circle, "circle", "Closeness circle drawn or revised"},
    {timeline, "timeline", "Timeline of symptoms and events"},
    {formulation, "formulation", "Formulation shared or revised"},
    {expectations, "expectations", "Clarifying expectations of others and roles"},
    {support, "support", "Mobilising social support"},
    {relationship, "relationship", "Therapeutic relationship used as an example"},
    {symptom_review, "symptom-review", "Rating scale reviewed together"},
    {task, "task", "Between-session task set or reviewed"},
    {Technique::ending, "ending", "Ending discussed"},
    {gains_review, "gains-review", "Gains review"},
    {warning_signs, "warning-signs", "Early warning signs"},
    {relapse_plan, "relapse-plan", "Contingency plan"},
    {other, "other", "Other"},
});

constexpr auto milestones = std::to_array<Term<Milestone>>({
    {Milestone::diagnosis_named, "diagnosis-named", "Diagnosis named"},
    {Milestone::risk_assessment, "risk-assessment", "Risk assessed at intake"},
    {Milestone::mid_review, "mid-review", "Mid-course review"},
    {Milestone::feelings_about_ending, "feelings-about-ending", "Feelings about the ending"},
    {Milestone::next_step, "next-step", "Next step agreed"},
});

constexpr auto kinds = std::to_array<Term<CourseKind>>({
    {CourseKind::acute, "acute", "acute"},
    {CourseKind::maintenance, "maintenance", "maintenance"},
});

constexpr auto end_statuses = std::to_array<Term<EndStatus>>({
    {EndStatus::completed, "completed", "completed by agreement"},
    {EndStatus::ended_early_client, "ended-early-client", "ended early by the client"},
    {EndStatus::ended_early_service, "ended-early-service", "ended early by the service"},
    {EndStatus::referred_on, "referred-on", "referred on"},
    {EndStatus::not_started, "not-started", "assessed, not started"},
    {EndStatus::deceased, "deceased", "client died"},
    {EndStatus::unknown, "unknown", "not known"},
});

constexpr auto phases = std::to_array<Term<Phase>>({
    {Phase::initial, "initial", "initial"},
    {Phase::middle, "middle", "middle"},
    {Phase::ending, "ending", "ending"},
});

constexpr auto stages = std::to_array<Term<DisputeStage>>({
    {DisputeStage::renegotiation, "renegotiation", "renegotiation"},
    {DisputeStage::impasse, "impasse", "impasse"},
    {DisputeStage::dissolution, "dissolution", "dissolution"},
});

constexpr auto ranks = std::to_array<Term<FocusRank>>({
    {FocusRank::primary, "primary", "Primary"},
    {FocusRank::secondary, "secondary", "Secondary"},
});

constexpr auto split_rules = std::to_array<Term<SplitRule>>({
    {SplitRule::quarter, "quarter", "quarter rule"},
    {SplitRule::stuart, "stuart", "Stuart: 3 / rest / 2"},
    {SplitRule::custom, "custom", "own split"},
});

constexpr auto goal_statuses = std::to_array<Term<GoalStatus>>({
    {GoalStatus::not_started, "not-started", "not started"},
    {GoalStatus::in_progress, "in-progress", "in progress"},
    {GoalStatus::partly, "partly", "partly met"},
    {GoalStatus::met, "met", "met"},
    {GoalStatus::dropped, "dropped", "dropped"},
});

constexpr auto relations = std::to_array<Term<Relation>>({
    {Relation::partner, "partner", "partner"},
    {Relation::ex_partner, "ex-partner", "former partner"},
    {Relation::parent, "parent", "parent"},
    {Relation::child, "child", "child"},
    {Relation::sibling, "sibling", "sibling"},
    {Relation::other_family, "other-family", "other family"},
    {Relation::close_friend, "friend", "friend"},
    {Relation::colleague, "colleague", "colleague"},
    {Relation::manager, "manager", "manager"},
    {Relation::neighbour, "neighbour", "neighbour"},
    {Relation::professional, "professional", "professional"},
    {Relation::community, "community", "someone of a community"},
    {Relation::other, "other", "someone else"},
});

constexpr auto person_statuses = std::to_array<Term<PersonStatus>>({
    {PersonStatus::current, "current", "in contact"},
    {PersonStatus::lost_contact, "lost-contact", "contact lost"},
    {PersonStatus::estranged, "estranged", "estranged"},
    {PersonStatus::ended, "ended", "ended"},
    {PersonStatus::deceased, "deceased", "died"},
});

constexpr auto rings = std::to_array<Term<Ring>>({
    {Ring::inner, "1", "inner ring"},
    {Ring::middle, "2", "middle ring"},
    {Ring::outer, "3", "outer ring"},
    {Ring::outside, "0", "outside the rings"},
});

}  // namespace

template <>
std::span<const Term<Attendance>> vocabulary() {
  return attendances;
}
template <>
std::span<const Term<Mode>> vocabulary() {
  return modes;
}
template <>
std::span<const Term<Risk>> vocabulary() {
  return risks;
}
template <>
std::span<const Term<Technique>> vocabulary() {
  return techniques;
}
template <>
std::span<const Term<Milestone>> vocabulary() {
  return milestones;
}
template <>
std::span<const Term<CourseKind>> vocabulary() {
  return kinds;
}
template <>
std::span<const Term<EndStatus>> vocabulary() {
  return end_statuses;
}
template <>
std::span<const Term<Phase>> vocabulary() {
  return phases;
}
template <>
std::span<const Term<DisputeStage>> vocabulary() {
  return stages;
}
template <>
std::span<const Term<FocusRank>> vocabulary() {
  return ranks;
}
template <>
std::span<const Term<SplitRule>> vocabulary() {
  return split_rules;
}
template <>
std::span<const Term<GoalStatus>> vocabulary() {
  return goal_statuses;
}
template <>
std::span<const Term<Relation>> vocabulary() {
  return relations;
}
template <>
std::span<const Term<PersonStatus>> vocabulary() {
  return person_statuses;
}
template <>
std::span<const Term<PurgeGround>> vocabulary() {
  return purge_grounds;
}
template <>
std::span<const Term<Ring>> vocabulary() {
  return rings;
}

void refuse_word(std::string_view word, std::string_view what,
                 std::span<const std::string> allowed) {
  const auto meant = nearest(word, allowed);
  throw Error({.exit = Exit::usage,
               .code = "value_unknown",
               .wrong = fmt::format("{} '{}' is not known", what, word),
               .allowed = fmt::format("Allowed: {}.", joined(allowed, ", ")),
               .attempt = meant ? fmt::format("{} {}", what, *meant)
                                : fmt::format("{} with one of these words", what)});
}

template <typename Id>
Id read_term(std::string_view word, std::string_view what) {
  if (const auto id = find_term<Id>(spelt(word))) return *id;
  refuse_word(word, what, names<Id>());
}

template <typename Id>
std::vector<Id> read_terms(std::string_view list, std::string_view what) {
  std::vector<Id> ids;
  for (const std::string_view word : split(list, ',')) ids.push_back(read_term<Id>(word, what));
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

template Attendance read_term<Attendance>(std::string_view, std::string_view);
template Mode read_term<Mode>(std::string_view, std::string_view);
template CourseKind read_term<CourseKind>(std::string_view, std::string_view);
template PurgeGround read_term<PurgeGround>(std::string_view, std::string_view);
template EndStatus read_term<EndStatus>(std::string_view, std::string_view);
template DisputeStage read_term<DisputeStage>(std::string_view, std::string_view);
template GoalStatus read_term<GoalStatus>(std::string_view, std::string_view);
template Relation read_term<Relation>(std::string_view, std::string_view);
template PersonStatus read_term<PersonStatus>(std::string_view, std::string_view);
template School read_term<School>(std::string_view, std::string_view);
template Ring read_term<Ring>(std::string_view, std::string_view);
template std::vector<Risk> read_terms<Risk>(std::string_view, std::string_view);
template std::vector<Technique> read_terms<Technique>(std::string_view, std::string_view);
template std::vector<Milestone> read_terms<Milestone>(std::string_view, std::string_view);

}  // namespace ipt
