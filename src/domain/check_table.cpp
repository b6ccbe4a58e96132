// The checks, one row each.
#include <array>

#include "domain/check_rules.hpp"

namespace ipt {
namespace {

constexpr std::string_view our_choice = "our choice";

constexpr auto rows = std::to_array<Check>({
    {.name = "contract-set",
     .title = "Number, spacing and start are agreed",
     .rule = "Warns from session 2 on when the number of sessions, their spacing or the start was "
             "not agreed by session 2.",
     .reason = "A defined time limit is part of IPT.",
     .source =
         "International Society of Interpersonal Psychotherapy, Key IPT strategies; Weissman, "
         "Markowitz & Klerman 2000.",
     .judge = rules::contract_set},
    {.name = "baseline-measure",
     .title = "A score from before or at session 1",
     .rule = "Fails from session 2 on when the primary measure has no valid score on or before the "
             "day of session 1.",
     .reason = "Without a baseline there is no outcome.",
     .source = "FOCUS 2006, clinical overview of IPT; IPT Institute, certification.",
     .judge = rules::baseline_measure},
    {.name = "inventory-done",
     .title = "The interpersonal inventory is done",
     .rule = "Warns when the technique inventory is not ticked, or no person is recorded, by the "
             "last session of the initial phase; fails when not by session 4.",
     .reason = "The focus comes from the inventory.",
     .source = "IPT UK, Stages of IPT; International Society of Interpersonal Psychotherapy, Key "
               "IPT strategies.",
     .judge = rules::inventory_done},
    {.name = "focus-agreed",
     .title = "The focus is agreed in the initial phase",
     .rule =
         "Warns when no primary focus is agreed by the last session of the initial phase; fails "
         "when not by session 4. Open sessions before it is agreed are no fault.",
     .reason = "The initial phase does not run past session 3 (US) or 4 (UK).",
     .source = "IPT UK, Stages of IPT; FOCUS 2006, clinical overview of IPT.",
     .judge = rules::focus_agreed},
    {.name = "formulation-shared",
     .title = "The formulation is shared and agreed",
     .rule = "Warns when no formulation is agreed, on or after the day of the focus, by session 4; "
             "fails when not by session 5.",
     .reason = "The client agrees explicitly to the formulation and its focus.",
     .source =
         "Markowitz & Weissman on the phases of IPT; agreement of raters on IPT problem areas, "
         "2000. The sessions are our choice.",
     .judge = rules::formulation_shared},
    {.name = "focus-count",
     .title = "One primary focus, at most one secondary",
     .rule = "Fails when two focuses of a rank begin on one day, or the secondary focus is the "
             "primary one. Not asked while no focus is agreed.",
     .reason = "More than two focuses dilute a brief therapy.",
     .source = "US VA, Interpersonal Psychotherapy; Weissman, Markowitz & Klerman 2007, 2018.",
     .judge = rules::focus_count},
    {.name = "focus-kept",
     .title = "Middle sessions work on the agreed focus",
     .rule =
         "Warns when, from the third middle session on, fewer than three in four middle "
         "sessions are on an agreed focus, or when two in a row are not. An open middle session "
         "is not.",
     .reason = "Middle sessions serve the agreed focus; drift dilutes a brief therapy.",
     .source = "IPT UK, Stages of IPT; Markowitz & Weissman on the phases of IPT. The numbers are "
               "our choice.",
     .judge = rules::focus_kept},
    {.name = "late-focus-change",
     .title = "The focus does not change late",
     .rule = "Warns when the primary focus changed to another area after half of the sessions "
             "planned then; fails when no reason is recorded.",
     .reason = "What is chosen so late can hardly be worked through.",
     .source = "Weissman, Markowitz & Klerman 2007. The half is our choice.",
     .judge = rules::late_focus_change},
    {.name = "deficits-justified",
     .title = "Deficits are chosen for a reason",
     .rule = "Warns when the primary focus is deficits and no reason is recorded.",
     .reason = "It is the residual choice, on which raters agree least.",
     .source =
         "CITC Toronto on interpersonal sensitivity; agreement of raters on IPT problem areas, "
         "2000.",
     .judge = rules::deficits_justified},
    {.name = "measure-each-session",
     .title = "A score at every session",
     .rule = "Warns when an attended session has no valid score of the primary measure; fails when "
             "four or more in a row have none.",
     .reason = "Scores of every session show in time whether therapy helps.",
     .source = "NICE NG222; group IPT in Northwest Ethiopia. Four sessions: IPT Institute, "
               "certification.",
     .scope = Scope::every_course,
     .judge = rules::measure_each_session},
    {.name = "end-measure",
     .title = "A score at the last session",
     .rule = "Fails when the course has ended and its last attended session has no valid score of "
             "the primary measure.",
     .reason = "The outcome needs a pair of scores.",
     .source = "Gyani et al. 2013.",
     .judge = rules::end_measure},
    {.name = "risk-recorded",
     .title = "Risk is asked about at every session",
     .rule = "Warns when an attended session has no risk recorded, or not-asked.",
     .reason = "Routine safety practice.",
     .source = "General practice in the field; no single source.",
     .scope = Scope::every_course,
     .judge = rules::risk_recorded},
    {.name = undismissable,
     .title = "A positive risk item is followed up",
     .rule =
         "Fails when the risk item of any instrument was at its limit (PHQ-9 item 9: 1 or more) "
         "and no risk action is recorded, with an appointment or a contact, on that day or "
         "later and before the next form. It cannot be dismissed, only answered.",
     .reason =
         "The item predicts later attempts, but it is no assessment and misses many: a person "
         "must follow up.",
     .source = "Simon et al. 2013; PMC8258235, on item 9 of the PHQ-9.",
     .scope = Scope::every_course,
     .judge = rules::risk_item_followed},
    {.name = "mood-event-link",
     .title = "Middle sessions link mood and events",
     .rule = "Warns when a middle session has no link; fails when, from the fourth middle session "
             "on, fewer than half of them have one.",
     .reason = "Linking the week's mood to what happened between people is the engine of IPT.",
     .source = "IPT UK, Stages of IPT; Markowitz & Weissman, strategies and techniques; Markowitz "
               "2017. The numbers are our choice.",
     .judge = rules::mood_event_link},
    {.name = "ipt-technique",
     .title = "Middle sessions use techniques of IPT",
     .rule = "Warns when a middle session has none of affect, comm-analysis, incident, "
             "decision-analysis, role-play, expectations, link, relationship ticked.",
     .reason = "Otherwise it reads as supportive therapy.",
     .source =
         "Weissman, Markowitz & Klerman 2018, chapter 10; Amole et al. 2017. Which ones count "
         "is our choice.",
     .judge = rules::ipt_technique},
    {.name = "focus-fields",
     .title = "What the focus needs is recorded",
     .rule = "Warns when, at the first middle session, a dispute lacks other party or stage, grief "
             "the person who died (not with school = stuart), a transition the old or new role.",
     .reason = "The work on a focus needs them.",
     .source = "CITC Toronto on role disputes, grief and role transition; Weissman, Markowitz & "
               "Klerman 2018.",
     .judge = rules::focus_fields},
    {.name = "comm-analysis-dispute",
     .title = "A dispute has its communication analysed",
     .rule = "Warns when the primary focus is a dispute and neither comm-analysis nor incident is "
             "ticked by the third middle session.",
     .reason = "It is the core technique for disputes.",
     .source = "Weissman, Markowitz & Klerman 2018, role disputes. The number is our choice.",
     .judge = rules::comm_analysis_dispute},
    {.name = "stage-review",
     .title = "The stage of a dispute is reviewed",
     .rule = "Warns when the stage of the dispute is older than four attended sessions.",
     .reason = "The stage is expected to move.",
     .source = our_choice,
     .judge = rules::stage_review},
    {.name = "absence-run",
     .title = "Few absences without warning",
     .rule =
         "Warns when two appointments in a row were missed without warning, or more in all than "
         "one for every six planned sessions.",
     .reason = "It is an early sign of dropping out, and is taken up openly.",
     .source = "AWP Bristol, attendance policy. The numbers are our choice.",
     .judge = rules::absence_run},
    {.name = "cadence",
     .title = "Sessions keep their spacing",
     .rule =
         "Warns when more than twice the agreed spacing passes between two sessions, or since "
         "the last one of an active course, and fails when more than four times (weekly: 14 and "
         "28 days). Days of a pause or a break are not counted.",
     .reason = "Weekly spacing keeps momentum.",
     .source =
         "Markowitz 2017; Turning Point Talking Therapies, attendance policy. The numbers are "
         "our choice.",
     .scope = Scope::every_course,
     .judge = rules::cadence},
    {.name = "ending-named",
     .title = "The ending is named in time",
     .rule = "Fails when, two sessions before the last planned one, the technique ending was not "
             "ticked at that session or before. Reminds from four sessions before the last one on.",
     .reason = "The ending is raised two to four sessions ahead.",
     .source = "Weissman, Markowitz & Klerman 2000.",
     .judge = rules::ending_named},
    {.name = "ending-tasks",
     .title = "The tasks of the ending are done",
     .rule = "Fails when a course ended as completed without gains-review, warning-signs or "
             "relapse-plan; a relapse plan written for the course counts too.",
     .reason = "They are the defining tasks of the phase.",
     .source = "US ACF Prevention Services on the Weissman manual; Casebook of IPT 2012; Markowitz "
               "2017.",
     .judge = rules::ending_tasks},
    {.name = "next-step",
     .title = "What comes next is recorded",
     .rule = "Warns when a course ended without the milestone next-step. With school = stuart it "
             "asks for maintenance.",
     .reason =
         "What follows is decided with the client; for Stuart & Robertson maintenance must be "
         "discussed.",
     .source = "Weissman, Markowitz & Klerman 2000; Stuart & Robertson 2012.",
     .judge = rules::next_step},
    {.name = "mid-review",
     .title = "A review at half of the course",
     .rule =
         "Warns when, from half of the planned sessions on (rounded up), no mid-course review is "
         "recorded, or the primary measure had not reliably improved by then.",
     .reason = "Non-response should lead to a decision, not to drift.",
     .source = "Common practice in the UK; Markowitz 2017 on alternatives for non-response.",
     .judge = rules::mid_review},
    {.name = "extension-explicit",
     .title = "More sessions only by agreement",
     .rule = "Fails when a session lies beyond the number planned on its day. Entry refuses it; a "
             "later entry or an import can bring it.",
     .reason = "A change of the contract is renegotiated openly.",
     .source = "Weissman, Markowitz & Klerman 2000.",
     .scope = Scope::every_course,
     .judge = rules::extension_explicit},
    {.name = "deterioration",
     .title = "No reliable worsening",
     .rule = "Warns when the latest score of any measure is worse than its baseline by a reliable "
             "change or more. In the ending phase it says that symptoms can rise then.",
     .reason = "Safety; a rise as the ending approaches is a known possibility.",
     .source = "Weissman, Markowitz & Klerman 2000; NHS Talking Therapies manual.",
     .scope = Scope::every_course,
     .judge = rules::deterioration},
    {.name = "stalled",
     .title = "An active course goes on",
     .rule =
         "Warns when an active course has had no session for three times the agreed spacing "
         "(weekly: 21 days), no pause or break covers the day, and no next date is booked. Days "
         "of a pause or a break are not counted.",
     .reason = "It may be forgotten, or the client has dropped out in silence.",
     .source = our_choice,
     .scope = Scope::every_course,
     .judge = rules::stalled},
    {.name = "closed-properly",
     .title = "An ended course says how it ended",
     .rule = "Fails when an ended course has no end status, or unknown.",
     .reason = "How courses end is part of the outcome.",
     .source = "NHS Talking Therapies, end codes.",
     .scope = Scope::every_course,
     .judge = rules::closed_properly},
});

}  // namespace

std::span<const Check> checks() { return rows; }

}  // namespace ipt
