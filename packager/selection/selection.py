"""Which pages of the dump go onto the drive, and under which path a link reaches them.

Every page of the dump falls under exactly one rule, so the counts add up: pages in = articles + categories + redirects
+ exclusions by rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from packager.addresses import href
from packager.errors import UsageError
from packager.model import NS_CATEGORY, NS_MAIN, NS_USER, LinkTarget, SiteInfo, Title
from packager.pages.store import PageStore
from packager.titles import entry_path, parse_title

_RELATIVE = frozenset({".", ".."})
"""Path segments that would lead out of a folder."""


@dataclass(frozen=True)
class Lists:
    """Editors' title lists."""

    include: frozenset[Title] | None = None
    exclude: dict[Title, str] = field(default_factory=dict)
    """Title to the reason given."""


def wanted_namespaces(site: SiteInfo) -> tuple[int, ...]:
    """Namespaces worth keeping while the dump is read: all but discussions and what belongs to single people."""
    return tuple(ns for ns in sorted(site.namespaces) if ns >= 0 and ns % 2 == 0 and ns != NS_USER)


def read_titles(path: Path, site: SiteInfo) -> dict[Title, str]:
    """One title a line, a reason after a tab; ``#`` starts a comment line. Raises UsageError with file and line."""
    titles: dict[Title, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        text, _, reason = line.partition("\t")
        if not text.strip() or text.startswith("#"):
            continue
        target = parse_title(text, site)
        if target is None or target.interwiki:
            raise UsageError(
                f"{path.name}: line {number}: «{text.strip()}» is no page title; correct or remove the line"
            )
        titles[target.title] = reason.strip()
    return titles


class Selection:
    """Decides for titles; holds nothing but the lists, so workers can have their own."""

    def __init__(self, store: PageStore, lists: Lists, categories: bool) -> None:
        self.store, self.lists, self.categories = store, lists, categories

    def rule(self, title: Title) -> str:
        """Why a page that exists and is no redirect stays out; empty if it goes in."""
        if not _RELATIVE.isdisjoint(title.text.split("/")):
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
        """Pages to render, articles first."""
        for ns in (NS_MAIN, NS_CATEGORY):
            for title in self.store.titles(ns):
                if not self.rule(title):
                    yield title

    def target(self, title: Title) -> LinkTarget | None:
        """Where a link to ``title`` ends: itself or the page behind its redirects; None if that stays out."""
        if title.ns not in (NS_MAIN, NS_CATEGORY):
            return None
        found = self.store.existing([title])
        if title not in found:
            return None
        if not found[title]:
            return None if self.rule(title) else LinkTarget(title)
        end = self.store.resolve(title).target
        if end is None or end.title.ns not in (NS_MAIN, NS_CATEGORY) or self.rule(end.title):
            return None
        return end

    def link(self, title: Title) -> str:
        """The href of a link to ``title`` (with the redirect's own fragment), empty if it leads nowhere."""
        end = self.target(title)
        return "" if end is None else href(entry_path(end.title, self.store.site), end.fragment)
