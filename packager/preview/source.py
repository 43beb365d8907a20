"""A multistream dump as a page source: what rendering asks for is fetched then, with the hundred pages around it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from packager.model import NS_FILE, FileInfo, LinkTarget, Page, Revision, SiteCounts, Title
from packager.pages.file_table import file_by_page
from packager.pages.redirect_chain import Resolution, Step, resolve_chain
from packager.pages.store import CACHED_NAMESPACES
from packager.preview.streams import Streams

STREAMS = 200
"""Streams whose pages are kept at a time; templates and modules stay."""


class DumpSource:
    """``PageSource`` over ``Streams``; ``files`` is the table of pictures that exist, if there is one."""

    def __init__(self, streams: Streams, files: Mapping[str, FileInfo] | None = None) -> None:
        self.site = streams.dump.site
        self.files = files
        self._streams = streams
        self._kept: OrderedDict[tuple[int, int], dict[Title, Page]] = OrderedDict()
        self._templates: dict[Title, Page] = {}
        self._redirects: dict[Title, LinkTarget | None] = {}
        pages, articles, pictures = streams.counts()
        self.counts = SiteCounts(articles=articles, pages=pages, files=pictures)
        """By the index, which does not tell redirects from articles."""

    def clock(self) -> None:
        """Nothing of this is kept."""

    def noted(self, kind: str, name: str) -> None:
        """Nor this."""

    def revision(self, page: Page) -> Revision:
        return page.revision

    def page(self, title: Title) -> Page | None:
        if title in self._templates:
            return self._templates[title]
        place = self._streams.place(title)
        return None if place is None else self._stream(place).get(title)

    def transcluded(self, title: Title) -> Page | None:
        return self.page(title)

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        found = {}
        for title in dict.fromkeys(titles):
            if title not in self._redirects and self.page(title) is None:
                continue
            found[title] = self._redirects[title] is not None
        return found

    def resolve(self, title: Title) -> Resolution:
        """Where a title leads, redirects followed."""
        return resolve_chain(title, self._step)

    def page_id(self, title: Title) -> int:
        return self._streams.page_id(title)

    def file(self, name: str) -> FileInfo | None:
        if self.files is not None:
            return self.files.get(name)
        return file_by_page(name) if self._streams.place(Title(NS_FILE, name)) else None

    def subpages(self, title: Title, limit: int) -> Sequence[Title]:
        return self._streams.with_prefix(title.ns, title.text + "/", limit)

    def nearest(self, title: Title) -> Sequence[Title]:
        """No time is spent on titles that may be meant."""
        return ()

    def _step(self, title: Title) -> Step:
        known = self.existing([title])
        return Step(title in known, self._redirects.get(title))

    def _stream(self, place: tuple[int, int]) -> dict[Title, Page]:
        if place in self._kept:
            self._kept.move_to_end(place)
            return self._kept[place]
        pages: dict[Title, Page] = {}
        for page in self._streams.pages(place):
            if self._streams.place(page.title) == place:
                pages[page.title] = page
                self._redirects[page.title] = page.redirect
                if page.title.ns in CACHED_NAMESPACES:
                    self._templates[page.title] = page
        self._kept[place] = pages
        if len(self._kept) > STREAMS:
            self._kept.popitem(last=False)
        return pages
