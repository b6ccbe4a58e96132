#!/usr/bin/env bash
# Single bits of a store are flipped, some in every page: no command crashes, and `db verify` finds
# whatever touches a record or its history. IPT=build/release/ipt tests/trust/damage.sh
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/../binary/lib.bash"

store="$work/ipt.db"
export IPT_DB="$store"
must db init
for code in K7 K8 K9; do
  must course create "$code" --start 2026-09-07 --focus grief --goal "see people again"
  must session log "$code" --date 2026-09-07 --phq9 222222220 -m "what was said of the move"
  must session log "$code" --date 2026-09-14 --phq9 222222210 --link "a quarrel, then low"
done
must session log K7 --date 2026-09-21 -m "$(printf 'a long note %.0s' {1..600})"
must session amend K7.1 -m "what was really said"
must event add K7 "moved house" --date 2026-09-10

read -r tried altered found < <(python3 "$here/damage.py" "$IPT" "$store" "${FLIPS:-5}" |
  tee "$work/damage" | head -n 1)
wrong="$(sed -n 2,4p "$work/damage")"
check "$tried flipped bits, $altered of them in a record: none crashes, and db verify finds these ($found in all)" \
  test "$tried" -gt 200 -a "$altered" -gt 50 -a "$found" -ge "$altered" -a ! "$wrong"
[[ ! $wrong ]] || sed -n '2,$p' "$work/damage" | sed 's/^/#   /'

finish
