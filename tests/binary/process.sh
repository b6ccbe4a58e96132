#!/usr/bin/env bash
# The program as a process: its streams, its files and their modes, its limits, what it needs.
data="$(cd "$(dirname "${BASH_SOURCE[0]}")/../data" && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

# A store with one course of three sessions; every check that writes works on a copy of it.
base="$work/base.db"
must db init --db "$base"
must course create K7 --start 2026-10-05 --focus grief --db "$base"
for date in 2026-10-05 2026-10-12 2026-10-19; do
  must session log K7 --date "$date" --phq9 112301210 -m "a note" --db "$base"
done

# new_store: a fresh copy, in `store`, with a name that was not used before.
count=0
new_store() {
  count=$((count + 1))
  store="$work/store$count/ipt.db"
  mkdir "$work/store$count"
  cp "$base" "$store"
}

log_next=(session log K7 --date 2026-10-26 --phq9 111111110)
sessions() { rows "$1" appointment; }

# --- Standard streams -------------------------------------------------------------------------

new_store
before="$(sum_of "$store")"
status=0
"$IPT" report progress K7 --db "$store" >&- 2>"$err" || status=$?
: >"$out"
ended "closed stdout: a report fails" 1
same "closed stdout: a report leaves the store alone" "$before" "$(sum_of "$store")"
status=0
"$IPT" "${log_next[@]}" --db "$store" >&- 2>"$err" || status=$?
ended "closed stdout: a record that is saved and cannot be echoed is a failure" 1
same "closed stdout: it is saved all the same" 4 "$(sessions "$store")"
check "closed stdout: the store is sound" sound "$store"

new_store
status=0
"$IPT" "${log_next[@]}" --db "$store" <&- >"$out" 2>"$err" || status=$?
ended "closed stdin: a record is saved" 0
check "closed stdin: the store is sound" sound "$store"
same "closed stdin: the record is there" 4 "$(sessions "$store")"

new_store
status=0
"$IPT" "${log_next[@]}" --db "$store" 2>&- >"$out" || status=$?
: >"$err"
ended "closed stderr: a record is saved" 0
check "closed stderr: the store is sound" sound "$store"
status=0
"$IPT" session log K8 --db "$store" 2>&- >"$out" || status=$?
ended "closed stderr: the exit status still tells of an error" 3
check "closed stderr: the error does not go elsewhere" test ! -s "$out"

new_store
status=0
"$IPT" "${log_next[@]}" --db "$store" <&- >&- 2>&- || status=$?
ended "all streams closed: what cannot be said is a failure" 1
same "all streams closed: the record is there" 4 "$(sessions "$store")"
check "all streams closed: the store is sound" sound "$store"

new_store
status=0
"$IPT" "${log_next[@]}" --db "$store" >/dev/full 2>"$err" || status=$?
ended "full stdout: a failure" 1
same "full stdout: the record is saved" 4 "$(sessions "$store")"
check "full stdout: stderr says so" test -s "$err"
ends_with "full stdout: the same command again finds it saved" 0 \
  "$IPT" "${log_next[@]}" --db "$store" --json
same "full stdout: and says so" 1 "$(json "$out" '$.data.already_saved')"
for command in --version --help "help dates" "report progress K7" "course list" prep\ K7; do
  status=0
  # shellcheck disable=SC2086 # words
  "$IPT" $command --db "$store" >/dev/full 2>"$err" || status=$?
  : >"$out"
  if [[ $command == help* ]]; then
    status=0
    # shellcheck disable=SC2086
    "$IPT" $command >/dev/full 2>"$err" || status=$?
  fi
  ended "full stdout: ipt $command fails" 1
done
status=0
"$IPT" report weekly --fail-on warn --db "$store" >/dev/full 2>"$err" || status=$?
: >"$out"
ended "full stdout: findings that nobody could read are a failure" 1
ends_with "the same findings, read" 10 "$IPT" report weekly --fail-on warn --db "$store"
status=0
"$IPT" session log K8 --db "$store" >"$out" 2>/dev/full || status=$?
ended "full stderr: the exit status still tells of an error" 3

