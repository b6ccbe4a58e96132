#!/usr/bin/env bash
# The example of weekly reports: what a timer runs, over several weeks, with what can go wrong.
example="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../examples/weekly-reports" && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

export IPT_DB="$work/ipt.db" folder="$work/reports"

# The program with what goes wrong put before it: `fail` holds lines "TIMES STATUS PATTERN", of
# which the first whose pattern is in the arguments decides; `calls` is what was asked.
cat >"$work/program" <<'PROGRAM'
#!/usr/bin/env bash
printf '%s\n' "$*" >>"$work/calls"
while read -r times status pattern; do
  if ((times > 0)) && [[ "$*" == *$pattern* ]]; then
    sed -i "s/^$times $status $pattern\$/$((times - 1)) $status $pattern/" "$work/fail"
    echo "ipt: error: K7 went wrong" >&2
    exit "$status"
  fi
done <"$work/fail"
exec "$real" "$@"
PROGRAM
chmod +x "$work/program"
export work real="$IPT"

# mail: keeps each message.
cat >"$work/mail" <<'MAIL'
#!/usr/bin/env bash
cat >"$(mktemp "$work/mails/XXXXXX")"
MAIL
chmod +x "$work/mail"
mkdir "$work/mails"

# weekly TODAY ARGUMENT...: runs the script on that day, with nothing left of earlier runs.
weekly() {
  local today="$1"
  shift
  rm -f "$work"/mails/*
  : >"$work/calls"
  [[ -f $work/fail ]] || : >"$work/fail"
  run env IPT_TODAY="$today" "$example/weekly-reports.sh" --ipt "$work/program" --wait 0 \
    --mail "$work/mail" "$@" "$folder"
}
mails() { find "$work/mails" -type f | wc -l; }
mail_says() { cat "$work"/mails/* 2>/dev/null | grep -qE -- "$1"; }
# Paths apart, which have random names here.
mail_names() { cat "$work"/mails/* 2>/dev/null | sed "s#$work##g" | grep -oE -- "$1" || true; }
weeks_there() { (cd "$folder" && ls weekly-*.html) | sed 's/weekly-//; s/.html//' | xargs; }
snapshot() { (cd "$folder" && find . -printf '%p %m %i %T@ %s\n' | grep -v '^\. ' | sort); }
asked() { grep -c -- "$1" "$work/calls" || true; }
quiet() { same "$1" "" "$(cat "$out" "$err")"; }

# ---- The first time, and nothing to say ----

must db init
weekly 2026-11-02
ended "the first run of an empty caseload succeeds" 0
quiet "and says nothing"
same "it writes no mail" 0 "$(mails)"
same "it writes last week alone" 2026-W44 "$(weeks_there)"
same "it makes a backup" 1 "$(find "$folder/backups" -name '*.db' | wc -l)"

before="$(snapshot)"
weekly 2026-11-02
ended "a second run succeeds" 0
quiet "a second run says nothing"
same "a second run writes nothing" "$before" "$(snapshot)"
weekly 2026-11-08
same "nor does one on the last day of the week" "$before" "$(snapshot)"

# ---- Weeks that were missed, and findings ----

must course create K7 --start 2026-11-02 --therapist TH1 --diagnosis depression
must log K7 --date 2026-11-02 --phq9 222222211 -m "a note that stays"
weekly 2026-11-23
ended "findings end with 10" 10
same "missing weeks are caught up" "2026-W44 2026-W45 2026-W46 2026-W47" "$(weeks_there)"
check "each with its progress reports" test -f "$folder/2026-W46/progress-K7-1.html"
check "and with the questions for supervision" test -f "$folder/supervision-2026-W46.html"
same "progress is that of the week's last day" 1 "$(asked 'report progress --all --as-of 2026-11-15')"
quiet "with a mail command nothing is printed"
same "one mail is sent" 1 "$(mails)"
check "it counts" mail_says '3 weeks, 3 with something'
check "it names the page" mail_says "^  $folder/index.html\$"
same "no code, score or note is in it" "" "$(mail_names 'K7|TH1|PHQ|16|a note|depression')"
weekly 2026-11-23
ended "findings are told once" 0

same "nobody else can read a file" "" "$(find "$folder" -type f ! -perm 600)"
same "or look into a folder" "" "$(find "$folder" -type d ! -perm 700)"
same "nothing temporary is left" "" "$(find "$folder" -name '.run-*')"

# ---- The index page ----

page="$folder/index.html"
check "the page has a language" grep -q '<html lang="en">' "$page"
check "a title" grep -q '<title>Weekly reports, 2026-W47</title>' "$page"
check "a policy without scripts" grep -q "default-src 'none'" "$page"
check "colours for the dark" grep -q 'prefers-color-scheme: dark' "$page"
same "it loads nothing" "" "$(grep -oE '<(script|link|img|iframe)|https?:|url\(' "$page" || true)"
missing=''
while read -r target; do [[ -f $folder/$target ]] || missing+=" $target"; done \
  < <(grep -oE 'href="[^"]*"' "$page" | cut -d '"' -f 2)
same "each link leads to a file" "" "$missing"
same "it links every report" "$(find "$folder" -name '*-*.html' | wc -l)" \
  "$(grep -c 'href=' "$page")"
if command -v tidy >/dev/null; then
  same "it is valid" "" "$(tidy -q -e -utf8 "$page" 2>&1 || true)"
else
  skip "the page is valid" "tidy is not here"
fi

# ---- What goes wrong ----

echo "1 4 --week 2026-W48" >"$work/fail"
weekly 2026-12-07
ended "a week that fails is a failure" 1
same "the next week is written all the same" "2026-W44 2026-W45 2026-W46 2026-W47 2026-W49" \
  "$(weeks_there)"
same "one mail tells of both" 1 "$(mails)"
check "it says how much is missing" mail_says 'failed, 1 week of reports'
check "and where to read why" mail_says "^  $folder/weekly-reports.log\$"
same "but not the error, which can name a code" "" "$(mail_names 'K7|went wrong')"
check "the log has it" grep -q 'K7 went wrong' "$folder/weekly-reports.log"
weekly 2026-12-07
ended "the next run tries again" 10
check "and the week is there" test -f "$folder/weekly-2026-W48.html"

echo "3 7 report weekly" >"$work/fail"
weekly 2026-12-14
ended "a store that is busy is asked again" 10
same "until it answers" 4 "$(asked 'report weekly')"
echo "99 7 report progress" >"$work/fail"
weekly 2026-12-21
ended "one that stays busy ends with 7" 7
check "and the week is missing" test ! -e "$folder/weekly-2026-W51.html"
echo "99 5 db backup" >"$work/fail"
weekly 2026-12-28
ended "a store that is not fit for use ends with 5" 5
same "at once" 1 "$(wc -l <"$work/calls")"
same "which is mailed" 1 "$(mails)"
: >"$work/fail"

weekly 2027-06-07
ended "a long pause is caught up" 10
same "for eight weeks" 8 "$(asked 'report weekly')"
check "which is said" mail_says 'at most 8 weeks .* before 2027-W15 are left out'

run env IPT_TODAY=2027-06-14 flock "$folder/.lock" "$example/weekly-reports.sh" --ipt "$work/program" \
  "$folder"
ended "a second run at the same time is none" 7
weekly 2027-06-14 --mail false
ended "a mail that cannot be sent is a failure" 1
check "and is printed instead" grep -q 'with something to look at' "$out"
run env IPT_TODAY=2027-06-21 "$example/weekly-reports.sh" --ipt "$work/program" "$folder"
ended "without a mail command" 10
check "the message is printed" grep -qx "  $folder/index.html" "$out"

# ---- Backups, options, the folder ----

many="$(find "$folder/backups" -name '*.db' | wc -l)"
check "every backup is kept" test "$many" -ge 5
weekly 2027-06-28 --keep-backups 2
same "or as many as is said" 2 "$(find "$folder/backups" -name '*.db' | wc -l)"

weekly 2027-07-05 --keep-backups 0
ended "no backup at all cannot be asked for" 2
ends_with "a folder is needed" 2 "$example/weekly-reports.sh" --ipt "$IPT"
ends_with "an unknown option is refused" 2 "$example/weekly-reports.sh" --nonsense x "$folder"
ends_with "so is a program that is not there" 2 "$example/weekly-reports.sh" --ipt "$work/none" "$folder"
mkdir -m 755 "$work/open"
ends_with "and a folder that others can read" 2 "$example/weekly-reports.sh" --ipt "$IPT" "$work/open"
same "which stays as it is" "" "$(ls -A "$work/open")"

# ---- The timers ----

if command -v systemd-analyze >/dev/null; then
  mkdir -m 700 "$work/units"
  cp "$example"/*.timer "$work/units"
  sed "s#/usr/local/share/ipt/weekly-reports.sh#$example/weekly-reports.sh#" \
    "$example/ipt-weekly-reports.service" >"$work/units/ipt-weekly-reports.service"
  run env XDG_RUNTIME_DIR="$work/units" systemd-analyze verify --user --man=no \
    "$work/units/ipt-weekly-reports.service" "$work/units/ipt-weekly-reports.timer"
  ended "systemd takes the units" 0
  quiet "and finds nothing in them"
  run systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$example"/*.timer)"
  check "the timer means Monday, half past six" grep -q 'Mon .* 06:30:00' "$out"
else
  skip "systemd takes the units" "systemd-analyze is not here"
fi
# A store that is gone is noticed although the week is written already, and help is no mistake.
run env IPT_TODAY=2027-06-21 IPT_DB="$work/gone.db" "$example/weekly-reports.sh" --ipt "$work/program" "$folder"
ended "a missing store is noticed in a week without reports to write" 5
run "$example/weekly-reports.sh" --help
ended "--help is answered" 0
check "with the usage" grep -q 'usage: weekly-reports.sh' "$out"

same "the line of the crontab has five times and a command" 30,6,*,*,1,/usr/local/share/ipt/weekly-reports.sh \
  "$(grep -E '^[0-9]' "$example/crontab" | awk -v OFS=, '{print $1, $2, $3, $4, $5, $6}')"

finish
