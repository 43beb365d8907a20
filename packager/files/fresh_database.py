"""A SQLite file that is made anew and in one go: whoever opens it sees the old whole or the new whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_database(path: Path, tables: str, indexes: str) -> Iterator[sqlite3.Connection]:
    """A connection in a transaction, with empty tables; the file that is at ``path`` stays until the block is through.

    Indexes are made when all rows are in. Nothing is synced: a file that the machine loses is made again.
    """
    partial = path.with_name(path.name + ".tmp")
    partial.unlink(missing_ok=True)
    db = sqlite3.connect(partial, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.executescript(tables)
        db.execute("BEGIN")
        yield db
        db.execute("COMMIT")
        db.executescript(indexes)
    finally:
        db.close()
    os.replace(partial, path)
