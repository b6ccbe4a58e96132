#pragma once

#include "cli/allowed.hpp"
#include "cli/command.hpp"
#include "ipt/domain/school.hpp"

// Every flag of the program, each once.
namespace ipt::cli::flags {

// Common to all commands.
inline constexpr Flag db{"--db", "FILE", "the store, instead of IPT_DB or the default place"};
inline constexpr Flag format{"--format", "text|json|md|html|csv",
                             "how the result is printed; csv: a report that is a list"};
inline constexpr Flag page_format{"--format", "text|json|md|html", "how the result is printed"};
inline constexpr Flag echo_format{"--format", "text|json", "how the result is printed"};
inline constexpr Flag json{"--json", "", "short for --format json"};
inline constexpr Flag quiet{"--quiet", "", "no confirmations; what needs attention is still said",
                            'q'};
inline constexpr Flag verbose{"--verbose", "", "say on stderr which store and which day are used",
                              'v'};
inline constexpr Flag color{"--color", "auto|always|never", "colour on a terminal"};
inline constexpr Flag ascii{"--ascii", "", "no marks outside ASCII"};
inline constexpr Flag plain{"--plain", "", "one fact a line, for screen readers and grep"};
inline constexpr Flag help{"--help", "", "this text", 'h'};

// Common to reading commands.
inline constexpr Flag as_of{"--as-of", "DATE",
                            "the day that counts as today; later facts are left out"};
inline constexpr Flag output{
    "--output", "FILE",
    "write to a new file of mode 0600; .md, .html, .csv and .json name the format", 'o'};
inline constexpr Flag output_dir{"--output-dir", "DIR",
                                 "write to the file of this folder that the report is called by"};
inline constexpr Flag force{"--force", "", "replace a file that is there"};

// Common to writing commands.
inline constexpr Flag yes{"--yes", "", "confirm in advance whatever would be asked", 'y'};
inline constexpr Flag dry_run{"--dry-run", "", "show what would be saved, save nothing", 'n'};
inline constexpr Flag op_id{"--op-id", "ID", "a repeat with the same id saves nothing again"};
inline constexpr Flag actor{"--actor", "CODE", "who makes the change, for the history"};

// The course and its contract.
inline constexpr Flag start{"--start", "DATE", "first day of the course (default: today)"};
inline constexpr Flag weeks{"--weeks", "12..16", "planned weekly sessions (default: 16)"};
inline constexpr Flag kind{"--kind", "acute|maintenance", "default: acute"};
inline constexpr Flag sessions{"--sessions", "N",
                               "planned sessions of a maintenance course, 1 to 200"};
inline constexpr Flag every{"--every", "DAYS", "days between maintenance sessions, 1 to 366"};
inline constexpr Flag phases{"--phases", "quarter|stuart|I/M/E",
                             "how the sessions are split (default: quarter)"};
inline constexpr Flag diagnosis{"--diagnosis", "LABEL",
                                "what the course treats, such as depression"};
inline constexpr Flag therapist{"--therapist", "CODE", "a code, never a name"};
inline constexpr Flag day{"--day", "mon..sun", "the usual weekday"};
inline constexpr Flag instruments{.name = "--instruments",
                                  .value = "CODE,...",
                                  .help = "rating scales, the primary one first (default: phq9)",
                                  .allowed = instrument_words};
inline constexpr Flag goal{"--goal", "TEXT", "what the course is for", '\0', true};
inline constexpr Flag all{"--all", "", "also what is over: ended courses, answered questions"};
inline constexpr Flag from{"--from", "DATE", "first day"};
inline constexpr Flag to{"--to", "DATE", "last day, included"};
inline constexpr Flag reason{"--reason", "TEXT", "why; it stands in the history"};
inline constexpr Flag agreed_on{"--agreed-on", "DATE", "when it was agreed with the client"};
inline constexpr Flag relapse_plan{"--relapse-plan", "TEXT",
                                   "foreseeable stressors, coping, whom to call"};
inline constexpr Flag dated_milestone{.name = "--milestone",
                                      .value = "ID@DATE",
                                      .help =
                                          "diagnosis-named, risk-assessment, mid-review, "
                                          "feelings-about-ending or next-step; ID@ takes it back",
                                      .repeats = true,
                                      .allowed = words_of<Milestone>};
inline constexpr Flag status{.name = "--status",
                             .value = "ID",
                             .help = "how the course ended",
                             .allowed = words_of<EndStatus>};

// The focus.
inline constexpr Flag focus{.name = "--focus",
                            .value = "AREA",
                            .help = "grief, dispute, transition or deficits",
                            .allowed = words_of<Focus>};
inline constexpr Flag secondary{"--secondary", "", "as the secondary focus"};
inline constexpr Flag stage{.name = "--stage",
                            .value = "ID",
                            .help = "of a dispute: renegotiation, impasse or dissolution",
                            .allowed = words_of<DisputeStage>};
inline constexpr Flag with{"--with", "PERSON",
                           "who else: P1 to P99, or partner, parent, child, sibling, friend, "
                           "colleague, manager, neighbour, ..."};
inline constexpr Flag old_role{"--old-role", "TEXT", "of a transition"};
inline constexpr Flag new_role{"--new-role", "TEXT", "of a transition"};
inline constexpr Flag deceased{
    "--deceased", "PERSON", "of grief: P1 to P99, or parent, partner, child, sibling, friend, ..."};

// The record of an IPT course: people, formulation, and what is written down of them.
inline constexpr Flag text{"--text", "TEXT", "what is to be written down"};
inline constexpr Flag happened_on{"--date", "DATE", "the day on which it happened"};
inline constexpr Flag relation{.name = "--relation",
                               .value = "ID",
                               .help = "what the person is to the client: partner, parent, ...",
                               .allowed = words_of<Relation>};
inline constexpr Flag ring{.name = "--ring",
                           .value = "0|1|2|3",
                           .help = "of the closeness circle: 1 inner, 2 middle, 3 outer, 0 outside",
                           .allowed = words_of<Ring>};
inline constexpr Flag person_status{
    .name = "--status",
    .value = "ID[@DATE]",
    .help = "current, lost-contact, estranged, ended or deceased, and since when",
    .allowed = words_of<PersonStatus>};
inline constexpr Flag key{"--key", "", "a key person of the focus"};
inline constexpr Flag sentence{"--sentence", "TEXT",
                               "one or two sentences that link the symptoms with the focus"};
inline constexpr Flag agreed{"--agreed", "DATE", "when the client agreed to it"};
inline constexpr Flag shared{"--shared", "DATE", "when it was shared in writing"};

// An appointment.
inline constexpr Flag date{"--date", "DATE", "the day (default: today; in amend: as it is)"};
inline constexpr Flag attendance{
    .name = "--attendance",
    .value = "ID",
    .help = "attended, attended-late, late-not-seen, dna, cancelled-client, cancelled-therapist",
    .allowed = words_of<Attendance>};
inline constexpr Flag dna{"--dna", "", "did not attend, no warning"};
inline constexpr Flag cancelled_client{"--cancelled-client", "", "cancelled by or for the client"};
inline constexpr Flag cancelled_therapist{"--cancelled-therapist", "",
                                          "cancelled by the therapist"};
inline constexpr Flag attended_late{"--attended-late", "", "came late, was seen"};
inline constexpr Flag score{"--score", "CODE=ANSWERS",
                            "such as phq9=112301210, phq9=total:11 or epds=14,risk:1", '\0', true};
inline constexpr Flag phq9{"--phq9", "ANSWERS", "short for --score phq9=ANSWERS"};
inline constexpr Flag gad7{"--gad7", "ANSWERS", "short for --score gad7=ANSWERS"};
inline constexpr int most_minutes = 480;
inline constexpr Flag minutes{"--minutes", "N", "1 to 480"};
inline constexpr Flag mode{.name = "--mode",
                           .value = "ID",
                           .help = "in-person, video, phone, home or group",
                           .allowed = words_of<Mode>};
inline constexpr Flag link{"--link", "TEXT",
                           "what happened between people and how it moved the symptoms"};
inline constexpr Flag technique{.name = "--technique",
                                .value = "ID,...",
                                .help = "what was used; see the list below",
                                .allowed = words_of<Technique>};
inline constexpr Flag task{"--task", "TEXT", "between-session task, if one was agreed"};
inline constexpr Flag question{"--question", "TEXT", "for supervision"};
inline constexpr Flag milestone{
    .name = "--milestone",
    .value = "ID,...",
    .help = "diagnosis-named, risk-assessment, mid-review, feelings-about-ending, next-step",
    .allowed = words_of<Milestone>};
inline constexpr Flag recorded{"--recorded", "", "the session was recorded on audio or video"};
inline constexpr Flag risk{
    .name = "--risk",
    .value = "ID,...",
    .help =
        "not-asked, none, passive-ideation, active-ideation, plan-or-intent, "
        "self-harm, risk-to-others, safeguarding",
    .allowed = words_of<Risk>};
inline constexpr Flag risk_action{"--risk-action", "TEXT", "what was done about risk"};
inline constexpr Flag next{"--next", "DATE", "the next appointment, when it is booked"};
inline constexpr Flag note{"--note", "TEXT", "a note", 'm'};
inline constexpr Flag note_file{"--note-file", "FILE",
                                "the note from a file; - reads standard input"};

// A definition of an instrument.
inline constexpr Flag name{"--name", "TEXT", "how reports call it (default: its code)"};
inline constexpr Flag measures{"--measures", "TEXT", "what it measures, and over which time"};
inline constexpr Flag items{"--items", "N",
                            "number of answers; without it only totals are entered"};
inline constexpr Flag item_min{"--item-min", "N", "the lowest answer (default: 0)"};
inline constexpr Flag item_max{"--item-max", "N", "the highest answer"};
inline constexpr Flag topics{"--topics", "TEXT,...", "a short label for each item, in your words"};
inline constexpr Flag reverse{"--reverse", "N,...", "items whose answers are turned round"};
inline constexpr Flag scoring{"--scoring", "sum|mean",
                              "how answers become the total (default: sum)"};
inline constexpr Flag max_missing{
    "--max-missing", "N",
    "so many answers left out are made up by the mean of the others (default: 0)"};
inline constexpr Flag total_min{"--total-min", "N", "the lowest total"};
inline constexpr Flag total_max{"--total-max", "N", "the highest total"};
inline constexpr Flag decimals{"--decimals", "N",
                               "of the total, 0 to 2 (default: 0; 2 of a mean of answers)"};
inline constexpr Flag direction{"--direction", "higher-worse|higher-better",
                                "what more points mean"};
inline constexpr Flag bands{"--bands", "N=LABEL,...", "where each band of severity begins"};
inline constexpr Flag case_at{"--case-at", "N",
                              "the cut-off: clinical from here in the worse direction"};
inline constexpr Flag reliable_change{
    "--reliable-change", "N", "the smallest change that exceeds measurement error, in points"};
inline constexpr Flag sd{"--sd", "X", "instead of it: the SD before treatment, with --reliability"};
inline constexpr Flag reliability{"--reliability", "R", "0 up to, but not including, 1"};
inline constexpr Flag remission_at{"--remission-at", "N",
                                   "remission from here in the better direction"};
inline constexpr Flag response{"--response", "", "half the points at the start are a response"};
inline constexpr Flag clinical{"--clinical", "M,SD", "mean and SD of a clinical sample"};
inline constexpr Flag functional{"--functional", "M,SD", "mean and SD of a functional sample"};
inline constexpr Flag risk_item{"--risk-item", "N", "the item that asks about suicide or harm"};
inline constexpr Flag risk_at{"--risk-at", "N", "its lowest answer that is positive (default: 1)"};
inline constexpr Flag risk_max{"--risk-max", "N",
                               "its highest answer (default: --item-max, else 3)"};
inline constexpr Flag risk_topic{"--risk-topic", "TEXT", "what it asks about, in your words"};
inline constexpr Flag loinc_panel{"--loinc-panel", "NUMBER", "LOINC code of the form"};
inline constexpr Flag loinc_total{"--loinc-total", "NUMBER", "LOINC code of the total"};
inline constexpr Flag snomed_total{"--snomed-total", "NUMBER", "SNOMED CT code of the total"};
inline constexpr Flag licence{"--licence", "TEXT", "under which terms you use it"};

// The form, of every writing command that takes a text.
inline constexpr Flag edit{"--edit", "", "fill in a form in the editor (VISUAL, EDITOR, else vi)",
                           'e'};
inline constexpr Flag form{"--form", "FILE", "fill in from a form; - reads standard input"};

// Records.
inline constexpr Flag redo{"--redo", "", "bring back what the last undo took back"};
inline constexpr Flag ended_before{"--ended-before", "DATE",
                                   "only clients whose last course ended before that day"};

inline constexpr Flag ground{.name = "--ground",
                             .value = "ID",
                             .help = "why the client is erased",
                             .allowed = words_of<PurgeGround>};
inline constexpr Flag head{"--head", "", "only the number and the hash of the last change"};
inline constexpr Flag quick{"--quick", "", "leave out what takes longest: each record by itself"};
inline constexpr Flag anchors{"--anchors", "FILE",
                              "heads that were noted elsewhere, a line each; - reads stdin"};
inline constexpr Flag test{"--test", "", "only check the backup and compare it with the store"};
inline constexpr Flag without_others{"--without-others", "",
                                     "leave out what is about other people"};

// Checks.
inline constexpr Flag fail_on{"--fail-on", "risk|fail|warn",
                              "exit with 10 when something at least that grave stands in it"};
inline constexpr Flag dismiss{.name = "--dismiss",
                              .value = "NAME",
                              .help = "put a finding aside; needs --reason",
                              .allowed = check_words};

// Reports.
inline constexpr Flag all_courses{"--all", "", "every open course"};
inline constexpr Flag with_notes{
    "--with-notes", "",
    "print notes, links, tasks, questions, contacts, events, risk actions "
    "and what was said about people too"};
inline constexpr Flag same_with_notes{"--with-notes", "",
                                      "adds nothing here: what may stand in it is printed always"};
inline constexpr Flag school{.name = "--school",
                             .value = "ID",
                             .help = "whose words: weissman or stuart (default: the settings)",
                             .allowed = words_of<School>};
inline constexpr Flag week{"--week", "WEEK",
                           "2026-W47, this-week or last-week (default: this week)"};
inline constexpr Flag by{"--by", "focus|diagnosis|year", "the same figures for each group"};
inline constexpr Flag courses{"--courses", "", "a row for each ended course"};

}  // namespace ipt::cli::flags
