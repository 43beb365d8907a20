"""The archive's 48x48 picture, computed from geometry: no art tool, no metadata, the same bytes everywhere.

An open book under a ring, in two greys and a blue, written as IHDR, IDAT and IEND only (PNG specification, 2nd ed.).
The deflate stream uses stored blocks, so that not even the zlib release shows in the bytes.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

SIZE = 48
PAPER, INK, BLUE = (250, 250, 248), (70, 74, 82), (42, 91, 154)


def _pixel(x: int, y: int) -> tuple[int, int, int]:
    dx, dy = x - 23.5, y - 23.5
    distance = (dx * dx + dy * dy) ** 0.5
    if distance > 23.5:
        return PAPER
    if distance > 21:
        return BLUE
    lift = abs(dx) * abs(dx) / 60
    top, bottom = 15 + lift, 34 + lift / 2
    if abs(dx) <= 16 and top <= y <= bottom:
        if abs(dx) < 1 or y - top < 1.2 or bottom - y < 1.2 or abs(dx) > 14.8:
            return INK
        if abs(dx) > 3 and int(y - top) % 4 == 3:
            return (150, 154, 162)
        return (255, 255, 255)
    return (226, 234, 244)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _stored(data: bytes) -> bytes:
    """A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4)."""
    blocks = [data[at : at + 65535] for at in range(0, len(data), 65535)]
    body = b"".join(
        struct.pack("<BHH", number == len(blocks) - 1, len(block), len(block) ^ 0xFFFF) + block
        for number, block in enumerate(blocks)
    )
    return b"\x78\x01" + body + struct.pack(">I", zlib.adler32(data))


@cache
def illustration() -> bytes:
    """The PNG, 48x48, 8-bit RGB."""
    rows = b"".join(b"\0" + bytes(v for x in range(SIZE) for v in _pixel(x, y)) for y in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", _stored(rows)) + _chunk(b"IEND", b"")
