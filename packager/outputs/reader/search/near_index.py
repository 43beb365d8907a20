"""Titles by their rarest letters: where what was typed is looked for if no title is written like that.

Of each title of three letters and more there is a row under each pair of its three rarest letters, in any order. One
slip of the finger (a letter left out, one too many, a wrong one, two changed round) leaves two of the three, and with
them a pair that title and query have in common. Two letters have one pair, and another of their consonants, which a
wrong vowel does not change. Letters are folded as keys are, words are joined, a qualifier does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, groupby
from pathlib import Path
from typing import NamedTuple

from packager.korean import consonants, keystrokes, tokens
from packager.korean.hangul import CODAS, FIRST_SYLLABLE, VOWELS, is_syllable
from packager.outputs.reader.search.external_sort import ExternalSort
from packager.outputs.reader.search.packing import pack
from packager.outputs.reader.search.title_entries import Named, key_table, utf8
from packager.outputs.reader.search.title_index import separator
from packager.outputs.reader.shards import ShardWriter, varint

LEVEL = 19
RAREST = 3
LEAST = 2
"""Letters that a title must have."""
MOST = 40
"""Letters of a title that count; longer ones are found by their beginning."""
COMMON = 600
"""Letters that the root lists by how rare they are; others are rarer than these."""
_FIRST_LENGTH, _FIRST_CLASS = 0x20, 0xE000
# Of the initials ㄱㄲㄴㄷ ... ㅎ: which ones count as one. ㄴ and ㄹ fall silent before some vowels, so that a wrong
# vowel would change them.
_CLASSES = (0, 0, 1, 2, 2, 1, 3, 4, 4, 5, 5, 1, 6, 6, 6, 0, 2, 4, 7)


class Row(NamedTuple):
    """A title under a pair of its letters; the order of the fields is the sort order."""

    group: str
    """The pair, and the number of the title's letters as a character."""
    letters: str
    weight: int


def letters(title: str) -> str:
    """The letters of a title as rows have them; empty if there are too few, signs, or some outside the basic plane."""
    joined = "".join(word.letters for word in keystrokes.words(keystrokes.units(consonants.bare(title))))
    whole = joined[:MOST].translate(tokens.FOLDED)
    if len(whole) < LEAST or whole[0] == "~" or any("\ud800" <= c <= "\udfff" for c in whole):
        return ""
    return whole


def by_rarity(counts: Counter[str]) -> str:
    """The most common letters, the rarest of them first."""
    return "".join(sorted(sorted(counts, key=lambda c: (-counts[c], c))[:COMMON], key=lambda c: (counts[c], c)))


def ranking(common: str) -> Callable[[str], tuple[int, str]]:
    """The order of letters, rarest first."""
    places = {letter: place for place, letter in enumerate(common, 1)}
    return lambda letter: (places.get(letter, 0), letter)


def consonant_class(letter: str) -> str:
    """A syllable without its vowel, as a character of its own; any other letter as it is."""
    if not is_syllable(letter):
        return letter
    code = ord(letter) - FIRST_SYLLABLE
    return chr(_FIRST_CLASS + _CLASSES[code // (VOWELS * CODAS)] * CODAS + code % CODAS)


def groups(whole: str, rank: Callable[[str], tuple[int, str]]) -> list[str]:
    """The groups that a title has rows in, each once."""
    rarest = sorted(whole, key=rank)[:RAREST]
    pairs = {a + b for a, b in combinations(rarest, 2)}
    if len(whole) == LEAST:
        pairs.add("".join(sorted(map(consonant_class, whole))))
    return sorted(pair + chr(_FIRST_LENGTH + len(whole)) for pair in pairs)


class NearIndex:
    """Takes names in any order; ``close`` writes the shards."""

    def __init__(self, temp: Path, writer: ShardWriter) -> None:
        self._names = ExternalSort(temp, "near-names")
        self._rows = ExternalSort(temp, "near")
        self._writer = writer

    def add(self, name: Named) -> None:
        whole = letters(name.title)
        if whole:
            self._names.add((whole, name.weight))

    def close(self) -> bytes:
        """The root: the common letters by rarity, key table of the separators of shards."""
        counts: Counter[str] = Counter()
        for whole, _ in self._different():
            counts.update(whole)
        common = by_rarity(counts)
        rank = ranking(common)
        for whole, weight in self._different():
            for group in groups(whole, rank):
                self._rows.add((group, whole, weight))
        self._names.close()
        firsts: list[str] = []
        last = ""
        for shard in pack(map(Row._make, self._rows), _size, encoded, self._writer.target, LEVEL):
            self._writer.put_frame(shard.frame, shard.raw_size)
            firsts.append(separator(last, shard.rows[0].group + shard.rows[0].letters))
            last = shard.rows[-1].group + shard.rows[-1].letters
        self._rows.close()
        text = utf8(common)
        return varint(len(text)) + text + key_table(firsts)

    def _different(self) -> Iterator[tuple[str, int]]:
        """Letters, each once, with the greatest weight of the names that have them."""
        for whole, rows in groupby(self._names, key=lambda row: str(row[0])):
            yield whole, max(weight for _, weight in rows)


def _size(row: Row) -> int:
    return 3 * len(row.letters) + 2


def encoded(chosen: list[Row]) -> bytes:
    """Key table of groups; number of rows of each; letters of all rows, a line each; weights."""
    sizes = [(group, len(list(rows))) for group, rows in groupby(chosen, key=lambda row: row.group)]
    lines = utf8("\n".join(row.letters for row in chosen))
    return b"".join(
        (
            key_table(group for group, _ in sizes),
            b"".join(varint(size) for _, size in sizes),
            varint(len(lines)),
            lines,
            bytes(row.weight for row in chosen),
        )
    )
