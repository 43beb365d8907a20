"""Zstandard frames (RFC 8878), skippable frames between them included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard

from packager.dump.containers.reading import PIECE, bites, cut, damaged
from packager.errors import Said

NAME = "zst"

MAGIC = b"\x28\xb5\x2f\xfd"
SKIPPABLE = b"\x2a\x4d\x18"
"""Last three bytes of the magic number of a skippable frame; the first is 0x50 to 0x5f."""

# A block of four bytes may stand for 128 KiB: a small bite bounds what one call can give to 32 MiB.
SMALL_BITE = 1 << 10
WINDOW_LIMIT = 256 << 20


def sniff(head: bytes) -> bool:
    return head.startswith(MAGIC) or _is_skippable(head)


def _is_skippable(head: bytes) -> bool:
    return len(head) >= 4 and head[0] & 0xF0 == 0x50 and head[1:4] == SKIPPABLE


def _small_bites(path: Path, progress: Callable[[int], None]) -> Iterator[bytes]:
    for bite in bites(path, progress):
        for start in range(0, len(bite), SMALL_BITE):
            yield bite[start : start + SMALL_BITE]


def unpack(path: Path, jobs: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    start = position = 0
    frame = None
    skip = 0
    data = b""
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT)
    pieces: list[bytes] = []
    held = 0
    for bite in _small_bites(path, progress):
        data += bite
        while data:
            if skip:
                taken = min(skip, len(data))
                skip -= taken
                position += taken
                data = data[taken:]
                continue
            if frame is None:
                if len(data) < 8:
                    break
                start = position
                if _is_skippable(data):
                    skip = 8 + int.from_bytes(data[4:8], "little")
                    continue
                if not data.startswith(MAGIC):
                    raise damaged(path, position, Said("not the start of a zstd frame"))
                frame = unpacker.decompressobj()
            try:
                piece = frame.decompress(data)
            except zstandard.ZstdError as error:
                what = Said("zstd frame that starts at byte {start}: {error}", start=start, error=error)
                raise damaged(path, position, what) from None
            rest = frame.unused_data if frame.eof else b""
            position += len(data) - len(rest)
            data = rest
            if frame.eof:
                frame = None
            pieces.append(piece)
            held += len(piece)
            if held >= PIECE:
                yield b"".join(pieces)
                pieces, held = [], 0
    if held:
        yield b"".join(pieces)
    if frame is not None or skip:
        raise cut(path, position, Said("ends inside the zstd frame that starts at byte {start}", start=start))
    if data:
        raise damaged(path, position, Said("bytes after the last zstd frame"))
