#!/usr/bin/env bash
# The weekly reports of a whole caseload, for a timer: README.md beside this file explains it.
#
#   usage: weekly-reports.sh [--ipt PROGRAM] [--mail COMMAND] [--wait SECONDS] [--keep-backups N]
#                            FOLDER
#
# Writes the reports of every week that the folder lacks up to last week (the first time of last
# week alone; at most eight weeks back), makes a backup, and an index page. What there is to say is
# one message with counts and paths, never a code or a score: given to COMMAND on its standard
# input, or printed where there is no COMMAND. Without anything to say nothing is printed.
#
# Exit status:
#   0    everything is written, and there is nothing to look at
#   10   everything is written, and a report holds findings
#   5    the store is missing, damaged or newer than the program: nothing more was tried
#   7    the store was busy each time, or another run is at work: the next run catches up
#   2    the command line
#   1    something else failed: the next run tries what is missing again
set -euo pipefail
umask 077

readonly most_weeks=8 most_tries=5

program=ipt mail_command='' wait_seconds=60 keep_backups=''

die() {
  printf 'weekly-reports: %s\n' "$2" >&2
  exit "$1"
}

is_number() { [[ $1 =~ ^[0-9]{1,6}$ ]]; }

# usage: the head of this file.
usage() { sed -n '2,/^set /{s/^# \{0,1\}//p;}' "$0"; }

while [[ ${1-} == -* ]]; do
  [[ $1 != -h && $1 != --help ]] || { usage; exit 0; }
  [[ $# -ge 2 ]] || die 2 "$1 needs a value"
  case "$1" in
    --ipt) program="$2" ;;
    --mail) mail_command="$2" ;;
    --wait) wait_seconds="$2" ;;
    --keep-backups) keep_backups="$2" ;;
    *) die 2 "there is no option $1" ;;
  esac
  shift 2
