"""Flips single bits in every page of a store and sees what the program says of each copy.

usage: damage.py PROGRAM STORE FLIPS_A_PAGE

Whatever is damaged, no command crashes; and when a record or its history reads otherwise than before,
`db verify` finds it. Prints a line of figures, then a line for each copy with something wrong.
"""
import os
import random
import shutil
import sqlite3
import subprocess
import sys

PROGRAM, STORE, FLIPS = sys.argv[1], sys.argv[2], int(sys.argv[3])
COMMANDS = [["db", "verify"], ["report", "weekly", "--quiet"], ["history", "K7"], ["course", "list"]]
CRASH = 126  # a shell's number for a program that ended by a signal is above
NO_RECORDS = {"backup", "saved_operation", "rewrite_due"}


def contents(path):
    """Every row of every record and of the history; None when they cannot be read."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        connection.text_factory = bytes
        tables = [name.decode() for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return [(table, sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr))
                for table in tables if table not in NO_RECORDS]
    except (sqlite3.Error, UnicodeDecodeError):  # Python reads SQLite's message, which may quote damage
        return None


def status(arguments, path):
    done = subprocess.run([PROGRAM, *arguments, "--db", path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=60)
    return done.returncode


def flipped(data, position, bit):
    return data[:position] + bytes([data[position] ^ (1 << bit)]) + data[position + 1:]


def main():
    random.seed(20261123)
    with open(STORE, "rb") as file:
        sound = file.read()
    page_size = int.from_bytes(sound[16:18], "big")
    before = contents(STORE)
    copy = STORE + ".damaged"
    tried = found = altered = 0
    wrong = []
    for page in range(len(sound) // page_size):
        for _ in range(FLIPS):
            position, bit = page * page_size + random.randrange(page_size), random.randrange(8)
            with open(copy, "wb") as file:
                file.write(flipped(sound, position, bit))
            os.chmod(copy, 0o600)
            statuses = [status(arguments, copy) for arguments in COMMANDS]
            tried += 1
            is_altered = contents(copy) != before
            altered += is_altered
            found += statuses[0] == 5
            if any(each < 0 or each > CRASH for each in statuses):
                wrong.append(f"byte {position} bit {bit}: a crash, {statuses}")
            elif is_altered and statuses[0] != 5:
                wrong.append(f"byte {position} bit {bit}: altered, and db verify ends with {statuses[0]}")
            for leftover in (copy + "-journal",):
                if os.path.exists(leftover):
                    os.remove(leftover)
    print(f"{tried} {altered} {found}")
    print("\n".join(wrong))


main()
