#!/usr/bin/env bash
# What is refused: exit status and error code of each, while the store keeps its every byte; and
# what looks like a mistake and is none.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

store="$work/ipt.db"
export IPT_DB="$store"

# K7: four sessions of the initial phase, no focus yet. F12: 12 of 12 held. M3: two open courses.
# E4: ended. D5: with pause, secondary focus and a score outside a session. B6: starts later.
must db init
must course create K7 --start 2026-10-05
for date in 2026-10-05 2026-10-12 2026-10-19; do
  must log K7 --date "$date" --phq9 112301210
done
must log K7 --date 2026-10-26 --phq9 112301210 --minutes 50 -m "said once"
must course create F12 --start 2026-08-03 --weeks 12 --focus dispute --therapist TH1
for i in {0..11}; do
  must log F12 --date "$(date -u -d "2026-08-03 + $((i * 7)) days" +%F)"
done
must course create M3 --start 2026-06-01 --focus grief
must course create M3 --start 2026-10-05 --kind maintenance --sessions 6 --every 28
must course create E4 --start 2026-08-03 --focus grief
must log E4 --date 2026-09-07
must course end E4 --status completed --date 2026-10-26
must course create D5 --start 2026-09-07 --focus transition --weeks 14
must course focus D5 grief --secondary --from 2026-10-05
must course pause D5 --from 2026-10-12 --to 2026-10-18
must score add D5 phq9=total:14 --date 2026-09-01
must course create B6 --start 2026-12-07
must break add --from 2026-12-21 --to 2027-01-03

before="$(sum_of "$store")"

# bad STATUS CODE ARGUMENT...: refused, and named after what was typed.
bad() {
  local status_wanted="$1" code="$2" typed
  shift 2
  printf -v typed '%q ' "$@"
  refused "ipt ${typed:0:90}" "$status_wanted" "$code" "$@"
}

# --- Dates ------------------------------------------------------------------------------------

for date in 2026-02-30 2026-13-01 2026-00-10 2026-11-00 2026-11-31 2025-02-29 0000-01-01 \
  1899-12-31 2200-01-01; do
  bad 2 date_impossible log K7 --date "$date"
done
for date in 03/04/2026 3.4.26 2026/11/09 9.11.2026 2026-1-3 11-09-2026; do
  bad 2 date_ambiguous log K7 --date "$date"
done
for date in "" " " never "next week" 2026-W47 2026-11 2026 20261109 10000-01-01 2026-11-09T10:00 \
  lastmon -3 -3x -d +-3d --3d -99999999999999999999d 99999999999999999999 "2026 11 09" \
  $'2026-11-0\u0669' ２０２６-11-09 2026-11-09x; do
  bad 2 date_malformed log K7 "--date=$date"
done
for date in 2026-11-24 tomorrow +1d +2w next-mon 2199-12-31; do
  bad 2 date_in_future log K7 --date "$date"
done
bad 2 date_in_future course focus K7 grief --from tomorrow
bad 2 date_in_future course end K7 --status completed --date 2026-11-24
bad 2 date_in_future course extend F12 14 --reason x --agreed-on 2026-11-24
bad 2 date_in_future score add K7 phq9=total:9 --date 2026-11-24
bad 2 date_malformed course create N1 --start soon
bad 2 date_ambiguous course create N1 --start 03/04/2026
bad 2 date_impossible course pause K7 --from 2026-02-30
bad 2 date_malformed break add --from x --to 2026-12-24
bad 2 date_malformed report progress K7 --as-of 2026-W47x
bad 2 date_malformed log K7 --next whenever
bad 2 next_not_after log K7 --date 2026-11-02 --next 2026-11-02
bad 2 absence_ends_before_start course pause K7 --from 2026-12-10 --to 2026-12-01
bad 2 absence_ends_before_start break add --from 2026-12-10 --to 2026-12-01

# --- Scores -----------------------------------------------------------------------------------