done
[[ $# -eq 1 && -n $1 ]] || die 2 "usage: weekly-reports.sh [OPTIONS] FOLDER"
is_number "$wait_seconds" || die 2 "--wait takes a number of seconds"
[[ -z $keep_backups ]] || { is_number "$keep_backups" && ((10#$keep_backups > 0)); } ||
  die 2 "--keep-backups takes a number from 1 on"
command -v "$program" >/dev/null || die 2 "there is no program $program"

# ---- The folder: made for you alone, and never used when others can look into it. ----

[[ -d $1 ]] || mkdir -m 700 -- "$1" || die 1 "the folder cannot be made"
folder="$(cd -- "$1" && pwd)"
[[ -O $folder && $(stat -c %a -- "$folder") == 700 ]] ||
  die 2 "only you may be able to look into $folder: chmod 700 it, or name another"
mkdir -p -- "$folder/backups"
readonly log="$folder/weekly-reports.log" index="$folder/index.html"

exec 9>>"$folder/.lock"
flock --nonblock 9 || die 7 "another run is at work in $folder"

scratch="$(mktemp -d -- "$folder/.run-XXXXXX")"
trap 'rm -rf -- "$scratch"' EXIT

# ---- Days: an ISO week is named by its year and number, such as 2026-W47. ----

today="${IPT_TODAY:-$(date +%F)}"

# week_of DAYS: the week of that many days before today.
week_of() { date -u -d "$today - $1 days" +%G-W%V; }

# sunday_of WEEK: its last day. The fourth of January lies in week 1.
sunday_of() {
  local fourth weekday
  fourth="${1%-W*}-01-04"
  weekday="$(date -u -d "$fourth" +%u)"
  date -u -d "$fourth + $((10#${1#*-W} * 7 - weekday)) days" +%F
}

# The weeks that have a report, oldest first. It is written last, so that it stands for the others.
weeks_there() {
  local file
  for file in "$folder"/weekly-????-W??.html; do
    [[ -f $file ]] || continue
    file="${file##*/weekly-}"
    printf '%s\n' "${file%.html}"
  done
}

# The weeks to be written, oldest first, and whether older ones are left out.
weeks=() left_out=''
find_weeks() {
  local there first latest back week
  mapfile -t there < <(weeks_there)
  first="$(week_of 7)" latest="$first"
  if ((${#there[@]})); then first="${there[0]}" latest="${there[-1]}"; fi
  for ((back = most_weeks; back >= 1; back--)); do
    week="$(week_of $((back * 7)))"
    [[ $week < $first || -f $folder/weekly-$week.html ]] || weeks+=("$week")
  done
  [[ $latest < $(week_of $(((most_weeks + 1) * 7))) ]] && left_out="$(week_of $((most_weeks * 7)))"
  return 0
}

# ---- The program ----

files=0 failed_weeks=0 weeks_with_findings=0 weeks_with_risk=0 worst=0 stop=''

# note_failure STATUS WHAT: into the log, which may name codes. Without a store, or with one that
# stays busy, whatever comes next would fail as well.
note_failure() {
  {
    printf '%s: exit status %s: %s\n' "$today" "$1" "$2"
    sed 's/^/  /' "$scratch/err"
  } >>"$log"
  case "$worst/$1" in
    5/* | */5) worst=5 ;;
    0/7 | 7/7) worst=7 ;;
    *) worst=1 ;;
  esac
  [[ $1 != [57] ]] || stop=yes
}

# ask ARGUMENT...: runs the program, again while the store is busy; its status is that of the
# program, but 0 for findings, which set `findings`.
findings=''
ask() {
  local try status
  for ((try = 1; ; try++)); do
    status=0
    "$program" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null 9>&- || status=$?
    ((status == 7 && try < most_tries)) || break
    sleep "$wait_seconds"
  done
  case "$status" in
    10) findings=yes ;;
    0) ;;
    *)
      note_failure "$status" "ipt $*"
      return "$status"
      ;;
  esac
  files=$((files + $(grep -c '^/' "$scratch/out" || true)))  # each path that was printed
}

# write_week WEEK: false when something of it failed.
write_week() {
  local week="$1"
  findings=''
  mkdir -p -- "$folder/$week" 2>"$scratch/err" || {
    note_failure 1 "mkdir $folder/$week"
    return 1
  }
  ask report progress --all --as-of "$(sunday_of "$week")" --format html \
    --output-dir "$folder/$week" || return
  ask report supervision --week "$week" --format html --output-dir "$folder" || return
  ask report weekly --week "$week" --format html --output-dir "$folder" --fail-on warn || return
  [[ $findings ]] || return 0
  weeks_with_findings=$((weeks_with_findings + 1))
  findings=''
  ask check --as-of "$(sunday_of "$week")" --fail-on risk --quiet || return
  [[ -z $findings ]] || weeks_with_risk=$((weeks_with_risk + 1))
}

# A copy of the store. Nothing is thrown away unless a number to be kept was given.
back_up() {
  local before=$files old
  ask db backup "$folder/backups" || return
  files=$before
  [[ $keep_backups ]] || return 0
  find "$folder/backups" -maxdepth 1 -name '*.db' -type f -printf '%T@ %p\0' | sort -zrn |
    tail -z -n +$((10#$keep_backups + 1)) | while IFS= read -r -d '' old; do
    rm -- "${old#* }"
  done
}

# ---- The index page ----

escaped() {
  local text="${1//&/&amp;}"
  text="${text//</&lt;}" text="${text//>/&gt;}"
  printf '%s' "${text//\"/&quot;}"
}

# link PATH WORDS: an item, where the file is there.
link() {
  [[ -f $folder/$1 ]] || return 0
  printf '      <li><a href="%s">%s</a></li>\n' "$(escaped "$1")" "$(escaped "$2")"
}

links_of() {
  local file name
  printf '    <ul>\n'
  link "weekly-$1.html" "Weekly report"
  link "supervision-$1.html" "Questions for supervision"
  for file in "$folder/$1"/progress-*.html; do
    name="${file##*/progress-}"
    link "$1/${file##*/}" "Progress of ${name%.html}"
  done
  printf '    </ul>\n'
}

index_page() {
  local there latest week i
  mapfile -t there < <(weeks_there)
  latest="${there[-1]}"
  cat <<HTML
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Weekly reports, $latest</title>
  <style>
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
      color: #1b1b1b; background: #ffffff; }
    a { color: #0b4f8a; }
    @media (prefers-color-scheme: dark) {
      body { color: #e8e8e8; background: #161616; }
      a { color: #8fc7ff; }
    }
  </style>
</head>
<body>
  <main>
    <h1>Weekly reports</h1>
    <h2>Week $latest</h2>
HTML
  links_of "$latest"
  if ((${#there[@]} > 1)); then
    printf '    <h2>Earlier weeks</h2>\n'
    for ((i = ${#there[@]} - 2; i >= 0; i--)); do
      week="${there[i]}"
      printf '    <details>\n    <summary>Week %s</summary>\n' "$week"
      links_of "$week"
      printf '    </details>\n'
    done
  fi
  printf '  </main>\n</body>\n</html>\n'
}

# Replaced whole, and only when it says something else.
write_index() {
  [[ -n $(weeks_there) ]] || return 0
  index_page >"$scratch/index.html" || return
  cmp -s "$scratch/index.html" "$index" || mv -- "$scratch/index.html" "$index"
}

# ---- What there is to say ----

# counted N WORD: "1 week", "3 weeks".
counted() { printf '%s %s%s' "$1" "$2" "$( (($1 == 1)) || printf s)"; }

message() {
  local written=$((${#weeks[@]} - failed_weeks))
  if ((weeks_with_findings)); then
    printf 'ipt: %s written for %s, %s with something to look at:\n  %s\n' \
      "$(counted "$files" file)" "$(counted "$written" week)" "$weeks_with_findings" "$index"
  fi
  if ((weeks_with_risk)); then
    printf 'ipt: %s with a positive risk item without a recorded action\n' \
      "$(counted "$weeks_with_risk" report)"
  fi
  if ((worst)); then
    printf 'ipt: something failed, %s of reports missing. Why stands in\n  %s\n' \
      "$(counted "$failed_weeks" week)" "$log"
  fi
  if [[ $left_out ]]; then
    printf 'ipt: at most %s weeks are caught up; those before %s are left out.\n' \
      "$most_weeks" "$left_out"
  fi
}

tell() {
  local text
  text="$(message)"
  [[ $text ]] || return 0
  if [[ $mail_command ]] && printf '%s\n' "$text" | bash -c "$mail_command" 9>&-; then return 0; fi
  printf '%s\n' "$text"
  [[ -z $mail_command ]] || {
    printf 'weekly-reports: the mail command failed\n' >&2
    ((worst)) || worst=1
  }
}

# ---- The run ----

# A store that is gone is noticed although no week is due.
find_weeks
if ((${#weeks[@]})); then back_up || true; else ask db info || true; fi
((${#weeks[@]} || worst)) || exit 0
done_weeks=0
for week in "${weeks[@]}"; do
  [[ -z $stop ]] || break
  if write_week "$week"; then done_weeks=$((done_weeks + 1)); fi
done
failed_weeks=$((${#weeks[@]} - done_weeks))
write_index || worst=1
tell
((worst == 0)) || exit "$worst"
((weeks_with_findings == 0)) || exit 10
