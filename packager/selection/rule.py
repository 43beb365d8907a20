"""Which pages of the dump go onto the drive.

Every page of the dump falls under exactly one rule, so the counts add up: pages in = articles + categories + redirects
+ exclusions by rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from packager.model import NS_CATEGORY, NS_MAIN, NS_USER, LinkTarget, SiteInfo, Title
from packager.pages.store import PageStore
from packager.selection.lists import Lists
from packager.selection.reach import WRITTEN, end_of_link, forbidden
from packager.titles import parse_title


def wanted_namespaces(site: SiteInfo) -> tuple[int, ...]:
    """Namespaces worth keeping while the dump is read: all but discussions and what belongs to single people."""
    return tuple(ns for ns in sorted(site.namespaces) if ns >= 0 and ns % 2 == 0 and ns != NS_USER)


class Selection:
    """Decides for titles; holds nothing but the lists."""

    def __init__(self, store: PageStore, lists: Lists, categories: bool) -> None:
        self.store, self.lists, self.categories = store, lists, categories

    def rule(self, title: Title) -> str:
        """Why a page that exists and is no redirect stays out; empty if it goes in."""
        if forbidden(title):
            return "a title that MediaWiki forbids"
        if title.ns == NS_CATEGORY:
            return "" if self.categories else "categories are switched off"
        if title.ns != NS_MAIN:
            return f"namespace {title.ns}"
        if title in self.lists.exclude:
            return "on the exclude list"
        if self.lists.include is not None and title not in self.lists.include:
            return "not on the include list"
        return ""

    def titles(self) -> Iterator[Title]:
        """Pages of the drive, articles first."""
        for ns in WRITTEN:
            for title in self.store.titles(ns):
                if not self.rule(title):
                    yield title

    def target(self, title: Title) -> LinkTarget | None:
        """Where a link to ``title`` ends: itself or the page behind its redirects; None if that stays out."""
        end = end_of_link(self.store, title)
        return None if end is None or self.rule(end.title) else end

    @property
    def takes_all(self) -> bool:
        """Whether every page that a link can lead to goes in."""
        return self.categories and self.lists.include is None and not self.lists.exclude

    def has(self, path: str) -> bool:
        """Whether the page of the store at an entry path goes in."""
        target = parse_title(path.replace("_", " "), self.store.site)
        return target is not None and not self.rule(target.title)