new_store
mkdir "$work/folder"
status=0
"$IPT" "${log_next[@]}" --note-file - --db "$store" <"$work/folder" >"$out" 2>"$err" || status=$?
ended "a note from standard input that cannot be read is a failure" 1
same "a note that cannot be read: nothing is saved" 3 "$(sessions "$store")"
new_store
ends_with "a note from a folder is a failure" 1 \
  "$IPT" "${log_next[@]}" --note-file "$work/folder" --db "$store"
ends_with "a note from a file that is not there" 3 \
  "$IPT" "${log_next[@]}" --note-file "$work/nowhere" --db "$store"
same "a note that cannot be read: still nothing is saved" 3 "$(sessions "$store")"
status=0
(
  ulimit -v 1000000
  exec timeout 10 "$IPT" "${log_next[@]}" --note-file - --db "$store"
) </dev/zero >"$out" 2>"$err" || status=$?
ended "a note without an end is refused before memory ends" 2
printf 'zwei\nZeilen äöü\n' >"$work/note"
ends_with "a note from standard input is saved" 0 \
  "$IPT" "${log_next[@]}" --note-file - --db "$store" <"$work/note"
run "$IPT" session show K7@2026-10-26 --db "$store" --json
same "with all its lines" "$(cat "$work/note")" "$(json "$out" '$.data.session.note')"
ends_with "a note from another command's pipe is saved" 0 \
  "$IPT" session amend K7@2026-10-26 --note-file <(echo "from a pipe") --db "$store"
run "$IPT" session show K7@2026-10-26 --db "$store" --json
same "as it came" "from a pipe" "$(json "$out" '$.data.session.note')"

# --- A reader that went away ------------------------------------------------------------------

# no_reader COMMAND...: stdout is a pipe whose reader is gone.
mkfifo "$work/pipe"
no_reader() {
  status=0
  : >"$out"
  (
    exec 8<>"$work/pipe"
    exec 9>"$work/pipe" 8>&-
    exec "$@" >&9 9>&- 2>"$err"
  ) || status=$?
}

new_store
before="$(sum_of "$store")"
for command in "report progress K7" "report progress K7 --json" "course list" "session list K7" \
  "prep K7" "instrument list" "db info"; do
  # shellcheck disable=SC2086
  no_reader "$IPT" $command --db "$store"
  ended "closed pipe: ipt $command ends with 141" 141
  check "closed pipe: ipt $command is quiet" test ! -s "$err"
done
no_reader "$IPT" --help
ended "closed pipe: ipt --help ends with 141" 141
same "closed pipe: the store is as before" "$before" "$(sum_of "$store")"
no_reader "$IPT" "${log_next[@]}" --db "$store"
ended "closed pipe: a record ends with 141" 141
same "closed pipe: and is saved" 4 "$(sessions "$store")"
codes="$("$IPT" session list K7 --db "$store" | cat >/dev/null; echo "${PIPESTATUS[*]}")"
same "a pipe that is read: 0" "0 0" "$codes"
status=0
(
  exec 8<>"$work/pipe"
  exec 9>"$work/pipe" 8>&-
  exec "$IPT" session log K8 --db "$store" 2>&9 9>&-
) >"$out" || status=$?
ended "closed pipe as stderr: the exit status still tells of the error" 3

# --- Where the store is -----------------------------------------------------------------------

new_store
homeless=(env -u HOME -u XDG_DATA_HOME -u IPT_DB "$IPT")
for command in "course create K7" "session log K7" "course list" "report progress K7" "db info" \
  "db init" "prep K7" "break list"; do
  # shellcheck disable=SC2086
  run "${homeless[@]}" --json $command
  ended "no HOME: ipt $command ends with 5" 5
  same "no HOME: ipt $command says why" store_place_unknown "$(error_code)"
done
for home in "" relative/home; do
  run env HOME="$home" "$IPT" --json course create K7
  same "HOME '$home' is no place" "5 store_place_unknown" "$status $(error_code)"
