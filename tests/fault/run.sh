#!/usr/bin/env bash
# Makes every call with which a writing command changes the folder of its store fail, one after the
# other and in several ways, and looks at the store afterwards: what was acknowledged is there,
# nothing is there by half, and the same command run again works and records nothing twice.
#   IPT=build/release/ipt tests/fault/run.sh
# Prints "ok - ..." or "not ok - ..." lines; exit status 1 when one is not ok.
# shellcheck disable=SC2317 # functions are called by the names that "check" is given
set -euo pipefail
shopt -s globstar dotglob nullglob

IPT="$(realpath "${IPT:?the path of the program}")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
if [[ -w /dev/shm ]]; then work="$(mktemp -d -p /dev/shm)"; else work="$(mktemp -d)"; fi
work="$(realpath "$work")"
trap 'rm -rf "$work"' EXIT

unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME
export IPT_TODAY=2026-11-23
store=.local/share/ipt/ipt.db
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

# ---- the program, and what its store holds ----

# program HOME ARGUMENTS...: runs the program on the default store of a home folder.
program() { HOME="$1" "$IPT" "${@:2}"; }

# Every record but for what differs in each run: the time, and the UUID.
write_content_query() {
  sqlite3 -readonly "$1" >"$work/content.sql" <<'SQL'
SELECT 'PRAGMA integrity_check; PRAGMA foreign_key_check;';
SELECT 'SELECT ''' || t.name || ''', ' || group_concat('quote(' || c.name || ')') || ' FROM ' ||
  t.name || ';'
FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND c.name NOT IN ('uuid', 'at', 'payload') GROUP BY t.name;
SELECT 'SELECT seq, json_remove(payload, ''$.state.uuid'') FROM revision;';
SQL
}

# content HOME [journal]: all that the store holds, after "ok" when it is sound, and the names of
# files that have no business beside it. A journal may be left until somebody writes. An empty store
# and a missing one hold the same.
content() {
  local home="$1" file
  for file in "$home"/**; do
    [[ -d $file || $file == "$home/$store" ]] && continue
    [[ ${2-} == journal && $file == "$home/$store-journal" ]] && continue
    echo "left behind: ${file#"$home"/}"
  done
  if [[ -s $home/$store ]]; then
    sqlite3 -readonly "$home/$store" <"$work/content.sql" 2>&1 || true
  else
    echo ok
  fi
}

# ---- one trial ----

# What a trial found, for the variables that it set (see `trial`); nothing when all is well.
finding() {
  case "$status" in
    0 | 1 | 5 | 137) ;;
    *) echo "it ended with $status" ;;
  esac
  if [[ $seen != "$before" && $seen != "$after" ]]; then
    echo "the store holds neither what was before nor what should be: $seen"
  elif [[ $status == 0 && $seen != "$after" ]]; then
    echo "LOST: it was acknowledged and is not there"
  elif [[ $said == *'nothing was saved'* && $seen != "$before" ]]; then
    echo "it said that nothing was saved, and something was"
  fi
  case "$read_status" in
    0) ;;
    5) [[ $seen == ok && $before == ok ]] || echo "the store cannot be opened" ;;
    *) echo "reading it ended with $read_status" ;;
  esac
  [[ $again_status == 0 ]] || echo "run again it ended with $again_status: $again_said"
  [[ $again == "$after" ]] || echo "run again it left: $again"
}

# trial HOME COMMAND...: runs the command once on the home, then looks at the store with a reader
# and, on a copy of what was left, runs the command again without a fault. Sets what `finding`
# reads.
trial() {
  local home="$1"
  shift
  status=0 read_status=0 again_status=0
  said="$("$@" 2>&1 >/dev/null)" || status=$?
  cp -r "$home" "$home.again"
  program "$home" course list --all >/dev/null 2>&1 || read_status=$?
  seen="$(content "$home" journal)"
  again_said="$(program "$home.again" "${arguments[@]}" 2>&1)" || again_status=$?
  again="$(content "$home.again")"
}

# ---- the sweep ----

# with_fault HOME KIND STICKY N ARGUMENTS...
with_fault() {
  LD_PRELOAD="$work/fault.so" IPT_FAULT_FOLDER="$1" IPT_FAULT_KIND="$2" IPT_FAULT_STICKY="$3" \
    IPT_FAULT_AT="$4" IPT_FAULT_COUNT="$1.count" HOME="$1" "$IPT" "${@:5}"
}

# references NAME PREPARED ARGUMENTS...: what the store holds before and after the command, and
# which calls the command makes.
references() {
  local name="$1" prepared="$2"
  arguments=("${@:3}")
  before="$(content "$prepared")"
  cp -r "$prepared" "$work/$name.clean"
  with_fault "$work/$name.clean" '' 0 0 "${arguments[@]}" >/dev/null 2>&1
  after="$(content "$work/$name.clean")"
  read -r _ _ letters <"$work/$name.clean.count"
  [[ $before != "$after" ]]
}

# sweep NAME PREPARED ARGUMENTS...: every fault in every call; writes to NAME.result the number of
# faults and of calls, of acknowledged records that were lost, of errors after the moment of commit,
# of other findings, and of records that were acknowledged all the same.
sweep() {
  local name="$1" prepared="$2" kind sticky n home faults=0 lost=0 late=0 others=0 found applied
  local errors=0 acknowledged=0
  references "$@"
  for kind in eio enospc kill torn short; do
    for sticky in 0 1; do
      [[ $sticky == 1 && ($kind == kill || $kind == torn) ]] && continue
      for ((n = 1; n <= ${#letters}; n++)); do
        [[ ($kind == torn || $kind == short) && ${letters:n-1:1} != w ]] && continue
        home="$work/$name.$kind.$sticky.$n"
        cp -r "$prepared" "$home"
        trial "$home" with_fault "$home" "$kind" "$sticky" "$n" "${arguments[@]}"
        read -r _ applied _ <"$home.count"
        found="$(finding)"
        ((applied > 0)) || found+="the fault did not happen"
        rm -rf "$home" "$home.again" "$home.count"
        faults=$((faults + 1))
        if [[ $status == 0 ]]; then
          acknowledged=$((acknowledged + 1))
        else
          errors=$((errors + 1))
          [[ $seen != "$after" || $status == 137 ]] || late=$((late + 1))
        fi
        [[ $found ]] || continue
        if [[ $found == *LOST* ]]; then lost=$((lost + 1)); else others=$((others + 1)); fi
        echo "# $name: $kind (sticky $sticky) in call $n, status $status: $found" | head -n 8
        [[ ! $said ]] || echo "#   ${said//$'\n'/$'\n'#   }"
      done
    done
  done
  ((errors > 0 && acknowledged > 0)) || others=$((others + 1))
  echo "$faults ${#letters} $lost $late $others $acknowledged" >"$work/$name.result"
}

prepare() {
  program "$1" course create K7 --start 2026-09-07 --weeks 12 --focus transition \
    --goal 'sleep through' --score phq9=total:17
  program "$1" session log K7 --date 2026-09-07 --phq9 222222221 --note 'first meeting'
  program "$1" session log K7 --date 2026-09-14 --phq9 212222221 --task 'sleep diary' \
    --note 'spoke of the move' --question 'stay with the move?'
  program "$1" session log K7 --date 2026-09-21 --dna
}

sweep_commands() {
  sweep 'session log' "$work/prepared" session log K7 --date 2026-11-16 --phq9 112301210 \
    --technique link,affect --note 'spoke of the new team' &
  sweep 'session amend' "$work/prepared" session amend K7@2026-09-14 --phq9 212222211 \
    --date 2026-09-15 --note 'spoke of the move again' --question '' --reason 'a slip' \
    --op-id amend-1 &
  wait
  sweep 'course pause' "$work/prepared" course pause K7 --from 2026-12-21 --to 2027-01-03 \
    --reason travel --op-id pause-1 &
  sweep 'course create' "$work/empty" course create K8 --goal 'see people again' \
    --score phq9=total:20 --op-id create-1 &
  wait
}

report_sweeps() {
  local name faults calls lost late others acknowledged
  local all_faults=0 all_lost=0 all_late=0 commands=0
  for name in 'session log' 'session amend' 'course pause' 'course create'; do
    read -r faults calls lost late others acknowledged <"$work/$name.result" || faults=0
    commands=$((commands + 1))
    all_faults=$((all_faults + faults))
    all_lost=$((all_lost + lost))
    all_late=$((all_late + late))
    check "$name: $faults faults in $calls calls: all or nothing, $acknowledged times all" \
      test "$faults" -gt 0 -a "$others" = 0
  done
  check "$all_faults faults in $commands commands: $all_lost acknowledged records lost" \
    test "$all_lost" = 0
  check "$all_late errors came after the moment of commit, and said so" test "$all_late" -gt 0
}

# ---- the second method ----

# with_strace HOME CALLS ERROR N ARGUMENTS...
with_strace() {
  HOME="$1" strace -f -qq -o "$1.trace" -e "trace=$2" -e "inject=$2:error=$3:when=$4" \
    "$IPT" "${@:5}"
}

sweep_with_strace() {
  local calls error n home found faults=0 lost=0 others=0
  if ! strace -o /dev/null true 2>/dev/null; then
    ok 'strace injection not permitted here'
    return
  fi
  references strace "$work/prepared" session log K7 --date 2026-11-16 --phq9 112301210 \
    --note 'spoke of the new team'
  for calls in fdatasync,fsync:EIO pwrite64:ENOSPC unlink:EIO; do
    error="${calls#*:}" calls="${calls%:*}"
    for ((n = 1; ; n++)); do
      home="$work/strace.$n"
      cp -r "$work/prepared" "$home"
      trial "$home" with_strace "$home" "$calls" "$error" "$n" "${arguments[@]}"
      found="$(finding)"
      grep -q INJECTED "$home.trace" || break
      rm -rf "$home" "$home.again" "$home.trace"
      faults=$((faults + 1))
      [[ $found ]] || continue
      if [[ $found == *LOST* ]]; then lost=$((lost + 1)); else others=$((others + 1)); fi
      echo "# strace: $calls $error $n, status $status: $found" | head -n 8
    done
    rm -rf "$home" "$home.again" "$home.trace"
  done
  check "strace: $faults faults in session log: $lost acknowledged records lost" \
    test "$faults" -gt 5 -a "$lost" = 0 -a "$others" = 0
}

# ---- the test of the test ----

# A peer that says "saved" and saves nothing.
lie() { program "$1" "${@:2}" --dry-run; }
# Peers that save, and then the store loses something.
lose_note() {
  program "$1" "${@:2}"
  sqlite3 "$1/$store" \
    'DROP TRIGGER note_delete; DELETE FROM note WHERE id = (SELECT max(id) FROM note)'
}
lose_page() {
  program "$1" "${@:2}"
  dd if=/dev/zero of="$1/$store" bs=4096 seek=9 count=1 conv=notrunc status=none
}
cut_off() {
  program "$1" "${@:2}"
  truncate -s -4096 "$1/$store"
}
leave_file() {
  program "$1" "${@:2}"
  touch "$1/$store.part"
}
crash() {
  program "$1" "${@:2}"
  return 139
}
say_nothing_was_saved() {
  program "$1" "${@:2}"
  echo 'nothing was saved' >&2
  return 1
}
honest() { program "$1" "${@:2}"; }

# judged PEER: what the checker finds in a trial of that peer.
judged() {
  local home="$work/peer.$1"
  cp -r "$work/prepared" "$home"
  trial "$home" "$1" "$home" "${arguments[@]}"
  finding
}

finds() { [[ $(judged "$1") == *"$2"* ]]; }
finds_nothing() { [[ ! $(judged "$1") ]]; }

test_the_test() {
  references peer "$work/prepared" session log K7 --date 2026-11-16 --phq9 112301210 \
    --note 'spoke of the new team'
  check 'the checker finds nothing wrong with an honest peer' finds_nothing honest
  check 'the checker notices an acknowledged record that is not there' finds lie LOST
  check 'the checker notices a session without its note' finds lose_note neither
  check 'the checker notices a lost page' finds lose_page neither
  check 'the checker notices a store that is cut off' finds cut_off neither
  check 'the checker notices a file that is left behind' finds leave_file 'left behind'
  check 'the checker notices a crash' finds crash 'ended with 139'
  check 'the checker notices an error that is not true' finds say_nothing_was_saved 'something was'
}

# ---- ----

cc -std=gnu11 -O2 -Wall -Wextra -shared -fPIC -o "$work/fault.so" "$here/fault.c" -ldl
mkdir "$work/prepared" "$work/empty"
prepare "$work/prepared" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
write_content_query "$work/prepared/$store"

test_the_test
sweep_commands
report_sweeps
sweep_with_strace
exit "$failed"
