#!/usr/bin/env bash
# Builds the fuzz targets with clang++ and sanitizers and gives each so many inputs, beginning with
# its corpus: tests/fuzz.sh [RUNS [TARGET...]]. Prints one line a target; the input of one that
# fails lies in build/fuzz/found. What the fuzzer learns stays in build/fuzz/corpus.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs="${1-1000000}"
[[ $runs =~ ^[1-9][0-9]*$ ]] || {
  echo "usage: tests/fuzz.sh [RUNS [TARGET...]]" >&2
  exit 2
}
shift $(($# > 0))

corpus="$PWD/tests/fuzz/corpus"
targets=("$@")
(($#)) || for source in tests/fuzz/targets/*.cpp; do
  targets+=("$(basename "$source" .cpp)")
done

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz >/dev/null

build="$PWD/build/fuzz"
work="$(mktemp -d)" # a target that wrote a file would write it here
trap 'rm -rf "$work"' EXIT
log="$work/log"
failed=0

# The number after a word in what the fuzzer said last.
said() { grep -aoP "$1:? +\K[0-9]+" "$log" | tail -n 1; }

for target in "${targets[@]}"; do
  learnt="$build/corpus/$target"
  mkdir -p "$learnt" "$build/found" "$work/here"
  status=0
  (cd "$work/here" && "$build/tests/fuzz/fuzz_$target" -runs="$runs" -max_len=1024 -timeout=10 \
    -print_final_stats=1 -artifact_prefix="$build/found/$target-" \
    "$learnt" "$corpus/$target" "$corpus/any") >"$log" 2>&1 || status=$?
  if ((status == 0)) && [[ -z "$(ls -A "$work/here")" ]]; then
    printf '%-12s %9s inputs, %6s a second\n' "$target" \
      "$(said stat::number_of_executed_units)" "$(said stat::average_exec_per_sec)"
  else
    failed=1
    printf '%-12s failed\n' "$target"
    tail -n 40 "$log"
    ls -A "$work/here"
  fi
done
exit "$failed"
