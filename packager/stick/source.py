"""The bytes of an image or a device, by position; a packed image is unpacked on the way and never lies on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import zstandard

from packager.errors import UsageError

_MAGIC = b"\x28\xb5\x2f\xfd"
_HEAD = 18
"""Bytes of the longest head of a frame."""
_UNKNOWN = -1
_STEP = 1 << 20


class Source(Protocol):
    """What can be read by position."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    def read(self, at: int, size: int) -> bytes:
        """``size`` bytes from ``at``; fewer at the end."""


class Plain:
    """A file or a device that lies open."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.size = os.lseek(descriptor, 0, os.SEEK_END)

    def read(self, at: int, size: int) -> bytes:
        """As in ``Source``."""
        return os.pread(self._descriptor, size, at)


class Packed:
    """A packed image. Reading goes forward; going back begins anew, so whoever reads does so by position."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self.size = file, size
        self._begin()

    def _begin(self) -> None:
        self._file.seek(0)
        self._reader = zstandard.ZstdDecompressor().stream_reader(self._file, closefd=False)
        self._at = 0

    def read(self, at: int, size: int) -> bytes:
        """As in ``Source``. Raises UsageError if the frame is damaged."""
        try:
            if at < self._at:
                self._begin()
            while self._at < at:
                passed = len(self._reader.read(min(_STEP, at - self._at)))
                if not passed:
                    return b""
                self._at += passed
            data = b""
            while len(data) < size and (more := self._reader.read(size - len(data))):
                data += more
        except zstandard.ZstdError as error:
            raise UsageError("a packed image that is damaged ({error}); run packager verify on it",
                             error=str(error)[:80]) from error  # fmt: skip
        self._at += len(data)
        return data


@contextmanager
def opened_image(image: Path) -> Iterator[Source]:
    """An image, packed or not. Raises UsageError if a packed one does not say how large it is."""
    if not image.is_file():
        raise UsageError("{file}: there is no such file", file=image.name)
    with image.open("rb") as file:
        head = file.read(_HEAD)
        if not head.startswith(_MAGIC):
            yield Plain(file.fileno())
            return
        try:
            size = zstandard.frame_content_size(head)
        except zstandard.ZstdError:
            size = _UNKNOWN
        if size == _UNKNOWN:
            raise UsageError("{file}: does not say how large it is unpacked; pack it with packager image --zst",
                             file=image.name)  # fmt: skip
        yield Packed(file, size)
