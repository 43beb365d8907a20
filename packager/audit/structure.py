"""Whether a ZIM is laid out as libzim and the seal lay it out, every byte of the file in its place.

libzim follows pointers and never asks whether bytes are left over or used twice; a byte that no field claims is a place
where something can hide.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

from packager.audit.directory import MAIN_PATH, Directory
from packager.audit.frame import frame_fault
from packager.audit.tasks import Done, Span
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import HEADER, NO_TITLE_LIST, Cluster, ZimFile, ZimFormatError
from packager.zimfile.mapped import parts_of

NO_PAGE = 0xFFFFFFFF
VERSION = (6, 3)
FIRST_CLUSTER = 2048
"""libzim leaves room for the MIME types; what is left of it is zero."""

CLUSTER_SIZE = 1 << 21
"""Bytes that libzim fills a cluster with."""


def lists_inside(zim: ZimFile) -> None:
    """Raises ZimFormatError where a list that everything hangs on lies outside the file."""
    header, size = zim.header, len(zim.data)
    for what, at, length in (
        ("the MIME type list", header.mime_list_pos, 1),
        ("the path pointers", header.path_ptr_pos, 8 * header.entry_count),
        ("the cluster pointers", header.cluster_ptr_pos, 8 * header.cluster_count),
    ):
        if at < HEADER.size or at + length > size:
            raise ZimFormatError(f"{what} lie at offset {at}, outside the file of {size} bytes or in its header")


def header_findings(zim: ZimFile, there: Directory, name: str) -> Iterator[Finding]:
    """The fields of the header that lead to pages, and the version."""
    header = zim.header
    if (header.major, header.minor) != VERSION:
        yield Finding(
            "hidden data", name, Said("version {major}.{minor} of the format", major=header.major, minor=header.minor)
        )
    main = there.system.get("W/mainPage", -1)
    if header.layout_page != NO_PAGE:
        yield Finding(
            "unknown entry", name, Said("the layout page is entry {layout_page}", layout_page=header.layout_page)
        )
    if header.main_page != (main if main >= 0 else NO_PAGE):
        rule = "damage" if NO_PAGE != header.main_page >= header.entry_count else "unknown entry"
        yield Finding(rule, name, Said("the main page is entry {main_page}", main_page=header.main_page))
    if main < 0:
        yield Finding("unknown entry", f"{name}/W/mainPage", "missing")
    if main >= 0 and there.targets[main] != there.entry(MAIN_PATH):
        yield Finding("unknown entry", f"{name}/W/mainPage", "does not lead to the main page")


def layout_findings(zim: ZimFile, there: Directory, cluster_ends: dict[int, int], name: str) -> Iterator[Finding]:
    """Header, MIME types, zero bytes, clusters, entries, three lists, MD5: one after the other to the end of the file.

    ``cluster_ends``: number of a cluster to its end.
    """
    header = zim.header
    pointers = array("Q", zim.data[header.path_ptr_pos : header.path_ptr_pos + 8 * header.entry_count])
    end = zim.read_mimetypes_end()
    stretches = [("the MIME types", header.mime_list_pos, end)]
    if zim.data[end:FIRST_CLUSTER].strip(b"\0"):
        yield Finding("hidden data", name, Said("bytes after the MIME types, at offset {end}", end=end))
    stretches.append(("room for MIME types", end, FIRST_CLUSTER))
    clusters = sorted((offset, cluster_ends.get(number, offset)) for number, offset in enumerate(zim.cluster_offsets()))
    stretches += [("a cluster", start, stop) for start, stop in clusters]
    last = pointers[-1] if pointers else 0
    end = zim.dirent(len(pointers) - 1).end if last else 0
    stretches.append(("the entries", pointers[0] if pointers else 0, end))
    stretches.append(("the path pointers", header.path_ptr_pos, header.path_ptr_pos + 8 * header.entry_count))
    at = header.cluster_ptr_pos
    stretches.append(("the cluster pointers", at, at + 8 * header.cluster_count))
    if header.title_ptr_pos != NO_TITLE_LIST:
        stretches.append(("the title list", header.title_ptr_pos, header.title_ptr_pos + 4 * header.entry_count))
    stretches.append(("the MD5", header.checksum_pos, header.checksum_pos + 16))
    reached = HEADER.size
    for what, start, stop in stretches:
        if start != reached:
            how = "bytes before it" if start > reached else "bytes of it are used twice"
            yield Finding(
                "hidden data",
                name,
                Said(
                    "{what} at offset {start}: {size} {how}", what=what, start=start, size=abs(start - reached), how=how
                ),
            )
            return
        reached = stop
    if reached != len(zim.data):
        yield Finding("damage", name, Said("{size} bytes after the MD5", size=len(zim.data) - reached))
    yield from _parts(zim, {start for start, _ in clusters} | {header.checksum_pos}, name)


def _parts(zim: ZimFile, borders: set[int], name: str) -> Iterator[Finding]:
    at = 0
    for part in parts_of(zim.path)[:-1]:
        at += part.stat().st_size
        if at not in borders:
            yield Finding("hidden data", name, Said("{name} does not end where a cluster begins", name=part.name))


def cluster_findings(zim: ZimFile, cluster: Cluster, blobs: list[int], where: str) -> Iterator[Finding]:
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


def span_of(number: int, cluster: Cluster) -> Span:
    """What a cluster holds."""
    offsets = cluster.offsets
    return Span(number, cluster.compression == 5, offsets[-1], offsets[1] - offsets[0] if len(offsets) > 1 else 0)


def span_findings(done: Iterable[Done], name: str) -> Iterator[Finding]:
    """A cluster ends where the next blob of its kind would fill it, and nowhere before."""
    spans = sorted(span for each in done for span in each.spans)
    for packed in (True, False):
        for one, following in pairwise([span for span in spans if span.packed == packed]):
            if one.size + following.first < CLUSTER_SIZE:
                yield Finding("hidden data", f"{name}: cluster {one.cluster}", "ends before it is full")
