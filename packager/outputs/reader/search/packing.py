"""Filling shards with rows of very different size, just below the size that a file may have on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import zstandard

from packager.outputs.reader.shards import string_literal

T = TypeVar("T")
_FULL = 0.93
_TRIES = 4


class Packed(NamedTuple, Generic[T]):
    """One shard: its rows and its compressed payload."""

    rows: list[T]
    frame: bytes
    raw_size: int


class _Waiting(Generic[T]):
    """Rows that have no shard yet, with their estimated sizes."""

    def __init__(self, rows: Iterable[T], size: Callable[[T], int]) -> None:
        self._source, self._size = iter(rows), size
        self._ended = False
        self.rows: list[T] = []
        self.sizes: list[int] = []

    def fill(self, wanted: float) -> int:
        """Take rows until ``wanted`` bytes wait; how many rows that is, one at least."""
        total, count = 0, 0
        while total <= wanted:
            if count == len(self.rows):
                row = next(self._source, None) if not self._ended else None
                if row is None:
                    self._ended = True
                    return count
                self.rows.append(row)
                self.sizes.append(self._size(row))
            total += self.sizes[count]
            count += 1
        return max(1, count - 1)

    def drop(self, count: int) -> None:
        """Forget the first rows: they have their shard."""
        del self.rows[:count], self.sizes[:count]


def pack(
    rows: Iterable[T], size: Callable[[T], int], encode: Callable[[list[T]], bytes], target: int, level: int
) -> Iterator[Packed[T]]:
    """Rows in order, as many to a shard as fit. ``size`` estimates the bytes that a row adds to the payload."""
    compressor = zstandard.ZstdCompressor(level=level)
    single = target - 64  # the name of the shard in its file
    waiting = _Waiting(rows, size)
    ratio = 0.5
    while True:
        limit = single
        count = waiting.fill(limit / ratio)
        if not waiting.rows:
            return
        best: Packed[T] | None = None
        for _ in range(_TRIES):
            chosen = waiting.rows[:count]
            raw = encode(chosen)
            frame = compressor.compress(raw)
            length = len(string_literal(frame))
            ratio = max(length / max(1, sum(waiting.sizes[:count])), 0.001)
            if count == 1:
                # A row above the target takes as many whole targets as it needs, and company to fill them.
                limit = max(limit, -(-length // target) * target - 64)
            if length > limit and count > 1:
                if best:
                    break
                count = min(waiting.fill(limit * 0.985 / ratio), count - 1)
                continue
            best = Packed(chosen, frame, len(raw))
            if length > _FULL * limit:
                break
            more = waiting.fill(limit * 0.985 / ratio)
            if more <= count:
                break
            count = more
        while best is None:
            count = max(1, count * 3 // 4)
            raw = encode(waiting.rows[:count])
            frame = compressor.compress(raw)
            if count == 1 or len(string_literal(frame)) <= single:
                best = Packed(waiting.rows[:count], frame, len(raw))
        waiting.drop(len(best.rows))
        yield best
