"""What an image file holds besides its pixels: a list of what may stay, by format (PNG, JPEG, GIF, WebP)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
JPEG_MARKERS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD})
"""Frame, tables, scan, restart interval. No APPn (EXIF, XMP, ICC, Adobe), no comment; JFIF is allowed apart."""


def foreign_parts(data: bytes) -> Iterator[str]:
    """Every chunk, marker or stretch of bytes that is not needed to show the picture."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(data)
    elif data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    elif data[:6] in (b"GIF87a", b"GIF89a"):
        yield from _gif(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _webp(data)
    else:
        yield "a format that is not on the list"


def _png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        if kind not in PNG_CHUNKS:
            yield f"PNG chunk {kind.decode('latin-1')}"
        at += 12 + size
        if kind == b"IEND":
            if at != len(data) or size:
                yield f"{len(data) - at + size} bytes after the end of the PNG"
            return
    yield "the PNG is cut"


def _jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            yield "bytes between JPEG markers"
            return
        marker = data[at + 1]
        if marker == 0xD9:
            if at + 2 != len(data):
                yield f"{len(data) - at - 2} bytes after the end of the JPEG"
            return
        (size,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at + 4 : at + 2 + size]
        if marker == 0xE0:
            if segment[:5] != b"JFIF\0" or len(segment) != 14 or segment[12:14] != b"\0\0":
                yield "JPEG APP0 that is not a bare JFIF header"
        elif marker not in JPEG_MARKERS:
            yield f"JPEG marker {marker:#x}"
        at += 2 + size
        if marker == 0xDA:
            at = _after_scan(data, at)
    if data[-2:] != b"\xff\xd9":
        yield "the JPEG is cut, or bytes follow its end"


def _after_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _gif(data: bytes) -> Iterator[str]:
    flags = data[10] if len(data) > 10 else 0
    at = 13 + (3 << (flags & 7) + 1 if flags & 128 else 0)
    while at < len(data):
        kind = data[at]
        if kind == 0x3B:
            if at + 1 != len(data):
                yield f"{len(data) - at - 1} bytes after the end of the GIF"
            return
        if kind == 0x21:
            label = data[at + 1] if at + 1 < len(data) else 0
            loop = data[at + 3 : at + 16] == b"NETSCAPE2.0\x03\x01" and data[at + 18 : at + 19] == b"\0"
            if label != 0xF9 and not (label == 0xFF and loop):
                yield f"GIF extension {label:#x}"
            at += 2
        elif kind == 0x2C:
            local = data[at + 9] if at + 9 < len(data) else 0
            at += 11 + (3 << (local & 7) + 1 if local & 128 else 0)
        else:
            yield "bytes between GIF blocks"
            return
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    yield "the GIF is cut"


def _webp(data: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", data, 4)
    at = 12
    while at + 8 <= min(len(data), 8 + size):
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        if kind not in WEBP_CHUNKS:
            yield f"WebP chunk {kind.decode('latin-1')}"
        at += 8 + length + (length & 1)
    if 8 + size != len(data):
        yield "bytes after the end of the WebP, or it is cut"
