#!/usr/bin/env bash
# What is kept of a client is for its owner alone: whatever the caller's umask, each file has mode
# 0600 and each folder 0700; and what is said of a client is written nowhere but where it belongs.
# shellcheck disable=SC2016 # the scripts of editors are expanded by the editors
data="$(cd "$(dirname "${BASH_SOURCE[0]}")/../data" && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

# No other text of the tests holds this word.
marker=quillfeather

can_trace=
if strace -o /dev/null true 2>/dev/null; then can_trace=yes; fi

# editor LINE...: a new editor in EDITOR, which notes the modes of the form and of its folder in
# $work/modes and does then what the lines say with "$form".
editors=0
editor() {
  editors=$((editors + 1))
  EDITOR="$work/editor$editors"
  {
    printf '#!/usr/bin/env bash\nform="${*: -1}"\n'
    printf 'stat -c %%a "$form" "${form%%/*}" | paste -s >>%q\n' "$work/modes"
    printf '%s\n' "$@"
  } >"$EDITOR"
  chmod 700 "$EDITOR"
  export EDITOR
}

# --- Modes ------------------------------------------------------------------------------------

# masked COMMAND...: the command under the umask in `mask`.
masked() (
  umask "$mask"
  exec "$@"
)

# makes NAME ARGUMENT...: the program makes files under that umask.
makes() {
  local name="umask $mask: $1"
  shift
  ends_with "$name" 0 masked "$IPT" "$@"
}

makes_stores() {
  makes "the first course makes the store" course create K7 --start 2026-10-05 \
    --instruments phq9,gad7
  makes "a store at a place of its own" db init --db "$HOME/made.db"
  makes "a session" session log K7 --date 2026-10-05 --phq9 112301210 -m "a note"
  for schema in 1 2 3 4 5; do
    cp "$data/schema-$schema.db" "$HOME/old-$schema.db"
    chmod 600 "$HOME/old-$schema.db"
    makes "a store of schema $schema is read" course list --all --db "$HOME/old-$schema.db"
  done
}

makes_drafts() {
  rm -f "$work/modes"
  editor 'sed -i "s/^note:.*/note: typed/" "$form"'
  makes "a form" session log K7 --date 2026-10-12 -e
  mkdir -m 700 "$HOME/run"
  XDG_RUNTIME_DIR="$HOME/run" makes "a form of this login" session log K7 --date 2026-10-19 -e
  editor 'sed -i "s/^risk:.*/risk: nonne/" "$form"'
  run masked "$IPT" session log K7 --date 2026-10-26 -e
  ended "umask $mask: a form that is kept" 2
  same "umask $mask: each form and its folder, while it is open" "600 700" \
    "$(tr '\t' ' ' <"$work/modes" | sort -u)"
}

makes_copies() {
  local format
  mkdir -m 700 "$HOME/reports" "$HOME/backups"
  for format in text json md html; do
    makes "a report as $format" report progress K7 --format "$format" -o "$HOME/reports/$format"
  done
  makes "a report as csv" report outcomes --courses --format csv -o "$HOME/reports/csv"
  makes "a folder of reports" report progress --all --output-dir "$HOME/reports"
  makes "a client's copy" client copy K7 -o "$HOME/reports/copy"
  makes "the settings" config show -o "$HOME/reports/settings"
  makes "a backup" db backup "$HOME/backups/copy.db"
  makes "a backup in a folder" db backup "$HOME/backups"
  touch "$HOME/backups/wide.db"
  chmod 666 "$HOME/backups/wide.db"
  makes "a backup in place of a file that all may read" db backup "$HOME/backups/wide.db" --force
}

