"""What a reading session leaves in a browser profile: every file searched for words of what was read."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

MARKERS = ("다람뿔", "무늬나래", "알쏭달쏭", "작은 백과사전")


def spellings(word: str) -> Iterator[bytes]:
    """How a word may stand in a file."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield quote(word).encode()
    yield word.encode("unicode_escape")


def lz4_block(data: bytes) -> bytes:
    """Firefox keeps its session in one LZ4 block (mozLz4)."""
    out, at = bytearray(), 0

    def length(at: int, value: int) -> tuple[int, int]:
        while value >= 15:
            more = data[at]
            at, value = at + 1, value + more
            if more < 255:
                break
        return at, value

    while at < len(data):
        token = data[at]
        at, literals = length(at + 1, token >> 4)
        out += data[at : at + literals]
        at += literals
        if at >= len(data):
            break
        (offset,) = struct.unpack_from("<H", data, at)
        at, match = length(at + 2, token & 15)
        for _ in range(match + 4):
            out.append(out[-offset])
    return bytes(out)


def left_behind(profile: Path) -> list[str]:
    """Files of the profile that hold a marker, with the marker."""
    found = []
    for path in sorted(profile.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if data.startswith(b"mozLz40\0"):
            data = lz4_block(data[12:])
        for word in MARKERS:
            if any(spelling in data for spelling in spellings(word)):
                found.append(f"{path.relative_to(profile)}: {word}")
    return found


def history(profile: Path) -> list[tuple[str, str]]:
    """Address and title of each file:// row in the history of Chromium or Firefox."""
    rows: list[tuple[str, str]] = []
    for name, query in (
        ("Default/History", "SELECT url, title FROM urls"),
        ("places.sqlite", "SELECT url, title FROM moz_places WHERE url LIKE 'file:%'"),
    ):
        if (path := profile / name).exists():
            with sqlite3.connect(path) as base:
                rows += base.execute(query).fetchall()
    return rows
