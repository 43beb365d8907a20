"""What lies where in an image: first sectors, file tables, folders, each file, free space, and the tail behind it.

All of it is read from the image itself; what lies beside it may belong to another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from packager.errors import UsageError
from packager.image.layout import PARTITION
from packager.stick.listing import Listed, Unlisted, geometry, listed
from packager.stick.source import opened_image

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
    """Those that are not empty, by position."""
    listed: tuple[Listed, ...] = ()
    """Every file, as the folders tell of it."""

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
    """The layout of an image, packed or not. Raises UsageError if it is none of ours, or damaged."""
    with opened_image(image) as source:
        try:
            where = geometry(source)
        except Unlisted as error:
            raise UsageError("{file}: is no image of packager image; make one of the folder drive",
                             file=image.name) from error  # fmt: skip
        try:
            found = listed(source)
        except Unlisted as error:
            raise UsageError("{file}: is cut short or damaged; run packager verify on it", file=image.name) from error
        size = source.size
    files = tuple(sorted(Area(row.first, row.first + row.bytes, "file", row.path) for row in found if row.bytes))
    apart = all(one.last <= other.first for one, other in pairwise(files))
    if size != where.end or not apart or (files and (files[0].first < where.data or files[-1].last > size)):
        raise UsageError("{file}: is cut short or damaged; run packager verify on it", file=image.name)
    return Layout(size, PARTITION, where.tables, where.data, files, tuple(found))
