#!/usr/bin/env bash
# Simulates power cuts: records every call with which a history of commands changes the disk, and
# looks at what the disk may hold when the power fails between any two of them. What was acknowledged
# is there, a command is there as a whole or not at all, and a backup is whole where its name stands.
#   IPT=build/release/ipt tests/power/run.sh
# SEED=N is for other states than the usual ones. Prints "ok - ..." or "not ok - ..." lines; exit
# status 1 when one is not ok.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=tests/binary/lib.bash
source "$here/../binary/lib.bash"
umask 077
seed="${SEED:-20261123}"
store=.local/share/ipt/ipt.db

build() {
  local flags=(-std=gnu11 -O2 -Wall -Wextra)
  cc "${flags[@]}" -shared -fPIC -o "$work/record.so" "$here/record.c" -ldl
  cc "${flags[@]}" -shared -fPIC -o "$work/fault.so" "$here/../fault/fault.c" -ldl
  cc "${flags[@]}" -o "$work/replay" "$here"/{replay,history,judge,disk,names,image}.c -lsqlite3
}

# ---- recording ----

# begin_history NAME: the commands that follow are recorded there, on a new home.
begin_history() {
  history="$work/$1"
  mkdir -p "$history/home" "$history/trials"
  history="$(realpath "$history")"
}

# on_record COMMAND...: runs it on the home of the history, its calls into the log.
on_record() {
  LD_PRELOAD="$work/record.so" IPT_POWER_FOLDER="$history/home" IPT_POWER_LOG="$history/log" \
    HOME="$history/home" "$@" >"$out" 2>"$err"
}

# acknowledged ARGUMENTS...: the program says that this is saved; noted with the length of the log.
acknowledged() {
  on_record "$IPT" "$@" || {
    not_ok "recorded: ipt ${*:1:3}" "$(cat "$err")"
    exit 1
  }
  printf '%s %s\n' "$(stat -c %s "$history/log")" "${*:1:3}" >>"$history/marks"
}

# killed ARGUMENTS...: the same, but the process ends when the store is written and not yet synced:
# three calls from the end, before the sync, the journal's removal and the sync of that. So the next
# command has a journal to roll back, and its calls are among those that a power cut interrupts.
killed() {
  local calls status=0
  cp -r "$history/home" "$work/copy"
  LD_PRELOAD="$work/fault.so" IPT_FAULT_FOLDER="$work/copy" IPT_FAULT_COUNT="$work/count" \
    HOME="$work/copy" "$IPT" "$@" &>"$out"
  read -r calls _ <"$work/count"
  on_record env LD_PRELOAD="$work/record.so:$work/fault.so" IPT_FAULT_KIND=kill \
    IPT_FAULT_FOLDER="$history/home" IPT_FAULT_AT=$((calls - 2)) "$IPT" "$@" || status=$?
  check 'a command is killed while it writes, and its journal stays' \
    test "$status" = 137 -a -s "$history/home/$store-journal"
}

record_caseload() {
  local note
  printf -v note 'spoke of the move, %.0s' {1..1200}
  begin_history caseload
  acknowledged db init
  acknowledged course create K7 --start 2026-09-07 --weeks 12 --focus transition \
    --goal 'sleep through'
  acknowledged session log K7 --date 2026-09-07 --phq9 222222221 --note 'first meeting'
  acknowledged session log K7 --date 2026-09-14 --phq9 212222221 --task 'sleep diary' \
    --note "$note" --question 'stay with the move?'
  acknowledged course create M3 --start 2026-09-07
  acknowledged session log K7 --date 2026-09-21 --dna
  acknowledged db backup "$history/home/copy.db"
  acknowledged session amend K7@2026-09-14 --phq9 212222211 --note 'shorter' --reason 'a slip'
  acknowledged course pause K7 --from 2026-12-21 --to 2027-01-03 --reason travel
  acknowledged undo
  killed session log K7 --date 2026-09-28 --phq9 112222211 --note 'the power failed'
  acknowledged session log K7 --date 2026-09-28 --phq9 112222211 --note 'the power failed'
  acknowledged session move K7@2026-09-21 M3 --reason 'wrong client'
  acknowledged session remove K7@2026-09-07 --reason 'never was'
  acknowledged instrument define mood --total-min 0 --total-max 10 --direction higher-worse \
    --bands 0=light,4=low
  acknowledged db backup "$history/home/copy.db" --force
  acknowledged session log M3 --date 2026-09-28 --technique link,affect --note "$note"
}

