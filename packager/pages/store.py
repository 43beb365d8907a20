"""PageStore: every page of the wiki by its title, from one SQLite file that nobody writes any more.

Each worker opens it for itself. Texts of templates and modules are kept in memory, for they are asked for all the time.
"""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from packager.dump import Dump
from packager.errors import DumpError, Said
from packager.model import NS_FILE, NS_MEDIAWIKI, NS_MODULE, NS_TEMPLATE, FileInfo, LinkTarget, Page, Revision, Title
from packager.pages.file_table import file_by_page
from packager.pages.ingest import Report, fill, page_digest, part_facts, store_key
from packager.pages.ingest_report import IngestReport
from packager.pages.redirect_chain import Resolution, Step, resolve_chain
from packager.pages.redirect_members import RedirectMember
from packager.pages.store_schema import FORMAT, counts_from_json, site_from_json, target_from
from packager.pages.text_blocks import BlockCache

CACHED_NAMESPACES = frozenset({NS_TEMPLATE, NS_MODULE, NS_MEDIAWIKI})
PAGE_CACHE_BYTES = 48 << 20
LOOK_UP_CACHE = 200_000
"""Titles whose existence is remembered."""

VARIABLES = 500
"""Titles in one query; SQLite allows 999 in its older builds."""

# A title after every title that begins with the same letters: no title holds a character beyond the last code point.
LAST = "\U0010ffff"

COLUMNS = (
    "page_id, revision, timestamp, model, digest, block, offset, length, target_ns, target, fragment, interwiki"
)


class PageFacts(NamedTuple):
    """A page without its text."""

    title: Title
    page_id: int
    revision: Revision
    model: str
    digest: bytes
    length: int
    """Bytes of the text in UTF-8."""
    redirect: LinkTarget | None


MAGIC = b"SQLite format 3\0"


