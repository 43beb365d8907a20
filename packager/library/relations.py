"""What follows from all pages together: importance, category members, and the order of the archive."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from packager.model import NS_CATEGORY, NS_MAIN, SiteInfo, Title
from packager.rendering.workstore import WorkStore
from packager.titles import entry_path

_SCHEMA = """
CREATE TABLE entry(ns INTEGER, text TEXT, topic TEXT, display TEXT, disambiguation INTEGER, incoming INTEGER);
CREATE TABLE member(category TEXT, ns INTEGER, key TEXT, text TEXT);
CREATE TABLE category(text TEXT PRIMARY KEY, hidden INTEGER) WITHOUT ROWID;
"""


class Ranked(NamedTuple):
    """One page in archive order."""

    title: Title
    display: str
    """Title that readers see."""
    incoming: int
    disambiguation: bool


class CategoryRow(NamedTuple):
    """A category that exists or is used."""

    title: Title
    hidden: bool
    articles: int
    subcategories: int


class Member(NamedTuple):
    """One line of a category page."""

    title: Title
    key: str


class Relations:
    """Scratch database of one build, made from the facts in the work store."""

    def __init__(self, path: Path, site: SiteInfo) -> None:
        self.site = site
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)

    def fill(self, works: WorkStore, titles: Collection[Title], tick: Callable[[], None] = lambda: None) -> None:
        """Read the facts of the pages ``titles``: count links, gather members, choose each article's topic.

        The topic is the first category that is not hidden, so pages on one subject lie side by side: that makes the
        clusters smaller and the next click cheaper.
        """
        self._db.execute("BEGIN")
        self._add_categories(works, titles)
        hidden = {text for (text,) in self._db.execute("SELECT text FROM category WHERE hidden")}
        numbers = {entry_path(title, self.site): number for number, title in enumerate(titles)}
        incoming = array("l", bytes(array("l").itemsize * len(numbers)))
        for title in titles:
            facts = works.facts(title)
            if facts is None:
                raise LookupError(f"{title.text} was not rendered")
            if title.ns == NS_MAIN:
                own = entry_path(title, self.site)
                for path in facts.links:
                    if path in numbers and path != own:
                        incoming[numbers[path]] += 1
            self._db.executemany(
                "INSERT INTO member VALUES(?,?,?,?)",
                ((category.text, title.ns, key, title.text) for category, key in facts.categories),
            )
            topic = next((category.text for category, _ in facts.categories if category.text not in hidden), "")
            shown = facts.display_title or title.text
            self._db.execute(
                "INSERT INTO entry VALUES(?,?,?,?,?,0)", (*title, topic, shown, "disambiguation" in facts.properties)
            )
            tick()
        self._db.execute("INSERT OR IGNORE INTO category SELECT DISTINCT category, 0 FROM member")
        self._db.executemany(
            "UPDATE entry SET incoming=? WHERE rowid=?",
            ((count, number) for number, count in enumerate(incoming, 1)),
        )
        self._db.execute("CREATE INDEX member_order ON member(category, ns, key, text)")
        self._db.execute("CREATE INDEX entry_order ON entry(ns, topic, text)")
        self._db.execute("COMMIT")

    def _add_categories(self, works: WorkStore, titles: Iterable[Title]) -> None:
        for title in titles:
            if title.ns == NS_CATEGORY and (facts := works.facts(title)) is not None:
                hidden = "hiddencat" in facts.properties
                self._db.execute("INSERT INTO category VALUES(?,?)", (title.text, hidden))

    def articles(self) -> Iterator[Ranked]:
        """Articles in archive order: by topic, then by title."""
        for text, display, incoming, disambiguation in self._db.execute(
            "SELECT text, display, incoming, disambiguation FROM entry WHERE ns=? ORDER BY topic, text", (NS_MAIN,)
        ):
            yield Ranked(Title(NS_MAIN, text), display, incoming, bool(disambiguation))

    def categories(self) -> Iterator[CategoryRow]:
        """Every category that exists or is used, by title."""
        for text, hidden, articles, subcategories in self._db.execute(
            "SELECT text, hidden, (SELECT count(*) FROM member WHERE category=c.text AND ns=?), "
            "(SELECT count(*) FROM member WHERE category=c.text AND ns=?) FROM category c ORDER BY text",
            (NS_MAIN, NS_CATEGORY),
        ):
            yield CategoryRow(Title(NS_CATEGORY, text), bool(hidden), articles, subcategories)

    def members(self, category: str, ns: int) -> Iterator[Member]:
        """Members of a category from one namespace, by sort key and title."""
        for key, text in self._db.execute(
            "SELECT key, text FROM member WHERE category=? AND ns=? ORDER BY key, text", (category, ns)
        ):
            yield Member(Title(ns, text), key)

    def visible(self, categories: Iterable[str]) -> list[str]:
        """Those of the categories that readers see, each once, in the given order."""
        return [c for c in dict.fromkeys(categories) if not self._hidden(c)]

    def _hidden(self, category: str) -> bool:
        row = self._db.execute("SELECT hidden FROM category WHERE text=?", (category,)).fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        """Close the database; its file belongs to the build's private folder."""
        self._db.close()
