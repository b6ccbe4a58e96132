# Checks on the real program; the scripts beside it source this file. IPT is the path of the
# program. Each check prints "ok - name" or "not ok - name" and why; `finish` gives the status.
set -euo pipefail

: "${IPT:?set IPT to the path of the program}"
IPT="$(realpath "$IPT")"

# In memory where that is possible: nothing here depends on the disk, and its flushes take long.
work="$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Nothing of the caller reaches the program: an empty home, no store, one language, one zone, a day.
mkdir "$work/home"
export HOME="$work/home" TMPDIR="$work" LC_ALL=C.UTF-8 TZ=UTC IPT_TODAY=2026-11-23
unset IPT_DB IPT_ACTOR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_RUNTIME_DIR \
  COLUMNS TERM NO_COLOR CLICOLOR_FORCE VISUAL EDITOR
cd "$work"

checks_failed=0
out="$work/out" err="$work/err" status=0

ok() { printf 'ok - %s\n' "$1"; }

# not_ok NAME WHY...
not_ok() {
  checks_failed=$((checks_failed + 1))
  printf 'not ok - %s\n' "$1"
  shift
  printf '%s\n' "$@" | cut -c 1-400 | sed 's/^/#   /'
}

skip() { printf 'skip - %s: %s\n' "$1" "$2"; }

# check NAME COMMAND...: the command is true.
check() {
  local name="$1" said
  shift
  if said="$("$@" 2>&1)"; then ok "$name"; else not_ok "$name" "failed: $*" "$said"; fi
}

# same NAME EXPECTED ACTUAL
same() {
  if [[ $2 == "$3" ]]; then ok "$1"; else not_ok "$1" "expected: $2" "actual:   $3"; fi
}

# same_bytes NAME FILE FILE
same_bytes() {
  if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1" "$(diff -a "$2" "$3" | head -n 8)"; fi
}

# run COMMAND...: sets `status`; its output lies in the files $out and $err.
run() {
  status=0
  "$@" >"$out" 2>"$err" || status=$?
}

# ends_with NAME STATUS COMMAND...: runs the command, which ends with that exit status.
ends_with() {
  local name="$1" wanted="$2"
  shift 2
  run "$@"
  ended "$name" "$wanted"
}

# ended NAME STATUS: the last run ended with that exit status.
ended() {
  if [[ $status == "$2" ]]; then
    ok "$1"
  else
    not_ok "$1" "exit status $status, expected $2" "stdout: $(head -c 300 "$out")" \
      "stderr: $(head -c 600 "$err")"
  fi
}

# json FILE PATH: a value of a JSON file.
json() {
  sqlite3 -batch -noheader :memory: \
    "SELECT json_extract(CAST(readfile('$1') AS TEXT), '$2')"
}

# error_code: the code of the error that the last run printed as its last line on stderr; nothing
# when that is no such object.
error_code() {
  tail -n 1 "$err" >"$work/last_line"
  sqlite3 -batch -noheader :memory: "
    WITH said AS (SELECT CAST(readfile('$work/last_line') AS TEXT) AS text)
    SELECT CASE WHEN json_valid(text) THEN CASE
      WHEN json_extract(text, '\$.error.exit') = $status
        AND json_extract(text, '\$.error.message') <> '' THEN json_extract(text, '\$.error.code')
    END END FROM said"
}

# refused NAME STATUS CODE ARGUMENT...: `ipt --json ARGUMENT...` ends with that status, says that
# code in one object on stderr, and nothing on stdout.
refused() {
  local name="$1" wanted="$2" code="$3" said
  shift 3
  run timeout 10 "$IPT" --json "$@"
  said="$(error_code)"
  if [[ $status == "$wanted" && $said == "$code" && ! -s $out ]]; then
    ok "$name"
  else
    not_ok "$name" "expected $wanted $code, got $status $said" "stdout: $(head -c 300 "$out")" \
      "stderr: $(head -c 600 "$err")"
  fi
}

# must ARGUMENT...: prepares; what cannot be prepared ends the script.
must() {
  run "$IPT" "$@"
  ((status == 0)) || {
    echo "not ok - prepare: ipt $*"
    cat "$err"
    exit 1
  }
}

sum_of() { sha256sum <"$1"; }

mode_of() { stat -c %a "$1"; }

# sound FILE: SQLite finds nothing wrong with it.
sound() {
  local said
  said="$(sqlite3 -batch -readonly "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
  [[ $said == ok ]] || { echo "$said" && false; }
}

# rows FILE TABLE
rows() { sqlite3 -batch -readonly "$1" "SELECT count(*) FROM $2"; }

finish() { ((checks_failed == 0)); }
