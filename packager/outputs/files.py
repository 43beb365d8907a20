"""Which files may lie on a drive: each target lists its own, ``drive/layout.py`` puts the lists together."""

from __future__ import annotations

from typing import NamedTuple


class FileRule(NamedTuple):
    """One kind of file."""

    pattern: str
    """Regular expression for the whole relative name, with slashes."""
    judge: str
    """Who looks at such a file when a drive is verified (``audit/drive.py: JUDGES``)."""
