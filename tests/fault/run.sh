#!/usr/bin/env bash
# Makes every call with which a writing command changes the folder of its store fail, one after the
# other and in several ways, and looks at the store afterwards: what was acknowledged is there,
# nothing is there by half, and the same command run again works and records nothing twice.
#   IPT=build/release/ipt tests/fault/run.sh
# Prints "ok - ..." or "not ok - ..." lines; exit status 1 when one is not ok.
#
# Which commands: those of tests/support/writing.bash, where a new one gets its row; one without a
# row is "not ok" here. Rows in `thorough` meet every kind of fault, the others those in `usual`. A
# command that changes other files than the store (its row says "apart") needs a function here named
# after it, such as sweep_db_backup.
# shellcheck disable=SC2317 # some functions are called by the names that others are given
set -euo pipefail
shopt -s globstar dotglob nullglob

IPT="$(realpath "${IPT:?the path of the program}")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/support/writing.bash
. "$here/../support/writing.bash"
# shellcheck source=tests/support/checks.bash
. "$here/../support/checks.bash"
if [[ -w /dev/shm ]]; then work="$(mktemp -d -p /dev/shm)"; else work="$(mktemp -d)"; fi
work="$(realpath "$work")"
trap 'rm -rf "$work"' EXIT

umask 077
unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME
export IPT_TODAY=2026-11-23
store=.local/share/ipt/ipt.db
separator=$'\x1e'

# ---- the program, and what its store holds ----

# program HOME ARGUMENTS...: runs the program on the default store of a home folder.
program() { HOME="$1" "$IPT" "${@:2}"; }

# prepared_by ARGUMENTS...: one step of preparing; what cannot be prepared ends the script.
prepared_by() {
  program "$work/full" "$@" &>"$work/log" || {
    echo "not ok - prepare: ipt $*"
    cat "$work/log"
    exit 1
  }
}