# A journal is there for a moment only: the program ends within it.
leaves_journal() {
  local journal="$HOME/.local/share/ipt/ipt.db-journal"
  if [[ ! $can_trace ]]; then
    skip "umask $mask: a journal" "strace is not permitted here"
    return
  fi
  masked strace -f -o /dev/null -e trace=fdatasync -e inject=fdatasync:signal=KILL:when=3 \
    "$IPT" session log K7 --date 2026-11-02 -m "another note" &>/dev/null || true
  same "umask $mask: a journal" 600 "$(mode_of "$journal" 2>&1)"
}

for mask in 000 022 777; do
  mkdir -m 700 "$work/umask$mask"
  export HOME="$work/umask$mask"
  makes_stores
  makes_drafts
  makes_copies
  leaves_journal
  # Stores, older ones and their copies, a kept form, reports, backups.
  files="$(find "$HOME" -type f | wc -l)"
  check "umask $mask: $files files were made" test "$files" -ge 20
  same "umask $mask: each file is its owner's alone" "" \
    "$(find "$HOME" -type f ! -perm 600 -printf '%P %m\n')"
  same "umask $mask: and each folder" "" "$(find "$HOME" -type d ! -perm 700 -printf '%P %m\n')"
done

# --- Where it is written ----------------------------------------------------------------------

if [[ ! $can_trace ]]; then
  skip "where a note is written" "strace is not permitted here"
  finish
  exit
fi

writing=write,writev,pwrite64,pwritev,pwritev2,sendfile,splice,copy_file_range
naming=mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,mknod,mknodat
opening=open,openat,openat2,creat
other=execve,mmap,memfd_create

# traced COMMAND...: runs it and writes what it called, without the programs that it started, into
# $work/calls.
traced() {
  status=0
  strace -f -y -qq -s 1000000 -o "$work/trace" \
    -e "trace=$writing,$naming,$opening,$other,%network" "$@" >"$out" 2>"$err" || status=$?
  grep -E '^[0-9]+ +execve\(' "$work/trace" >"$work/started"
  # A process that became another program is that program's.
  awk -v ours="execve(\"$1\"" 'NR == FNR { if (index($0, ours) == 0) foreign[$1]; next }
    !($1 in foreign)' "$work/started" "$work/trace" >"$work/calls"
}

# calls_of NAME,...: the calls of these names.
calls_of() { grep -E "^[0-9]+ +(${1//,/|})\(" "$work/calls" || true; }

# Every file that got the marker.
got_marker() {
  calls_of "$writing" | grep -F "$marker" | sed -E 's/^[^(]*\([0-9]+<([^>]*)>.*/\1/' | sort -u
}

# Every file that was opened for writing, or made, moved or cut.
got_touched() {
  {
    calls_of "$opening" | grep -E 'O_(WRONLY|RDWR|CREAT|TRUNC)|creat\(' |
      sed -nE 's/.* = [0-9]+<(.*)>$/\1/p'
    calls_of "$naming" | grep -oE '"[^"]*"' | tr -d '"'
  } | sort -u
}

# outside PLACE...: the lines of standard input that begin with none of the places.
outside() {
  local line place
  while read -r line; do
    for place in "$@"; do
      [[ $line != "$place"* ]] || continue 2
    done
    echo "$line"
  done
}

got_network() {
  local known="$writing,$naming,$opening,$other"
  grep -E '^[0-9]+ +[a-z]' "$work/calls" | grep -vE "^[0-9]+ +(${known//,/|})\(" | cut -c 1-200
}

# stays_within NAME PLACE... -- ARGUMENT...: a run of the program, which may write to these places.
stays_within() {
  local name="$1" places=()
  shift
  while [[ $1 != -- ]]; do
    places+=("$1")
    shift
  done
  shift
  traced "$IPT" "$@"
  ended "$name: it is done" 0
  same "$name: nothing else is written" "" "$(got_touched | outside "${places[@]}" /dev/null)"
  same "$name: no connection" "" "$(got_network)"
  same "$name: no writing into a shared mapping" "" \
    "$(calls_of mmap,memfd_create | grep -E 'PROT_WRITE.*MAP_SHARED|memfd' || true)"
}

