"""Write beside, then replace: a reader of the file sees the old whole or the new whole.

For small files that one process writes, and that may be lost with the machine (``PrivateFile`` locks and syncs).
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
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


def refuse_covering(path: Path | None, given: Iterable[Path], kept: Iterable[Path] = ()) -> None:
    """Raises UsageError if writing ``path`` would cover a file that is read, or any other that we did not write.

    ``given``: files, folders and patterns that the run reads; ``kept``: folders in which only the build itself writes.
    """
    if path is None:
        return
    whole = path.resolve()
    inside = next((folder for folder in kept if folder.resolve() in whole.parents), None)
    if inside is not None:
        raise UsageError(
            "{file}: lies in {folder}, where only the build itself writes; give a name in another folder",
            file=path.name,
            folder=inside.name,
        )
    if not path.is_file():
        return
    with path.open("rb") as file:
        ours = file.read(1) in (b"", b"{")  # reports, logs and pages are JSON
    if not ours or any(whole in _opened(each) for each in given):
        raise UsageError(
            "{file}: is there already and no report or log of ours, or this run reads it; give another name",
            file=path.name,
        )


def _opened(given: Path) -> Iterator[Path]:
    """What a path that was given stands for: itself, what lies in the folder, what fits the pattern."""
    if given.is_dir():
        yield from (each.resolve() for each in given.iterdir())
    elif given.exists():
        yield given.resolve()
    else:
        yield from (Path(name).resolve() for name in glob.glob(str(given)))


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
