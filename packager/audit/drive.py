"""A drive folder: manifest, times, modes, names, the reader's files, and every archive in it."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from packager.audit.archive import Known, audit_archive
from packager.audit.html import FORBIDDEN_ELEMENTS, look
from packager.audit.shards import ShardError, items, payload
from packager.inspection import zim_facts
from packager.model import Finding
from packager.publish import FILE_MODE, FOLDER_MODE, SUMS, files_of, sha256_of

ALLOWED = re.compile(
    r"index\.html|sums\.txt|[A-Za-z0-9_-]{1,36}\.zim([a-z]{2})?|data/[A-Z]{1,2}\d*/[0-9a-f]{2}/[0-9a-f]{2}\.js"
    r"|S/(?:index\.htm|page\.css|[0-9a-f]{2}/[0-9a-f]{2}\.htm)|S/[A-Za-z0-9_]{1,8}\.htm"
)
"""Names of the files that a drive may hold."""
_SCRIPT_ADDRESS = re.compile(r"""["'(](?:[a-z][a-z0-9+.-]*:)?//|\b(?:https?|ftp|wss?):""", re.I)
_NETWORK = re.compile(
    r"XMLHttpRequest|\bfetch\s*\(|WebSocket|EventSource|sendBeacon|RTCPeer|serviceWorker|localStorage|sessionStorage"
    r"|indexedDB|document\.cookie|importScripts|ActiveXObject|geolocation|\beval\s*\(|new Function"
)
_INNER = re.compile(r"<script\b[^>]*>(.*?)</script>|<style\b[^>]*>(.*?)</style>", re.S | re.I)
_ITEM_ADDRESS = re.compile(r"<[^>]*\s(?:href|src|srcset|data|action|poster|background)\s*=", re.I)
_ITEM_LINK = re.compile(r'<a n="?(\d+)')


def audit_drive(
    folder: Path, date: str, progress: Callable[[int], None], expected: Mapping[str, str] | None = None
) -> tuple[list[Finding], int]:
    """Findings of a drive folder and the number of files and entries looked at."""
    findings: list[Finding] = []
    entries = 0
    archives = _archives(folder)
    for archive in archives:
        date = date or zim_facts(archive).get("metadata", {}).get("Date", "")
    listed = _listed(folder, findings)
    names = [path.relative_to(folder).as_posix() for path in files_of(folder)]
    known = Known(names)
    for name in names:
        path = folder / name
        entries += 1
        progress(1)
        findings += _file(path, name, listed, known)
    findings += [Finding("manifest", name, "listed but missing") for name in sorted(listed)]
    findings += _times_and_modes(folder, date)
    found, count = _items(folder, progress)
    findings += found
    entries += count
    for archive in archives:
        found, count = audit_archive(archive, archive.name, date, progress, expected)
        findings += found
        entries += count
    return findings, entries


def _archives(folder: Path) -> list[Path]:
    """The archives on the drive; of one that was split, its first part."""
    return sorted([*folder.glob("*.zim"), *folder.glob("*.zimaa")])


def _listed(folder: Path, findings: list[Finding]) -> dict[str, str]:
    sums = folder / SUMS
    if not sums.is_file():
        findings.append(Finding("manifest", SUMS, "missing"))
        return {}
    listed: dict[str, str] = {}
    previous = ""
    for number, line in enumerate(sums.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not line:
            continue
        match = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9_./-]+)", line)
        if match is None or match[2] <= previous:
            findings.append(Finding("manifest", f"{SUMS}:{number}", line[:80]))
            continue
        listed[match[2]] = match[1]
        previous = match[2]
    return listed


def _file(path: Path, name: str, listed: dict[str, str], known: Known) -> Iterator[Finding]:
    """One file: its place in the manifest, its sum, and what it holds."""
    if path.is_symlink() or not path.is_file():
        yield Finding("unknown file", name, "not a plain file")
        return
    if not ALLOWED.fullmatch(name):
        yield Finding("unknown file", name, "no file of a drive has such a name")
    if name != SUMS:
        if name not in listed:
            yield Finding("unknown file", name, "not in the manifest")
        elif sha256_of(path) != listed.pop(name):
            yield Finding("damage", name, "does not have the sum of the manifest")
    if name == "index.html":
        yield from _shell(path.read_text(encoding="utf-8", errors="replace"), name, known)
    elif name.endswith((".htm", ".html")):
        yield from _page(path.read_text(encoding="utf-8", errors="replace"), name, known)
    elif name.startswith("data/"):
        yield from _data_file(path, name)


