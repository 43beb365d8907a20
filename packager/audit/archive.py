"""A ZIM file entry by entry: ours or anybody's, sound or broken."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from packager.audit.html import CSS, PEOPLE, look, sealed_off
from packager.audit.images import foreign_parts
from packager.audit.known import Known
from packager.audit.seal import seal_findings
from packager.audit.structure import damages, unclaimed
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import Cluster, Dirent, ZimFile, ZimFormatError

NEUTRAL: Mapping[str, frozenset[str] | None] = {
    "Counter": None,
    "Creator": frozenset({"위키백과 기여자", "위키백과 기여자들", "-"}),
    "Date": None,
    "Description": None,
    "Illustration_48x48@1": None,
    "Language": frozenset({"kor"}),
    "License": None,
    "LongDescription": None,
    "Name": None,
    "Publisher": frozenset({"-", "위키백과 기여자"}),
    "Title": None,
}
"""Metadata that may be there, with the values that name nobody where that matters."""
REQUIRED = frozenset({"Creator", "Date", "Description", "Language", "Name", "Publisher", "Title"})
OWN_ENTRIES = {
    "W": frozenset({"mainPage"}),
    "X": frozenset({"fulltext/xapian", "title/xapian", "listing/titleOrdered/v1", "listing/titleOrdered/v0"}),
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_ADDRESS = re.compile(r"https?:|//|@[a-z0-9-]+\.[a-z]", re.I)
_WALK = 1 << 16


def audit_archive(
    path: Path, name: str, date: str, progress: Callable[[int], None], expected: Mapping[str, str] | None = None
) -> tuple[list[Finding], int]:
    """Findings of one archive and the number of entries looked at."""
    findings: list[Finding] = []
    entries = 0
    try:
        with ZimFile(path) as zim:
            try:
                findings += damages(zim, name)
                for finding, count in _walk(zim, name, date, expected or {}):
                    entries += count
                    if count:
                        progress(count)
                    if finding is not None:
                        findings.append(finding)
            finally:
                findings += seal_findings(zim, name)
    except ZimFormatError as error:
        findings.append(Finding("damage", name, str(error)))
    return findings, entries


def _walk(zim: ZimFile, name: str, date: str, expected: Mapping[str, str]) -> Iterator[tuple[Finding | None, int]]:
    """(finding or None, entries looked at) in cluster order, so that each cluster is unpacked once."""
    old_layout = zim.header.major == 5 or zim.header.minor == 0
    content = "A" if old_layout and zim.find("A", "") is None and _has(zim, "A") else "C"
    known = Known(e.path for e in zim.dirents() if e.namespace in (content, "I", "-"))
    order = array("Q")
    used_types = set()
    for entry in zim.dirents():
        if entry.target >= 0:
            yield None, 1
        elif entry.cluster >= 0:
            order.append(entry.cluster << 32 | entry.number)
        yield from ((finding, 0) for finding in _placed(entry, name, old_layout))
        used_types.add(entry.mimetype)
    for mimetype in zim.read_mimetypes():
        if mimetype not in used_types:
            yield (
                Finding(
                    "hidden data",
                    f"{name}: list of MIME types",
                    Said("{mimetype!r} is no entry's type", mimetype=mimetype[:80]),
                ),
                0,
            )
    seen_metadata = set()
    cluster_number, cluster = -1, None
    ends: dict[int, int] = {}
    seen: set[int] = set()
    for packed in sorted(order):
        entry = zim.dirent(packed & 0xFFFFFFFF)
        try:
            if packed >> 32 != cluster_number:
                yield from ((finding, 0) for finding in _leftover(cluster, seen, f"{name}: cluster {cluster_number}"))
                cluster_number, cluster = packed >> 32, None
                cluster = zim.cluster(cluster_number)
                ends[cluster_number] = cluster.end
                seen = set()
            if cluster is None:
                raise ZimFormatError(f"cluster {cluster_number} is damaged")
            seen.add(entry.blob)
            big = cluster.size(entry.blob) > _WALK
            data = b"" if entry.namespace == "X" and big else cluster.blob(entry.blob)
        except ZimFormatError as error:
            yield Finding("damage", f"{name}/{entry.namespace}/{entry.path}", str(error)), 1
            continue
        if entry.namespace == "M":
            seen_metadata.add(entry.path)
        yield None, 1
        yield from ((finding, 0) for finding in _entry(entry, data, known, name, date, expected))
    yield from ((finding, 0) for finding in _leftover(cluster, seen, f"{name}: cluster {cluster_number}"))
    yield from ((finding, 0) for finding in unclaimed(zim, ends, name))
    for key in sorted(REQUIRED | expected.keys()):
        if key not in seen_metadata:
            yield Finding("metadata", f"{name}/M/{key}", "missing"), 0


def _leftover(cluster: Cluster | None, seen: set[int], where: str) -> Iterator[Finding]:
    """Blobs that no entry leads to, and bytes after the last one."""
    if cluster is None:
        return
    for number in range(len(cluster.offsets) - 1):
        if number not in seen and cluster.size(number):
            yield Finding(
                "hidden data",
                where,
                Said("no entry leads to blob {number} of {size} bytes", number=number, size=cluster.size(number)),
            )
    if cluster.compression not in (0, 1) and len(cluster.data) != cluster.offsets[-1]:
        yield Finding(
            "hidden data", where, Said("{size} bytes after the last blob", size=len(cluster.data) - cluster.offsets[-1])
        )


def _has(zim: ZimFile, namespace: str) -> bool:
    return any(entry.namespace == namespace for entry in zim.dirents())


def _placed(entry: Dirent, name: str, old_layout: bool) -> Iterator[Finding]:
    """Entries in namespaces of the format's own that the format does not know, and what dirents must not carry."""
    where = f"{name}/{entry.namespace}/{entry.path}"
    if entry.extra:
        yield Finding("hidden data", where, "the directory entry has bytes or a revision number of its own")
    if entry.target < 0 and entry.cluster < 0:
        yield Finding("unknown entry", where, "a deleted entry or link target")
    if PEOPLE.match(entry.path):
        yield Finding("page of a person or special page", where, entry.title[:80])
    allowed = OWN_ENTRIES.get(entry.namespace)
    if allowed is not None and entry.path not in allowed:
        yield Finding("unknown entry", where, entry.mimetype)
    elif entry.namespace not in "CMWX" and not old_layout:
        yield Finding("unknown entry", where, "namespace")


