"""Names of files as FAT32 holds them: short names and long names.

Microsoft, "FAT32 File System Specification" 1.03, sections 6 and 7. A short name is given by us and follows from the
names of the folder alone; a name of eight and three characters in lower case needs no long one, two bits say it (they
are Windows NT's and read by all systems of today).
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator

from packager.audit.image.names import units

LOWER_BASE, LOWER_EXTENSION = 0x08, 0x10
"""Bits of byte 12 of a directory entry."""
_PER_ENTRY = 13
"""UTF-16 units in one long-name entry."""
_LONG = struct.Struct("<B10sBBB12sH4s")
_PLAIN = r"[A-Za-z0-9!#$%&'()@^_`{}~-]"
_SHORT = re.compile(rf"({_PLAIN}{{1,8}})(?:\.({_PLAIN}{{1,3}}))?", re.A)
_NOT_SHORT = re.compile(r"[^A-Z0-9]", re.A)


class ShortNames:
    """The short names of one folder, which no two of its entries share."""

    def __init__(self, names: list[str]) -> None:
        """``names``: all names of the folder; those that are short already keep theirs."""
        self._taken = {found[0] for name in names if (found := own_short(name)) is not None}
        self._numbers: Counter[str] = Counter()

    def given(self, name: str) -> tuple[bytes, int, bool]:
        """(eleven bytes, case bits, whether a long name is needed) of the folder's next entry."""
        own = own_short(name)
        if own is not None:
            return own[0], own[1] or 0, own[1] is None
        base, _, extension = name.rpartition(".")
        if not base:
            base, extension = name, ""
        stem = _NOT_SHORT.sub("", base.upper()) or "F"
        ending = _NOT_SHORT.sub("", extension.upper())[:3].ljust(3).encode()
        while True:
            self._numbers[stem[:6]] += 1
            tail = f"~{self._numbers[stem[:6]]}"
            short = (stem[: 8 - len(tail)][:6] + tail).ljust(8).encode() + ending
            if short not in self._taken:
                self._taken.add(short)
                return short, 0, True


def own_short(name: str) -> tuple[bytes, int | None] | None:
    """(eleven bytes, case bits) of a name of eight and three characters; bits None: it mixes cases. Else None."""
    match = _SHORT.fullmatch(name)
    if match is None:
        return None
    base, extension = match[1], match[2] or ""
    short = base.upper().ljust(8).encode() + extension.upper().ljust(3).encode()
    bits = 0
    for part, bit in ((base, LOWER_BASE), (extension, LOWER_EXTENSION)):
        if part != part.upper():
            if part != part.lower():
                return short, None
            bits |= bit
    return short, bits


def long_entries(name: str, short: bytes) -> Iterator[bytes]:
    """The directory entries of a long name, in the order in which they stand before the short one."""
    text = name.encode("utf-16-le")
    if len(text) % (2 * _PER_ENTRY):
        text += b"\0\0"
        text += b"\xff" * (-len(text) % (2 * _PER_ENTRY))
    checksum = 0
    for byte in short:
        checksum = ((checksum & 1) << 7 | checksum >> 1) + byte & 0xFF
    count = len(text) // (2 * _PER_ENTRY)
    for number in range(count, 0, -1):
        piece = text[2 * _PER_ENTRY * (number - 1) : 2 * _PER_ENTRY * number]
        order = number | (0x40 if number == count else 0)
        yield _LONG.pack(order, piece[:10], 0x0F, 0, checksum, piece[10:22], 0, piece[22:])


def entry_count(name: str) -> int:
    """Directory entries that a name takes on FAT32."""
    own = own_short(name)
    return 1 if own is not None and own[1] is not None else 1 + -(-units(name) // _PER_ENTRY)