bad 2 score_ambiguous log K7 --phq9 11
bad 2 score_ambiguous log K7 --score phq9=5
bad 2 item_count_wrong log K7 --phq9 12301210
bad 2 item_count_wrong log K7 --phq9 1123012100
bad 2 item_count_wrong log K7 --phq9 "1 1 2 3 0 1 2 1"
bad 2 item_out_of_range log K7 --phq9 112301214
bad 2 item_out_of_range log K7 --phq9 "1 1 2 3 0 1 2 1 10"
bad 2 item_out_of_range log K7 --gad7 9999999
for answers in 11230121x "1 1 2 3 0 1 2 1 x" "1,1,2,3,0,1,2,1," "1.5 1 2 3 0 1 2 1 0" 112301+10 \
  "-1 1 2 3 0 1 2 1 0" "1 1 2 3 0 1 2 1 00x" 0x1 '١١٢٣٠١٢١٠'; do
  bad 2 score_malformed log K7 --phq9 "$answers"
done
bad 2 score_empty log K7 --phq9 ""
bad 2 score_empty log K7 --phq9 "---------"
bad 2 score_empty log K7 --score phq9=
bad 2 score_malformed log K7 --score phq9
bad 2 score_malformed log K7 --score 112301210
for total in 28 100 99999 12.5; do
  bad 2 total_out_of_range log K7 --phq9 "total:$total"
done
for total in "" x -1 +5 1e1 0x5 5,0 5.123 99999999999999999999; do
  bad 2 total_malformed log K7 --phq9 "total:$total"
done
bad 2 flags_contradict log K7 --phq9 total:9 --score phq9=total:9
bad 2 item_count_wrong course create N1 --score phq9=11230121
bad 2 score_ambiguous score add K7 phq9=12
bad 3 instrument_not_found log K7 --score phq8=total:3
bad 3 instrument_not_found log K7 --score =total:3
bad 3 instrument_not_found score add K7 hamd=total:3
bad 3 instrument_not_found course create N1 --instruments phq9,nope
bad 3 instrument_not_found course create N1 --instruments ""
bad 3 instrument_not_found instrument show nope
bad 4 score_exists score add K7 phq9=total:3 --date 2026-10-26
bad 4 score_exists score add D5 phq9=total:15 --date 2026-09-01

# --- Codes and references ---------------------------------------------------------------------

for code in Anna 1234567890 7 MAR1 1-mar mar-2026 sept3 1E5 12e-3 "" " " "K 7" K7. "K7 " K_ -- äb1 \
  K7$'\n' $'K\t7' "K7;drop" "../K7" K7+ 'K7*' "'K7'" K12345678901234567890123456789012; do
  case "$code" in
    --) bad 2 word_missing course create "$code" ;;
    *) bad 2 code_malformed course create "$code" ;;
  esac
done
bad 2 code_malformed course create N1 --therapist Anna
bad 2 code_malformed course create N1 --therapist ""
bad 2 code_malformed course list --therapist "T 1"
bad 2 code_malformed log K7 --actor "Anna Smith"
for reference in K7 K7. K7.0 K7.x K7.-1 K7.1.1 K7.99999 K7@ K7@2026-02-30 K7@today K7/0.1 K7/.1 \
  K7:s1 K7.01; do
  bad 2 reference_malformed session show "$reference"
done
bad 2 reference_malformed course show K7.1
bad 2 reference_malformed course show K7/0
bad 2 reference_malformed course show K7/
bad 2 reference_malformed course show K7/x
bad 2 reference_malformed log K7.3
bad 2 reference_malformed log K7@2026-11-02
bad 2 reference_malformed report progress K7:s1
bad 2 reference_malformed score amend K7:g1 phq9=total:3
bad 2 reference_malformed score amend K7:s phq9=total:3
bad 2 code_malformed course show /2
bad 2 code_malformed session show .1
bad 2 code_malformed prep "; rm"
for command in "course show K99" "report progress K99" "session list K99" "score list K99" \
  "prep K99" "log K99" "course focus K99 grief" "course end K99 --status completed" \
  "course extend K99 16 --reason x" "course pause K99 --from today"; do
  # shellcheck disable=SC2086 # words
  bad 3 client_not_found $command
done
bad 3 client_not_found session show K99.1
bad 3 course_not_found course show K7/2
bad 3 course_not_found report progress K7/9999
bad 3 course_not_found log K7/2
bad 3 session_not_found session show K7.5
bad 3 session_not_found session show K7@2026-10-06
bad 3 session_not_found session amend K7.5 --minutes 40
bad 3 score_not_found score amend K7:s1 phq9=total:3
bad 3 score_not_found score amend K7.4 gad7=total:3
bad 3 therapist_not_found course list --therapist TH9
bad 3 file_not_found log K7 --note-file "$work/nowhere"

