"""FAT32 as a list of stretches from the first byte of an image to the last (Microsoft's specification, 1.03)."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from datetime import date

from packager.errors import UsageError
from packager.image import mbr
from packager.image.layout import PARTITION_SECTOR, SECTOR, Area, area
from packager.image.names import ShortNames, entry_count, long_entries
from packager.image.plan import File, Folder, Plan, shown
from packager.image.stretches import Stretch

NAME = "fat32"
ENTRY = struct.Struct("<11sBBBHHHHHHHI")
MOST_ENTRIES = 65_534
"""Of a folder, without ``.`` and ``..``."""
LARGEST = (1 << 32) - 1
LEAST_CLUSTERS = 65_525
"""With fewer the specification calls it FAT16."""
_LEAST_RESERVED = 32
_FILE, _FOLDER = 0x20, 0x10
_END = 0x0FFFFFFF
_BOOT = struct.Struct("<3s8sHBHBHHBHHHIIIHHIHH12sBBB4s11s8s")
_INFO = struct.Struct("<4s480s4sII12s4s")


class Fat32:
    """A plan laid out as FAT32 in ``total`` bytes with clusters of ``cluster`` bytes."""

    def __init__(self, plan: Plan, total: int, cluster: int, day: date) -> None:
        self.plan, self.total, self.cluster = plan, total, cluster
        self.area: Area = area(total, cluster, 2, _LEAST_RESERVED)
        if self.area.clusters < LEAST_CLUSTERS:
            raise UsageError(
                "[image] cluster: {cluster} bytes are too many for this size, FAT32 needs {least} clusters",
                cluster=cluster,
                least=LEAST_CLUSTERS,
            )
        self.day = (day.year - 1980) << 9 | day.month << 5 | day.day
        self.used = self._place()

    def _place(self) -> int:
        """Give every folder and file its clusters; gives how many are used. Raises UsageError."""
        following = 2
        for folder in self.plan.folders:
            count = sum(entry_count(entry.name) for entry in folder.entries)
            if count > MOST_ENTRIES:
                raise UsageError("{folder}: more entries than a folder of FAT32 can have ({most}); divide it",
                                 folder=shown(folder.path) or "/", most=MOST_ENTRIES)  # fmt: skip
            folder.size = ENTRY.size * (count + (2 if folder.path else 0))
            folder.first = following
            following += max(1, -(-folder.size // self.cluster))
        for file in self.plan.files:
            if file.size > LARGEST:
                raise UsageError(
                    "{file}: has {size} bytes, FAT32 holds {most} at most; take --fs exfat, or [zim] part_size",
                    file=shown(file.path),
                    size=file.size,
                    most=LARGEST,
                )
            file.first = following if file.size else 0
            following += -(-file.size // self.cluster)
        return following - 2

    def stretches(self, digest: bytes) -> Iterator[Stretch]:
        """Everything but gaps, in order."""
        yield 0, mbr.first_sector(mbr.FAT32, self.total // SECTOR, digest)
        boot, info = self._boot_sector(digest), self._info()
        for sector, data in ((0, boot), (1, info), (6, boot), (7, info)):
            yield (PARTITION_SECTOR + sector) * SECTOR, data
        table = self._table()
        for number in range(2):
            yield (self.area.fat + number * self.area.fat_sectors) * SECTOR, table
        del table
        for folder, above in self._with_parents():
            yield self.offset(folder.first), self._entries(folder, above)
        for file in self.plan.files:
            if file.size:
                yield self.offset(file.first), file

    def offset(self, cluster: int) -> int:
        """Where a cluster begins, in bytes from the start of the image; 0 for the cluster of an empty file."""
        return (self.area.data + (cluster - 2) * self.area.cluster) * SECTOR if cluster else 0

    def _boot_sector(self, digest: bytes) -> bytes:
        where = self.area
        fields = _BOOT.pack(
            b"\xeb\x58\x90", b"MSDOS5.0", SECTOR, where.cluster, where.fat - PARTITION_SECTOR, 2, 0, 0, 0xF8, 0,
            63, 255, PARTITION_SECTOR, self.total // SECTOR - PARTITION_SECTOR, where.fat_sectors, 0, 0, 2, 1, 6,
            bytes(12), 0x80, 0, 0x29, digest[:4], b"NO NAME    ", b"FAT32   ",
        )  # fmt: skip
        return (fields + mbr.BOOT_CODE).ljust(SECTOR - 2, b"\0") + mbr.END

    def _info(self) -> bytes:
        free = self.area.clusters - self.used
        following = self.used + 2 if free else 0xFFFFFFFF
        return _INFO.pack(b"RRaA", bytes(480), b"rrAa", free, following, bytes(12), b"\0\0\x55\xaa")

    def _table(self) -> bytes:
        """The used part of an allocation table: everything lies in one piece, so a chain counts up to its end."""
        table = array("I", range(1, self.used + 3))
        table[0], table[1] = 0x0FFFFFF8, 0x0FFFFFFF
        for folder in self.plan.folders:
            table[folder.first + max(1, -(-folder.size // self.cluster)) - 1] = _END
        for file in self.plan.files:
            if file.size:
                table[file.first + -(-file.size // self.cluster) - 1] = _END
        return little_endian(table)

    def _with_parents(self) -> Iterator[tuple[Folder, Folder | None]]:
        above: dict[str, Folder] = {}
        for folder in self.plan.folders:
            above[folder.path] = folder
            yield folder, above[folder.path.rpartition("/")[0]] if folder.path else None

    def _entries(self, folder: Folder, above: Folder | None) -> bytes:
        found = []
        if above is not None:
            found.append(self._entry(b".          ", 0, _FOLDER, folder.first, 0))
            # The root is called 0 here, whatever its cluster.
            found.append(self._entry(b"..         ", 0, _FOLDER, above.first if above.path else 0, 0))
        short_names = ShortNames([entry.name for entry in folder.entries])
        for entry in folder.entries:
            short, bits, long = short_names.given(entry.name)
            if long:
                found += long_entries(entry.name, short)
            if isinstance(entry, File):
                found.append(self._entry(short, bits, _FILE, entry.first, entry.size))
            else:
                found.append(self._entry(short, bits, _FOLDER, entry.first, 0))
        return b"".join(found)

    def _entry(self, short: bytes, bits: int, kind: int, first: int, size: int) -> bytes:
        day = self.day
        return ENTRY.pack(short, kind, bits, 0, 0, day, day, first >> 16, 0, day, first & 0xFFFF, size)


def little_endian(numbers: array[int]) -> bytes:
    """Numbers of four bytes as both file systems write them."""
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        numbers.byteswap()
    return numbers.tobytes()
