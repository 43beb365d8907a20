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
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from packager.audit import accounts, grammar, leads, xapian_words
from packager.audit.body import judge
from packager.audit.category_names import category_prefix
from packager.audit.directory import (
    INDEX_PATH,
    LICENCE_PATH,
    MAIN_PATH,
    STYLE_PATH,
    Directory,
    read_directory,
    unpacked,
)
from packager.audit.frame import frame_fault
from packager.audit.frames import Entry, entry, expression, labels, listing_start
from packager.audit.html import look, sealed_off
from packager.audit.images import foreign_parts
from packager.audit.metadata import metadata_findings
from packager.audit.release import DIGESTS
from packager.audit.seal import seal_findings
from packager.audit.structure import header_findings, layout_findings, lists_inside
from packager.audit.tasks import Balance, Done, Task, run_all
from packager.audit.titles import front_findings, order_findings
from packager.audit.xapian import FRONT, judge_index
from packager.audit.xapian_blocks import IndexDamage
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import NO_TITLE_LIST, Cluster, ZimFile, ZimFormatError
from packager.zimfile.mapped import Stored

_CLUSTERS_AT_ONCE, _PAGES_AT_ONCE = 1, 256
_TITLES_AT_ONCE = 1 << 15
_SHOWN = 40
"""Findings that one task spells out."""
_EXPLAINED = 8
"""Odd pages of a cluster whose findings say what a browser would do with them."""

Same = Callable[[int, Entry, str], Iterator[Finding]]
"""Judge of the item with this number, which must follow from the page at this path."""


@dataclass
class Archive:
    """What every worker knows of an archive."""

    zim: ZimFile
    name: str
    there: Directory
    metadata: dict[str, str]
    same: Same | None = None
    """None where there is no reader."""
    documents: Sequence[int] | None = None
    """Entries of the documents of the full-text index; None where there is none that can be read."""
    in_text: frozenset[int] = frozenset()
    """The same entries."""
    to_explain: int = _EXPLAINED
    """Odd pages of the cluster at hand that are still to be explained."""
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
    documents = _documents(zim, there)
    archive = Archive(zim, name, there, metadata, documents=documents, in_text=frozenset(documents or ()))
    return archive, [*findings, *found]


def _documents(zim: ZimFile, there: Directory) -> Sequence[int] | None:
    """Entries of the documents of the full-text index; what is wrong with them its own task will say."""
    where = "X/fulltext/xapian"
    if where not in there.system:
        return None
    try:
        found = zim.dirent(there.system[where])
        return xapian_words.documents(zim.cluster(found.cluster).blob(found.blob), there)
    except (ZimFormatError, IndexDamage, struct.error, IndexError, UnicodeDecodeError):
        return None


def archive_tasks(archive: Archive) -> list[Task]:
    """All that can be looked at piece by piece."""
    zim, there = archive.zim, archive.there
    tasks: list[Task] = [partial(_sealed, archive)]
    for where in ("X/fulltext/xapian", "X/title/xapian"):
        if where in there.system:
            tasks.append(partial(_index, archive, where))
    if zim.header.title_ptr_pos != NO_TITLE_LIST:
        for start in range(0, zim.header.entry_count, _TITLES_AT_ONCE):
            tasks.append(partial(_titles, archive, start))
    tasks.append(partial(_listing, archive))
    for first in range(0, zim.header.cluster_count, _CLUSTERS_AT_ONCE):
        tasks.append(partial(_clusters, archive, first, min(first + _CLUSTERS_AT_ONCE, zim.header.cluster_count)))
    return tasks


