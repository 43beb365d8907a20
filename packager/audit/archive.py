"""A ZIM file entry by entry: ours or anybody's, sound or broken.

The directory is read once (``directory``); then the clusters are shared out, and each is unpacked once. Where the drive
has a reader too, the articles in its data files must be what follows from the archive's (``same``).
"""

from __future__ import annotations

import hashlib
import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from packager.audit import accounts, front, grammar, leads, northern, xapian_words
from packager.audit.body import judge
from packager.audit.category_names import category_prefix
from packager.audit.directory import (
    LICENCE_PATH,
    MAIN_PATH,
    NOTHING,
    STYLE_PATH,
    Directory,
    read_directory,
    unpacked,
)
from packager.audit.frames import Entry, entry, expression, labels, listing_start
from packager.audit.html import look, sealed_off
from packager.audit.images import foreign_parts
from packager.audit.metadata import metadata_findings
from packager.audit.places import place_findings
from packager.audit.ranks import lot
from packager.audit.release import DIGESTS
from packager.audit.seal import seal_findings
from packager.audit.searched import Searched
from packager.audit.seen import Seen, category_findings, letter_findings
from packager.audit.structure import (
    cluster_findings,
    header_findings,
    layout_findings,
    lists_inside,
    span_findings,
    span_of,
)
from packager.audit.tasks import Balance, Done, Span, Task, run_all
from packager.audit.titles import front_findings, order_findings
from packager.audit.xapian import FRONT, judge_index
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import NO_TITLE_LIST, Cluster, ZimFile, ZimFormatError
from packager.zimfile.mapped import Stored

_TITLES_AT_ONCE = 1 << 15
_LISTING = "X/listing/titleOrdered/v1"
_SHOWN = 40
"""Findings that one task spells out; of others it tells how many there are, in how many entries."""
_EXPLAINED = 8
"""Odd pages of a task whose findings say what a browser would do with them."""
_PIECES = 32
"""Tasks to which the pages of an archive are shared out, if it has not as many clusters."""


@dataclass
class Archive:
    """What every worker knows of an archive."""

    zim: ZimFile
    name: str
    there: Directory
    metadata: dict[str, str]
    same: Callable[[int, Entry, str], Iterator[Finding]] | None = None
    """Judge of the reader's item with this number, which must follow from the page at this path."""
    searched: Callable[[], Searched] | None = None
    """What the reader's search must hold. None, as the one above, where there is no reader."""
    documents: Sequence[int] | None = None
    """Entries of the documents of the full-text index; None where there is none that can be read."""
    in_text: frozenset[int] = frozenset()
    """The same entries."""
    plain: front.Plain | None = None
    words: dict[int, list[str]] = field(default_factory=dict)
    """Of each of them the words that the index has first there, but for syllables and Hanja."""
    to_explain: int = _EXPLAINED
    """Odd pages of the cluster at hand that are still to be explained."""
    unpacked: tuple[int, Cluster] | None = None
    """The cluster that was unpacked last, by its number: a worker gets its pieces one after the other."""
    same_picture: Callable[[int, str, bytes], Iterator[Finding]] | None = None


def open_archive(path: Stored, name: str, date: str, expected: Mapping[str, str]) -> tuple[Archive, list[Finding]]:
    """The directory and the metadata, with what is wrong with them. Raises ZimFormatError."""
    zim = ZimFile(path)
    try:
        lists_inside(zim)
        there, findings = read_directory(zim, name)
        there.categories = there.spaces.pop(category_prefix(zim, there.order), set())
        there.spaces.clear()
        findings += header_findings(zim, there, name)
        metadata, found = metadata_findings(zim, there, name, date, expected)
    except (ZimFormatError, struct.error) as error:
        zim.close()
        raise ZimFormatError(str(error)) from error
    documents = xapian_words.documents_of(zim, there)
    archive = Archive(zim, name, there, metadata, documents=documents, in_text=frozenset(documents or ()))
    return archive, [*findings, *found]


def archive_tasks(archive: Archive) -> list[Task]:
    """All that can be looked at without the pages."""
    zim, there = archive.zim, archive.there
    tasks: list[Task] = []
    for where in ("X/fulltext/xapian", "X/title/xapian"):  # the longest first
        if where in there.system:
            tasks.append(partial(_index, archive, where))
    tasks += [partial(_sealed, archive), partial(_placed, archive)]
    if zim.header.title_ptr_pos != NO_TITLE_LIST:
        for start in range(0, zim.header.entry_count, _TITLES_AT_ONCE):
            tasks.append(partial(_titles, archive, start))
    tasks.append(partial(_listing, archive))
    tasks.append(partial(front.subjects, zim, there, archive.name, archive.plain))
    return tasks


