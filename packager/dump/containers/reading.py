"""Reading the packed file: one place for its errors, its size of bites and its progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from packager.errors import DumpError, Said

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
        raise DumpError(
            "{file}: byte {offset}: cannot be read ({error}); check the disk",
            file=path,
            offset=done,
            error=error.strerror,
        ) from None


def damaged(path: Path, offset: int, what: Said) -> DumpError:
    """The error for bytes that are not what the format asks for."""
    return DumpError(
        "{file}: byte {offset}: {what}; the file is damaged, fetch it again and compare its checksum",
        file=path,
        offset=offset,
        what=what,
    )


def cut(path: Path, offset: int, what: Said) -> DumpError:
    """The error for a file that ends too early."""
    return DumpError(
        "{file}: byte {offset}: {what}; the file is cut short, fetch it again", file=path, offset=offset, what=what
    )