# --- Words from a list ------------------------------------------------------------------------

for word in loss Loss divorce separation family work ending; do
  bad 2 focus_ambiguous course create N1 --focus "$word"
  bad 2 focus_ambiguous log K7 --focus "$word"
done
for word in "" transiton grif x "grief,dispute" "role transition!" GR1; do
  bad 2 focus_unknown course create N1 --focus "$word"
done
bad 2 focus_unknown course focus K7 transiton
bad 2 value_unknown log K7 --attendance present
bad 2 value_unknown log K7 --attendance ""
bad 2 value_unknown log K7 --attendance attended,dna
bad 2 value_unknown log K7 --mode skype
bad 2 value_unknown log K7 --mode in_person
bad 2 value_unknown log K7 --technique linking
bad 2 value_unknown log K7 --technique link,,affect
bad 2 value_unknown log K7 --milestone psychoeducation
bad 2 value_unknown log K7 --risk suicidal
bad 2 value_unknown log K7 --risk none,no
bad 2 value_unknown course end K7 --status finished
bad 2 value_unknown course focus K7 dispute --stage stuck
bad 2 value_unknown course create N1 --kind chronic
bad 2 value_unknown course create N1 --day someday
bad 2 value_unknown course list --format yaml
bad 2 value_unknown course list --color sometimes
bad 2 diagnosis_malformed course create N1 --diagnosis depresion
bad 2 diagnosis_malformed course create N1 --diagnosis "John Smith"
bad 2 person_malformed course focus K7 dispute --with "my wife"
bad 2 person_malformed course focus K7 grief --deceased P100
bad 2 focus_field_not_allowed course focus K7 grief --stage impasse
bad 2 focus_field_not_allowed course focus K7 dispute --deceased parent
bad 2 focus_field_not_allowed course focus K7 grief --new-role x

# --- Numbers ----------------------------------------------------------------------------------

for weeks in 11 17 0 -1 20 999; do
  bad 2 weeks_not_allowed course create N1 "--weeks=$weeks"
done
for weeks in abc "" 12.5 12weeks 1e1 0x10 " " 99999999999999999999 ١٢ 12,13; do
  bad 2 weeks_not_allowed course create N1 "--weeks=$weeks"
done
for phases in 4/4/4 4/8 4/8/4/0 0/12/4 4/-8/20 quarters "" a/b/c 4/8/5 4,8,4 16/0/0 \
  2147483647/2147483647/18; do
  bad 2 phases_not_allowed course create N1 --phases "$phases"
done
for minutes in 0 -5 481 abc 0x32 5O 50.5 1e2 50min 4294967346; do
  bad 2 number_not_allowed log K7 "--minutes=$minutes"
done
bad 2 number_not_allowed course create N1 --kind maintenance --sessions 0 --every 28
bad 2 number_not_allowed course create N1 --kind maintenance --sessions 6 --every 367
bad 2 flag_missing course create N1 --kind maintenance
bad 2 flag_missing course create N1 --kind maintenance --sessions 6
bad 2 flag_not_allowed course create N1 --kind maintenance --weeks 12 --sessions 6 --every 28
bad 2 flag_not_allowed course create N1 --sessions 6
bad 2 number_not_allowed course extend F12 many --reason x
bad 2 weeks_not_allowed course extend F12 17 --reason x
bad 2 flag_missing course extend F12 14
bad 2 flag_missing course extend F12 14 --reason ""
bad 2 flag_missing course end K7
bad 2 flag_missing course pause K7
bad 2 flag_missing break add --from 2026-12-01

# --- The state of things ----------------------------------------------------------------------

