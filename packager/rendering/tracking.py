"""Remembers every question that rendering a page asks about the rest of the wiki.

Each question has a kind, a name and a short answer. Asking a store the same question again tells whether a page that
was rendered before would come out the same now.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from packager.model import Dependency, FileInfo, Page, Revision, SiteCounts, SiteInfo, Title
from packager.pages.file_table import file_by_page
from packager.pages.source import PageSource
from packager.pages.store import PageStore
from packager.wikitext.expansion.nodes import Content
from packager.wikitext.expansion.transcluded_tree import tree_digest

NOTHING = "-"
REMEMBERED = 50_000
"""Answers kept in memory: those that were asked for last."""
_LONGEST = 64


def title_name(title: Title) -> str:
    """``Title`` as the name of a dependency."""
    return f"{title.ns}:{title.text}"


def _title(name: str) -> Title:
    ns, _, text = name.partition(":")
    return Title(int(ns), text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _shortened(tell: Callable[[str], str], name: str) -> str:
    """An answer for a row, where a long one stands as its digest."""
    answer = tell(name)
    return answer if len(answer) <= _LONGEST else _digest(answer)


class Answers:
    """Answers by kind, from one page store."""

    def __init__(
        self,
        store: PageStore,
        moment: Mapping[str, Callable[[str], str]],
        resolve: Callable[[Title], str],
        tree: Callable[[Page], Content],
    ) -> None:
        """``moment``: the answers that follow from the present moment (``clock.tellers``); ``tree``: what a
        transclusion sees of a page (``WorkerCache.template``)."""
        self._store, self._resolve, self._tree = store, resolve, tree
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._kinds: dict[str, Callable[[str], str]] = {
            "page": lambda name: (store.digest(_title(name)) or b"").hex() or NOTHING,
            "tree": self._tree_digest,
            "exists": self._exists,
            "file": lambda name: str(store.file(name) or NOTHING),
            "id": lambda name: str(store.page_id(_title(name))),
            "subpages": self._subpages,
            "count": lambda name: str(getattr(store.counts, name)),
            "revision": self._revision,
            "link": lambda name: resolve(_title(name)) or NOTHING,
            **{kind: partial(_shortened, tell) for kind, tell in moment.items()},
        }

    def _exists(self, name: str) -> str:
        title = _title(name)
        found = self._store.existing([title])
        return NOTHING if title not in found else "redirect" if found[title] else "page"

    def _tree_digest(self, name: str) -> str:
        page = self._store.page(_title(name))
        if page is None:
            return NOTHING
        return tree_digest(self._tree(page)) + (_digest(str(page.redirect)) if page.redirect else "")

    def _revision(self, name: str) -> str:
        facts = self._store.facts(_title(name))
        return f"{facts.revision.id} {facts.revision.timestamp}" if facts else NOTHING

    def _subpages(self, name: str) -> str:
        limit, _, title = name.partition(" ")
        return _digest(str(self._store.subpages(_title(title), int(limit))))

    def of(self, kind: str, name: str) -> str:
        """The answer today; the last ones are remembered, because thousands of pages ask about the same template."""
        key = (kind, name)
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = self._kinds[kind](name)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return answer

    def still_true(self, dependencies: Iterable[Dependency]) -> bool:
        """Whether all answers are the same as when they were recorded."""
        return all(d.kind in self._kinds and self.of(d.kind, d.name) == d.answer for d in dependencies)


class _Counts:
    """Counts that note which of them is read."""

    def __init__(self, counts: SiteCounts, asked: set[tuple[str, str]]) -> None:
        self._counts, self._asked = counts, asked

    def __getattr__(self, name: str) -> int:
        count: int = getattr(self._counts, name)
        self._asked.add(("count", name))
        return count


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
        return cast(SiteCounts, _Counts(self._store.counts, self.asked))

    def clock(self) -> None:
        self.asked.add(("clock", ""))

    def noted(self, kind: str, name: str) -> None:
        self.asked.add((kind, name))

    def revision(self, page: Page) -> Revision:
        self.asked.add(("revision", title_name(page.title)))
        return page.revision

    def page(self, title: Title) -> Page | None:
        self.asked.add(("page", title_name(title)))
        return self._store.page(title)

    def transcluded(self, title: Title) -> Page | None:
        self.asked.add(("tree", title_name(title)))
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