def word_tasks(archive: Archive, done: Iterable[Done]) -> list[Task]:
    """What is to be looked up in the pages when the index has been read."""
    words: dict[int, list[str]] = {}
    for each in done:
        for number, word in each.words:
            if number in archive.in_text:
                words.setdefault(number, []).append(word)
    numbers = (unpacked(packed)[2] for packed in archive.there.order)  # each cluster is unpacked once
    rows = [(number, words[number]) for number in numbers if number in words] if words else []
    steps = range(0, len(rows), _PAGES_AT_ONCE)
    return [partial(xapian_words.strangers, archive.zim, rows[n : n + _PAGES_AT_ONCE], archive.name) for n in steps]


def archive_end(archive: Archive, done: Iterable[Done]) -> list[Finding]:
    """What only shows when all clusters have been unpacked."""
    ends: dict[int, int] = {}
    for each in done:
        ends.update(each.ends)
    try:
        return list(layout_findings(archive.zim, archive.there, ends, archive.name))
    except ZimFormatError as error:
        return [Finding("damage", archive.name, str(error))]


# --- tasks ------------------------------------------------------------------------------------------------------------


def _sealed(archive: Archive) -> Done:
    try:
        return Done(list(seal_findings(archive.zim, archive.name)))
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


def _listing(archive: Archive) -> Done:
    where = "X/listing/titleOrdered/v1"
    name = f"{archive.name}/{where}"
    if where not in archive.there.system:
        return Done([Finding("unknown entry", name, "missing")])
    try:
        found = archive.zim.dirent(archive.there.system[where])
        data = archive.zim.cluster(found.cluster).blob(found.blob)
        findings = list(front_findings(archive.zim, data, name, archive.there.categories))
        said = 1
        for number in array("I", data[: len(data) & ~3]):
            said = said * accounts.plain(number) % accounts.PRIME
        return Done(findings, balances=(Balance(FRONT, said=said),))
    except ZimFormatError as error:
        return Done([Finding("damage", name, str(error))])


def _clusters(archive: Archive, first: int, last: int) -> Done:
    findings: list[Finding] = []
    ends: dict[int, int] = {}
    entries = 0
    order = archive.there.order
    words = [1]
    for number in range(first, last):
        where = f"{archive.name}: cluster {number}"
        low, high = bisect_left(order, number << 44), bisect_left(order, number + 1 << 44)
        entries += high - low
        try:
            cluster = archive.zim.cluster(number)
            ends[number] = cluster.end
            archive.to_explain = _EXPLAINED
            findings += _claims(archive.zim, cluster, [unpacked(p)[1] for p in order[low:high]], where)
            for packed in order[low:high]:
                _, blob, entry_number = unpacked(packed)
                if len(findings) < _SHOWN:
                    findings += _blob(archive, entry_number, cluster, blob, words)
                elif len(findings) == _SHOWN:
                    findings.append(findings[-1]._replace(where=where, what="and more like these"))
        except (ZimFormatError, struct.error) as error:
            findings.append(Finding("damage", where, str(error)))
    balances = (Balance(xapian_words.ACCOUNT, wanted=words[0]),)
    return Done(findings, entries, tuple(ends.items()), balances=balances)


def _claims(zim: ZimFile, cluster: Cluster, blobs: list[int], where: str) -> Iterator[Finding]:
    """Each blob belongs to one entry, blobs fill the cluster, and the frame around them is ours."""
    if blobs != list(range(len(cluster.offsets) - 1)):
        yield Finding(
            "hidden data", where, Said("{size} blobs, not each of them for one entry", size=len(cluster.offsets) - 1)
        )
    if cluster.wide:
        yield Finding("hidden data", where, "offsets of eight bytes")
    if cluster.compression == 1:
        return
    if cluster.compression != 5:
        yield Finding("hidden data", where, Said("compression {compression}", compression=cluster.compression))
        return
    if len(cluster.data) != cluster.offsets[-1]:
        yield Finding(
            "hidden data", where, Said("{size} bytes after the last blob", size=len(cluster.data) - cluster.offsets[-1])
        )
    if fault := frame_fault(zim.data[cluster.raw_start : cluster.end]):
        yield Finding("hidden data", where, fault)


