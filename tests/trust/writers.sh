#!/usr/bin/env bash
# Many processes that write to one store at once, readers that never stop, and a killer: it ends
# writers at random and, where the system lists its locks, the very one that is writing. What is
# killed is run again with the same --op-id. At the end every record that was acknowledged is there
# once, nothing else is there, nobody waited for longer than the bar, and no reader failed.
#   IPT=build/release/ipt tests/trust/writers.sh
# TRUST_FOLDER is a folder on a real disk (/var/tmp): in memory nobody waits for a flush.
# Prints "ok - ..." or "not ok - ..." lines; exit status 1 when one is not ok.
# shellcheck disable=SC2016,SC2317 # awk has its own $; some functions are called by given names
set -euo pipefail

IPT="$(realpath "${IPT:?the path of the program}")"
# shellcheck source=tests/support/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/../support/checks.bash"
disk="$(mktemp -d -p "${TRUST_FOLDER:-/var/tmp}")"
memory="$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d -p "$disk")"
trap 'rm -rf "$disk" "$memory"' EXIT

umask 077
unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME
export IPT_TODAY=2026-11-23 HOME="$memory" LC_ALL=C.UTF-8
bar_ms=10000
first_day=2026-08-03 # a Monday, sixteen weeks before today
writers_a_course=2

# ---- writers ----
#
# A trial is a folder with a store, and for each writer, reader and killer a log with a line a run:
# exit status, milliseconds, and of a writer the mark of its record.

honest() { "$IPT" "$@"; }

# code_of WRITER: sets `code` to the course that the writer shares with its neighbours.
code_of() { code="K$((($1 - 1) / writers_a_course + 1))"; }

# arguments_of WRITER NUMBER: sets `mark`, which is the record's text and its --op-id, and
# `arguments`, of `week`. Sessions and events by turns; no two writers of a course record the same day.
arguments_of() {
  local writer="$1" number="$2" pair
  code_of "$writer"
  mark="w$writer-r$number"
  pair=$(((number - 1) / 2))
  week=$((pair * writers_a_course + (writer - 1) % writers_a_course))
  if ((number % 2)); then
    arguments=(session log "$code" --date "${mondays[week]}" --phq9 "total:$week" --note "$mark")
  else
    arguments=(event add "$code" "$mark" --date "${mondays[week]}")
  fi
  arguments+=(--db "$store" --op-id "$mark" --json)
}

# timed COMMAND...: sets `status` and `took`, in milliseconds.
timed() {
  local began="$EPOCHREALTIME"
  status=0
  "$@" || status=$?
  took=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
}

# attempt PEER: one run with `arguments`; one in `odds` is killed by its own clock.
attempt() {
  local limit
  if ((odds > 0 && RANDOM % odds == 0)); then
    printf -v limit '0.%03d' $((RANDOM % 60 + 1))
    timed timeout -s KILL "$limit" "$IPT" "${arguments[@]}"
  else
    timed "$1" "${arguments[@]}"
  fi
}

# write_all PEER WRITER RECORDS: the records of one writer, each until it is not killed any more.
write_all() {
  local peer="$1" writer="$2" records="$3" number week status took mark code arguments again
  RANDOM=$writer
  for ((number = 1; number <= records; number++)); do
    arguments_of "$writer" "$number"
    status=137 again=
    while ((status == 137)); do
      attempt "$peer" >"$trial/out.$writer" 2>"$trial/err.$writer"
      [[ $status != 0 || ! $again || $(<"$trial/out.$writer") != *'"already_saved":true'* ]] ||
        again=saved
      echo "$status $took $mark $again" >>"$trial/writer.$writer"
      ((status == 0 || status == 137)) || cat "$trial/err.$writer" >>"$trial/errors"
      again=again
    done
  done
}

# ---- readers, and the killer ----

stopped() { [[ -e $trial/stop ]]; }

# read_on NAME ARGUMENTS...: runs the reader again and again.
read_on() {
  local name="$1" status took
  shift
  until stopped; do
    timed "$@" --db "$store" >/dev/null 2>"$trial/err.$name"
    echo "$status $took" >>"$trial/reader.$name"
    ((status == 0 || status == 10 || status == 137)) || cat "$trial/err.$name" >>"$trial/errors"
  done
}

# kill_lock_holders: ends whoever holds a lock for writing on the store, a few times a second.
kill_lock_holders() {
  local inode kind process place
  inode="$(stat -c %i "$store")"
  until stopped; do
    sleep 0.2
    while read -r _ _ _ kind process place _; do
      [[ $kind == WRITE && $place == *":$inode" && /proc/$process/exe -ef $IPT ]] || continue
      kill -KILL "$process" 2>/dev/null && echo "$process" >>"$trial/killer"
      break
    done </proc/locks
  done
}

