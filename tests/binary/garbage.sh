#!/usr/bin/env bash
# Random command lines, the same in every run: each ends by itself with a documented exit status,
# and none of them changes a byte of the store.
# shellcheck disable=SC2034 # the lists are read by their names, in pick
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

RANDOM=20261123
lines=500

store="$work/ipt.db"
export IPT_DB="$store"
must db init
must course create K7 --start 2026-10-05 --focus grief
for date in 2026-10-05 2026-10-12 2026-10-19; do
  must log K7 --date "$date" --phq9 112301210 -m "a note"
done
kept="$work/kept.db"
cp "$store" "$kept"
mkdir "$work/here"
cd "$work/here"

# Every line either names a command that only reads, in its first words, or begins with
# --dry-run: none may write. The flags that a command takes stand behind it.
readers=("course list --all --therapist" "course show" "session list" "session show" "score list"
  "instrument list" "instrument show" "break list" "report progress --with-notes" "prep --therapist"
  "db info" "config show" "help" "")
common_reading="--as-of --output --force --format --json --quiet --ascii --plain --color --db"
writers=(
  "course create --start --weeks --focus --diagnosis --therapist --day --goal --score --instruments
    --phases --kind --sessions --every"
  "course focus --from --secondary --reason --stage --with --old-role --new-role --deceased"
  "course pause --from --to --reason" "course extend --reason --agreed-on"
  "course end --status --date --reason" "score add --date" "score amend --reason"
  "session log --date --score --phq9 --gad7 --dna --attendance --focus --link --technique --task --risk
    --risk-action --next --minutes --mode --milestone --question --recorded --note --note-file"
  "log --date --phq9 --minutes --focus --next --note" "break add --from --to --reason" "db init"
  "session amend --date --phq9 --dna --attendance --focus --link --risk --next --minutes --note
    --reason")
common_writing="--yes --op-id --actor --format --json --quiet --plain --db"
switches=" --all --force --json --quiet --ascii --plain --with-notes --secondary --dna --recorded --yes "
words=(course session score instrument break report prep db help log create list show focus pause
  extend end add amend progress init info K7 K7/1 K7.1 K7.9 K7@2026-10-05 K7:s1 k7 Anna 1E5 phq9
  gad7 phq9=112301210 phq9=11 phq9=total:9 grief dispute loss 16 17 -1 0 2026-11-02 2026-02-30
  03/04/2026 today next-mon -3d +2w completed acute quarter 4/8/4 json text TH1 impasse partner)
flags=(--db --format --json --quiet --verbose --color --ascii --plain --help --as-of --output --force
  --yes --dry-run --op-id --actor --start --weeks --kind --sessions --every --phases --diagnosis
  --therapist --day --instruments --goal --all --from --to --reason --agreed-on --status --focus
  --secondary --stage --with --old-role --new-role --deceased --date --attendance --dna
  --cancelled-client --attended-late --score --phq9 --gad7 --minutes --mode --link --technique --task
  --question --milestone --recorded --risk --risk-action --next --note --note-file --with-notes
  --version -q -v -h -o -n -m -y -x -- --- - --=x -= --dna=no --week --Weeks)
long="$(head -c 100000 /dev/zero | tr '\0' x)"
junk=("" " " "''" '"' "\\" "[]" "[a, b]" "{}" "{x:1}" "%s%n" "a=b" "=" "==" "/" "." ".." "~" ":" "@"
  "K7." "K7@" "K7/" "K7:" ".1" "@2026-11-02" $'\x01' $'\x7f' $'\t' $'\n' $'a\nb' $'\r' $'\e[31m'
  $'\e]0;t\a' $'\xff' $'\xc3' $'\xc3\x28' $'\xed\xa0\x80' $'\xf0\x9f\x92\xa9' $'\u202e' $'\u200b'
  $'\ufeff' "ＫＥ７" "ß" "9999999999999999999999" "-9999999999999999999999" "0x10" "1e400" "NaN"
  "12.5" ";" "| cat" "\$(x)" "\`x\`" "*" "?" "!" "#" "file:x?mode=memory" ":memory:" "/dev/null"
  "nowhere/x" "$long" "--$long" "-$long" "K$long" "$long=1" "--weeks=$long")

# What a flag takes.
declare -A typical=([--as-of]="2026-10-20 today -2w" [--output]="a.txt b.json" [--format]="json text"
  [--color]="never auto" [--start]="2026-10-05 today" [--weeks]="12 14 16" [--kind]=acute
  [--focus]="grief dispute change" [--diagnosis]="depression other" [--therapist]="TH1 T2"
  [--day]="mon sun" [--instruments]="phq9 phq9,gad7" [--phases]="stuart 3/9/4" [--sessions]="3 6"
  [--every]="14 28" [--from]="2026-11-02 today 2026-12-21" [--to]="2026-12-27 +6w" [--with]=partner
  [--stage]="impasse dissolution" [--deceased]="P1 parent" [--agreed-on]="yesterday" [--date]="-3w
  2026-11-02 2026-10-05 mon" [--status]="completed unknown" [--phq9]="112301210 total:9" [--gad7]="total:3"
  [--score]="phq9=total:9 gad7=0123012" [--attendance]="dna attended-late" [--technique]="link,affect"
  [--risk]="none self-harm" [--next]="+1w next-mon" [--minutes]="50 050" [--mode]="video home"
  [--milestone]="mid-review" [--note-file]="- /dev/null" [--actor]="TH1" [--op-id]="a1 b2")

# pick NAME: sets `picked` to an element of that array; not in a subshell, which would not move
# RANDOM on.
pick() {
  local -n list="$1"
  picked="${list[RANDOM % ${#list[@]}]}"
}

# Bytes at random, but NUL.
noise() {
  local i code bytes=
  for ((i = RANDOM % 12; i >= 0; i--)); do
    printf -v code '\\x%02x' $((RANDOM % 255 + 1))
    printf -v code '%b' "$code"
    bytes+="$code"
  done
  picked="$bytes"
}

# A value: mostly one that some flag would take.
value() {
  case $((RANDOM % 8)) in
    [0-5]) pick words ;;
    6) pick junk ;;
    7) noise ;;
  esac
}

