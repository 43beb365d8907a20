"""The library: everything a reader can open, the wiki's pages between our own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from packager.library.letter_index import LetterPage, letter_pages
from packager.library.overview import overview
from packager.library.special_pages import license_page, main_page
from packager.model import Article, Entry, MediaFile, Overview, Pages, Redirect, Subjects


class CompleteLibrary:
    """``model.Library`` over the pages of a wiki: main page, licence, those pages, then the 가나다 index."""

    def __init__(self, pages: Pages, license_text: str = "") -> None:
        self.site, self.metadata = pages.site, pages.metadata
        self._pages, self._license_text = pages, license_text

    def overview(self) -> Overview:
        return self._overview

    @cached_property
    def _overview(self) -> Overview:
        return overview(self._pages)

    def entries(self) -> Iterator[Entry]:
        yield from map(Entry.of, self._before())
        yield from self._pages.entries()
        for page in self._letters():
            yield Entry(page.path, page.title, "index", front=False)

    def articles(self) -> Iterator[Article]:
        yield from self._before()
        yield from self._pages.articles()
        for page in self._letters():
            yield page.article()

    def redirects(self) -> Iterator[Redirect]:
        return self._pages.redirects()

    def media(self) -> Iterator[MediaFile]:
        return self._pages.media()

    def subjects(self) -> Subjects:
        return self._pages.subjects()

    def _before(self) -> Iterator[Article]:
        yield main_page(self.overview(), self.metadata)
        yield license_page(self.metadata, self._license_text)

    def _letters(self) -> Iterator[LetterPage]:
        return letter_pages((e.title, e.path) for e in self._pages.entries() if e.kind == "article" and e.front)
