"""The full-text index: batches of documents to sorted runs, runs to shards of posting lists.

Batches and ranges of terms are cut by the text alone, so the bytes do not depend on how many processes share the work.
Texts and runs lie in a temporary folder; in memory is one batch, or one posting list.
"""

from __future__ import annotations

import heapq
import os
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from multiprocessing import get_context, parent_process
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from packager.outputs.reader.search.external_sort import read_rows, write_rows
from packager.outputs.reader.search.packing import pack
from packager.outputs.reader.search.text_runs import BORDERS, WEIGHT_BITS, Document, documents, invert, write_run
from packager.outputs.reader.search.title_entries import key_table
from packager.outputs.reader.shards import ShardWriter, varint

LEVEL = 12
"""Gaps and weights are close to random: higher levels find a percent for ten times the time."""
BATCH = 8_000_000
"""Characters of prose that one process inverts in memory at a time."""
SMALL = 4 * BATCH
"""Below this size all terms are one range, so that only one shard stays unfilled."""
COMMON_SHARE = 0.3
COMMON_LEAST = 400
"""Terms in more than this share of the documents, and in so many at least, say nothing and are left out."""

A = TypeVar("A")
B = TypeVar("B")


class TextReport(NamedTuple):
    """Sizes for the build report."""

    documents: int
    characters: int
    terms: int
    postings: int
    dropped: int


class PostingList(NamedTuple):
    """One term: gaps between document numbers, and weights two to a byte."""

    term: str
    size: int
    gaps: bytes
    weights: bytes


class Merged(NamedTuple):
    """What came out of one range of terms."""

    path: Path
    firsts: list[str]
    terms: int
    postings: int
    dropped: list[str]


class TextIndex:
    """Takes documents in the order of their numbers; ``close`` writes the shards."""

    def __init__(self, temp: Path, writer: ShardWriter, jobs: int = 1) -> None:
        self._temp = temp
        self._writer = writer
        self._jobs = max(1, jobs)
        self._batch: list[Document] = []
        self._batch_size = 0
        self._batches: list[Path] = []
        self._documents = 0
        self._characters = 0
        self._size = 0

    def add(self, document: Document) -> None:
        self._batch.append(document)
        self._batch_size += len(document.prose)
        self._documents += 1
        self._size = document.item + 1
        if self._batch_size >= BATCH:
            self._spool()

    def _spool(self) -> None:
        path = self._temp / f"{len(self._batches):05d}.texts"
        with path.open("wb") as file:
            write_rows(file, map(tuple, self._batch))
        self._batches.append(path)
        self._characters += self._batch_size
        self._batch, self._batch_size = [], 0

    def close(self) -> tuple[bytes, TextReport]:
        """The root of the index (documents, last number and one, first terms of shards, dropped terms, characters of
        all texts); the report."""
        if self._batch:
            self._spool()
        average = max(1.0, self._characters / max(1, self._documents))
        parts = len(BORDERS) + 1 if self._characters >= SMALL else 1
        for _ in self._each(partial(_invert_batch, average=average, parts=parts), self._batches):
            pass
        limit = max(COMMON_LEAST, int(COMMON_SHARE * self._documents))
        names = [f"{part:02d}" for part in range(parts)]
        merge = partial(_merge_range, folder=self._temp, limit=limit, target=self._writer.target)
        firsts: list[str] = []
        dropped: list[str] = []
        terms = postings = 0
        for merged in self._each(merge, names):
            for frame, raw_size in read_rows(merged.path):
                self._writer.put_frame(frame, raw_size)
            merged.path.unlink()
            firsts += merged.firsts
            dropped += merged.dropped
            terms, postings = terms + merged.terms, postings + merged.postings
        root = varint(self._documents) + varint(self._size) + key_table(firsts) + key_table(dropped)
        root += varint(self._characters)
        return root, TextReport(self._documents, self._characters, terms, postings, len(dropped))

    def _each(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        if self._jobs == 1:
            yield from map(work, items)
            return
        with ProcessPoolExecutor(self._jobs, get_context("spawn"), _end_with_parent) as pool:
            yield from pool.map(work, items)


def _end_with_parent() -> None:
    """A worker of the executor waits for work for ever when its parent is killed."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.join,), daemon=True).start()


def _wait_for_end(join: Callable[[], None]) -> None:
    join()
    os._exit(1)


def _invert_batch(path: Path, average: float, parts: int) -> None:
    write_run(invert(documents(path), average), path.parent, path.stem, parts)
    path.unlink()


def _merge_range(name: str, folder: Path, limit: int, target: int) -> Merged:
    """Posting lists of one range of terms, packed into shards that wait in a file for their numbers."""
    runs = sorted(folder.glob(f"*-{name}.run"))
    dropped: list[str] = []
    terms = postings = 0

    def lists() -> Iterator[PostingList]:
        nonlocal terms, postings
        # Runs are given in the order of their documents, and the merge keeps it among equal terms.
        rows = heapq.merge(*map(read_rows, runs), key=itemgetter(0))
        for term, pieces in groupby(rows, key=itemgetter(0)):
            found = array("I")
            for _, piece in pieces:
                found.frombytes(piece)
            if len(found) > limit:
                dropped.append(term)
                continue
            terms += 1
            postings += len(found)
            yield posting_list(term, found)

    path = folder / f"{name}.shards"
    firsts: list[str] = []

    def shards() -> Iterator[tuple[bytes, int]]:
        for shard in pack(lists(), _size, list_columns, target, LEVEL):
            firsts.append(shard.rows[0].term)
            yield shard.frame, shard.raw_size

    with path.open("wb") as file:
        write_rows(file, shards())
    for run in runs:
        run.unlink()
    return Merged(path, firsts, terms, postings, dropped)


def posting_list(term: str, postings: array[int]) -> PostingList:
    """Postings as they are stored."""
    numbers = [posting >> WEIGHT_BITS for posting in postings]
    gaps = [numbers[0], *map(int.__sub__, numbers[1:], numbers)]
    stored = bytes(gaps) if max(gaps) < 128 else b"".join(map(_short_varint, gaps))
    weights = [posting & 15 for posting in postings]
    if len(weights) & 1:
        weights.append(0)
    packed = bytes(low | high << 4 for low, high in zip(weights[::2], weights[1::2], strict=True))
    return PostingList(term, len(numbers), stored, packed)


_VARINTS = [varint(value) for value in range(1 << 14)]


def _short_varint(value: int) -> bytes:
    return _VARINTS[value] if value < 1 << 14 else varint(value)


def _size(row: PostingList) -> int:
    return len(row.gaps) + len(row.weights) + 2 * len(row.term) + 4


def list_columns(rows: list[PostingList]) -> bytes:
    """Terms; number of postings and size of the gaps of each; all gaps; all weights."""
    return b"".join(
        (
            key_table(row.term for row in rows),
            b"".join(varint(row.size) for row in rows),
            b"".join(varint(len(row.gaps)) for row in rows),
            *(row.gaps for row in rows),
            *(row.weights for row in rows),
        )
    )
