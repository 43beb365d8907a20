"""A PNG chunk by chunk, and its rows unpacked (W3C, second edition)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise

from packager.audit.unsound import MAX_PIXELS, Unsound
from packager.errors import Said

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        if at + 12 > len(data):
            raise Unsound(Said("the PNG is cut, or bytes follow its end"))
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if at + 12 + size > len(data):
            raise Unsound(Said("the PNG is cut"))
        if struct.unpack_from(">I", data, at + 8 + size)[0] != zlib.crc32(kind + body):
            yield b"crc", kind
        yield kind, body
        at += 12 + size
        if kind == b"IEND":
            if at != len(data):
                raise Unsound(Said("{size} bytes after the end of the PNG", size=len(data) - at))
            return
    raise Unsound(Said("the PNG is cut"))


def png_parts(data: bytes) -> Iterator[str]:
    order: list[bytes] = []
    parts: list[bytes] = []
    header = palette = transparency = b""
    for kind, body in _png_chunks(data):
        if kind == b"crc":
            yield Said("PNG chunk {chunk} with a wrong CRC", chunk=body.decode("latin-1"))
            continue
        if kind not in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            yield Said("PNG chunk {chunk}", chunk=kind.decode("latin-1"))
            continue
        if not order or order[-1] != kind or kind != b"IDAT":
            order.append(kind)
        if kind == b"IHDR":
            header = body
        elif kind == b"PLTE":
            palette = body
        elif kind == b"tRNS":
            transparency = body
        elif kind == b"IDAT":
            parts.append(body)
        elif body:
            yield Said("{count} bytes in the last chunk of the PNG", count=len(body))
    if len(header) != 13:
        raise Unsound(Said("the PNG has no header of 13 bytes"))
    width, height, depth, colours, *methods = struct.unpack(">IIBBBBB", header)
    wanted = [b"IHDR", *([b"PLTE"] if palette else []), *([b"tRNS"] if transparency else []), b"IDAT", b"IEND"]
    if order != wanted:
        yield Said("PNG chunks in the order {chunks}", chunks=b" ".join(order).decode("latin-1"))
    if methods != [0, 0, 0] or depth not in _DEPTHS.get(colours, ()):
        raise Unsound(Said("a PNG header that is not ours"))
    if not 0 < width * height <= MAX_PIXELS:
        raise Unsound(Said("a PNG of {width} by {height} pixels", width=width, height=height))
    if (
        any(len(a) != len(b) for a, b in pairwise(parts[:-1]))
        or not all(parts)
        or (len(parts) > 1 and len(parts[-1]) > len(parts[0]))
    ):
        yield Said("PNG data cut into pieces of their own")
    if (colours == 3) != bool(palette) or len(palette) % 3 or len(palette) > 3 << depth:
        yield Said("a PNG palette that does not fit the header")
    if transparency and (colours in (4, 6) or len(transparency) > {0: 2, 2: 6, 3: len(palette) // 3}.get(colours, 0)):
        yield Said("PNG transparency that does not fit the header")
    bits = width * _CHANNELS[colours] * depth
    yield from _png_rows(b"".join(parts), height, (bits + 7) // 8, -bits % 8, palette, depth)


def _png_rows(packed: bytes, height: int, row: int, slack: int, palette: bytes, depth: int) -> Iterator[str]:
    """The data unpack to ``height`` rows of a filter byte and ``row`` bytes, whose last ``slack`` bits are nothing."""
    unpacker = zlib.decompressobj()
    size = height * (row + 1)
    rows = unpacker.decompress(packed, size + 1)
    if len(rows) != size or unpacker.unconsumed_tail or not unpacker.eof or unpacker.unused_data:
        raise Unsound(Said("PNG data that do not unpack to the announced size"))
    filters = rows[:: row + 1]
    if max(filters) > 4:
        raise Unsound(Said("a PNG row with an unknown filter"))
    if not palette and not slack:
        return
    above = bytes(row)
    used: set[int] = set()
    for at in range(0, size, row + 1):
        above = _unfiltered(rows[at], rows[at + 1 : at + 1 + row], above)
        if slack and above[-1] & ((1 << slack) - 1):
            yield Said("bits after the end of a PNG row")
            return
        if palette and depth == 8:
            used.update(above)
        elif palette:
            for byte in set(above[: -1 if slack else None]):
                used.update(byte >> shift & (1 << depth) - 1 for shift in range(0, 8, depth))
            used.update(above[-1] >> shift & (1 << depth) - 1 for shift in range(slack, 8, depth))
    if palette and (max(used) >= len(palette) // 3 or len(used) != len(palette) // 3):
        yield Said("palette entries that no pixel uses")


def piece_fault(data: bytes) -> str:
    """Whether the pixels' data begin and are cut otherwise than where one of our two settings writes them."""
    width = int.from_bytes(data[16:20], "big")
    most = max(1 << 16, 4 * width)
    parts, at = [], 8
    while at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        parts += [(size, data[at + 8 : at + 10])] if data[at + 4 : at + 8] == b"IDAT" else []
        at += 12 + size
    if parts and parts[0][1] not in (b"\x78\x01", b"\x78\xda"):
        return Said("PNG data packed by another setting")
    if any(size != most for size, _ in parts[:-1]) or (parts and parts[-1][0] > most):
        return Said("PNG data cut into pieces of their own")
    return ""


def _unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    """One row of pixels of one byte or less (PNG, section 9.2)."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(row, above, strict=True))
    out = bytearray()
    left = upper_left = 0
    for value, up in zip(row, above, strict=True):
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        else:
            p = left + up - upper_left
            guess = min((left, up, upper_left), key=lambda c: abs(p - c))
        left, upper_left = (value + guess) & 255, up
        out.append(left)
    return bytes(out)
