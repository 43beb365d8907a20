"""The tables of Korean spelling, read once from the files that the reader's JavaScript reads too."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

FILES = ("spelling.tsv", "hanja.tsv", "readings.tsv", "asking.tsv")
FIRST_KEY = 0x0E
"""Code of the first jamo key in a search key: 33 codes below the digits, clear of CR and LF."""


class Tables(NamedTuple):
    """What the rows say, ready for use. Search keys are strings of jamo keys (as codes), letters and digits."""

    consonants: str
    vowels: str
    silencing: str
    initials: tuple[str, ...]
    medials: tuple[str, ...]
    finals: tuple[str, ...]
    single: tuple[str, ...]
    """Keys of U+3131, U+3132 ..."""
    keyboard: dict[str, str]
    """Latin letter to jamo key."""
    letters: dict[int, str | None]
    """For ``str.translate``: a character to what it counts as; a separator to a space; a mark to nothing."""
    hanja: dict[str, str]


@cache
def rows() -> tuple[list[str], ...]:
    """All rows, each split into its columns, the kind first."""
    return tuple(line.split("\t") for line in table_text().splitlines())


def table_text() -> str:
    """All rows without comments and empty lines, as the reader gets them."""
    texts = (files("packager.korean").joinpath(name).read_text("utf-8") for name in FILES)
    lines = (line for text in texts for line in text.splitlines())
    return "".join(line + "\n" for line in lines if line and not line.startswith("#"))


@cache
def tables() -> Tables:
    """The tables of this program."""
    lists: dict[str, list[str]] = {}
    letters: dict[int, str | None] = {}
    hanja: dict[str, str] = {}
    keyboard: dict[str, str] = {}
    for kind, first, *rest in rows():
        if kind == "letter":
            letters.update((ord(c), first) for c in rest[0])
        elif kind == "hanja":
            hanja.update((c, first) for c in rest[0])
        elif kind == "keyboard":
            keyboard = dict(zip(rest[0], first, strict=True))
        elif kind not in lists:
            lists[kind] = first.split(" ")
    for kind, value in (("separator", " "), ("mark", None)):
        for span in lists[kind]:
            low, _, high = span.partition("-")
            for code in range(int(low, 16), int(high or low, 16) + 1):
                letters.setdefault(code, value)
    letters.update((code, chr(code + 32)) for code in range(0x41, 0x5B))
    (consonants,), (vowels,) = lists["consonants"], lists["vowels"]
    codes = {jamo: chr(FIRST_KEY + i) for i, jamo in enumerate(consonants + vowels)}

    def keys(jamo: str) -> str:
        return "".join(codes.get(j, "") for j in jamo)

    return Tables(
        consonants=keys(consonants),
        vowels=keys(vowels),
        silencing=keys(lists["silencing"][0]),
        initials=tuple(map(keys, lists["initials"])),
        medials=tuple(map(keys, lists["medials"])),
        finals=tuple(map(keys, lists["finals"])),
        single=tuple(map(keys, lists["single"])),
        keyboard={letter: codes[jamo] for letter, jamo in keyboard.items()},
        letters=letters,
        hanja=hanja,
    )
