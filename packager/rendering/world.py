"""The closed world as a page sees it while it is finished: which entry an address means."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from packager.addresses import quote_path
from packager.model import SiteInfo, Title
from packager.rendering.tracking import title_name
from packager.titles import parse_title

_PAGE_PREFIXES = ("/wiki/", "./")
"""How MediaWiki's own HTML and that of an HTML snapshot begin the address of a page."""


_LINK = re.compile(r'<a\b[^<>]*\shref="\./([^"#]+)')


def linked(html: str) -> tuple[str, ...]:
    """Paths of the entries that a finished page leads to, in order of first appearance.

    What is counted is what readers can follow: whoever has the drive can count the same.
    """
    return tuple(dict.fromkeys(map(unquote, _LINK.findall(html))))


class StoreWorld:
    """Answers the cleaner (``finish.element.World``) and notes what it asked."""

    def __init__(self, site: SiteInfo, resolve: Callable[[Title], str]) -> None:
        self._site, self._resolve = site, resolve
        self.asked: set[tuple[str, str]] = set()

    def begin(self) -> None:
        """Forget what the page before asked."""
        self.asked = set()

    def link(self, address: str) -> str | None:
        """The href for a MediaWiki address (``/wiki/X#y``, ``#y``), or None if it is no entry of ours."""
        if address.startswith("#"):
            return "#" + quote_path(unquote(address[1:])) if len(address) > 1 else None
        prefix = next((p for p in _PAGE_PREFIXES if address.startswith(p)), None)
        if prefix is None:
            return None
        path, _, fragment = address[len(prefix) :].partition("#")
        target = parse_title(unquote(path).replace("_", " "), self._site)
        if target is None or target.interwiki:
            return None
        self.asked.add(("link", title_name(target.title)))
        found = self._resolve(target.title)
        if not found:
            return None
        entry, _, own = found.partition("#")
        fragment = quote_path(unquote(fragment)) if fragment else own
        return entry + ("#" + fragment if fragment else "")

    def image(self, address: str) -> str | None:
        """The entry of a picture; pictures are not packed, so there is none."""
        return None
