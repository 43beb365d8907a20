"""Reading the packed file: one place for its errors, its size of bites and its progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from packager.errors import DumpError

BITE = 1 << 20
"""Bytes read from a packed file at once."""

PIECE = 4 << 20
"""Most bytes that an unpacker hands on at once."""


def bites(path: Path, progress: Callable[[int], None], size: int = BITE) -> Iterator[bytes]:
    """The bytes of a file as they are stored."""
    done = 0
    try:
        with path.open("rb") as file:
            while data := file.read(size):
                done += len(data)
                progress(done)
                yield data
    except OSError as error:
        raise DumpError(f"{path}: byte {done}: cannot be read ({error.strerror}); check the disk") from None


def damaged(path: Path, offset: int, what: str) -> DumpError:
    """The error for bytes that are not what the format asks for."""
    return DumpError(f"{path}: byte {offset}: {what}; the file is damaged, fetch it again and compare its checksum")


def cut(path: Path, offset: int, what: str) -> DumpError:
    """The error for a file that ends too early."""
    return DumpError(f"{path}: byte {offset}: {what}; the file is cut short, fetch it again")
