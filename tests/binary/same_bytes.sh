#!/usr/bin/env bash
# The same records, the same day and the same options give the same bytes: in another time zone, in
# another language, in another folder, on a terminal of another width, and asked for again.
data="$(cd "$(dirname "${BASH_SOURCE[0]}")/../golden" && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

# The caseload of a transcript, without what it reports.
export HOME="$work/home" IPT_TODAY=2025-05-16
mkdir -p "$HOME"
while IFS= read -r line; do
  case "$line" in
    '@ today '*) IPT_TODAY="${line#@ today }" ;;
    '$ ipt '*--quiet) eval "set -- ${line#\$ ipt }" && { "$IPT" "$@" >/dev/null 2>&1 || true; } ;;
  esac
done <"$data/caseload.txt"
export IPT_TODAY=2025-05-16

reports=(
  'report weekly' 'report weekly --week last-week' 'report progress K7F2 --with-notes'
  'report progress --all' 'report ending B8T5' 'report supervision'
  'report outcomes --by year' 'report outcomes --courses' 'check' 'todo' 'prep K7F2'
  'client copy K7F2'
)

for report in "${reports[@]}"; do
  for format in text json md html csv; do
    # shellcheck disable=SC2206 # words
    words=($report --format "$format")
    status=0
    "$IPT" "${words[@]}" >"$work/one" 2>/dev/null || status=$?
    [[ $format == csv && $status == 2 ]] && continue
    check "$report as $format says something" test -s "$work/one"
    for there in 'TZ=Pacific/Auckland LC_ALL=tr_TR.UTF-8' 'TZ=America/Los_Angeles LANG=de_DE LC_ALL=C' \
      'COLUMNS=200 LINES=9 TERM=xterm'; do
      # shellcheck disable=SC2086 # words
      (cd / && env $there "$IPT" "${words[@]}" >"$work/other" 2>/dev/null) || true
      same_bytes "$report as $format is the same with $there" "$work/one" "$work/other"
    done
  done
done

finish
