"""``OUT/release/<wiki>-<date>.release``: a text that two people who build from the same dump have equal, byte for byte.

The first line is ``packager-release 1``; then one fact a line, in the order of their bytes, LF at each end. It holds no
name of a person, machine or file, and no time but the dump's. It is what gets signed; it never goes onto a drive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packager.errors import UsageError
from packager.files.text import read_text

FIRST = "packager-release 1"
SUFFIX = ".release"
_DIGEST = r"sha256:[0-9a-f]{64}"
_FACTS: Mapping[str, re.Pattern[str]] = {
    "config": re.compile(_DIGEST),
    "config-key": re.compile(rf"[a-z_]+\.[a-z0-9_]+ {_DIGEST}"),
    "drive": re.compile(rf"{_DIGEST} files \d+ bytes \d+"),
    "dump": re.compile(rf"[\w-]+ \d{{4}}-\d\d-\d\d {_DIGEST}"),
    "library": re.compile(rf"[a-z0-9.-]+ [0-9A-Za-z.+!-]+ {_DIGEST}"),
    "lock": re.compile(_DIGEST),
    "part": re.compile(rf"{_DIGEST} bytes \d+"),
    "pictures": re.compile(rf"{_DIGEST}|none"),
    "program": re.compile(rf"[0-9A-Za-z.+!-]+ {_DIGEST}"),
    "unstable": re.compile(r"\d+"),
}
"""Every kind of line and what it says."""
REPEATED = frozenset({"config-key", "library", "part"})
"""Kinds that may stand more than once."""


@dataclass(frozen=True)
class Record:
    """The facts of a release: kind and value, sorted as the lines are."""

    facts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in [FIRST, *(f"{kind} {value}" for kind, value in self.facts)])

    @property
    def name(self) -> str:
        """Name of the file, after the wiki and the day of the dump."""
        wiki, day, _ = self.one("dump").split(" ")
        return f"{wiki}-{day}{SUFFIX}"

    def all(self, kind: str) -> Iterator[str]:
        """The values of one kind, in order."""
        return (value for each, value in self.facts if each == kind)

    def one(self, kind: str) -> str:
        """The value of a kind that stands once."""
        return next(self.all(kind))

    def named(self, kind: str) -> dict[str, str]:
        """Values of a kind by their first word."""
        return {name: rest for name, _, rest in (value.partition(" ") for value in self.all(kind))}


def record_of(facts: Iterator[tuple[str, str]]) -> Record:
    """The record of the facts, in its order."""
    return Record(tuple(sorted(facts, key=lambda fact: " ".join(fact).encode())))


def read_record(path: Path) -> Record:
    """A record from its file. Raises UsageError if the file is not exactly the text of a record."""
    lines = read_text(path).split("\n")
    facts = []
    for number, line in enumerate(lines[1:-1], 2):
        kind, _, value = line.partition(" ")
        if kind not in _FACTS or not _FACTS[kind].fullmatch(value):
            raise UsageError("{file}: line {line} is no line of a release record; ask for the file again",
                             file=path.name, line=number)  # fmt: skip
        facts.append((kind, value))
    record = record_of(iter(facts))
    kinds = [kind for kind, _ in facts if kind not in REPEATED]
    whole = set(kinds) == _FACTS.keys() - REPEATED and len(kinds) == len(set(kinds)) and len(facts) == len(set(facts))
    if lines[0] != FIRST or not whole or record.text.encode() != path.read_bytes():
        raise UsageError("{file}: is no release record as packager build writes it; ask for the file again",
                         file=path.name)  # fmt: skip
    return record