bad 4 session_beyond_plan log F12 --date 2026-10-26
bad 4 session_beyond_plan log F12 --date 2026-08-05
bad 4 not_an_extension course extend F12 12 --reason x
bad 4 course_already_open course create K7
bad 4 course_already_open course create k7 --weeks 12
bad 4 course_already_open course create M3 --kind maintenance --sessions 3 --every 14
bad 4 course_ambiguous log M3
bad 4 course_ambiguous report progress M3
bad 4 appointment_exists log K7 --date 2026-10-26 --phq9 111111111
bad 4 appointment_exists log K7 --date 2026-10-26 --dna
bad 4 appointment_exists log K7 --date 2026-10-26 --phq9 112301210 --minutes 50 -m "said twice"
bad 4 appointment_exists session amend K7.4 --date 2026-10-19
bad 4 before_course_start log K7 --date 2026-10-04
bad 4 before_course_start log B6
bad 4 before_course_start course focus K7 grief --from 2026-10-04
bad 4 before_course_start course pause K7 --from 2026-10-01 --to 2026-10-07
bad 4 focus_missing log K7 --date 2026-11-02
bad 4 focus_missing log K7
bad 4 course_ended log E4
bad 4 course_ended course focus E4 dispute
bad 4 course_ended course extend E4 16 --reason x
bad 4 course_ended course end E4 --status completed
bad 4 course_ended course pause E4 --from today
bad 4 absence_overlaps course pause D5 --from 2026-10-18 --to 2026-10-25
bad 4 absence_overlaps break add --from 2027-01-03 --to 2027-01-10
bad 4 secondary_focus_refused course focus D5 transition --secondary --reason x
bad 4 secondary_focus_refused course focus K7 grief --secondary
bad 2 reason_missing course focus D5 dispute
bad 4 focus_day_taken course focus D5 dispute --from 2026-09-07 --reason x
bad 4 end_before_appointment course end F12 --status completed --date 2026-10-01

# --- Changing, moving, taking out ---------------------------------------------------------------

for command in 'session remove K7.1' 'session move K7.1 D5' 'score remove D5:s1' 'break remove b1' \
  'course remove D5:p1' 'course extend K7 16' 'course shorten K7 12' 'course reopen E4' \
  'course cadence K7 14 --from today'; do
  # shellcheck disable=SC2086 # the words of a command
  bad 2 flag_missing $command
  # shellcheck disable=SC2086
  bad 2 flag_missing $command --reason ' '
done
bad 3 session_not_found session remove K7.5 --reason x
bad 3 session_not_found session remove K7@2026-10-27 --reason x
bad 3 session_not_found session move K7.5 D5 --reason x
bad 3 client_not_found session move K7.1 N1 --reason x
bad 2 reference_malformed session remove K7 --reason x
bad 2 same_course session move K7.1 k7 --reason x
bad 4 course_ended session remove E4.1 --reason x
bad 4 course_ended session move E4.1 K7 --reason x
bad 4 course_ended session move K7.1 E4 --reason x
bad 4 before_course_start session move K7.1 B6 --reason x
bad 4 appointment_exists session move K7.1 F12 --reason x
bad 4 session_beyond_plan session move K7.4 F12 --reason x
bad 4 appointment_exists session move F12@2026-10-19 K7 --reason x
bad 3 score_not_found score remove D5:s2 --reason x
bad 3 score_not_found score remove K7.1 gad7 --reason x
bad 3 instrument_not_found score remove K7.1 phq8 --reason x
bad 3 break_not_found break remove b2 --reason x
for name in 1 B1 b0 b b1x K7:b1; do bad 2 reference_malformed break remove "$name" --reason x; done
for name in D5 D5:s1 D5:p D5:p0 D5:z1 p1 D5.1; do
  bad 2 reference_malformed course remove "$name" --reason x
done
bad 3 record_not_found course remove D5:p2 --reason x
bad 3 record_not_found course remove D5:x1 --reason x
bad 4 secondary_focus_stands course remove D5:f1 --reason x
bad 4 not_a_shortening course shorten K7 16 --reason x
bad 2 weeks_not_allowed course shorten K7 11 --reason x
bad 2 number_not_allowed course shorten K7 few --reason x
bad 4 before_course_start course shorten K7 12 --reason x --agreed-on 2026-10-04
bad 2 date_in_future course shorten K7 12 --reason x --agreed-on tomorrow
for days in 0 -7 367 seven 7.5; do
  bad 2 number_not_allowed course cadence K7 --from today --reason x -- "$days"
