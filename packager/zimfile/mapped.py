"""Files as one run of bytes, mapped into memory: one file, or the parts of an archive that was split."""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Sequence
from typing import IO, Literal, Protocol, Self, runtime_checkable


class Facts(Protocol):
    """What ``os.stat_result`` says of a file, as far as it is asked for."""

    @property
    def st_size(self) -> int: ...


class Stored(Protocol):
    """A file or folder that is only read: a ``Path``, or one inside an image that nobody mounted."""

    @property
    def name(self) -> str: ...
    def __truediv__(self, name: str, /) -> Self: ...
    def with_name(self, name: str, /) -> Self: ...
    def is_file(self) -> bool: ...
    def stat(self) -> Facts: ...
    def read_bytes(self) -> bytes: ...
    def open(self, mode: Literal["rb"], /) -> IO[bytes]: ...


class Mapped(Protocol):
    """What readers of a ZIM need; ``mmap`` itself has it. Slices are copies."""

    def __len__(self) -> int: ...
    def __getitem__(self, key: slice, /) -> bytes: ...
    def find(self, sub: bytes, start: int = ..., end: int = ..., /) -> int: ...
    def close(self) -> None: ...


@runtime_checkable
class Mappable(Protocol):
    """A file that is no file of its own and maps its part of another."""

    def mapped(self) -> Mapped: ...


class Joined:
    """Several mappings one after the other."""

    def __init__(self, parts: Sequence[Mapped]) -> None:
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


def parts_of(path: Stored) -> list[Stored]:
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


def mapped(path: Stored) -> Mapped:
    """The bytes of a file, or of all parts of a split archive whose first part ``path`` is."""
    maps: list[Mapped] = []
    for part in parts_of(path):
        if not part.stat().st_size:
            continue
        if isinstance(part, Mappable):
            maps.append(part.mapped())
            continue
        with part.open("rb") as file:
            maps.append(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return maps[0] if len(maps) == 1 else Joined(maps)
