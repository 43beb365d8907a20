"""Queries made of the titles of a drive: questions about them, and the slips of a finger, the same for a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from packager.audit.shards import numbers, payload
from packager.korean.consonants import bare
from packager.korean.hangul import CODAS, FIRST_SYLLABLE, VOWELS, is_syllable
from packager.korean.questions import ask, frames

Made = tuple[str, tuple[str, ...], str]
"""Query, wanted titles, kind."""

PLAIN = re.compile(r"[가-힣]{2,}(?: [가-힣]+)*")
NEIGHBOURS = {
    0: (4, 1), 1: (5, 0), 4: (8, 0), 5: (1, 4), 6: (4, 2), 8: (4, 13), 12: (8,), 13: (8, 18), 18: (13, 20), 20: (18, 5),
}  # fmt: skip
"""Vowels by number in Unicode, and those that are typed for them."""


def titles_of(drive: Path) -> dict[str, str]:
    """Titles and other names that the title index has, each with the title of its article."""
    found: dict[str, str] = {}
    for path in sorted((drive / "data").glob("T*/*/*.txt")):
        _, _, data = payload(path.read_bytes())
        (_, length), at = numbers(data, 0, 2)
        for line in data[at : at + length].decode("utf-8").split("\n"):
            title, _, rest = line.partition("\t")
            found[title] = rest.partition("\t")[0] or title
    return found


def vowel_slip(title: str, chance: random.Random) -> str:
    """One syllable with another vowel."""
    places = [n for n, c in enumerate(title) if is_syllable(c) and _vowel(c) in NEIGHBOURS]
    if not places:
        return title
    at = chance.choice(places)
    code = ord(title[at]) - FIRST_SYLLABLE
    other = chance.choice(NEIGHBOURS[_vowel(title[at])])
    changed = (code // (VOWELS * CODAS) * VOWELS + other) * CODAS + code % CODAS
    return title[:at] + chr(FIRST_SYLLABLE + changed) + title[at + 1 :]


def _vowel(character: str) -> int:
    return (ord(character) - FIRST_SYLLABLE) // CODAS % VOWELS


def swapped(title: str, chance: random.Random) -> str:
    """Two syllables side by side in the other order."""
    places = [n for n in range(len(title) - 1) if " " not in title[n : n + 2] and title[n] != title[n + 1]]
    if not places:
        return title
    at = chance.choice(places)
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :]


def dropped(title: str, chance: random.Random) -> str:
    """One syllable too few."""
    places = [n for n in range(len(title)) if title[n] != " "]
    at = chance.choice(places)
    return " ".join((title[:at] + title[at + 1 :]).split())


def slips_of(title: str) -> Iterator[tuple[str, str]]:
    """Kind and text, without spaces, of all that the slips above make of a title; what it begins with is a slip of kind
    ``begins``."""
    flat = title.replace(" ", "")
    for at, letter in enumerate(flat):
        before, after = flat[:at], flat[at + 1 :]
        yield "dropped", before + after
        if after and after[0] != letter:
            yield "swapped", before + after[0] + letter + after[1:]
        if is_syllable(letter):
            code = ord(letter) - FIRST_SYLLABLE
            for other in NEIGHBOURS.get(_vowel(letter), ()):
                changed = (code // (VOWELS * CODAS) * VOWELS + other) * CODAS + code % CODAS
                yield "vowel", before + chr(FIRST_SYLLABLE + changed) + after
        if before:
            yield "begins", before


def made_queries(drive: Path, each: int, seed: int) -> Iterator[Made]:
    """Questions and slips for up to ``each`` titles of a kind; what is itself the name of an article is left out."""
    names = titles_of(drive)
    chance = random.Random(seed)
    plain = sorted(name for name in names if PLAIN.fullmatch(name))
    taken = {bare(name).replace(" ", "") for name in names} | {name.replace(" ", "") for name in names}
    every = sorted(names)
    for _ in range(each):
        frame = chance.choice(frames())
        name = chance.choice(every)
        yield ask(name, frame), (names[name],), "made question"
    for kind, slip, least in (("vowel", vowel_slip, 2), ("swapped", swapped, 2), ("dropped", dropped, 3)):
        fitting = [name for name in plain if len(name.replace(" ", "")) >= least]
        for _ in range(each if fitting else 0):
            name = chance.choice(fitting)
            query = slip(name, chance)
            if query.replace(" ", "") not in taken:
                yield query, (names[name],), f"made slip {kind}"
