"""Which pages of the dump go onto the drive.

Every page of the dump falls under exactly one rule, so the counts add up: pages in = articles + categories + redirects
+ exclusions by rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from packager.errors import Said
from packager.model import NS_CATEGORY, NS_MAIN, NS_USER, LinkTarget, SiteInfo, Title
from packager.pages.redirect_members import RedirectMember
from packager.pages.store import PageStore
from packager.selection.lists import Lists
from packager.selection.reach import WRITTEN, end_of_link, forbidden
from packager.titles import title_at

EXCLUDED, NOT_INCLUDED = Said("on the exclude list"), Said("not on the include list")
NO_CATEGORIES = Said("categories are switched off")
"""Rules by which an editor leaves pages out."""
REFUSED = Said("refused by the judge")
"""Rule of pages with which the new drive was not found clean."""


def wanted_namespaces(site: SiteInfo) -> tuple[int, ...]:
    """Namespaces worth keeping while the dump is read: all but discussions and what belongs to single people."""
    return tuple(ns for ns in sorted(site.namespaces) if ns >= 0 and ns % 2 == 0 and ns != NS_USER)


class Dropped(NamedTuple):
    """Why one of the editor's rules keeps a page off the drive."""

    rule: Said
    reason: str


class Selection:
    """Decides for titles; holds nothing but the lists and what the rules come to."""

    def __init__(
        self,
        store: PageStore,
        lists: Lists,
        categories: bool,
        refused: Mapping[Title, str] | None = None,
        dropped: Mapping[Title, Dropped] | None = None,
    ) -> None:
        self.store, self.lists, self.categories = store, lists, categories
        self.refused: Mapping[Title, str] = refused or {}
        """Pages that cannot be packed, with what was found in them."""
        self.dropped: Mapping[Title, Dropped] = dropped or {}
        """Pages that rules of the editor keep off the drive."""

    def without(self, refused: Mapping[Title, str]) -> Selection:
        """The same with so many pages less."""
        return Selection(self.store, self.lists, self.categories, {**self.refused, **refused}, self.dropped)

    def decided(self, dropped: Mapping[Title, Dropped], included: Collection[Title]) -> Selection:
        """The same after the rules: without ``dropped``, and with ``included`` whether or not they are on the list."""
        lists = self.lists
        if lists.include is not None:
            lists = replace(lists, include=lists.include.union(included))
        return Selection(self.store, lists, self.categories, self.refused, dropped)

    @cached_property
    def gone(self) -> Mapping[Title, str]:
        """Pages that must be in no form on the drive, with the reasons."""
        return {**self.refused, **{title: why.reason for title, why in self.dropped.items()}, **self.lists.exclude}

    def rule(self, title: Title) -> str:
        """Why a page that exists and is no redirect stays out; empty if it goes in."""
        if forbidden(title):
            return Said("a title that MediaWiki forbids")
        if title in self.lists.exclude:
            return EXCLUDED
        if title in self.dropped:
            return self.dropped[title].rule
        if title in self.refused:
            return REFUSED
        if title.ns == NS_CATEGORY:
            return "" if self.categories else NO_CATEGORIES
        if title.ns != NS_MAIN:
            return Said("namespace {ns}", ns=title.ns)
        if self.lists.include is not None and title not in self.lists.include:
            return NOT_INCLUDED
        return ""

    def titles(self) -> Iterator[Title]:
        """Pages of the drive, articles first."""
        for ns in WRITTEN:
            for title in self.store.titles(ns):
                if not self.rule(title):
                    yield title

    def target(self, title: Title) -> LinkTarget | None:
        """Where a link to ``title`` ends: itself or the page behind its redirects; None if that stays out."""
        end = None if title in self.refused else end_of_link(self.store, title)
        return None if end is None or self.rule(end.title) else end

    def redirect_members(self) -> Iterator[tuple[RedirectMember, LinkTarget]]:
        """Redirects that stand in categories, each with the page of the drive that it leads to."""
        for member in self.store.redirect_members():
            end = self.target(member.title)
            if end is not None:
                yield member, end

    @property
    def takes_all(self) -> bool:
        """Whether every page that a link can lead to goes in."""
        return self.categories and self.lists.include is None and not self.gone

    def has(self, path: str) -> bool:
        """Whether the page of the store at an entry path goes in."""
        title = title_at(path, self.store.site)
        return title is not None and not self.rule(title)
