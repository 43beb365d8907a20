"""What is known about a dump apart from its pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


def plain_name(path: Path) -> str:
    """A file's name as text that can be written: what of it is no UTF-8 is spelled out (``\\xb5``)."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class PartInfo:
    """One file of a dump."""

    path: Path
    size: int
    sha256: str
    container: str
    """``bz2``, ``plain`` ..."""
    verified_by: str = ""
    """Name of the hash list that the file agrees with, empty if there was none."""


@dataclass(frozen=True, slots=True)
class DumpInfo:
    """Identity of a dump: the same for the same bytes, whatever the order, folder or machine."""

    dbname: str
    date: str
    """``YYYY-MM-DD``: the day of the newest revision, known once all pages are read; empty before."""
    reader: str
    """``xml`` or ``enterprise``."""
    version: str
    """Version of the export format, ``0.11``."""
    fingerprint: str
    """SHA-256 over wiki and the content of all parts, in hexadecimal. No file name is part of it."""
    parts: tuple[PartInfo, ...]
    notes: tuple[str, ...] = ()
    """What could not be proven and why, for the report."""
    named_date: str = ""
    """``YYYY-MM-DD`` that the file names tell, for a remark if the pages tell another month; it decides nothing."""

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)
