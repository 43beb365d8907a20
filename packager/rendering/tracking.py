"""Remembers every question that rendering a page asks about the rest of the wiki.

Each question has a kind, a name and a short answer. Asking a store the same question again tells whether a page that
was rendered before would come out the same now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from packager.model import Dependency, FileInfo, Page, SiteCounts, SiteInfo, Title
from packager.pages.file_table import file_by_page
from packager.pages.source import PageSource
from packager.pages.store import PageStore

NOTHING = "-"


def title_name(title: Title) -> str:
    """``Title`` as the name of a dependency."""
    return f"{title.ns}:{title.text}"


def _title(name: str) -> Title:
    ns, _, text = name.partition(":")
    return Title(int(ns), text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Answers:
    """Answers by kind, from one page store."""

    def __init__(self, store: PageStore, clock: str, resolve: Callable[[Title], str]) -> None:
        self._store, self._resolve, self._clock = store, resolve, clock
        self._known: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, Callable[[str], str]] = {
            "page": lambda name: (store.digest(_title(name)) or b"").hex() or NOTHING,
            "exists": self._exists,
            "file": lambda name: str(store.file(name) or NOTHING),
            "id": lambda name: str(store.page_id(_title(name))),
            "subpages": self._subpages,
            "counts": lambda name: str(tuple(getattr(store.counts, f) for f in SiteCounts.__slots__)),
            "clock": lambda name: clock,
            "link": lambda name: resolve(_title(name)) or NOTHING,
        }

    def _exists(self, name: str) -> str:
        title = _title(name)
        found = self._store.existing([title])
        return NOTHING if title not in found else "redirect" if found[title] else "page"

    def _subpages(self, name: str) -> str:
        limit, _, title = name.partition(" ")
        return _digest(str(self._store.subpages(_title(title), int(limit))))

    def of(self, kind: str, name: str) -> str:
        """The answer today; remembered, because thousands of pages ask about the same template."""
        key = (kind, name)
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = self._kinds[kind](name)
        return answer

    def still_true(self, dependencies: Iterable[Dependency]) -> bool:
        """Whether all answers are the same as when they were recorded."""
        return all(d.kind in self._kinds and self.of(d.kind, d.name) == d.answer for d in dependencies)


class TrackingSource:
    """A page source that notes what is asked of it (``PageSource`` over a page store)."""

    def __init__(self, store: PageSource, site: SiteInfo | None = None, assume_files: bool = False) -> None:
        self._store = store
        self._assume_files = assume_files
        """Take every picture for existing: most are on Commons, which no dump of this wiki lists."""
        self.site: SiteInfo = site or store.site
        self.asked: set[tuple[str, str]] = set()

    @property
    def counts(self) -> SiteCounts:
        self.asked.add(("counts", ""))
        return self._store.counts

    def clock(self) -> None:
        self.asked.add(("clock", ""))

    def page(self, title: Title) -> Page | None:
        self.asked.add(("page", title_name(title)))
        return self._store.page(title)

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        wanted = list(titles)
        self.asked.update(("exists", title_name(title)) for title in wanted)
        return self._store.existing(wanted)

    def page_id(self, title: Title) -> int:
        self.asked.add(("id", title_name(title)))
        return self._store.page_id(title)

    def file(self, name: str) -> FileInfo | None:
        self.asked.add(("file", name))
        known = self._store.file(name)
        return file_by_page(name) if known is None and self._assume_files else known

    def subpages(self, title: Title, limit: int) -> Sequence[Title]:
        self.asked.add(("subpages", f"{limit} {title_name(title)}"))
        return self._store.subpages(title, limit)
