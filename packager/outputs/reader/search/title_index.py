"""The title index in shards: sorted entries, and the best answers to prefixes that too many titles share.

Every prefix is answered by one file. Where a prefix reaches across the border of two shards, its best entries are
computed beforehand and stand in a shard of "tops". The reader recognises such a prefix by the root table alone: it is
the beginning of one of the keys that separate the shards.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packager.korean import consonants, keystrokes
from packager.outputs.reader.search.external_sort import ExternalSort, read_rows, write_rows
from packager.outputs.reader.search.packing import pack
from packager.outputs.reader.search.title_entries import Entry, base_score, columns, key_table
from packager.outputs.reader.shards import ShardWriter, varint

LEVEL = 19
KEPT = 40
"""Entries remembered for a prefix; ``SHOWN`` of them, of different articles, are written."""
SHOWN = 24
_EXACT = 10_000
_HIGH_SURROGATE = ("\ud800", "\udbff")

Top = tuple[int, int, int, Entry]


class TitleIndexReport(NamedTuple):
    """Sizes for the build report."""

    entries: int
    shards: int
    tops: int


class TitleIndex:
    """Builds one index (typed titles, or initials) from entries in any order."""

    def __init__(self, temp: Path, name: str, entries: ShardWriter, tops: ShardWriter) -> None:
        self._sort = ExternalSort(temp, name)
        self._sorted = temp / f"{name}.sorted"
        self._entries = entries
        self._tops = tops
        self._separators: list[str] = []

    def add(self, entry: Entry) -> None:
        self._sort.add(tuple(entry))

    def close(self) -> tuple[bytes, TitleIndexReport]:
        """Write the shards; the root table and the report."""
        with self._sorted.open("wb") as file:
            write_rows(file, self._sort)
        self._sort.close()
        count = self._write_entries()
        firsts = self._write_tops()
        self._sorted.unlink()
        root = key_table(self._separators) + key_table(firsts)
        return root, TitleIndexReport(count, len(self._separators), len(firsts))

    def _rows(self) -> Iterator[Entry]:
        return map(Entry._make, read_rows(self._sorted))

    def _write_entries(self) -> int:
        count = 0
        last = ""
        for shard in pack(self._rows(), _entry_size, columns, self._entries.target, LEVEL):
            self._entries.put_frame(shard.frame, shard.raw_size)
            self._separators.append(separator(last, shard.rows[0].folded))
            last = shard.rows[-1].folded
            count += len(shard.rows)
        return count

    def _write_tops(self) -> list[str]:
        crossing = {key[:length] for key in self._separators for length in range(1, len(key) + 1)}
        best_folded: dict[str, list[Top]] = {}
        best_typed: dict[str, list[Top]] = {}
        folds: dict[str, set[str]] = {}
        for entry in self._rows():
            for length in range(1, len(entry.folded) + 1):
                prefix = entry.folded[:length]
                if prefix not in crossing:
                    break
                typed = entry.typed[:length]
                if not _HIGH_SURROGATE[0] <= typed[-1] <= _HIGH_SURROGATE[1]:
                    folds.setdefault(typed, set()).add(prefix)
        for number, entry in enumerate(self._rows()):
            score, size = base_score(entry), -(entry.line + "\t").index("\t")
            whole, named = _lengths(entry)
            for length in range(1, len(entry.typed) + 1):
                typed = entry.typed[:length]
                if _HIGH_SURROGATE[0] <= typed[-1] <= _HIGH_SURROGATE[1]:
                    continue  # half a letter is no prefix, the whole may be one
                if typed not in folds:
                    break
                exact = _EXACT if length == whole else _EXACT // 2 if length == named else 0
                top = (score + exact, size, -number, entry)
                _remember(best_typed.setdefault(typed, []), top)
                prefix = entry.folded[:length]
                if prefix in crossing:
                    _remember(best_folded.setdefault(prefix, []), top)
        prefixes = sorted(folds)
        lists = (
            TopList(prefix, _choose(best_typed[prefix], [best_folded[f] for f in sorted(folds[prefix])]))
            for prefix in prefixes
        )
        firsts: list[str] = []
        for shard in pack(lists, _top_size, top_columns, self._tops.target, LEVEL):
            self._tops.put_frame(shard.frame, shard.raw_size)
            firsts.append(shard.rows[0].prefix)
        return firsts


class TopList(NamedTuple):
    """The best entries for what was typed."""

    prefix: str
    entries: list[Entry]


def top_columns(lists: list[TopList]) -> bytes:
    """Key table of the prefixes; number of entries of each; the entries' columns."""
    return b"".join(
        (
            key_table(top.prefix for top in lists),
            b"".join(varint(len(top.entries)) for top in lists),
            columns([entry for top in lists for entry in top.entries]),
        )
    )


def _entry_size(entry: Entry) -> int:
    return len(entry.line) * 3 + 6


def _top_size(top: TopList) -> int:
    return sum(map(_entry_size, top.entries)) + 8


def _lengths(entry: Entry) -> tuple[int, int]:
    """Keys of the whole title, and without its qualifier; 0 for a later word, which is no name."""
    if entry.start:
        return 0, 0
    title = entry.line.partition("\t")[0]
    if not title.endswith(")"):
        return len(entry.typed), 0
    words = keystrokes.words(consonants.bare(title))
    return len(entry.typed), sum(len(keystrokes.keys(word.letters)) for word in words)


def _remember(heap: list[Top], top: Top) -> None:
    if len(heap) < KEPT:
        heapq.heappush(heap, top)
    elif top > heap[0]:
        heapq.heapreplace(heap, top)


def _choose(typed: list[Top], folded: list[list[Top]]) -> list[Entry]:
    chosen: dict[int, Entry] = {}
    for tops in (typed, *folded):
        for top in sorted(tops, reverse=True):
            if len(chosen) < SHOWN:
                chosen.setdefault(top[3].item, top[3])
    return list(chosen.values())


def separator(last: str, first: str) -> str:
    """The shortest beginning of ``first`` that sorts after ``last``."""
    length = 1
    while length < len(first) and first[:length] <= last:
        length += 1
    if _HIGH_SURROGATE[0] <= first[length - 1 : length] <= _HIGH_SURROGATE[1]:
        length += 1
    return first[:length]
