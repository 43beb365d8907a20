"""Digest of everything in a drive folder: names, bytes, times and modes."""

from __future__ import annotations

import hashlib
from pathlib import Path


def drive_sums(folder: Path) -> dict[str, str]:
    """Relative path to a digest of bytes, time and mode."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            facts = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            sums[path.relative_to(folder).as_posix()] = f"{digest} {int(facts.st_mtime)} {facts.st_mode:o}"
    return sums
