"""Which files a FAT32 or exFAT file system lists, and where each begins.

Of an image this gives names to the parts of a device; of a device it tells what a system has added since. Nothing is
judged: that is what ``packager verify`` does. Whatever cannot be followed ends the listing with an error.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from packager.image.fat32 import little_endian
from packager.image.layout import PARTITION, SECTOR
from packager.stick.source import Source

FAT32, EXFAT = 0x0C, 0x07
"""Types of partition."""
_TYPE, _FIRST_SECTOR = 450, 454
"""Where the first sector of a disk says what the first partition is and where it begins."""
_ENTRY = 32
_MOST_FOLDER_BYTES = 64 << 20
_DEEPEST = 200
_DELETED, _LONG, _LABEL, _SUBFOLDER = 0xE5, 0x0F, 0x08, 0x10
_FILE_ENTRY, _NAME_ENTRY = 0x85, 0xC1
_IN_ONE_PIECE = 2


class Unlisted(ValueError):
    """What is there is no file system of ours, or it leads nowhere."""


class Listed(NamedTuple):
    """A file, or a folder without any."""

    path: str
    """From the root; that of an empty folder ends with a slash."""
    first: int
    """Its first byte, from the start of the disk; 0 of an empty file."""
    bytes: int


class Geometry(NamedTuple):
    """Where the parts of a file system lie, in bytes from the start of the disk."""

    kind: int
    tables: int
    table_bytes: int
    data: int
    cluster: int
    """Bytes of a cluster."""
    root: int
    """First cluster of the root folder."""
    end: int
    """The byte behind the partition."""


def geometry(source: Source) -> Geometry:
    """What the boot sector tells. Raises Unlisted."""
    first, boot = source.read(0, SECTOR), source.read(PARTITION, SECTOR)
    if len(boot) < SECTOR or first[510:] != b"\x55\xaa":
        raise Unlisted("no partition table")
    start, sectors = struct.unpack_from("<II", first, _FIRST_SECTOR)
    if start * SECTOR != PARTITION:
        raise Unlisted("a partition in another place")
    if first[_TYPE] == EXFAT and boot[3:11] == b"EXFAT   ":
        table, length, heap, _, root = struct.unpack_from("<5I", boot, 80)
        tables, data, cluster = table * SECTOR, heap * SECTOR, SECTOR << min(boot[109], 16)
    elif first[_TYPE] == FAT32 and boot[82:90] == b"FAT32   ":
        per_cluster, reserved, copies = struct.unpack_from("<BHB", boot, 13)
        length, _, _, root = struct.unpack_from("<IHHI", boot, 36)
        tables, data, cluster = reserved * SECTOR, (reserved + copies * length) * SECTOR, per_cluster * SECTOR
    else:
        raise Unlisted("another file system")
    end = (start + sectors) * SECTOR
    return Geometry(first[_TYPE], PARTITION + tables, length * SECTOR, PARTITION + data, cluster, root, end)


def listed(source: Source) -> list[Listed]:
    """Every file, in the order in which a walk meets it. Raises Unlisted."""
    where = geometry(source)
    if not (where.cluster and where.tables < where.data < source.size):
        raise Unlisted("parts that lie outside")
    try:
        return list(_Walk(source, where).folder("", where.root, 0, False, set()))
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise Unlisted(str(error)) from error


class _Walk:
    def __init__(self, source: Source, where: Geometry) -> None:
        self.source, self.where = source, where
        clusters = (source.size - where.data) // where.cluster
        table = source.read(where.tables, min(where.table_bytes, 4 * (clusters + 2)))
        self.table = array("I", table[: len(table) // 4 * 4])
        self.table = array("I", little_endian(self.table))
        self.rows = _fat_rows if where.kind == FAT32 else _exfat_rows

    def folder(self, path: str, first: int, size: int, in_one_piece: bool, seen: set[int]) -> Iterator[Listed]:
        """All files below a folder; ``size`` is 0 where only the chain tells it."""
        if first in seen or path.count("/") > _DEEPEST:
            raise Unlisted("a folder inside itself")
        seen.add(first)
        data = b"".join(self._clusters(first, size, in_one_piece))
        below = []
        empty = bool(path)
        for row in self.rows(data):
            empty = False
            name = f"{path}/{row.name}" if path else row.name
            if row.is_folder:
                below.append((name, row))
            else:
                yield Listed(name, self._offset(row.first) if row.bytes else 0, row.bytes)
        if empty:
            yield Listed(path + "/", 0, 0)
        for name, row in below:
            yield from self.folder(name, row.first, row.bytes, row.in_one_piece, seen)

    def _offset(self, cluster: int) -> int:
        return self.where.data + (cluster - 2) * self.where.cluster

    def _clusters(self, cluster: int, size: int, in_one_piece: bool) -> Iterator[bytes]:
        left = size or _MOST_FOLDER_BYTES
        while left > 0:
            if not 2 <= cluster < len(self.table):
                raise Unlisted("a cluster that is not there")
            yield self.source.read(self._offset(cluster), self.where.cluster)
            left -= self.where.cluster
            cluster = cluster + 1 if in_one_piece else self.table[cluster] & 0x0FFFFFFF
            if not in_one_piece and cluster >= 0x0FFFFFF8:
                return
        if not size:
            raise Unlisted("a folder without end")


class _Row(NamedTuple):
    name: str
    is_folder: bool
    first: int
    bytes: int
    in_one_piece: bool = False


def _fat_rows(data: bytes) -> Iterator[_Row]:
    long = b""
    for at in range(0, len(data), _ENTRY):
        row = data[at : at + _ENTRY]
        if not row[0]:
            return
        if row[0] == _DELETED:
            long = b""
        elif row[11] & 0x3F == _LONG:
            long = row[1:11] + row[14:26] + row[28:32] + long
        else:
            name = long.decode("utf-16-le", "replace").split("\0")[0].rstrip("\uffff") if long else _short(row)
            long = b""
            if row[11] & _LABEL or row[:2] in (b". ", b".."):
                continue
            high, low, size = struct.unpack_from("<H4xHI", row, 20)
            yield _Row(name, bool(row[11] & _SUBFOLDER), high << 16 | low, size)


def _short(row: bytes) -> str:
    base, ending = (part.decode("latin-1").rstrip() for part in (row[:8], row[8:11]))
    base = base.lower() if row[12] & 0x08 else base
    ending = ending.lower() if row[12] & 0x10 else ending
    return f"{base}.{ending}" if ending else base


def _exfat_rows(data: bytes) -> Iterator[_Row]:
    at = 0
    while at < len(data) and data[at]:
        count = 1 + data[at + 1] if data[at] == _FILE_ENTRY else 1
        rows = [data[place : place + _ENTRY] for place in range(at, at + count * _ENTRY, _ENTRY)]
        at += count * _ENTRY
        if count > 2:
            stream = rows[1]
            first, size = struct.unpack_from("<IQ", stream, 20)
            text = b"".join(row[2:] for row in rows[2:] if row[:1] == bytes((_NAME_ENTRY,)))[: 2 * stream[3]]
            is_folder = bool(rows[0][4] & _SUBFOLDER)
            yield _Row(text.decode("utf-16-le", "replace"), is_folder, first, size, bool(stream[1] & _IN_ONE_PIECE))
