"""Where a link ends, as far as the page store knows: no list of an editor has a say here.

Pages are rendered with the links that the dump allows, whatever is chosen for a drive; the library takes away those
that lead to pages left out. So another list renders nothing anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from packager.addresses import href
from packager.model import NS_CATEGORY, NS_MAIN, LinkTarget, SiteInfo, Title
from packager.pages.redirect_chain import Resolution
from packager.titles import entry_path

WRITTEN = (NS_MAIN, NS_CATEGORY)
"""Namespaces whose pages can lie on a drive, in the order in which they are rendered."""
_RELATIVE = frozenset({".", ".."})
"""Path segments that would lead out of a folder."""


def forbidden(title: Title) -> bool:
    """Whether MediaWiki itself would refuse the title: as a path it would lead out of the archive."""
    return not _RELATIVE.isdisjoint(title.text.split("/"))


class Reachable(Protocol):
    """What is asked of a wiki about its titles."""

    site: SiteInfo

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        """Those that exist, each with whether it is a redirect."""
        ...

    def resolve(self, title: Title) -> Resolution:
        """Where a title leads, redirects followed."""
        ...


def end_of_link(store: Reachable, title: Title) -> LinkTarget | None:
    """``title`` itself, or the page behind its redirects; None if there is none that could lie on a drive."""
    if title.ns not in WRITTEN:
        return None
    found = store.existing([title])
    if title not in found:
        return None
    end = store.resolve(title).target if found[title] else LinkTarget(title)
    return None if end is None or end.title.ns not in WRITTEN or forbidden(end.title) else end


def link(store: Reachable, title: Title) -> str:
    """The href of a link to ``title`` (with the redirect's own fragment), empty if it leads nowhere."""
    end = end_of_link(store, title)
    return "" if end is None else href(entry_path(end.title, store.site), end.fragment)
