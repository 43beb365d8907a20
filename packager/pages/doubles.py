"""Titles and page ids that a dump gives more than once.

A dump is written over hours, not at one instant: a page that is moved meanwhile comes under two titles, or two pages
come under one (107 pages of iswiki in June 2014). Fetching the file again does not help. The newest revision stays.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

SAME_TITLE, SAME_ID = "same title", "same id"


class Double(NamedTuple):
    """A row that was taken out."""

    rule: str
    """``SAME_TITLE`` or ``SAME_ID``."""
    row: int
    ns: int
    title: str
    page_id: int
    length: int
    """Bytes of its text."""
    redirect: bool
    kept_row: int
    kept_id: int
    """Row and page id of the page that stays."""


# Which of two stays must not depend on the order of the files: the highest revision, then the text itself decides.
_NEWEST = "revision DESC, timestamp DESC, page_id DESC, digest, row"
_FACTS = "row, ns, title, page_id, length, target_ns IS NOT NULL"


def keep_newest(connection: sqlite3.Connection, repeated_ids: bool) -> list[Double]:
    """Take all but the newest of each title out of ``pages``, and of each page id if some are known to repeat."""
    doubles = _take(connection, SAME_ID, "page_id", " AND page_id > 0") if repeated_ids else []
    return doubles + _take(connection, SAME_TITLE, "ns, title", "")


def _take(connection: sqlite3.Connection, rule: str, key: str, where: str) -> list[Double]:
    groups = connection.execute(
        f"SELECT {key} FROM pages WHERE 1{where} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key}"
    ).fetchall()
    same = " AND ".join(f"{column.strip()}=?" for column in key.split(","))
    doubles = []
    for group in groups:
        rows = connection.execute(f"SELECT {_FACTS} FROM pages WHERE {same} ORDER BY {_NEWEST}", group).fetchall()
        kept = rows[0]
        for row, ns, title, page_id, length, redirect in rows[1:]:
            doubles.append(Double(rule, row, ns, title, page_id, length, bool(redirect), kept[0], kept[3]))
    connection.executemany("DELETE FROM pages WHERE row=?", [(double.row,) for double in doubles])
    return doubles
