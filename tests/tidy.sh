#!/usr/bin/env bash
# clang-tidy over src/, on all cores. A file that was clean is not read again until it, a header
# or .clang-tidy changes. Prints only findings; fails when there are any.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
clean=build/tidy/clean
mkdir -p "$clean"

hash_of() { sha256sum | cut -d ' ' -f 1; }

tidy() {
  local file="$1" stamp findings
  stamp="$clean/$({ echo "$shared $file" && cat "$file"; } | hash_of)"
  [[ -e $stamp ]] && return
  if findings="$(clang-tidy -p build/tidy --quiet "$file" 2>&1)"; then
    touch "$stamp"
  else
    grep -vE '^[0-9]+ warnings?( treated as errors?| .*generated)' <<<"$findings"
    return 1
  fi
}

cmake --preset tidy >/dev/null

shared="$({ clang-tidy --version && cat .clang-tidy &&
  find include src -name '*.hpp' -print0 | sort -z | xargs -0 cat; } | hash_of)"
export clean shared
export -f hash_of tidy
# shellcheck disable=SC2016 # the inner shell expands $1
find src -name '*.cpp' -print0 | sort -z |
  xargs -0 -n 1 -P "$(nproc)" bash -c 'tidy "$1" || exit 1' tidy
