#!/usr/bin/env bash
# The form in a real editor: what is opened, what is saved, and that nothing typed is ever lost.
# The program runs under umask 000, so that every mode is its own doing.
# shellcheck disable=SC2016 # the scripts of editors are expanded by the editors
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"
umask 000

base="$work/base.db"
must db init --db "$base"
must course create K7 --start 2026-10-05 --focus grief --instruments phq9,gad7 --db "$base"
must session log K7 --date 2026-10-05 --phq9 112301210 --task "call the sister" -m "a note" \
  --db "$base"

# new_store: a fresh copy of the store, in IPT_DB, and new folders for forms.
count=0
new_store() {
  count=$((count + 1))
  export IPT_DB="$work/$count/ipt.db" XDG_STATE_HOME="$work/$count/state"
  unset XDG_RUNTIME_DIR
  mkdir "$work/$count"
  cp "$base" "$IPT_DB"
  kept="$XDG_STATE_HOME/ipt"
}

# editor NAME: a new editor, whose script is standard input and knows the path of the form; sets
# EDITOR.
mkdir "$work/editors"
editor() {
  EDITOR="$work/editors/$1"
  {
    printf '#!/usr/bin/env bash\nset -eu\nform="${*: -1}" seen=%q\n' "$work/seen"
    # fill KEY VALUE
    echo 'fill() { sed -i "s|^$1:.*|$1: $2|" "$form"; }'
    # The process that opened the form has its number in the name of the form.
    echo 'opener() { local n="${form##*-}"; echo "${n%%.txt}"; }'
    cat
  } >"$EDITOR"
  chmod 755 "$EDITOR"
  export EDITOR
  rm -f "$work"/seen*
}

log=(session log K7 --date 2026-10-12)
sessions() { rows "$IPT_DB" appointment; }
# stored PATH: a value of the second session.
stored() {
  "$IPT" session show K7.2 --json >"$work/shown"
  json "$work/shown" "\$.data.$1"
}
# Every file in the folders of forms.
forms() {
  find "$XDG_STATE_HOME" ${XDG_RUNTIME_DIR:+"$XDG_RUNTIME_DIR"} -type f 2>/dev/null | sort
}
# said TEXT: the error holds it, however it was wrapped.
said() { tr -d ' \n' <"$err" | grep -qF -- "$(tr -d ' \n' <<<"$1")"; }

# --- What is opened, and what is saved --------------------------------------------------------

new_store
editor fills <<'E'
cp "$form" "$seen"
stat -c '%a' "$form" "$(dirname "$form")" "$(dirname "$(dirname "$form")")" >"$seen.modes"
echo "$form" >"$seen.path"
fill phq9 111111111
fill task "walk every day"
printf 'first line\n# second line\n' >>"$form"
E
ends_with "a form that is filled in is saved" 0 "$IPT" "${log[@]}" -e
same "the task is" "walk every day" "$(stored session.task)"
same "the note is, as it stands" $'first line\n# second line' "$(stored session.note)"
same "the answers are" "[1,1,1,1,1,1,1,1,1]" "$(stored 'measures[0].scores[1].items')"
same "no form is left" "" "$(forms)"
same "the form is of mode 0600, its folders of mode 0700" "600 700 700" \
  "$(paste -sd ' ' "$work/seen.modes")"
check "its name begins with the code of the client" \
  grep -qE "/state/ipt/K7-session-log-[0-9]{8}T[0-9]{6}-[0-9]+\.txt$" "$work/seen.path"
check "the form shows the task that was agreed" grep -q "^# Last task.*call the sister" "$work/seen"
check "the form shows where the course stands" grep -q "^# K7: session 2 of 16, week 8" "$work/seen"
check "the form has the day that was typed" grep -qx "date: 2026-10-12" "$work/seen"
same "the note is the last line of it" "note:" "$(tail -n 1 "$work/seen")"

new_store
mkdir -m 700 "$work/$count/run"
export XDG_RUNTIME_DIR="$work/$count/run"
ends_with "with a folder of the login" 0 "$IPT" "${log[@]}" -e
check "the form lies there" grep -q "^$XDG_RUNTIME_DIR/ipt/K7-" "$work/seen.path"
check "and nothing is made elsewhere" test ! -e "$XDG_STATE_HOME"
same "no form is left there" "" "$(forms)"
# A folder of another user.
others=/
if ((EUID == 0)); then
  others="$work/others"
  mkdir "$others"
  chown 1 "$others"
