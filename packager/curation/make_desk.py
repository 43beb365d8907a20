"""The desk is made once a build, from the page store and what was rendered of every page."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from packager.curation.desk_schema import FORMAT, FULL, INDEXES, SIGNALS, TABLES
from packager.curation.page_rank import UNIT, page_ranks
from packager.files.fresh_database import fresh_database
from packager.model import NS_CATEGORY, NS_MAIN, PageFacts, Title
from packager.pages.store import PageStore
from packager.selection.reach import forbidden
from packager.titles import entry_path, prefixed

_BATCH = 2000


class RenderedPages(Protocol):
    """What is asked of a work store."""

    def facts(self, title: Title) -> PageFacts | None:
        """What is known of one page; None if it was never rendered."""
        ...

    def packed_sizes(self, ns: int) -> Mapping[str, tuple[int, int]]:
        """Title text to the bytes of the page as it is packed, and of its prose as it is not."""
        ...


def make_desk(
    path: Path, store: PageStore, works: RenderedPages, tick: Callable[[], object] = lambda: None
) -> None:
    """Write the desk of a wiki at ``path``; one that is there stays until the new one is whole. Calls ``tick`` for
    each article."""
    with fresh_database(path, TABLES, INDEXES) as db:
        db.execute("PRAGMA cache_size=-65536")
        _Maker(db, store, works).fill(tick)
        db.executemany("INSERT INTO meta VALUES(?,?)", (("format", FORMAT), ("store", store.key)))


def shares(values: Sequence[int]) -> list[int]:
    """For each value, the share of the others that are less, in ``FULL`` parts."""
    ordered, most = sorted(values), max(1, len(values) - 1)
    known: dict[int, int] = {}
    for value in values:
        if value not in known:
            known[value] = bisect_left(ordered, value) * FULL // most
    return [known[value] for value in values]


class _Maker:
    """Numbers articles, categories and templates, and writes what connects them."""

    def __init__(self, db: sqlite3.Connection, store: PageStore, works: RenderedPages) -> None:
        self.db, self.store, self.works = db, store, works
        self.site = store.site
        self.categories: dict[str, int] = {}
        self.templates: dict[Title, int] = {}
        self.sources, self.targets = array("I"), array("I")
        self.rows: list[tuple[int, int]] = []
        """Template and article."""
        self.members: list[tuple[int, int]] = []

    def fill(self, tick: Callable[[], object]) -> None:
        titles = [row for row in self.store.lengths(NS_MAIN) if not forbidden(Title(NS_MAIN, row[0]))]
        numbers = {entry_path(Title(NS_MAIN, text), self.site): number for number, (text, _, _) in enumerate(titles)}
        self._categories()
        prose, references = [0] * len(titles), [0] * len(titles)
        packed = self.works.packed_sizes(NS_MAIN)
        for number, (text, page_id, length) in enumerate(titles):
            facts = self.works.facts(Title(NS_MAIN, text))
            size, letters = packed.get(text, (0, 0))
            row = (number, text, page_id, length, facts is not None and "disambiguation" in facts.properties, size)
            self.db.execute("INSERT INTO article VALUES(?,?,?,?,?,?)", row)
            if facts is not None:
                self._article(number, facts, numbers)
                prose[number], references[number] = letters, facts.references
            tick()
        self._flush()
        self._standings(len(titles), prose, references)
        self.db.executemany(
            "INSERT INTO redirect VALUES(?,?)",
            (
                (numbers[path], prefixed(title, self.site))
                for title, end in self.store.redirects()
                if end.target and end.target.title.ns == NS_MAIN
                and (path := entry_path(end.target.title, self.site)) in numbers
            ),
        )  # fmt: skip

    def _categories(self) -> None:
        """Every category with a page, whether it is hidden, and what it lies in."""
        for text, _, _ in self.store.lengths(NS_CATEGORY):
            facts = self.works.facts(Title(NS_CATEGORY, text))
            number = self._category(text)
            if facts is not None and "hiddencat" in facts.properties:
                self.db.execute("UPDATE category SET hidden=1 WHERE id=?", (number,))
            above = {self._category(category.title.text) for category in facts.categories} if facts else ()
            self.db.executemany("INSERT INTO below VALUES(?,?)", ((each, number) for each in sorted(above)))

    def _category(self, text: str) -> int:
        number = self.categories.setdefault(text, len(self.categories))
        if number == len(self.categories) - 1:
            self.db.execute("INSERT OR IGNORE INTO category VALUES(?,?,0)", (number, text))
        return number

    def _template(self, title: Title) -> int:
        number = self.templates.setdefault(title, len(self.templates))
        if number == len(self.templates) - 1:
            self.db.execute("INSERT OR IGNORE INTO template VALUES(?,?,?)", (number, *title))
        return number

    def _article(self, number: int, facts: PageFacts, numbers: dict[str, int]) -> None:
        self.members += ((self._category(text), number) for text in {each.title.text for each in facts.categories})
        self.rows += ((self._template(title), number) for title in facts.templates)
        boxed = set(facts.boxed)
        ends = {numbers[path] for path in facts.links if path not in boxed and path in numbers} - {number}
        self.sources.extend([number] * len(ends))
        self.targets.extend(sorted(ends))
        if len(self.rows) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        self.db.executemany("INSERT INTO uses VALUES(?,?)", self.rows)
        self.db.executemany("INSERT INTO member VALUES(?,?)", self.members)
        self.rows, self.members = [], []

    def _standings(self, count: int, prose: list[int], references: list[int]) -> None:
        incoming = [0] * count
        for target in self.targets:
            incoming[target] += 1
        ranks = page_ranks(self.sources, self.targets, count)
        columns = [[rank * 1_000_000 // UNIT for rank in ranks], incoming, prose, references]
        standing = [shares(ranks), *map(shares, columns[1:])]
        for table, values in (("signal", columns), ("standing", standing)):
            self.db.executemany(f"INSERT INTO {table} VALUES(?,?,?,?,?)", _numbered(values))


def _numbered(columns: Sequence[Sequence[int]]) -> Iterable[tuple[int, ...]]:
    """Rows of columns of equal length, each with its number."""
    assert len(columns) == len(SIGNALS)
    return ((number, *row) for number, row in enumerate(zip(*columns, strict=True)))
