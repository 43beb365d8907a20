"""exFAT read anew, from the specification and not from the writer."""

from __future__ import annotations

import struct
import sys
from array import array

from packager.audit.image.exfat_folder import DirEntry, read_entries, unpacked
from packager.audit.image.mbr import BOOT, START, STEP
from packager.audit.image.volume import SECTOR, Extent, ImageFile, Unwalkable, Volume, differing
from packager.errors import Said

_UPCASE_SIZE, _UPCASE_SUM = 5836, 0xE619D30D
_REGION = 12
_END = 0xFFFFFFFF
FIELDS = (
    ("jump", 0, 3), ("name of the file system", 3, 8), ("bytes that must be zero", 11, 53), ("sectors before", 64, 8),
    ("sectors", 72, 8), ("first sector of the table", 80, 4), ("sectors of the table", 84, 4),
    ("first sector of the clusters", 88, 4), ("number of clusters", 92, 4), ("first cluster of the root", 96, 4),
    ("revision", 104, 2), ("flags", 106, 2), ("bytes of a sector", 108, 1), ("sectors of a cluster", 109, 1),
    ("number of tables", 110, 1), ("drive number", 111, 1), ("per cent in use", 112, 1), ("reserved bytes", 113, 7),
    ("boot code", 120, 390), ("the last two bytes", 510, 2),
)  # fmt: skip


def read_exfat(image: ImageFile, volume: Volume) -> None:
    """Walk the file system into ``volume``. Raises Unwalkable."""
    at = START * SECTOR
    region = image.read(at, _REGION * SECTOR)
    sector = region[:SECTOR]
    volume.serial = sector[100:104]
    fat, _, data, clusters, root = struct.unpack_from("<IIIII", sector, 80)
    total = image.size // SECTOR - START
    shift = sector[109]
    if not 3 <= shift <= 8 or sector[108] != 9 or not 1 <= clusters <= (total - min(total, data)) >> shift:
        raise Unwalkable(Said("boot sector: describes no file system that could be walked"))
    volume.cluster, volume.clusters, volume.data = SECTOR << shift, clusters, (START + data) * SECTOR
    volume.owner = bytearray(clusters + 2)
    table = array("I", image.read((START + fat) * SECTOR, 4 * (clusters + 2)))
    if sys.byteorder == "big":
        table.byteswap()
    volume.claim((START + fat) * SECTOR, 4 * len(table), Said("allocation table {number}", number=1))
    ends = _system(image, volume, table, root)
    waiting: list[tuple[str, DirEntry]] = []
    _folder(image, volume, "", root, ends[-1] + 1 - root, waiting)
    for path, entry in waiting:
        _file(volume, path, entry)
    _bitmap(image, volume)
    _check_table(volume, table, ends)
    _boot(image, volume, region, total)


