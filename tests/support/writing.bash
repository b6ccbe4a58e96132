# Every command of the program that writes into the store, with arguments that make it write; what
# tests/fault and tests/binary do to "every writing command" they do to these rows. The scripts that
# use it source this file; IPT is the program.
#
# A new writing command is one more line in `writing_commands`:
#   row COMMAND KIND REPEAT ARGUMENTS...
#   COMMAND  as the program lists it, such as "goal add"; after a colon what this row has of it, such
#            as "undo: redo"
#   KIND     the store that it starts from: "full" (see `make_full_store`) or "none"
#   REPEAT   what the same command says the second time, without --op-id:
#              known    "already saved", exit status 0, and nothing is written
#              refused  exit status 4, and nothing is written
#              gone     exit status 3, and nothing is written: what it is about is no longer there
#              again    it does the next thing, as undo walks back
#              apart    it leaves the records alone and makes another file; its faults are judged by
#                       a function of its own in tests/fault/run.sh, and it has no --op-id
# What the arguments need to be there goes into `make_full_store`. `commands_without_row` names the
# writing commands that were forgotten: both scripts fail then.

# writing_commands CALLBACK: calls CALLBACK with the words of each row.
writing_commands() {
  local row="$1"
  "$row" 'db init' none known db init
  "$row" 'db backup' full apart db backup copy.db
  "$row" 'db restore' full apart db restore earlier.db
  "$row" 'course create: the first' none refused course create K8 --goal 'see people again' \
    --score phq9=total:20
  "$row" 'course create' full refused course create K8 --goal 'see people again' \
    --score phq9=total:20
  "$row" 'course amend' full known course amend K7 --therapist TH2 --day thu \
    --milestone mid-review@2026-11-02 --reason 'a slip'
  "$row" 'course focus' full known course focus K7 transition --old-role carer --new-role student
  "$row" 'course focus: another' full known course focus K7 grief --deceased parent \
    --from 2026-11-16 --reason 'the death came up'
  "$row" 'course pause' full refused course pause K7 --from 2026-12-21 --to 2027-01-03 \
    --reason travel
  "$row" 'course resume' full refused course resume P1 --date 2026-11-23
  "$row" 'course extend' full refused course extend K7 16 --reason 'a new dispute'
  "$row" 'course shorten' full refused course shorten L1 12 --reason 'moves abroad'
  "$row" 'course cadence' full refused course cadence N1 21 --from 2026-11-23 \
    --reason 'spring is hard'
  "$row" 'course end' full refused course end M3 --status completed
  "$row" 'course reopen' full refused course reopen E1 --reason 'the client came back'
  "$row" 'course remove' full gone course remove K7:p1 --reason 'the journey was called off'
  "$row" 'session log' full known session log K7 --date 2026-11-16 --phq9 112301210 \
    --technique link,affect --note 'spoke of the new team'
  "$row" 'session log: missed' full known session log K7 --date 2026-11-16 --dna
  "$row" 'session amend' full known session amend K7@2026-09-14 --phq9 212222211 \
    --note 'spoke of the move again' --question '' --reason 'a slip'
  "$row" 'session amend: the day' full gone session amend K7@2026-09-14 --date 2026-09-15 \
    --reason 'a slip'
  "$row" 'session move' full gone session move K7@2026-09-14 M3 --reason 'wrong client'
  "$row" 'session remove' full gone session remove K7@2026-09-14 --reason 'never was'
  "$row" 'score add' full known score add K7 phq9=112301210 --date 2026-11-17
  "$row" 'score amend' full known score amend K7:s1 phq9=total:18 --reason 'a slip'
  "$row" 'score remove' full gone score remove K7:s1 --reason 'another client'
  "$row" 'instrument define' full known instrument define mood --total-min 0 --total-max 10 \
    --direction higher-worse --bands 0=light,4=low
  "$row" 'formulation write' full known formulation write K7 --sentence 'low since the move' \
    --text 'the whole of it' --date 2026-11-16
  "$row" 'goal add' full known goal add K7 'two contacts a week'
  "$row" 'goal rate' full known goal rate K7:g1 partly
  "$row" 'goal amend' full known goal amend K7:g1 'sleep through the night' --reason 'a slip'
  "$row" 'person add' full known person add K7 P2 --relation friend --ring 2 --text 'from school'
  "$row" 'person amend' full known person amend K7 P1 --ring 3 --date 2026-11-16
  "$row" 'event add' full known event add K7 'made redundant' --date 2026-06-15
  "$row" 'event remove' full gone event remove K7:e1 --reason 'another client'
  "$row" 'contact add' full known contact add K7 --mode phone --risk none --text 'asked for a letter'
  "$row" 'contact amend' full known contact amend K7:c1 --mode video --reason 'a slip'
  "$row" 'contact remove' full gone contact remove K7:c1 --reason 'another client'
  "$row" 'break add' full refused break add --from 2026-12-21 --to 2027-01-03 --reason holiday
  "$row" 'break remove' full gone break remove b1 --reason 'called off'
  "$row" 'supervision ask' full known supervision ask K7 'how to speak of the ending?'
  "$row" 'supervision answer' full known supervision answer K7:q1 --minutes 20 --text 'ask her'
  "$row" 'client recode' full gone client recode K7 Z9 --reason 'a slip'
  "$row" 'client purge' full gone client purge K7 --ground court --yes
  "$row" 'history redact' full refused history redact K7@2026-09-07 --reason 'a third person' --yes
  "$row" 'check: dismiss' full known check K7 --dismiss stalled --reason 'the client was abroad'
  "$row" 'undo' full again undo
  "$row" 'undo: redo' full refused undo --redo
}

