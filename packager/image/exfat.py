"""exFAT as a list of stretches from the first byte of an image to the last (Microsoft's specification, revision 1.00).

Files and folders lie in one piece and say so (``NoFatChain``), so the allocation table holds only the chains of the
allocation bitmap, the up-case table and the root.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from datetime import date

from packager.audit.image.names import units
from packager.image import mbr
from packager.image.fat32 import little_endian
from packager.image.layout import PARTITION_SECTOR, SECTOR, Area, area
from packager.image.plan import File, Folder, Plan
from packager.image.stretches import Stretch
from packager.image.upcase import CHECKSUM, compressed, name_hash

NAME = "exfat"
_ENTRY = 32
_PER_NAME_ENTRY = 15
_BOOT_REGION = 24
"""Sectors of the boot region and its copy."""
_BOOT = struct.Struct("<3s8s53sQQIIIII4sHHBBBBB7s")
_FILE_ENTRY = struct.Struct("<BBHHHIIIBBBBB7s")
_STREAM_ENTRY = struct.Struct("<BBBBHHQIIQ")
_BITMAP_ENTRY = struct.Struct("<BB18sIQ")
_UPCASE_ENTRY = struct.Struct("<B3sI12sIQ")
_ALLOCATED, _IN_ONE_PIECE = 1, 2
_UTC = 0x80
"""Byte of an offset from UTC: it is known, and it is none."""
_END = 0xFFFFFFFF
_NOT_SUMMED = (106, 107, 112)
"""Bytes of the boot sector that a mounted file system changes: flags and per cent in use."""


class ExFat:
    """A plan laid out as exFAT in ``total`` bytes with clusters of ``cluster`` bytes."""

    def __init__(self, plan: Plan, total: int, cluster: int, day: date) -> None:
        self.plan, self.total, self.cluster = plan, total, cluster
        self.area: Area = area(total, cluster, 1, _BOOT_REGION)
        self.moment = ((day.year - 1980) << 9 | day.month << 5 | day.day) << 16
        self.bitmap_size = -(-self.area.clusters // 8)
        self.upcase_first = 2 + self._clusters(self.bitmap_size)
        self.used = self._place()

    def _clusters(self, size: int) -> int:
        return -(-size // self.cluster)

    def _place(self) -> int:
        """Give every folder and file its clusters; gives how many are used."""
        following = self.upcase_first + self._clusters(len(compressed()))
        for folder in self.plan.folders:
            count = sum(_entry_count(entry.name) for entry in folder.entries)
            folder.size = self.cluster * max(1, self._clusters(_ENTRY * (count + (0 if folder.path else 3))))
            folder.first = following
            following += folder.size // self.cluster
        for file in self.plan.files:
            file.first = following if file.size else 0
            following += self._clusters(file.size)
        return following - 2

    def stretches(self, digest: bytes) -> Iterator[Stretch]:
        """Everything but gaps, in order."""
        yield 0, mbr.first_sector(mbr.EXFAT, self.total // SECTOR, digest)
        region = self._boot_region(digest)
        yield PARTITION_SECTOR * SECTOR, region + region
        yield self.area.fat * SECTOR, self._table()
        yield self.offset(2), self._bitmap()
        yield self.offset(self.upcase_first), compressed()
        for folder in self.plan.folders:
            yield self.offset(folder.first), self._entries(folder)
        for file in self.plan.files:
            if file.size:
                yield self.offset(file.first), file

    def offset(self, cluster: int) -> int:
        """Where a cluster begins, in bytes from the start of the image; 0 for the cluster of an empty file."""
        return (self.area.data + (cluster - 2) * self.area.cluster) * SECTOR if cluster else 0

    def _boot_region(self, digest: bytes) -> bytes:
        """Boot sector, eight more that a system could start from, parameters, a reserved sector, and their sum."""
        where = self.area
        boot = _BOOT.pack(
            b"\xeb\x76\x90", b"EXFAT   ", bytes(53), PARTITION_SECTOR, self.total // SECTOR - PARTITION_SECTOR,
            where.fat - PARTITION_SECTOR, where.fat_sectors, where.data - PARTITION_SECTOR, where.clusters,
            self.plan.root.first, digest[:4], 0x0100, 0, SECTOR.bit_length() - 1, where.cluster.bit_length() - 1, 1,
            0x80, 100 * self.used // where.clusters, bytes(7),
        )  # fmt: skip
        boot = (boot + mbr.BOOT_CODE).ljust(SECTOR - 2, b"\0") + mbr.END
        region = boot + 8 * (bytes(SECTOR - 4) + b"\0\0\x55\xaa") + bytes(2 * SECTOR)
        found = 0
        for number, byte in enumerate(region):
            if number not in _NOT_SUMMED:
                found = ((found & 1) << 31 | found >> 1) + byte & 0xFFFFFFFF
        return region + struct.pack("<I", found) * (SECTOR // 4)

    def _table(self) -> bytes:
        root = self.plan.root
        last = root.first + root.size // self.cluster
        table = array("I", range(1, last + 1))
        table[0], table[1] = 0xFFFFFFF8, _END
        for following in (self.upcase_first, root.first, last):
            table[following - 1] = _END
        return little_endian(table)

    def _bitmap(self) -> bytes:
        whole, rest = divmod(self.used, 8)
        bits = b"\xff" * whole + (bytes(((1 << rest) - 1,)) if rest else b"")
        return bits.ljust(self.bitmap_size, b"\0")

    def _entries(self, folder: Folder) -> bytes:
        found = []
        if not folder.path:
            # The label comes first and is empty: two of the programs that read exFAT stop without it.
            found.append(b"\x83".ljust(_ENTRY, b"\0"))
            found.append(_BITMAP_ENTRY.pack(0x81, 0, bytes(18), 2, self.bitmap_size))
            table = compressed()
            found.append(_UPCASE_ENTRY.pack(0x82, bytes(3), CHECKSUM, bytes(12), self.upcase_first, len(table)))
        for entry in folder.entries:
            found.append(self._entry_set(entry))
        return b"".join(found)

    def _entry_set(self, entry: File | Folder) -> bytes:
        kind = 0x20 if isinstance(entry, File) else 0x10
        text = entry.name.encode("utf-16-le")
        names = -(-len(text) // (2 * _PER_NAME_ENTRY))
        flags = _ALLOCATED | (_IN_ONE_PIECE if entry.first else 0)
        moment = self.moment
        head = [0x85, 1 + names, 0, kind, 0, moment, moment, moment, 0, 0, _UTC, _UTC, _UTC, bytes(7)]
        rest = _STREAM_ENTRY.pack(
            0xC0, flags, 0, len(text) // 2, name_hash(entry.name), 0, entry.size, 0, entry.first, entry.size
        )
        for at in range(0, len(text), 2 * _PER_NAME_ENTRY):
            rest += b"\xc1\0" + text[at : at + 2 * _PER_NAME_ENTRY].ljust(2 * _PER_NAME_ENTRY, b"\0")
        found = 0
        for number, byte in enumerate(_FILE_ENTRY.pack(*head) + rest):
            if number not in (2, 3):  # the sum itself
                found = ((found & 1) << 15 | found >> 1) + byte & 0xFFFF
        head[2] = found
        return _FILE_ENTRY.pack(*head) + rest


def _entry_count(name: str) -> int:
    return 2 + -(-units(name) // _PER_NAME_ENTRY)
