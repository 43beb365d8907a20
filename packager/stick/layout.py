"""What lies where in an image: first sectors, file tables, folders, each file, free space, and the tail behind it.

Only as much of FAT32 and exFAT is read here as says where the tables and the data begin; names of files come from the
``.layout.json`` that ``packager image`` writes beside an image.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from packager.errors import UsageError
from packager.image.layout import PARTITION, PARTITION_SECTOR, SECTOR

FAT32, EXFAT = 0x0C, 0x07
"""Types of partition."""
BOOT_BYTES = 64 << 10
"""What a system reads first of a partition: boot sectors with their copies lie in it."""
PAGE = 4096
"""The least that flash drives write well."""

Kind = Literal["start", "tables", "folders", "file", "free space", "tail"]


class Area(NamedTuple):
    """A stretch of a device."""

    first: int
    last: int
    """The byte behind it."""
    kind: Kind
    path: str = ""
    """Of a file."""


@dataclass(frozen=True)
class Layout:
    """Where the parts of an image lie. All positions in bytes from its start."""

    bytes: int
    partition: int
    tables: int
    data: int
    files: tuple[Area, ...]
    """By position; empty if nothing tells their names."""

    @property
    def heads(self) -> tuple[tuple[int, int], ...]:
        """What a system needs to see a file system at all: it is cleared first and written last."""
        return (0, PAGE), (self.partition, min(self.partition + BOOT_BYTES, self.tables))

    def areas(self, end: int) -> tuple[Area, ...]:
        """Every stretch of a device of ``end`` bytes, without gaps."""
        return tuple(self._areas(end))

    def _areas(self, end: int) -> Iterator[Area]:
        folders = self.files[0].first if self.files else self.data
        yield Area(0, self.tables, "start")
        yield Area(self.tables, self.data, "tables")
        if folders > self.data:
            yield Area(self.data, folders, "folders")
        at = folders
        for file in self.files:
            if file.first > at:
                yield Area(at, file.first, "free space")
            yield file
            at = file.last
        if at < self.bytes:
            yield Area(at, self.bytes, "free space")
        if end > self.bytes:
            yield Area(self.bytes, end, "tail")


def overlapping(areas: tuple[Area, ...], first: int, last: int) -> Iterator[Area]:
    """The areas that have bytes in a stretch."""
    for area in areas[bisect_right(areas, first, key=lambda area: area.last) :]:
        if area.first >= last:
            return
        yield area


def layout_of(image: Path) -> Layout:
    """The layout of an image. Raises UsageError if it is none of ours."""
    size = image.stat().st_size if image.is_file() else 0
    with image.open("rb") as file:
        first = file.read(SECTOR)
        file.seek(PARTITION)
        boot = file.read(SECTOR)
    if len(boot) < SECTOR or first[510:] != b"\x55\xaa" or struct.unpack_from("<I", first, 454)[0] != PARTITION_SECTOR:
        raise UsageError("{file}: is no image of packager image; make one of the folder drive", file=image.name)
    start = PARTITION
    if first[450] == EXFAT and boot[3:11] == b"EXFAT   ":
        table, _, heap = struct.unpack_from("<III", boot, 80)
        tables, data = table * SECTOR, heap * SECTOR
    elif first[450] == FAT32 and boot[82:90] == b"FAT32   ":
        (reserved,) = struct.unpack_from("<H", boot, 14)
        (length,) = struct.unpack_from("<I", boot, 36)
        tables, data = reserved * SECTOR, (reserved + boot[16] * length) * SECTOR
    else:
        raise UsageError("{file}: is no image of packager image; make one of the folder drive", file=image.name)
    if not 0 < tables < data < size - start:
        raise UsageError("{file}: is cut short or damaged; run packager verify on it", file=image.name)
    return Layout(size, start, start + tables, start + data, _files(image, size))


def _files(image: Path, size: int) -> tuple[Area, ...]:
    """The files as ``.layout.json`` tells them; nothing if there is none, or that of another image."""
    try:
        told = json.loads(image.with_suffix(".layout.json").read_text(encoding="utf-8"))
        rows = [Area(row["first"], row["first"] + row["bytes"], "file", row["path"]) for row in told["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    files = tuple(sorted(row for row in rows if row.last > row.first))
    apart = all(one.last <= other.first for one, other in pairwise(files))
    return files if told.get("bytes") == size and apart and (not files or files[-1].last <= size) else ()