done
bad 4 same_cadence course cadence K7 7 --from today --reason x
bad 2 flag_missing course cadence K7 14 --reason x
bad 4 not_on_pause course resume K7
bad 4 not_on_pause course resume D5
bad 4 course_ended course resume E4
bad 4 pause_begins_then course resume D5 --date 2026-10-12
bad 4 course_open course reopen K7 --reason x
bad 2 nothing_given course amend K7
bad 4 course_ended course amend E4 --day mon
bad 4 start_after_record course amend K7 --start 2026-10-06
bad 2 flag_not_allowed course amend K7 --sessions 6
bad 2 flag_not_allowed course amend M3/2 --weeks 12
bad 2 phases_not_allowed course amend K7 --phases 4/4/4
bad 4 same_phases course amend K7 --phases quarter
bad 4 focus_agreed course amend D5 --focus dispute
bad 4 no_appointment course amend B6 --next 2026-12-14
bad 2 next_not_after course amend K7 --next 2026-10-26
bad 2 milestone_undated course amend K7 --milestone mid-review
bad 2 value_unknown course amend K7 --milestone half-way@today
bad 2 date_in_future course amend K7 --milestone mid-review@tomorrow
bad 2 code_malformed course amend K7 --therapist Anna
bad 2 value_unknown course amend K7 --day someday
bad 4 code_taken client recode K7 m3
bad 3 client_not_found client recode N1 N2
bad 2 code_malformed client recode K7 Anna
bad 4 last_change_of_another undo K7
bad 4 nothing_to_redo undo --redo
bad 3 client_not_found history N1
bad 2 code_malformed history Anna
bad 3 session_not_found history K7.5

# --- What contradicts itself ------------------------------------------------------------------

bad 2 flags_contradict log K7 --dna --cancelled-client
bad 2 flags_contradict log K7 --dna --attendance attended
bad 2 flags_contradict log K7 -m a --note-file -
bad 2 flags_contradict course list --json --format text
bad 2 missed_appointment_has_no_session log K7 --date 2026-11-02 --dna --technique link
bad 2 missed_appointment_has_no_session log K7 --date 2026-11-02 --cancelled-client --minutes 50
bad 2 missed_appointment_has_no_session log K7 --date 2026-11-02 --dna --focus grief
bad 2 missed_appointment_has_no_session session amend K7.4 --dna
bad 2 risk_contradiction log K7 --risk none,self-harm
bad 2 risk_contradiction log K7 --risk not-asked,passive-ideation

# --- Commands, words and flags ----------------------------------------------------------------

for word in corse courses ses x "" "course create" COURSE Log rep $'\x01'; do
  bad 2 command_unknown "$word" create K7
done
for word in creat cr list-all "" CREATE logs; do
  bad 2 command_unknown course "$word" K7
done
bad 2 verb_missing course
bad 2 command_missing --weeks 12
bad 2 word_missing course create
bad 2 word_missing log
bad 2 word_missing course focus K7
bad 2 word_missing score add K7
bad 2 word_unexpected course create N1 N2
bad 2 word_unexpected log K7 first of two
bad 2 word_unexpected course list K7
bad 2 word_unexpected db info x
bad 2 flag_unknown course create N1 --problem depression
for flag in --week --wee --focu --start-date --therapists --Weeks --weeks-; do
  bad 2 flag_unknown course create N1 "$flag" 12
done
for flag in --dn --cancelled --record --tech --phq --no-dna --quie -x; do
  bad 2 flag_unknown log K7 "$flag"
done
bad 2 flag_unknown goal add K7 -qtext
bad 2 flag_unknown log K7 -qx
bad 2 flag_unknown course list --dry-run
bad 2 flag_unknown course list --op-id a1
bad 2 flag_unknown course list --weeks 12
for command in "course create N1" "log K7" "session amend K7.4" "course focus K7 grief" \
  "course extend F12 14 --reason x" "course end K7 --status completed" \
  "score add K7 phq9=total:3" "break add --from today --to today" "db init" \
  "course pause K7 --from today"; do
  # shellcheck disable=SC2086
  bad 2 flag_not_allowed $command --as-of 2026-11-02
