#!/usr/bin/env bash
# Installs what the build needs, builds ipt, and shows one course of 14 sessions from its creation
# to the screen before the eleventh. Works on a store of its own, which is removed at the end.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

build() { cmake -S "$root" --preset release && cmake --build "$root/build/release"; }

"$root/tests/install.sh" build
[[ -x $root/build/release/ipt ]] || echo "Building ipt, a few minutes ..." >&2
build >"$folder/build.log" 2>&1 || {
  cat "$folder/build.log" >&2
  exit 1
}

# Your own store, settings and drafts stay out of it.
unset IPT_DB IPT_ACTOR
export XDG_DATA_HOME="$folder/data" XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state"
export IPT_TODAY=2026-11-23

ipt() {
  local word
  printf '\n$ ipt'
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_.,=/:-]+$ ]] && printf ' %s' "$word" || printf ' %s' "${word@Q}"
  done
  printf '\n'
  "$root/build/release/ipt" "$@"
}

ipt course create K7F2 --start 2026-08-31 --weeks 14 --therapist TH1 --diagnosis depression \
  --instruments phq9,gad7 --goal "Tell partner what help is wanted"

# The initial phase: the diagnosis, the people in the client's life, what happened when.
ipt session log K7F2 --date 2026-08-31 --phq9 332223211 --gad7 3222222 \
  --technique psychoeducation,sick-role \
  --risk passive-ideation --risk-action "asked about plans, none; crisis numbers given"
ipt session log K7F2 --date 2026-09-07 --phq9 332223210 --gad7 2222222 \
  --technique inventory,explore-open --risk none
ipt person add K7F2 P1 --relation partner --key --date 2026-09-07
ipt session log K7F2 --date 2026-09-14 --phq9 322223210 --gad7 2222221 \
  --technique timeline,link --risk none

# From here on every session serves a focus: one of the four areas, agreed with the client.
ipt course focus K7F2 transition --from 2026-09-14 \
  --old-role "team leader" --new-role "job seeker"
ipt formulation write K7F2 --date 2026-09-14 --agreed 2026-09-14 \
  --sentence "The low mood began after the redundancy and grew as contact with others shrank."

ipt session log K7F2 --date 2026-09-21 --phq9 322222210 --gad7 2222121 \
  --technique affect,link --risk none \
  --link "worse after the farewell party, nobody asked what comes next"
ipt session log K7F2 --date 2026-09-28 --phq9 222222210 --gad7 2221211 \
  --technique affect,clarify --risk none \
  --link "a good morning with two former colleagues"
ipt session log K7F2 --date 2026-10-05 --dna
ipt session log K7F2 --date 2026-10-12 --phq9 222212110 --gad7 2212111 \
  --technique comm-analysis,link --risk none \
  --link "low for two days after the quarrel about money" \
  --task "ask partner for one free evening"

ipt course pause K7F2 --from 2026-10-16 --to 2026-10-25 --reason "travel"

ipt session log K7F2 --date 2026-10-26 --phq9 222112110 --gad7 2211111 \
  --technique comm-analysis,role-play --risk none --milestone mid-review \
  --link "the free evening happened; slept through after it"
ipt session log K7F2 --date 2026-11-02 --phq9 212112110 --gad7 2111111 \
  --technique decision-analysis,expectations --risk none \
  --link "relief after the application was sent"
ipt session log K7F2 --date 2026-11-09 --phq9 211112110 --gad7 1111111 \
  --technique role-play,support --risk none \
  --link "a neighbour's help with the children lifted the week"
ipt session log K7F2 --date 2026-11-16 --phq9 111112110 --gad7 1111110 \
  --technique role-play,ending --risk none \
  --link "proud after the first interview, flat the day after" \
  --task "tell partner what help is wanted before the next interview"

ipt goal rate K7F2:g1 in-progress --date 2026-11-16

# What is still to be recorded, what to read before the next session, and the report for the file.
ipt todo
ipt prep K7F2
ipt report progress K7F2