done
run env -u HOME XDG_DATA_HOME=relative "$IPT" --json course create K7
same "a relative XDG_DATA_HOME is no place" "5 store_place_unknown" "$status $(error_code)"
ends_with "no HOME: --db works" 0 "${homeless[@]}" course list --db "$store"
ends_with "no HOME: --db works for a record" 0 "${homeless[@]}" "${log_next[@]}" --db "$store"
ends_with "no HOME: IPT_DB works" 0 env -u HOME IPT_DB="$store" "$IPT" course list
ends_with "no HOME: ipt alone" 0 "${homeless[@]}"
ends_with "no HOME: ipt --version" 0 "${homeless[@]}" --version
ends_with "no HOME: ipt --help" 0 "${homeless[@]}" --help
check "no HOME: nothing was made here" test ! -e "$work/relative"

mkdir "$work/data" "$work/home2"
ends_with "XDG_DATA_HOME is the default place" 0 \
  env XDG_DATA_HOME="$work/data" "$IPT" course create K7
check "the store lies there" test -f "$work/data/ipt/ipt.db"
ends_with "IPT_DB stands above it" 3 env XDG_DATA_HOME="$work/data" IPT_DB="$store" "$IPT" prep K9
run env IPT_DB="$work/nowhere.db" "$IPT" course list --db "$store" --json
same "--db stands above IPT_DB" 1 "$(json "$out" '$.data.courses[0].number')"

# --- No terminal, no arguments ----------------------------------------------------------------

ends_with "no arguments, no store: 0" 0 "$IPT"
check "no arguments, no store: nothing is made" test ! -e "$HOME/.local"
check "no arguments: stderr is silent" test ! -s "$err"
ends_with "no arguments, with a store: 0" 0 env IPT_DB="$store" "$IPT"
ends_with "no arguments, with a file that is no store: 0" 0 env IPT_DB="$IPT" "$IPT"

new_store
for command in "session log K7 --date 2026-10-26" "session log K7 --date 2026-11-02 --note-file -" \
  "course create K8" "session amend K7.1 --minutes 50" "course end K7 --status completed" \
  "report progress K7" "db init" "course" "break add --from 2026-12-21 --to 2027-01-03" "prep" ""; do
  status=0
  # shellcheck disable=SC2086
  IPT_DB="$store" timeout 10 setsid -w "$IPT" $command </dev/null >"$out" 2>"$err" || status=$?
  wanted=0
  case "$command" in course) wanted=2 ;; esac
  ended "no terminal: ipt $command does not wait" "$wanted"
done

# --- Modes ------------------------------------------------------------------------------------

wide() (
  umask 000
  exec "$@"
)
ends_with "a first course makes the store" 0 wide "$IPT" course create K7
same "the store is 0600 whatever the umask" 600 "$(mode_of "$HOME/.local/share/ipt/ipt.db")"
same "its folder is 0700" 700 "$(mode_of "$HOME/.local/share/ipt")"
same "its folders above are the user's alone" "700 700" \
  "$(mode_of "$HOME/.local") $(mode_of "$HOME/.local/share")"
ends_with "db init makes a named store" 0 wide "$IPT" db init --db "$work/made.db"
same "a named store is 0600" 600 "$(mode_of "$work/made.db")"
ends_with "db init again: already there" 0 wide "$IPT" db init --db "$work/made.db" --json
same "and says so" "1" "$(json "$out" '$.data.already_saved')"
wide touch "$work/empty.db"
ends_with "db init fills an empty file" 0 wide "$IPT" db init --db "$work/empty.db"
same "a store made of an empty file is 0600" 600 "$(mode_of "$work/empty.db")"
check "nothing is left beside the store" \
  test "$(ls -A "$HOME/.local/share/ipt")" = ipt.db

# --- Output files -----------------------------------------------------------------------------

new_store
export IPT_DB="$store"
mkdir "$work/reports"
report=(report progress K7 --json)
"$IPT" "${report[@]}" >"$work/expected"
ends_with "--output writes" 0 wide "$IPT" "${report[@]}" --output "$work/reports/a.json"
same_bytes "--output writes what stdout would get" "$work/expected" "$work/reports/a.json"
same "--output prints the path" "$work/reports/a.json" "$(cat "$out")"
same "--output makes a file of mode 0600" 600 "$(mode_of "$work/reports/a.json")"
echo mine >"$work/reports/b.json"
chmod 644 "$work/reports/b.json"
refused "--output refuses to overwrite" 4 file_exists report progress K7 -o "$work/reports/b.json"
same "and leaves the file" mine "$(cat "$work/reports/b.json")"
ends_with "--force overwrites" 0 "$IPT" "${report[@]}" --force -o "$work/reports/b.json"
same_bytes "with the report" "$work/expected" "$work/reports/b.json"
same "and mode 0600" 600 "$(mode_of "$work/reports/b.json")"
(
  cd "$work/reports"
  run "$IPT" "${report[@]}" -o c.json
)
same_bytes "a relative path is taken from here" "$work/expected" "$work/reports/c.json"
refused "--output into a folder that is not there" 3 folder_not_found \
  report progress K7 -o "$work/nowhere/a.json"
