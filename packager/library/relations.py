"""What follows from all pages together: importance, category members, and the order of the archive."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from packager.model import NS_CATEGORY, NS_MAIN, SiteInfo, Title
from packager.rendering.workstore import WorkStore
from packager.titles import entry_path

_SCHEMA = """
CREATE TABLE entry(ns INTEGER, text TEXT, topic TEXT, incoming INTEGER);
CREATE TABLE member(category TEXT, ns INTEGER, key TEXT, text TEXT);
CREATE TABLE category(text TEXT PRIMARY KEY, hidden INTEGER, page INTEGER) WITHOUT ROWID;
"""


class Entry(NamedTuple):
    """One page in archive order."""

    title: Title
    incoming: int


class Member(NamedTuple):
    """One line of a category page."""

    title: Title
    key: str


class Relations:
    """Scratch database of one build, made from the work store in one pass over its facts."""

    def __init__(self, path: Path, site: SiteInfo) -> None:
        self.site = site
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)

    def fill(self, works: WorkStore) -> None:
        """Read all facts: count links, gather members, choose each article's topic.

        The topic is the first category that is not hidden, so pages on one subject lie side by side: that makes the
        clusters smaller and the next click cheaper.
        """
        self._db.execute("BEGIN")
        self._add_categories(works)
        hidden = {text for (text,) in self._db.execute("SELECT text FROM category WHERE hidden")}
        numbers: dict[str, int] = {}
        incoming = array("l")
        for title, _ in works.facts():
            numbers[entry_path(title, self.site)] = len(incoming)
            incoming.append(0)
        for title, facts in works.facts():
            if title.ns == NS_MAIN:
                own = entry_path(title, self.site)
                for path in facts["links"]:
                    if path in numbers and path != own:
                        incoming[numbers[path]] += 1
            self._db.executemany(
                "INSERT INTO member VALUES(?,?,?,?)",
                ((text, title.ns, key, title.text) for text, key in facts["categories"]),
            )
            topic = next((text for text, _ in facts["categories"] if text not in hidden), "")
            self._db.execute("INSERT INTO entry VALUES(?,?,?,0)", (*title, topic))
        self._db.execute("INSERT OR IGNORE INTO category SELECT DISTINCT category, 0, 0 FROM member")
        self._db.executemany(
            "UPDATE entry SET incoming=? WHERE rowid=?",
            ((count, number) for number, count in enumerate(incoming, 1)),
        )
        self._db.execute("CREATE INDEX member_order ON member(category, ns, key, text)")
        self._db.execute("CREATE INDEX entry_order ON entry(ns, topic, text)")
        self._db.execute("COMMIT")

    def _add_categories(self, works: WorkStore) -> None:
        for title, facts in works.facts(NS_CATEGORY):
            hidden = "hiddencat" in facts["properties"]
            self._db.execute("INSERT INTO category VALUES(?,?,1)", (title.text, hidden))

    def entries(self, ns: int) -> Iterator[Entry]:
        """Pages of a namespace in archive order: by topic, then by title."""
        for text, incoming in self._db.execute(
            "SELECT text, incoming FROM entry WHERE ns=? ORDER BY topic, text", (ns,)
        ):
            yield Entry(Title(ns, text), incoming)

    def categories(self) -> Iterator[tuple[str, bool, bool]]:
        """(title text, hidden, has a page) of every category that exists or is used, by title."""
        for text, hidden, page in self._db.execute("SELECT text, hidden, page FROM category ORDER BY text"):
            yield text, bool(hidden), bool(page)

    def members(self, category: str, ns: int) -> Iterator[Member]:
        """Members of a category from one namespace, by sort key and title."""
        for key, text in self._db.execute(
            "SELECT key, text FROM member WHERE category=? AND ns=? ORDER BY key, text", (category, ns)
        ):
            yield Member(Title(ns, text), key)

    def visible(self, categories: Iterable[str]) -> list[str]:
        """Those of the categories that readers see, each once, in the given order."""
        unique = list(dict.fromkeys(categories))
        return [c for c in unique if not self._hidden(c)]

    def _hidden(self, category: str) -> bool:
        row = self._db.execute("SELECT hidden FROM category WHERE text=?", (category,)).fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        """Close the database; its file belongs to the build's private folder."""
        self._db.close()
