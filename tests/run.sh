#!/usr/bin/env bash
# Builds and tests everything. Prints one line a step, the output of steps that failed, and last
# "N passed, N failed"; exit status 1 when anything failed.
#   --quick   only the g++ builds, their tests and those of the real program
set -euo pipefail

cores="$(nproc)"
quick=
case "${1-}" in
  '') ;;
  --quick) quick=yes ;;
  *)
    echo "usage: tests/run.sh [--quick]" >&2
    exit 2
    ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
tests/install.sh build test

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
total_passed=0
total_failed=0
steps=()    # the names of those begun
reported=0  # how many of them were printed

# Runs a command in a bare environment and an empty home: nothing of the caller's settings and
# stores reaches a test, and what a test leaves behind goes away with the folder. A shell makes what
# runs beside it ignore the keys that interrupt; a test has them as in a terminal.
bare() {
  local place
  place="$(mktemp -d -p "$work")"
  mkdir "$place/home" "$place/tmp"
  env -i --default-signal=INT,QUIT PATH="$PATH" HOME="$place/home" TMPDIR="$place/tmp" \
    LC_ALL=C.UTF-8 TZ=UTC "$@"
}

# run_step NUMBER COUNT COMMAND...: runs the command into a log, lets COUNT (one of the functions
# below, given the exit status) read from the log how many checks passed and failed, and notes both.
run_step() {
  local log="$work/$1.log" count="$2" status=0 passed=0 failed=0 started="$EPOCHREALTIME"
  "${@:3}" >"$log" 2>&1 || status=$?
  "$count" "$status"
  echo "$passed $failed $(((${EPOCHREALTIME/./} - ${started/./}) / 1000))" >"$work/$1.result"
}

# start NAME COUNT COMMAND...: runs the step beside others: one more than there are cores, as some
# wait for a terminal.
start() {
  while (($(jobs -rp | wc -l) > cores)); do wait -n || true; done
  steps+=("$1")
  run_step "${#steps[@]}" "${@:2}" &
}

# Waits for the steps that were started, and prints a line of each; fails when one of them failed.
finish() {
  local passed failed milliseconds before="$total_failed"
  wait
  while ((reported < ${#steps[@]})); do
    reported=$((reported + 1))
    passed=0 failed=1 milliseconds=0 # of a step that ended without a result
    read -r passed failed milliseconds <"$work/$reported.result" || true
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
    printf '%-28s %6d passed %4d failed %5d.%d s\n' "${steps[reported - 1]}" "$passed" "$failed" \
      $((milliseconds / 1000)) $((milliseconds / 100 % 10))
    ((failed == 0)) || cat "$work/$reported.log"
  done
  ((total_failed == before))
}

# step NAME COUNT COMMAND...: runs it alone.
step() {
  finish || true
  start "$@"
  finish
}

# A build that works is no test; one that does not is a failure.
count_build() { failed=$(($1 != 0)); }

count_check() { passed=$(($1 == 0)) failed=$(($1 != 0)); }

count_doctest() {
  local line='test cases: *[0-9]+ \| *([0-9]+) passed \| *([0-9]+) failed'
  if [[ $(grep 'test cases:' "$log") =~ $line ]]; then
    passed="${BASH_REMATCH[1]}" failed="${BASH_REMATCH[2]}"
  fi
  count_silent_failure "$1"
}

count_script() {
  passed="$(grep -c '^ok - ' "$log")" || true
  failed="$(grep -c '^not ok - ' "$log")" || true
  count_silent_failure "$1"
}

# A crash, a leak found at exit, or a test that tested nothing.
count_silent_failure() {
  ((failed > 0 || (passed > 0 && $1 == 0))) || failed=1
}

build() { cmake --preset "$1" && cmake --build "build/$1"; }

scripts() { find . -path ./build -prune -o \( -name '*.sh' -o -path './.ci/run' \) -print0; }

format() {
  find include src tests examples \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
    xargs -0 clang-format --dry-run -Werror
}

lint_scripts() { scripts | xargs -0 shellcheck; }

# The tests in two halves, one of them what takes long.
start_tests() {
  local long='any order*,every transcript*,200 random records*'
  start "tests $1, long" count_doctest bare "build/$1/tests/ipt_tests" --no-colors=true -tc="$long"
  start "tests $1" count_doctest bare "build/$1/tests/ipt_tests" --no-colors=true -tce="$long"
}

start_scripts() {
  local script
  for script in "$@"; do
    [[ -x $script ]] || continue
    start "${script#tests/}" count_script bare IPT="$PWD/build/release/ipt" "$script"
  done
}

# What is tried on the program that users get.
test_program() {
  step 'build release' count_build build release || return 0
  start_scripts tests/binary/*.sh
  [[ $quick ]] ||
    start_scripts tests/fault/run.sh tests/power/run.sh tests/trust/{allocation,damage}.sh
  # Only where axe-core was put: see the script.
  [[ $quick || ! -r ${AXE-} ]] || start a11y.sh count_script bare AXE="$AXE" \
    IPT="$PWD/build/release/ipt" tests/a11y.sh
  finish || true
  [[ $quick ]] || start_scripts tests/trust/writers.sh # alone, as it looks at how long one waits
  finish || true
}

if step 'build dev' count_build build dev; then
  start_tests dev
  [[ $quick ]] || start planted.sh count_script bare BUILD="$PWD/build/dev" tests/planted.sh
  finish || true
fi
if [[ ! $quick ]] && step 'build clang' count_build build clang; then
  start_tests clang
  start shellcheck count_check lint_scripts
  start clang-format count_check format
  finish || true
fi
test_program
[[ $quick ]] || step clang-tidy count_check tests/tidy.sh || true

echo "$total_passed passed, $total_failed failed"
((total_failed == 0))
