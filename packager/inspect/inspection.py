"""``packager inspect``: facts about a folder, a ZIM, a page store or a dump, whichever lies there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from packager.errors import UsageError
from packager.inspect import dump, folder, store, zim
from packager.inspect.kinds import Facts, Kind

SINGLE: tuple[Kind, ...] = (folder, zim, store)
"""Kinds of things that are one file or folder; any other file is taken for a part of a dump."""


def inspect(paths: Sequence[Path]) -> Facts:
    """A JSON-able description of one thing, or of all parts of one dump.

    Raises UsageError if there is nothing at a path, or if several are not the parts of a dump.
    """
    for path in paths:
        if not path.exists():
            raise UsageError("{file}: there is no such file or folder", file=path.name)
        kind = next((kind for kind in SINGLE if kind.is_one(path)), None)
        if kind is not None:
            if len(paths) > 1:
                raise UsageError("{file}: is no part of a dump; inspect it by itself", file=path.name)
            return kind.facts(path)
    return dump.facts(paths)
