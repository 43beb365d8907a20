"""The first sector: a partition table with one partition, and four bytes that send an old BIOS on to the next disk."""

from __future__ import annotations

import struct

from packager.image.layout import PARTITION_SECTOR, SECTOR

FAT32, EXFAT = 0x0C, 0x07
"""Types of a partition; FAT32 addressed by sector numbers."""
BOOT_CODE = bytes.fromhex("cd18ebfe")
"""INT 18h, which goes on to the next disk; then a loop. No text that names a tool."""
END = b"\x55\xaa"
_HEADS, _PER_TRACK = 255, 63
_PARTITION = struct.Struct("<B3sB3sII")


def first_sector(kind: int, sectors: int, digest: bytes) -> bytes:
    """The master boot record of an image of ``sectors`` sectors; the disk signature is taken from ``digest``."""
    last = sectors - 1
    row = _PARTITION.pack(
        0, cylinder(PARTITION_SECTOR), kind, cylinder(last), PARTITION_SECTOR, sectors - PARTITION_SECTOR
    )
    return BOOT_CODE.ljust(440, b"\0") + digest[4:8] + b"\0\0" + row + bytes(SECTOR - 446 - len(row) - 2) + END


def cylinder(sector: int) -> bytes:
    """Cylinder, head and sector as a BIOS counts them; what lies beyond its 1,024 cylinders has the greatest number."""
    across, rest = divmod(sector, _HEADS * _PER_TRACK)
    if across > 1023:
        return b"\xfe\xff\xff"
    head, place = divmod(rest, _PER_TRACK)
    return bytes((head, place + 1 | across >> 2 & 0xC0, across & 0xFF))
