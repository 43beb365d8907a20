"""The titles of a dump from its multistream index: enough to match a list before a page is read.

An index does not tell redirects from pages; those are followed once the dump is read.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from packager.dump.multistream_index import index_titles
from packager.model import LinkTarget, SiteInfo, Title
from packager.pages.redirect_chain import Resolution
from packager.selection.nearest import halves, ranked
from packager.selection.title_file import ListedLine
from packager.titles import parse_title

GUESSED = 20
"""Titles that are not there for which similar ones are looked for."""


class IndexTitles:
    """What of the wanted titles stands in the indexes; reads them once, and again only for titles that do not."""

    def __init__(self, indexes: Sequence[Path], site: SiteInfo, lines: Iterable[ListedLine]) -> None:
        self.site = site
        self._indexes = indexes
        targets = (parse_title(reading.title, site) for line in lines for reading in line.readings)
        wanted = dict.fromkeys(target.title for target in targets if target is not None)
        self._found = {title for title in self._all() if title in wanted}
        missing = [title for title in wanted if title not in self._found][:GUESSED]
        self._similar: dict[Title, list[str]] = {title: [] for title in missing}
        if missing:
            self._gather(missing)

    def _all(self) -> Iterable[Title]:
        for path in self._indexes:
            for text in index_titles(path):
                target = parse_title(html.unescape(text), self.site)
                if target is not None:
                    yield target.title

    def _gather(self, missing: Sequence[Title]) -> None:
        parts = [(title, *halves(title.text)) for title in missing]
        for title in self._all():
            for wanted, head, tail in parts:
                if title.ns == wanted.ns and (title.text.startswith(head) or title.text.endswith(tail)):
                    self._similar[wanted].append(title.text)

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        return {title: False for title in titles if title in self._found}

    def resolve(self, title: Title) -> Resolution:
        return Resolution(LinkTarget(title) if title in self._found else None, "missing")

    def nearest(self, title: Title) -> Sequence[Title]:
        return ranked(title, self._similar.get(title, ()))
