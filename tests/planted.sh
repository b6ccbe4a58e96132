#!/usr/bin/env bash
# Plants bugs that would cost records, one at a time, and sees a named test fail for each: a test
# that cannot fail proves nothing.
#   BUILD=build/dev tests/planted.sh    a build whose ipt_tests is up to date
# Only the file with the bug is compiled again; linked before the library that has the sound one, it
# takes its place. The source tree and the build stay as they are.
# Prints "ok - ..." or "not ok - ..." lines; exit status 1 when one is not ok.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tests/support/checks.bash
build="$(realpath "${BUILD:-build/dev}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
planted=0

commands="$(ninja -C "$build" -t commands ipt_tests)"

# build_with FILE PATCHED PROGRAM: compiles the patched file as the build does the sound one, and
# links the tests with it.
build_with() {
  local compile link object="$3.o"
  compile="$(grep -F -- "-c $PWD/$1" <<<"$commands")"
  compile="$(sed -E "s|-c [^ ]+|-c $2|; s|-o [^ ]+|-o $object|; s|-M[FT] [^ ]+||g; s|-MD||" \
    <<<"$compile")"
  link="$(tail -n 1 <<<"$commands")"
  link="${link/ -o tests\/ipt_tests / $object -o $3 }"
  (cd "$build" && eval "$compile" && eval "$link")
}

# tests_with PROGRAM TEST: runs that one test; a comma would stand between two names.
tests_with() {
  "$1" --no-colors=true "--test-case=${2//,/?}" 2>&1 || true
}
passes() { tests_with "$@" | grep -qE 'test cases: +1 \| +1 passed'; }
fails() { tests_with "$@" | grep -qE 'test cases: +1 \| +0 passed \| +1 failed'; }

# plant NAME FILE CHANGE TEST: CHANGE is for sed.
plant() {
  local name="$1" file="$2" change="$3" test="$4" patched
  planted=$((planted + 1))
  patched="$work/$planted.cpp"
  sed -E "$change" "$file" >"$patched"
  if cmp -s "$file" "$patched"; then
    not_ok "$name: cannot be planted any more; see $file"
  elif ! passes "$build/tests/ipt_tests" "$test"; then
    not_ok "$name: without it this should pass: $test"
  elif ! build_with "$file" "$patched" "$work/tests.$planted" >"$work/log" 2>&1; then
    not_ok "$name: does not build: $(head -c 600 "$work/log")"
  elif fails "$work/tests.$planted" "$test"; then
    ok "$name: noticed by \"$test\""
  else
    not_ok "$name: not noticed by \"$test\""
  fi
  rm -f "$work/tests.$planted"*
}

settings='the connection of a store has every setting that durability rests on'
triggers='each record table has three history triggers, which name every column of it'

plant 'the folder is not flushed after a commit' src/store/opening.cpp \
  's/synchronous = EXTRA/synchronous = FULL/' "$settings"
plant 'nothing is flushed' src/store/opening.cpp 's/synchronous = EXTRA/synchronous = OFF/' "$settings"
plant 'no transaction' src/store/sqlite.cpp \
  's/database_.execute\(kind == .*\);//; s/database_.execute\(commit_statement\);//' \
  'a transaction is kept when it is committed, and taken back on every other way out'
plant 'a transaction that takes its lock late' src/store/sqlite.cpp 's/BEGIN IMMEDIATE/BEGIN/' \
  'a second writer is told that another one is writing, and nothing of it is written'
for kind in insert update delete; do
  plant "a change without history: $kind" src/store/schema.cpp \
    "s/database.execute\(history_trigger\(.*\).c_str\(\)\);/if (kind != \"$kind\") &/" "$triggers"
done
plant 'a chain whose links are not joined' src/store/chain.cpp 's/\.add\(link\.previous\)//' \
  'the hash of a change is what SHA-256 of its fields is, whoever works it out'
plant 'nobody waits for a lock' src/store/sqlite.cpp 's/longest_wait = 10s/longest_wait = 0s/' \
  'writers and readers that meet wait for each other, and none is refused'
plant 'a reader does not take a crash back' src/store/sqlite.cpp \
  's/if \(mode_ != Mode::read \|\| !needs_rollback\(\)\) throw;/throw;/' \
  'a reader takes a change back that a crash cut off after it had opened the store'
exit "$failed"
