"""Pages of a multistream dump by its index: one stream of a hundred pages is unpacked where one of them is wanted."""

from __future__ import annotations

import bz2
import html
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from packager.dump import Dump, xml
from packager.dump.containers import bzip2
from packager.dump.multistream_index import index_rows
from packager.dump.page_title import page_title
from packager.errors import DumpError, UsageError
from packager.model import Page, Title

_STEP = 1 << 18
_END = b"</mediawiki>\n"


class Streams:
    """The index in a scratch database, and the streams that it tells of."""

    def __init__(self, dump: Dump, namespaces: Collection[int], scratch: Path) -> None:
        """``namespaces``: those whose pages exist; raises UsageError for a dump without an index."""
        for part in dump.parts:
            if part.index is None or part.container is not bzip2 or part.reader is not xml:
                raise UsageError(
                    "{file}: is no multistream dump with its index beside it; fetch both, or build with include",
                    file=part.path.name,
                )
        self.dump = dump
        self._heads: dict[int, bytes] = {}
        self._db = sqlite3.connect(scratch, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("CREATE TABLE page(ns INTEGER, title TEXT, part INTEGER, offset INTEGER, id INTEGER)")
        self._db.execute("BEGIN")
        kept = frozenset(namespaces)
        self._db.executemany(
            "INSERT INTO page VALUES(?,?,?,?,?)",
            (row for row in self._rows() if row[0] in kept),
        )
        self._db.execute("CREATE INDEX by_title ON page(ns, title)")
        self._db.execute("COMMIT")
        self.read = 0
        """Streams that were unpacked."""

    def _rows(self) -> Iterator[tuple[int, str, int, int, int]]:
        for number, part in enumerate(self.dump.parts):
            assert part.index is not None
            for offset, page_id, text in index_rows(part.index):
                title = page_title(html.unescape(text), None, self.dump.site)
                yield title.ns, title.text, number, offset, page_id

    def place(self, title: Title) -> tuple[int, int] | None:
        """Part and offset of the stream that has a page, None if there is no such page."""
        query = "SELECT part, offset FROM page WHERE ns=? AND title=? ORDER BY id DESC"
        row = self._db.execute(query, title).fetchone()
        return (row[0], row[1]) if row else None

    def page_id(self, title: Title) -> int:
        """Page id by the index, 0 if there is no such page."""
        row = self._db.execute("SELECT max(id) FROM page WHERE ns=? AND title=?", title).fetchone()
        return int(row[0] or 0)

    def with_prefix(self, ns: int, prefix: str, limit: int) -> list[Title]:
        """Titles that begin so, in code point order."""
        query = "SELECT DISTINCT title FROM page WHERE ns=? AND title>=? AND title<? ORDER BY title LIMIT ?"
        rows = self._db.execute(query, (ns, prefix, prefix + "\U0010ffff", limit))
        return [Title(ns, text) for (text,) in rows]

    def counts(self) -> tuple[int, int, int]:
        """Pages of all namespaces kept, those of articles with the redirects, and those of files."""
        row = self._db.execute("SELECT count(*), sum(ns=0), sum(ns=6) FROM page").fetchone()
        return int(row[0]), int(row[1] or 0), int(row[2] or 0)

    def pages(self, place: tuple[int, int]) -> Iterator[Page]:
        """The pages of one stream. Raises DumpError for one that is damaged."""
        part, offset = place
        path = self.dump.parts[part].path
        if part not in self._heads:
            self._heads[part] = self._stream(path, 0)
        self.read += 1
        pieces = iter([self._heads[part], self._stream(path, offset), _END])
        for raw in xml.read_pages(path, pieces, None, packed=True):
            page = self.dump.page_of(raw)
            if page is not None:
                yield page

    def _stream(self, path: Path, offset: int) -> bytes:
        unpacker, unpacked = bz2.BZ2Decompressor(), []
        with path.open("rb") as file:
            file.seek(offset)
            try:
                while not unpacker.eof and (data := file.read(_STEP)):
                    unpacked.append(unpacker.decompress(data))
            except OSError as error:
                raise DumpError(
                    "{file}: byte {offset}: {error}; dump and index do not belong together, fetch both again",
                    file=path, offset=offset, error=error,
                ) from None  # fmt: skip
        return b"".join(unpacked)

    def close(self) -> None:
        """Close the scratch database."""
        self._db.close()
