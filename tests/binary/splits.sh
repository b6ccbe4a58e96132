#!/usr/bin/env bash
# Courses of 12 to 16 sessions: their phases, their weeks over a year's end and a clock's change,
# and that neither the time zone nor the order of entry changes a report.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

export IPT_DB="$work/first.db"
must db init

# --- Phases -----------------------------------------------------------------------------------

declare -A split=([12]=3/6/3 [13]=3/7/3 [14]=3/8/3 [15]=4/8/3 [16]=4/8/4)
for weeks in 12 13 14 15 16; do
  ends_with "$weeks weeks are accepted" 0 "$IPT" course create "W$weeks" --weeks "$weeks"
  run "$IPT" course show "W$weeks" --json
  same "$weeks sessions split into ${split[$weeks]}" "${split[$weeks]} $weeks" \
    "$(json "$out" '$.data.course.phases') $(json "$out" '$.data.course.planned_sessions')"
  ends_with "$weeks weeks after the stuart rule" 0 \
    "$IPT" course create "S$weeks" --weeks "$weeks" --phases stuart
  run "$IPT" course show "S$weeks" --json
  same "stuart splits $weeks sessions into 3/$((weeks - 5))/2" "3/$((weeks - 5))/2" \
    "$(json "$out" '$.data.course.phases')"
done
ends_with "sixteen weeks are the default" 0 "$IPT" course create D1
run "$IPT" course show D1 --json
same "split by quarters" "4/8/4 16" \
  "$(json "$out" '$.data.course.phases') $(json "$out" '$.data.course.planned_sessions')"
ends_with "a split of one's own" 0 "$IPT" course create D2 --weeks 14 --phases 5/7/2
run "$IPT" course show D2 --json
same "is kept" 5/7/2 "$(json "$out" '$.data.course.phases')"
ends_with "--weeks=012 is twelve" 0 "$IPT" course create D3 --weeks=012
run "$IPT" course show D3 --json
same "not ten" 12 "$(json "$out" '$.data.course.planned_sessions')"

# A whole course of each length: the phase of each session follows from its number.
export IPT_TODAY=2027-03-31
for weeks in 12 13 14 15 16; do
  must course create "L$weeks" --start 2026-10-05 --weeks "$weeks" --focus grief
  IFS=/ read -r initial middle ending <<<"${split[$weeks]}"
  expected=
  for ((i = 0; i < weeks; i++)); do
    date="$(date -u -d "2026-10-05 + $((i * 7)) days" +%F)"
    must log "L$weeks" --date "$date"
    phase=initial
    ((i < initial)) || phase=middle
    ((i < initial + middle)) || phase=ending
    expected+="$((i + 1)) $date $((i + 1)) $phase;"
  done
  same "the phases of $weeks add up" "$weeks" "$((initial + middle + ending))"
  run "$IPT" report progress "L$weeks" --json
  same "each of $weeks sessions has its number, week and phase" "$expected" \
    "$(sqlite3 :memory: "
      SELECT group_concat(value ->> 'session' || ' ' || (value ->> 'date') || ' '
                          || (value ->> 'week') || ' ' || (value ->> 'phase') || ';', '')
      FROM json_each(CAST(readfile('$out') AS TEXT), '\$.data.sessions')")"
done

# --- The words of the focus areas -------------------------------------------------------------

number=0
while read -r area words; do
  for word in $area $words; do
    number=$((number + 1))
    ends_with "$word means $area" 0 "$IPT" course create "A$number" --focus "$word"
    run "$IPT" course show "A$number" --json
    same "$word is stored as $area" "$area" "$(json "$out" '$.data.course.focus')"
  done
done <<'WORDS'
grief bereavement complicated-bereavement complicated-grief death mourning Grief
dispute role-dispute role-disputes interpersonal-dispute conflict role-conflict disagreement
transition role-transition role-transitions change role-change life-change life-changes TRANSITION
deficits interpersonal-deficits sensitivity sensitivities interpersonal-sensitivity isolation social-isolation loneliness
WORDS
ends_with "a word for a session's focus" 0 \
  "$IPT" session log A1 --date 2027-03-31 --focus loneliness --json
same "is stored as its area" deficits "$(json "$out" '$.data.session.focus')"

# --- Weeks, zones and orders ------------------------------------------------------------------

