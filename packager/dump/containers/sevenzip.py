"""7z with one file in it, as the full-history dumps come; py7zr checks the CRC-32."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

NAME = "7z"

MAGIC = b"7z\xbc\xaf\x27\x1c"


def sniff(head: bytes) -> bool:
    return head.startswith(MAGIC)


def unpack(path: Path, jobs: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    # Loading py7zr takes longer than reading a small dump and starts a program; only a 7z file is worth it.
    from packager.dump.containers.sevenzip_thread import unpacked

    return unpacked(path, progress)
