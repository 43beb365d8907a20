"""py7zr writes into files; here it writes into a bounded queue in a thread of its own, so that a dump streams by."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from packager.dump.containers.reading import PIECE, damaged
from packager.errors import DumpError, Said

DEPTH = 8
"""Pieces that may wait between the unpacking thread and the reader."""


class _StoppedError(Exception):
    """The reader of the pieces has gone."""


class _Pipe(Py7zIO):
    """A file for py7zr to write into; what is written waits in a bounded queue."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[bytes | Exception | None] = queue.Queue(DEPTH)
        self.stopped = threading.Event()
        self.total = 0

    def put(self, item: bytes | Exception | None) -> None:
        while not self.stopped.is_set():
            try:
                self.pieces.put(item, timeout=0.2)
                return
            except queue.Full:
                continue
        raise _StoppedError

    def write(self, s: bytes | bytearray) -> int:
        self.total += len(s)
        for start in range(0, len(s), PIECE):
            self.put(bytes(s[start : start + PIECE]))
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.total

    def flush(self) -> None:
        pass

    def size(self) -> int:
        return self.total


class _OnePipe(WriterFactory):
    def __init__(self, pipe: _Pipe) -> None:
        self.pipe = pipe

    def create(self, filename: str) -> Py7zIO:
        return self.pipe


def _unpack(path: Path, pipe: _Pipe) -> None:
    try:
        try:
            with py7zr.SevenZipFile(path) as archive:
                if archive.needs_password():
                    raise damaged(path, 0, Said("the 7z archive asks for a password"))
                names = [info.filename for info in archive.list() if not info.is_directory]
                if len(names) != 1:
                    raise damaged(path, 0, Said("the 7z archive holds {count} files, a dump has one", count=len(names)))
                archive.extract(targets=names, factory=_OnePipe(pipe))
            pipe.put(None)
        except _StoppedError:
            return
        except DumpError as error:
            pipe.put(error)
        except Exception as error:  # py7zr has no common class for bytes that are not what they should be
            what = " ".join(f"7z: {type(error).__name__} {error}".split())
            pipe.put(damaged(path, 0, Said("{what} after {count} unpacked bytes", what=what, count=pipe.total)))
    except _StoppedError:
        return


def unpacked(path: Path, progress: Callable[[int], None]) -> Iterator[bytes]:
    """The bytes of the one file in the archive."""
    pipe = _Pipe()
    thread = threading.Thread(target=_unpack, args=(path, pipe), daemon=True)
    thread.start()
    size = path.stat().st_size
    try:
        while (item := pipe.pieces.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item
        progress(size)
    finally:
        pipe.stopped.set()
        thread.join()
