"""``OUT/release/<date>.sqlite``: every article of a release with its prose, so that the next can be compared with it.

For the editor and never for the drive. Everything in it follows from the dump, the configuration and the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import zstandard

from packager.errors import UsageError
from packager.files.fresh_database import fresh_database

FORMAT = "packager-release-1"
_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE page(page_id INTEGER NOT NULL, title TEXT NOT NULL, revision INTEGER NOT NULL, timestamp TEXT NOT NULL,
    digest BLOB NOT NULL, letters INTEGER NOT NULL, prose BLOB NOT NULL, links INTEGER NOT NULL,
    categories TEXT NOT NULL, score INTEGER NOT NULL, place INTEGER NOT NULL, rule TEXT NOT NULL, held INTEGER NOT NULL,
    packed INTEGER NOT NULL);
CREATE TABLE redirect(page_id INTEGER NOT NULL, title TEXT NOT NULL, target TEXT NOT NULL);
CREATE TABLE category(title TEXT PRIMARY KEY, hidden INTEGER NOT NULL, above TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE failed(kind TEXT NOT NULL, name TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY(kind, name))
    WITHOUT ROWID;
CREATE TABLE section(name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX page_order ON page(page_id, title);
CREATE INDEX page_title ON page(title);
CREATE INDEX redirect_title ON redirect(title);
"""
_UNZSTD = zstandard.ZstdDecompressor()
_COLUMNS = "page_id, title, revision, digest, letters, links, categories, place"


class PageRow(NamedTuple):
    """An article on its way into the file."""

    page_id: int
    title: str
    revision: int
    timestamp: str
    digest: bytes
    """Of its prose."""
    letters: int
    prose: bytes
    """Packed."""
    links: int
    """Articles and categories of the drive that it links to."""
    categories: str
    """JSON list of titles."""
    score: int
    place: int
    rule: str
    """Line of the rule that let it in, ``rank`` without one."""
    held: int
    packed: int


class Made(NamedTuple):
    """What a release is made of beyond its articles."""

    meta: Mapping[str, str]
    redirects: Iterable[tuple[int, str, str]]
    categories: Iterable[tuple[str, int, str]]
    failed: Iterable[tuple[str, str, int]]
    sections: Iterable[tuple[str, int]]


class ReleasePage(NamedTuple):
    """An article of a release, without its prose."""

    page_id: int
    title: str
    revision: int
    digest: bytes
    letters: int
    links: int
    categories: Sequence[str]
    place: int


def prose_row(packed: bytes) -> tuple[bytes, int]:
    """Digest and number of letters of a packed prose, blanks not counted."""
    text = unpacked(packed)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), len("".join(text.split()))


def unpacked(packed: bytes) -> str:
    """The prose as text."""
    return _UNZSTD.decompress(packed).decode("utf-8", "surrogatepass")


def _page(row: Sequence[Any]) -> ReleasePage:
    """A row of ``_COLUMNS``."""
    page_id, title, revision, digest, letters, links, categories, place = row
    return ReleasePage(page_id, title, revision, digest, letters, links, json.loads(categories), place)


def write_release(path: Path, pages: Iterable[PageRow], made: Made) -> None:
    """Write the file; one that is there stays until the new one is whole."""
    path.parent.mkdir(exist_ok=True)
    with fresh_database(path, _TABLES, _INDEXES) as db:
        db.executemany(f"INSERT INTO page VALUES({','.join('?' * len(PageRow._fields))})", pages)
        db.executemany("INSERT INTO redirect VALUES(?,?,?)", made.redirects)
        db.executemany("INSERT INTO category VALUES(?,?,?)", made.categories)
        db.executemany("INSERT INTO failed VALUES(?,?,?)", made.failed)
        db.executemany("INSERT INTO section VALUES(?,?)", made.sections)
        db.executemany("INSERT INTO meta VALUES(?,?)", sorted({"format": FORMAT, **made.meta}.items()))


class Release:
    """Read access to the file of a release. Raises UsageError for a file that is none."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        if not path.is_file():
            raise UsageError("{file}: there is no such file; builds leave one in OUT/release", file=path.name)
        try:
            self._db = sqlite3.connect(f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1", uri=True)
            self.meta: Mapping[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise UsageError(
                "{file}: is no release ({error}); give a file that a build left in OUT/release",
                file=path.name, error=error,
            ) from None  # fmt: skip
        if self.meta.get("format") != FORMAT:
            raise UsageError("{file}: a release of another version of the program; build that month again",
                             file=path.name)  # fmt: skip

    def pages(self) -> Iterator[ReleasePage]:
        """Every article, by page id."""
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM page ORDER BY page_id, title"):
            yield _page(row)

    def count(self) -> int:
        """Articles."""
        return int(self._db.execute("SELECT count(*) FROM page").fetchone()[0])

    def page(self, title: str) -> ReleasePage | None:
        """The article of a title."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM page WHERE title=?", (title,)).fetchone()
        return _page(row) if row else None

    def prose(self, page: ReleasePage) -> str:
        """The prose of an article."""
        query = "SELECT prose FROM page WHERE page_id=? AND title=?"
        return unpacked(self._db.execute(query, (page.page_id, page.title)).fetchone()[0])

    def redirect_ids(self) -> frozenset[int]:
        """Page ids of redirects."""
        return frozenset(number for (number,) in self._db.execute("SELECT page_id FROM redirect"))

    def is_redirect(self, title: str) -> bool:
        """Whether the title is that of a redirect."""
        return self._db.execute("SELECT 1 FROM redirect WHERE title=?", (title,)).fetchone() is not None

    def categories(self) -> Mapping[str, tuple[bool, Sequence[str]]]:
        """Title of each category to whether it is hidden, and to the categories that it lies in."""
        rows = self._db.execute("SELECT title, hidden, above FROM category")
        return {title: (bool(hidden), json.loads(above)) for title, hidden, above in rows}

    def failed(self) -> Mapping[tuple[str, str], int]:
        """Kind of problem and name of the page that causes it, to the number of pages that show it."""
        return {(kind, name): pages for kind, name, pages in self._db.execute("SELECT kind, name, pages FROM failed")}

    def sections(self) -> Mapping[str, int]:
        """Bytes of each part of the drive."""
        return dict(self._db.execute("SELECT name, bytes FROM section"))