ln -s loop "$work/loop"
refused "--output into a folder that cannot be looked at" 1 file_write_failed \
  report progress K7 -o "$work/loop/a"
refused "--output onto a folder" 4 file_exists report progress K7 -o "$work/reports"
refused "--output --force onto a folder" 4 file_exists report progress K7 -o "$work/reports" --force
refused "--output onto /dev/null" 4 file_exists report progress K7 -o /dev/null --force
ln -s "$work/target" "$work/reports/dangling"
refused "--output onto a link to nowhere" 4 file_exists report progress K7 \
  -o "$work/reports/dangling"
check "the link's target is not made" test ! -e "$work/target"
refused "--output onto a pipe" 4 file_exists report progress K7 -o "$work/pipe" --force
before="$(sum_of "$store")"
refused "--output never lands on the store" 4 output_is_store report progress K7 -o "$store"
run "$IPT" "${report[@]}" -o "$store" --force
check "--output --force onto the store is refused" test "$status" -eq 4
same "and the store is as before" "$before" "$(sum_of "$store")"
cp "$base" "$store"
ln -s "$store" "$work/link-to-store"
run "$IPT" "${report[@]}" -o "$work/link-to-store" --force
same "nor through a link" "$before" "$(sum_of "$store")"
rm -f "$work/link-to-store"

status=0
(
  ulimit -f 0
  exec "$IPT" "${report[@]}" -o "$work/reports/d.json"
) 2>"$err" >/dev/null || status=$?
ended "--output that cannot be written: 1" 1
check "and no file" test ! -e "$work/reports/d.json"
echo mine >"$work/reports/b.json"
status=0
(
  ulimit -f 0
  exec "$IPT" "${report[@]}" --force -o "$work/reports/b.json"
) 2>"$err" >/dev/null || status=$?
ended "--output --force that cannot be written: 1" 1
same "and the old file is whole" mine "$(cat "$work/reports/b.json")"
same "no part of a file is left" "a.json b.json c.json dangling" \
  "$(cd "$work/reports" && echo *)"
# --- A folder of reports ----------------------------------------------------------------------

folder="$work/folder-of-reports"
mkdir "$folder"
mine="$folder/progress-K7-1.json"
must course create M3 --start 2026-10-05
ends_with "--output-dir writes" 0 wide "$IPT" "${report[@]}" --output-dir "$folder"
same_bytes "--output-dir writes what stdout would get" "$work/expected" "$mine"
same "--output-dir prints the path" "$mine" "$(cat "$out")"
same "--output-dir makes a file of mode 0600" 600 "$(mode_of "$mine")"
touch -d 2001-01-01 "$mine"
written="$(stat -c %Y.%i "$mine")"
ends_with "--output-dir again" 0 "$IPT" "${report[@]}" --output-dir "$folder"
same "--output-dir leaves an unchanged file alone" "$written" "$(stat -c %Y.%i "$mine")"
same "--output-dir prints the path of an unchanged file" "$mine" "$(cat "$out")"
ends_with "--output-dir --quiet" 0 "$IPT" "${report[@]}" --output-dir "$folder" --quiet
same "--output-dir --quiet prints nothing" "" "$(cat "$out")"
echo old >"$mine"
chmod 644 "$mine"
ends_with "--output-dir replaces its file without --force" 0 \
  "$IPT" "${report[@]}" --output-dir "$folder"
same_bytes "with the report" "$work/expected" "$mine"
same "of mode 0600" 600 "$(mode_of "$mine")"
ends_with "--all writes a file for each open course" 0 \
  "$IPT" report progress --all --output-dir "$folder"
same "--all prints each path" "$folder/progress-K7-1.txt $folder/progress-M3-1.txt" \
  "$(tr '\n' ' ' <"$out" | sed 's/ $//')"
