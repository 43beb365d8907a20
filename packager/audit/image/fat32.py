"""FAT32 read anew, from the specification and not from the writer: tables, folders, names, times.

Whatever could be spelled in two ways must be spelled in the one that the rules give (docs/formats-image.md), so that no
choice is left that could say something.
"""

from __future__ import annotations

import struct
import sys
from array import array

from packager.audit.image.fat32_folder import DirEntry, read_folder
from packager.audit.image.mbr import BOOT, START, STEP
from packager.audit.image.volume import SECTOR, Extent, ImageFile, Unwalkable, Volume, differing
from packager.errors import Said

_LEAST = 65_525
_END = 0x0FFFFFFF
FIELDS = (
    ("jump", 0, 3), ("OEM name", 3, 8), ("bytes of a sector", 11, 2), ("sectors of a cluster", 13, 1),
    ("reserved sectors", 14, 2), ("number of tables", 16, 1), ("fields of older systems", 17, 4), ("medium", 21, 1),
    ("size of a FAT16 table", 22, 2), ("sectors of a track", 24, 2), ("heads", 26, 2), ("sectors before", 28, 4),
    ("sectors", 32, 4), ("sectors of a table", 36, 4), ("flags", 40, 2), ("version", 42, 2),
    ("first cluster of the root", 44, 4), ("sector of the counts", 48, 2), ("sector of the copy", 50, 2),
    ("reserved bytes", 52, 12), ("drive number", 64, 1), ("reserved byte", 65, 1), ("extended signature", 66, 1),
    ("label", 71, 11), ("name of the file system", 82, 8), ("boot code", 90, 420), ("the last two bytes", 510, 2),
)  # fmt: skip
INFO_FIELDS = (
    ("first signature", 0, 4), ("second signature", 484, 4), ("count of free clusters", 488, 4),
    ("next free cluster", 492, 4), ("the last four bytes", 508, 4),
)  # fmt: skip


def read_fat32(image: ImageFile, volume: Volume) -> None:
    """Walk the file system into ``volume``. Raises Unwalkable."""
    at = START * SECTOR
    sector = image.read(at, SECTOR)
    volume.serial = sector[67:71]
    reserved, tables, table_sectors = _geometry(image, volume, sector)
    table = _tables(image, volume, at + reserved * SECTOR, tables, table_sectors)
    volume.owner = bytearray(volume.clusters + 2)
    waiting: list[tuple[str, DirEntry]] = []
    _folder(image, volume, table, "", struct.unpack_from("<I", sector, 44)[0], 0, waiting)
    for path, entry in waiting:
        _file(volume, table, path, entry)
    lost = [number for number in range(2, len(table)) if table[number] and not volume.owner[number]]
    if lost:
        volume.say("damage", "", Said("{count} clusters from {first} on are taken and belong to no file",
                                      count=len(lost), first=lost[0]))  # fmt: skip
    _counts(image, volume, table)
    copy = image.read(at + 6 * SECTOR, SECTOR)
    if copy != sector:
        volume.say("image", "sector 6", Said("is not the copy of the boot sector"))
    for number, what in ((0, "boot sector"), (6, "copy of the boot sector")):
        volume.claim(at + number * SECTOR, SECTOR, what)