# marker_in NAME PLACE...: in the last run the marker was written to each of these places (a file, or
# the beginning of a path) and to no other.
marker_in() {
  local name="$1" place
  shift
  same "$name: the text goes nowhere else" "" "$(got_marker | outside "$@")"
  for place in "$@"; do
    check "$name: the text goes to ${place##*/}" grep -qF "$place" <(got_marker)
  done
}

# The test of the test.
traced "$BASH" -c "echo $marker >'$work/elsewhere'; : >/dev/tcp/127.0.0.1/1"
same "a file that gets the text is noticed" "$work/elsewhere" "$(got_marker)"
same "a file that is written elsewhere is noticed" "$work/elsewhere" \
  "$(got_touched | outside /dev/null)"
check "a connection is noticed" grep -q AF_INET <(got_network)

mkdir -m 700 "$work/traced"
export HOME="$work/traced"
folder="$HOME/.local/share/ipt" drafts="$HOME/.local/state"
store="$folder/ipt.db"
must course create K7 --start 2026-10-05 --focus grief

stays_within "a note as an argument" "$folder" -- \
  session log K7 --date 2026-10-05 -m "of $marker"
marker_in "a note as an argument" "$store"
same "a note as an argument: no program is started" 1 "$(wc -l <"$work/started")"

echo "of $marker" >"$work/note"
stays_within "a note from a file" "$folder" -- \
  session log K7 --date 2026-10-12 --note-file "$work/note"
marker_in "a note from a file" "$store"
stays_within "a note from standard input" "$folder" -- \
  session log K7 --date 2026-10-19 --note-file - <"$work/note"
marker_in "a note from standard input" "$store"

printf 'date: 2026-10-26\nnote: of %s\n' "$marker" >"$work/form"
stays_within "a note in a form" "$folder" "$work/form" -- session log K7 --form "$work/form"
marker_in "a note in a form" "$store"

editor "sed -i 's/^note:.*/note: of $marker/' \"\$form\""
stays_within "a note in the editor" "$folder" "$drafts" -- session log K7 --date 2026-11-02 -e
marker_in "a note in the editor" "$store"
# The editor of this test is a script, whose sed does know the text.
same "a note in the editor: it is no argument of the editor" "" \
  "$(grep -v 'execve("[^"]*/sed"' "$work/started" | grep -F "$marker" || true)"
same "a note in the editor: no form is left" "" "$(find "$drafts" -type f)"

editor "sed -i 's/$marker/more of $marker/' \"\$form\""
stays_within "a stored note in the editor" "$folder" "$drafts" -- session amend K7@2026-11-02 -e
marker_in "a stored note in the editor" "$drafts/ipt/K7" "$store"
same "a stored note in the editor: no form is left" "" "$(find "$drafts" -type f)"

stays_within "a session is shown" "$folder" -- session show K7.1
marker_in "a session is shown" "$out"
stays_within "a list" "$folder" -- course list --all
marker_in "a list"
stays_within "a client's copy into a file" "$folder" "$work/copy.txt" -- \
  client copy K7 -o "$work/copy.txt"
marker_in "a client's copy into a file" "$work/copy.txt"
stays_within "a backup" "$folder" "$work/backup.db" -- db backup "$work/backup.db"
marker_in "a backup" "$work/backup.db"

# What is refused is not repeated: errors end up in logs.
for wrong in "--date yesterdya" "--phq9 9" "--risk nonne" "--minutes 0"; do
  # shellcheck disable=SC2086 # words
  traced "$IPT" session log K7 -m "of $marker" $wrong
  check "refused ($wrong): not done" test "$status" != 0
  same "refused ($wrong): the text is written nowhere" "" "$(got_marker)"
  same "refused ($wrong): and no file" "" "$(got_touched | outside "$folder" /dev/null)"
done

finish
