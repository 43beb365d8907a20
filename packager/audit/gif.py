"""A GIF block by block, and its pixels unpacked (GIF89a)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from packager.audit.unsound import MAX_PIXELS, Unsound


def gif_parts(data: bytes) -> Iterator[str]:
    width, height, flags, background, aspect = struct.unpack_from("<HHBBB", data, 6)
    if data[4:6] not in (b"7a", b"9a") or aspect or background or not 0 < width * height <= MAX_PIXELS:
        raise Unsound("a GIF header that is not ours")
    at = 13 + (3 << (flags & 7) + 1 if flags & 128 else 0)
    palette = data[13:at]
    used: set[int] = set()
    frames, local_only, waiting, clear = 0, True, False, -1
    while True:
        kind = data[at]
        if kind == 0x3B:
            break
        if kind == 0x21 and data[at + 1 : at + 3] == b"\xf9\x04":
            if waiting or data[at + 7] or data[at + 3] & 0xE2:
                yield "a GIF control block that is not ours"
            waiting = True
            clear = data[at + 6] if data[at + 3] & 1 else -1
            if not data[at + 3] & 1 and data[at + 6]:
                yield "a GIF control block that is not ours"
            at += 8
        elif data[at : at + 19] == b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0":
            if frames:
                yield "a GIF loop that does not come first"
            at += 19
        elif kind == 0x21:
            raise Unsound(f"GIF extension {data[at + 1]:#x}")
        elif kind == 0x2C:
            left, top, across, down, local = struct.unpack_from("<HHHHB", data, at + 1)
            if left + across > width or top + down > height or not across * down or local & 0x78:
                raise Unsound("a GIF frame that is not ours")
            at += 10
            colours = data[at : at + (3 << (local & 7) + 1)] if local & 128 else palette
            at += len(colours) if local & 128 else 0
            packed, after = _gif_blocks(data, at + 1)
            shown = _gif_pixels(packed, data[at], across * down) | ({clear} if clear >= 0 else set())
            if local & 128 and not frames:  # Pillow leaves unchanged pixels of later frames out, not their colours
                yield from _unused(colours, shown)
            elif not local & 128:
                used |= shown
                local_only = False
            at, frames, waiting, clear = after, frames + 1, False, -1
        else:
            raise Unsound("bytes between GIF blocks")
    if at + 1 != len(data):
        yield f"{len(data) - at - 1} bytes after the end of the GIF"
    if not frames or waiting:
        yield "the GIF has no picture"
    yield from _unused(palette, used if not local_only else set())


def _unused(colours: bytes, used: set[int]) -> Iterator[str]:
    """Entries that no pixel uses are black: the table's length is a power of two."""
    if used and max(used) >= len(colours) // 3:
        raise Unsound("a GIF pixel without a colour")
    for number in range(len(colours) // 3):
        if number not in used and colours[3 * number : 3 * number + 3].strip(b"\0"):
            yield "palette entries that no pixel uses"
            return


def _gif_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """Blocks of 255 bytes, the last one shorter, then an empty one."""
    parts = []
    while data[at]:
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    if any(len(part) != 255 for part in parts[:-1]):
        raise Unsound("GIF data cut into pieces of their own")
    return b"".join(parts), at + 1


def _gif_pixels(packed: bytes, width: int, wanted: int) -> set[int]:
    """Unpack LZW codes (GIF89a, appendix F) to exactly ``wanted`` pixels; gives the colours used."""
    if not 2 <= width <= 8:
        raise Unsound("a GIF code size that is not ours")
    clear, done = 1 << width, False
    lengths: list[int] = []
    firsts: list[int] = []
    size, position, pixels, previous = width + 1, 0, 0, -1
    used: set[int] = set()
    total = 8 * len(packed)
    while position + size <= total:
        byte = position >> 3
        code = int.from_bytes(packed[byte : byte + 3], "little") >> (position & 7) & (1 << size) - 1
        position += size
        if code == clear:
            lengths, firsts = [1] * (clear + 2), [*range(clear), 0, 0]
            size, previous = width + 1, -1
            continue
        if code == clear + 1:
            done = True
            break
        if not lengths or code > len(lengths) or (code == len(lengths) and previous < 0):
            raise Unsound("a GIF code that means nothing")
        if previous >= 0 and len(lengths) < 4096:
            firsts.append(firsts[previous])
            lengths.append(lengths[previous] + 1)
            if len(lengths) == 1 << size and size < 12:
                size += 1
        if code >= len(lengths):
            raise Unsound("a GIF code that means nothing")
        pixels += lengths[code]
        if code < clear:
            used.add(code)
        previous = code
        if pixels > wanted:
            raise Unsound("more GIF pixels than announced")
    used_bytes = (position + 7) // 8
    slack = packed[-1] >> (position & 7) if position & 7 and packed else 0
    if not done or pixels != wanted or used_bytes != len(packed) or slack:
        raise Unsound("GIF data that do not unpack to the announced size")
    return used
