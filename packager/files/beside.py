"""Write beside, then replace: a reader of the file sees the old whole or the new whole.

For small files that one process writes, and that may be lost with the machine (``PrivateFile`` locks and syncs).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from packager.errors import UsageError


def refuse_unwritable(path: Path | None) -> None:
    """Raises UsageError if no file can be written at ``path``: said before hours of work, not after them."""
    if path is None:
        return
    folder = path.absolute().parent
    if path.is_dir() or not folder.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
        raise UsageError("{file}: no file can be written there; give a name in a folder that is yours", file=path.name)


@contextmanager
def beside(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8, LF) that takes its place at ``path`` when the block ends, and goes if the block fails."""
    partial = path.with_name(path.name + ".tmp")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
