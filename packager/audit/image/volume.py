"""What the judge of images takes down while it walks one: files, folders, and which bytes belong to what."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from packager.errors import Said
from packager.model import Finding

SECTOR = 512
_SHOWN = 20


class Unwalkable(ValueError):
    """The image contradicts itself so much that its files cannot be reached; the text says where."""


class Extent(NamedTuple):
    """Where a file lies in the image."""

    first: int
    """First byte; 0 for an empty file."""
    size: int


class Claim(NamedTuple):
    """Bytes that belong to something."""

    start: int
    end: int
    what: str


class ImageFile:
    """The bytes of an image. Reading beyond its end raises Unwalkable."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.size = os.lseek(self._file, 0, os.SEEK_END)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def read(self, at: int, size: int) -> bytes:
        """``size`` bytes from ``at``."""
        if at < 0 or size < 0 or at + size > self.size:
            raise Unwalkable(
                Said("bytes {start} to {end} are asked for, the image has {size}",
                     start=at, end=at + size, size=self.size)
            )  # fmt: skip
        parts = []
        while size:
            part = os.pread(self._file, size, at)
            if not part:
                raise Unwalkable(Said("the image became shorter while it was read"))
            parts.append(part)
            at, size = at + len(part), size - len(part)
        return b"".join(parts)

    def next_data(self, at: int, end: int) -> int:
        """The first place from ``at`` on that is no hole of the file system below; ``end`` if there is none."""
        if not hasattr(os, "SEEK_DATA"):
            return at
        try:
            return min(end, os.lseek(self._file, at, os.SEEK_DATA))
        except OSError:  # only a hole is left, or holes cannot be asked for
            return end if self._is_hole(at) else at

    def _is_hole(self, at: int) -> bool:
        try:
            return os.lseek(self._file, at, os.SEEK_HOLE) == at
        except OSError:
            return False


@dataclass
class Volume:
    """A file system that was walked."""

    image: ImageFile
    name: str
    """Of the image, for findings."""
    cluster: int = 0
    """Bytes of a cluster."""
    clusters: int = 0
    data: int = 0
    """First byte of cluster 2."""
    serial: bytes = b""
    signature: bytes = b""
    files: dict[str, Extent] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    days: Counter[int] = field(default_factory=Counter)
    """Dates of entries as the file system writes them, and how many have each."""
    of_day: dict[int, list[str]] = field(default_factory=dict)
    """Date to some of the paths that have it."""
    owner: bytearray = field(default_factory=bytearray)
    """1 for each cluster that belongs to something, by number."""
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Files whose bytes cannot be read in one piece."""
    following: int = 2
    """The cluster at which the next folder or file must begin."""
    upcase: Sequence[int] = ()
    """Which UTF-16 unit stands for which without case, by number (exFAT)."""
    told: Counter[str] = field(default_factory=Counter)

    def say(self, rule: str, where: str, what: str) -> None:
        """Take down a finding; of each rule only so many."""
        self.told[rule] += 1
        if self.told[rule] <= _SHOWN:
            self.findings.append(Finding(rule, f"{self.name}: {where}" if where else self.name, what))

    def claim(self, start: int, size: int, what: str) -> None:
        """These bytes belong to something; they are not asked for zeros."""
        self.claims.append(Claim(start, start + size, what))

    def offset(self, cluster: int) -> int:
        """First byte of a cluster."""
        return self.data + (cluster - 2) * self.cluster

    def own(self, first: int, count: int, path: str) -> bool:
        """Whether clusters are there and belonged to nothing before; they belong to ``path`` now."""
        if first < 2 or first + count > self.clusters + 2:
            self.say("damage", path, Said("leads to cluster {number}, which is not there", number=first))
            return False
        if any(self.owner[first : first + count]):
            self.say("damage", path, Said("shares clusters from {number} on with another", number=first))
            return False
        self.owner[first : first + count] = b"\1" * count
        return True

    def in_order(self, first: int, count: int, path: str) -> None:
        """Folders lie one after the other, then files, without a gap: the order of the image says nothing else."""
        if first != self.following:
            self.say(
                "hidden data",
                path,
                Said("begins at cluster {first}, by the order of the image it is {wanted}",
                     first=first, wanted=self.following),
            )  # fmt: skip
        self.following = first + count

    def day(self, day: int, path: str) -> None:
        """The date of an entry."""
        self.days[day] += 1
        paths = self.of_day.setdefault(day, [])
        if len(paths) < _SHOWN:
            paths.append(path)

    def behind(self, offset: int) -> str:
        """What lies before a byte that belongs to nothing."""
        number = bisect_right(self.claims, offset, key=lambda claim: claim.start) - 1
        return self.claims[number].what if number >= 0 else ""


def differing(
    volume: Volume, where: str, found: bytes, wanted: bytes, fields: tuple[tuple[str, int, int], ...]
) -> None:
    """Say which fields (name, first byte, bytes) are not what they must be, and whether bytes of no field are not."""
    left = bytearray(found)
    for name, at, size in fields:
        if found[at : at + size] != wanted[at : at + size]:
            volume.say(
                "image",
                where,
                Said("{field} (byte {at}) is {found}, by the rule it is {wanted}", field=name, at=at,
                     found=found[at : at + size].hex(" "), wanted=wanted[at : at + size].hex(" ")),
            )  # fmt: skip
        left[at : at + size] = wanted[at : at + size]
    if left != wanted:
        at = next(number for number, (a, b) in enumerate(zip(left, wanted, strict=True)) if a != b)
        volume.say("hidden data", where, Said("byte {at} belongs to no field and is not zero", at=at))