done
bad 2 flag_repeated course create N1 --weeks 12 --weeks 12
bad 2 flag_repeated course create N1 --weeks 12 --weeks=13
bad 2 flag_repeated log K7 --date 2026-11-02 --date 2026-11-03
bad 2 flag_repeated log K7 --phq9 total:3 --phq9 total:3
bad 2 flag_repeated log K7 -m a --note b
bad 2 flag_needs_value course create N1 --weeks
bad 2 flag_needs_value course create N1 --weeks --focus grief
bad 2 flag_needs_value log K7 -m
bad 2 flag_needs_value log K7 --date
bad 2 flag_needs_value log K7 --score
bad 2 topic_unknown help weather
bad 2 flag_takes_no_value log K7 --dna=false
bad 2 flag_takes_no_value log K7 --dna=true
bad 2 flag_takes_no_value log K7 --recorded=
bad 2 flag_takes_no_value log K7 --dry-run=no
bad 2 flag_takes_no_value course list --json=1
bad 2 op_id_malformed log K7 --op-id ""
bad 2 op_id_malformed log K7 --op-id "a b"
bad 2 op_id_malformed log K7 --op-id "$(printf 'a%.0s' {1..129})"
bad 2 op_id_malformed log K7 --op-id ä
bad 2 not_utf8 log K7 --date 2026-11-02 --focus grief -m $'caf\xe9'
bad 2 not_utf8 course create $'K\xff7'
bad 2 not_utf8 course create N1 --goal $'\xc0\xaf'
bad 2 not_utf8 course create N1 --goal $'\xed\xa0\x80'
bad 2 not_utf8 course create N1 --goal $'\xf4\x90\x80\x80'
printf 'caf\xe9' >"$work/latin1"
printf 'a\0b' >"$work/nul"
head -c 1100000 /dev/zero | tr '\0' a >"$work/long"
bad 2 not_utf8 log K7 --date 2026-11-02 --focus grief --note-file "$work/latin1"
bad 2 not_utf8 log K7 --date 2026-11-02 --focus grief --note-file "$work/nul"
bad 2 text_too_long log K7 --date 2026-11-02 --focus grief --note-file "$work/long"

# --- The settings in the environment ----------------------------------------------------------

for day in tomorrow 2026-02-30 x 23.11.2026; do
  run env IPT_TODAY="$day" "$IPT" --json course list
  same "IPT_TODAY=$day is refused" "2 date_malformed" "$status $(error_code)"
done
run env IPT_ACTOR="Anna Smith" "$IPT" --json log K7 --date 2026-11-02 --focus grief
same "IPT_ACTOR='Anna Smith' is refused" "2 code_malformed" "$status $(error_code)"

# --- How an error is said ---------------------------------------------------------------------

run "$IPT" log K7 --date 2026-11-02 --json
same "an error of the store's state in JSON is one line on stderr" 1 "$(wc -l <"$err")"
for line in "course create N1 --weeks 20" "session show K7.5" "log F12 --date 2026-10-26"; do
  # shellcheck disable=SC2086
  run "$IPT" $line
  check "ipt $line: stdout is empty" test ! -s "$out"
  same "ipt $line: the error on stderr says what is wrong, what is allowed, what to try" "1 1" \
    "$(grep -c '^ipt: error: ' "$err") $(grep -c '^  Try: ' "$err")"
done
# hint NEAREST ARGUMENT...
hint() {
  local wanted="$1"
  shift
  run "$IPT" --json "$@"
  check "ipt $* offers $wanted" grep -qF -- "$wanted" "$err"
}
hint "'course'" corse create K7
hint "create" course creat K7
hint "--weeks" course create N1 --week 12
hint "--dna" log K7 --dn
hint "--focus" course create N1 --problem depression
hint "--diagnosis" course create N1 --problem depression
hint "2026-04-03" log K7 --date 03/04/2026
hint "2026-03-04" log K7 --date 03/04/2026
hint "grief" course create N1 --focus loss
hint "transition" course create N1 --focus transiton
hint "total:11" log K7 --phq9 11
hint "leading zero" log K7 --phq9 12301210
hint "session amend K7.4" log K7 --date 2026-10-26 --dna
hint "M3/2" log M3
hint "course extend" log F12 --date 2026-10-26
run "$IPT" log K7 --date 2026-10-26 --phq9 111111111 -m "a secret" --json
check "an error repeats no note" test "$(grep -c secret "$err")" = 0
run "$IPT" course list --therapist $'\e[31mT1' --color never
check "an error shows no control character raw" test "$(grep -c $'\e' "$err")" = 0

same "the store kept its every byte" "$before" "$(sum_of "$store")"
check "nothing stands beside it" test ! -e "$store-journal"

# --- What is no mistake -----------------------------------------------------------------------