# The store is made by the command that writes its first record.
record_making() {
  begin_history making
  acknowledged course create K7 --start 2026-09-07 --goal 'sleep through' --score phq9=total:17
  acknowledged db backup "$history/home/copy.db"
}

# What erases, and what puts a backup in the place of the store.
record_erasing() {
  begin_history erasing
  acknowledged course create K7 --start 2026-09-07 --goal 'sleep through' --score phq9=total:17
  acknowledged course create M3 --start 2026-09-07
  acknowledged session log K7 --date 2026-09-14 --phq9 212222221 --note 'spoke of the move'
  acknowledged session amend K7@2026-09-14 --note 'shorter' --reason 'a slip'
  acknowledged history redact K7@2026-09-14 --reason 'a third person' --yes
  acknowledged session log M3 --date 2026-09-21 --phq9 212222221
  acknowledged db backup "$history/home/copy.db"
  acknowledged client purge K7 --ground court --yes
  acknowledged db restore "$history/home/copy.db"
  acknowledged session log M3 --date 2026-09-28 --phq9 112222221
}

# ---- replaying ----

# replay NAME DRAWS OPTION...: sets the figures.
replay() {
  local folder="$work/$1"
  if ! "$work/replay" -s "$seed" -n "$2" "${@:3}" "$folder/log" "$folder/marks" "$folder/home" \
    "$folder/trials" "$store" copy.db >"$out" 2>"$err"; then
    not_ok "replay of $1" "$(cat "$err")"
    exit 1
  fi
  read -r calls commands states different lost corrupt half <"$out"
}

replay_honest() {
  local title="$1" least="$4"
  replay "$2" "$3" "${@:5}"
  if ((states >= least && lost + corrupt + half == 0)); then why=(); else why=("$(cat "$err")"); fi
  title+=": $states states ($different different, seed $seed) between $calls calls of $commands"
  title+=" acknowledged commands: $lost lost, $corrupt corrupt, $half by half"
  if ((${#why[@]})); then not_ok "$title" "${why[@]}"; else ok "$title"; fi
}

# replay_planted WHAT FORGOTTEN: something acknowledged is lost when those syncs are left out.
replay_planted() {
  local title="the simulation notices $1"
  replay caseload 20 -f "$2"
  title+=": of $states states $lost lost, $corrupt corrupt, $half by half"
  if ((${!3} > 0)); then ok "$title"; else not_ok "$title" 'nothing was noticed'; fi
}

# What the program itself makes of a sample of the states: it reads, and it writes again.
open_sample() {
  local file home tried=0 wrong=0
  for file in "$work"/sample/*.db; do
    home="${file%.db}"
    mkdir -p "$home/${store%/*}"
    mv "$file" "$home/$store"
    [[ ! -e $file-journal ]] || mv "$file-journal" "$home/$store-journal"
    tried=$((tried + 1))
    HOME="$home" run "$IPT" course list --all
    ((status == 0)) && HOME="$home" run "$IPT" course create Z9 --start 2026-11-23
    ((status == 0)) && sound "$home/$store" >"$out" && continue
    wrong=$((wrong + 1))
    echo "# sample ${home##*/}: status $status, $(head -c 300 "$err") $(head -c 300 "$out")"
  done
  check "the program reads $tried of the states and writes again" test "$tried" -gt 50 -a "$wrong" = 0
}

build
record_caseload
record_making
record_erasing
mkdir "$work/sample"
replay_honest 'power cuts' caseload 450 50000 -k "$work/sample"
replay_honest 'power cuts while the store is made' making 60 5000
replay_honest 'power cuts while records are erased and a backup is restored' erasing 60 5000
open_sample
replay_planted 'a journal whose removal is not synced (synchronous=FULL)' unlink lost
replay_planted 'a journal that is not synced' journal corrupt
replay_planted 'a program that syncs nothing' all lost
finish
