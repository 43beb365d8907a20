"""``packager inspect``: facts about a folder, a ZIM, a page store or a dump, whichever lies there."""

from __future__ import annotations

from pathlib import Path

from packager.errors import UsageError
from packager.inspect import dump, folder, store, zim
from packager.inspect.kinds import Facts, Kind

KINDS: tuple[Kind, ...] = (folder, zim, store, dump)  # dump last: it takes any file


def inspect(path: Path) -> Facts:
    """A JSON-able description. Raises UsageError if there is nothing at ``path``."""
    for kind in KINDS:
        if kind.is_one(path):
            return kind.facts(path)
    raise UsageError("{file}: there is no such file or folder", file=path.name)
