"""The page ids seen so far: a bit each, so that a second copy of a page is noticed in a dump of any size."""

from __future__ import annotations

CHUNK_BITS = 16


class PageIds:
    """A set of integers in 8 KiB chunks."""

    def __init__(self) -> None:
        self._chunks: dict[int, bytearray] = {}

    def add(self, page_id: int) -> bool:
        """Add an id; False if it was there already."""
        number, bit = page_id >> CHUNK_BITS, page_id & ((1 << CHUNK_BITS) - 1)
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = self._chunks[number] = bytearray(1 << (CHUNK_BITS - 3))
        mask = 1 << (bit & 7)
        if chunk[bit >> 3] & mask:
            return False
        chunk[bit >> 3] |= mask
        return True
