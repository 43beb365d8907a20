"""From the dump to the page store: every wanted page once, then the indexes, then the final name."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from packager.dump import Dump, DumpInfo
from packager.dump.info import plain_name
from packager.dump.opened import LISTED
from packager.dump.prefetch import quick_switching
from packager.errors import Said
from packager.model import NS_CATEGORY, NS_FILE, NS_MAIN, Page, SiteInfo, Title
from packager.pages.doubles import Double, keep_newest
from packager.pages.ingest_report import IngestProgress, IngestReport, LeftOutRow, PartFacts
from packager.pages.private_file import PrivateFile
from packager.pages.redirect_members import redirect_members
from packager.pages.store_schema import (
    FORMAT,
    INDEX_BY_TITLE,
    INDEXES,
    INSERT_BLOCK,
    INSERT_PAGE,
    INSERT_REDIRECT_MEMBER,
    TABLES,
    site_to_json,
    target_columns,
)
from packager.pages.text_blocks import BlockPacker
from packager.titles import prefixed

Report = Callable[[IngestProgress], None]

# No journal: a store that is not complete is thrown away, never repaired.
PRAGMAS = ("page_size=8192", "journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-32768")

MEMBER_NAMESPACES = (NS_MAIN, NS_CATEGORY)
"""Namespaces whose redirects can stand on a category page of the drive."""

BATCH = 512
"""Rows written at once."""

# What no title can hold (MediaWiki manual: Page title); a page under such a name could not be linked to.
UNUSABLE_TITLE = re.compile("[\x00-\x1f\x7f<>\\[\\]|{}#\ufffd]")


def page_digest(model: str, text: bytes) -> bytes:
    """16 bytes that change whenever the text or the content model of a page does."""
    digest = hashlib.sha256(model.encode() + b"\0")
    digest.update(text)
    return digest.digest()[:16]


def store_key(fingerprint: str, namespaces: Collection[int] | None) -> str:
    """What a store was made from: the dump and the choice of namespaces."""
    chosen = "all" if namespaces is None else ",".join(map(str, sorted(namespaces)))
    return f"{FORMAT} {fingerprint} {chosen}"


def fill(
    dump: Dump, store_path: Path, namespaces: Collection[int] | None = None, progress: Report | None = None
) -> IngestReport:
    """Write the store; a store of that name is replaced only when the new one is complete."""
    with PrivateFile(store_path) as private, quick_switching():
        try:
            connection = sqlite3.connect(private.path, isolation_level=None)
            try:
                report = _fill(connection, dump, namespaces, progress)
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise private.failed(str(error)) from None
        private.commit()
    return report


def _fill(
    connection: sqlite3.Connection, dump: Dump, namespaces: Collection[int] | None, progress: Report | None
) -> IngestReport:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(TABLES)
    connection.execute("BEGIN")
    writer = _Writer(connection, dump.site)
    for page, text in _reported(dump, namespaces, progress):
        writer.add(page, text, dump.place)
    writer.close()
    connection.execute(INDEX_BY_TITLE)
    doubles = keep_newest(connection, dump.counts.repeated > 0)
    for double in doubles:
        writer.forget(double)
    for index in INDEXES:
        connection.execute(index)
    report = _report(dump, writer, doubles)
    counts = {
        "articles": report.articles,
        "pages": report.pages_in,
        "files": writer.kept[NS_FILE] + dump.counts.namespaces.get(NS_FILE, 0),
    }
    meta = {
        "format": FORMAT,
        "key": store_key(dump.info.fingerprint, namespaces),
        "site": site_to_json(dump.site),
        "counts": json.dumps(counts, sort_keys=True),
        "report": report.to_json(),
    }
    connection.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
    connection.execute("COMMIT")
    return report


def _reported(
    dump: Dump, namespaces: Collection[int] | None, progress: Report | None
) -> Iterator[tuple[Page, bytes]]:
    keep = None if namespaces is None else frozenset(namespaces).__contains__
    if progress is None:
        yield from dump.pages_with_bytes(keep)
        return
    total = dump.info.size
    read = 0

    def note(done: int) -> None:
        nonlocal read
        read = done

    for number, page in enumerate(dump.pages_with_bytes(keep, note)):
        if number % 1000 == 0:
            progress(IngestProgress(read, total, dump.counts.pages))
        yield page
    progress(IngestProgress(total, total, dump.counts.pages))


class _Writer:
    """Gathers rows and blocks, writes them in batches."""

    def __init__(self, connection: sqlite3.Connection, site: SiteInfo) -> None:
        self.connection = connection
        self.site = site
        self.packer = BlockPacker()
        self.rows: list[tuple[object, ...]] = []
        self.blocks: list[tuple[int, bytes]] = []
        self.members: list[tuple[int, str, str, str]] = []
        self.kept: Counter[int] = Counter()
        self.redirects: Counter[int] = Counter()
        self.unusable = 0
        self.unusable_pages: list[tuple[str, tuple[int, int]]] = []
        """Title and place of those that are listed."""
        self.text_bytes = 0
        self.parts = array("H")
        self.offsets = array("Q")
        """Part and byte of every row, in the order of the rows: where a doubled title stands is asked afterwards."""

    def add(self, page: Page, text: bytes, place: tuple[int, int]) -> None:
        title = page.title
        if not title.text or UNUSABLE_TITLE.search(title.text):
            self.unusable += 1
            if len(self.unusable_pages) < LISTED:
                self.unusable_pages.append((title.text, place))
            return
        self.parts.append(place[0])
        self.offsets.append(place[1])
        self.kept[title.ns] += 1
        if page.redirect is not None:
            self.redirects[title.ns] += 1
            if title.ns in MEMBER_NAMESPACES:
                found = redirect_members(page, self.site)
                self.members += [(*member.title, member.category, member.key) for member in found]
        self.text_bytes += len(text)
        block, offset, packed = self.packer.add(title.ns, text)
        if packed is not None:
            self.blocks.append((block, packed))
        revision = page.revision
        self.rows.append(
            (
                None, title.ns, title.text, page.page_id, revision.id, revision.timestamp, page.model,
                page_digest(page.model, text), block, offset, len(text), *target_columns(page.redirect),
            )
        )
        if len(self.rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        self.connection.executemany(INSERT_PAGE, self.rows)
        self.connection.executemany(INSERT_BLOCK, self.blocks)
        self.connection.executemany(INSERT_REDIRECT_MEMBER, self.members)
        self.members.clear()
        self.rows.clear()
        self.blocks.clear()

    def forget(self, double: Double) -> None:
        """Take back from the counts what ``keep_newest`` has taken out of the table."""
        self.kept[double.ns] -= 1
        self.redirects[double.ns] -= double.redirect
        self.text_bytes -= double.length

    def place(self, dump: Dump, row: int) -> Said:
        """Where the page of a row (from 1) stands in the dump."""
        return dump.place_of(self.parts[row - 1], self.offsets[row - 1])

    def close(self) -> None:
        self.blocks.extend(self.packer.rest())
        self.flush()


def _left_out(dump: Dump, writer: _Writer, doubles: Sequence[Double]) -> list[LeftOutRow]:
    rows: list[LeftOutRow] = [
        {"page": page.title, "rule": "faulty", "reason": page.reason, "place": page.place}
        for page in dump.counts.left_out
    ]
    reason = Said("no title a wiki allows")
    rows += [
        {"page": title, "rule": "title", "reason": reason, "place": dump.place_of(*place)}
        for title, place in writer.unusable_pages
    ]
    for double in doubles[:LISTED]:
        reason = Said(
            "{rule}: «{title}» (id {other}, {place}) stays, this one has id {own}",
            rule=double.rule,
            title=prefixed(double.kept_title, dump.site),
            other=double.kept_id,
            place=writer.place(dump, double.kept_row),
            own=double.page_id,
        )
        rows.append({
            "page": prefixed(Title(double.ns, double.title), dump.site),
            "rule": double.rule,
            "reason": reason,
            "place": writer.place(dump, double.row),
        })  # fmt: skip
    return rows


def part_facts(info: DumpInfo) -> list[PartFacts]:
    """The files of a dump as the report shows them."""
    return [
        {
            "name": plain_name(part.path), "bytes": part.size, "sha256": part.sha256, "container": part.container,
            "verified_by": part.verified_by,
        }
        for part in info.parts
    ]  # fmt: skip


def _report(dump: Dump, writer: _Writer, doubles: Sequence[Double]) -> IngestReport:
    info, counts = dump.info, dump.counts
    excluded = {f"namespace {ns}": number for ns, number in sorted(counts.namespaces.items())}
    rules: dict[str, int] = {
        "text deleted": counts.deleted, "text missing": counts.missing, "faulty": counts.faulty,
        "title": writer.unusable, **Counter(double.rule for double in doubles),
    }
    for rule, number in rules.items():
        if number:
            excluded[rule] = number
    return IngestReport(
        dbname=info.dbname,
        date=info.date,
        fingerprint=info.fingerprint,
        reader=info.reader,
        version=info.version,
        parts=part_facts(info),
        notes=list(info.notes),
        pages_in=counts.pages,
        articles=writer.kept[NS_MAIN] - writer.redirects[NS_MAIN],
        redirects=writer.redirects[NS_MAIN],
        supporting={str(ns): number for ns, number in sorted(writer.kept.items()) if ns != NS_MAIN},
        supporting_redirects={str(ns): number for ns, number in sorted(writer.redirects.items()) if ns != NS_MAIN},
        excluded=excluded,
        text_bytes=writer.text_bytes,
        newest=counts.newest,
        left_out=_left_out(dump, writer, doubles),
        named_date=info.named_date,
    )
