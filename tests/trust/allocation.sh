#!/usr/bin/env bash
# Makes allocations of the writing commands fail, one after the other, once and from then on: none
# of them crashes, each says in one error what happened, and the store holds all or nothing.
#   IPT=build/release/ipt tests/trust/allocation.sh
# Prints "ok - ..." or "not ok - ..." lines; exit status 1 when one is not ok.
# shellcheck disable=SC2317 # some functions are called by the names that others are given
set -euo pipefail

IPT="$(realpath "${IPT:?the path of the program}")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)"
trap 'rm -rf "$work"' EXIT

umask 077
unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME
export IPT_TODAY=2026-11-23 HOME="$work" LC_ALL=C.UTF-8 TZ=UTC
# Every allocation up to the first number, then so many between there and the last.
each_up_to=40 samples=60
failed=0

ok() { echo "ok - $1"; }
not_ok() {
  echo "not ok - $1"
  failed=1
}
# check NAME COMMAND...: one line for what the command says.
check() {
  local name="$1"
  shift
  if "$@"; then ok "$name"; else not_ok "$name"; fi
}

# ---- the commands ----

# commands ROW: calls ROW with a name and the arguments of each command.
commands() {
  "$1" 'course create' course create K8 --goal 'see people again' --score phq9=total:20
  "$1" 'session log' session log K7 --date 2026-11-16 --phq9 112301210 --technique link,affect \
    --note 'spoke of the new team'
  "$1" 'session amend' session amend K7@2026-09-14 --phq9 212222211 --date 2026-09-15 \
    --note 'spoke of the move again' --question '' --reason 'a slip'
  "$1" 'session move' session move K7@2026-09-14 M3 --reason 'wrong client'
  "$1" 'session remove' session remove K7.1 --reason 'never was'
  "$1" 'score add' score add K7 phq9=112301210 --date 2026-11-17
  "$1" 'course pause' course pause K7 --from 2026-12-21 --to 2027-01-03 --reason travel
  "$1" 'course end' course end M3 --status completed
  "$1" 'goal add' goal add K7 'two contacts a week'
  "$1" 'contact add' contact add K7 --mode phone --risk none --text 'asked for a letter'
  "$1" 'instrument define' instrument define mood --total-min 0 --total-max 10 \
    --direction higher-worse --bands 0=light,4=low
  "$1" 'client recode' client recode K7 Z9 --reason 'a slip'
  "$1" undo undo
  "$1" 'db init' db init
  "$1" 'db backup' db backup "$work/copy.db" --force
}

prepare() {
  "$IPT" db init
  "$IPT" course create K7 --start 2026-09-07 --weeks 12 --focus transition \
    --goal 'sleep through' --score phq9=total:17
  "$IPT" session log K7 --date 2026-09-07 --phq9 222222221 --note 'first meeting'
  "$IPT" session log K7 --date 2026-09-14 --phq9 212222221 --task 'sleep diary' \
    --note 'spoke of the move' --question 'stay with the move?'
  "$IPT" course create M3 --start 2026-09-07
}

# ---- what a store holds ----

# Prints a query that tells one state of the records from another: every table's rows, and of each
# revision its size, as times and names across stores differ in each run but are equally long.
query_of() {
  echo 'PRAGMA integrity_check; PRAGMA foreign_key_check;
    SELECT seq, operation, kind, entity, entity_id, course, length(payload) FROM revision;'
  sqlite3 -batch -readonly "$1" "SELECT 'SELECT count(*) FROM ' || name || ';' FROM sqlite_schema
    WHERE type = 'table' AND name <> 'backup'"
}

# read_contents FILE: sets `contents`. A journal that was left is rolled back first.
read_contents() {
  contents=none
  [[ -s $1 ]] || return 0
  [[ ! -e $1-journal ]] || "$IPT" course list --db "$1" &>/dev/null || true
  contents="$(sqlite3 -batch -readonly "$1" "$query" 2>&1)" || true
}

# ---- the sweep ----

# with_fault N STICKY PEER: runs the command on a fresh store; sets `status` and `said`.
with_fault() {
  cp "$prepared" "$store"
  rm -f "$store-journal" "$count"
  status=0
  IPT_ALLOCATION_AT="$1" IPT_ALLOCATION_STICKY="$2" IPT_ALLOCATION_COUNT="$count" \
    LD_PRELOAD="$work/allocation.so" "$3" "${arguments[@]}" --db "$store" \
    >/dev/null 2>"$folder/said" || status=$?
  said="$(<"$folder/said")"
}

