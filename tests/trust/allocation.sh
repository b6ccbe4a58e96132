#!/usr/bin/env bash
# Makes allocations of every writing command fail, one after the other, once and from then on: none
# of them crashes, each says in one error what happened, and the store holds all or nothing. Which
# commands: those of tests/support/writing.bash.
#   IPT=build/release/ipt tests/trust/allocation.sh
# Prints "ok - ..." or "not ok - ..." lines; exit status 1 when one is not ok.
# shellcheck disable=SC2317 # some functions are called by the names that others are given
set -euo pipefail

IPT="$(realpath "${IPT:?the path of the program}")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/support/writing.bash
. "$here/../support/writing.bash"
# shellcheck source=tests/support/checks.bash
. "$here/../support/checks.bash"
work="$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)"
trap 'rm -rf "$work"' EXIT

umask 077
unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME
export IPT_TODAY=2026-11-23 LC_ALL=C.UTF-8 TZ=UTC
# Every allocation up to the first number, then so many between there and the last.
each_up_to=20 samples=30
store=.local/share/ipt/ipt.db

# ---- what a store holds ----

# Prints a query that tells one state of the records from another: every table's rows, and of each
# revision its size, as times and names across stores differ in each run but are equally long.
query_of() {
  echo 'PRAGMA integrity_check; PRAGMA foreign_key_check;
    SELECT seq, operation, kind, entity, entity_id, course, length(payload) FROM revision;'
  sqlite3 -batch -readonly "$1" "SELECT 'SELECT ''' || name || ''', count(*) FROM ' || name ||
    ' HAVING count(*) > 0;' FROM sqlite_schema
    WHERE type = 'table' AND name NOT IN ('backup', 'rewrite_due')"
}

# read_contents HOME: sets `contents`; of no store as of an empty one. A journal that was left is
# rolled back first.
read_contents() {
  contents=ok
  [[ -s $1/$store ]] || return 0
  [[ ! -e $1/$store-journal ]] || HOME="$1" "$IPT" course list &>/dev/null || true
  contents="$(sqlite3 -batch -readonly "$1/$store" "$query" 2>&1)" || true
}

# ---- the sweep ----

# with_fault N STICKY PEER: runs the command in a fresh home; sets `status` and `said`.
with_fault() {
  rm -rf "$home"
  cp -r "$prepared" "$home"
  status=0
  (
    cd "$home"
    HOME="$home" IPT_ALLOCATION_AT="$1" IPT_ALLOCATION_STICKY="$2" IPT_ALLOCATION_COUNT="$count" \
      LD_PRELOAD="$work/allocation.so" "$3" "${arguments[@]}"
  ) >/dev/null 2>"$home.said" || status=$?
  said="$(<"$home.said")"
}

# Sets `found` to what is wrong with the last run: nothing when all is well.
judge() {
  local errors
  found=
  case "$status" in
    0 | 1) ;;
    *) found+="it ended with $status; " ;;
  esac
  read_contents "$home"
  [[ $contents == "$before" || $contents == "$after" ]] || found+="neither before nor after; "
  errors="$(grep -c '^ipt: error: ' "$home.said")" || true
  if [[ $status == 0 ]]; then
    [[ $contents == "$after" ]] || found+='LOST: acknowledged, and not there; '
  else
    ((errors == 1)) || found+="it said $errors errors; "
    [[ $contents == "$before" || $said == *'may be saved'* ]] || found+='saved, and not said so; '
    [[ $contents == "$before" || $said != *'nothing was saved'* ]] || found+='something was saved; '
  fi
  [[ -z $(find "$home" -name '*.part*') ]] || found+='a part of a file is left; '
}

# numbers_up_to LAST: every number at first, then some.
numbers_up_to() {
  local step=$((($1 - each_up_to) / samples))
  ((step > 0)) || step=1
  seq 1 $(($1 < each_up_to ? $1 : each_up_to))
  seq $((each_up_to + 1)) "$step" "$1"
  echo "$1"
}

# reference PREPARED ARGUMENTS...: sets what the store holds `before` and `after`, and how many
# `allocations` the command makes.
reference() {
  prepared="$1" arguments=("${@:2}")
  read_contents "$prepared"
  before="$contents"
  with_fault 0 0 "$IPT"
  read_contents "$home"
  after="$contents"
  read -r allocations _ <"$count"
}

# sweep NAME PREPARED ARGUMENTS...: writes to NAME.result what came of it.
sweep() {
  local name="$1" home="$work/$1" count="$work/$1.count"
  local prepared arguments allocations before after contents status said found n sticky
  local faults=0 wrong=0 unnoticed=0
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
  echo "$faults $allocations $wrong $unnoticed" >"$home.result"
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
  local home="$work/peer" count="$work/peer.count"
  local prepared arguments allocations before after contents status said found
  reference "$work/full" goal add K7 'two contacts a week'
  with_fault 0 0 "$IPT"
  judge
  check 'the judge finds nothing wrong with an honest peer' test ! "$found"
  check 'the judge notices an acknowledged record that is not there' finds LOST lie
  check 'the judge notices a crash' finds 'ended with 139' crash
  check 'the judge notices a failure without an error' finds 'said 0 errors' be_silent
  check 'the judge notices an error that is not true' finds 'something was' say_nothing_was_saved
}

# prepared_by ARGUMENTS...: one step of preparing; what cannot be prepared ends the script.
prepared_by() {
  HOME="$work/full" "$IPT" "$@" &>"$work/log" || {
    cat "$work/log"
    exit 1
  }
}

cc -std=gnu11 -O2 -Wall -Wextra -shared -fPIC -o "$work/allocation.so" "$here/allocation.c" -ldl
mkdir "$work/none" "$work/full"
make_full_store prepared_by
prepared_by db backup "$work/full/earlier.db"
prepared_by event add K7 'made redundant' --date 2026-06-01
query="$(query_of "$work/full/$store")"

test_the_test
names=()
sweep_in_turn() {
  names+=("$1")
  # Two at a time.
  ((${#names[@]} % 2)) || wait
  sweep "$1" "$work/$2" "${@:4}" &
}
writing_commands sweep_in_turn
wait
all_faults=0
for name in "${names[@]}"; do report "$name"; done
check "$all_faults failed allocations in ${#names[@]} commands" test "$all_faults" -gt 4000
exit "$failed"