fi
for folder in "$work/nowhere" run "$base" "$others"; do
  new_store
  XDG_RUNTIME_DIR="$folder" ends_with "XDG_RUNTIME_DIR=${folder##*/} is no such folder" 0 \
    "$IPT" "${log[@]}" -e
  check "the form lies where forms are kept" grep -q "^$kept/K7-" "$work/seen.path"
done
new_store
(
  unset XDG_STATE_HOME
  exec "$IPT" "${log[@]}" -e
) >"$out" 2>"$err"
check "without XDG_STATE_HOME the form lies below the home" \
  grep -q "^$HOME/.local/state/ipt/K7-" "$work/seen.path"

new_store
ends_with "VISUAL stands above EDITOR" 0 \
  env VISUAL="$EDITOR" EDITOR=false "$IPT" "${log[@]}" -e
new_store
mkdir "$work/bin"
ln -s "$EDITOR" "$work/bin/vi"
(
  unset EDITOR
  PATH="$work/bin:$PATH" exec "$IPT" "${log[@]}" -e
) >"$out" 2>"$err"
same "without both it is vi" 2 "$(sessions)"
new_store
editor "with arguments" <<'E'
printf '%s\n' "$@" >"$seen"
fill risk "$1"
E
EDITOR="'$EDITOR' none" ends_with "an editor may have arguments and spaces" 0 \
  "$IPT" "${log[@]}" -e
same "and gets its own before the form" none "$(head -n 1 "$work/seen")"
same "which alone follows" 2 "$(wc -l <"$work/seen")"

new_store
editor lists <<'E'
ls -1A "$(dirname "$form")" >"$seen"
touch "$form~" "$(dirname "$form")/.${form##*/}.swp"
fill task walk
E
export XDG_STATE_HOME="$work/$count/a b"
ends_with "a folder with a space in its name" 0 "$IPT" "${log[@]}" -e
same "one form, nothing beside it" 1 "$(wc -l <"$work/seen")"
same "what the editor left beside it goes with it" "" "$(forms)"

# --- A mistake --------------------------------------------------------------------------------

new_store
editor vim <<'E'
echo "$*" >>"$seen"
cp "$form" "$seen.form"
if grep -q '^# >> risk' "$form"; then fill risk none; else fill risk nonne; fi
fill task walk
E
ends_with "a mistake that is mended is saved" 0 "$IPT" "${log[@]}" -e
same "the editor was opened twice" 2 "$(wc -l <"$work/seen")"
line="$(tail -n 1 "$work/seen" | sed -n 's/^+\([0-9]*\) .*/\1/p')"
same "the second time on the line of the mistake" "risk: nonne" \
  "$(sed -n "${line:-1}p" "$work/seen.form")"
check "the same is said on stderr, with the line" grep -q "error: line $line: risk 'nonne'" "$err"
same "it is saved as it was mended" none "$(stored 'session.risk[0]')"
same "no form is left" "" "$(forms)"

new_store
editor stubborn <<'E'
echo round >>"$seen"
grep -q '^risk: nonne' "$form" || fill risk nonne
E
ends_with "a mistake that comes back untouched ends it" 2 "$IPT" "${log[@]}" -e
same "at once" 2 "$(wc -l <"$work/seen")"
form="$(forms)"
same "one form is kept, where forms are kept" "$kept" "$(dirname "$form")"
check "and the error names it" said "ipt session log K7 --form $form"
same "of mode 0600" 600 "$(mode_of "$form")"
sed -i 's/nonne/none/' "$form"
cp "$form" "$work/elsewhere.txt"
before="$(sum_of "$form")"
ends_with "mended, it is saved as it is named" 0 "$IPT" session log K7 --form "$form"
same "the day is the one that was typed" 2026-10-12 "$(stored session.date)"
same "a kept form is gone once it is saved" "" "$(forms)"
ends_with "the same from elsewhere is saved already" 0 "$IPT" session log K7 \
  --form "$work/elsewhere.txt"
same "a form that is read elsewhere is left alone" "$before" "$(sum_of "$work/elsewhere.txt")"

new_store
editor endless <<'E'
echo round >>"$seen"
fill risk "wrong$(wc -l <"$seen")"
E
ends_with "mistakes without an end are refused" 2 timeout 60 "$IPT" "${log[@]}" -e
same "after twenty rounds" 20 "$(wc -l <"$work/seen")"
check "and the last form is kept" grep -q "^risk: wrong20" "$(forms)"

# --- Nothing that was typed is lost -----------------------------------------------------------

