"""Entries of the title index and their bytes: columns, so that like stands beside like for the compressor."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from packager.korean import consonants, keystrokes
from packager.outputs.reader.shards import varint

DOUBLING = 14
"""Weight of twice as many incoming links; 255 is reached at some 300,000."""
REDIRECT_PENALTY = DOUBLING // 2
WORD_PENALTY = 4 * DOUBLING
"""A title found at a later word stands as low as one with a sixteenth of the links found at its beginning."""
MAX_WORDS = 6
_MIN_WORD_KEYS = 2
_MIN_SOUND_KEYS = 2


class Entry(NamedTuple):
    """A title, found by its beginning or by one of its later words. The order of the fields is the sort order."""

    folded: str
    typed: str
    line: str
    """The title; for a redirect also the article's title and a section, parted by tabs."""
    start: int
    """UTF-16 units before the word that the keys begin with."""
    redirect: bool
    item: int
    """Number of the article's item among the article shards."""
    weight: int


def weight(incoming: int) -> int:
    """Importance as one byte."""
    return min(255, round(DOUBLING * math.log2(1 + max(0, incoming))))


def base_score(entry: Entry) -> int:
    """What ranks entries that match a query equally well; the reader computes the same."""
    return entry.weight - (REDIRECT_PENALTY if entry.redirect else 0) - (WORD_PENALTY if entry.start else 0)


class Named(NamedTuple):
    """A title that leads to an article."""

    title: str
    item: int
    weight: int
    target: str = ""
    """Title of the article if this is another name of it."""
    fragment: str = ""

    def line(self) -> str:
        """What the index stores of the names."""
        fields = (self.title, self.target, self.fragment)
        return keystrokes.units("\t".join(field.translate(_SPACES) for field in fields).rstrip("\t"))


_SPACES = str.maketrans("\t\n\r", "   ")


def typed_entries(name: Named) -> Iterator[Entry]:
    """Entries of the prefix and word-start index."""
    line = name.line()
    words = list(keystrokes.words(line.partition("\t")[0]))
    typed = [keystrokes.keys(word.letters) for word in words]
    for n in range(min(len(words), MAX_WORDS)):
        keys = "".join(typed[n:])
        if n and len(keys) < _MIN_WORD_KEYS:
            continue
        start = words[n].start if n else 0
        yield Entry(keystrokes.folded(keys), keys, line, start, bool(name.target), name.item, name.weight)


def initials_entries(name: Named) -> Iterator[Entry]:
    """The one entry of the 초성 index, if the title has a syllable: its initials, sorted as plain consonants."""
    line = name.line()
    title = line.partition("\t")[0]
    if any("가" <= c <= "힣" for c in title):
        key = consonants.initials(title)
        yield Entry(consonants.plain(key), key, line, 0, bool(name.target), name.item, name.weight)


def sound_entries(name: Named) -> Iterator[Entry]:
    """Entries of the index by sound, for names of foreign look; ``start`` is the number of the reading."""
    line = name.line()
    title = line.partition("\t")[0]
    if consonants.foreign(title):
        for number, key in enumerate(consonants.skeletons(title)):
            if len(key) >= _MIN_SOUND_KEYS:
                yield Entry(key, key, line, number, bool(name.target), name.item, name.weight)


def utf8(text: str) -> bytes:
    """UTF-8 of text in units."""
    if text.isascii():
        return text.encode("ascii")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def columns(entries: Sequence[Entry]) -> bytes:
    """Count; lines of names; start and redirect mark; low, middle and high byte of items; weights."""
    titles = utf8("\n".join(entry.line for entry in entries))
    return b"".join(
        (
            varint(len(entries)),
            varint(len(titles)),
            titles,
            b"".join(varint(entry.start << 1 | entry.redirect) for entry in entries),
            bytes(entry.item & 255 for entry in entries),
            bytes(entry.item >> 8 & 255 for entry in entries),
            bytes(entry.item >> 16 & 255 for entry in entries),
            bytes(entry.weight for entry in entries),
        )
    )


def key_table(keys: Iterable[str]) -> bytes:
    """A sorted list of keys: how much each shares with the one before, and the rest."""
    out: list[bytes] = []
    before = ""
    for key in keys:
        shared = 0
        while shared < min(len(key), len(before)) and key[shared] == before[shared]:
            shared += 1
        if shared and "\ud800" <= key[shared - 1] <= "\udbff":
            shared -= 1
        rest = utf8(key[shared:])
        out += (varint(shared), varint(len(rest)), rest)
        before = key
    return varint(len(out) // 3) + b"".join(out)
