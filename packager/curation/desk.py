"""Read access to the desk: what rules and rank ask of the articles of a wiki."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from packager.curation.desk_schema import FORMAT, SIGNALS
from packager.model import Title
from packager.pages.store import LAST

_COLUMNS = "id, title, page_id, length, disambiguation, packed"
_VARIABLES = 500


class Article(NamedTuple):
    """An article of the dump that is no redirect."""

    id: int
    """Its place among all, in code point order of the titles, from 0."""
    title: str
    page_id: int
    length: int
    """Bytes of its wikitext."""
    disambiguation: bool
    packed: int
    """Bytes of its text as it was rendered, packed; 0 if it was not."""


class Desk:
    """The desk of one page store."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1", uri=True)

    @classmethod
    def of(cls, path: Path, key: str) -> Desk | None:
        """The desk at ``path`` if it was made of the page store with that key."""
        if not path.is_file():
            return None
        try:
            desk = cls(path)
            meta = dict(desk._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error:
            return None
        return desk if meta == {"format": FORMAT, "store": key} else None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def count(self) -> int:
        """Articles."""
        return int(self._db.execute("SELECT count(*) FROM article").fetchone()[0])

    def articles(self) -> Iterator[Article]:
        """Every article, in code point order."""
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM article ORDER BY id"):
            yield Article(*row)

    def article(self, title: str) -> Article | None:
        """The article of a title."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM article WHERE title=?", (title,)).fetchone()
        return Article(*row) if row else None

    def redirects(self, article: int) -> list[str]:
        """Titles of the redirects that lead to an article, in code point order."""
        return self._texts("SELECT title FROM redirect WHERE article=? ORDER BY title", article)

    def titles(self, ids: Iterable[int]) -> Iterator[str]:
        """Titles of articles, in the order of their ids."""
        for number in sorted(ids):
            yield self._db.execute("SELECT title FROM article WHERE id=?", (number,)).fetchone()[0]

    def ids(self, titles: Iterable[str]) -> Iterator[int]:
        """The articles of titles; those that are none are passed over."""
        for title in titles:
            row = self._db.execute("SELECT id FROM article WHERE title=?", (title,)).fetchone()
            if row:
                yield row[0]

    def with_prefix(self, prefix: str) -> Iterator[int]:
        """Articles whose titles begin so."""
        return self._ids("SELECT id FROM article WHERE title>=? AND title<?", prefix, prefix + LAST)

    def longer(self, size: int) -> Iterator[int]:
        """Articles with more bytes of wikitext."""
        return self._ids("SELECT id FROM article WHERE length>?", size)

    def shorter(self, size: int) -> Iterator[int]:
        """Articles with fewer bytes of wikitext."""
        return self._ids("SELECT id FROM article WHERE length<?", size)

    def disambiguations(self) -> Iterator[int]:
        """Disambiguation pages."""
        return self._ids("SELECT id FROM article WHERE disambiguation")

    def category(self, title: str) -> int | None:
        """The number of a category that has a page or a member."""
        row = self._db.execute("SELECT id FROM category WHERE title=?", (title,)).fetchone()
        return row[0] if row else None

    def tree(self, category: int, levels: int) -> frozenset[int]:
        """A category and so many levels of those below it; hidden ones are not entered."""
        found = level = {category}
        query = "SELECT child FROM below JOIN category c ON c.id=child WHERE category=? AND NOT c.hidden"
        for _ in range(levels):
            level = {child for each in level for child in self._ids(query, each)} - found
            if not level:
                break
            found = found | level
        return frozenset(found)

    def members(self, categories: Iterable[int]) -> Iterator[int]:
        """Articles of categories, each perhaps several times."""
        for each in sorted(categories):
            yield from self._ids("SELECT article FROM member WHERE category=?", each)

    def in_categories(self, article: int, categories: Collection[int]) -> bool:
        """Whether an article is a member of one of them."""
        return any(each in categories for each in self.categories_of(article))

    def categories_of(self, article: int) -> list[int]:
        """The categories of an article."""
        return list(self._ids("SELECT category FROM member WHERE article=?", article))

    def all_categories(self) -> Iterator[tuple[str, int, list[str]]]:
        """Title of each category, whether it is hidden, and the titles of those that it lies in."""
        query = "SELECT c.title FROM below b JOIN category c ON c.id=b.category WHERE b.child=? ORDER BY c.title"
        for number, title, hidden in self._db.execute("SELECT id, title, hidden FROM category ORDER BY title"):
            yield title, hidden, self._texts(query, number)

    def category_titles(self, article: int) -> list[str]:
        """Titles of the categories of an article, in code point order."""
        query = "SELECT c.title FROM member m JOIN category c ON c.id=m.category WHERE m.article=? ORDER BY c.title"
        return self._texts(query, article)

    def template(self, title: Title) -> int | None:
        """The number of a template that an article uses."""
        row = self._db.execute("SELECT id FROM template WHERE ns=? AND title=?", title).fetchone()
        return row[0] if row else None

    def users(self, template: int) -> Iterator[int]:
        """Articles that use a template."""
        return self._ids("SELECT article FROM uses WHERE template=?", template)

    def uses(self, article: int, template: int) -> bool:
        """Whether an article uses a template."""
        query = "SELECT 1 FROM uses WHERE template=? AND article=?"
        return self._db.execute(query, (template, article)).fetchone() is not None

    def signals(self, article: int) -> dict[str, int]:
        """The signals of one article in their own units, by name (``SIGNALS``)."""
        return self._row("signal", article)

    def standing(self, article: int) -> dict[str, int]:
        """The share of articles that have less of each signal, in ten thousandths."""
        return self._row("standing", article)

    def all_signals(self) -> Iterator[tuple[int, ...]]:
        """The signals of every article, in the order of ids and ``SIGNALS``."""
        return iter(self._db.execute(f"SELECT {_names()} FROM signal ORDER BY id"))

    def scores(self, weights: Iterable[int]) -> list[int]:
        """The weighted sum of the standings of every article, by id."""
        query = f"SELECT {_weighted(weights)} FROM standing ORDER BY id"
        return [score for (score,) in self._db.execute(query)]

    def scores_of(self, weights: Iterable[int], articles: Iterable[int]) -> dict[int, int]:
        """The same of some articles."""
        wanted, sum_of = sorted(articles), _weighted(weights)
        found: dict[int, int] = {}
        for start in range(0, len(wanted), _VARIABLES):
            some = wanted[start : start + _VARIABLES]
            places = ",".join("?" * len(some))
            found.update(self._db.execute(f"SELECT id, {sum_of} FROM standing WHERE id IN ({places})", some))
        return found

    def ahead(self, weights: Iterable[int], score: int, article: int) -> int:
        """Articles with a higher weighted sum than ``score``, or with the same and an earlier title than that one."""
        sum_of = _weighted(weights)
        query = f"SELECT count(*) FROM standing WHERE {sum_of}>? OR ({sum_of}=? AND id<?)"
        return int(self._db.execute(query, (score, score, article)).fetchone()[0])

    def _row(self, table: str, article: int) -> dict[str, int]:
        row = self._db.execute(f"SELECT {_names()} FROM {table} WHERE id=?", (article,)).fetchone()
        return dict(zip(SIGNALS, row, strict=True))

    def _ids(self, query: str, *values: object) -> Iterator[int]:
        return (number for (number,) in self._db.execute(query, values))

    def _texts(self, query: str, *values: object) -> list[str]:
        return [text for (text,) in self._db.execute(query, values)]


def _names() -> str:
    return ", ".join(f'"{name}"' for name in SIGNALS)


def _weighted(weights: Iterable[int]) -> str:
    return "+".join(f'{int(weight)}*"{name}"' for name, weight in zip(SIGNALS, weights, strict=True))
