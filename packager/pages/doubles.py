"""Titles and page ids that a dump gives more than once.

A dump is written over hours, not at one instant: a page comes twice, one that is moved meanwhile comes under two
titles, or two pages come under one (107 pages of iswiki in June 2014). Fetching the file again does not help. The
newest revision stays. Two pages with other titles and other texts under one id are another matter: two wikis in one
file look like that, or one before and after it was imported anew.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from packager.errors import Said
from packager.model import Title

SAME_TITLE, SAME_ID, TAKEN_ID = Said("same title"), Said("same id"), Said("id of another page")
"""A page that came before under its title, one that was moved, one that has no more in common than the number."""


class Double(NamedTuple):
    """A row that was taken out."""

    rule: Said
    """``SAME_TITLE``, ``SAME_ID`` or ``TAKEN_ID``."""
    row: int
    ns: int
    title: str
    page_id: int
    length: int
    """Bytes of its text."""
    redirect: bool
    kept_row: int
    kept_title: Title
    kept_id: int
    """Row, title and page id of the page that stays."""


# Which of two stays must not depend on the order of the files: the highest revision, then the text itself decides.
_NEWEST = "revision DESC, timestamp DESC, page_id DESC, digest, row"
_FACTS = "row, ns, title, page_id, length, target_ns IS NOT NULL, digest"


def keep_newest(connection: sqlite3.Connection, repeated_ids: bool) -> list[Double]:
    """Take all but the newest of each title out of ``pages``, and of each page id if some are known to repeat."""
    doubles = _take(connection, "page_id", " AND page_id > 0") if repeated_ids else []
    return doubles + _take(connection, "ns, title", "")


def _take(connection: sqlite3.Connection, key: str, where: str) -> list[Double]:
    groups = connection.execute(
        f"SELECT {key} FROM pages WHERE 1{where} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key}"
    ).fetchall()
    of_group = " AND ".join(f"{column.strip()}=?" for column in key.split(","))
    doubles = []
    for group in groups:
        rows = connection.execute(f"SELECT {_FACTS} FROM pages WHERE {of_group} ORDER BY {_NEWEST}", group).fetchall()
        kept = rows[0]
        for row, ns, title, page_id, length, redirect, digest in rows[1:]:
            other = SAME_ID if digest == kept[6] else TAKEN_ID
            rule = SAME_TITLE if (ns, title) == (kept[1], kept[2]) else other
            stays = (kept[0], Title(kept[1], kept[2]), kept[3])
            doubles.append(Double(rule, row, ns, title, page_id, length, bool(redirect), *stays))
    connection.executemany("DELETE FROM pages WHERE row=?", [(double.row,) for double in doubles])
    return doubles