# Sets `found` to what is wrong with the last run: nothing when all is well.
judge() {
  local errors
  found=
  case "$status" in
    0 | 1) ;;
    *) found+="it ended with $status; " ;;
  esac
  contents="$before"
  if [[ -e $store-journal ]] || ! cmp -s "$prepared" "$store"; then read_contents "$store"; fi
  [[ $contents == "$before" || $contents == "$after" ]] || found+="neither before nor after; "
  errors="$(grep -c '^ipt: error: ' "$folder/said")" || true
  if [[ $status == 0 ]]; then
    [[ $contents == "$after" ]] || found+='LOST: acknowledged, and not there; '
  else
    ((errors == 1)) || found+="it said $errors errors; "
    [[ $contents == "$before" || $said == *'may be saved'* ]] || found+='saved, and not said so; '
    [[ $contents == "$before" || $said != *'nothing was saved'* ]] || found+='something was saved; '
  fi
  [[ -z $(find "$folder" -name '*.part*') ]] || found+='a part of a file is left; '
}

# numbers_up_to LAST: every number at first, then some.
numbers_up_to() {
  local step=$((($1 - each_up_to) / samples))
  ((step > 0)) || step=1
  seq 1 $(($1 < each_up_to ? $1 : each_up_to))
  seq $((each_up_to + 1)) "$step" "$1"
  echo "$1"
}

# reference ARGUMENTS...: sets what the store holds `before` and `after`, and how many
# `allocations` the command makes.
reference() {
  arguments=("$@")
  read_contents "$prepared"
  before="$contents"
  with_fault 0 0 "$IPT"
  read_contents "$store"
  after="$contents"
  read -r allocations _ <"$count"
}

# sweep NAME ARGUMENTS...: writes to NAME.result what came of it.
sweep() {
  local name="$1" folder="$work/$1" store="$work/$1/ipt.db" count="$work/$1/count"
  local arguments allocations before after contents status said found n sticky
  local faults=0 wrong=0 unnoticed=0
  mkdir "$folder"
  reference "${@:2}"
  for sticky in 0 1; do
    for n in $(numbers_up_to "$allocations"); do
      with_fault "$n" "$sticky" "$IPT"
      judge
      faults=$((faults + 1))
      [[ $status != 0 ]] || unnoticed=$((unnoticed + 1))
      [[ $found ]] || continue
      wrong=$((wrong + 1))
      ((wrong > 5)) || echo "# $name: allocation $n (sticky $sticky), status $status: $found$said"
    done
  done
  echo "$faults $allocations $wrong $unnoticed" >"$folder.result"
}

report() {
  local faults=0 allocations=0 wrong=1 unnoticed=0
  read -r faults allocations wrong unnoticed <"$work/$1.result" || true
  all_faults=$((all_faults + faults))
  # With all the memory there is, it works; where all of it fails, it does not.
  check "$1: $faults of $allocations allocations failed, $unnoticed of them without harm: all or\
 nothing, and no crash" test "$wrong" = 0 -a "$faults" -gt 0 -a "$unnoticed" -lt "$faults"
}

# ---- does the test notice? ----

lie() { "$IPT" "$@" --dry-run; }
crash() { return 139; }
be_silent() { return 1; }
say_nothing_was_saved() {
  "$IPT" "$@"
  echo 'ipt: error: nothing was saved' >&2
  return 1
}

finds() {
  with_fault 0 0 "$2"
  judge
  [[ $found == *"$1"* ]]
}

test_the_test() {
  local folder="$work/peer" store="$work/peer/ipt.db" count="$work/peer/count"
  local arguments allocations before after contents status said found
  mkdir "$folder"
  reference goal add K7 'two contacts a week'
  with_fault 0 0 "$IPT"
  judge
  check 'the judge finds nothing wrong with an honest peer' test ! "$found"
  check 'the judge notices an acknowledged record that is not there' finds LOST lie
  check 'the judge notices a crash' finds 'ended with 139' crash
  check 'the judge notices a failure without an error' finds 'said 0 errors' be_silent
  check 'the judge notices an error that is not true' finds 'something was' say_nothing_was_saved
}

cc -std=gnu11 -O2 -Wall -Wextra -shared -fPIC -o "$work/allocation.so" "$here/allocation.c" -ldl
prepared="$work/prepared.db"
export IPT_DB="$prepared"
prepare &>"$work/log" || {
  cat "$work/log"
  exit 1
}
unset IPT_DB
query="$(query_of "$prepared")"

test_the_test
names=()
sweep_in_turn() {
  names+=("$1")
  # Two at a time.
  ((${#names[@]} % 2)) || wait
  sweep "$@" &
}
commands sweep_in_turn
wait
all_faults=0
for name in "${names[@]}"; do report "$name"; done
check "$all_faults failed allocations in ${#names[@]} commands" test "$all_faults" -gt 1000
exit "$failed"