def _system(image: ImageFile, volume: Volume, table: array[int], root: int) -> list[int]:
    """Last clusters of bitmap, up-case table and root, which alone have chains. Raises Unwalkable."""
    ends: list[int] = []
    for first in (2, None, root):
        number = first if first is not None else ends[0] + 1
        if not 2 <= number < len(table):
            raise Unwalkable(Said("boot sector: describes no file system that could be walked"))
        start = number
        while number < len(table) and table[number] == number + 1:
            number += 1
        if number >= len(table) or table[number] != _END:
            volume.say("damage", "", Said("cluster {number} leads to {following}, the chain is not in one piece",
                                          number=min(number, len(table) - 1), following=hex(0)))  # fmt: skip
            number = start
        ends.append(number)
    if root != ends[1] + 1:
        volume.say("image", "boot sector", Said("the root does not lie behind the up-case table"))
    for first, last, what in (
        (2, ends[0], Said("the allocation bitmap")),
        (ends[0] + 1, ends[1], Said("the up-case table")),
    ):
        volume.own(first, last - first + 1, what)
    volume.following = ends[1] + 1
    upcase = image.read(volume.offset(ends[0] + 1), _UPCASE_SIZE)
    volume.claim(volume.offset(ends[0] + 1), _UPCASE_SIZE, Said("the up-case table"))
    volume.upcase = unpacked(upcase)
    found = 0
    for byte in upcase:
        found = (found // 2 + found % 2 * 0x80000000 + byte) % 0x100000000
    if found != _UPCASE_SUM:
        volume.say("image", Said("the up-case table"), Said("is not the one of the specification"))
    return ends


def _folder(
    image: ImageFile, volume: Volume, path: str, first: int, count: int, waiting: list[tuple[str, DirEntry]]
) -> None:
    """A folder and the folders in it; files wait until every folder is placed."""
    if not volume.own(first, count, path or "/"):
        return
    volume.in_order(first, count, path or "/")
    if path:
        volume.folders.append(path)
    data = image.read(volume.offset(first), count * volume.cluster)
    entries, used = read_entries(volume, data, path)
    volume.claim(volume.offset(first), used, path or Said("the root folder"))
    if count != max(1, -(-used // volume.cluster)):
        volume.say("hidden data", path or "/", Said("has {count} clusters, more than its entries fill", count=count))
    for entry in entries:
        inside = f"{path}/{entry.name}" if path else entry.name
        if not entry.is_folder:
            waiting.append((inside, entry))
        elif path.count("/") < 100:
            if entry.size % volume.cluster or not entry.size:
                volume.say("damage", inside, Said("a folder of {size} bytes", size=entry.size))
            _folder(image, volume, inside, entry.first, -(-entry.size // volume.cluster), waiting)


def _file(volume: Volume, path: str, entry: DirEntry) -> None:
    if path in volume.files:
        volume.say("damage", path, Said("is there twice"))
    volume.files[path] = Extent(volume.offset(entry.first) if entry.size else 0, entry.size)
    count = -(-entry.size // volume.cluster)
    if not entry.size:
        if entry.first:
            volume.say("hidden data", path, Said("has {size} bytes in {count} clusters", size=0, count=1))
        return
    if not volume.own(entry.first, count, path):
        volume.broken.add(path)
        return
    volume.in_order(entry.first, count, path)
    volume.claim(volume.offset(entry.first), entry.size, path)


def _bitmap(image: ImageFile, volume: Volume) -> None:
    """A bit for each cluster that belongs to something, and no other."""
    size = -(-volume.clusters // 8)
    volume.claim(volume.offset(2), size, Said("the allocation bitmap"))
    found = image.read(volume.offset(2), size)
    wanted = bytearray(size)
    for number, owned in enumerate(volume.owner[2:]):
        if owned:
            wanted[number >> 3] |= 1 << (number & 7)
    if found != wanted:
        first = next(n for n, (a, b) in enumerate(zip(found, wanted, strict=True)) if a != b)
        volume.say(
            "damage",
            Said("the allocation bitmap"),
            Said("byte {at} does not say which clusters belong to files", at=first),
        )


def _check_table(volume: Volume, table: array[int], ends: list[int]) -> None:
    """Only bitmap, up-case table and root have chains; everything else is zero."""
    wanted = array("I", range(1, ends[-1] + 2)) + array("I", bytes(4 * (len(table) - ends[-1] - 1)))
    wanted[0] = 0xFFFFFFF8
    for number in (1, *ends):
        wanted[number] = _END
    if table != wanted:
        first = next(n for n, (a, b) in enumerate(zip(table, wanted, strict=True)) if a != b)
        volume.say("damage", "", Said("the entry of cluster {number} in the allocation table is {found}",
                                      number=first, found=f"{table[first]:#x}"))  # fmt: skip


def _boot(image: ImageFile, volume: Volume, region: bytes, total: int) -> None:
    """The boot region is what the rule makes of size, cluster and content; its copy follows."""
    per_cluster = volume.cluster // SECTOR
    for before in range(STEP // SECTOR, total, STEP // SECTOR):
        clusters = (total - before) // per_cluster
        sectors = (4 * (clusters + 2) + SECTOR - 1) // SECTOR
        if before - sectors >= 2 * _REGION:
            break
    root = 2 + -(-((clusters + 7) // 8) // volume.cluster) + -(-_UPCASE_SIZE // volume.cluster)
    used = 100 * sum(volume.owner) // volume.clusters
    wanted = struct.pack(
        "<3s8s53sQQIIIII4sHHBBBBB7s4s", b"\xeb\x76\x90", b"EXFAT   ", b"", START, total, before - sectors, sectors,
        before, clusters, root, volume.serial, 0x100, 0, 9, per_cluster.bit_length() - 1, 1, 0x80, used, b"", BOOT,
    ).ljust(510, b"\0") + b"\x55\xaa"  # fmt: skip
    differing(volume, "boot sector", region[:SECTOR], wanted, FIELDS)
    rest = 8 * (bytes(508) + b"\0\0\x55\xaa") + bytes(2 * SECTOR)
    if region[SECTOR : 11 * SECTOR] != rest:
        volume.say("hidden data", "boot region", Said("holds more than its boot sector"))
    found = 0
    for number, byte in enumerate(region[: 11 * SECTOR]):
        if number not in (106, 107, 112):
            found = (found // 2 + found % 2 * 0x80000000 + byte) % 0x100000000
    if region[11 * SECTOR :] != struct.pack("<I", found) * 128:
        volume.say("damage", "boot region", Said("does not have the sum that it says"))
    if image.read((START + _REGION) * SECTOR, len(region)) != region:
        volume.say("image", "sector 12", Said("is not the copy of the boot region"))
    volume.claim(START * SECTOR, 2 * len(region), Said("the boot region"))
