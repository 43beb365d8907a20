"""What an image file holds besides its pixels: a grammar of what may stay, by format (PNG, JPEG, GIF, WebP).

Every byte belongs to a field that is needed to show the picture and has the value that our one setting writes: fixed
chunks in a fixed order, the standard JPEG tables, palettes without entries that no pixel uses, and compressed data
that unpack to exactly the announced size and then end. References: PNG (W3C, second edition), ITU-T T.81 and its
annex K, GIF89a, the WebP container specification.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

MAX_PIXELS = 40_000_000
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class _Unsound(ValueError):
    """The picture breaks off or contradicts itself; the text says where."""


def foreign_parts(data: bytes, media_type: str = "") -> Iterator[str]:
    """Everything about the file that is not needed to show the picture.

    ``media_type``: what it is said to be on a drive; then it must also have the one form that our setting writes.
    Without it any bare form passes: PNG with a palette, progressive JPEG.
    """
    for start, kind, judge in (
        (b"\x89PNG\r\n\x1a\n", "image/png", _png),
        (b"\xff\xd8", "image/jpeg", _jpeg),
        (b"GIF8", "image/gif", _gif),
        (b"RIFF", "image/webp", _webp),
    ):
        if data.startswith(start):
            if media_type and media_type != kind:
                yield f"{kind} that says it is {media_type[:40]}"
            if media_type and (other := _other_form(data)):
                yield other
                return
            try:
                yield from judge(data)
            except _Unsound as error:
                yield str(error)
            except (struct.error, IndexError, zlib.error) as error:
                yield f"not a sound picture: {error}"
            return
    yield "a format that is not on the list"


def _other_form(data: bytes) -> str:
    """A sound form that our setting never writes."""
    if data.startswith(b"\x89PNG") and (
        data[24:25] != b"\x08" or data[25:26] not in (b"\0", b"\2", b"\6") or b"PLTE" in data[:60]
    ):
        return "a PNG that is not of eight bits and without a palette"
    if data.startswith(b"\x89PNG") and b"tRNS" in data[:60]:
        return "PNG transparency that is kept apart"
    return "a progressive JPEG" if data.startswith(b"\xff\xd8") and b"\xff\xc2\0\x11\x08" in data[:700] else ""


# --- PNG --------------------------------------------------------------------------------------------------------------


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        if at + 12 > len(data):
            raise _Unsound("the PNG is cut, or bytes follow its end")
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if at + 12 + size > len(data):
            raise _Unsound("the PNG is cut")
        if struct.unpack_from(">I", data, at + 8 + size)[0] != zlib.crc32(kind + body):
            yield b"crc", kind
        yield kind, body
        at += 12 + size
        if kind == b"IEND":
            if at != len(data):
                raise _Unsound(f"{len(data) - at} bytes after the end of the PNG")
            return
    raise _Unsound("the PNG is cut")


def _png(data: bytes) -> Iterator[str]:
    order: list[bytes] = []
    parts: list[bytes] = []
    header = palette = transparency = b""
    for kind, body in _png_chunks(data):
        if kind == b"crc":
            yield f"PNG chunk {body.decode('latin-1')} with a wrong CRC"
            continue
        if kind not in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            yield f"PNG chunk {kind.decode('latin-1')}"
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
            yield f"{len(body)} bytes in the last chunk of the PNG"
    if len(header) != 13:
        raise _Unsound("the PNG has no header of 13 bytes")
    width, height, depth, colours, *methods = struct.unpack(">IIBBBBB", header)
    wanted = [b"IHDR", *([b"PLTE"] if palette else []), *([b"tRNS"] if transparency else []), b"IDAT", b"IEND"]
    if order != wanted:
        yield f"PNG chunks in the order {b' '.join(order).decode('latin-1')}"
    if methods != [0, 0, 0] or depth not in _DEPTHS.get(colours, ()):
        raise _Unsound("a PNG header that is not ours")
    if not 0 < width * height <= MAX_PIXELS:
        raise _Unsound(f"a PNG of {width} by {height} pixels")
    if (
        any(len(a) != len(b) for a, b in pairwise(parts[:-1]))
        or not all(parts)
        or (len(parts) > 1 and len(parts[-1]) > len(parts[0]))
    ):
        yield "PNG data cut into pieces of their own"
    if (colours == 3) != bool(palette) or len(palette) % 3 or len(palette) > 3 << depth:
        yield "a PNG palette that does not fit the header"
    if transparency and (colours in (4, 6) or len(transparency) > {0: 2, 2: 6, 3: len(palette) // 3}.get(colours, 0)):
        yield "PNG transparency that does not fit the header"
    bits = width * _CHANNELS[colours] * depth
    yield from _png_rows(b"".join(parts), height, (bits + 7) // 8, -bits % 8, palette, depth)


def _png_rows(packed: bytes, height: int, row: int, slack: int, palette: bytes, depth: int) -> Iterator[str]:
    """The data unpack to ``height`` rows of a filter byte and ``row`` bytes, whose last ``slack`` bits are nothing."""
    unpacker = zlib.decompressobj()
    size = height * (row + 1)
    rows = unpacker.decompress(packed, size + 1)
    if len(rows) != size or unpacker.unconsumed_tail or not unpacker.eof or unpacker.unused_data:
        raise _Unsound("PNG data that do not unpack to the announced size")
    filters = rows[:: row + 1]
    if max(filters) > 4:
        raise _Unsound("a PNG row with an unknown filter")
    if not palette and not slack:
        return
    above = bytes(row)
    used: set[int] = set()
    for at in range(0, size, row + 1):
        above = _unfiltered(rows[at], rows[at + 1 : at + 1 + row], above)
        if slack and above[-1] & ((1 << slack) - 1):
            yield "bits after the end of a PNG row"
            return
        if palette and depth == 8:
            used.update(above)
        elif palette:
            for byte in set(above[: -1 if slack else None]):
                used.update(byte >> shift & (1 << depth) - 1 for shift in range(0, 8, depth))
            used.update(above[-1] >> shift & (1 << depth) - 1 for shift in range(slack, 8, depth))
    if palette and (max(used) >= len(palette) // 3 or len(used) != len(palette) // 3):
        yield "palette entries that no pixel uses"


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


# --- JPEG -------------------------------------------------------------------------------------------------------------

_LUMINANCE = bytes.fromhex(
    "100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c3933383740485c4e404457453738506d51575f626768673e4d71"
    "797064785c656763"
)
_CHROMINANCE = bytes.fromhex("1112121815182f1a1a2f634238426363" + "63" * 48)
_DC = bytes.fromhex("00010501010101010100000000000000000102030405060708090a0b")
_DC_COLOUR = bytes.fromhex("00030101010101010101010000000000000102030405060708090a0b")
_AC = bytes.fromhex(
    "0002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718"
    "191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a929394"
    "95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6"
    "f7f8f9fa"
)
_AC_COLOUR = bytes.fromhex(
    "00020102040403040705040400010277000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125"
    "f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92"
    "939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6"
    "f7f8f9fa"
)
HUFFMAN = {0x00: _DC, 0x10: _AC, 0x01: _DC_COLOUR, 0x11: _AC_COLOUR}
"""The tables of annex K by class and number: 16 counts of codes by length, then the symbols."""


@cache
def quantisers() -> frozenset[bytes]:
    """The tables of annex K at each quality from 1 to 100, as libjpeg scales them."""
    tables = set()
    for quality in range(1, 101):
        scale = 5000 // quality if quality < 50 else 200 - 2 * quality
        for table in (_LUMINANCE, _CHROMINANCE):
            tables.add(bytes(min(255, max(1, (value * scale + 50) // 100)) for value in table))
    return frozenset(tables)


def _jpeg(data: bytes) -> Iterator[str]:
    at, order = 2, []
    frame: list[tuple[int, int, int, int]] = []
    size = (0, 0)
    while True:
        if at + 4 > len(data):
            raise _Unsound("the JPEG is cut")
        if data[at] != 0xFF:
            raise _Unsound("bytes between JPEG markers")
        marker = data[at + 1]
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at + 4 : at + 2 + length]
        if len(segment) != length - 2:
            raise _Unsound("the JPEG is cut")
        at += 2 + length
        order.append(marker)
        if marker == 0xE0:
            if segment != b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0":
                yield "JPEG APP0 that is not a bare JFIF header"
        elif marker == 0xDB:
            if segment[:1] not in (b"\0", b"\1") or segment[1:] not in quantisers():
                yield "a JPEG quantisation table of its own"
        elif marker == 0xC4:
            if segment[1:] != HUFFMAN.get(segment[0] if segment else -1) and 0xC2 not in order:
                yield "a JPEG Huffman table of its own"
        elif marker == 0xC2:
            pass
        elif marker == 0xC0:
            frame, size = _jpeg_frame(segment)
        elif marker == 0xDA:
            break
        else:
            yield f"JPEG marker {marker:#x}"
    colour = len(frame) == 3
    tables = [0xC4] * (4 if colour else 2)
    if 0xC2 in order:
        yield from _jpeg_scans(data, at, order)
        return
    if order != [0xE0, *([0xDB] * (2 if colour else 1)), 0xC0, *tables, 0xDA]:
        yield f"JPEG segments in the order {' '.join(f'{m:x}' for m in order)}"
        return
    if segment != (b"\x03\1\0\2\x11\3\x11\0\x3f\0" if colour else b"\1\1\0\0\x3f\0"):
        raise _Unsound("a JPEG scan that is not ours")
    end = _jpeg_scan(data, at, frame, size)
    if data[end : end + 2] != b"\xff\xd9":
        raise _Unsound("bytes after the last block of the JPEG, or it is cut")
    if end + 2 != len(data):
        yield f"{len(data) - end - 2} bytes after the end of the JPEG"


def _jpeg_scans(data: bytes, at: int, order: list[int]) -> Iterator[str]:
    """The scans of a progressive JPEG: between them tables, then the end."""
    if order[:-1] != [m for m in order[:-1] if m in (0xE0, 0xDB, 0xC2, 0xC4)]:
        yield "JPEG segments that no progressive picture needs"
    while True:
        at = data.find(b"\xff", at)
        marker = data[at + 1] if 0 <= at < len(data) - 1 else -1
        if marker in (0xDA, 0xC4):
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        elif marker == 0:
            at += 2
        elif marker == 0xD9 and at + 2 == len(data):
            return
        else:
            yield f"JPEG marker {marker:#x}" if marker not in (0xD9, -1) else "the JPEG is cut, or bytes follow its end"
            return


def _jpeg_frame(segment: bytes) -> tuple[list[tuple[int, int, int, int]], tuple[int, int]]:
    """(number, blocks across, blocks down, table) of each component, and width and height."""
    precision, height, width, count = struct.unpack_from(">BHHB", segment)
    if precision != 8 or count not in (1, 3) or len(segment) != 6 + 3 * count or not 0 < width * height <= MAX_PIXELS:
        raise _Unsound("a JPEG header that is not ours")
    frame = []
    for number in range(count):
        name, sampling, table = segment[6 + 3 * number : 9 + 3 * number]
        across, down = sampling >> 4, sampling & 15
        known = ((1, 1), (2, 1), (2, 2)) if number == 0 else ((1, 1),)
        if name != number + 1 or (across, down) not in known or table != (number > 0):
            raise _Unsound("a JPEG component that is not ours")
        frame.append((name, across, down, table))
    return frame, (width, height)


@cache
def _codes(table: int) -> list[tuple[int, int]]:
    """(length, symbol) for each 16 bits that can come next; length 0 where no code begins so."""
    counts, symbols = HUFFMAN[table][:16], iter(HUFFMAN[table][16:])
    found: list[tuple[int, int]] = []
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            found += [(length, next(symbols))] * (1 << 16 - length)
    return found + [(0, 0)] * ((1 << 16) - len(found))


def _jpeg_scan(data: bytes, at: int, frame: list[tuple[int, int, int, int]], size: tuple[int, int]) -> int:
    """Read all blocks (T.81, F.2); gives the offset at which the data end, padded with ones to a whole byte."""
    end = at
    while True:
        end = data.find(b"\xff", end)
        if end < 0 or end + 1 >= len(data):
            raise _Unsound("the JPEG is cut")
        if data[end + 1]:
            break
        end += 2
    stream = data[at:end].replace(b"\xff\0", b"\xff") + b"\xff" * 8
    widest, tallest = frame[0][1], frame[0][2]
    across, down = (1, 1) if len(frame) == 1 else (widest, tallest)
    units = -(-size[0] // (8 * across)) * -(-size[1] // (8 * down))
    plan = [(_codes(t), _codes(16 + t)) for _, h, v, t in frame for _ in range(1 if len(frame) == 1 else h * v)]
    position, limit = 0, 8 * (len(stream) - 8)

    def peek() -> int:
        byte = position >> 3
        return int.from_bytes(stream[byte : byte + 3], "big") >> (8 - (position & 7)) & 0xFFFF

    for _ in range(units):
        for dc, ac in plan:
            length, symbol = dc[peek()]
            position += length + symbol
            number = 1
            while number < 64 and length and position <= limit:
                length, symbol = ac[peek()]
                position += length + (symbol & 15)
                if symbol & 15:
                    number += (symbol >> 4) + 1
                elif symbol == 0xF0:
                    number += 16
                else:
                    break
            if not length or number > 64 or position > limit:
                raise _Unsound("JPEG data that break off")
    rest = limit - position
    if rest > 7 or (rest and peek() >> (16 - rest) != (1 << rest) - 1):
        raise _Unsound("bytes after the last block of the JPEG")
    return end


# --- GIF --------------------------------------------------------------------------------------------------------------


def _gif(data: bytes) -> Iterator[str]:
    width, height, flags, background, aspect = struct.unpack_from("<HHBBB", data, 6)
    if data[4:6] not in (b"7a", b"9a") or aspect or background or not 0 < width * height <= MAX_PIXELS:
        raise _Unsound("a GIF header that is not ours")
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
            raise _Unsound(f"GIF extension {data[at + 1]:#x}")
        elif kind == 0x2C:
            left, top, across, down, local = struct.unpack_from("<HHHHB", data, at + 1)
            if left + across > width or top + down > height or not across * down or local & 0x78:
                raise _Unsound("a GIF frame that is not ours")
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
            raise _Unsound("bytes between GIF blocks")
    if at + 1 != len(data):
        yield f"{len(data) - at - 1} bytes after the end of the GIF"
    if not frames or waiting:
        yield "the GIF has no picture"
    yield from _unused(palette, used if not local_only else set())


def _unused(colours: bytes, used: set[int]) -> Iterator[str]:
    """Entries that no pixel uses are black: the table's length is a power of two."""
    if used and max(used) >= len(colours) // 3:
        raise _Unsound("a GIF pixel without a colour")
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
        raise _Unsound("GIF data cut into pieces of their own")
    return b"".join(parts), at + 1


