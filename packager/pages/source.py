"""Where the renderer gets pages from: the protocol that the page store implements, and a small one in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from packager.model import NS_MAIN, FileInfo, Page, Revision, SiteCounts, SiteInfo, Title


class PageSource(Protocol):
    """Read access to a wiki. Titles are in normal form; redirects are not followed."""

    site: SiteInfo

    @property
    def counts(self) -> SiteCounts:
        """What the wiki counts of itself."""
        ...

    def clock(self) -> None:
        """The page that is being rendered was told the present moment itself, to the second."""
        ...

    def noted(self, kind: str, name: str) -> None:
        """The page was told something that follows from the present moment; ``kind`` is the kind of question.

        Which words, in which format, is in ``name``: enough to ask again at another moment.
        """
        ...

    def revision(self, page: Page) -> Revision:
        """The last revision of another page, for one that shows its number or its time and not its text alone."""
        ...

    def page(self, title: Title) -> Page | None:
        """The page with its text, or None. Called for the same template thousands of times: implementations cache."""
        ...

    def transcluded(self, title: Title) -> Page | None:
        """``page`` for whoever looks only at what a transclusion sees of it (``wikitext.expansion.transcluded_tree``).

        Whoever shows more of the text asks for ``page`` as well.
        """
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

    def noted(self, kind: str, name: str) -> None:
        """Nor this."""

    def revision(self, page: Page) -> Revision:
        return page.revision

    def page(self, title: Title) -> Page | None:
        return self.pages.get(title)

    def transcluded(self, title: Title) -> Page | None:
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