# Prints the query for every record but for what differs in each run: times, UUIDs, salts and what
# follows from them; and for whether the file has to be written anew, which the next writer does.
query_of() {
  sqlite3 -readonly "$1" <<'SQL'
SELECT 'PRAGMA integrity_check; PRAGMA foreign_key_check;';
SELECT 'SELECT ''' || t.name || ''', ' || group_concat('quote(' || c.name || ')') || ' FROM ' ||
  t.name || ';'
FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND t.name <> 'rewrite_due' AND c.name NOT IN ('uuid', 'at', 'payload', 'salt',
  'commitment', 'previous', 'hash') GROUP BY t.name;
SELECT 'SELECT seq, json_remove(payload, ''$.state.uuid'', ''$.state.salt'', ''$.state.mark'') ' ||
  'FROM revision;';
SQL
}

# read_contents HOME...: sets `contents` to all that each store holds, after "ok" when it is sound.
# An empty store and a missing one hold the same: nothing.
read_contents() {
  local home i output="$work/contents.$BASHPID"
  for home in "$@"; do
    if [[ -s $home/$store ]]; then
      printf '.open --readonly "%s"\n%s\n' "$home/$store" "$query"
    else
      echo "SELECT 'ok';"
    fi
    echo ".print $separator"
  done | sqlite3 >"$output" 2>&1 || true
  mapfile -t -d "$separator" contents <"$output"
  for i in "${!contents[@]}"; do
    contents[i]="${contents[i]#$'\n'}" contents[i]="${contents[i]%$'\n'}"
  done
}

# read_left HOME: sets `left` to the files that are not the store.
read_left() {
  local file
  left=
  for file in "$1"/**; do
    [[ -d $file || $file == "$1/$store" ]] || left+="${file#"$1"/} "
  done
}

# ---- trials ----
#
# A batch is a folder with a home for each trial: now/1, now/2, ... In `said` stands what the
# command printed to its standard error, in `status` its exit status, for each trial.

# begin_batch BATCH PREPARED N...
begin_batch() {
  local batch="$1" prepared="$2"
  local homes=("${@:3}")
  homes=("${homes[@]/#/$batch/now/}")
  mkdir -p "$batch/said" "$batch/count" "${homes[@]}"
  if [[ -e $prepared/$store ]]; then
    mkdir -p "${homes[@]/%//${store%/*}}"
    tee "${homes[@]/%//$store}" <"$prepared/$store" >/dev/null
  fi
  status=() said=()
}

# try BATCH N COMMAND...: runs the command on the home of trial N.
try() {
  status[$2]=0
  "${@:3}" >/dev/null 2>"$1/said/$2" || status[$2]=$?
  read -r -d '' "said[$2]" <"$1/said/$2" || true
}

# A finding on trial `n`.
find_fault() { found[n]+="$1"$'\n'; }

# Whatever fails, a command ends with one of these; 137 is a kill.
judge_status() {
  case "${status[n]}" in
    0 | 1 | 5 | 137) ;;
    *) find_fault "it ended with ${status[n]}" ;;
  esac
}

# Sets `found[n]` to what is wrong with trial `n`: nothing when all is well.
judge_trial() {
  local journal="${store##*/}-journal"
  found[n]=
  judge_status
  if [[ ${seen[n]} != "$before" && ${seen[n]} != "$after" ]]; then
    find_fault "the store holds neither what was before nor what should be: ${seen[n]}"
  elif [[ ${status[n]} == 0 && ${seen[n]} != "$after" ]]; then
    find_fault "LOST: it was acknowledged and is not there"
  elif [[ ${said[n]} == *'nothing was saved'* && ${seen[n]} != "$before" ]]; then
    find_fault "it said that nothing was saved, and something was"
  elif [[ ${status[n]} == [15] && ${seen[n]} == "$after" && ${said[n]} != *'may be saved'* ]]; then
    find_fault "it failed after the moment of commit and did not say so"
  fi
  case "${read_status[n]}" in
    0) ;;
    5) [[ ${seen[n]} == ok && $before == ok ]] || find_fault "the store cannot be opened" ;;
    *) find_fault "reading it ended with ${read_status[n]}" ;;
  esac
  # A journal that is not needed stays until somebody writes.
  [[ ! ${seen_left[n]//"${store%/*}/$journal "/} ]] || find_fault "left behind: ${seen_left[n]}"
  [[ ! ${again_left[n]} ]] || find_fault "left behind by the next run: ${again_left[n]}"
  [[ ${again_status[n]} == 0 ]] || find_fault "run again it ended with ${again_status[n]}"
  [[ ${again[n]} == "$after" ]] || find_fault "run again it left: ${again[n]}"
}

# read_alike BATCH N...: sets `alike[n]` to the first trial that left its home the same, byte for
# byte: what is found in one holds for the other, and most faults leave what was there before.
read_alike() {
  local batch="$1" path what n
  shift
  declare -A first=()
  local homes=()
  for n in "$@"; do homes[n]=; done
  while IFS=$'\t' read -r path what; do
    homes[${path%%/*}]+="${path#*/} $what"$'\n'
  done < <(cd "$batch/now" && find . -mindepth 2 ! -type f -printf '%P\t%y %m\n' &&
    find . -type f -printf '%P\t%m\n' &&
    find . -type f -exec sha256sum {} + | sed -E 's|^([0-9a-f]+)  \./(.*)$|\2\t\1|' | sort)
  alike=()
  for n in "$@"; do
    alike[n]="${first["${homes[n]} "]-$n}"
    first["${homes[n]} "]="${alike[n]}"
  done
}

# look BATCH N...: sets `found` for each trial: what was left is looked at by a reader and, in a
# copy, by the same command run again without a fault.
look() {
  local batch="$1" n different=()
  shift
  read_status=() again_status=() seen_left=() again_left=() seen=() again=() found=()
  read_alike "$batch" "$@"
  for n in "$@"; do [[ ${alike[n]} != "$n" ]] || different+=("$n"); done
  mkdir "$batch/again"
  cp -r "${different[@]/#/$batch/now/}" "$batch/again"
  for n in "${different[@]}"; do
    read_status[n]=0 again_status[n]=0
    program "$batch/now/$n" course list --all &>/dev/null || read_status[n]=$?
    program "$batch/again/$n" "${arguments[@]}" &>/dev/null || again_status[n]=$?
    read_left "$batch/now/$n"
    seen_left[n]="$left"
    read_left "$batch/again/$n"
    again_left[n]="$left"
  done
  read_contents "${different[@]/#/$batch/now/}"
  for n in "${!different[@]}"; do seen[different[n]]="${contents[n]}"; done
  read_contents "${different[@]/#/$batch/again/}"
  for n in "${!different[@]}"; do again[different[n]]="${contents[n]}"; done
  for n in "$@"; do
    read_status[n]="${read_status[alike[n]]}" again_status[n]="${again_status[alike[n]]}"
    seen_left[n]="${seen_left[alike[n]]}" again_left[n]="${again_left[alike[n]]}"
    seen[n]="${seen[alike[n]]}" again[n]="${again[alike[n]]}"
    judge_trial
  done
  rm -rf "$batch"
}

# ---- the sweep ----

# with_fault BATCH N KIND STICKY ARGUMENTS...
with_fault() {
  LD_PRELOAD="$work/fault.so" IPT_FAULT_FOLDER="$1/now/$2" IPT_FAULT_AT="$2" IPT_FAULT_KIND="$3" \
    IPT_FAULT_STICKY="$4" IPT_FAULT_COUNT="$1/count/$2" HOME="$1/now/$2" "$IPT" "${@:5}"
}

# reference NAME PREPARED ARGUMENTS...: sets what the store holds `before` and `after` the command,
# and `letters`, one for each call that the command makes.
reference() {
  local batch="$work/$1.reference" prepared="$2"
  arguments=("${@:3}")
  begin_batch "$batch" "$prepared" 1
  with_fault "$batch" 1 '' 0 "${arguments[@]}" &>/dev/null
  read_contents "$prepared" "$batch/now/1"
  before="${contents[0]}" after="${contents[1]}"
  read -r _ _ letters <"$batch/count/1"
  [[ $before != "$after" ]]
}

# with_kind NAME PREPARED KIND STICKY: the fault in each call that it fits; adds to the counts of
# `sweep`.
with_kind() {
  local name="$1" batch="$work/$1.$3.$4" kind="$3" sticky="$4" n applied numbers=()
  for ((n = 1; n <= ${#letters}; n++)); do
    [[ ($kind == torn || $kind == short) && ${letters:n-1:1} != w ]] || numbers+=("$n")
  done
  begin_batch "$batch" "$2" "${numbers[@]}"
  for n in "${numbers[@]}"; do
    try "$batch" "$n" with_fault "$batch" "$n" "$kind" "$sticky" "${arguments[@]}"
    read -r _ applied _ <"$batch/count/$n"
    ((applied > 0)) || others=$((others + 1))
  done
  look "$batch" "${numbers[@]}"
  faults=$((faults + ${#numbers[@]}))
  for n in "${numbers[@]}"; do
    [[ ${status[n]} != 0 ]] || acknowledged=$((acknowledged + 1))
    [[ ${status[n]} != [15] || ${seen[n]} != "$after" ]] || late=$((late + 1))
    [[ ${found[n]} ]] || continue
    if [[ ${found[n]} == *LOST* ]]; then lost=$((lost + 1)); else others=$((others + 1)); fi
    echo "# $name: $kind (sticky $sticky) in call $n, status ${status[n]}: ${found[n]}"
    echo "#   ${said[n]//$'\n'/$'\n'#   }"
  done
}

# A kind of fault, and 0 when it happens once, 1 when every call from then on fails.
every_kind=('eio 0' 'eio 1' 'enospc 0' 'enospc 1' 'kill 0' 'torn 0' 'short 0' 'short 1')
usual=('eio 0' 'kill 0')
thorough=('course create: the first' 'course pause' 'session log' 'session amend' 'session move'
  'session remove' 'instrument define' undo)

is_thorough() {
  local name
  for name in "${thorough[@]}"; do [[ $name != "$1" ]] || return 0; done
  return 1
}

# sweep NAME PREPARED ARGUMENTS...: the faults in every call; writes to NAME.result the number of
# faults and of calls, of acknowledged records that were lost, of errors after the moment of commit,
# of other findings, and of trials in which the command went through all the same.
sweep() {
  local faults=0 lost=0 late=0 others=0 acknowledged=0 kind sticky kinds=("${usual[@]}")
  ! is_thorough "$1" || kinds=("${every_kind[@]}")
  # To make a store is to record nothing: what counts is that it is there.
  [[ $1 != 'db init' ]] || query="PRAGMA user_version; $query"
  reference "$@"
  for kind in "${kinds[@]}"; do
    read -r kind sticky <<<"$kind"
    with_kind "$1" "$2" "$kind" "$sticky"
  done
  ((acknowledged > 0 && acknowledged < faults)) || others=$((others + 1))
  echo "$faults ${#letters} $lost $late $others $acknowledged" >"$work/$1.result"
}

# sweep_row NAME KIND REPEAT ARGUMENTS...: what does not recognise its record by itself gets an id.
sweep_row() {
  local name="$1" kind="$2" repeat="$3"
  shift 3
  [[ $repeat == known ]] || set -- "$@" --op-id again-1
  sweep "$name" "$work/$kind" "$@"
}

# queue_row NAME KIND REPEAT ...: as many sweeps at a time as there are processors.
queue_row() {
  [[ $3 != apart ]] || return 0
  swept+=("$1")
  if ((running == processors)); then
    wait -n || true
  else
    running=$((running + 1))
  fi
  sweep_row "$@" &
}

sweep_commands() {
  local running=0 processors
  processors="$(nproc)"
  swept=()
  writing_commands queue_row
  wait
}

all_have_results() {
  local name
  for name in "$@"; do [[ -e $work/$name.result ]] || return 1; done
}

report_sweeps() {
  local name faults calls lost late others acknowledged
  local all_faults=0 all_lost=0 all_late=0
  for name in "${swept[@]}"; do
    faults=0 calls=0 lost=0 late=0 others=1 acknowledged=0
    if [[ -e $work/$name.result ]]; then
      read -r faults calls lost late others acknowledged <"$work/$name.result"
    fi
    all_faults=$((all_faults + faults))
    all_lost=$((all_lost + lost))
    all_late=$((all_late + late))
    check "$name: $faults faults in $calls calls: all or nothing, $acknowledged times all" \
      test "$faults" -gt 0 -a "$others" = 0
  done
  check "$all_faults faults in ${#swept[@]} rows of commands: $all_lost acknowledged records lost" \
    test "$all_faults" -ge 3000 -a "$all_lost" = 0
  check "$all_late errors came after the moment of commit, and said so" test "$all_late" -gt 0
  check 'what meets every kind of fault has a row' all_have_results "${thorough[@]}"
}

# Rows whose faults are judged by a function of their own.
sweep_apart() {
  local function="sweep_${1// /_}"
  [[ $3 == apart ]] || return 0
  if declare -F "$function" >/dev/null; then
    "$function"
  else
    not_ok "$1: there is no function $function here"
  fi
}

# fail_each_call VERB BATCH HOME: fails each of the command's `letters` calls in turn and in every
# way, from the store of that home; counts `faults`, `acknowledged` and `wrong`.
fail_each_call() {
  local verb="$1" batch="$2" home="$3" kind sticky n
  for kind in eio enospc kill torn short; do
    for sticky in 0 1; do
      [[ $sticky == 0 || $kind == eio || $kind == enospc ]] || continue
      for ((n = 1; n <= ${#letters}; n++)); do
        [[ ($kind == torn || $kind == short) && ${letters:n-1:1} != w ]] && continue
        rm -rf "$batch"
        begin_batch "$batch" "$home" "$n"
        "try_$verb" "$batch" "$n" "$kind" "$sticky"
        "judge_$verb" "$batch" "$sticky"
        faults=$((faults + 1))
        [[ ${status[n]} != 0 ]] || acknowledged=$((acknowledged + 1))
        [[ ${found[n]} ]] || continue
        wrong=$((wrong + 1))
        echo "# $verb: $kind (sticky $sticky) in call $n, status ${status[n]}: ${found[n]}"
      done
    done
  done
}

# ---- backups ----
#
# A backup is no record, and another one is another file, so it is judged by itself: by what lies
# under its name, in a home of its own beside the store's.

# Sets `found[n]`; what could not be removed, because that fails too, may be left.
judge_backup() {
  local home="$1/now/$n" sticky="$2"
  found[n]=
  program "$home" course list &>/dev/null || find_fault 'the store cannot be read'
  read_contents "$home" "$home/copy"
  read_left "$home"
  left="${left//"copy/$store "/}" left="${left//"$store-journal "/}"
  judge_status
  [[ ${contents[0]} == "$before" ]] || find_fault "the records were changed: ${contents[0]}"
  if [[ ${status[n]} == 0 ]]; then
    [[ ${contents[1]} == "$before" ]] || find_fault "LOST: the backup holds ${contents[1]}"
    [[ ! $left ]] || find_fault "left behind: $left"
  elif [[ ${status[n]} == 137 || $sticky == 1 ]]; then
    [[ ${contents[1]} == ok || ${contents[1]} == "$before" ]] || find_fault 'a backup by half'
  else
    [[ ! -e $home/copy/$store && ! $left ]] || find_fault "left behind: $left"
  fi
}

# try_backup BATCH N KIND STICKY
try_backup() {
  local batch="$1" n="$2"
  mkdir -p "$batch/now/$n/copy/${store%/*}"
  try "$batch" "$n" with_fault "$batch" "$n" "$3" "$4" db backup "$batch/now/$n/copy/$store"
}

sweep_db_backup() {
  local batch="$work/backup" query n=1 letters faults=0 acknowledged=0 wrong=0
  query="$(query_of "$work/full/$store" | grep -v 'FROM backup;')"
  begin_batch "$batch" "$work/full" "$n"
  try_backup "$batch" "$n" '' 0
  read_contents "$work/full"
  before="${contents[0]}"
  read -r _ _ letters <"$batch/count/$n"
  judge_backup "$batch" 0
  check 'db backup: without a fault it holds the store' test ! "${found[n]}"
  fail_each_call backup "$batch" "$work/full"
  check "db backup: $faults faults in ${#letters} calls: whole or not there, $acknowledged times whole" \
    test "$faults" -gt 0 -a "$acknowledged" -gt 0 -a "$wrong" = 0
}

# ---- restoring ----
#
# A restore is made from a backup elsewhere. What was there before it is never lost: it is the store,
# or it lies beside it.

# Sets `found[n]`.
judge_restore() {
  local home="$1/now/$n" sticky="$2" kept="$store.before-restore-2026-11-23"
  found[n]=
  program "$home" course list &>/dev/null || find_fault 'the store cannot be read'
  rm -rf "$1/kept"
  mkdir -p "$1/kept/${store%/*}"
  [[ ! -e $home/$kept ]] || cp "$home/$kept" "$1/kept/$store"
  read_contents "$home" "$1/kept"
  read_left "$home"
  left="${left//"$kept "/}" left="${left//"$store-journal "/}"
  judge_status
  if [[ ${contents[0]} == "$after" ]]; then
    [[ ${contents[1]} == "$before" ]] || find_fault "LOST: what was there is ${contents[1]}"
  elif [[ ${contents[0]} != "$before" ]]; then
    find_fault "neither the store nor the backup: ${contents[0]}"
  fi
  [[ ${status[n]} != 0 || ${contents[0]} == "$after" ]] || find_fault 'LOST: not restored'
  [[ ! $left || ${status[n]} == 137 || $sticky == 1 ]] || find_fault "left behind: $left"
}

# try_restore BATCH N KIND STICKY
try_restore() {
  try "$1" "$2" with_fault "$1" "$2" "$3" "$4" db restore "$work/earlier.db"
}

sweep_db_restore() {
  local batch="$work/restore" query n=1 letters faults=0 acknowledged=0 wrong=0
  query="$(query_of "$work/full/$store" | grep -v 'FROM backup;')"
  cp -r "$work/full" "$work/went_on"
  program "$work/full" db backup "$work/earlier.db" >/dev/null
  program "$work/went_on" event add K7 'moved house' --date 2026-11-16 >/dev/null
  begin_batch "$batch" "$work/went_on" "$n"
  try_restore "$batch" "$n" '' 0
  read_contents "$work/went_on" "$batch/now/1"
  before="${contents[0]}" after="${contents[1]}"
  read -r _ _ letters <"$batch/count/$n"
  judge_restore "$batch" 0
  check 'db restore: without a fault the store is kept, and the backup stands in its place' \
    test ! "${found[n]}" -a "$before" != "$after"
  fail_each_call restore "$batch" "$work/went_on"
  check "db restore: $faults faults in ${#letters} calls: the one or the other, nothing lost, $acknowledged times done" \
    test "$faults" -gt 0 -a "$acknowledged" -gt 0 -a "$wrong" = 0
}

# ---- upgrades ----
#
# A store of an earlier schema is upgraded by whatever opens it. What is recorded in it is the same
# before and after; whatever fails on the way, the next command upgrades it.

# Sets `found[n]`.
judge_upgrade() {
  local home="$1/now/$n"
  found[n]=
  judge_status
  program "$home" course list --all &>/dev/null || find_fault 'the store cannot be used'
  read_contents "$home"
  [[ ${contents[0]} == "$before" ]] || find_fault "LOST: the store holds ${contents[0]}"
  [[ $(sqlite3 -readonly "$home/$store" 'PRAGMA user_version') == "$current" ]] ||
    find_fault 'it is not upgraded'
}

# try_upgrade BATCH N KIND STICKY
try_upgrade() { try "$1" "$2" with_fault "$1" "$2" "$3" "$4" course list --all; }

# sweep_upgrade FILE: the store in that file is upgraded.
sweep_upgrade() {
  local name="${1##*/}" batch="$work/upgrade" home="$work/${1##*/}" query current before n=1
  local letters faults=0 acknowledged=0 wrong=0
  name="${name%.db}"
  mkdir -p "$home/${store%/*}"
  cp "$1" "$home/$store"
  query="$(query_of "$home/$store")"
  current="$(sqlite3 -readonly "$work/full/$store" 'PRAGMA user_version')"
  read_contents "$home"
  before="${contents[0]}"
  rm -rf "$batch"
  begin_batch "$batch" "$home" "$n"
  try_upgrade "$batch" "$n" '' 0
  read -r _ _ letters <"$batch/count/$n"
  judge_upgrade "$batch" 0
  check "a store of $name holds the same when it is upgraded" test ! "${found[n]}"
  fail_each_call upgrade "$batch" "$home"
  check "$name: $faults faults in ${#letters} calls of its upgrade: all its records stay" \
    test "$faults" -gt 0 -a "$acknowledged" -gt 0 -a "$wrong" = 0
}

sweep_upgrades() {
  local file
  for file in "$here"/../data/schema-*.db; do sweep_upgrade "$file"; done
}

# ---- the second method ----

# with_strace HOME TRACE CALLS ERROR N ARGUMENTS...
with_strace() {
  HOME="$1" strace -f -qq -o "$2" -e "trace=$3" -e "inject=$3:error=$4:when=$5" "$IPT" "${@:6}"
}

# Fails each of some calls in turn, until there is none left to fail.
strace_calls() {
  local batch="$work/strace" calls="$1" error="$2" n
  for ((n = 1; ; n++)); do
    begin_batch "$batch" "$work/full" "$n"
    try "$batch" "$n" with_strace "$batch/now/$n" "$work/trace" "$calls" "$error" "$n" \
      "${arguments[@]}"
    look "$batch" "$n"
    grep -q INJECTED "$work/trace" || return 0
    faults=$((faults + 1))
    [[ ${found[n]} ]] || continue
    if [[ ${found[n]} == *LOST* ]]; then lost=$((lost + 1)); else others=$((others + 1)); fi
    echo "# strace: $calls $error $n, status ${status[n]}: ${found[n]}"
  done
}

sweep_with_strace() {
  local faults=0 lost=0 others=0
  if ! strace -o /dev/null true 2>/dev/null; then
    ok 'strace injection not permitted here'
    return
  fi
  reference strace "$work/full" session log K7 --date 2026-11-16 --phq9 112301210 \
    --note 'spoke of the new team'
  strace_calls fdatasync,fsync EIO
  strace_calls pwrite64 ENOSPC
  strace_calls unlink EIO
  check "strace: $faults faults in session log: $lost acknowledged records lost" \
    test "$faults" -gt 5 -a "$lost" = 0 -a "$others" = 0
}

# ---- the test of the test ----

honest() { program "$1" "${@:2}"; }
# A peer that says "saved" and saves nothing.
lie() { program "$1" "${@:2}" --dry-run; }
# Peers that save, and then something happens to the store.
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
say_nothing() {
  program "$1" "${@:2}" 2>/dev/null
  return 1
}

# try_peer PEER: sets `found` to what the checker finds in a trial of that peer.
try_peer() {
  local batch="$work/peer.$1"
  begin_batch "$batch" "$work/full" 1
  try "$batch" 1 "$1" "$batch/now/1" "${arguments[@]}"
  look "$batch" 1
}

finds() { try_peer "$1" && [[ ${found[1]} == *"$2"* ]]; }
finds_nothing() { try_peer "$1" && [[ ! ${found[1]} ]]; }

# Homes of which two are the same are told apart from the third, and judged each.
tells_homes_apart() {
  local batch="$work/alike"
  begin_batch "$batch" "$work/full" 1 2 3
  try "$batch" 1 lie "$batch/now/1" "${arguments[@]}"
  try "$batch" 2 honest "$batch/now/2" "${arguments[@]}"
  try "$batch" 3 lie "$batch/now/3" "${arguments[@]}"
  look "$batch" 1 2 3
  [[ ${alike[*]} == '1 2 1' && ${found[1]} == *LOST* && ! ${found[2]} && ${found[3]} == *LOST* ]]
}

notices_forgotten_command() {
  (
    writing_commands() { "$1" 'goal rate' full known goal rate K7:g1 partly; }
    commands_without_row
  ) | grep -x 'goal add' >/dev/null
}

test_the_test() {
  reference peer "$work/full" session log K7 --date 2026-11-16 --phq9 112301210 \
    --note 'spoke of the new team'
  check 'the checker finds nothing wrong with an honest peer' finds_nothing honest
  check 'the checker notices an acknowledged record that is not there' finds lie LOST
  check 'the checker notices a session without its note' finds lose_note neither
  check 'the checker notices a lost page' finds lose_page neither
  check 'the checker notices a store that is cut off' finds cut_off neither
  check 'the checker notices a file that is left behind' finds leave_file 'left behind'
  check 'the checker notices a crash' finds crash 'ended with 139'
  check 'the checker notices an error that is not true' finds say_nothing_was_saved 'something was'
  check 'the checker notices an error that does not say enough' finds say_nothing 'did not say so'
  check 'the checker looks at what differs, and judges each' tells_homes_apart
  check 'a command without a row is noticed' notices_forgotten_command
}

cc -std=gnu11 -O2 -Wall -Wextra -shared -fPIC -o "$work/fault.so" "$here/fault.c" -ldl
mkdir "$work/full" "$work/none"
make_full_store prepared_by
query="$(query_of "$work/full/$store")"

test_the_test
forgotten="$(commands_without_row)"
check "every writing command has its row${forgotten:+, but: ${forgotten//$'\n'/, }}" test ! "$forgotten"
sweep_commands
report_sweeps
writing_commands sweep_apart
sweep_upgrades
sweep_with_strace
exit "$failed"
