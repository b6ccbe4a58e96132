#pragma once

#include <string_view>

namespace ipt::cli {

// What a clinician needs to know of how the program understands the therapy, and a newcomer of why
// it does what it does. The one place in which another school's word for the ending is explained.
inline constexpr std::string_view practice_text = R"(IPT, AS THIS PROGRAM SEES IT

How the program understands Interpersonal Psychotherapy, where the schools
differ, what is our own choice, and what a clinician should confirm before
relying on it. The program records, counts and reminds. It judges no client, no
therapist and no risk.

A COURSE

A course is one contract. An acute course has 12 to 16 planned weekly sessions,
of about 45 to 50 minutes: a definite limit, set at the start, belongs to the
therapy (ISIPT; Weissman, Markowitz & Klerman 2000). Another number is refused,
and so are the briefer and longer forms of IPT. What was agreed is changed by
agreement: 'ipt course extend', 'shorten' and 'cadence' take a date and a
reason. A course that stops sooner is ended, not shortened.

DOSE

The dose is counted in attended sessions, not in weeks. After eleven weeks a
client may be at session 9; reports show both.

A missed appointment never consumes a session, whoever cancelled it, with any
notice or none; nor does one to which the client came too late to be seen, a
pause, or the therapist's leave. It is recorded, it has no number, and the end
moves: reports say by how many days and why. We know of no manual that rules on
this. A call, a letter or a meeting outside the sessions is a contact and is
never numbered.

Sessions are numbered by date. A session entered late moves the numbers behind
it, and the program says which. One beyond the planned number is refused until
the course is extended, to 16 at most, or ended.

PHASES

The phase of a session follows from its number alone. By the quarter rule a
quarter of the sessions each are the initial phase and the ending, and the rest
is the middle: (N + 1) / 4 and N / 4 of N sessions, rounded down.

     sessions   12      13      14      15      16
     split      3/6/3   3/7/3   3/8/3   4/8/3   4/8/4

At both ends this is what is published: 12 sessions with an initial phase of
three (Markowitz 2017), 16 with phases of 1 to 4, 5 to 12 and 13 to 16 (IPT UK).
The rule between them is ours. The preset stuart is 3, the rest, 2 (Stuart &
Robertson 2012); any other split is written out: --phases 4/8/4. When a course
is extended, shortened or split anew, sessions already held keep their phase.

FOCUS

The focus is what the initial phase arrives at, together with the client. So
none is asked for when a course is created, nor at a session of that phase:
until it is agreed it is open, and that is no fault. It is due by session 3 or
4, with a formulation that the client accepts. After the initial phase each
session is recorded against one of the four areas.

There is one primary focus, and at most one secondary: more would dilute a brief
therapy. A change is a dated event with its reason and replaces nothing; late in
a course it is unusual. The ending is no focus: that it was spoken of is
recorded as --technique ending.

THE FOUR AREAS

  grief       the episode began, or goes on, with the death of someone close;
              another loss is a transition
  dispute     a relationship whose sides expect different things of it: with a
              partner, and as well with a parent, a friend or at work; its stage
              is recorded: renegotiation, impasse or dissolution
  transition  trouble with a change of role or circumstances, also a welcome one
              such as a birth, a promotion or a move; the old and the new role
              are recorded
  deficits    the residual choice: no clear event in life, and for long few or
              brief relationships; to be chosen when none of the others fits,
              and with a reason

Raters who chose an area from the same interviews agreed least on deficits, with
a kappa of 0.48, and most on transition and grief, with 1.0 and 0.87 (2000, with
the Interpersonal Problem Areas Rating Scale). It is no fault of the client: in
letters it is called interpersonal sensitivities. Usual synonyms are understood.
A word that can mean two areas, such as loss, divorce or work, is refused, and
the question that decides is named.

THE LINK BETWEEN MOOD AND EVENTS

Each session of the middle phase has one text for it, --link: what happened
between people, and how it moved the symptoms, in either direction. It is what
makes a log recognisably one of IPT.

MILESTONES

What is done once in a course has a date. The first session that ticks the
technique of the same name dates psychoeducation, sick-role, timeline,
inventory, ending, gains-review, warning-signs and relapse-plan. The course,
the focus and the formulation date contract, focus-agreed and formulation. The
others are entered with --milestone: diagnosis-named, risk-assessment,
mid-review, feelings-about-ending and next-step.

The inventory is a guided conversation and has no score. It changes, so each
version of a person has its date.

BETWEEN SESSIONS

Classical IPT sets nothing to do between sessions but the task that is implied:
to solve the focal problem by the end. IPT for adolescents, for groups and of
Stuart's school do set tasks. So there is a place for one, --task, and nothing
asks for it, counts it or holds it against anyone.

CHECKS

A check is a rule with a name, such as focus-kept. It points at the sessions
that caused it and says why. 'ipt check K7' shows what it finds of a course,
'ipt help checks' every rule. What it says is one of these:

