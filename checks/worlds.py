"""Small worlds for the cleaner: drives that have the given entries, or none."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from packager.addresses import href, quote_path


class SmallWorld:
    """A drive that has the given entries. Addresses are relative, as in a page at the root of the drive."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self.entries = frozenset(entries)

    def _entry(self, address: str) -> str | None:
        path, _, fragment = address.partition("#")
        path = path[6:] if path.startswith("/wiki/") else path.removeprefix("./")
        if posixpath.normpath(unquote(path)) not in self.entries:
            return None
        spelled = href(unquote(path), unquote(fragment))
        return spelled if address.startswith(("./", "/wiki/")) else spelled[2:]

    def link(self, address: str) -> str | None:
        """As the build's world: our own spelling of an entry or of a place on the page, or None."""
        if address.startswith("#"):
            return "#" + quote_path(unquote(address[1:])) if len(address) > 1 else None
        return self._entry(address)

    def image(self, address: str) -> str | None:
        """Pictures are entries like others."""
        return self._entry(address)


class EveryTitle:
    """A drive that has every article of the wiki, and no picture."""

    def link(self, address: str) -> str | None:
        """Every MediaWiki address without a query."""
        if address.startswith("#"):
            return "#" + quote_path(unquote(address[1:])) if len(address) > 1 else None
        if not address.startswith("/wiki/"):
            return None
        path, _, fragment = address[6:].partition("#")
        return href(unquote(path), unquote(fragment))

    def image(self, address: str) -> str | None:
        """Never."""
        return None
