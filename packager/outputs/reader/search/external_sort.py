"""Sorting more tuples than fit into memory: sorted runs on disk, merged on reading."""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

Row = tuple[Any, ...]

_BATCH = 500
_NO_SHARING = 2  # marshal version without object references: twice as fast for fresh tuples


def write_rows(file: BinaryIO, rows: Iterable[Row]) -> None:
    """Append rows of strings, bytes and numbers."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            marshal.dump(batch, file, _NO_SHARING)
            batch = []
    if batch:
        marshal.dump(batch, file, _NO_SHARING)
    marshal.dump(None, file, _NO_SHARING)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file of ``write_rows``."""
    with path.open("rb") as file:
        while batch := marshal.load(file):
            yield from batch


class ExternalSort:
    """Takes rows in any order, gives them sorted, as often as wanted. Rows must differ or be equal in full."""

    def __init__(self, folder: Path, name: str, chunk: int = 150_000) -> None:
        self._folder = folder
        self._name = name
        self._chunk = chunk
        self._rows: list[Row] = []
        self._runs: list[Path] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= self._chunk:
            self._flush()

    def _flush(self) -> None:
        self._rows.sort()
        path = self._folder / f"{self._name}-{len(self._runs)}.run"
        with path.open("wb") as file:
            write_rows(file, self._rows)
        self._runs.append(path)
        self._rows = []

    def __iter__(self) -> Iterator[Row]:
        self._rows.sort()
        if not self._runs:
            return iter(self._rows)
        return heapq.merge(*map(read_rows, self._runs), self._rows)

    def close(self) -> None:
        """Remove the runs."""
        for path in self._runs:
            path.unlink()
        self._runs, self._rows = [], []