  act      the rule is broken, and something is to be done
  look     the rule is broken; worth a second look
  ok       the rule holds
  not yet  what the rule is about has not come yet
  n/a      the rule does not concern this course

A finding can be dismissed with a reason. That covers the sessions that caused
it; a new one raises the check again. A risk item that was positive cannot be
dismissed, only answered, by recording what was done.

Checks are never added up, neither to a percentage nor to a mark for a
therapist. Whether therapy was done as it is meant to be, and how well, is
judged by people who hear recordings, with an instrument made for it. Techniques
are ticked to be remembered: what defines IPT is its strategies and its focus.

RISK

The risk item of a scale, such as item 9 of the PHQ-9, is no assessment. It
predicts later attempts, and it misses many (Simon 2013). The program computes
no level of risk, and a 0 is no sign of safety. A positive answer is said first,
and stays until an action is recorded; what that is, a clinician decides.

SCORES

Each attended session has a score. A missing one is a gap, never 0. While a
course runs, a change is given in points and words; what it came to is said once
it has ended ('ipt help measures'). Symptoms may return or rise as the ending
comes near, or just after it (Weissman, Markowitz & Klerman 2000): a rise then
is looked at like any other, and known to happen.

ENDING

The ending is named two to four sessions before the last, or sooner. Sadness,
worry and anger about it are normal and are told apart from a relapse. What
changed, and why, is gone through, and the credit belongs to the client; early
signs and a plan for them are agreed, and what comes next. Where nothing
improved it is the treatment that failed, not the client, and alternatives are
offered.

Schools call the last phase by different names. Termination is the word of
Weissman, Markowitz & Klerman (2000). Stuart & Robertson reject it: for them
acute treatment concludes, and the relationship may go on. The program says
ending, and conclusion where the setting school is stuart.

How a course closed is what the therapist says: 'ipt course end --status'. An
early ending by agreement, because the client is well, is completed. Leaving
early is never inferred from absence.

MAINTENANCE

Treatment after the acute course is a course of its own, of kind maintenance,
with a number and a spacing of its own; continuation is entered likewise. It has
no phases, and fewer checks ask about it. Studied were monthly sessions over
three years (Frank 1990), and weekly, twice monthly or monthly ones over two
years, without a difference between them (Frank 2007).

SCHOOLS

The setting school is weissman (the default) or stuart; 'ipt config show' says
where it is set. It changes words and defaults, never what is stored, nor JSON.

                     weissman              stuart
  default split      quarter               stuart: 3, the rest, 2
  areas offered      four                  three; deficits taken with a note
  label of grief     Grief (complicated    Grief and loss
                     bereavement)
  the word loss      refused, with a hint  taken as grief
  deceased person    expected for grief    not required
  the last phase     ending                conclusion
  next-step          one of several ways   asks for maintenance

ACCREDITATION

The records help you assemble what a supervisor or an accrediting body may ask
for: the inventory, the formulation, scores by session, sessions recorded and
supervised. What a body requires differs and changes. Ask it; nothing here says
that a requirement is fulfilled.

OUR OWN CHOICES

No source prescribes these. They are open to change, and should be confirmed by
a clinician like what follows below:

  the contract     12 to 16 sessions for every acute course; missed appointments
                   consume none; a session too many is refused
  the phases       the quarter rule between 12 and 16; which sessions a change
                   of the contract touches
  the words        the synonyms of the areas and the words that are refused;
                   grief as a death unless the setting says otherwise; what the
                   setting school changes
  the checks       every threshold whose source is given as ours, the rules
                   that rest on common practice, and which of them stay silent
                   in maintenance
  the sentences    what is printed beside a risk item, a rise near the ending
                   and a change that is not reliable yet; what a letter says of
                   risk and relapse

TO BE CONFIRMED BY A CLINICIAN

What follows is known at second hand, from excerpts or from common practice:

  guidelines       what NICE says today on sessions of IPT for depression (8 to
                   16 by our source), and what accrediting bodies require
  the manuals      the phases of IPT for adolescents; whether any manual rules
                   on missed sessions; two areas at most, a late change as
                   unusual, deficits as the last choice; the strategies of each
                   area, and the direction of work in each stage of a dispute
  the inventory    what to ask about a person, and the dated closeness circle
  the vocabulary   the ids of risk, of techniques and of how a session was held;
                   when leaving early counts as dropout
  usual practice   a review halfway, and what a letter at the end contains
  cut-offs         caseness and reliable change of each scale, of the WSAS, the
                   CORE-10 and the EPDS above all; how missing answers are made
                   up; mixed change; recovery over two measures
  early response   which rules are used, in which weeks, and their words; that
                   the alert at week 8 names options and chooses none

'ipt instrument show CODE' prints the source of each figure of a scale.
)";

}  // namespace ipt::cli
