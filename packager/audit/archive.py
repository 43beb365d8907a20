"""A ZIM file entry by entry: ours or anybody's, sound or broken.

The directory is read once (``directory``); then the clusters are shared out, and each is unpacked once. Where the drive
has a reader too, the articles in its data files must be what follows from the archive's (``same``).
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from packager.audit import accounts, front, xapian_words
from packager.audit.category_names import category_prefix
from packager.audit.directory import (
    Directory,
    read_directory,
    unpacked,
)
from packager.audit.entries import blob_findings
from packager.audit.frames import Entry
from packager.audit.metadata import metadata_findings
from packager.audit.places import place_findings
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
    pictures: frozenset[int] = frozenset()
    """Entries that are pictures."""
    in_text: frozenset[int] = frozenset()
    """The entries of ``documents``."""
    plain: front.Plain | None = None
    words: dict[int, list[str]] = field(default_factory=dict)
    """Of each of them the words that the index has first there, but for syllables and Hanja."""
    to_explain: int = _EXPLAINED
    """Odd pages of the cluster at hand that are still to be explained."""
    unpacked: tuple[int, Cluster] | None = None
    """The cluster that was unpacked last, by its number: a worker gets its pieces one after the other."""
    same_picture: Callable[[int, str, bytes], Iterator[Finding]] | None = None

    def title_of(self, number: int) -> str:
        """The title of an entry."""
        _, path, title = self.zim.names(number)
        return (title or path).decode("utf-8", "replace")


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
    known = frozenset(documents or ())
    archive = Archive(zim, name, there, metadata, None, None, documents, frozenset(there.pictures), known)
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
            found = list(blob_findings(archive, entry_number, cluster, blob, seen))
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
