"""A ZIM archive."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from packager.inspect.kinds import Facts
from packager.zimfile.facts import zim_facts

MAGIC = b"ZIM\x04"


def is_one(path: Path) -> bool:
    """Whether the file begins as a ZIM does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def facts(path: Path) -> Facts:
    """Counts, metadata and layout; what does not apply is left out."""
    return {"kind": "zim", **{name: value for name, value in asdict(zim_facts(path)).items() if value}}
