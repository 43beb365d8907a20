"""What has been rendered, kept between runs under a key of everything it depends on.

One row for each page: the digest of the page's text and of the environment (program, configuration, site), the
answers that rendering got from the rest of the wiki, and the finished pieces. A row is used again only if all of that
is the same, so a build from a warm store gives the bytes of a build from nothing.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import zstandard

from packager.errors import OutputError
from packager.model import Dependency, Title

_SCHEMA = """
CREATE TABLE IF NOT EXISTS result(
    ns INTEGER NOT NULL, text TEXT NOT NULL, key BLOB NOT NULL, dependencies BLOB NOT NULL,
    facts BLOB NOT NULL, html BLOB NOT NULL, prose BLOB NOT NULL, PRIMARY KEY(ns, text)) WITHOUT ROWID;
"""
FORMAT = 1
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
    """One row, its large fields packed."""

    title: Title
    key: bytes
    dependencies: bytes
    facts: bytes
    """JSON object, see ``packager.rendering.worker``."""
    html: bytes
    prose: bytes


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
            raise OutputError(f"{path.name}: cannot be used ({error}); delete it and run again") from error
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
            raise OutputError(f"{self.path.name}: cannot be written ({error}); free space on that disk") from error

    def commit(self) -> None:
        """Make everything put so far permanent."""
        if self._open:
            self._open = False
            try:
                self._db.execute("COMMIT")
            except sqlite3.OperationalError as error:
                raise OutputError(f"{self.path.name}: cannot be written ({error}); free space on that disk") from error

    def rows(self) -> Iterator[tuple[Title, bytes, bytes]]:
        """Title, key and packed dependencies of all rows."""
        for ns, text, key, dependencies in self._db.execute("SELECT ns, text, key, dependencies FROM result"):
            yield Title(ns, text), key, dependencies

    def facts(self, ns: int | None = None) -> Iterator[tuple[Title, dict[str, Any]]]:
        """Title and facts of all rows in title order."""
        where = "" if ns is None else f" WHERE ns={ns:d}"
        for number, text, facts in self._db.execute(f"SELECT ns, text, facts FROM result{where} ORDER BY ns, text"):
            yield Title(number, text), json.loads(unpack(facts))

    def get(self, title: Title) -> tuple[dict[str, Any], str, str] | None:
        """Facts, HTML and prose of one page."""
        row = self._db.execute("SELECT facts, html, prose FROM result WHERE ns=? AND text=?", title).fetchone()
        return (json.loads(unpack(row[0])), unpack(row[1]), unpack(row[2])) if row else None

    def keep_only(self, titles: Iterable[Title]) -> int:
        """Delete the rows of all other pages; gives how many went."""
        self.commit()
        self._db.execute("CREATE TEMP TABLE wanted(ns INTEGER, text TEXT, PRIMARY KEY(ns, text)) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR IGNORE INTO wanted VALUES(?,?)", titles)
        gone = self._db.execute(
            "DELETE FROM result WHERE NOT EXISTS(SELECT 1 FROM wanted w WHERE w.ns=result.ns AND w.text=result.text)"
        ).rowcount
        self._db.execute("COMMIT")
        self._db.execute("DROP TABLE wanted")
        return gone

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        self._db.close()


def pack_dependencies(dependencies: Iterable[Dependency]) -> bytes:
    """Sorted, so that equal sets give equal bytes."""
    return pack(json.dumps(sorted(set(dependencies)), ensure_ascii=False, separators=(",", ":")))


def unpack_dependencies(data: bytes) -> list[Dependency]:
    """The reverse of ``pack_dependencies``."""
    return [Dependency(*row) for row in json.loads(unpack(data))]
