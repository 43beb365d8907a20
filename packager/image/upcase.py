"""exFAT's up-case table: which UTF-16 unit stands for which when names are compared without case."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

CHECKSUM = 0xE619D30D
"""Of the recommended table, as the specification gives it."""
_UNITS = 1 << 16
_SKIPPED = ((1415, 6134), (8581, 843), (9450, 1862), (11558, 53787))
"""First unit and number of each stretch that the recommended table tells in two words; shorter ones it writes out."""


@cache
def upcase() -> tuple[int, ...]:
    """The unit that each of the 65,536 stands for."""
    table = list(range(_UNITS))
    for line in Path(__file__).with_name("upcase.tsv").read_text("ascii").splitlines():
        if not line.startswith("#"):
            first, last, step, added = line.split("\t")
            for unit in range(int(first, 16), int(last, 16) + 1, int(step)):
                table[unit] += int(added)
    return tuple(table)


@cache
def compressed() -> bytes:
    """The recommended table as it stands in an image, 5,836 bytes."""
    table = upcase()
    words: list[int] = []
    at = 0
    for first, count in _SKIPPED:
        words += [*table[at:first], 0xFFFF, count]
        at = first + count
    words += table[at:]
    return struct.pack(f"<{len(words)}H", *words)


def name_hash(name: str) -> int:
    """The hash of a name that its stream entry carries (section 7.6.4)."""
    table, found = upcase(), 0
    text = name.encode("utf-16-le")
    for (unit,) in struct.iter_unpack("<H", text):
        for byte in (table[unit] & 0xFF, table[unit] >> 8):
            found = ((found & 1) << 15 | found >> 1) + byte & 0xFFFF
    return found