def page_tasks(archive: Archive, done: Iterable[Done]) -> list[Task]:
    """The pages, cluster by cluster, when the indexes have been read."""
    for each in done:
        for number, word in each.words:
            if number in archive.in_text:
                archive.words.setdefault(number, []).append(word)
    count = archive.zim.header.cluster_count
    pieces = -(-_PIECES // max(1, count))
    places = [_entries_of(archive.there, number) for number in range(count)]
    tasks: list[Task] = []
    for number in sorted(range(count), key=lambda number: places[number][0] - places[number][1]):  # the longest first
        start, end = places[number]
        step = max(1, -(-(end - start) // pieces))
        for low in range(start, max(end, start + 1), step):
            tasks.append(partial(_cluster, archive, number, low, min(low + step, end)))
    return tasks


def _entries_of(there: Directory, cluster: int) -> tuple[int, int]:
    """Where in the order of all entries those of a cluster begin and end."""
    return bisect_left(there.order, cluster << 44), bisect_left(there.order, cluster + 1 << 44)


def archive_end(archive: Archive, done: Sequence[Done]) -> list[Finding]:
    """What only shows when all clusters have been unpacked."""
    ends: dict[int, int] = {}
    for each in done:
        ends.update(each.ends)
    try:
        found = layout_findings(archive.zim, archive.there, ends, archive.name)
        lists = [*category_findings(done, archive.name), *letter_findings(done, archive.name)]
        return [*lists, *span_findings(done, archive.name), *found]
    except ZimFormatError as error:
        return [Finding("damage", archive.name, str(error))]


# --- tasks ------------------------------------------------------------------------------------------------------------


def _sealed(archive: Archive) -> Done:
    try:
        return Done(list(seal_findings(archive.zim, archive.name)))
    except ZimFormatError as error:
        return Done([Finding("damage", archive.name, str(error))])


def _placed(archive: Archive) -> Done:
    try:
        return Done(list(place_findings(archive.zim, archive.there, archive.name)))
    except ZimFormatError as error:
        return Done([Finding("damage", archive.name, str(error))])


def _index(archive: Archive, where: str) -> Done:
    try:
        number = archive.there.system[where]
        found = archive.zim.dirent(number)
        data = archive.zim.cluster(found.cluster).blob(found.blob)
        entries = None if "title" in where else archive.documents or ()
        return judge_index(archive.zim, data, archive.there, f"{archive.name}/{where}", entries)
    except ZimFormatError as error:
        return Done([Finding("damage", f"{archive.name}/{where}", str(error))])


def _titles(archive: Archive, start: int) -> Done:
    try:
        return Done(list(order_findings(archive.zim, start, start + _TITLES_AT_ONCE, archive.name)))
    except ZimFormatError as error:
        return Done([Finding("damage", archive.name, str(error))])


def listed(archive: Archive) -> array[int]:
    """The entries that readers may seek, as the archive lists them. Raises ZimFormatError, KeyError."""
    found = archive.zim.dirent(archive.there.system[_LISTING])
    data = archive.zim.cluster(found.cluster).blob(found.blob)
    return array("I", data[: len(data) & ~3])


def _listing(archive: Archive) -> Done:
    name = f"{archive.name}/{_LISTING}"
    if _LISTING not in archive.there.system:
        return Done([Finding("unknown entry", name, "missing")])
    try:
        found = archive.zim.dirent(archive.there.system[_LISTING])
        data = archive.zim.cluster(found.cluster).blob(found.blob)
        findings = list(front_findings(archive.zim, data, name, archive.there.categories))
        said = sum(map(accounts.place, listed(archive)))
        return Done(findings, balances=(Balance(FRONT, said=said),))
    except ZimFormatError as error:
        return Done([Finding("damage", name, str(error))])


def _cluster(archive: Archive, number: int, low: int, high: int) -> Done:
    """Some entries of a cluster, by their places in the order of all; with the first, the cluster itself."""
    findings: list[Finding] = []
    ends: tuple[tuple[int, int], ...] = ()
    spans: tuple[Span, ...] = ()
    order = archive.there.order
    seen = Seen(archive.searched() if archive.searched else None)
    where = f"{archive.name}: cluster {number}"
    try:
        if archive.unpacked is None or archive.unpacked[0] != number:
            archive.unpacked = number, archive.zim.cluster(number)
        cluster = archive.unpacked[1]
        start, end = _entries_of(archive.there, number)
        archive.to_explain = _EXPLAINED
        if low == start:
            ends = ((number, cluster.end),)
            spans = (span_of(number, cluster),)
            blobs = [unpacked(packed)[1] for packed in order[start:end]]
            findings += cluster_findings(archive.zim, cluster, blobs, where)
        more = odd = 0
        for packed in order[low:high]:
            _, blob, entry_number = unpacked(packed)
            found = list(_blob(archive, entry_number, cluster, blob, seen))
            room = max(0, _SHOWN - len(findings))
            findings += found[:room]
            more, odd = more + len(found[room:]), odd + bool(found[room:])
        if more:
            what = Said("{count} findings more, in {entries} entries", count=more, entries=odd)
            findings.append(findings[-1]._replace(where=where, what=what))
    except (ZimFormatError, struct.error) as error:
        findings.append(Finding("damage", where, str(error)))
    texts = seen.searched.texts() if seen.searched else None
    balances = seen.balances(xapian_words.ACCOUNT)
    return Done(
        findings,
        high - low,
        ends,
        (),
        balances,
        texts,
        names=seen.names,
        members=seen.members,
        stretches=seen.stretches,
        spans=spans,
        ranks=seen.ranks(),
    )


# --- entries ----------------------------------------------------------------------------------------------------------


def _blob(archive: Archive, number: int, cluster: Cluster, blob: int, seen: Seen) -> Iterator[Finding]:
    """Findings of an entry; what indexes must have of it is added to ``seen``."""
    found = archive.zim.dirent(number)
    if found.namespace != "C":  # metadata and indexes are looked at apart
        return
    where = f"{archive.name}/C/{found.path}"
    data = cluster.blob(blob)
    mimetype = found.mimetype
    if mimetype == "text/html":
        yield from _page(archive, number, found.path, found.title, data, where, seen)
    elif mimetype == "text/css":
        if hashlib.sha256(data).hexdigest() not in DIGESTS["_/page.css"]:
            yield Finding("style sheet", where, "is not the style sheet of a release that is known")
    elif mimetype.startswith("image/"):
        for what in foreign_parts(data, mimetype):
            yield Finding("image metadata", where, what)
        if archive.same_picture is not None:
            yield from archive.same_picture(archive.there.items[number], mimetype, data)


def _page(
    archive: Archive, number: int, path: str, title: str, data: bytes, where: str, seen: Seen
) -> Iterator[Finding]:
    root = "../" * path.count("/") or "./"
    try:
        html = data.decode()
    except UnicodeDecodeError as error:
        yield Finding(
            "spelling", where, Said("not UTF-8: {reason} at byte {start}", reason=error.reason, start=error.start)
        )
        html = data.decode("utf-8", "replace")
        yield from _explained(archive, html, where, root)
        return
    page = entry(html)
    if page is None:
        yield Finding("page frame", where, "is not what the template writes")
        if bad := grammar.CONTROLS.search(html):
            yield Finding("control character", where, repr(bad[0]))
        yield from _explained(archive, html, where, root)
        return
    yield from _frame(archive, page, title, where, root)
    yield from _words(archive, number, page, html, (path, title), seen)
    generated = leads.generated(path)
    if page.credited == bool(generated):
        yield Finding("page frame", where, "credit where there is none, or none where there is one")
    start = 0
    if generated and not any(expression(each).fullmatch(page.body) for each in generated):
        yield Finding("page frame", where, "is not what the template writes")
    elif not generated:
        start = listing_start(page.body)
        if path.startswith("_/") and start != 0:
            yield Finding("page frame", where, "no page of ours has such a path")
    for what in seen.page(archive.there, number, path, page, start):
        yield Finding("page frame", where, what)
    body = judge(page.body, quotes_from=start, ours_from=start)
    for rule, at, what in body.faults[:_SHOWN]:
        yield Finding(rule, f"{where}:{html.count(chr(10), 0, page.body_at + at) + 1}", what)
    if body.faults:
        yield from _explained(archive, html, where, root)
    ends = [leads.number(archive.there, link[len(root) :]) if link.startswith(root) else -1 for link in body.links]
    for link in body.links if -1 in ends else ():
        if not link.startswith(root) or leads.number(archive.there, link[len(root) :]) < 0:
            yield Finding("dangling link", where, link[:80])
    for href, _ in page.categories:
        if not href.startswith(root) or leads.number(archive.there, href[len(root) :]) < 0:
            yield Finding("dangling link", where, href[:80])
    if page.credited and not path.startswith("_/") and number not in archive.there.categories:
        seen.article(archive.there, number, lot(archive.metadata.get("Date", ""), path), ends)
    if start >= 0:
        for what in leads.wrong(labels(page.body[start:]), archive.there, len(root)):
            yield Finding("page frame", where, what)
    for href, label in page.categories:
        if leads.category(href[len(root) :]) != label:
            yield Finding(
                "page frame", where, Said("category {label!r} leads to {href}", label=label[:60], href=href[:60])
            )
    if archive.same is not None and path != MAIN_PATH:
        yield from archive.same(archive.there.items[number], page, path)


def _frame(archive: Archive, page: Entry, title: str, where: str, root: str) -> Iterator[Finding]:
    """What stands around the body: links to main page and licence, title, date."""
    if (page.root, page.main) != (root, root + MAIN_PATH) or page.license_link not in ("", root + LICENCE_PATH):
        yield Finding(
            "page frame",
            where,
            Said(
                "leads to {root} {main} {license_link}", root=page.root, main=page.main, license_link=page.license_link
            ),
        )
    if not grammar.is_title(page.title, title) or page.site != archive.metadata.get("Title", ""):
        yield Finding(
            "page frame", where, Said("title {title!r} of {site!r}", title=page.title[:60], site=page.site[:60])
        )
    if page.credited and page.license != archive.metadata.get("License", ""):
        yield Finding("page frame", where, Said("licence {license!r}", license=page.license[:60]))
    if page.date and not grammar.is_day(page.date):
        yield Finding("time", where, page.date)


def _words(
    archive: Archive, number: int, page: Entry, html: str, names: tuple[str, str], seen: Seen
) -> Iterator[Finding]:
    """What the two indexes of full text must have of a page."""
    item = archive.there.items[number] if seen.searched else NOTHING
    if number not in archive.in_text and item == NOTHING:
        return
    text, (path, title) = xapian_words.text_of(page.body), names
    if number in archive.in_text:
        side, near = xapian_words.page(number, title, text)
        seen.words += side
        for word in xapian_words.strangers(archive.words.get(number, ()), near, html, title):
            what = Said("the index has the word {term!r}", term=word[:40])
            yield Finding("search index", f"{archive.name}/C/{path}", what)
    if seen.searched and item != NOTHING:
        article = page.credited and number not in archive.there.categories
        yield from seen.searched.see(item, page.title, text if article else None)
        if article and seen.searched.named:
            seen.names += northern.article(archive.there, number, path, text)


def _explained(archive: Archive, html: str, where: str, root: str) -> Iterator[Finding]:
    """What a page that is not in our spelling would do, for whoever reads the findings: of the first few of a cluster.

    That it is a finding stands already; to read a page as browsers do takes a hundred times as long as to judge it.
    """
    if not archive.to_explain:
        return
    archive.to_explain -= 1
    if not sealed_off(html):
        yield Finding("no content security policy", where, "no Content-Security-Policy that lets nothing out")
    for found in look(html, frozenset({root + STYLE_PATH})).findings[:_SHOWN]:
        yield Finding(found.rule, f"{where}:{found.line}", found.what)


def audit_archive(
    path: Stored, name: str, date: str, expected: Mapping[str, str] | None, jobs: int, progress: Callable[[int], None]
) -> tuple[list[Finding], int]:
    """Findings of one archive by itself and the number of entries looked at."""
    try:
        archive, findings = open_archive(path, name, date, expected or {})
    except ZimFormatError as error:
        return [Finding("damage", name, str(error))], 0
    done = []
    try:
        for each in run_all(archive_tasks(archive), jobs, progress):
            done.append(each)
            findings += each.findings
        for each in run_all(page_tasks(archive, done), jobs, progress):
            done.append(each)
            findings += each.findings
        findings += archive_end(archive, done)
        findings += accounts.findings(done)
    finally:
        archive.zim.close()
    return findings, archive.zim.header.entry_count
