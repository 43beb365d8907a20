"""An image on its way to the disk: written once from the first byte to the last, and summed on the way."""

from __future__ import annotations

import errno
import hashlib
import os
from types import TracebackType
from typing import Self

ZEROS = bytes(1 << 18)
_NO_ROOM_AHEAD = (errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS)


class Sink:
    """A file of ``total`` bytes. Zeros take room only if it is not ``sparse``; its bytes are the same either way."""

    def __init__(self, path: str, total: int, sparse: bool) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        self._total, self._at = total, 0
        self._digest = hashlib.sha256()
        try:
            self._in_zeros = sparse or self._reserve()
            os.ftruncate(self._file, total)
        except OSError:
            os.close(self._file)
            raise

    def _reserve(self) -> bool:
        """Take the room ahead, so that a full disk is known now; False where the file system cannot do that."""
        if not hasattr(os, "posix_fallocate"):
            return False
        try:
            os.posix_fallocate(self._file, 0, self._total)
        except OSError as error:
            if error.errno not in _NO_ROOM_AHEAD:
                raise
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        os.close(self._file)

    def write(self, data: bytes | memoryview) -> None:
        """Bytes at the place that was reached."""
        self._digest.update(data)
        self._at += len(data)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]

    def zeros_to(self, place: int) -> int:
        """Zeros up to a place; gives how many."""
        count = left = place - self._at
        while left:
            step = min(left, len(ZEROS))
            if self._in_zeros:
                self._digest.update(memoryview(ZEROS)[:step])
                self._at += step
            else:
                self.write(ZEROS[:step])
            left -= step
        if self._in_zeros:
            os.lseek(self._file, place, os.SEEK_SET)
        return count

    def finish(self) -> str:
        """Zeros to the end, down to the disk; gives the SHA-256 of the image in hex digits."""
        self.zeros_to(self._total)
        os.fsync(self._file)
        return self._digest.hexdigest()
