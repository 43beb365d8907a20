"""xz (several streams, padding between them) and the older .lzma, which has no check of its own."""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from pathlib import Path

from packager.dump.containers.reading import PIECE, bites, cut, damaged
from packager.errors import Said

NAME = "xz"

XZ_MAGIC = b"\xfd7zXZ\x00"
MEMORY_LIMIT = 512 << 20


def sniff(head: bytes) -> bool:
    return head.startswith(XZ_MAGIC) or _is_lzma(head)


def _is_lzma(head: bytes) -> bool:
    # properties byte of the usual lc/lp/pb = 3/0/2, a dictionary of a power of two (or 1.5 times one), size or -1.
    if len(head) < 13 or head[0] != 0x5D:
        return False
    dictionary = int.from_bytes(head[1:5], "little")
    size = int.from_bytes(head[5:13], "little")
    return dictionary >= 4096 and (dictionary & (dictionary - 1) == 0 or dictionary % 3 == 0) and (
        size == (1 << 64) - 1 or size < 1 << 40
    )


def unpack(path: Path, jobs: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    start = position = 0
    form = 0
    stream: lzma.LZMADecompressor | None = None
    for bite in bites(path, progress):
        data = bite
        while data or (stream is not None and not stream.needs_input and not stream.eof):
            if stream is None:
                if position == 0:
                    form = lzma.FORMAT_XZ if data.startswith(XZ_MAGIC) else lzma.FORMAT_ALONE
                else:
                    padding = len(data) - len(data.lstrip(b"\0"))
                    position += padding
                    data = data[padding:]
                    if not data:
                        break
                    if form == lzma.FORMAT_ALONE or position % 4:
                        raise damaged(path, position, Said("bytes after the end of the xz data"))
                start = position
                stream = lzma.LZMADecompressor(format=form, memlimit=MEMORY_LIMIT)
            try:
                piece = stream.decompress(data, PIECE)
            except lzma.LZMAError as error:
                what = Said("xz stream that starts at byte {start}: {error}", start=start, error=error)
                raise damaged(path, position, what) from None
            position += len(data)
            data = b""
            if piece:
                yield piece
            if stream.eof:
                data = stream.unused_data
                position -= len(data)
                stream = None
    if stream is not None:
        raise cut(path, position, Said("ends inside the xz stream that starts at byte {start}", start=start))
    if form == lzma.FORMAT_XZ and position % 4:
        what = Said("the padding after the last xz stream is not a multiple of four bytes")
        raise cut(path, position, what)