# make_full_store COMMAND...: makes, with the program called so, a store with something to amend,
# remove and end; the last change was taken back.
make_full_store() {
  "$@" course create K7 --start 2026-09-07 --weeks 12 --focus transition --goal 'sleep through'
  "$@" session log K7 --date 2026-09-07 --phq9 222222221 --note 'first meeting'
  "$@" session log K7 --date 2026-09-14 --phq9 212222221 --task 'sleep diary' \
    --note 'spoke of the move' --question 'stay with the move?'
  "$@" session log K7 --date 2026-09-21 --dna
  "$@" session amend K7@2026-09-07 --note 'the first meeting'
  "$@" score add K7 phq9=total:19 --date 2026-09-01
  "$@" person add K7 P1 --relation partner --ring 1 --key
  "$@" event add K7 'moved house' --date 2026-05-01
  "$@" contact add K7 --mode phone --date 2026-09-16 --text 'asked for another time'
  "$@" formulation write K7 --sentence 'low since the move' --date 2026-09-14
  "$@" course pause K7 --from 2026-10-05 --to 2026-10-11 --reason travel
  "$@" break add --from 2026-10-19 --to 2026-10-25
  "$@" course create M3 --start 2026-09-07
  "$@" course create L1 --start 2026-11-02 --weeks 16
  "$@" course create N1 --kind maintenance --sessions 6 --every 28 --start 2026-11-02
  "$@" course create P1 --start 2026-10-05
  "$@" course pause P1 --from 2026-11-02
  "$@" course create E1 --start 2026-06-01
  "$@" course end E1 --status ended-early-client --date 2026-07-01
  "$@" goal add M3 'see people again'
  "$@" goal add M3 'a walk a day'
  "$@" undo
}

# commands_without_row: the commands that write and have no row. A command writes when it knows
# --dry-run or --op-id, or is neither a report (they know --as-of) nor one of those that only print.
commands_without_row() {
  local noun verb help verbs
  declare -A has_row=([log]=1 [completion]=1)
  # shellcheck disable=SC2317 # called by the rows
  note_row() { has_row["${1%%:*}"]=1; }
  writing_commands note_row
  while read -r noun; do
    mapfile -t verbs < <("$IPT" completion words -- "$noun" '' | cut -f 1)
    "$IPT" "$noun" --help | grep -q '^Usage: .* VERB' || verbs=('')
    for verb in "${verbs[@]}"; do
      help="$("$IPT" "$noun" ${verb:+"$verb"} --help)"
      if [[ $help =~ --(dry-run|op-id) || $help != *--as-of* ]]; then
        [[ ${has_row["$noun${verb:+ $verb}"]-} ]] || echo "$noun${verb:+ $verb}"
      fi
    done
  done < <("$IPT" completion words -- '' | cut -f 1 | grep -vx help)
}