same_bytes "a file of --all is the report on its course" <("$IPT" report progress M3) \
  "$folder/progress-M3-1.txt"
refused "--output and --output-dir together" 2 flags_contradict \
  report progress K7 --output-dir "$folder" -o "$work/reports/e.json"
refused "--output-dir that is not there" 3 folder_not_found \
  report progress K7 --output-dir "$work/nowhere"
refused "--output-dir that is empty" 2 value_empty report progress K7 --output-dir ''
refused "--output-dir that is a file" 3 folder_not_found report progress K7 --output-dir "$store"
status=0
(
  ulimit -f 0
  exec "$IPT" report progress --all --output-dir "$work/reports"
) 2>"$err" >/dev/null || status=$?
ended "--output-dir that cannot be written: 1" 1
same "no part of a file is left in the folder" "progress-K7-1.json progress-K7-1.txt progress-M3-1.txt" \
  "$(cd "$folder" && echo *)"
cp "$store" "$mine"
before="$(sum_of "$mine")"
refused "--output-dir never lands on the store" 4 output_is_store \
  report progress K7 --output-dir "$folder" --db "$mine"
run "$IPT" "${report[@]}" --output-dir "$folder" --db "$mine" --force
same "not with --force either" "$before" "$(sum_of "$mine")"

# A run that takes long says how far it is, on a terminal only.
for number in $(seq 300); do must course create "L$number" --start 2026-10-05 --quiet; done
run "$IPT" report progress --all --output-dir "$folder" --quiet
same "a run without a terminal prints no line of progress" "" "$(cat "$out" "$err")"
unset IPT_DB

# --- Limits -----------------------------------------------------------------------------------

# What the store holds, whatever its pages look like.
content() {
  sqlite3 -batch -readonly "$1" "SELECT * FROM appointment; SELECT * FROM score;
    SELECT * FROM note; SELECT seq, kind, entity, payload FROM revision"
}
whole="$(content "$base")"
limits=0 wrong=()
for kib in 0 1 2 4 8 12 16 20 24 28 32 40 48 64 96 128 132 136 140; do
  new_store
  status=0
  (
    ulimit -f "$kib"
    exec timeout 10 "$IPT" "${log_next[@]}" --db "$store" --json
  ) >"$out" 2>"$err" || status=$?
  limits=$((limits + 1))
  said="$(error_code)"
  # A journal that could not be rolled back under the limit is rolled back by the next command.
  "$IPT" session list K7 --db "$store" >/dev/null 2>&1 || wrong+=("$kib: the next command failed")
  sound "$store" >/dev/null || wrong+=("$kib: not sound")
  case $status in
    0) [[ $(sessions "$store") == 4 ]] || wrong+=("$kib: exit 0, and not saved") ;;
    1)
      # With 0 the file that takes the error may not grow either.
      [[ $kib == 0 || $said == store_write_failed ]] || wrong+=("$kib: code '$said'")
      [[ $(content "$store") == "$whole" ]] || wrong+=("$kib: exit 1, and changed")
      ;;
    *) wrong+=("$kib: exit $status") ;;
  esac
done
same "a limit on file sizes ($limits of them): 1 and as before, or 0 and saved" "" "${wrong[*]-}"
new_store
before="$(sum_of "$store")"
status=0
(
  ulimit -f 0
  exec "$IPT" "${log_next[@]}" --db "$store"
) >"$out" 2>"$err" || status=$?
ended "no file may grow: 1" 1
same "and the bytes of the store are as before" "$before" "$(sum_of "$store")"
status=0
mkdir "$work/home3"
(
  ulimit -f 4
  HOME="$work/home3" exec "$IPT" course create K7
) >"$out" 2>"$err" || status=$?
ended "a store that cannot be made: 1" 1
ends_with "the next try makes it" 0 env HOME="$work/home3" "$IPT" course create K7
ends_with "one descriptor more than the streams is too few: 5" 5 \
  bash -c 'ulimit -n 4; exec "$@"' bash "$IPT" "${log_next[@]}" --db "$store"

# --- Backups ----------------------------------------------------------------------------------

