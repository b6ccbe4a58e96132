#!/usr/bin/env bash
# Builds and tests everything. Prints one line a step, the output of steps that failed, and last
# "N passed, N failed"; exit status 1 when anything failed.
#   --quick   only the g++ builds, their tests and those of the real program
set -euo pipefail

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
log="$work/log"
total_passed=0
total_failed=0

# Runs a command in a bare environment and an empty home: nothing of the caller's settings and
# stores reaches a test, and what a test leaves behind goes away with the folder.
bare() {
  mkdir -p "$work/home" "$work/tmp"
  env -i PATH="$PATH" HOME="$work/home" TMPDIR="$work/tmp" LC_ALL=C.UTF-8 TZ=UTC "$@"
}

# step NAME COUNT COMMAND...: runs the command into the log, lets COUNT (one of the functions
# below, given the exit status) read from the log how many checks passed and failed, and adds up.
step() {
  local name="$1" count="$2" status=0 passed=0 failed=0 started="$EPOCHREALTIME" milliseconds
  shift 2
  "$@" >"$log" 2>&1 || status=$?
  "$count" "$status"
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  milliseconds=$(((${EPOCHREALTIME/./} - ${started/./}) / 1000))
  printf '%-28s %6d passed %4d failed %5d.%d s\n' "$name" "$passed" "$failed" \
    $((milliseconds / 1000)) $((milliseconds / 100 % 10))
  ((failed == 0)) || cat "$log"
  ((failed == 0))
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

build_and_test() {
  step "build $1" count_build build "$1" || return 0
  step "tests $1" count_doctest bare "build/$1/tests/ipt_tests" --no-colors=true || true
}

test_program() {
  local script
  for script in "$@"; do
    [[ -x $script ]] || continue
    step "${script#tests/}" count_script bare IPT="$PWD/build/release/ipt" "$script" || true
  done
}

build_and_test dev
[[ $quick ]] || build_and_test clang
if step "build release" count_build build release; then
  test_program tests/binary/*.sh
  [[ $quick ]] || test_program tests/fault/run.sh tests/power/run.sh tests/trust/*.sh
  # Only where axe-core was put: see the script.
  [[ $quick || ! -r ${AXE-} ]] || step "a11y.sh" count_script bare AXE="$AXE" \
    IPT="$PWD/build/release/ipt" tests/a11y.sh || true
fi
if [[ ! $quick ]]; then
  step "planted.sh" count_script bare BUILD="$PWD/build/dev" tests/planted.sh || true
  step "shellcheck" count_check lint_scripts || true
  step "clang-format" count_check format || true
  step "clang-tidy" count_check tests/tidy.sh || true
fi

echo "$total_passed passed, $total_failed failed"
((total_failed == 0))
