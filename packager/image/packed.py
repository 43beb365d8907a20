"""An image that is packed while it is written: one zstandard frame, the same bytes from any machine.

Most of an image is zeros, so it shrinks to little more than its files. Level, threads and the size of the pieces that
the packer is given are fixed, its release is pinned; the frame says how large the image is and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from types import TracebackType
from typing import Self

import zstandard

from packager.image.sink import ZEROS

SUFFIX = ".zst"
LEVEL = 3
_PIECE = 1 << 20


class PackedSink:
    """A packed file that unpacks to ``total`` bytes; used as ``Sink`` is."""

    def __init__(self, path: str, total: int) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        self._total, self._at = total, 0
        self._image, self._packed = hashlib.sha256(), hashlib.sha256()
        self._packer = zstandard.ZstdCompressor(level=LEVEL, threads=0).compressobj(size=total)
        self._waiting = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        os.close(self._file)

    def write(self, data: bytes | memoryview) -> None:
        """Bytes at the place that was reached."""
        self._image.update(data)
        self._at += len(data)
        self._waiting += data
        while len(self._waiting) >= _PIECE:
            with memoryview(self._waiting) as waiting:
                self._put(self._packer.compress(waiting[:_PIECE]))
            del self._waiting[:_PIECE]

    def zeros_to(self, place: int) -> int:
        """Zeros up to a place; gives how many."""
        count = left = place - self._at
        while left:
            step = min(left, len(ZEROS))
            self.write(ZEROS[:step])
            left -= step
        return count

    def finish(self) -> str:
        """Zeros to the end, down to the disk; gives the SHA-256 of the image, unpacked, in hex digits."""
        self.zeros_to(self._total)
        self._put(self._packer.compress(bytes(self._waiting)) + self._packer.flush())
        os.fsync(self._file)
        return self._image.hexdigest()

    @property
    def packed(self) -> str:
        """SHA-256 of the file as it lies there, once it is finished."""
        return self._packed.hexdigest()

    def _put(self, data: bytes) -> None:
        self._packed.update(data)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]