# What a store holds but for the notes on its backups.
dump() { sqlite3 -batch -readonly "$1" .dump | grep -v '^INSERT INTO backup'; }
new_store
mkdir "$work/backups"
ends_with "a backup into a folder" 0 wide "$IPT" db backup "$work/backups" --db "$store" --json
head="$("$IPT" db info --head --db "$store")"
name="ipt-2026-11-23-${head%%:*}-$(cut -d : -f 2 <<<"$head" | cut -c 1-8)"
first="$work/backups/$name.db"
same "has a name of the day and the head" "$first" "$(json "$out" '$.data.path')"
same "is 0600 whatever the umask" 600 "$(mode_of "$first")"
same "holds what the store holds" "$(dump "$store")" "$(dump "$first")"
same "and is noted" "1 1" "$(json "$out" '$.data.noted') $(rows "$store" backup)"
same "with the history as it was" "$(rows "$first" revision)" "$(rows "$store" revision)"
ends_with "a second one of the day" 0 wide "$IPT" db backup "$work/backups" --db "$store" --quiet
check "says nothing with --quiet" test ! -s "$out"
(
  cd "$work/backups"
  run wide "$IPT" db backup here.db --db "$store"
)
same "a relative path is taken from here" "Saved $work/backups/here.db" "$(head -n 1 "$out")"
same "nothing else is left" "here.db $name-2.db $name.db" \
  "$(cd "$work/backups" && echo *)"
before="$(sum_of "$work/backups/here.db")"
refused "a file is not overwritten" 4 file_exists db backup "$work/backups/here.db" --db "$store"
same "indeed" "$before" "$(sum_of "$work/backups/here.db")"
chmod 644 "$work/backups/here.db"
ends_with "--force overwrites it" 0 wide "$IPT" db backup "$work/backups/here.db" --db "$store" --force
same "and it is 0600" 600 "$(mode_of "$work/backups/here.db")"
ends_with "--dry-run makes none" 0 "$IPT" db backup "$work/backups/dry.db" --db "$store" --dry-run
check "indeed none" test ! -e "$work/backups/dry.db"

before="$(sum_of "$store")"
ln -s "$store" "$work/link-to-store"
for place in "$store" "$store-journal" "$work/link-to-store"; do
  refused "the store is no place: ${place##*/}" 4 output_is_store db backup "$place" --db "$store" \
    --force
done
rm "$work/link-to-store"
refused "a folder that is not there" 3 folder_not_found db backup "$work/no/ipt.db" --db "$store"
refused "a device" 4 file_exists db backup /dev/full --db "$store" --force
refused "a pipe" 4 file_exists db backup "$work/pipe" --db "$store" --force
mkdir "$work/full"
for kib in 0 4 64 100 200; do
  status=0
  (
    ulimit -f "$kib"
    exec "$IPT" db backup "$work/full" --db "$store" --json
  ) >"$work/out" 2>"$work/err" || status=$?
  ended "no room for a file of $kib KiB: 1" 1
done
if mount -t tmpfs -o size=128k none "$work/full" 2>"$err"; then
  refused "a disk that is full" 1 file_write_failed db backup "$work/full" --db "$store"
  check "nothing is left on it" test -z "$(ls -A "$work/full")"
  umount "$work/full"
else
  skip "a disk that is full" "no file system can be mounted here"
fi
check "nothing is left where there was no room" test -z "$(ls -A "$work/full")"
same "and the store is as before" "$before" "$(sum_of "$store")"

# Root may write anywhere, so another user is asked where that is possible.
nobody=()
if ((EUID == 0)); then
  nobody=(setpriv --bounding-set=-all --inh-caps=-all)
  "${nobody[@]}" true 2>"$err" || nobody=()
