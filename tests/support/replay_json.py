"""Runs the commands of transcripts (see transcript.hpp) on the real program, each with --json."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Answer:
    """What a command printed."""

    where: str  # file and line of the command
    words: list
    status: int
    out: str
    err: str


def _lines(text):
    return text.replace("\\r", "\r").replace("\\n", "\n")


def _wanted(words):
    """A command that can print JSON; one that opens an editor cannot be replayed."""
    nothing = {"help", "completion", "--help", "-h", "--version"}
    return len(words) > 0 and not nothing & set(words) and not {"-e", "--edit"} & set(words)


def _with_json(words):
    words = [word for word in words if word not in ("-q", "--quiet", "--plain", "--ascii")]
    words = [word for word in words if not word.startswith("--format=")]
    while "--format" in words:
        at = words.index("--format")
        del words[at : at + 2]
    at = words.index("--") if "--" in words else len(words)
    return words if "--json" in words else words[:at] + ["--json"] + words[at:]


class Player:
    """A home of its own for one transcript."""

    def __init__(self, program):
        self._program = program
        self._home = tempfile.mkdtemp()
        self._today = "2026-11-23"
        self._input = ""
        self._environment = {}

    def close(self):
        shutil.rmtree(self._home)

    def play(self, path):
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("@ "):
                name, _, value = line[2:].partition(" ")
                self._set(name, value)
            elif line.startswith("$ ipt"):
                words = [self._at_home(word) for word in shlex.split(line[2:])[1:]]
                if _wanted(words):
                    yield self._run(f"{Path(path).name}:{number}", words)

    def _at_home(self, text):
        return text.replace("~", self._home)

    def _set(self, name, value):
        if name == "today":
            self._today = value
        elif name == "input":
            self._input = _lines(value)
        elif name == "env":
            key, text = value.split("=", 1)
            self._environment[key] = self._at_home(text)
        elif name == "file":
            file, content = re.fullmatch(r"(\S+) ?(.*)", value).groups()
            target = Path(self._at_home(file))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_lines(content) + "\n", encoding="utf-8")

    def _run(self, where, words):
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self._home,
            "LC_ALL": "C.UTF-8",
            "IPT_TODAY": self._today,
            **self._environment,
        }
        done = subprocess.run(
            [self._program, *_with_json(words)],
            input=self._input,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            cwd=self._home,
            timeout=60,
            check=False,
        )
        return Answer(where, words, done.returncode, done.stdout, done.stderr)


def answers(program, transcripts):
    """Every answer of every transcript, in their order."""
    for path in transcripts:
        player = Player(program)
        try:
            yield from player.play(path)
        finally:
            player.close()
