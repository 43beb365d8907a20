"""The entries of one folder of FAT32: short names, long names, attributes, times."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import NamedTuple

from packager.audit.image.names import without_case
from packager.audit.image.volume import Volume
from packager.errors import Said

_SHORT = re.compile(rb"[A-Z0-9!#$%&'()@^_`{}~-]{1,8} *")
_EIGHT_AND_THREE = re.compile(r"[A-Za-z0-9!#$%&'()@^_`{}~-]{1,8}(\.[A-Za-z0-9!#$%&'()@^_`{}~-]{1,3})?", re.A)
_DOT, _DOTS = b".          ", b"..         "


class DirEntry(NamedTuple):
    """A file or folder as its folder tells of it."""

    name: str
    short: bytes
    is_folder: bool
    first: int
    size: int
    long: bool
    """Whether it has a long name."""


def read_folder(volume: Volume, data: bytes, path: str, own: int, above: int) -> tuple[list[DirEntry], int]:
    """(entries, bytes that they take) of the folder at ``path``; what is odd about them goes into ``volume``."""
    entries: list[DirEntry] = []
    pieces: list[bytes] = []
    at = 0
    where = path or "/"
    while at < len(data) and data[at]:
        row = data[at : at + 32]
        at += 32
        if row[0] == 0xE5:
            volume.say("hidden data", where, Said("an entry that was deleted"))
            pieces = []
        elif row[11] & 0x3F == 0x0F:
            pieces.append(row)
        elif path and at <= 64:
            _dots(volume, row, where, (_DOT, own) if at == 32 else (_DOTS, above))
        else:
            entries += _entry(volume, row, pieces, where)
            pieces = []
    if pieces:
        volume.say("damage", where, Said("a long name without its file"))
    if path and at < 64:
        volume.say("damage", where, Said("does not begin with . and .."))
    _names(volume, entries, where, sorted_by_rule=bool(path))
    return entries, at


def _dots(volume: Volume, row: bytes, where: str, wanted: tuple[bytes, int]) -> None:
    short, first = wanted
    if row[:11] != short or row[11] != 0x10 or _first(row) != first or row[12] or row[28:32] != bytes(4):
        volume.say("damage", where, Said("does not begin with . and .."))
    _times(volume, row, where)


def _first(row: bytes) -> int:
    high, low = struct.unpack("<H4xH", row[20:28])
    return int(high) << 16 | int(low)


def _times(volume: Volume, row: bytes, where: str) -> None:
    """Hours and fractions are zero; the three dates are one."""
    made, accessed, written = struct.unpack_from("<HHxxxxH", row, 16)
    if row[13:16] != bytes(3) or row[22:24] != bytes(2):
        volume.say("time", where, Said("has a time of day"))
    for day in {made, accessed, written}:
        volume.day(day, where)


def _entry(volume: Volume, row: bytes, pieces: Sequence[bytes], where: str) -> list[DirEntry]:
    short, kind, bits = row[:11], row[11], row[12]
    told = short.decode("latin-1")
    if kind & 0x08:
        volume.say("image", where, Said("an entry for a label"))
        return []
    if kind not in (0x20, 0x10):
        volume.say("image", f"{where}: {told}", Said("has the attributes {kind}", kind=f"{kind:#04x}"))
    if bits & ~0x18 or (bits and pieces):
        volume.say("hidden data", f"{where}: {told}", Said("byte 12 of its entry is {bits}", bits=f"{bits:#04x}"))
    if not _SHORT.fullmatch(short[:8]) or (short[8:].strip() and not _SHORT.fullmatch(short[8:])):
        volume.say("damage", f"{where}: {told}", Said("has a short name that cannot be one"))
    base, ending = told[:8].rstrip(), told[8:].rstrip()
    name = (base.lower() if bits & 8 else base) + ("." if ending else "")
    name += ending.lower() if bits & 16 else ending
    if (bits & 8 and base == base.lower()) or (bits & 16 and ending == ending.lower()):
        volume.say("hidden data", f"{where}: {told}", Said("byte 12 of its entry is {bits}", bits=f"{bits:#04x}"))
    if pieces:
        name = _long_name(volume, pieces, short, where) or name
    if "/" in name:
        volume.say("damage", where, Said("a name with a slash in it"))
    is_folder = bool(kind & 0x10)
    size = struct.unpack_from("<I", row, 28)[0]
    path = f"{where}/{name}" if where != "/" else name
    if is_folder and size:
        volume.say("damage", path, Said("a folder with a size"))
    _times(volume, row, path)
    return [DirEntry(name, short, is_folder, _first(row), 0 if is_folder else size, bool(pieces))]


def _long_name(volume: Volume, pieces: Sequence[bytes], short: bytes, where: str) -> str:
    """The name in the entries before a short one; empty if they are no name."""
    checksum = 0
    for byte in short:
        checksum = (checksum // 2 + checksum % 2 * 128 + byte) % 256
    text = b""
    for number, row in enumerate(reversed(pieces), 1):
        order = number + (64 if number == len(pieces) else 0)
        if row[0] != order or row[11:14] != bytes((15, 0, checksum)) or row[26:28] != b"\0\0":
            volume.say("damage", where, Said("a long name that is not that of its file"))
            return ""
        text += row[1:11] + row[14:26] + row[28:32]
    units = [text[at : at + 2] for at in range(0, len(text), 2)]
    length = units.index(b"\0\0") if b"\0\0" in units else len(units)
    if units[length + 1 :] != [b"\xff\xff"] * (len(units) - length - 1) or length <= 13 * (len(pieces) - 1):
        volume.say("hidden data", where, Said("bytes behind the end of a long name"))
    try:
        return b"".join(units[:length]).decode("utf-16-le")
    except UnicodeDecodeError:
        volume.say("damage", where, Said("a long name that is no UTF-16"))
        return ""


def _names(volume: Volume, entries: Sequence[DirEntry], where: str, sorted_by_rule: bool) -> None:
    """Short names and the order of entries follow from the names alone."""
    names = [entry.name.encode("utf-8", "surrogatepass") for entry in entries]
    if sorted_by_rule and names != sorted(names):
        volume.say("hidden data", where, Said("its entries are not in the order of their names"))
    seen: set[str] = set()
    taken = {_eight(entry.name) for entry in entries if _EIGHT_AND_THREE.fullmatch(entry.name)}
    numbers: dict[str, int] = {}
    for entry in entries:
        key = without_case(entry.name)
        if key in seen:
            volume.say("damage", where, Said("two names that differ in capitals only: {name}", name=entry.name))
        seen.add(key)
        if _EIGHT_AND_THREE.fullmatch(entry.name):
            wanted = _eight(entry.name)
            mixed = any(part.upper() != part != part.lower() for part in entry.name.split("."))
        else:
            wanted, mixed = _numbered(entry.name, taken, numbers), True
        if entry.short != wanted or entry.long != mixed:
            volume.say(
                "hidden data",
                f"{where}: {entry.name}",
                Said("has the short name {found}, by the rule it is {wanted}",
                     found=entry.short.decode("latin-1"), wanted=wanted.decode()),
            )  # fmt: skip


def _eight(name: str) -> bytes:
    base, _, ending = name.upper().partition(".")
    return f"{base:8}{ending:3}".encode()


def _numbered(name: str, taken: set[bytes], numbers: dict[str, int]) -> bytes:
    """The short name of a name that is too long, or of other letters: what is left of it, ~ and a number."""
    at = name.rfind(".")
    base, ending = (name[:at], name[at + 1 :]) if at > 0 else (name, "")
    stem = "".join(re.findall("[A-Z0-9]", base.upper(), re.A))[:6] or "F"
    end = "".join(re.findall("[A-Z0-9]", ending.upper(), re.A))[:3]
    while True:
        numbers[stem] = numbers.get(stem, 0) + 1
        number = f"~{numbers[stem]}"
        short = f"{stem[: 8 - len(number)]}{number}".ljust(8).encode() + end.ljust(3).encode()
        if short not in taken:
            taken.add(short)
            return short