fi
mkdir -m 500 "$work/shut"
if ((EUID == 0)) && ((${#nobody[@]} == 0)); then
  skip "folders without rights" "root cannot give up its rights here"
else
  run timeout 10 "${nobody[@]}" "$IPT" --json db backup "$work/shut" --db "$store"
  same "a folder without rights" "1 file_write_failed" "$status $(error_code)"
  check "nothing is left in it" test -z "$(ls -A "$work/shut")"
  chmod 400 "$store"
  chmod 500 "${store%/*}"
  run "${nobody[@]}" "$IPT" db backup "$work/backups/of-a-read-only-store.db" --db "$store" --json
  ended "a store that cannot be written is backed up" 0
  same "and the backup is not noted" "0 backup_not_noted" \
    "$(json "$out" '$.data.noted') $(json "$out" '$.warnings[0].code')"
  run "${nobody[@]}" "$IPT" db backup "$work/backups" --db "$store"
  check "stderr says so" grep -q 'the store cannot be written' "$err"
  chmod 700 "${store%/*}"
  chmod 600 "$store"
fi

# --- What is no store -------------------------------------------------------------------------

mkdir "$work/odd"
ln -s "$work/odd/nothing" "$work/odd/dangling"
ln -s "$work/odd/loop" "$work/odd/loop"
mkdir "$work/odd/folder"
mkfifo "$work/odd/pipe"
head -c 100 "$base" >"$work/odd/header"
head -c 5000 "$base" >"$work/odd/cut"
head -c 4096 /dev/urandom >"$work/odd/noise"
echo "not a database" >"$work/odd/text"
sqlite3 "$work/odd/other" "CREATE TABLE t (x); INSERT INTO t VALUES (1);"
cp "$base" "$work/odd/newer"
sqlite3 "$work/odd/newer" "PRAGMA user_version = 99"
cp "$base" "$work/odd/unmarked"
sqlite3 "$work/odd/unmarked" "PRAGMA application_id = 7"
(
  cd "$work/odd"
  sha256sum header cut noise text other newer unmarked
) >"$work/odd.sums"
long="$(head -c 5000 /dev/zero | tr '\0' x)"
for place in "$work/odd/dangling" "$work/odd/loop" "$work/odd/folder" "$work/odd/pipe" \
  "$work/odd/header" "$work/odd/cut" "$work/odd/noise" "$work/odd/text" "$work/odd/other" \
  "$work/odd/newer" "$work/odd/unmarked" "$work/odd/text/below" "$work/odd/folder/" \
  "$work/no/such/folder/ipt.db" "file:$work/base.db" "file:x?mode=memory" \
  "$long" /dev/null /dev/full /dev/zero /dev/tty; do
  wrong=()
  for command in "db info" "session log K7" "course create K8" "db init" "report progress K7" \
    "course list"; do
    # A name that nothing has yet is what db init is for; see below.
    case "$command $place" in "db init file:"*) continue ;; esac
    status=0
    # shellcheck disable=SC2086
    timeout 10 "$IPT" --json $command --db "$place" </dev/null >"$out" 2>"$err" || status=$?
    [[ $status == 5 && -n $(error_code) && ! -s $out ]] || wrong+=("$command: $status")
  done
  same "no store: ${place:0:40} ends every command with 5" "" "${wrong[*]-}"
done
check "what is no store stays as it is" bash -c "cd '$work/odd' && sha256sum -c --quiet ../odd.sums"
same "nothing is made beside it" \
  "cut dangling folder header loop newer noise other pipe text unmarked" \
  "$(cd "$work/odd" && echo *)"
check "and nothing in it" test -z "$(ls -A "$work/odd/folder")"
: >"$work/odd/empty"
refused "an empty file is no store" 5 store_missing course list --db "$work/odd/empty"
refused "the code of another program's file" 5 store_not_ours db info --db "$work/odd/other"
refused "the code of a newer store" 5 store_too_new db info --db "$work/odd/newer"
refused "an empty --db" 2 value_empty db info --db ""
ln -s "$base" "$work/odd/link"
ends_with "a link to a store is followed" 0 "$IPT" course list --db "$work/odd/link"

missing="$work/missing.db"
for command in "course create K7" "course list" "course show K7" "course focus K7 grief" \
  "course pause K7 --from today" "course extend K7 16 --reason x" \
  "course end K7 --status completed" "session log K7" "session list K7" "session show K7.1" \
  "session amend K7.1" "score add K7 phq9=total:3" "score list K7" "score amend K7:s1 phq9=total:3" \
  "break add --from today --to +1w" "break list" "report progress K7" "prep K7" "db info" "log K7"; do
  # shellcheck disable=SC2086
  refused "no store at --db: ipt $command" 5 store_missing $command --db "$missing"
done
run env IPT_DB="$missing" "$IPT" --json course create K7
same "no store at IPT_DB: ipt course create K7" "5 store_missing" "$status $(error_code)"
check "no store at --db: none is made" test ! -e "$missing"
ends_with "db init --dry-run makes none" 0 "$IPT" db init --dry-run --db "$missing"
check "indeed" test ! -e "$missing"
ends_with "db init makes it" 0 "$IPT" db init --db "$missing"
same "of mode 0600" 600 "$(mode_of "$missing")"
ends_with "then a course can be made" 0 "$IPT" course create K7 --db "$missing"
(
  cd "$work/odd/folder"
  "$IPT" db init --db "file:x?mode=memory" >"$out" 2>"$err"
  "$IPT" db init --db :memory: >"$out" 2>"$err"
)
same "a name that looks like an address is a name" ":memory: file:x?mode=memory" \
  "$(cd "$work/odd/folder" && echo *)"

# --- What it needs and what it touches --------------------------------------------------------

needed="$(LC_ALL=C readelf -d "$IPT" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
  grep -vE '^(libc|libm)\.so\.6$|^ld-linux' || true)"
same "no library is needed but libc and libm" "" "$needed"

if ! strace -o /dev/null true 2>/dev/null; then
  skip "system calls" "ptrace is refused here"
else
  new_store
  traced() {
    strace -f -qq -o "$work/trace" \
      -e trace=%network,%file,execve,fork,vfork,clone,clone3,ftruncate "$IPT" "$@" \
      >"$out" 2>"$err" || { cat "$err" && exit 1; }
  }
  # Every path that was opened to write, made, renamed or removed.
  touched() {
    grep -E 'O_WRONLY|O_RDWR|O_CREAT|^[0-9]+ +(creat|rename|unlink|mkdir|rmdir|link|symlink|mknod|chmod|fchmod|truncate|chown)' \
      "$work/trace" | grep -v ' = -1 ' | grep -oE '"[^"]*"' | tr -d '"' | sort -u | tr '\n' ' '
  }
  network() { grep -cE '^[0-9]+ +(socket|connect|bind|listen|accept|send|recv)' "$work/trace" || true; }
  starts() { grep -cE '^[0-9]+ +(execve|fork|vfork|clone|clone3)\(' "$work/trace" || true; }
  traced "${log_next[@]}" --db "$store" -m "a note"
  same "a record opens no socket" 0 "$(network)"
  same "a record starts no process" 1 "$(starts)"
  same "a record writes the store and its journal, nothing else" \
    "$store $store-journal " "$(touched)"
  traced report progress K7 --db "$store" --with-notes
  same "a report opens no socket" 0 "$(network)"
  same "a report writes nothing" "" "$(touched)"
  traced prep K7 --db "$store"
  same "prep writes nothing" "" "$(touched)"
  mkdir "$work/home4"
  HOME="$work/home4" traced course create K7
  same "a first course opens no socket" 0 "$(network)"
  folder="$work/home4/.local/share/ipt"
  same "a first course makes folders, store and journal, nothing else" \
    "$work/home4/.local $work/home4/.local/share $folder $folder/ipt.db $folder/ipt.db-journal " \
    "$(touched)"
  traced --version
  same "ipt --version opens nothing but libraries and the time zone" "" \
    "$(grep 'openat' "$work/trace" | grep -vE '/etc/ld\.so|\.so|zoneinfo|localtime' || true)"
fi

# --- An older store ---------------------------------------------------------------------------

mkdir "$work/upgraded"
cp "$data/schema-1.db" "$work/upgraded/ipt.db"
for i in {1..8}; do
  { IPT_DB="$work/upgraded/ipt.db" "$IPT" course list >/dev/null 2>"$work/upgrade.$i" &&
    echo >>"$work/upgraded.well"; } &
done
wait
same "eight commands that open an older store at once all go well" 8 \
  "$(wc -l <"$work/upgraded.well")"
same "one of them says that it upgraded it" 1 \
  "$(cat "$work"/upgrade.? | grep -c 'upgraded from schema 1')"
copies=("$work"/upgraded/ipt.db.schema-1*)
same "the store as it was lies beside it, once" 1 "${#copies[@]}"
same "for its owner alone" 600 "$(stat -c %a "${copies[0]}")"

finish