# --- entries ----------------------------------------------------------------------------------------------------------


def _blob(archive: Archive, number: int, cluster: Cluster, blob: int, words: list[int]) -> Iterator[Finding]:
    """Findings of an entry; its side of the full-text index is multiplied into ``words``."""
    found = archive.zim.dirent(number)
    if found.namespace != "C":  # metadata and indexes are looked at apart
        return
    where = f"{archive.name}/C/{found.path}"
    data = cluster.blob(blob)
    mimetype = found.mimetype
    if mimetype == "text/html":
        yield from _page(archive, number, found.path, found.title, data, where, words)
    elif mimetype == "text/css":
        if hashlib.sha256(data).hexdigest() not in DIGESTS["_/page.css"]:
            yield Finding("style sheet", where, "is not the style sheet of a release that is known")
    elif mimetype.startswith("image/"):
        for what in foreign_parts(data, mimetype):
            yield Finding("image metadata", where, what)
        if archive.same_picture is not None:
            yield from archive.same_picture(archive.there.items[number], mimetype, data)


def _page(
    archive: Archive, number: int, path: str, title: str, data: bytes, where: str, words: list[int]
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
    if number in archive.in_text:
        words[0] = words[0] * xapian_words.page(number, title, page.body) % accounts.PRIME
    generated = _generated(path)
    if page.credited == bool(generated):
        yield Finding("page frame", where, "credit where there is none, or none where there is one")
    start = 0
    if generated and not any(expression(each).fullmatch(page.body) for each in generated):
        yield Finding("page frame", where, "is not what the template writes")
    elif not generated:
        start = listing_start(page.body)
        if path.startswith("_/") and start != 0:
            yield Finding("page frame", where, "no page of ours has such a path")
    body = judge(page.body, quotes_from=start, ours_from=start)
    for rule, at, what in body.faults[:_SHOWN]:
        yield Finding(rule, f"{where}:{html.count(chr(10), 0, page.body_at + at) + 1}", what)
    if body.faults:
        yield from _explained(archive, html, where, root)
    links: Iterable[str] = [*body.links, *(href for href, _ in page.categories)] if page.categories else body.links
    for link in links:
        if not link.startswith(root) or not leads.known(archive.there, link[len(root) :]):
            yield Finding("dangling link", where, link[:80])
    if start >= 0:
        yield from _labels(labels(page.body[start:]), archive, root, where)
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
    if page.date and not grammar.DATE.match(page.date):
        yield Finding("time", where, page.date)


def _generated(path: str) -> tuple[str, ...]:
    """Names of the templates that can have written the body of the page at this path; none for articles."""
    if not path.startswith("_/"):
        return ()
    if path == MAIN_PATH:
        return ("main",)
    if path == LICENCE_PATH:
        return ("licence",)
    if path == INDEX_PATH:
        return ("letters",)
    return ("letter", "stretches") if path.startswith(INDEX_PATH + "/") else ()


def _labels(rows: Iterable[tuple[str, str]], archive: Archive, root: str, where: str) -> Iterator[Finding]:
    """A link that a template wrote says the title of the page it leads to."""
    for href, label in rows:
        path = leads.path_at(href[len(root) :])
        if path.startswith("_/"):
            continue  # letters, pages of a long list: the template's own words
        whole = grammar.title_at(path)
        if whole != label and not whole.endswith(":" + label) and not archive.there.shows(label):
            yield Finding("page frame", where, Said("{label!r} leads to {path}", label=label[:60], path=path[:60]))


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
    path: Path, name: str, date: str, expected: Mapping[str, str] | None, jobs: int, progress: Callable[[int], None]
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
        for each in run_all(word_tasks(archive, done), jobs, progress):
            findings += each.findings
        findings += archive_end(archive, done)
        findings += accounts.findings(done)
    finally:
        archive.zim.close()
    return findings, archive.zim.header.entry_count
