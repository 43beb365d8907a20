"""Where the renderer gets pages from: the protocol that the page store implements, and a small one in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from packager.model import NS_MAIN, FileInfo, Page, SiteCounts, SiteInfo, Title


class PageSource(Protocol):
    """Read access to a wiki. Titles are in normal form; redirects are not followed."""

    site: SiteInfo

    @property
    def counts(self) -> SiteCounts:
        """What the wiki counts of itself."""
        ...

    def clock(self) -> None:
        """The page that is being rendered shows the present moment, which the renderer has from its settings."""
        ...

    def page(self, title: Title) -> Page | None:
        """The page with its text, or None. Called for the same template thousands of times: implementations cache."""
        ...

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        """Those of ``titles`` that exist, each with whether it is a redirect. One look-up for a whole page's links."""
        ...

    def page_id(self, title: Title) -> int:
        """Page id, 0 if there is none."""
        ...

    def file(self, name: str) -> FileInfo | None:
        """Facts of a picture by its title text in namespace 6 (``Foobar.jpg``), or None if it does not exist."""
        ...

    def subpages(self, title: Title, limit: int) -> Sequence[Title]:
        """Titles that start with ``title/``, in code point order."""
        ...


class MemorySource:
    """A wiki held in a dict: for tests, parser cases and single snippets."""

    def __init__(self, site: SiteInfo, pages: Iterable[Page] = (), files: Iterable[FileInfo] = ()) -> None:
        self.site = site
        self.pages = {page.title: page for page in pages}
        self.files = {file.name: file for file in files}
        self.counts = SiteCounts(
            articles=sum(p.title.ns == NS_MAIN and p.redirect is None for p in self.pages.values()),
            pages=len(self.pages),
            files=len(self.files),
        )

    def clock(self) -> None:
        """Nobody asks a wiki in memory what its pages depend on."""

    def page(self, title: Title) -> Page | None:
        return self.pages.get(title)

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        return {t: self.pages[t].redirect is not None for t in titles if t in self.pages}

    def page_id(self, title: Title) -> int:
        page = self.pages.get(title)
        return page.page_id if page else 0

    def file(self, name: str) -> FileInfo | None:
        return self.files.get(name)

    def subpages(self, title: Title, limit: int) -> Sequence[Title]:
        prefix = title.text + "/"
        return sorted(t for t in self.pages if t.ns == title.ns and t.text.startswith(prefix))[:limit]