# value_of FLAG: mostly what it takes, or any text for it.
value_of() {
  local usual
  read -rd '' -a usual <<<"${typical[$1]-some text}" || true
  if ((RANDOM % 8)); then pick usual; else value; fi
}

# Anything.
scrap() {
  case $((RANDOM % 10)) in
    [0-3]) pick words ;;
    [4-6]) pick flags ;;
    [78]) pick junk ;;
    9) noise ;;
  esac
}

# Sets `line`, an array: a command with flags of its own, for the most part, or scraps only.
random_line() {
  local i named known=() own=()
  line=()
  if ((RANDOM % 2)); then
    pick readers
    read -rd '' -a known <<<"$picked $common_reading" || true
  else
    pick writers
    read -rd '' -a known <<<"$picked $common_writing" || true
    line=(--dry-run)
  fi
  for i in "${known[@]}"; do
    if [[ $i == --* ]]; then own+=("$i"); else line+=("$i"); fi
  done
  [[ ${line[*]} ]] || line=(--dry-run)
  named=${#line[@]}
  case "${line[*]}" in
    *"course list" | *instrument* | *break* | *db* | *config* | *help*) ;;
    *amend | *"session show") line+=(K7.2) ;;
    *) line+=(K7) ;;
  esac
  case "${line[*]}" in
    *focus*) line+=(grief) ;;
    *extend*) line+=(16) ;;
    *score\ a*) line+=(phq9=total:9) ;;
    *instrument\ show*) line+=(phq9) ;;
  esac
  ((RANDOM % 4)) || { value && line[named + RANDOM % 2]="$picked"; }
  for ((i = RANDOM % 4; i > 0; i--)); do
    pick own
    line+=("$picked")
    [[ $switches == *" $picked "* ]] || { value_of "$picked" && line+=("$picked"); }
  done
  ((RANDOM % 3)) || for ((i = RANDOM % 5; i > 0; i--)); do
    scrap
    line+=("$picked")
  done
}

declare -A seen=()
wrong=()
for ((number = 1; number <= lines; number++)); do
  random_line
  status=0
  timeout 10 "$IPT" "${line[@]}" </dev/null >"$out" 2>"$err" || status=$?
  seen[$status]=$((${seen[$status]-0} + 1))
  case $status in
    0 | 2 | 3 | 4 | 5 | 7 | 10) fault= ;;
    1) fault="$(grep -a 'internal fault' "$err" || true)" ;;
    *) fault="exit status $status" ;;
  esac
  cmp -s "$store" "$kept" || {
    fault+=" the store was changed"
    cp "$kept" "$store"
  }
  ((status == 0)) || [[ -s $err ]] || fault+=" without a word"
  grep -q $'\e' "$out" "$err" && fault+=" a raw escape sequence"
  [[ -z $fault ]] || {
    printf -v shown '%q ' "${line[@]}"
    wrong+=("$number:$fault: ${shown:0:200}")
  }
done

counts=
for status in $(printf '%s\n' "${!seen[@]}" | sort -n); do counts+=" ${seen[$status]}x$status"; done
if ((${#wrong[@]} == 0)); then
  ok "$lines random command lines end as documented (count x exit status:$counts)"
else
  not_ok "$lines random command lines end as documented (count x exit status:$counts)" "${wrong[@]}"
fi

finish
