#!/usr/bin/env bash
# What --json prints fits docs/schemas: the commands of every transcript are run again on the real
# program, each with --json, and each answer is validated.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

# Debian's own Python, which has the package; nothing is written beside the scripts.
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -W ignore::DeprecationWarning \
  "$root/tests/support/validate_json.py" "$IPT" "$root" \
  "$root"/tests/golden/*.txt "$root/tests/data/json-commands.txt"
