"""Not packed: XML (UTF-8 or UTF-16), NDJSON or a tar of it as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from packager.dump.containers.reading import bites

NAME = "plain"

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
TAR_MAGIC = b"ustar"


def sniff(head: bytes) -> bool:
    for mark in BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    if head[257:262] == TAR_MAGIC:
        return True
    return head.replace(b"\0", b"").lstrip()[:1] in (b"<", b"{", b"[")


def unpack(path: Path, jobs: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    return bites(path, progress)