# Two clients, each with an acute and a maintenance course, from October to March: ISO week 53 of
# 2026, both changes of the clock in Europe (2026-10-25, 2027-03-28) and America (2026-11-01,
# 2027-03-14).
begin=(
  "course create Y1 --start 2026-10-12 --weeks 12 --focus dispute --therapist TH1"
  "course create Z2 --start 2026-10-25 --weeks 16 --instruments phq9,gad7"
  "course create Y1 --kind maintenance --start 2027-01-11 --sessions 6 --every 28"
  "course create Z2 --kind maintenance --start 2027-03-14 --sessions 4 --every 14"
  "course focus Z2/1 transition --from 2026-11-08"
)
facts=(
  "course pause Z2/1 --from 2026-12-28 --to 2027-01-09 --reason travel"
  "break add --from 2027-02-22 --to 2027-02-26"
  "score add Z2/1 phq9=total:20 --date 2026-10-20"
  "score add Z2/1 gad7=2121212 --date 2026-12-30"
  "session log Z2/1 --date 2026-12-27 --dna"
  "session log Z2/1 --date 2027-01-17 --cancelled-therapist"
  "session log Y1/2 --date 2027-01-11 --phq9 total:4"
  "session log Y1/2 --date 2027-02-08 --phq9 total:5 --mode video"
  "session log Y1/2 --date 2027-03-08"
  "session log Z2/2 --date 2027-03-14 --phq9 total:3"
  "session log Z2/2 --date 2027-03-28 --attended-late"
)
for i in {0..11}; do # Mondays; the last is in week 53
  facts+=("session log Y1/1 --date $(date -u -d "2026-10-12 + $((i * 7)) days" +%F)
    --phq9 total:$((22 - i)) --technique link --minutes $((45 + i)) --risk none")
done
z2=(0 1 2 3 4 5 6 7 8 11 13 14 15 16 17 18) # Sundays, weeks after the start
for i in "${!z2[@]}"; do
  facts+=("session log Z2/1 --date $(date -u -d "2026-10-25 + $((z2[i] * 7)) days" +%F)
    --phq9 11$((i % 4))2$((3 - i % 4))1110 --focus transition")
done
ends=(
  "course end Y1/1 --status completed --date 2026-12-28"
  "course end Z2/1 --status completed --date 2027-03-01"
)

# enter FILE LINE...: a store with these facts, in this order. Dated changes of a focus are told
# apart by the order in which they came, so their courses begin alike everywhere.
enter() {
  local line
  export IPT_DB="$1"
  shift
  must db init
  for line in "$@"; do
    # shellcheck disable=SC2086 # words
    must $line
  done
}
backwards=()
for ((i = ${#facts[@]} - 1; i >= 0; i--)); do backwards+=("${facts[i]}"); done
shuffled=()
for ((i = 0; i < ${#facts[@]}; i++)); do shuffled+=("${facts[i * 17 % ${#facts[@]}]}"); done
same "the third order holds every fact" "$(printf '%s\n' "${facts[@]}" | sort)" \
  "$(printf '%s\n' "${shuffled[@]}" | sort)"

enter "$work/forwards.db" "${begin[@]}" "${facts[@]}" "${ends[@]}"
enter "$work/backwards.db" "${begin[1]}" "${begin[0]}" "${begin[4]}" "${begin[3]}" "${begin[2]}" \
  "${backwards[@]}" "${ends[1]}" "${ends[0]}"
enter "$work/shuffled.db" "${begin[0]}" "${begin[2]}" "${begin[1]}" "${begin[4]}" "${begin[3]}" \
  "${shuffled[@]}" "${ends[@]}"

courses=(Y1/1 Y1/2 Z2/1 Z2/2)
reports() {
  local course
  for course in "${courses[@]}"; do
    for line in "report progress $course" "report progress $course --json" \
      "report progress $course --plain" "report progress $course --as-of 2027-01-01 --json" \
      "prep $course" "session list $course --json" "course show $course"; do
      echo "== $line"
      # shellcheck disable=SC2086
      "$IPT" $line
    done
  done
  "$IPT" course list --all
  "$IPT" break list --json
}

IPT_DB="$work/forwards.db"
reports >"$work/forwards"
for order in backwards shuffled; do
  IPT_DB="$work/$order.db"
  reports >"$work/$order"
  same_bytes "facts entered $order give the same reports" "$work/forwards" "$work/$order"
done

# Episodes of a focus and pauses carry numbers in the order of entry; what is said of them does not
# depend on it.
agreed=(
  "course focus V1 grief --from 2026-10-19 --reason agreed"
  "course focus V1 dispute --from 2026-11-30 --reason reopened"
  "course pause V1 --from 2026-12-21 --to 2026-12-27"
  "course pause V1 --from 2027-01-11 --to 2027-01-17"
  "session log V1 --date 2026-10-12"
  "session log V1 --date 2026-10-19"
  "session log V1 --date 2026-11-30"
)
enter "$work/one.db" "course create V1 --start 2026-10-12" "${agreed[@]}"
run "$IPT" report progress V1
cp "$out" "$work/one"
for order in "1 0 3 2 6 5 4" "6 4 2 1 5 0 3"; do
  lines=()
  for i in $order; do lines+=("${agreed[i]}"); done
  rm -f "$work/other.db"
  enter "$work/other.db" "course create V1 --start 2026-10-12" "${lines[@]}"
  run "$IPT" report progress V1
  same_bytes "focus, pauses and sessions in the order $order give the same report" \
    "$work/one" "$out"
done

IPT_DB="$work/forwards.db"
for zone in Europe/Berlin America/New_York Pacific/Kiritimati Pacific/Pago_Pago; do
  if [[ ! -e /usr/share/zoneinfo/$zone ]]; then
    skip "reports in the zone $zone" "the zone is not known here"
    continue
  fi
  export TZ="$zone"
  reports >"$work/zone"
  same_bytes "the zone $zone gives the same reports" "$work/forwards" "$work/zone"
  rm -f "$work/zone.db"
  enter "$work/zone.db" "${begin[@]}" "${facts[@]}" "${ends[@]}"
  reports >"$work/zone"
  same_bytes "facts entered in the zone $zone give the same reports" "$work/forwards" "$work/zone"
  # The day by the clock; a midnight may lie between two looks at it.
  days=" $(date +%F) "
  run env -u IPT_TODAY "$IPT" course list --json
  days+="$(date +%F) "
  today="$(json "$out" '$.as_of')"
  check "today is the day in $zone" test "${days/ $today /}" != "$days"
  IPT_DB="$work/forwards.db"
done
export TZ=UTC

# weeks COURSE: number, date and week of each appointment.
weeks() {
  run "$IPT" report progress "$1" --json
  sqlite3 :memory: "
    SELECT group_concat(coalesce(value ->> 'session', '.') || ' ' || (value ->> 'date') || ' '
                        || (value ->> 'week'), '; ')
    FROM json_each(CAST(readfile('$out') AS TEXT), '\$.data.sessions')"
}
# expected START DATE...: the same, reckoned in whole days by date(1); a date with - is not numbered.
expected() {
  local start="$1" date number=0 line=
  shift
  for date in "$@"; do
    local days=$((($(date -u -d "${date%-}" +%s) - $(date -u -d "$start" +%s)) / 86400))
    if [[ $date == *- ]]; then
      line+="; . ${date%-} $((days / 7 + 1))"
    else
      number=$((number + 1))
      line+="; $number $date $((days / 7 + 1))"
    fi
  done
  echo "${line#; }"
}
mapfile -t mondays < <(for i in {0..11}; do date -u -d "2026-10-12 + $((i * 7)) days" +%F; done)
mapfile -t sundays < <({
  for i in "${z2[@]}"; do date -u -d "2026-10-25 + $((i * 7)) days" +%F; done
  printf '%s\n' 2026-12-27- 2027-01-17-
} | sort)
IPT_DB="$work/forwards.db"
same "weeks of a course to ISO week 53" "$(expected 2026-10-12 "${mondays[@]}")" "$(weeks Y1/1)"
same "weeks of a maintenance course" "$(expected 2027-01-11 2027-01-11 2027-02-08 2027-03-08)" \
  "$(weeks Y1/2)"
same "weeks over a year's end, with misses" "$(expected 2026-10-25 "${sundays[@]}")" \
  "$(weeks Z2/1)"
same "weeks over a change of the clock" "$(expected 2027-03-14 2027-03-14 2027-03-28)" \
  "$(weeks Z2/2)"
run "$IPT" report progress Y1/1 --json
same "a finished course: position" "12|12|0|2026-12-28|completed" \
  "$(for path in position.session position.planned position.left position.planned_end course.end_status; do
    json "$out" "\$.data.$path"
  done | paste -sd '|')"
run "$IPT" report progress Z2/1 --json
same "a course with misses: attendance" "18|16|1|1" \
  "$(for path in offered attended dna cancelled_therapist; do
    json "$out" "\$.data.attendance.$path"
  done | paste -sd '|')"
run "$IPT" report progress Y1/2 --json
same "a maintenance course: number, kind, next" "2|maintenance|2027-04-05" \
  "$(for path in course.number course.kind position.next; do
    json "$out" "\$.data.$path"
  done | paste -sd '|')"

finish