# ---- a trial ----

# prepare FOLDER WRITERS: sets `trial` and `store`, and makes the courses.
prepare() {
  local writer code last=
  trial="$1" store="$1/ipt.db"
  mkdir "$trial"
  "$IPT" db init --db "$store"
  for ((writer = 1; writer <= $2; writer++)); do
    code_of "$writer"
    [[ $code == "$last" ]] ||
      "$IPT" course create "$code" --start "$first_day" --focus grief --db "$store"
    last="$code"
  done
} &>/dev/null

# run_trial FOLDER WRITERS RECORDS ODDS [PEER [READER]]
run_trial() {
  local writer writers="$2" records="$3" odds="$4" peer="${5-honest}" reader="${6-$IPT}" pids=()
  prepare "$1" "$writers"
  for ((writer = 1; writer <= writers; writer++)); do
    write_all "$peer" "$writer" "$records" &
    pids+=($!)
  done
  read_on report "$reader" report weekly &
  read_on check "$reader" check &
  if ((odds > 0)) && [[ -r /proc/locks ]]; then kill_lock_holders & fi
  wait "${pids[@]}"
  touch "$trial/stop"
  wait
  read_figures
}

# lines FILE...: how many; none where there is no file.
lines() { { cat "$@" 2>/dev/null || true; } | wc -l; }

# What awk makes of the logs.
of_writers() { cat "$trial"/writer.* | awk "$1"; }
of_readers() { cat "$trial"/reader.* | awk "$1"; }

in_store() { sqlite3 -batch -readonly "$store" "$1" 2>&1 || true; }

# listed: how many sessions the program itself lists.
listed() {
  local number sum=0 count
  for ((number = 1; number <= $(in_store 'SELECT count(*) FROM course'); number++)); do
    count="$("$IPT" session list "K$number" --json --db "$store" 2>/dev/null | grep -o '"attendance":"attended"' |
      wc -l)"
    sum=$((sum + count))
  done
  echo "$sum"
}

# Sets what the trial came to.
read_figures() {
  local texts='SELECT text FROM note UNION ALL SELECT text FROM event'
  of_writers '$1 == 0 { print $3 }' | sort >"$trial/acknowledged"
  in_store "$texts" | sort >"$trial/found"
  acknowledged="$(lines "$trial/acknowledged")"
  lost="$(comm -23 "$trial/acknowledged" <(uniq "$trial/found") | wc -l)"
  stray="$(comm -13 "$trial/acknowledged" "$trial/found" | wc -l)"
  refused="$(of_writers '$1 != 0 && $1 != 137' | wc -l)"
  killed="$(of_writers '$1 == 137' | wc -l)"
  killed_writing="$(lines "$trial/killer")"
  saved_unsaid="$(of_writers '$4 == "saved"' | wc -l)"
  longest="$(of_writers '$2 > most { most = $2 } END { print most + 0 }')"
  reports="$(of_readers '$1 == 0 || $1 == 10' | wc -l)"
  readers_failed="$(of_readers '$1 != 0 && $1 != 10 && $1 != 137' | wc -l)"
  longest_read="$(of_readers '$2 > most { most = $2 } END { print most + 0 }')"
  sound="$(in_store 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
  # Every operation is in the history, whose numbers have no gap.
  history="$(in_store 'SELECT count(DISTINCT operation) - (SELECT count(*) FROM course), max(seq) - count(*)
    FROM revision')"
  sessions="$(in_store 'SELECT count(*) FROM appointment')"
}

# Sets `found` to what is wrong with the trial: nothing when all is well.
judge_trial() {
  local expected="$1"
  found=
  ((acknowledged == expected)) || found+="acknowledged $acknowledged of $expected; "
  ((lost == 0)) || found+="LOST: $lost acknowledged records; "
  ((stray == 0)) || found+="$stray records twice, or never asked for; "
  ((refused == 0)) || found+="$refused commands failed; "
  ((longest <= bar_ms)) || found+="somebody waited for $longest ms; "
  ((reports > 0)) || found+="no report was run; "
  ((readers_failed == 0)) || found+="$readers_failed reports failed; "
  [[ $sound == ok ]] || found+="the store is not sound: ${sound:0:200}; "
  [[ $history == "$expected|0" ]] || found+="the history holds: $history; "
  [[ $(listed) == "$sessions" ]] || found+="the program does not list every session; "
}

