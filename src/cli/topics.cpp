#include "cli/topics.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/json_names.hpp"
#include "cli/practice.hpp"
#include "cli/scripting.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/check.hpp"

namespace ipt::cli {
namespace {

std::string labelled(std::string_view label, std::string_view text) {
  constexpr std::size_t width = 68;
  std::string result;
  std::string lead = fmt::format("  {:<8}", label);
  for (const std::string& line : wrapped(text, width)) {
    result += lead + line + '\n';
    lead.assign(lead.size(), ' ');
  }
  return result;
}

std::string all_checks() {
  std::string text;
  for (const Check& check : checks()) {
    text += fmt::format("\n{}\n\n", check.name) + labelled("Rule:", check.rule) +
            labelled("Why:", check.reason) + labelled("Source:", check.source);
  }
  return text;
}

constexpr std::array all_topics = std::to_array<Topic>({
    {.name = "ipt",
     .summary = "how ipt sees the therapy, and what to confirm before use",
     .text = practice_text,
     .page = "ipt-practice"},
    {"dates", "how days are written",
     R"(DATES

A day is written in one of these ways:

  2026-11-23           year, month, day
  today, yesterday     by the clock of this machine
  mon, tue, ... sun    the most recent such day, today included
  -3d, -2w             days or weeks ago

Where a day ahead makes sense (--start, --next, --from and --to of a pause or a
break) also:

  tomorrow
  +3d, +2w             days or weeks ahead
  next-mon             the first such day after today

--week of a report takes 2026-W47, this-week or last-week. --from and --to of
'report outcomes' take a period, of which --from means the first day and --to
the last:

  2026, 2026-Q4, 2026-11     a year, a quarter, a month
  2026-W47                   an ISO week, Monday to Sunday
  this-week, last-week

What can be read two ways, such as 03/04/2026 or 3.4.26, is refused, and what it
could have meant is named. So are days that do not exist, and sessions in the
future or before the course starts. More than 90 days back is accepted with a
warning. Every day is shown again with its weekday.

Weeks of a course count from its start: its first seven days are week 1. The
variable IPT_TODAY fixes today, for tests and reruns; commands that write then
say so.
)"},
    {"exit-codes", "what the exit status says",
     R"(EXIT CODES

  0    done; also an empty report, also no findings
  1    unexpected failure: input or output, a full disk, an internal fault
  2    the command line, or a value that is not allowed
  3    no such client, course, session, instrument, therapist or file
  4    refused by the state of things: a course that ended, a second record of a
       day, a session too many, a focus that is missing
  5    the store is missing, damaged, not ours, or newer than this program
  7    busy: another process was writing for ten seconds
  10   findings, where 'ipt check' or --fail-on asks for them
  130  interrupted
  141  the reader of the output went away

With --json an error is one object on stderr, and stdout is empty:
  {"error":{"code":"client_not_found","exit":3,"message":"...","hint":"..."}}
The code is stable, the words may improve; 'ipt help json' lists the codes.
After 0 what was asked for is saved. After 1 and 7 run the same command again: a
session or score that was saved all the same is recognised and not saved twice.
)"},
    {.name = "json",
     .summary = "what --json prints, and the codes of errors and warnings",
     .text = json_text,
     .rest = json_names},
    {.name = "cron", .summary = "reports by a timer, and what a mail may hold", .text = cron_text},
    {"measures", "how scores are typed and judged, and instruments of your own",
     R"(MEASURES

'ipt instrument list' shows the rating scales, 'ipt instrument show CODE' all of
one: how it is typed, range, bands, cut-off, reliable change, and the source of
each figure. What no source prescribes is unknown, and nothing is computed from
it. The program holds no wording of a scale.

How scores are typed, after --score, in 'ipt score add', or in a form (there the
code is the key, as in phq9: 112301210):

  phq9=112301210             one digit for each answer
  phq9="1 1 2 3 0 1 2 1 0"   with spaces or commas; needed for answers above 9
  phq9=1123-1210             - for an answer that was left out
  phq9=total:11              the total alone
  phq9=total:11,risk:1       the total, and the answer to the risk item
  bdi2=23                    a scale that is entered as a total
  epds=14,risk:1             the same, and the answer to its risk item

Answers left out or not applicable (item 1 of the WSAS): -. As many as the scale
allows are made up by the mean of the others, the total is rounded half up to
its decimals and marked; with more there is no total. An answer to a
risk item is never made up: it is known or it is not, and not known is never 0.
A total without risk:N leaves the risk item unanswered on that form.

Instruments of your own. A code, a direction and a range are enough:

  ipt instrument define mood --total-min 0 --total-max 10 \
    --direction higher-better

Everything else is optional: bands, cut-off, reliable change in points or from
SD and reliability, remission, norms, a risk item. The weekly mood of IPT for
adolescents is such a scale; there more is worse. The same code again makes the
next version: what is not given stays. Scores name the version they were entered
with, a course is judged by that of its latest score, and 'ipt instrument show
mood/1' shows an earlier one. Once there are scores, what a total is stays as it
is. 'ipt undo' takes a definition back.

How a course goes: one status line, the most pressing of these. Each names its
rule, scores, dates, source and limit in 'ipt report progress K7'.

  RISK                 E0  a risk item is positive, until a later answer is not
  DETERIORATED         E1  the latest score is reliably worse than the first
  NOT ON TRACK         E4  PHQ-9, after 8 to 10 weeks: less than 6 points
                           better than at the start, and still 10 or more
  NO RECENT SCORE          the last score of the primary measure is older than
                           three times the spacing; not in a pause or a break
  INADEQUATE           E3  PHQ-9, after 4 to 6 weeks: at most 1 point fewer
  POSSIBLY INADEQUATE  E3  PHQ-9, after 4 to 6 weeks: 2 to 4 points fewer
  SUSTAINED REMISSION  E6  three times a PHQ-9 below 5, over two weeks or more
  ON TRACK                 none of these

Weeks are counted from the baseline, the first PHQ-9 from session 1 on: E3 looks
at days 28 to 48, E4 at days 56 to 70. Both stand until a later score is good
enough, and are not asked of a maintenance course. E2, an improvement of 20 %
after 4 weeks, is information alone. Without a PHQ-9 only RISK, DETERIORATED and
NO RECENT SCORE are known.

What a course came to, once it has ended. The first score is the earliest from
session 1 on, the last one the latest from session 2 on, up to the end.

  recovered      reliably better, a case at the start and not at the end
  improved       reliably better otherwise
  unchanged      no reliable change
  deteriorated   reliably worse
  response       half the points of the start or fewer; partial: by a quarter
                 or more; asked of PHQ-9, GAD-7 and HAM-D17
  remission      below the limit of the scale

None of this is said of a course that runs. Finished is a course that ended with
two sessions attended or more, whatever the reason; completed is one that both
sides brought to its end.

A change is reliable when it reaches the threshold of the scale, or, where that
is computed from an SD and a reliability, when it is larger than 1.96 standard
errors of the difference (Jacobson & Truax 1991). Over PHQ-9 and GAD-7 together
a course recovers when it was a case on either at the start and is one on
neither at the end. Better on one and worse on the other is mixed, which counts
as no reliable change. 'ipt report outcomes' counts all of this over a caseload.
)"},
    {.name = "checks",
     .summary = "every check: its rule, why it is asked, and its source",
     .text =
         R"(CHECKS

'ipt check' asks 28 checks of each open course, 'ipt check K7' says what they
find of one. They point at what a person should look at, with the sessions that
caused it; they never add up to a figure for a therapist. In a maintenance
course eight of them speak: measure-each-session, risk-recorded,
risk-item-followed, cadence, extension-explicit, deterioration, stalled and
closed-properly.
)",
     .rest = all_checks},
    {"privacy", "what is kept, where, and who can see it",
     R"(PRIVACY

What is kept. Everything that you record lies in one file, the store; 'ipt db
info' says where it is. Its folder has mode 0700 and the file 0600: other users
of the machine cannot read it. It is not encrypted. Whoever has the disk, or can
act as you or as the administrator, can read it: use disk encryption, and lock
the screen.

Codes, never names. A client is a code such as K7; the store has no field for a
name, a date of birth or an address. Free text is stored as you typed it, so
leave names out of notes, links and reasons as well. People in a client's life
are P1 or a relation such as partner. The list of which code is whom belongs
somewhere else.

What leaves the machine. Nothing: the program opens no network connection. If
the folder of the store is synced or is on a network drive, that service gets
the whole file.

What a command line shows. The shell keeps what you type in its history, and
while a command runs other users can see its arguments in the list of processes.
So no clinical sentence has to be an argument:

  ipt log K7 -e              a short form in your editor
  ipt log K7 --form FILE     the same form from a file; - reads standard input
  ipt log K7 --note-file -   the note from standard input; end with Ctrl-D

Codes, dates and scores of other flags stay visible. A shell can be told to keep
no line that begins with a space (HISTCONTROL=ignorespace in bash, setopt
HIST_IGNORE_SPACE in zsh; fish does so by itself). The tab key shows codes.

The editor. While a form is open its draft lies, for you alone (mode 0600), in
$XDG_RUNTIME_DIR/ipt, else in $XDG_STATE_HOME/ipt (usually ~/.local/state/ipt).
It is removed after saving. A form that could not be saved is kept in the latter
folder, and the error names it: delete it when it is no longer needed. Editors
keep files of their own (backups, swap and undo files, lists of recent files);
switch those off for this folder.

What is printed. 'ipt report progress' leaves out links, tasks, questions, risk
actions and notes unless --with-notes is given; goals, roles and the relations
of people are in it. 'ipt report outcomes' has no free text at all; with
--courses it names clients by their codes, and in a small caseload figures alone
can tell of one client. 'ipt report ending' prints goals and the relapse plan,
'ipt report supervision' questions and answers, and neither anything more. 'ipt
client copy' prints everything held of one client; what is about other people is
marked in it, or left out with --without-others. 'ipt prep' is for your own
eyes: the last link and the last task are on it. What --output writes has mode
0600; what a pipe or > writes has the mode that your shell gives it. The
terminal keeps what was printed as long as it can be scrolled back.

Copies. A copy of the store is as sensitive as the store: what 'ipt db backup'
makes, every report, and the copy beside it (ipt.db.schema-N) that an upgrade
leaves. 'ipt db info' says when the last backup was made, and where it lay then.
Backup programs and snapshots keep copies too, also of what you have deleted.

Earlier versions. 'amend', 'remove' and 'undo' never erase: the earlier version
stays in the history within the store ('ipt history K7' shows it), with the
time, the reason and the actor: what --actor, IPT_ACTOR or the settings say,
else 'user', never your login name.

Erasing. 'ipt client purge' erases everything held of a client, 'ipt history
redact' the earlier versions of one record, also from what deleted text leaves
in the file. Neither reaches backups, reports, or what a disk keeps of files
that are gone. SECURITY.md says what is protected and what is not.
)"},
});

}  // namespace

std::span<const Topic> topics() { return all_topics; }

std::string text_of(const Topic& topic) {
  return std::string{topic.text} + (topic.rest == nullptr ? std::string{} : topic.rest());
}

const Topic* find_topic(std::string_view name) {
  const auto found = std::ranges::find(all_topics, name, &Topic::name);
  return found == all_topics.end() ? nullptr : &*found;
}

}  // namespace ipt::cli
