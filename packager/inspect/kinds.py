"""What the kinds of things that can be inspected have in common."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from packager.model import SiteInfo

Facts = dict[str, object]
"""Plain data that JSON can hold."""


class Kind(Protocol):
    """A module for one kind of thing."""

    def is_one(self, path: Path) -> bool:
        """Whether ``path`` is of this kind, by a look at its beginning."""
        ...

    def facts(self, path: Path) -> Facts:
        """What can be told of it."""
        ...


def wiki(site: SiteInfo) -> Facts:
    """Which wiki it is."""
    return {"dbname": site.dbname, "sitename": site.sitename, "lang": site.lang, "generator": site.generator}


def named(counts: Mapping[int, int], site: SiteInfo) -> dict[str, int]:
    """Counts by number and name of the namespace."""
    names = {number: namespace.name for number, namespace in site.namespaces.items()}
    return {f"{number} {names.get(number, '')}".strip(): counts[number] for number in sorted(counts)}
