#!/usr/bin/env bash
# The chain of the history, worked out by another program (Python's sqlite3 and hashlib) over the form
# that src/store/digest.hpp describes: whoever has the file can check it without ours.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

store="$work/ipt.db"
export IPT_DB="$store"

# head_by_python: walks the whole chain; prints its head, or what is wrong.
head_by_python() {
  /usr/bin/python3 - "$store" <<'PYTHON'
import hashlib, sqlite3, sys


def field(value):
    if value is None:
        kind, data = b"n", b""
    elif isinstance(value, int):
        kind, data = b"i", str(value).encode()
    elif isinstance(value, str):
        kind, data = b"t", value.encode()
    else:
        kind, data = b"b", value
    return kind + len(data).to_bytes(8, "big") + data


def digest(*values):
    return hashlib.sha256(b"".join(field(value) for value in values)).digest()


previous, last = None, 0
rows = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(
    "SELECT seq, at, recorded_on, actor, operation, kind, entity, entity_id, course, commitment, "
    "previous, hash, salt, payload FROM revision ORDER BY seq")
for row in rows:
    commitment, before, hash_of_row, salt, payload = row[9:]
    if row[0] != last + 1 or before != previous:
        sys.exit(f"{row[0]} does not follow")
    if payload is not None and digest("ipt-payload-1", salt, payload) != commitment:
        sys.exit(f"{row[0]} holds something else")
    if digest("ipt-revision-1", *row[:11]) != hash_of_row:
        sys.exit(f"{row[0]} was altered")
    previous, last = hash_of_row, row[0]
print(f"{last}:{previous.hex()}")
PYTHON
}

must db init
must course create K7 --start 2026-09-07 --focus grief --therapist TH1 --goal "see people é日"
must session log K7 --date 2026-09-07 --phq9 222222220 -m $'two\nlines\tand "quotes"'
must session amend K7.1 -m "another" --reason "a slip"
must undo
must course create M3 --start 2026-09-07
must session move K7.1 M3 --reason "wrong client"
must session amend M3.1 -m "what may stay"
must db info --head
same "Python works out the same head" "$(cat "$out")" "$(head_by_python)"
must history redact M3.1 --reason "a third person" --yes
must client purge K7 --ground other --yes
must db info --head
same "and after a redaction and a purge as well" "$(cat "$out")" "$(head_by_python)"
ends_with "as db verify says" 0 "$IPT" db verify

finish
