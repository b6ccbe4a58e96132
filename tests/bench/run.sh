#!/usr/bin/env bash
# What commands of ipt cost, each beside a named peer: both run in turn on the same machine in the
# same minute, and the medians and their ratio are printed. Times are never asserted.
#
#   tests/bench/run.sh [PROGRAM]     default: build/release/ipt
#   IPT_BENCH_FOLDER                 where the stores lie (default: below /var/tmp). It has to be on a
#                                    disk that really flushes: on a file system in memory the time of
#                                    a record says nothing.
#   IPT_BENCH_ROUNDS                 rounds of each pair, 31 or more (default: 101)
#   IPT_BENCH_COURSES                courses of the caseload of `outcomes` (default: 10000)
#
# version   `ipt --version` beside `int main(){}` with the same compiler, flags and static runtime:
#           what the program costs before it does anything.
# record    `ipt session log` of a session with nine answers and a short note beside the `sqlite3`
#           shell that inserts the same three rows (appointment, score, note) in one transaction into a
#           copy of the store without triggers, with the same schema, page size and pragmas
#           (journal_mode=DELETE, synchronous=EXTRA, ...). The shell checks nothing, keeps no history
#           and prints nothing. The store holds a caseload of one course a round, each with one
#           session held; every round records the second session of another course.
# report    `ipt report progress` of one of these courses beside the shell reading the rows that the
#           report is made of.
# check     `ipt check` of 200 open courses among 1,400 beside the shell reading the rows of these
#           courses, in the same order.
# outcomes  `ipt report outcomes` of a large caseload (see caseload.sh), 31 rounds, beside the shell
#           reading the rows that the report is made of, in the same order. The shell prints them and
#           works nothing out. With GNU time also the peak memory of the report.
# weekly    `ipt report weekly` of 40 open courses in a store of 1,000,000 sessions, all others ended
#           long ago, beside the same report of the same courses in a store of 1,000: of this week, and
#           of a past one. The ratio is the growth.
# flushes   fsync and fdatasync calls of one `session log` and of the shell's insert (strace).
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$here/../.."
program="$(realpath "${1:-$root/build/release/ipt}")"
shell="$(command -v sqlite3)"
rounds="${IPT_BENCH_ROUNDS:-101}"
warm_up=3

folder="$(mktemp -d "${IPT_BENCH_FOLDER:-/var/tmp}/ipt-bench.XXXXXX")"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/home"
export HOME="$folder/home" LC_ALL=C.UTF-8 TZ=UTC IPT_TODAY=2026-11-23
unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME

cc="${CC:-cc}" cxx="${CXX:-c++}"
preset() {
  "$shell" -batch -noheader :memory: "
    SELECT value ->> '\$.cacheVariables.$1'
    FROM json_each(CAST(readfile('$root/CMakePresets.json') AS TEXT), '\$.configurePresets')
    WHERE value ->> 'name' = 'release'"
}
read -ra compile_flags <<<"$(preset CMAKE_CXX_FLAGS_RELEASE)"
read -ra link_flags <<<"$(preset CMAKE_EXE_LINKER_FLAGS_RELEASE)"
"$cc" -O2 -Wall -Wextra -o "$folder/pair" "$here/pair.c"
echo 'int main(){}' >"$folder/empty.cpp"
"$cxx" -std=c++20 "${compile_flags[@]}" "${link_flags[@]}" -static-libstdc++ -static-libgcc \
  -o "$folder/empty" "$folder/empty.cpp"

# The caseload is made where flushes cost nothing, when there is such a place.
made="$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d -p "$folder")"
trap 'rm -rf "$folder" "$made"' EXIT
store="$folder/ipt.db" copy="$folder/copy.db"
courses=$((rounds + warm_up + 1)) # the last one is for strace
"$program" db init --db "$made/ipt.db" >/dev/null 2>&1
for ((i = 1; i <= courses; i++)); do
  "$program" course create "K$i" --start 2026-10-05 --focus grief --db "$made/ipt.db" >/dev/null 2>&1
  "$program" session log "K$i" --date 2026-10-05 --phq9 112301210 -m "a first short note" \
    --db "$made/ipt.db" >/dev/null 2>&1
done
cp "$made/ipt.db" "$store"
cp "$store" "$copy"
"$shell" -batch "$copy" "
  SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" |
  "$shell" -batch "$copy"
sync "$store" "$copy" "$folder"

pragmas="PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;
  PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;"
course="(SELECT course.id FROM course JOIN client ON client.id = client_id WHERE code = 'K{}')"
insert="$pragmas BEGIN IMMEDIATE;
  INSERT INTO appointment (course_id, date, id, uuid, attendance, recorded)
  VALUES ($course, '2026-10-12', 1000000 + 3 * {}, randomblob(16), 'attended', 0);
  INSERT INTO note (course_id, id, text) VALUES ($course, 1000000 + 3 * {}, 'a short note');
  INSERT INTO score (course_id, date, instrument, id, uuid, version, answers)
  VALUES ($course, '2026-10-12', 'phq9', 1000001 + 3 * {}, randomblob(16), 1, '1 1 2 3 0 1 2 1 0');
  COMMIT;"
