"""Files inside an image, read as if they lay in a folder; nothing is mounted and nothing is copied."""

from __future__ import annotations

import io
import mmap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from packager.audit.image.volume import Extent
from packager.zimfile.mapped import Mapped


@dataclass(frozen=True)
class Size:
    """The one fact of a file that judges ask for."""

    st_size: int


@dataclass(frozen=True)
class Inside:
    """A file or folder of an image (``packager.zimfile.mapped.Stored``)."""

    image: Path
    files: Mapping[str, Extent]
    path: str = ""
    """From the root of the image, with slashes."""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def __truediv__(self, name: str, /) -> Inside:
        return Inside(self.image, self.files, f"{self.path}/{name}" if self.path else name)

    def with_name(self, name: str, /) -> Inside:
        folder = self.path.rpartition("/")[0]
        return Inside(self.image, self.files, f"{folder}/{name}" if folder else name)

    def is_file(self) -> bool:
        return self.path in self.files

    def stat(self) -> Size:
        return Size(self._extent().size)

    def read_bytes(self) -> bytes:
        with self.open("rb") as file:
            return file.read()

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        del mode
        return io.BufferedReader(_Part(self.image, self._extent()), 1 << 16)

    def mapped(self) -> Mapped:
        """The file's part of the image, in memory as far as it is used."""
        extent = self._extent()
        if extent.first % mmap.ALLOCATIONGRANULARITY:
            return _Window(self.image, extent)
        with self.image.open("rb") as file:
            return mmap.mmap(file.fileno(), extent.size, access=mmap.ACCESS_READ, offset=extent.first)

    def _extent(self) -> Extent:
        try:
            return self.files[self.path]
        except KeyError:
            raise FileNotFoundError(2, "No such file", self.path) from None


class _Part(io.RawIOBase):
    """Reads a stretch of a file as if it were one."""

    def __init__(self, image: Path, extent: Extent) -> None:
        self._file = image.open("rb", buffering=0)
        self._extent, self._at = extent, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        self._file.seek(self._extent.first + self._at)
        count = self._file.readinto(memoryview(buffer)[: self._extent.size - self._at])
        self._at += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


class _Window:
    """Bytes of a mapping that begin where memory pages do not."""

    def __init__(self, image: Path, extent: Extent) -> None:
        self._before = extent.first % mmap.ALLOCATIONGRANULARITY
        self._size = extent.size
        with image.open("rb") as file:
            self._map = mmap.mmap(
                file.fileno(),
                extent.size + self._before,
                access=mmap.ACCESS_READ,
                offset=extent.first - self._before,
            )

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, key: slice, /) -> bytes:
        start, stop, _ = key.indices(self._size)
        return self._map[start + self._before : max(start, stop) + self._before]

    def find(self, sub: bytes, start: int = 0, end: int | None = None, /) -> int:
        """As in ``bytes``."""
        first, last, _ = slice(start, end).indices(self._size)
        found = self._map.find(sub, first + self._before, last + self._before)
        return found - self._before if found >= 0 else -1

    def close(self) -> None:
        """Release the mapping."""
        self._map.close()
