"""What has been rendered, kept between runs under a key of everything it depends on.

One row for each page: the digest of the page's text and of the environment (program, configuration, site), the
answers that rendering got from the rest of the wiki, and the finished pieces. A row is used again only if all of that
is the same, so a build from a warm store gives the bytes of a build from nothing.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import zstandard

from packager.errors import OutputError
from packager.model import CategoryLink, Dependency, Finished, Heading, PageFacts, Problem, Title

_SCHEMA = """
CREATE TABLE IF NOT EXISTS result(
    ns INTEGER NOT NULL, text TEXT NOT NULL, key BLOB NOT NULL, dependencies BLOB NOT NULL,
    facts BLOB NOT NULL, html BLOB NOT NULL, prose BLOB NOT NULL, PRIMARY KEY(ns, text)) WITHOUT ROWID;
"""
FORMAT = 2
COMMIT_SECONDS = 0.2
_ZSTD = zstandard.ZstdCompressor(level=3)
_UNZSTD = zstandard.ZstdDecompressor()


def pack(text: str) -> bytes:
    """Compress a text for the store; the frame carries its size."""
    return _ZSTD.compress(text.encode("utf-8", "surrogatepass"))


def unpack(data: bytes) -> str:
    """The reverse of ``pack``."""
    return _UNZSTD.decompress(data).decode("utf-8", "surrogatepass")


class Result(NamedTuple):
    """One row, its large fields packed: that is done by the workers, of which there are many."""

    title: Title
    key: bytes
    dependencies: bytes
    facts: bytes
    """JSON object: the fields of ``PageFacts`` but the title."""
    html: bytes
    prose: bytes

    @classmethod
    def of(cls, page: Finished, key: bytes, dependencies: Iterable[Dependency]) -> Result:
        """The row of a page that was finished under ``key`` with the answers ``dependencies``."""
        facts = {name: getattr(page, name) for name in _FACTS}
        return cls(
            page.title,
            key,
            pack(_json(sorted(set(dependencies)))),  # sorted, so that equal sets give equal bytes
            pack(_json(facts)),
            pack(page.html),
            pack(page.prose),
        )


_FACTS = tuple(spec.name for spec in fields(PageFacts) if spec.name != "title")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _facts(title: Title, packed: bytes) -> PageFacts:
    """The reverse of what ``Result.of`` does to the facts."""
    row = json.loads(unpack(packed))
    return PageFacts(
        title=title,
        page_id=row["page_id"],
        revision=row["revision"],
        timestamp=row["timestamp"],
        display_title=row["display_title"],
        headings=tuple(Heading(*heading) for heading in row["headings"]),
        categories=tuple(CategoryLink(Title(*category), key) for category, key in row["categories"]),
        links=tuple(row["links"]),
        properties=row["properties"],
        problems=tuple(Problem(*problem) for problem in row["problems"]),
        dropped=tuple(row["dropped"]),
        removed=row["removed"],
        failed=row["failed"],
    )


class Kept(NamedTuple):
    """Under what a page was rendered."""

    key: bytes
    dependencies: bytes
    """Packed, see ``unpack_dependencies``."""


class WorkStore:
    """The store file; one process writes, any number may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute(
                "PRAGMA synchronous=OFF"
            )  # survives kill -9; after a power cut SQLite's check finds damage
            if self._db.execute("PRAGMA user_version").fetchone()[0] not in (0, FORMAT):
                self._db.execute("DROP TABLE IF EXISTS result")
            self._db.execute(f"PRAGMA user_version={FORMAT}")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise OutputError(
                "{file}: cannot be used ({error}); delete it and run again", file=path.name, error=error
            ) from error
        self._open = False
        self._since = 0.0

    def put(self, result: Result) -> None:
        """Add or replace a row; it is on disk within ``COMMIT_SECONDS`` of the next call."""
        try:
            if not self._open:
                self._db.execute("BEGIN")
                self._open, self._since = True, time.monotonic()
            self._db.execute(
                "REPLACE INTO result VALUES(?,?,?,?,?,?,?)",
                (*result.title, result.key, result.dependencies, result.facts, result.html, result.prose),
            )
            if time.monotonic() - self._since > COMMIT_SECONDS:
                self.commit()
        except sqlite3.OperationalError as error:
            raise self._full(error) from error

    def commit(self) -> None:
        """Make everything put so far permanent."""
        if self._open:
            self._open = False
            try:
                self._db.execute("COMMIT")
            except sqlite3.OperationalError as error:
                raise self._full(error) from error

    def _full(self, error: sqlite3.OperationalError) -> OutputError:
        return OutputError(
            "{file}: cannot be written ({error}); free space on that disk", file=self.path.name, error=error
        )

    def kept(self, title: Title) -> Kept | None:
        """Under what a page was rendered; None if it never was."""
        row = self._db.execute("SELECT key, dependencies FROM result WHERE ns=? AND text=?", title).fetchone()
        return None if row is None else Kept(*row)

    def facts(self, title: Title) -> PageFacts | None:
        """What is known of one page, without unpacking its text; None if it was never rendered."""
        row = self._db.execute("SELECT facts FROM result WHERE ns=? AND text=?", title).fetchone()
        return None if row is None else _facts(title, row[0])

    def page(self, title: Title) -> Finished | None:
        """One page whole; None if it was never rendered."""
        row = self._db.execute("SELECT facts, html, prose FROM result WHERE ns=? AND text=?", title).fetchone()
        return None if row is None else Finished.of(_facts(title, row[0]), unpack(row[1]), unpack(row[2]))

    def keep_only(self, titles: Iterable[Title]) -> int:
        """Delete the rows of all other pages; gives how many went.

        Only room is won by it, so where the disk has none for the deletion itself the rows stay until the next time.
        """
        self.commit()
        self._db.execute("PRAGMA temp_store=MEMORY")
        self._db.execute("CREATE TEMP TABLE wanted(ns INTEGER, text TEXT, PRIMARY KEY(ns, text)) WITHOUT ROWID")
        gone = 0
        try:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO wanted VALUES(?,?)", titles)
            gone = self._db.execute(
                "DELETE FROM result WHERE NOT EXISTS"
                "(SELECT 1 FROM wanted w WHERE w.ns=result.ns AND w.text=result.text)"
            ).rowcount
            self._db.execute("COMMIT")
        except sqlite3.OperationalError:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        self._db.execute("DROP TABLE IF EXISTS wanted")
        return gone

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        self._db.close()


def unpack_dependencies(data: bytes) -> list[Dependency]:
    """The dependencies of a row."""
    return [Dependency(*row) for row in json.loads(unpack(data))]
