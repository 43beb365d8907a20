"""7z with one file in it, as the full-history dumps come; py7zr checks the CRC-32.

py7zr is an extra of its own, ``packager[7z]``: it brings a dozen packages that no other kind of dump needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from packager.errors import UsageError

NAME = "7z"

MAGIC = b"7z\xbc\xaf\x27\x1c"


def sniff(head: bytes) -> bool:
    return head.startswith(MAGIC)


def unpack(path: Path, jobs: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    # Loading py7zr takes longer than reading a small dump and starts a program; only a 7z file is worth it.
    try:
        from packager.dump.containers.sevenzip_thread import unpacked
    except ModuleNotFoundError as error:
        if error.name != "py7zr":
            raise
        raise UsageError(
            "{file}: reading 7z needs py7zr; install it with pip install 'packager[7z]' or unpack the file yourself",
            file=path,
        ) from None

    return unpacked(path, progress)