# accepted NAME ARGUMENT...: done, on the copy of the store.
cp "$store" "$work/copy.db"
IPT_DB="$work/copy.db"
accepted() {
  local name="$1"
  shift
  ends_with "$name" 0 timeout 10 "$IPT" --json "$@"
}
value() { json "$out" "\$.data.$1"; }

revisions="$(rows "$IPT_DB" revision)"
copy="$(sum_of "$IPT_DB")"
accepted "the same appointment again" \
  log K7 --date 2026-10-26 --phq9 112301210 --minutes 50 -m "said once"
same "is already saved" "1 0" "$(value already_saved) $(value saved)"
accepted "the same score again" score add D5 phq9=total:14 --date 2026-09-01
same "is already saved too" 1 "$(value already_saved)"
accepted "db init of a store that is there" db init
for line in "log K7 --date 2026-11-02 --focus grief -m x" "course create N9" \
  "course end K7 --status completed" "course extend F12 14 --reason x" \
  "session amend K7.4 --minutes 45" "score add K7 gad7=total:3" \
  "break add --from 2027-02-01 --to 2027-02-02" "course pause K7 --from 2026-12-01" \
  "course focus K7 grief"; do
  # shellcheck disable=SC2086
  accepted "--dry-run: $line" $line --dry-run
  same "--dry-run says so: $line" "1 0" "$(value dry_run) $(value saved)"
done
same "already saved and --dry-run leave the store as it was" "$copy" "$(sum_of "$IPT_DB")"
same "and its history" "$revisions" "$(rows "$IPT_DB" revision)"

IPT_TODAY=2026-11-02 accepted "--op-id" log K7 --focus grief --op-id week-45
revisions="$(rows "$IPT_DB" revision)"
copy="$(sum_of "$IPT_DB")"
IPT_TODAY=2026-11-02 accepted "--op-id again" log K7 --focus grief --op-id week-45
same "is already saved" "1 K7.5" "$(value already_saved) $(value reference)"
IPT_TODAY=2026-11-03 accepted "--op-id again, on another day" log K7 --focus grief --op-id week-45
same "--op-id again adds nothing" "$revisions" "$(rows "$IPT_DB" revision)"
same "and writes nothing" "$copy" "$(sum_of "$IPT_DB")"

accepted "--minutes 050" log K7 --date 2026-11-09 --focus grief --minutes 050
accepted "shown" session show K7.6
same "is fifty" 50 "$(value session.minutes)"
accepted "a note that looks like a list" log K7 --date 2026-11-10 --focus grief -m "[a, b]"
accepted "shown" session show K7.7
same "is kept" "[a, b]" "$(value session.note)"
accepted "a note that looks empty" session amend K7.7 -m "{}"
accepted "shown" session show K7.7
same "is kept" "{}" "$(value session.note)"
for note in "-q" "%x" "--" "-" '"' "\\" "[]" "a=b" "x;y" $'two\nlines' "ß–’" "{x: 1}" "'" \$\(x\) \
  "[[ a ]]" "a,b" "true" "null" "007"; do
  accepted "a note $(printf %q "$note")" session amend K7.7 "--note=$note"
  run "$IPT" session show K7.7 --json
  same "is kept as typed: $(printf %q "$note")" "$note" "$(value session.note)"
done
accepted "a goal that looks like a list" course create G1 --goal "[a, b]" --goal "{}" --goal "x,y"
accepted "shown" course show G1
same "is one goal" "[a, b]|{}|x,y|3" \
  "$(value 'goals[0].text')|$(value 'goals[1].text')|$(value 'goals[2].text')|$(
    sqlite3 :memory: "SELECT json_array_length(CAST(readfile('$out') AS TEXT), '\$.data.goals')"
  )"
accepted "a code in another case" log k7 --date 2026-11-16 --focus grief
same "is the same client" K7.8 "$(value session.ref)"
accepted "a word that starts with a hyphen, after --" course focus K7 --from 2026-11-16 -- dispute
accepted "a score with a left-out answer" log K7 --date 2026-11-17 --phq9 "11230121-"
accepted "an empty value clears" session amend K7.9 --score phq9=
accepted "an empty value after = clears too" session amend K7.4 --note=
run "$IPT" session show K7.4 --json
same "is cleared" "" "$(value session.note)"
accepted "a missed appointment with a score" log K7 --date 2026-11-18 --dna --phq9 112301210

finish