def _geometry(image: ImageFile, volume: Volume, sector: bytes) -> tuple[int, int, int]:
    """(reserved sectors, tables, sectors of a table) as the boot sector says. Raises Unwalkable."""
    per_cluster, reserved, tables = struct.unpack_from("<BHB", sector, 13)
    (table_sectors,) = struct.unpack_from("<I", sector, 36)
    total = image.size // SECTOR - START
    if per_cluster not in (8, 16, 32, 64) or not 1 <= tables <= 2 or sector[11:13] != b"\0\2":
        raise Unwalkable(Said("boot sector: describes no file system that could be walked"))
    volume.cluster = per_cluster * SECTOR
    volume.data = (START + reserved + tables * table_sectors) * SECTOR
    volume.clusters = (total - reserved - tables * table_sectors) // per_cluster
    if not 1 <= volume.clusters <= table_sectors * (SECTOR // 4) - 2:
        raise Unwalkable(Said("boot sector: describes no file system that could be walked"))
    wanted_reserved, wanted_sectors, clusters = _rule(total, per_cluster)
    wanted = struct.pack(
        "<3s8sHBHBHHBHHHIIIHHIHH12sBBB4s11s8s4s", b"\xeb\x58\x90", b"MSDOS5.0", 512, per_cluster, wanted_reserved, 2,
        0, 0, 0xF8, 0, 63, 255, START, total, wanted_sectors, 0, 0, 2, 1, 6, b"", 0x80, 0, 0x29, volume.serial,
        b"NO NAME    ", b"FAT32   ", BOOT,
    ).ljust(510, b"\0") + b"\x55\xaa"  # fmt: skip
    differing(volume, "boot sector", sector, wanted, FIELDS)
    if clusters < _LEAST:
        volume.say("image", "boot sector", Said("has {count} clusters, too few for FAT32", count=clusters))
    return reserved, tables, table_sectors


def _rule(total: int, per_cluster: int) -> tuple[int, int, int]:
    """(reserved sectors, sectors of a table, clusters) so that the first cluster begins on a multiple of 4 MiB."""
    step = STEP // SECTOR
    for before in range(step, total, step):
        clusters = (total - before) // per_cluster
        sectors = (4 * (clusters + 2) + SECTOR - 1) // SECTOR
        if before - 2 * sectors >= 32:
            return before - 2 * sectors, sectors, clusters
    raise Unwalkable(Said("boot sector: describes no file system that could be walked"))


def _tables(image: ImageFile, volume: Volume, at: int, tables: int, sectors: int) -> array[int]:
    """The first table; the second must be the same and the rest of the last sector zero."""
    data = image.read(at, 4 * (volume.clusters + 2))
    table = array("I", data)
    if sys.byteorder == "big":
        table.byteswap()
    for number in range(tables):
        volume.claim(at + number * sectors * SECTOR, len(data), Said("allocation table {number}", number=number + 1))
        if number and (copy := image.read(at + number * sectors * SECTOR, len(data))) != data:
            other = array("I", copy)
            first = next(n for n, (a, b) in enumerate(zip(table, other, strict=True)) if a != b)
            volume.say("damage", "", Said("the allocation tables differ, from cluster {first} on", first=first))
    if table[0] != 0x0FFFFFF8 or table[1] != _END:
        volume.say("image", "", Said("the allocation table does not begin as it must"))
    return table


def _chain(volume: Volume, table: array[int], first: int, path: str) -> int:
    """How many clusters follow one another from ``first``; says so if the chain goes elsewhere or has no end."""
    number = first
    while 2 <= number < len(table) and table[number] == number + 1:
        number += 1
    if not 2 <= number < len(table) or table[number] != _END:
        volume.broken.add(path)
        following = table[number] if 0 <= number < len(table) else number
        volume.say("damage", path or "/", Said("cluster {number} leads to {following}, the chain is not in one piece",
                                               number=number, following=f"{following:#x}"))  # fmt: skip
    return number - first + 1


def _folder(
    image: ImageFile, volume: Volume, table: array[int], path: str, first: int, above: int,
    waiting: list[tuple[str, DirEntry]],
) -> None:  # fmt: skip
    """A folder and all that is in it; files wait until every folder is placed."""
    count = _chain(volume, table, first, path)
    if not volume.own(first, count, path or "/"):
        return
    volume.in_order(first, count, path or "/")
    if path:
        volume.folders.append(path)
    data = image.read(volume.offset(first), count * volume.cluster)
    entries, used = read_folder(volume, data, path, first, above)
    volume.claim(volume.offset(first), used, path or Said("the root folder"))
    if count != max(1, -(-used // volume.cluster)):
        volume.say("hidden data", path or "/", Said("has {count} clusters, more than its entries fill", count=count))
    for entry in entries:
        inside = f"{path}/{entry.name}" if path else entry.name
        if entry.is_folder and path.count("/") < 100:
            _folder(image, volume, table, inside, entry.first, first if path else 0, waiting)
        else:
            waiting.append((inside, entry))


def _file(volume: Volume, table: array[int], path: str, entry: DirEntry) -> None:
    wanted = -(-entry.size // volume.cluster)
    if path in volume.files:
        volume.say("damage", path, Said("is there twice"))
    volume.files[path] = Extent(volume.offset(entry.first) if entry.size else 0, entry.size)
    if not entry.first and not entry.size:
        return
    if not 2 <= entry.first < volume.clusters + 2:
        volume.broken.add(path)
        volume.say("damage", path, Said("leads to cluster {number}, which is not there", number=entry.first))
        return
    count = _chain(volume, table, entry.first, path)
    if count != wanted:
        volume.broken.add(path)
        volume.say("damage", path, Said("has {size} bytes in {count} clusters", size=entry.size, count=count))
    if volume.own(entry.first, count, path):
        volume.in_order(entry.first, count, path)
        volume.claim(volume.offset(entry.first), min(entry.size, count * volume.cluster), path)


def _counts(image: ImageFile, volume: Volume, table: array[int]) -> None:
    """The sector that counts free clusters, and its copy."""
    free = sum(not entry for entry in table)
    following = next((number for number in range(volume.following, len(table)) if not table[number]), 0xFFFFFFFF)
    wanted = (b"RRaA" + bytes(480) + b"rrAa" + struct.pack("<II", free, following)).ljust(508, b"\0") + b"\0\0\x55\xaa"
    for number in (1, 7):
        at = (START + number) * SECTOR
        differing(volume, f"sector {number}", image.read(at, SECTOR), wanted, INFO_FIELDS)
        volume.claim(at, SECTOR, Said("the counts in sector {number}", number=number))
