"""A JPEG segment by segment, and its blocks decoded (ITU-T T.81 and its annex K)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache

from packager.audit.unsound import MAX_PIXELS, Unsound

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


def jpeg_parts(data: bytes) -> Iterator[str]:
    at, order = 2, []
    frame: list[tuple[int, int, int, int]] = []
    size = (0, 0)
    while True:
        if at + 4 > len(data):
            raise Unsound("the JPEG is cut")
        if data[at] != 0xFF:
            raise Unsound("bytes between JPEG markers")
        marker = data[at + 1]
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at + 4 : at + 2 + length]
        if len(segment) != length - 2:
            raise Unsound("the JPEG is cut")
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
        raise Unsound("a JPEG scan that is not ours")
    end = _jpeg_scan(data, at, frame, size)
    if data[end : end + 2] != b"\xff\xd9":
        raise Unsound("bytes after the last block of the JPEG, or it is cut")
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
        raise Unsound("a JPEG header that is not ours")
    frame = []
    for number in range(count):
        name, sampling, table = segment[6 + 3 * number : 9 + 3 * number]
        across, down = sampling >> 4, sampling & 15
        known = ((1, 1), (2, 1), (2, 2)) if number == 0 else ((1, 1),)
        if name != number + 1 or (across, down) not in known or table != (number > 0):
            raise Unsound("a JPEG component that is not ours")
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
            raise Unsound("the JPEG is cut")
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
                raise Unsound("JPEG data that break off")
    rest = limit - position
    if rest > 7 or (rest and peek() >> (16 - rest) != (1 << rest) - 1):
        raise Unsound("bytes after the last block of the JPEG")
    return end