# lost_nothing NAME STATUS: the last run ended with that status, saved nothing, and the form is
# kept as the editor left it.
lost_nothing() {
  local form
  ended "$1" "$2"
  same "$1: nothing is saved" 1 "$(sessions)"
  form="$(forms | grep '\.txt$')"
  same_bytes "$1: every byte is kept" "$work/seen" "$form"
  same "$1: of mode 0600, with the other forms" "600 $kept" "$(mode_of "$form") $(dirname "$form")"
  check "$1: the error names it" said "--form $form"
}

# typed NAME: an editor that fills the form in, and does then what standard input says.
typed() {
  editor "$1" < <(
    printf 'fill task walk\necho "what was said" >>"$form"\ncp "$form" "$seen"\n'
    cat
  )
}

new_store
typed fails <<<'exit 3'
run "$IPT" "${log[@]}" -e --actor TH1
lost_nothing "an editor that fails" 1
check "the command that is named has the other flags" said "session log K7 --actor TH1 --form"

new_store
typed dies <<<'touch "$(dirname "$form")/.${form##*/}.swp"; kill -KILL $$'
mkdir -m 700 "$work/$count/run"
export XDG_RUNTIME_DIR="$work/$count/run"
run "$IPT" "${log[@]}" -e
lost_nothing "an editor that is killed" 1
check "its swap file is kept too" test -e "$kept/.$(basename "$(forms | grep '\.txt$')").swp"
same "and nothing stays in the folder of the login" "" "$(find "$XDG_RUNTIME_DIR" -type f)"

for signal in HUP TERM; do
  new_store
  typed "stopped-by-$signal" <<<"kill -$signal \"\$(opener)\""
  run "$IPT" "${log[@]}" -e
  lost_nothing "$signal while the form is open" 130
  new_store
  typed "group-$signal" <<<"kill -$signal 0"
  run setsid -w "$IPT" "${log[@]}" -e
  lost_nothing "$signal to the program and its editor" 130
done
new_store
typed interrupts <<<'kill -INT "$(opener)"; kill -QUIT "$(opener)"'
ends_with "an interrupt is the editor's alone" 0 "$IPT" "${log[@]}" -e
same "the form is saved" walk "$(stored session.task)"
new_store
# Those that are blocked and ignored, of the 31 that a program sends.
cat >"$work/signals" <<'E'
while read -r name bits; do
  echo "$name $((16#$bits & 0x7fffffff))"
done < <(grep -E '^Sig(Blk|Ign)' /proc/self/status)
E
editor signals <<<"bash '$work/signals' >\"\$seen\""
run "$IPT" "${log[@]}" -e
same "the editor has the signals of the caller" "$(bash "$work/signals")" "$(cat "$work/seen")"

new_store
typed full <<<''
run bash -c 'ulimit -f 16; exec "$@"' bash "$IPT" "${log[@]}" -e
lost_nothing "a full disk" 1
check "a full disk: the store is sound" sound "$IPT_DB"
ends_with "with room it is saved as it is named" 0 "$IPT" session log K7 --form "$(forms)"
same "all of it" walk "$(stored session.task)"

new_store
typed takes-away <<<'mv "$form" "$form~"'
ends_with "an editor that takes the form away" 3 "$IPT" "${log[@]}" -e
same_bytes "what it left is kept" "$work/seen" "$(forms)"
check "and no form is named that is not there" test -z "$(grep -o -- "--form [^ ]" "$err")"

new_store
typed goes <<<'rm "$IPT_DB"'
run "$IPT" "${log[@]}" -e
cp "$base" "$IPT_DB"
lost_nothing "a store that goes missing" 5

new_store
export IPT
typed "too late" <<'E'
grep -q '^# >>' "$form" && exit
"$IPT" course end K7 --status completed --date 2026-10-12 >/dev/null
E
EDITOR="'$EDITOR'" ends_with "a course that ends meanwhile" 4 "$IPT" "${log[@]}" -e
same "is as it was" 1 "$(sessions)"
check "and what was typed is kept" grep -q "what was said" "$(forms)"

new_store
typed stays <<<'exit 1'
mkdir -m 700 "$work/$count/run"
echo >"$XDG_STATE_HOME"
XDG_RUNTIME_DIR="$work/$count/run" run "$IPT" "${log[@]}" -e
form="$(find "$work/$count/run" -type f)"
same_bytes "a form that cannot be moved stays" "$work/seen" "$form"
check "and is named where it is" said "--form $form"

other="$(mktemp -d -p /var/tmp)"
if [[ $(stat -c %d "$other") == "$(stat -c %d "$work")" ]]; then
  skip "a form that moves to another file system" "there is none"