select="SELECT * FROM client WHERE code = 'K{}'; SELECT * FROM course WHERE id = $course;
  SELECT * FROM focus WHERE course_id = $course; SELECT * FROM absence WHERE course_id = $course;
  SELECT * FROM appointment WHERE course_id = $course;
  SELECT * FROM score WHERE course_id = $course; SELECT * FROM goal WHERE course_id = $course;"
log=("$program" session log "K{}" --db "$store" --date 2026-10-12 --phq9 112301210 -m "a short note")
report=("$program" report progress "K{}" --db "$store")

# pair NAME PEER COMMAND... -- PEER'S COMMAND...
pair() {
  local name="$1" peer="$2" ours theirs
  shift 2
  read -r ours theirs < <("$folder/pair" "$rounds" "$@")
  awk -v name="$name" -v peer="$peer" -v ours="$ours" -v theirs="$theirs" 'BEGIN {
    printf "%-22s %9.3f ms   %-28s %9.3f ms   %5.2f\n", name, ours / 1e6, peer, theirs / 1e6,
           ours / theirs }'
}

# flushes COMMAND...: fsync and fdatasync calls, of a course that no round used.
flushes() {
  strace -f -qq -o "$folder/trace" -e trace=fsync,fdatasync,sync_file_range \
    "${@//"{}"/$courses}" >/dev/null 2>&1
  grep -cE '^[0-9]+ +(fsync|fdatasync|sync_file_range)\(' "$folder/trace" || true
}

caseload="$folder/caseload.db" caseload_courses="${IPT_BENCH_COURSES:-10000}"
"$here/caseload.sh" "$program" "$caseload" "$caseload_courses"
caseload_select="SELECT course.*, client.code FROM course JOIN client ON client.id = client_id
    ORDER BY course.id;
  SELECT course_id, area, rank, from_date FROM focus ORDER BY course_id, from_date, number;
  SELECT course_id, date, attendance FROM appointment ORDER BY course_id, date;
  SELECT course_id, date, instrument, version, answers, total_hundredths FROM score
    ORDER BY course_id, date, instrument;"
outcomes=("$program" report outcomes --db "$caseload")

open_caseload="$folder/open.db"
"$here/caseload.sh" "$program" "$open_caseload" 1400 # every seventh course is open
rows_of_open_courses() {
  local table
  echo "SELECT course.*, client.code FROM course JOIN client ON client.id = client_id
    WHERE end_status IS NULL ORDER BY client.code;"
  for table in contract_change focus absence appointment score goal person event formulation \
    contact question dismissal; do
    echo "SELECT $table.* FROM course JOIN $table ON $table.course_id = course.id
      WHERE end_status IS NULL ORDER BY course.id;"
  done
}
check=("$program" check --db "$open_caseload")

small="$folder/small.db" large="$folder/large.db"
"$here/caseload.sh" "$program" "$small" 63 40
"$here/caseload.sh" "$program" "$large" 62500 40

printf '%d rounds, %d courses, store of %d KiB on %s, %s\n\n' "$rounds" "$courses" \
  "$(($(stat -c %s "$store") / 1024))" "$(stat -f -c %T "$folder")" "$("$program" --version)"
printf '%-22s %12s   %-28s %12s   %5s\n' command median peer median ratio
pair "ipt --version" "int main(){}" "$program" --version -- "$folder/empty"
pair "ipt session log" "sqlite3: three inserts" "${log[@]}" -- "$shell" -batch "$copy" "$insert"
pair "ipt report progress" "sqlite3: seven selects" "${report[@]}" -- \
  "$shell" -batch -readonly "$copy" "$select"
rounds=31 pair "ipt check, 200 open" "sqlite3: the same rows" "${check[@]}" -- \
  "$shell" -batch -readonly "$open_caseload" "$(rows_of_open_courses)"
rounds=31 pair "ipt report outcomes" "sqlite3: the same rows" "${outcomes[@]}" -- \
  "$shell" -batch -readonly "$caseload" "$caseload_select"
for week in this-week last-week 2026-W40; do
  weekly=("$program" report weekly --week "$week" --db)
  rounds=31 pair "weekly, $week, 10^6" "ipt: the same among 10^3" "${weekly[@]}" "$large" -- \
    "${weekly[@]}" "$small"
done
echo
if command -v /usr/bin/time >/dev/null; then
  printf 'peak memory of ipt report outcomes with %d courses: %s KiB\n' "$caseload_courses" \
    "$(/usr/bin/time -f %M "${outcomes[@]}" 2>&1 >/dev/null)"
fi
if strace -o /dev/null true 2>/dev/null; then
  printf 'flushes of ipt session log: %s; of the three inserts: %s\n' "$(flushes "${log[@]}")" \
    "$(flushes "$shell" -batch "$copy" "$insert")"
else
  echo "flushes: ptrace is refused here"
fi
