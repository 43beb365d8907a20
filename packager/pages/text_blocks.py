"""Page texts in the page store: packed together in blocks of some tens of KiB, because short texts pack badly alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import zstandard

BLOCK_SIZE = 64 << 10
"""A block is closed once it holds so many bytes of text."""

LEVEL = 1
"""The store lives on the editor's disk for a build, so speed counts more than size."""

CACHE_BYTES = 16 << 20


class BlockPacker:
    """Collects texts; gives a packed block whenever one is full. Texts of one group lie together."""

    def __init__(self) -> None:
        self._packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        self._open: dict[int, tuple[int, list[bytes], int]] = {}
        self._next = 1

    def add(self, group: int, text: bytes) -> tuple[int, int, bytes | None]:
        """(block, offset) at which the text lies from now on, and the packed block if that filled it."""
        if group not in self._open:
            self._open[group] = (self._next, [], 0)
            self._next += 1
        block, texts, offset = self._open[group]
        texts.append(text)
        size = offset + len(text)
        if size < BLOCK_SIZE:
            self._open[group] = (block, texts, size)
            return block, offset, None
        del self._open[group]
        return block, offset, self._packer.compress(b"".join(texts))

    def rest(self) -> list[tuple[int, bytes]]:
        """The blocks that never became full."""
        packed = [(block, self._packer.compress(b"".join(texts))) for block, texts, _ in self._open.values()]
        self._open.clear()
        return packed


class BlockCache:
    """Unpacked blocks, the least recently used given up first."""

    def __init__(self, load: Callable[[int], bytes], limit: int = CACHE_BYTES) -> None:
        self._load = load
        self._limit = limit
        self._unpacker = zstandard.ZstdDecompressor()
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._size = 0

    def text(self, block: int, offset: int, length: int) -> str:
        data = self._blocks.get(block)
        if data is None:
            data = self._unpacker.decompress(self._load(block))
            self._blocks[block] = data
            self._size += len(data)
            while self._size > self._limit and len(self._blocks) > 1:
                _, old = self._blocks.popitem(last=False)
                self._size -= len(old)
        else:
            self._blocks.move_to_end(block)
        return data[offset : offset + length].decode("utf-8")