else
  new_store
  # Larger than a form may be.
  typed crosses <<<'head -c 9000000 /dev/zero >"$(dirname "$form")/.${form##*/}.swp"; exit 1'
  mkdir -m 700 "$work/$count/run"
  export XDG_STATE_HOME="$other" XDG_RUNTIME_DIR="$work/$count/run"
  kept="$other/ipt"
  run "$IPT" "${log[@]}" -e
  lost_nothing "a form that moves to another file system" 1
  same "its swap file moves too, all of it" 9000000 "$(cat "$kept"/.K7-*.swp | wc -c)"
  same "nothing stays where it was" "" "$(find "$XDG_RUNTIME_DIR" -type f)"

  new_store
  mkdir -m 700 "$work/$count/run"
  export XDG_STATE_HOME="$other/full" XDG_RUNTIME_DIR="$work/$count/run"
  # The editor may write more than the program that waits for it.
  typed grows <<'E'
prlimit --pid "$(opener)" --fsize=16384
head -c 40000 /dev/zero | tr '\0' x >>"$form"
cp "$form" "$seen"
exit 1
E
  run "$IPT" "${log[@]}" -e
  form="$(find "$XDG_RUNTIME_DIR" -type f)"
  same_bytes "a form for which there is no room stays where it was" "$work/seen" "$form"
  check "and is named there" said "--form $form"
  same "no part of it is elsewhere" "" "$(find "$XDG_STATE_HOME" -type f)"
fi
rm -rf "$other"

# --- Nothing to save --------------------------------------------------------------------------

# saved_nothing NAME STATUS
saved_nothing() {
  ended "$1" "$2"
  same "$1: nothing is saved" 1 "$(sessions)"
  same "$1: no form is left" "" "$(forms)"
}

new_store
run "$IPT" log K7 --date 2026-11-23 --form /dev/null
saved_nothing "an empty form beside a day" 4
EDITOR=true run "$IPT" "${log[@]}" -e
saved_nothing "what was typed beside -e, left without saving" 4
editor saves <<<'sleep 0.1; touch "$form"'
ends_with "what was typed beside -e is saved when the form is" 0 "$IPT" "${log[@]}" -e
new_store
EDITOR=true run "$IPT" session log K7 -e
saved_nothing "a form that is left as it was" 4
editor empties <<<': >"$form"'
run "$IPT" "${log[@]}" -e
saved_nothing "a form that is emptied" 4
EDITOR="$work/nowhere/editor" run "$IPT" "${log[@]}" -e
saved_nothing "an editor that is not there" 1
EDITOR=false run "$IPT" "${log[@]}" -e
saved_nothing "an editor that fails before anything is typed" 1
editor "never-asked" <<<'touch "$seen"'
run "$IPT" session log K8 -e
saved_nothing "a client who is not there" 3
run "$IPT" session log K7 --risk nonne -e
saved_nothing "a mistake on the command line" 2
run "$IPT" session log K7 -e --db "$work/nowhere.db"
saved_nothing "a store that is not there" 5
run bash -c 'ulimit -f 0; exec "$@" 2>/dev/null' bash "$IPT" "${log[@]}" -e
saved_nothing "a form that cannot be made" 1
check "in none of these four is the editor opened" test ! -e "$work/seen"
run "$IPT" "${log[@]}" -e
check "which it would be" test -e "$work/seen"

new_store
content="$("$IPT" session show K7.1 --json)"
EDITOR=true ends_with "amend: a form that is left as it was is no mistake" 0 \
  "$IPT" session amend K7.1 -e
same "and changes nothing" "$content" "$("$IPT" session show K7.1 --json)"
same "not even in the history" "$(rows "$base" revision)" "$(rows "$IPT_DB" revision)"
same "and leaves no form" "" "$(forms)"

new_store
typed dry <<<''
ends_with "--dry-run with a form" 0 "$IPT" "${log[@]}" -e --dry-run
same "saves nothing" 1 "$(sessions)"
same_bytes "and keeps the form" "$work/seen" "$(forms)"
check "which it names" said "$(forms)"

# --- A form that is there already -------------------------------------------------------------

