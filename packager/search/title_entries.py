"""Entries of the title index and their bytes: columns, so that like stands beside like for the compressor."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from packager.outputs.shards import varint
from packager.search import keystrokes

DOUBLING = 14
"""Weight of twice as many incoming links; 255 is reached at some 300,000."""
REDIRECT_PENALTY = DOUBLING // 2
WORD_PENALTY = 4 * DOUBLING
"""A title found at a later word stands as low as one with a sixteenth of the links found at its beginning."""
MAX_WORDS = 6
_MIN_WORD_KEYS = 2


class Entry(NamedTuple):
    """A title, found by its beginning or by one of its later words. The order of the fields is the sort order."""

    folded: str
    typed: str
    title: str
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


def typed_entries(title: str, item: int, importance: int, redirect: bool) -> Iterator[Entry]:
    """Entries of the prefix and word-start index."""
    title = keystrokes.units(title)
    words = list(keystrokes.words(title))
    typed = [keystrokes.keys(word.letters) for word in words]
    folded = [keystrokes.folded(keys) for keys in typed]
    for n in range(min(len(words), MAX_WORDS)):
        keys = "".join(typed[n:])
        if n and len(keys) < _MIN_WORD_KEYS:
            continue
        yield Entry("".join(folded[n:]), keys, title, words[n].start if n else 0, redirect, item, importance)


def initials_entries(title: str, item: int, importance: int, redirect: bool) -> Iterator[Entry]:
    """The one entry of the 초성 index, if the title has a syllable."""
    title = keystrokes.units(title)
    key = "".join(keystrokes.initials(word.letters) for word in keystrokes.words(title))
    if any("가" <= c <= "힣" for c in title):
        yield Entry(key, key, title, 0, redirect, item, importance)


def utf8(text: str) -> bytes:
    """UTF-8 of text in units."""
    if text.isascii():
        return text.encode("ascii")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def columns(entries: Sequence[Entry]) -> bytes:
    """Count; titles; start and redirect mark; low, middle and high byte of items; weights."""
    titles = utf8("\n".join(entry.title for entry in entries))
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