# report_trial NAME WRITERS RECORDS
report_trial() {
  judge_trial $(($2 * $3))
  check "$1: $2 writers, $acknowledged records acknowledged, $lost lost, $stray twice" \
    test ! "$found"
  [[ ! $found ]] || echo "#   $found"
  [[ ! -e $trial/errors ]] || sort "$trial/errors" | uniq -c | head -n 20 | sed 's/^/#   /'
  ok "$1: $killed times a writer was killed, $killed_writing times the one that was writing;\
 $saved_unsaid times it had saved, and said so when asked again"
  check "$1: the longest wait of a writer was $longest ms" test "$longest" -le "$bar_ms"
  check "$1: $reports reports meanwhile, $readers_failed failed, the longest took $longest_read ms" \
    test "$readers_failed" = 0
}

# ---- does the test notice? ----

lie() { "$IPT" "$@" --dry-run; }
# Records the same on the next day, too.
stutter() {
  local again=("${@/#2026-*/$(date -d "${mondays[week]} 1 day" +%F)}")
  "$IPT" "$@"
  "$IPT" "${again[@]/%"$mark"/"$mark-again"}" --note "$mark"
}
slow() {
  sleep 0.5
  "$IPT" "$@"
}
impatient() { return 7; }
lose_page() {
  "$IPT" "$@"
  dd if=/dev/zero of="$store" bs=4096 seek=9 count=1 conv=notrunc status=none
}

# finds WHAT PEER [READER]: a small trial of that peer is found to be wrong in that way.
trials_of_peers=0
finds() {
  local what="$1" bar_ms=400
  shift
  trials_of_peers=$((trials_of_peers + 1))
  run_trial "$memory/peer$trials_of_peers" 3 1 0 "$@"
  judge_trial 3
  [[ $found == *"$what"* ]]
}
finds_nothing() {
  run_trial "$memory/honest" 3 1 0 honest
  judge_trial 3
  [[ ! $found ]]
}

test_the_test() {
  check 'the judge finds nothing wrong with an honest peer' finds_nothing
  check 'the judge notices an acknowledged record that is not there' finds LOST lie
  check 'the judge notices a record that is there twice' finds 'records twice' stutter
  check 'the judge notices a writer that waits for too long' finds 'waited for' slow
  check 'the judge notices a writer that gives up' finds 'commands failed' impatient
  check 'the judge notices a report that fails' finds 'reports failed' honest false
  check 'the judge notices a store that is damaged' finds 'not sound' lose_page
}

# ---- the trials ----

# longest_of READERS: sets `longest` to the longest run of one writer beside that many readers, on
# the store of the last trial.
longest_of() {
  local reader number arguments status took readers=()
  rm "$trial/stop"
  for ((reader = 1; reader <= $1; reader++)); do
    read_on "beside.$reader" "$IPT" report weekly &
    readers+=($!)
  done
  longest=0
  for ((number = 1; number <= 60; number++)); do
    timed "$IPT" event add K1 "beside $1 readers, $number" --date "$first_day" --db "$store" &>/dev/null
    ((took <= longest)) || longest="$took"
  done
  touch "$trial/stop"
  wait "${readers[@]}"
}

trial_of_readers() {
  local alone beside
  longest_of 0
  alone="$longest"
  longest_of 2
  beside="$longest"
  check "a writer waits for reports: beside two that never stop $beside ms at most, alone $alone ms" \
    test "$beside" -le "$bar_ms"
}

# Nobody waits for ever: beside a lock that is never given back a writer is told so, with status 7.
trial_of_patience() {
  local status took holder input
  prepare "$memory/held" 1
  coproc HOLDER { sqlite3 "$store"; }
  holder="$HOLDER_PID" input="${HOLDER[1]}"
  echo "BEGIN IMMEDIATE; SELECT 'held';" >&"$input"
  read -r <&"${HOLDER[0]}"
  timed "$IPT" event add K1 "in vain" --date "$first_day" --db "$store" &>/dev/null
  exec {input}>&-
  wait "$holder"
  check "beside a lock that is never given back a writer is refused with $status after $took ms" \
    test "$status" = 7 -a "$took" -ge 9900 -a "$took" -le $((bar_ms + 2000))
}

mapfile -t mondays < <(for week in {0..15}; do date -d "$first_day $week weeks" +%F; done)

test_the_test
trial_of_patience
for writers in 32 64; do
  run_trial "$disk/$writers" "$writers" 8 8
  report_trial "on a disk" "$writers" 8
done
trial_of_readers
run_trial "$memory/64" 64 12 4
report_trial "in memory" 64 12
exit "$failed"
