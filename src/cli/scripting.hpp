#pragma once

#include <string_view>

namespace ipt::cli {

// What a program that reads answers needs to know; the names that it may meet follow from
// `json_names`.
inline constexpr std::string_view json_text = R"(JSON

Every command that reads or writes records takes --json, short for --format
json. It prints one object on one line, in UTF-8, keys always in the same order:

  {"schema":"ipt.todo/1","as_of":"2026-11-23","data":{...},"warnings":[]}

  schema    the shape of the answer; share/doc/ipt/schemas, or docs/schemas in
            the source of ipt, holds a JSON Schema of each: ipt.todo-1.json
  as_of     the day that counted as today; null where none does
  data      the answer; its lists have names
  withheld  only where free text is left out: the keys that --with-notes adds
  warnings  what to know beside the answer, each with code and message

An answer has the name of its command, ipt.session.log/1, a report its own,
ipt.progress/1. Days are 2026-11-23, moments are UTC. Ids, such as those of
focus areas, are the ones that are typed. What is not known is null, never 0.
What follows from the records is there too: week, phase, change, severity. What
stands under 'text', 'label' or 'message' is for people and may improve: compare
ids and codes, not words.

A command that writes answers with what is now true. Of saved, already_saved and
dry_run exactly one is true. A script that may send a command twice gives it an
id of its own (--op-id weekly-17): the repeat answers already_saved and ends
with 0; the same id with other words is refused with status 4.

Within /1 there are only additions. A key that is there keeps its name, its type
and its meaning. New keys and new ids may come with any release: ignore what you
do not know. What cannot be added would become /2.

An error is one object on stderr, and stdout is empty:

  {"error":{"code":"client_not_found","exit":3,"message":"...","hint":"..."}}

A mistake in a form or in the settings has a line too. Lines that begin with
'ipt:' may stand before it. Findings are no error: with exit status 10 the
answer is on stdout as usual. No error holds free text about a client.
)";

// What whoever lets a timer run the program needs to know.
inline constexpr std::string_view cron_text = R"(CRON

Reports can be written by a timer: nothing is asked, nothing needs a terminal,
and nothing leaves the machine. A folder that only you can read, once, and a
line for cron, every Monday at 6:30:

  mkdir -m 700 ~/ipt-reports
  30 6 * * 1  /usr/local/bin/ipt report weekly --week last-week
              --output-dir ~/ipt-reports --fail-on risk -q || echo look at ipt

The entry is one line; 'command -v ipt' says where the program is. Cron mails
what is printed: here a word, when a positive risk item has no recorded action
(status 10) or when something failed; leave --fail-on out to hear of failures
alone.

A script that also catches up weeks that were missed, makes a backup and an
index page, and units for systemd are in share/doc/ipt/examples/weekly-reports,
or in examples/weekly-reports in the source of ipt.

The commands of a weekly run:

  ipt report weekly --week last-week --format html --output-dir DIR
  ipt report progress --all --format html --output-dir DIR
  ipt report supervision --week last-week --format html --output-dir DIR
  ipt db backup DIR

Files. --output-dir names each file by what it reports, such as
weekly-2026-W47.html, and prints its path. A file of the same name is replaced
whole or not at all, has mode 0600, and stays untouched when nothing changed.
The same records, the same day and the same options give the same bytes.

Exit status, for a script:

  0       done; a report without findings
  10      done, and the report holds findings: tell somebody
  7       another process was writing: try again in a minute
  5       the store is missing, damaged or newer: stop, and look at it
  2 to 4  the command line, a code or the state of a course: mend the script
  1       input or output, a full disk: tell somebody

--fail-on says from when on the status is 10: risk is a positive risk item
without a recorded action, fail a failed check, warn any finding that is not put
aside. The report is written first. Without --fail-on a report ends with 0; 'ipt
check' alone always asks.

Mails. A mail is read on the way and kept: put a count and a path into it, never
a report. In the weekly report stand codes and scores, and in a small caseload a
figure alone can tell of one client. --quiet keeps paths and confirmations out
of what cron sends; what is still said can name a code, so send it to a file. An
error names at most a code.

What a timer lacks. It starts in another folder with few variables: name the
program by its whole path, and set HOME, or name the store with --db or IPT_DB.
TZ decides which day is today; --as-of and --week say it outright. No settings
file is needed; XDG_CONFIG_HOME and HOME say where one is looked for. Where a
command would have to ask, it ends with status 4; --yes answers in advance.
)";

}  // namespace ipt::cli