new_store
printf 'date: 2026-10-12\nrisk: nonne\nnote: what was said\n' >"$work/form.txt"
cp "$work/form.txt" "$work/form.copy"
ends_with "--form with a mistake" 2 "$IPT" session log K7 --form "$work/form.txt"
check "names its line" grep -q "error: line 2: risk 'nonne'" "$err"
same_bytes "and leaves the file alone" "$work/form.copy" "$work/form.txt"
same "and keeps no other" "" "$(forms)"
status=0
"$IPT" session log K7 --form - <"$work/form.txt" >"$out" 2>"$err" || status=$?
ended "--form - with a mistake" 2
same_bytes "keeps what came in" "$work/form.txt" "$(forms)"
same "of mode 0600" 600 "$(mode_of "$(forms)")"
check "and names it" said "--form $(forms)"
status=0
"$IPT" session log K7 --form - --json <"$work/form.txt" >"$out" 2>"$err" || status=$?
same "the line is in the error as JSON" 2 "$(json "$err" '$.error.line')"
sed -i 's/nonne/none/' "$work/form.txt"
new_store
status=0
"$IPT" session log K7 --form - <"$work/form.txt" >"$out" 2>"$err" || status=$?
ended "--form - that is right" 0
same "keeps nothing" "" "$(forms)"
same "all of it is saved" "what was said" "$(stored session.note)"
new_store
ends_with "--form from another command's pipe" 0 \
  "$IPT" session log K7 --form <(cat "$work/form.txt")
status=0
head -c 5000000 /dev/zero | tr '\0' '#' | "$IPT" --json session log K7 --form - >"$out" 2>"$err" ||
  status=$?
same "a form without an end is refused" "2 form_too_long" "$status $(error_code)"
refused "a form that is not there" 3 file_not_found session log K7 --form "$work/nowhere"
refused "a folder is no form" 1 file_read_failed session log K7 --form "$work"
refused "--form and --edit" 2 flags_contradict session log K7 --form - -e

# --- Editors ----------------------------------------------------------------------------------

# edited NAME: the last run saved what was typed, and left nothing.
edited() {
  ended "$1" 0
  same "$1: the task is saved" walk "$(stored session.task)"
  same "$1: no form is left" "" "$(forms)"
}

# with_input EDITOR TEXT: runs the program with that text as standard input.
with_input() {
  status=0
  EDITOR="$1" "$IPT" "${log[@]}" -e <<<"$2" >"$out" 2>"$err" || status=$?
}

for name in vi vim.tiny vim.basic; do
  "$name" --version 2>/dev/null </dev/null | grep -q VIM || continue
  new_store
  with_input "$name -u NONE -e -s" $'%s/^task:.*/task: walk/\nwq'
  edited "$name, fed with commands"
  new_store
  with_input "$name -u NONE -e -s" $'%s/^task:.*/task: walk/\nw\ncq'
  same "$name, left with :cq, is an editor that failed" "1 1" "$status $(sessions)"
  check "$name, left with :cq: what was written is kept" grep -qx "task: walk" "$(forms)"
done
if command -v ed >/dev/null; then
  new_store
  with_input "ed -s" $'/^task:/c\ntask: walk\n.\nw\nq'
  edited "ed"
else
  skip "ed" "it is not installed"
fi

# on_screen NAME COMMAND SEEN KEYS...: runs the program on a terminal with that editor, waits until
# it shows SEEN, and types the keys.
on_screen() {
  local name="$1" editor="$2" shown="$3" tries=0
  shift 3
  echo none >"$work/status"
  cat >"$work/on-screen" <<E
EDITOR='$editor' '$IPT' ${log[*]} -e
echo \$? >'$work/status'
tmux -L '$name' wait-for -S over
E
  tmux -L "$name" -f /dev/null new-session -d -x 80 -y 60 "bash '$work/on-screen' 2>'$err'"
  until tmux -L "$name" capture-pane -p 2>/dev/null | grep -q -- "$shown"; do
    ((++tries < 2000)) || break
  done
  tmux -L "$name" send-keys "$@" 2>/dev/null || true
  timeout 20 tmux -L "$name" wait-for over 2>/dev/null || true
  tmux -L "$name" kill-server 2>/dev/null || true
  status="$(cat "$work/status")"
  : >"$out"
}

export TERM=xterm
if ! command -v tmux >/dev/null; then
  skip "editors on a terminal" "tmux is not installed"
else
  new_store
  on_screen vi "vi -u NONE" "^task:" ":%s/^task:.*/task: walk/" Enter ":wq" Enter
  edited "vi on a terminal"
  if command -v nano >/dev/null; then
    new_store
    on_screen nano "nano --ignorercfiles" "GNU nano" C-w "task:" Enter C-e " walk" C-o Enter C-x
    edited "nano on a terminal"
  else
    skip "nano on a terminal" "it is not installed"
  fi
fi

finish
