#!/usr/bin/env bash
# What is sent twice is saved once: every writing command, repeated with the same --op-id and without
# one; and what is only shown (--dry-run) is not saved at all.
# shellcheck disable=SC2317 # functions are called by the rows
. "$(dirname "${BASH_SOURCE[0]}")/../support/writing.bash"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

mkdir "$work/full" "$work/none"
HOME="$work/full" make_full_store must
HOME="$work/full" must db backup "$work/full/earlier.db"

# new_home KIND: the program has a home with a store of that kind, and nothing else.
count=0
new_home() {
  count=$((count + 1))
  export HOME="$work/home$count"
  cp -r "$work/$1" "$HOME"
  cd "$HOME"
}

# Every file of the home, byte for byte.
files() { find . -type f -exec sha256sum {} + | sort; }

# The records, whatever SQLite counts in the head of the file.
records() {
  [[ ! -e .local/share/ipt/ipt.db ]] || sqlite3 -batch -readonly .local/share/ipt/ipt.db .dump
}

# answers NAME STATUS ARGUMENT...: so it ends, and says "already saved" when it ends well.
answers() {
  local name="$1" wanted="$2" already
  shift 2
  run "$IPT" "$@" --json
  already="$([[ $status != 0 ]] || json "$out" '$.data.already_saved')"
  if [[ $status == "$wanted" && ($status != 0 || $already == 1) ]]; then
    ok "$name"
  else
    not_ok "$name" "expected $wanted, got $status; already_saved: $already" \
      "stdout: $(head -c 300 "$out")" "stderr: $(head -c 600 "$err")"
  fi
}

shows_only() {
  local name="$1" before
  new_home "$2"
  shift 3
  before="$(files)"
  # Where there is no store yet there may be nothing to show.
  run "$IPT" "$@" --dry-run
  if [[ $status == 0 || ($status == 5 && ! $before) ]]; then
    same "$name: a dry run saves nothing" "$before" "$(files)"
  else
    ended "$name: a dry run" 0
  fi
}

saves_once_by_id() {
  local name="$1" before
  new_home "$2"
  shift 3
  ends_with "$name: --op-id is taken" 0 "$IPT" "$@" --op-id once-1
  before="$(files)"
  answers "$name: the same --op-id again is already saved" 0 "$@" --op-id once-1
  same "$name: the same --op-id again changes no byte" "$before" "$(files)"
}

# The exit status of a repetition without --op-id, by what the row says of it.
declare -A repeated=([known]=0 [refused]=4 [gone]=3)

# An id that was used belongs to its command: another one is not taken for it, and so lost.
an_id_is_taken() {
  local before
  new_home full
  ends_with 'an id is taken' 0 "$IPT" event add K7 'made redundant' --date 2026-06-15 --op-id once-1
  before="$(files)"
  refused 'the same id with other words' 4 op_id_taken \
    event add K7 'moved again' --date 2026-06-15 --op-id once-1
  refused 'the same id with another command' 4 op_id_taken \
    goal add K7 'made redundant' --date 2026-06-15 --op-id once-1
  same 'neither saves anything' "$before" "$(files)"
  answers 'the same words in another order, and shown otherwise, are the same command' 0 \
    event add --op-id once-1 --plain --date 2026-06-15 K7 'made redundant'
}

saves_once() {
  local name="$1" before wanted="${repeated[$3]}"
  new_home "$2"
  shift 3
  ends_with "$name: it saves" 0 "$IPT" "$@"
  before="$(records)"
  answers "$name: the same again is seen" "$wanted" "$@"
  same "$name: the same again records nothing" "$before" "$(records)"
}

try_row() {
  shows_only "$@"
  [[ $3 == apart ]] || saves_once_by_id "$@"
  [[ $3 == apart || $3 == again ]] || saves_once "$@"
}

same "every writing command has its row" "" "$(commands_without_row)"
writing_commands try_row

an_id_is_taken

# What was taken back was not saved: its id is free, and a new record gets it.
new_home full
must event add K7 'made redundant' --date 2026-06-15 --op-id once-1
must undo
run "$IPT" event add K7 'made redundant' --date 2026-06-15 --op-id once-1 --json
same "an id whose change was taken back saves again" 1 "$(json "$out" '$.data.saved')"

# Sent by several at once it is saved by one of them.
new_home full
goals="$(rows .local/share/ipt/ipt.db goal)"
senders=()
for sender in 1 2 3 4 5 6 7 8; do
  "$IPT" goal add K7 'a walk a day' --op-id once-2 --json >"$work/sent$sender" 2>/dev/null &
  senders+=("$!")
done
refused=0
for sender in "${senders[@]}"; do wait "$sender" || refused=$((refused + 1)); done
saved=0
for sender in 1 2 3 4 5 6 7 8; do
  saved=$((saved + $(json "$work/sent$sender" '$.data.saved')))
done
same "eight with one id at once: none is refused, one saves" "0 1" "$refused $saved"
same "eight with one id at once: one record" $((goals + 1)) "$(rows .local/share/ipt/ipt.db goal)"

finish
