"""A WebP chunk by chunk (the WebP container specification)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from packager.audit.unsound import MAX_PIXELS, Unsound


def _webp_chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at < end:
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)
        if at > end or (length & 1 and data[at - 1]):
            raise Unsound(f"WebP chunk {kind.decode('latin-1')} that is cut or padded with something")
        yield kind, body


def webp_parts(data: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", data, 4)
    if data[8:12] != b"WEBP" or 8 + size != len(data):
        raise Unsound("bytes after the end of the WebP, or it is cut")
    chunks = list(_webp_chunks(data, 12, len(data)))
    kinds = [kind for kind, _ in chunks]
    if kinds[0] in (b"VP8 ", b"VP8L") and len(chunks) == 1:
        yield from _webp_frame(chunks, None)
        return
    if kinds[0] != b"VP8X" or len(chunks[0][1]) != 10:
        raise Unsound(f"WebP chunks {b' '.join(kinds)[:60].decode('latin-1')}")
    flags, width, height = _webp_size(chunks[0][1])
    if flags & ~0x12 or not 0 < width * height <= MAX_PIXELS or chunks[0][1][1:4].strip(b"\0"):
        yield "a WebP header that is not ours"
    if not flags & 2:
        yield from _webp_frame(chunks[1:], (width, height))
        return
    if len(chunks) < 3 or kinds[1] != b"ANIM" or len(chunks[1][1]) != 6 or chunks[1][1].strip(b"\0"):
        yield "a WebP animation that is not ours"
        return
    for kind, body in chunks[2:]:
        if kind != b"ANMF" or len(body) < 24:
            raise Unsound(f"WebP chunk {kind.decode('latin-1')}")
        across, down = 1 + int.from_bytes(body[6:9], "little"), 1 + int.from_bytes(body[9:12], "little")
        left, top = 2 * int.from_bytes(body[:3], "little"), 2 * int.from_bytes(body[3:6], "little")
        if left + across > width or top + down > height or body[15] & 0xFC:
            yield "a WebP frame that is not ours"
        yield from _webp_frame(list(_webp_chunks(body, 16, len(body))), (across, down))


def _webp_size(body: bytes) -> tuple[int, int, int]:
    return body[0], 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")


def _webp_frame(chunks: list[tuple[bytes, bytes]], size: tuple[int, int] | None) -> Iterator[str]:
    """One picture: its data, before them its transparency if that is kept apart."""
    kinds = [kind for kind, _ in chunks]
    if kinds not in ([b"VP8 "], [b"VP8L"], [b"ALPH", b"VP8 "]):
        yield f"WebP chunks {b' '.join(kinds)[:60].decode('latin-1')}"
        return
    if len(chunks) == 2 and (size is None or chunks[0][1][:1] not in (b"\0", b"\1", b"\5", b"\x09", b"\x0d")):
        yield "WebP transparency that is not ours"
    kind, body = chunks[-1]
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        found = (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        sound = body[:1] == b"\x2f" and not bits >> 29
    else:
        tag = int.from_bytes(body[:3], "little")
        width, height = struct.unpack_from("<HH", body, 6)
        found, sound = (width, height), body[3:6] == b"\x9d\x01\x2a" and tag & 0x11 == 0x10
        sound = sound and 10 + (tag >> 5) <= len(body)
    if not sound or not 0 < found[0] * found[1] <= MAX_PIXELS or (size is not None and found != size):
        yield "a WebP picture that is not ours"