def _entry(
    entry: Dirent, data: bytes, known: Known, name: str, date: str, expected: Mapping[str, str]
) -> Iterator[Finding]:
    where = f"{name}/{entry.namespace}/{entry.path}"
    if entry.namespace == "M":
        yield from _metadata(entry, data, where, date, expected)
    elif entry.namespace in ("X", "W"):
        return
    elif entry.mimetype.startswith("text/html"):
        yield from _document(entry, data.decode("utf-8", "replace"), known, where)
    elif entry.mimetype.startswith("text/css"):
        if CSS.search(data.decode("utf-8", "replace")):
            yield Finding("style sheet", where, "names a resource")
    elif entry.mimetype.startswith("image/"):
        for what in foreign_parts(data):
            yield Finding("image metadata", where, what)
    elif "javascript" in entry.mimetype:
        yield Finding("script", where, entry.mimetype)
    elif not entry.mimetype.startswith("text/plain"):
        yield Finding("unknown type", where, entry.mimetype)


def _metadata(entry: Dirent, data: bytes, where: str, date: str, expected: Mapping[str, str]) -> Iterator[Finding]:
    text = data.decode("utf-8", "replace")
    if entry.path.startswith("Illustration_"):
        if entry.path not in NEUTRAL:
            yield Finding("identifying metadata", where, "a picture that is not on the list")
        for what in foreign_parts(data):
            yield Finding("image metadata", where, what)
        return
    if entry.path not in (expected.keys() | {"Counter"} if expected else NEUTRAL):
        yield Finding("identifying metadata", where, text[:80])
        return
    allowed = NEUTRAL[entry.path]
    if entry.path in expected:
        if text != expected[entry.path]:
            yield Finding(
                "metadata",
                where,
                Said("{text!r} instead of {expected!r}", text=text[:60], expected=expected[entry.path]),
            )
    elif allowed is not None and text not in allowed:
        yield Finding("identifying metadata", where, text[:80])
    if entry.path == "Date" and (not _DATE.match(text) or (date and text != date)):
        yield Finding("time", where, text[:20])
    if entry.path not in ("Counter", "License", *expected) and _ADDRESS.search(text):
        yield Finding("address", where, text[:80])


def _document(entry: Dirent, html: str, known: Known, where: str) -> Iterator[Finding]:
    depth = "../" * entry.path.count("/") or "./"
    looked = look(html, frozenset({depth + "_/page.css"}))
    for found in looked.findings:
        yield Finding(found.rule, f"{where}:{found.line}", found.what)
    if not sealed_off(html):
        yield Finding("no content security policy", where, "no Content-Security-Policy that lets nothing out")
    folder = posixpath.dirname(entry.path)
    for link in dict.fromkeys(looked.links):
        target = _target(folder, link)
        if target and target not in known:
            yield Finding("dangling link", where, link[:80])


@lru_cache(maxsize=1 << 16)
def _target(folder: str, link: str) -> str:
    """Entry path that a link means; empty for a place on the same page or a picture inside the address."""
    path = link.partition("#")[0]
    if not path or path.startswith("data:"):
        return ""
    return posixpath.normpath(posixpath.join(folder, unquote(path)))