def _gif_pixels(packed: bytes, width: int, wanted: int) -> set[int]:
    """Unpack LZW codes (GIF89a, appendix F) to exactly ``wanted`` pixels; gives the colours used."""
    if not 2 <= width <= 8:
        raise _Unsound("a GIF code size that is not ours")
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
            raise _Unsound("a GIF code that means nothing")
        if previous >= 0 and len(lengths) < 4096:
            firsts.append(firsts[previous])
            lengths.append(lengths[previous] + 1)
            if len(lengths) == 1 << size and size < 12:
                size += 1
        if code >= len(lengths):
            raise _Unsound("a GIF code that means nothing")
        pixels += lengths[code]
        if code < clear:
            used.add(code)
        previous = code
        if pixels > wanted:
            raise _Unsound("more GIF pixels than announced")
    used_bytes = (position + 7) // 8
    slack = packed[-1] >> (position & 7) if position & 7 and packed else 0
    if not done or pixels != wanted or used_bytes != len(packed) or slack:
        raise _Unsound("GIF data that do not unpack to the announced size")
    return used


# --- WebP -------------------------------------------------------------------------------------------------------------


def _webp_chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at < end:
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)
        if at > end or (length & 1 and data[at - 1]):
            raise _Unsound(f"WebP chunk {kind.decode('latin-1')} that is cut or padded with something")
        yield kind, body


def _webp(data: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", data, 4)
    if data[8:12] != b"WEBP" or 8 + size != len(data):
        raise _Unsound("bytes after the end of the WebP, or it is cut")
    chunks = list(_webp_chunks(data, 12, len(data)))
    kinds = [kind for kind, _ in chunks]
    if kinds[0] in (b"VP8 ", b"VP8L") and len(chunks) == 1:
        yield from _webp_frame(chunks, None)
        return
    if kinds[0] != b"VP8X" or len(chunks[0][1]) != 10:
        raise _Unsound(f"WebP chunks {b' '.join(kinds)[:60].decode('latin-1')}")
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
            raise _Unsound(f"WebP chunk {kind.decode('latin-1')}")
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
