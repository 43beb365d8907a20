"""The partition table of an image."""

from __future__ import annotations

import struct

from packager.audit.image.volume import SECTOR, ImageFile, Unwalkable, Volume, differing
from packager.errors import Said

START = 8192
"""First sector of the partition."""
STEP = 4 << 20
KINDS = {0x0C: "fat32", 0x07: "exfat"}
CLASSES = {size * 955_000_000 // STEP * STEP: size for size in (2, 4, 8, 16, 32, 64)}
"""Bytes of an image to the gigabytes that are printed on the stick."""
BOOT = b"\xcd\x18\xeb\xfe"
FIELDS = (
    ("boot code", 0, 440),
    ("the bytes after the signature", 444, 2),
    ("status of the partition", 446, 1),
    ("first cylinder, head, sector", 447, 3),
    ("type of the partition", 450, 1),
    ("last cylinder, head, sector", 451, 3),
    ("first sector", 454, 4),
    ("number of sectors", 458, 4),
    ("the other partitions", 462, 48),
    ("the last two bytes", 510, 2),
)


def read_mbr(image: ImageFile, volume: Volume) -> str:
    """The file system that the partition table tells of. Raises Unwalkable."""
    if image.size not in CLASSES:
        volume.say("image", "", Said("has {size} bytes, which is no size of an image", size=image.size))
    sector = image.read(0, SECTOR)
    kind = sector[450]
    if sector[510:] != b"\x55\xaa" or kind not in KINDS:
        raise Unwalkable(Said("does not begin with a partition table that leads to FAT32 or exFAT"))
    volume.signature = sector[440:444]
    total = image.size // SECTOR
    row = struct.pack("<B3sB3sII", 0, _chs(START), kind, _chs(total - 1), START, max(0, total - START))
    wanted = BOOT.ljust(440, b"\0") + volume.signature + b"\0\0" + row.ljust(64, b"\0") + b"\x55\xaa"
    differing(volume, "partition table", sector, wanted, FIELDS)
    volume.claim(0, SECTOR, "the partition table")
    return KINDS[kind]


def _chs(sector: int) -> bytes:
    """An address for a BIOS of 255 heads and 63 sectors a track."""
    track, place = sector // 63, sector % 63
    if track // 255 >= 1024:
        return bytes((254, 255, 255))
    across = track // 255
    return bytes((track % 255, (place + 1) + (across // 256 << 6), across % 256))