def is_store(path: Path) -> bool:
    """Whether the file is a SQLite database, which among our inputs only a page store is."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class PageStore:
    """Read access to a store. ``files`` is the table of pictures; without one a picture exists if it has a page."""

    def __init__(self, path: Path, files: Mapping[str, FileInfo] | None = None) -> None:
        self.path = path
        self.files = files
        self._connection = _connect(path)
        meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        self.key: str = meta["key"]
        self.site = site_from_json(meta["site"])
        self.counts = counts_from_json(meta["counts"])
        self.report = IngestReport.from_json(meta["report"])
        self._blocks = BlockCache(self._load_block)
        self._pages: OrderedDict[Title, Page | None] = OrderedDict()
        self._pages_size = 0
        self._known: dict[Title, bool | None] = {}
        self._held: Mapping[Title, Page] = {}

    @classmethod
    def open_for(
        cls,
        dump: Dump,
        path: Path,
        namespaces: Collection[int] | None = None,
        progress: Report | None = None,
        files: Mapping[str, FileInfo] | None = None,
    ) -> PageStore:
        """The store at ``path`` if it was made from this very dump, else a new one in its place."""
        if path.exists():
            try:
                store = cls(path, files)
            except DumpError:
                pass
            else:
                if store.key == store_key(dump.info.fingerprint, namespaces):
                    store.report.of_files(part_facts(dump.info), dump.info.notes, dump.info.named_date)
                    return store
                store.close()
        fill(dump, path, namespaces, progress)
        return cls(path, files)

    def close(self) -> None:
        self._connection.close()

    def hold(self, pages: Mapping[Title, Page]) -> None:
        """From now on, give these texts and revisions in place of the dump's, for pages that the dump has."""
        self._held = {title: page for title, page in pages.items() if self._row(title) is not None}

    def clock(self) -> None:
        """Whoever reads a store does not mind what its pages depend on; ``TrackingSource`` does."""

    def noted(self, kind: str, name: str) -> None:
        """See ``clock``."""

    def revision(self, page: Page) -> Revision:
        return page.revision

    def page(self, title: Title) -> Page | None:
        cached = title.ns in CACHED_NAMESPACES
        if cached and title in self._pages:
            self._pages.move_to_end(title)
            return self._pages[title]
        row = self._row(title)
        page = self._held.get(title)
        if row is not None and page is None:
            page_id, revision, timestamp, model, _, block, offset, length = row[:8]
            text = self._blocks.text(block, offset, length)
            page = Page(title, page_id, Revision(revision, timestamp), model, text, target_from(row[8:]))
        if cached:
            self._remember(title, page)
        return page

    def transcluded(self, title: Title) -> Page | None:
        return self.page(title)

    def facts(self, title: Title) -> PageFacts | None:
        """All that is known of a page except its text."""
        row = self._row(title)
        if row is None:
            return None
        page_id, revision, timestamp, model, digest, _, _, length = row[:8]
        revised = Revision(revision, timestamp)
        if (held := self._held.get(title)) is not None:
            revised, digest = held.revision, page_digest(model, held.text.encode("utf-8", "surrogatepass"))
        return PageFacts(title, page_id, revised, model, digest, length, target_from(row[8:]))

    def digest(self, title: Title) -> bytes | None:
        """16 bytes that change with the text or content model of the page; None if there is no page."""
        if title in self._held:
            facts = self.facts(title)
            return facts.digest if facts else None
        row = self._connection.execute("SELECT digest FROM pages WHERE ns=? AND title=?", title).fetchone()
        return row[0] if row else None

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        wanted = list(dict.fromkeys(titles))
        unknown = [title for title in wanted if title not in self._known]
        if unknown:
            if len(self._known) + len(unknown) > LOOK_UP_CACHE:
                self._known.clear()
                unknown = wanted
            by_namespace: dict[int, list[str]] = {}
            for title in unknown:
                self._known[title] = None
                by_namespace.setdefault(title.ns, []).append(title.text)
            for ns, texts in by_namespace.items():
                for start in range(0, len(texts), VARIABLES):
                    some = texts[start : start + VARIABLES]
                    query = (
                        "SELECT title, target_ns IS NOT NULL FROM pages"
                        f" WHERE ns=? AND title IN ({','.join('?' * len(some))})"
                    )
                    for text, redirect in self._connection.execute(query, (ns, *some)):
                        self._known[Title(ns, text)] = bool(redirect)
        return {title: redirect for title in wanted if (redirect := self._known[title]) is not None}

    def page_id(self, title: Title) -> int:
        row = self._connection.execute("SELECT page_id FROM pages WHERE ns=? AND title=?", title).fetchone()
        return row[0] if row else 0

    def file(self, name: str) -> FileInfo | None:
        if self.files is not None:
            return self.files.get(name)
        return file_by_page(name) if self.existing([Title(NS_FILE, name)]) else None

    def subpages(self, title: Title, limit: int) -> Sequence[Title]:
        return self.titles_with_prefix(title.ns, title.text + "/", limit)

    def titles_with_prefix(self, ns: int, prefix: str, limit: int = -1) -> list[Title]:
        """Titles that begin with ``prefix``, in code point order."""
        rows = self._connection.execute(
            "SELECT title FROM pages WHERE ns=? AND title>=? AND title<? ORDER BY title LIMIT ?",
            (ns, prefix, prefix + LAST, limit),
        )
        return [Title(ns, text) for (text,) in rows]

    def titles_with_half(self, ns: int, head: str, tail: str, length: int) -> Iterator[str]:
        """Titles, redirects among them, that begin with ``head`` or end in ``tail`` and are about ``length`` long."""
        slack = 1 + length // 4
        for (text,) in self._connection.execute(
            "SELECT title FROM pages WHERE ns=? AND length(title) BETWEEN ? AND ?"
            " AND (substr(title, 1, ?)=? OR substr(title, -?)=?)",
            (ns, length - slack, length + slack, len(head), head, len(tail), tail),
        ):
            yield text

    def titles(self, ns: int, redirects: bool = False) -> Iterator[Title]:
        """Titles of one namespace in code point order, redirects left out unless asked for."""
        condition = "" if redirects else "AND target_ns IS NULL"
        for (text,) in self._connection.execute(
            f"SELECT title FROM pages WHERE ns=? {condition} ORDER BY title", (ns,)
        ):
            yield Title(ns, text)

    def lengths(self, ns: int) -> Iterator[tuple[str, int, int]]:
        """Title text, page id and bytes of wikitext of each page of a namespace, in code point order; no redirects."""
        query = "SELECT title, page_id, length FROM pages WHERE ns=? AND target_ns IS NULL ORDER BY title"
        yield from self._connection.execute(query, (ns,))

    def namespaces(self) -> dict[int, int]:
        """Namespace number to number of pages in the store."""
        return dict(self._connection.execute("SELECT ns, count(*) FROM pages GROUP BY ns ORDER BY ns"))

    def redirects(self, ns: int | None = None) -> Iterator[tuple[Title, Resolution]]:
        """Every redirect (of one namespace) in code point order, with the page at its end or why there is none."""
        condition = "" if ns is None else f"AND ns={int(ns)}"
        for number, text in self._connection.execute(
            f"SELECT ns, title FROM pages WHERE target_ns IS NOT NULL {condition} ORDER BY ns, title"
        ):
            title = Title(number, text)
            yield title, self.resolve(title)

    def redirect_members(self) -> Iterator[RedirectMember]:
        """Redirects that stand in categories, in code point order."""
        for ns, title, category, key in self._connection.execute(
            "SELECT ns, title, category, key FROM redirect_members ORDER BY ns, title, category, key"
        ):
            yield RedirectMember(Title(ns, title), category, key)

    def resolve(self, title: Title) -> Resolution:
        """Where a title leads, redirects followed."""
        return resolve_chain(title, self._step)

    def _step(self, title: Title) -> Step:
        row = self._connection.execute(
            "SELECT target_ns, target, fragment, interwiki FROM pages WHERE ns=? AND title=?", title
        ).fetchone()
        return Step(False) if row is None else Step(True, target_from(row))

    def _row(self, title: Title) -> tuple[Any, ...] | None:
        query = f"SELECT {COLUMNS} FROM pages WHERE ns=? AND title=?"
        row: tuple[Any, ...] | None = self._connection.execute(query, title).fetchone()
        return row

    def _load_block(self, block: int) -> bytes:
        data: bytes = self._connection.execute("SELECT data FROM blocks WHERE block=?", (block,)).fetchone()[0]
        return data

    def _remember(self, title: Title, page: Page | None) -> None:
        self._pages[title] = page
        self._pages_size += _cost(page)
        while self._pages_size > PAGE_CACHE_BYTES and len(self._pages) > 1:
            _, old = self._pages.popitem(last=False)
            self._pages_size -= _cost(old)


def _cost(page: Page | None) -> int:
    return 200 if page is None else 600 + 2 * len(page.text)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise DumpError("{file}: no page store there; make one with 'packager build'", file=path)
    try:
        connection = sqlite3.connect(f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1", uri=True)
        row = connection.execute("SELECT value FROM meta WHERE key='format'").fetchone()
    except sqlite3.Error as error:
        raise DumpError(
            "{file}: not a page store ({error}); delete it and build again", file=path, error=error
        ) from None
    if row is None or row[0] != FORMAT:
        raise DumpError(
            "{file}: a page store of another version ({version}); delete it and build again",
            file=path,
            version=row[0] if row else Said("none"),
        )
    return connection

