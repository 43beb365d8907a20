"""bzip2, one stream or many (multistream dumps): streams are unpacked by several threads, in order.

Python's ``bz2`` module stops without an error at the first byte that is not a stream header, so the rest of a damaged
multistream file would be lost in silence. Here every byte must belong to a stream that ends with the right CRC.
"""

from __future__ import annotations

import bz2
import re
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from packager.dump.containers.reading import PIECE, bites, cut, damaged
from packager.errors import Said

NAME = "bz2"

# "BZh", the block size, then the magic number of a block (pi) or of the end of an empty stream (square root of pi).
HEADER = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
HEADER_SIZE = 10

GROUP = 256 << 10
"""Packed bytes that one task gets at least: streams of a multistream dump are smaller."""

LONG = 1 << 20
"""A stream that is longer than this is unpacked bit by bit instead of as a whole."""

FIRST_PIECE = 256 << 10
"""Most bytes of the first piece."""

TASK_PIECES = 8
"""Most pieces that a task unpacks ahead; a bomb waits here until the reader asks for more."""


def sniff(head: bytes) -> bool:
    return HEADER.match(head) is not None


class Streams:
    """Unpacks consecutive streams and knows at which byte of the file each one starts."""

    def __init__(self, path: Path, position: int) -> None:
        self.path = path
        self.position = position
        self.start = position
        self.starts: list[int] = []
        self.decoder: bz2.BZ2Decompressor | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self.decoder is None:
                if not HEADER.match(data):
                    what = Said("not the start of a bzip2 stream (bytes left over, or a damaged stream header)")
                    raise damaged(self.path, self.position, what)
                self.start = self.position
                self.starts.append(self.position)
                self.decoder = bz2.BZ2Decompressor()
            decoder = self.decoder
            self.position += len(data)
            try:
                piece = decoder.decompress(data, FIRST_PIECE if self.start == 0 else PIECE)
                while True:
                    if piece:
                        yield piece
                    if decoder.eof or decoder.needs_input:
                        break
                    piece = decoder.decompress(b"", PIECE)
            except OSError:
                what = Said("wrong checksum or block in the bzip2 stream that starts at byte {start}", start=self.start)
                raise damaged(self.path, self.position, what) from None
            data = b""
            if decoder.eof:
                data = decoder.unused_data
                self.position -= len(data)
                self.decoder = None

    def finish(self) -> None:
        if self.decoder is not None:
            what = Said("ends inside the bzip2 stream that starts at byte {start}", start=self.start)
            raise cut(self.path, self.position, what)


def _segments(path: Path, progress: Callable[[int], None]) -> Iterator[tuple[int, bytes, bool]]:
    """Runs of whole streams as (offset, bytes, True); a long stream comes as several bites with False.

    The cuts are hints: a header that is damaged is not seen here and so stays inside a run, where unpacking meets it.
    """
    offset = 0
    buffer = b""
    inside_long = False
    for bite in bites(path, progress):
        buffer += bite
        first = 0
        while True:
            found = HEADER.search(buffer, first + (0 if inside_long else GROUP))
            if found is None:
                break
            yield offset + first, buffer[first : found.start()], not inside_long
            inside_long = False
            first = found.start()
        offset += first
        buffer = buffer[first:]
        if len(buffer) > LONG or (inside_long and len(buffer) > HEADER_SIZE):
            keep = HEADER_SIZE - 1
            yield offset, buffer[:-keep], False
            offset += len(buffer) - keep
            buffer = buffer[-keep:]
            inside_long = True
    if buffer:
        yield offset, buffer, not inside_long


Task = tuple[list[bytes], Iterator[bytes], Streams]


def _start(path: Path, offset: int, data: bytes) -> Task:
    streams = Streams(path, offset)
    rest = streams.feed(data)
    return list(islice(rest, TASK_PIECES)), rest, streams


def unpack(path: Path, jobs: int, progress: Callable[[int], None], starts: list[int] | None = None) -> Iterator[bytes]:
    """The unpacked bytes; ``starts`` is filled with the offset of each stream, for the multistream index."""
    seen: list[int] = starts if starts is not None else []
    waiting: deque[Future[Task]] = deque()
    long: Streams | None = None

    def take() -> Iterator[bytes]:
        pieces, rest, streams = waiting.popleft().result()
        yield from pieces
        yield from rest
        streams.finish()
        seen.extend(streams.starts)

    with ThreadPoolExecutor(max(1, jobs), thread_name_prefix="bzip2") as pool:
        try:
            for offset, data, whole in _segments(path, progress):
                # The first run is unpacked as it is asked for: who only wants the head of the dump pays for no more.
                if whole and offset and (long is None or long.decoder is None):
                    if long is not None:
                        seen.extend(long.starts)
                        long = None
                    waiting.append(pool.submit(_start, path, offset, data))
                    if len(waiting) > jobs + 1:
                        yield from take()
                    continue
                while waiting:
                    yield from take()
                if long is None:
                    long = Streams(path, offset)
                yield from long.feed(data)
            while waiting:
                yield from take()
        finally:
            for future in waiting:
                future.cancel()
    if long is not None:
        long.finish()
        seen.extend(long.starts)
