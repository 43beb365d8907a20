"""Files as one run of bytes, mapped into memory: one file, or the parts of an archive that was split."""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Mapped(Protocol):
    """What readers of a ZIM need; ``mmap`` itself has it. Slices are copies."""

    def __len__(self) -> int: ...
    def __getitem__(self, key: slice, /) -> bytes: ...
    def find(self, sub: bytes, start: int = ..., end: int = ..., /) -> int: ...
    def close(self) -> None: ...


class Joined:
    """Several mappings one after the other."""

    def __init__(self, parts: Sequence[mmap.mmap]) -> None:
        self._parts = parts
        self._starts = [0]
        for part in parts:
            self._starts.append(self._starts[-1] + len(part))

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, key: slice, /) -> bytes:
        start, stop, _ = key.indices(len(self))
        pieces = []
        while start < stop:
            number = bisect_right(self._starts, start) - 1
            upto = min(stop, self._starts[number + 1])
            pieces.append(self._parts[number][start - self._starts[number] : upto - self._starts[number]])
            start = upto
        return b"".join(pieces)

    def find(self, sub: bytes, start: int = 0, end: int = -1, /) -> int:
        """As in ``bytes``; meant for short stretches."""
        found = self[slice(start, len(self) if end < 0 else end)].find(sub)
        return found if found < 0 else start + found

    def close(self) -> None:
        """Release all mappings."""
        for part in self._parts:
            part.close()


def parts_of(path: Path) -> list[Path]:
    """``x.zimaa`` stands for ``x.zimaa``, ``x.zimab`` and so on; any other path for itself."""
    if not path.name.endswith(".zimaa"):
        return [path]
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (path.with_name(f"{path.name[:-2]}{a}{b}") for a in letters for b in letters)
    found = []
    for name in names:
        if not name.is_file():
            break
        found.append(name)
    return found


def mapped(path: Path) -> Mapped:
    """The bytes of a file, or of all parts of a split archive whose first part ``path`` is."""
    maps = []
    for part in parts_of(path):
        with part.open("rb") as file:
            if part.stat().st_size:
                maps.append(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return maps[0] if len(maps) == 1 else Joined(maps)
