"""What has been rendered, kept between runs under a key of everything it depends on.

A row is one result of one page: the digest of the page's text and of the environment (program, configuration, site),
the answers that rendering got from the rest of the wiki, and the finished pieces. A row is used again only if all of
that is the same, so a build from a warm store gives the bytes of a build from nothing.

A page has a row for each state of the wiki that it was rendered under in the last builds; ``used`` marks the one of the
latest. So a run with a wrong dump or another configuration takes nothing away: the next right one marks its own rows
again and renders none.
"""

from __future__ import annotations

import hashlib
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
    ns INTEGER NOT NULL, text TEXT NOT NULL, state BLOB NOT NULL, used INTEGER NOT NULL, unused INTEGER NOT NULL,
    key BLOB NOT NULL, dependencies BLOB NOT NULL, facts BLOB NOT NULL, html BLOB NOT NULL, prose BLOB NOT NULL,
    PRIMARY KEY(ns, text, state)) WITHOUT ROWID;
"""
FORMAT = 6
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
        heading=row["heading"],
        headings=tuple(Heading(*heading) for heading in row["headings"]),
        categories=tuple(CategoryLink(Title(*category), key) for category, key in row["categories"]),
        links=tuple(row["links"]),
        boxed=tuple(row["boxed"]),
        templates=tuple(Title(*template) for template in row["templates"]),
        references=row["references"],
        properties=row["properties"],
        problems=tuple(Problem(*problem) for problem in row["problems"]),
        dropped=tuple(row["dropped"]),
        removed=row["removed"],
        failed=row["failed"],
    )


class Kept(NamedTuple):
    """Under what a page was rendered."""

    state: bytes
    """Digest of the other two, which tells the results of a page apart."""
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
        """Add a row and mark it as the one in use; it is on disk within ``COMMIT_SECONDS`` of the next call."""
        state = hashlib.blake2b(result.key + result.dependencies, digest_size=16).digest()
        try:
            self._begin()
            self._db.execute(
                "REPLACE INTO result VALUES(?,?,?,0,0,?,?,?,?,?)",
                (*result.title, state, result.key, result.dependencies, result.facts, result.html, result.prose),
            )
            self._mark(result.title, state)
            if time.monotonic() - self._since > COMMIT_SECONDS:
                self.commit()
        except sqlite3.OperationalError as error:
            raise self._full(error) from error

    def use(self, title: Title, state: bytes) -> None:
        """Mark the row of the page that stands under ``state`` as the one in use."""
        row = self._db.execute("SELECT used FROM result WHERE ns=? AND text=? AND state=?", (*title, state)).fetchone()
        if row is None or row[0]:
            return
        try:
            self._begin()
            self._mark(title, state)
        except sqlite3.OperationalError as error:
            raise self._full(error) from error

    def _mark(self, title: Title, state: bytes) -> None:
        self._db.execute("UPDATE result SET used = state=? WHERE ns=? AND text=?", (state, *title))

    def _begin(self) -> None:
        if not self._open:
            self._db.execute("BEGIN")
            self._open, self._since = True, time.monotonic()

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

    def kept(self, title: Title) -> list[Kept]:
        """Under what a page was rendered, the row in use first; empty if it never was."""
        rows = self._db.execute(
            "SELECT state, key, dependencies FROM result WHERE ns=? AND text=? ORDER BY used DESC, state", title
        )
        return [Kept(*row) for row in rows]

    def facts(self, title: Title) -> PageFacts | None:
        """What is known of one page, without unpacking its text; None if it was never rendered."""
        row = self._db.execute("SELECT facts FROM result WHERE ns=? AND text=? AND used", title).fetchone()
        return None if row is None else _facts(title, row[0])

    def page(self, title: Title) -> Finished | None:
        """One page whole; None if it was never rendered."""
        row = self._db.execute("SELECT facts, html, prose FROM result WHERE ns=? AND text=? AND used", title).fetchone()
        return None if row is None else Finished.of(_facts(title, row[0]), unpack(row[1]), unpack(row[2]))

    def packed_prose(self, title: Title) -> bytes | None:
        """The prose of one page as it is packed; None if it was never rendered."""
        row = self._db.execute("SELECT prose FROM result WHERE ns=? AND text=? AND used", title).fetchone()
        return row[0] if row else None

    def packed_sizes(self, ns: int) -> dict[str, tuple[int, int]]:
        """Title text of the pages in use to the bytes of their text as it is packed and of their prose as it is not."""
        sizes = {}
        for text, html, length, head in self._db.execute(
            "SELECT text, length(html), length(prose), substr(prose, 1, 18) FROM result WHERE ns=? AND used", (ns,)
        ):
            sizes[text] = (html + length, zstandard.frame_content_size(head))
        return sizes

    def size_in_use(self) -> int:
        """Bytes of the rows in use, as they are packed."""
        lengths = "sum(length(dependencies) + length(facts) + length(html) + length(prose))"
        return int(self._db.execute(f"SELECT {lengths} FROM result WHERE used").fetchone()[0] or 0)

    def forget_unused(self, titles: Iterable[Title], builds: int) -> int:
        """Count one more build for the rows that it did not use; those that ``builds`` in a row did not use go.

        ``titles`` are the pages of its dump, also those that a list left out. Gives how many went. Only room is won by
        it, so where the disk has none for the deletion itself the rows stay until the next time.
        """
        self.commit()
        self._db.execute("PRAGMA temp_store=MEMORY")
        self._db.execute("CREATE TEMP TABLE wanted(ns INTEGER, text TEXT, PRIMARY KEY(ns, text)) WITHOUT ROWID")
        gone = 0
        try:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO wanted VALUES(?,?)", titles)
            used = "used AND EXISTS(SELECT 1 FROM wanted w WHERE w.ns=result.ns AND w.text=result.text)"
            self._db.execute(f"UPDATE result SET unused=0 WHERE unused>0 AND {used}")
            self._db.execute(f"UPDATE result SET unused=unused+1 WHERE NOT ({used})")
            gone = self._db.execute("DELETE FROM result WHERE unused>=?", (builds,)).rowcount
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
