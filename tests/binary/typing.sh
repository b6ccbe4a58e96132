#!/usr/bin/env bash
# What a therapist has to type between two clients: commands that stay short, and forms that stay
# small. Each is run, and what it should have recorded is looked up.
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

export IPT_DB="$work/store"
"$IPT" db init -q 2>/dev/null
"$IPT" course create K7 --start 2026-11-02 -q 2>/dev/null

# shorter_than NAME LIMIT COMMAND...: the command line has fewer characters, quotes included.
shorter_than() {
  local name="$1" limit="$2" line='ipt' word
  shift 2
  for word in "$@"; do
    if [[ $word == *' '* ]]; then line+=" \"$word\""; else line+=" $word"; fi
  done
  check "$name: ${#line} characters, fewer than $limit" test "${#line}" -lt "$limit"
  ends_with "$name is recorded" 0 "$IPT" "$@"
}

# recorded NAME REFERENCE KEY VALUE: a field of a session, as JSON gives it.
recorded() {
  run "$IPT" session show "$2" --json
  check "$1" grep -qF "\"$3\":$4" "$out"
}

shorter_than 'the scores alone' 40 log K7 --phq9 112301210 --date -14d
recorded 'the scores are there' K7.1 total 11

shorter_than 'an ordinary session' 100 log K7 --phq9 112301210 --date -7d \
  --technique link,affect --task 'call the sister'
recorded 'its answers are there' K7.2 items '[1,1,2,3,0,1,2,1,0]'
recorded 'its techniques are there' K7.2 techniques '["affect","link"]'
recorded 'its task is there' K7.2 task '"call the sister"'

shorter_than 'a missed appointment' 40 log K7 --dna --date -4d
shorter_than 'taking it back' 40 undo

form='phq9: 101101110
risk: passive-ideation
risk-action: safety plan gone through again
link: quarrel on Sunday, two bad nights after it
technique: comm-analysis,role-play
task: ask for one evening a week
question: is this a dispute or a transition?
note: Came ten minutes early. "It was easier to say it aloud."'
same 'everything else is a form of eight lines' 8 "$(wc -l <<<"$form")"
run "$IPT" log K7 --form - <<<"$form"
same 'the form is recorded' 0 "$status"
recorded 'its scores are there' K7.3 total 6
recorded 'its risk is there' K7.3 risk '["passive-ideation"]'
recorded 'its risk action is there' K7.3 risk_action '"safety plan gone through again"'
recorded 'its link is there' K7.3 link '"quarrel on Sunday, two bad nights after it"'
recorded 'its techniques are there' K7.3 techniques '["comm-analysis","role-play"]'
recorded 'its question is there' K7.3 question '"is this a dispute or a transition?"'
recorded 'its note is there' K7.3 note '"Came ten minutes early.'

finish
