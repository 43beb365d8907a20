"""Whether a picture file holds its pixels and nothing else, so that it can be left as it is (PNG, JPEG, GIF, WebP).

Strict: whatever is not understood to the last byte is not bare, and is then made anew. The judge of finished drives has
a reader of its own; a fault here and one there would have to be the same fault to let something through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
# Segments with a length: frame headers, tables, restart interval, and the start of a scan with its coded data.
_JPEG_TABLES = b"\xc0\xc1\xc2\xc4\xdb\xdd"
_JPEG_SCAN = re.compile(rb"(?:[^\xff]|\xff[\x00\xd0-\xd7])*", re.S)
_JFIF = re.compile(rb"\xff\xe0\0\x10JFIF\0.{7}\0\0", re.S)
_GIF_LOOP = re.compile(rb"\x21\xff\x0bNETSCAPE2\.0\x03\x01..\0", re.S)
_GIF_TIMING = re.compile(rb"\x21\xf9\x04.{4}\0", re.S)


def _png(data: bytes) -> bool:
    kinds = set(_png_chunks(data))
    return data.endswith(_PNG_END) and kinds <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def _webp(data: bytes) -> bool:
    kinds = set(_webp_chunks(data))
    return int.from_bytes(data[4:8], "little") == len(data) - 8 and kinds <= {
        b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF",
    }  # fmt: skip


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """Kinds of the chunks; an empty one for bytes that are no whole chunk or come after the end."""
    at = 8
    while at < len(data):
        kind = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        yield kind if at <= len(data) and (kind != b"IEND" or at == len(data)) else b""


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    """The same of a RIFF file, whose chunks are filled up to an even length."""
    at = 12
    while at < len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
        yield kind if at <= len(data) else b""


def _jpeg(data: bytes) -> bool:
    jfif = _JFIF.match(data, 2)
    at = jfif.end() if jfif else 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            scan = _JPEG_SCAN.match(data, min(at, len(data)))
            at = scan.end() if scan else at
        elif marker not in _JPEG_TABLES:
            return False
    return data[at:] == b"\xff\xd9"


def _gif(data: bytes) -> bool:
    at = 13 + _gif_colours(data[10:11])
    while at < len(data):
        extension = _GIF_TIMING.match(data, at) or _GIF_LOOP.match(data, at)
        if extension:
            at = extension.end()
        elif data[at] == 0x2C:
            at += 11 + _gif_colours(data[at + 9 : at + 10])
            while at < len(data) and data[at]:
                at += data[at] + 1
            at += 1
        else:
            return data[at:] == b"\x3b"
    return False


def _gif_colours(flags: bytes) -> int:
    """Bytes of the colour table that the flags of a screen or image announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


_FORMATS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bool]], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), _png),
    (re.compile(rb"\xff\xd8"), _jpeg),
    (re.compile(rb"GIF8[79]a"), _gif),
    (re.compile(rb"RIFF....WEBP", re.S), _webp),
)


def is_bare(data: bytes) -> bool:
    """Whether the file holds what is needed to show the picture, and not one byte more."""
    return any(check(data) for signature, check in _FORMATS if signature.match(data))