def _page(html: str, name: str, known: Known) -> Iterator[Finding]:
    sheet = posixpath.relpath("S/page.css", posixpath.dirname(name) or ".")
    looked = look(html, frozenset({sheet}))
    for found in looked.findings:
        yield Finding(found.rule, f"{name}:{found.line}", found.what)
    if "default-src 'none'" not in html[:2000]:
        yield Finding("no content security policy", name, "the page has no Content-Security-Policy of its own")
    for link in dict.fromkeys(looked.links):
        target = link.partition("#")[0]
        if target and posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) not in known:
            yield Finding("dangling link", name, link[:80])


def _shell(html: str, name: str, known: Known) -> Iterator[Finding]:
    """The reader: inline script and style are its own, but name no address and use nothing that stores or sends."""
    for script, style in _INNER.findall(html):
        for pattern, what in (
            (_SCRIPT_ADDRESS, "address in the reader"),
            (_NETWORK, "network or storage in the reader"),
        ):
            for match in pattern.finditer(script):
                yield Finding(what, name, script[max(0, match.start() - 20) : match.end() + 20])
        if re.search(r"url\s*\(|@import", style, re.I):
            yield Finding("style sheet", name, "names a resource")
    bare = _INNER.sub("", html)
    if "default-src 'none'" not in bare:
        yield Finding("no content security policy", name, "the reader has no Content-Security-Policy")
    expected = FORBIDDEN_ELEMENTS & {"form", "input", "button", "noscript", "select"}
    for found in look(bare).findings:
        own = found.rule == "forbidden element" and found.what.strip("<>") in expected
        saved = found.rule == "comment" and found.what.strip() == "saved from url=(0014)about:internet"
        if not own and not saved:
            yield Finding(found.rule, f"{name}:{found.line}", found.what)


def _data_file(path: Path, name: str) -> Iterator[Finding]:
    data = path.read_bytes()
    if name.startswith("data/B/"):  # the boot file proves the charset first
        head, _, data = data.partition(b"\n")
        if not head.startswith(b'R.shards.calibrate("') or not head.endswith(b'");'):
            yield Finding("damage", name, "does not begin with the calibration line")
    try:
        kind, number, _ = payload(data)
    except ShardError as error:
        yield Finding("damage", name, str(error))
        return
    if shard_name(kind, number) != name:
        yield Finding("damage", name, f"holds shard {kind} {number}")


def shard_name(kind: str, number: int) -> str:
    """Where a shard lies: two hexadecimal bytes of its number, a new folder after 65,536."""
    volume, rest = divmod(number, 65536)
    return f"data/{kind}{volume or ''}/{rest >> 8:02x}/{rest & 255:02x}.js"


def _times_and_modes(folder: Path, date: str) -> Iterator[Finding]:
    moment = int(datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()) if date else None
    wrong = 0
    for path in [folder, *sorted(folder.rglob("*"))]:
        facts = os.lstat(path)
        name = path.relative_to(folder).as_posix()
        if moment is None:
            moment = int(facts.st_mtime)
        if facts.st_mtime_ns != moment * 10**9:
            wrong += 1
            if wrong <= 20:
                yield Finding("time", name, datetime.fromtimestamp(facts.st_mtime, UTC).isoformat())
        mode = stat.S_IMODE(facts.st_mode)
        if mode not in ((FOLDER_MODE,) if stat.S_ISDIR(facts.st_mode) else (FILE_MODE,)) and mode not in (0o755, 0o777):
            yield Finding("mode", name, f"{mode:o}")


def _items(folder: Path, progress: Callable[[int], None]) -> tuple[list[Finding], int]:
    """The articles inside the reader's data files."""
    findings: list[Finding] = []
    files = sorted((folder / "data").glob("A*/*/*.js"), key=_shard_order)
    count = 0
    highest = -1
    try:
        for path, item in items(iter(files)):
            where = f"{path.relative_to(folder).as_posix()} item {count}"
            count += 1
            progress(1)
            parts = item.decode("utf-8", "replace").split("\n", 4)
            if len(parts) != 5:
                findings.append(Finding("damage", where, "not the five parts of an article"))
                continue
            body = parts[4]
            if _ITEM_ADDRESS.search(body):
                findings.append(Finding("address", where, "an item holds an address instead of a number"))
            findings += [Finding(f.rule, where, f.what) for f in look(body).findings]
            highest = max(highest, max(map(int, _ITEM_LINK.findall(body)), default=-1))
    except ShardError as error:
        findings.append(Finding("damage", "data/A", str(error)))
    if highest >= count:
        findings.append(Finding("dangling link", "data/A", f"a link to item {highest} of {count}"))
    return findings, count


def _shard_order(path: Path) -> tuple[int, str]:
    volume = path.parent.parent.name[1:]
    return int(volume or 0), f"{path.parent.name}/{path.name}"
