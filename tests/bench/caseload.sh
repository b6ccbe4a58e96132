#!/usr/bin/env bash
# tests/bench/caseload.sh PROGRAM STORE COURSES [OPEN]: makes a store with so many invented courses of
# 16 weekly sessions, each session with nine answers of the PHQ-9, most of them ended. The rows are
# written by the sqlite3 shell, without a history: as commands, 100,000 courses would take hours.
# With OPEN the first so many courses are open in November 2026, the same in a store of any size, all
# others ended long before, and the history holds every appointment.
set -euo pipefail

program="$1" store="$2" courses="$3" open="${4:-}"
start="date('2020-01-06', '+' || (n * 37 % 2400) || ' days')" is_open="n % 7 = 0" history=""
if [[ -n "$open" ]]; then
  is_open="n <= $open"
  start="CASE WHEN $is_open THEN date('2026-08-03', '+' || (n % 7) || ' days')
    ELSE date('2016-01-04', '+' || (n * 37 % 2400) || ' days') END"
  history="INSERT INTO revision (at, recorded_on, actor, operation, kind, entity, entity_id, course,
      payload)
    SELECT date || 'T20:00:00.000Z', date, 'user', id, 'insert', 'appointment', id, course_id,
      '{\"command\":\"session log\",\"state\":{\"course_id\":' || course_id ||
      ',\"date\":\"' || date || '\",\"id\":' || id || ',\"attendance\":\"attended\"}}'
    FROM appointment ORDER BY date, id;"
fi
"$program" db init --quiet --db "$store" 2>/dev/null
sqlite3 -batch "$store" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" |
  sqlite3 -batch "$store"

# An answer falls from session to session; every fifth course hardly changes. What looks like chance
# is a remainder, so that the same number of courses is the same store.
answer() {
  echo "min(3, max(0, (CASE WHEN n % 5 = 0 THEN 24 ELSE 26 - k END + (n * 31 + k * 17 + $1 * 7) % 11) / 10))"
}
answers="$(answer 1)"
for item in 2 3 4 5 6 7 8; do answers+=" || ' ' || $(answer "$item")"; done
answers+=" || ' ' || CASE WHEN (n + k) % 23 = 0 THEN 1 ELSE 0 END" # item 9

sqlite3 -batch "$store" "
  PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;
  CREATE TEMP TABLE caseload AS
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < $courses)
    SELECT n, $start AS start FROM counted;
  CREATE TEMP TABLE slot AS
    WITH RECURSIVE counted (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM counted WHERE k < 15)
    SELECT k FROM counted;
  BEGIN;
  INSERT INTO client (id, uuid, code) SELECT n, randomblob(16), 'C' || n FROM caseload;
  INSERT INTO course (id, uuid, client_id, number, kind, start_date, planned, cadence_days,
      split_rule, split_initial, split_ending, instruments, therapist, diagnosis, end_status, end_date)
    SELECT n, randomblob(16), n, 1, 'acute', start, 16, 7, 'quarter', 4, 4, 'phq9', 'TH' || (n % 40),
      CASE n % 3 WHEN 0 THEN 'depression' WHEN 1 THEN 'postnatal-depression' END,
      CASE WHEN $is_open THEN NULL WHEN n % 11 = 0 THEN 'ended-early-client' ELSE 'completed' END,
      CASE WHEN NOT ($is_open) THEN date(start, '+110 days') END
    FROM caseload;
  INSERT INTO focus (id, uuid, course_id, number, area, rank, from_date)
    SELECT n, randomblob(16), n, 1,
      CASE n % 4 WHEN 0 THEN 'grief' WHEN 1 THEN 'dispute' WHEN 2 THEN 'transition' ELSE 'deficits' END,
      'primary', date(start, '+14 days')
    FROM caseload WHERE n % 9 <> 0;
  INSERT INTO appointment (course_id, date, id, uuid, attendance, link, recorded)
    SELECT n, date(start, '+' || (k * 7) || ' days'), n * 100 + k, randomblob(16),
      CASE WHEN (n + k) % 13 = 12 THEN 'dna' ELSE 'attended' END,
      'what happened between people and how it moved the symptoms', 0
    FROM caseload, slot ORDER BY n, k;
  INSERT INTO score (course_id, date, instrument, id, uuid, version, answers)
    SELECT n, date(start, '+' || (k * 7) || ' days'), 'phq9', n * 100 + 50 + k, randomblob(16), 1,
      $answers
    FROM caseload, slot WHERE (n + k) % 13 <> 12 ORDER BY n, k;
  $history
  COMMIT;"
