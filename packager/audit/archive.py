"""A ZIM file entry by entry."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from packager.audit.html import outward
from packager.errors import OutputError
from packager.model import Finding
from packager.outputs.seal import is_sealed
from packager.zimfile import Dirent, ZimFile, ZimFormatError

METADATA = frozenset(
    """Counter Creator Date Description Illustration_48x48@1 Language License LongDescription Name Publisher
    Title""".split()
)


def audit_archive(path: Path, name: str, date: str, progress: Callable[[int], None]) -> tuple[list[Finding], int]:
    """Findings of one archive and the number of entries looked at."""
    findings: list[Finding] = []
    entries = 0
    try:
        with ZimFile(path) as zim:
            known = {(e.namespace, e.path) for e in zim.dirents()}
            for cluster, group in _by_cluster(zim):
                try:
                    unpacked = zim.cluster(cluster)
                    for entry in group:
                        entries += 1
                        findings += _entry(entry, unpacked.blob(entry.blob), known, name, date)
                        progress(1)
                    del unpacked
                except ZimFormatError as error:
                    findings.append(Finding("damage", f"{name} cluster {cluster}", str(error)))
    except (ZimFormatError, BufferError) as error:
        return [*findings, Finding("damage", name, str(error))], entries
    try:
        if not is_sealed(path):
            findings.append(Finding("unsealed identifier", name, "identifiers or checksum do not follow from the content"))
    except (OutputError, ZimFormatError) as error:
        findings.append(Finding("unsealed identifier", name, str(error)))
    return findings, entries


def _by_cluster(zim: ZimFile) -> Iterator[tuple[int, list[Dirent]]]:
    groups: dict[int, list[Dirent]] = {}
    for entry in zim.dirents():
        if entry.target < 0 and entry.cluster >= 0:
            groups.setdefault(entry.cluster, []).append(entry)
    yield from sorted(groups.items())


def _entry(entry: Dirent, data: bytes, known: set[tuple[str, str]], name: str, date: str) -> Iterator[Finding]:
    where = f"{name}/{entry.namespace}/{entry.path}"
    if entry.namespace == "M":
        if entry.path not in METADATA:
            yield Finding("identifying metadata", where, data[:80].decode("utf-8", "replace"))
        if entry.path == "Date" and date and data.decode("ascii", "replace") != date:
            yield Finding("time", where, data[:20].decode("ascii", "replace"))
    elif entry.mimetype.startswith("text/html"):
        html = data.decode("utf-8", "replace")
        depth = "../" * entry.path.count("/") or "./"
        for rule, line, what in outward(html, frozenset({depth + "_/page.css"})):
            if rule == "address" and what.startswith("href="):
                pass
            yield Finding(rule, f"{where}:{line}", what)
        yield from _links(html, entry, known, where)


def _links(html: str, entry: Dirent, known: set[tuple[str, str]], where: str) -> Iterator[Finding]:
    import re

    folder = posixpath.dirname(entry.path)
    for match in re.finditer(r'<a\b[^>]*?\shref="([^"#]+)', html):
        target = posixpath.normpath(posixpath.join(folder, unquote(match[1].replace("&amp;", "&"))))
        if (entry.namespace, target) not in known:
            yield Finding("dangling link", where, match[1][:80])
