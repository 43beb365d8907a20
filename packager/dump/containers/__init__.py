"""How a dump file is packed: plain, bzip2, gzip, xz, lzma, zstd or 7z. One module each, recognised by content.

Every module turns a file into its unpacked bytes and raises ``DumpError`` when a byte of it cannot be accounted for:
an unpacker that stops early without an error is exactly what a dump must not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from packager.dump.containers import bzip2, gzip, plain, sevenzip, xz, zst
from packager.errors import DumpError

Progress = Callable[[int], None]
"""Told how many bytes of the packed file have been taken so far."""


class Container(Protocol):
    """What each module of this package offers."""

    NAME: str

    def sniff(self, head: bytes) -> bool:
        """Whether a file that begins with ``head`` is packed this way."""
        ...

    def unpack(self, path: Path, jobs: int, progress: Progress) -> Iterator[bytes]:
        """The unpacked bytes in order, in pieces of at most a few MiB."""
        ...


# ``plain`` is last: it only asks whether the file can be text at all.
CONTAINERS: tuple[Container, ...] = (bzip2, gzip, xz, zst, sevenzip, plain)

HEAD_SIZE = 512


def find_container(path: Path) -> Container:
    """The container module that understands ``path``."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_SIZE)
    except OSError as error:
        raise DumpError(
            "{file}: cannot be read ({error}); check the path and the permissions", file=path, error=error.strerror
        ) from None
    if not head:
        raise DumpError("{file}: byte 0: the file is empty; fetch it again", file=path)
    _refuse_other_kinds(path, head)
    for container in CONTAINERS:
        if container.sniff(head):
            return container
    raise DumpError(
        "{file}: byte 0: neither a dump nor packed in a known way (xml, bz2, gz, xz, lzma, zst, 7z);"
        " the file is damaged or of another kind, fetch it again",
        file=path,
    )


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raises DumpError for what is not damaged but the wrong file, and says which would be right."""
    if head.startswith(b"ZIM\x04"):
        raise DumpError("{file}: byte 0: a ZIM archive, which is made of a dump; give the dump", file=path)
    if head.startswith(b"PK\x03\x04"):
        raise DumpError("{file}: byte 0: a ZIP archive; unpack it and give the dump that is in it", file=path)
    if head.startswith(b"SQLite format 3\0"):
        raise DumpError("{file}: byte 0: a page store, which is made of a dump; give the dump", file=path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        raise DumpError(
            "{file}: byte 0: a web page instead of a dump, as servers send for a wrong address; fetch the dump itself",
            file=path,
        )
