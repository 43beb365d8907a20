"""The entries of one folder of exFAT: each a set of a file entry, a stream entry and names, with a sum."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from packager.audit.image.names import without_case
from packager.audit.image.volume import Volume
from packager.errors import Said

_LABEL, _BITMAP, _UPCASE, _FILE = 0x83, 0x81, 0x82, 0x85


class DirEntry(NamedTuple):
    """A file or folder as its folder tells of it."""

    name: str
    is_folder: bool
    first: int
    size: int


def read_entries(volume: Volume, data: bytes, path: str) -> tuple[list[DirEntry], int]:
    """(entries, bytes that they take) of the folder at ``path``; what is odd about them goes into ``volume``."""
    entries: list[DirEntry] = []
    at = 0
    where = path or "/"
    if not path:
        at = 96
        _system_entries(volume, data[:at])
    while at < len(data) and data[at]:
        count = data[at + 1] if data[at] == _FILE else 0
        rows = data[at : at + 32 * (1 + count)]
        at += len(rows)
        if rows[0] == _FILE and 2 <= count <= 18 and len(rows) == 32 * (1 + count):
            entries += _entry_set(volume, rows, where)
        elif rows[0] < 0x80:
            volume.say("hidden data", where, Said("an entry that was deleted"))
        else:
            volume.say("hidden data", where, Said("an entry of the kind {kind}", kind=f"{rows[0]:#04x}"))
    names = [entry.name.encode("utf-8", "surrogatepass") for entry in entries]
    if path and names != sorted(names):
        volume.say("hidden data", where, Said("its entries are not in the order of their names"))
    seen: set[str] = set()
    for entry in entries:
        if (key := without_case(entry.name)) in seen:
            volume.say("damage", where, Said("two names that differ in capitals only: {name}", name=entry.name))
        seen.add(key)
    return entries, at


def _system_entries(volume: Volume, rows: bytes) -> None:
    """Label, bitmap, up-case table: the first three entries of the root."""
    size = -(-volume.clusters // 8)
    upcase = 2 + -(-size // volume.cluster)
    wanted = (
        bytes((_LABEL,)).ljust(32, b"\0")
        + bytes((_BITMAP,)).ljust(20, b"\0")
        + struct.pack("<IQ", 2, size)
        + struct.pack("<B3xI12xIQ", _UPCASE, 0xE619D30D, upcase, 5836)
    )
    for number, what in enumerate((Said("the label"), Said("the allocation bitmap"), Said("the up-case table"))):
        if rows[32 * number : 32 * number + 32] != wanted[32 * number : 32 * number + 32]:
            volume.say("image", what, Said("its entry in the root is not what the rule makes it"))


def _entry_set(volume: Volume, rows: bytes, where: str) -> Iterator[DirEntry]:
    count = rows[1]
    kind, made, written, accessed = struct.unpack_from("<H2xIII", rows, 4)
    flags, length, name_sum, valid, first, size = struct.unpack_from("<BxBH2xQ4xIQ", rows, 33)
    text = b"".join(rows[at + 2 : at + 32] for at in range(64, len(rows), 32))
    try:
        name = text[: 2 * length].decode("utf-16-le")
    except UnicodeDecodeError:
        volume.say("damage", where, Said("a long name that is no UTF-16"))
        return
    if "/" in name:
        volume.say("damage", where, Said("a name with a slash in it"))
    path = f"{where}/{name}" if where != "/" else name
    if kind not in (0x20, 0x10):
        volume.say("image", path, Said("has the attributes {kind}", kind=f"{kind:#04x}"))
    if rows[20:25] != b"\0\0\x80\x80\x80" or (made | written | accessed) & 0xFFFF:
        volume.say("time", path, Said("has a time of day"))
    for day in {made >> 16, written >> 16, accessed >> 16}:
        volume.day(day, path)
    total = 0
    for number, byte in enumerate(rows):
        if number not in (2, 3):
            total = (total // 2 + total % 2 * 0x8000 + byte) % 0x10000
    if total != struct.unpack_from("<H", rows, 2)[0]:
        volume.say("damage", path, Said("its entries do not have the sum that they say"))
    used = rows[6:8] + rows[25:32] + rows[34:35] + rows[38:40] + rows[48:52]
    odd = count != 1 + -(-length // 15) or rows[32] != 0xC0 or text[2 * length :].strip(b"\0")
    odd = odd or used.strip(b"\0") or any(rows[at : at + 2] != b"\xc1\0" for at in range(64, len(rows), 32))
    if odd or flags != (3 if first else 1) or valid != size or not length:
        volume.say("hidden data", path, Said("its entries are spelled otherwise than by the rule"))
    if name_sum != _hash(name, volume.upcase):
        volume.say("damage", path, Said("does not have the hash of its name"))
    yield DirEntry(name, bool(kind & 0x10), first, size)


def _hash(name: str, upcase: Sequence[int]) -> int:
    found = 0
    for (unit,) in struct.iter_unpack("<H", name.encode("utf-16-le", "surrogatepass")):
        for byte in (upcase[unit] % 256, upcase[unit] // 256):
            found = (found // 2 + found % 2 * 0x8000 + byte) % 0x10000
    return found


def unpacked(table: bytes) -> list[int]:
    """The up-case table as it stands in the image: a number for each UTF-16 unit."""
    units: list[int] = []
    words = iter(struct.unpack(f"<{len(table) // 2}H", table))
    for word in words:
        if word == 0xFFFF and (count := next(words, None)) is not None:
            units += range(len(units), min(len(units) + count, 0x10000))
        else:
            units.append(word)
    return (units + list(range(len(units), 0x10000)))[:0x10000]
