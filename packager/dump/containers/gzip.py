"""gzip, one or more members (RFC 1952); zlib checks length and CRC-32 of each."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from packager.dump.containers.reading import PIECE, bites, cut, damaged
from packager.errors import Said

NAME = "gz"

MAGIC = b"\x1f\x8b\x08"


def sniff(head: bytes) -> bool:
    return head.startswith(MAGIC)


def unpack(path: Path, jobs: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    start = position = 0
    member = None
    for bite in bites(path, progress):
        data = bite
        while data:
            if member is None:
                start = position
                member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            try:
                piece = member.decompress(data, PIECE)
            except zlib.error as error:
                what = Said("gzip member that starts at byte {start}: {error}", start=start, error=error)
                raise damaged(path, position, what) from None
            rest = member.unused_data if member.eof else member.unconsumed_tail
            position += len(data) - len(rest)
            data = rest
            if piece:
                yield piece
            while not data and not member.eof and len(piece) == PIECE:
                if piece := member.decompress(b"", PIECE):
                    yield piece
            if member.eof:
                member = None
    if member is not None:
        raise cut(path, position, Said("ends inside the gzip member that starts at byte {start}", start=start))
