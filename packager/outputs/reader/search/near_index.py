"""Titles less a syllable: what a title becomes when one syllable of its beginning is left out or typed wrong.

Of each title of three letters and more there is a row for each of its first four letters: the hash of the rest, the
letter that is missing, and its place. The reader takes one letter off what was typed, finds the rest here, and puts the
missing letter back: that is the key of a title. Letters are folded as keys are, words are joined, a qualifier does not
count.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packager.korean import consonants, keystrokes, tokens
from packager.outputs.reader.search.external_sort import ExternalSort
from packager.outputs.reader.search.packing import pack
from packager.outputs.reader.search.title_entries import Named, key_table
from packager.outputs.reader.shards import ShardWriter, varint

LEVEL = 19
PLACES = 4
LEAST = 3
"""Letters that a title must have."""
MOST = 40
"""Letters of a title that count; longer ones are found by their beginning."""
_HASHES = 1 << 24


class Row(NamedTuple):
    """A title less a letter; the order of the fields is the sort order."""

    rest: str
    missing: str
    place: int
    weight: int


def letters(title: str) -> str:
    """The letters of a title as rows have them."""
    joined = "".join(word.letters for word in keystrokes.words(keystrokes.units(consonants.bare(title))))
    return joined[:MOST].translate(tokens.FOLDED)


def hashed(text: str) -> int:
    """24 bits of a text in UTF-16 units; near_index.js computes the same."""
    value = 0
    for unit in text:
        value = (value * 31 + ord(unit)) % _HASHES
    return value


def rows(name: Named) -> Iterator[Row]:
    """The rows of one name."""
    whole = letters(name.title)
    if len(whole) >= LEAST and not any("\ud800" <= c <= "\udfff" for c in whole):
        for place in range(min(PLACES, len(whole))):
            yield Row(whole[:place] + whole[place + 1 :], whole[place], place, name.weight >> 4)


class NearIndex:
    """Takes names in any order; ``close`` writes the shards."""

    def __init__(self, temp: Path, writer: ShardWriter) -> None:
        self._sort = ExternalSort(temp, "near")
        self._writer = writer

    def add(self, name: Named) -> None:
        for row in rows(name):
            self._sort.add(tuple(row))

    def close(self) -> bytes:
        """The root: key table of the first rest in each shard."""
        firsts: list[str] = []
        for shard in pack(_different(map(Row._make, self._sort)), _size, encoded, self._writer.target, LEVEL):
            self._writer.put_frame(shard.frame, shard.raw_size)
            firsts.append(shard.rows[0].rest)
        self._sort.close()
        return key_table(firsts)


def _different(source: Iterator[Row]) -> Iterator[Row]:
    """One row for each title: names that differ in signs only give the same, of which the weightiest stays."""
    last: Row | None = None
    for row in source:
        if last and last[:3] != row[:3]:
            yield last
        last = row
    if last:
        yield last


def _size(row: Row) -> int:
    return 6


def encoded(chosen: list[Row]) -> bytes:
    """Count; columns in the order of hashes: their high, middle and low byte, low and high byte of the missing unit,
    place and weight."""
    found = sorted((hashed(row.rest), *row[1:]) for row in chosen)
    hashes = [row[0] for row in found]
    units = [ord(row[1]) for row in found]
    return b"".join(
        (
            varint(len(found)),
            bytes(value >> 16 for value in hashes),
            bytes(value >> 8 & 255 for value in hashes),
            bytes(value & 255 for value in hashes),
            bytes(unit & 255 for unit in units),
            bytes(unit >> 8 for unit in units),
            bytes(row[2] | row[3] << 2 for row in found),
        )
    )
