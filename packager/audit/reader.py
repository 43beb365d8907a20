"""The reader's files on a drive: the page that opens, its data files, and the articles and pictures inside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from packager.audit.html import CSS, FORBIDDEN_ELEMENTS, look, sealed_off
from packager.audit.images import foreign_parts
from packager.audit.known import Known
from packager.audit.shards import ShardError, blocks, items, payload, table_rows
from packager.errors import Said
from packager.model import Finding

KINDS = frozenset("ABCDFILSTUVWX")
_SCRIPT_ADDRESS = re.compile(r"""["'`(](?:[a-z][a-z0-9+.-]*:)?//|\b(?:https?|ftp|wss?):|//[a-z0-9-]+\.[a-z]""", re.I)
_NETWORK = re.compile(
    r"XMLHttpRequest|\bfetch\s*\(|WebSocket|EventSource|sendBeacon|RTCPeer|serviceWorker|localStorage|sessionStorage"
    r"|indexedDB|document\.cookie|importScripts|ActiveXObject|geolocation|\beval\s*\(|new Function"
)
_INNER = re.compile(r"<script>(.*?)</script>|<style>(.*?)</style>", re.S)
_ITEM_LINK = re.compile(r'<a(?:rea)? n="?(\d+)')
_ITEM_PICTURE = re.compile(r'<img i="?(\d+)')
_CONTROLS = FORBIDDEN_ELEMENTS & {"form", "input", "button", "noscript", "select"}
"""Forbidden in articles; the reader has them."""
_ITEM_KINDS = frozenset({"article", "category", "index", "special"})
_SITE_FACTS = frozenset({"articles", "title", "date", "license", "indexPage", "licensePage"})
_SECOND_LINE = re.compile(r"([a-z]+)\t(\d*)\t((?:\d{4}-\d\d-\d\d)?)")


def page(html: str, name: str, known: Known) -> Iterator[Finding]:
    """A plain page."""
    sheet = posixpath.relpath("S/page.css", posixpath.dirname(name) or ".")
    looked = look(html, frozenset({sheet}))
    for found in looked.findings:
        yield Finding(found.rule, f"{name}:{found.line}", found.what)
    yield from _policy(html, name)
    for link in dict.fromkeys(looked.links):
        target = link.partition("#")[0]
        if target and posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) not in known:
            yield Finding("dangling link", name, link[:80])


def _policy(html: str, name: str) -> Iterator[Finding]:
    if not sealed_off(html):
        yield Finding("no content security policy", name, "no Content-Security-Policy that lets nothing out")


def style_sheet(css: str, name: str) -> Iterator[Finding]:
    """A style sheet names no resource."""
    for match in CSS.finditer(css):
        yield Finding("style sheet", name, css[max(0, match.start() - 20) : match.end() + 40])


def shell(html: str, name: str, known: Known) -> Iterator[Finding]:
    """The reader: inline script and style are its own, but name no address and use nothing that stores or sends."""
    for script, style in _INNER.findall(html):
        for pattern, what in (
            (_SCRIPT_ADDRESS, Said("address in the reader")),
            (_NETWORK, Said("network or storage in the reader")),
        ):
            for match in pattern.finditer(script):
                yield Finding(what, name, script[max(0, match.start() - 20) : match.end() + 20])
        yield from style_sheet(style, name)
    bare = _INNER.sub("", html)
    yield from _policy(bare, name)
    looked = look(bare)
    for found in looked.findings:
        own = found.rule == "forbidden element" and found.what.strip("<>") in _CONTROLS
        saved = found.rule == "comment" and found.what.strip() == "saved from url=(0014)about:internet"
        if not own and not saved:
            yield Finding(found.rule, f"{name}:{found.line}", found.what)
    for link in dict.fromkeys(looked.links):
        target = link.partition("#")[0]
        if target and target not in known:
            yield Finding("dangling link", name, link[:80])


def data_file(path: Path, name: str) -> Iterator[Finding]:
    """One data file by itself."""
    try:
        kind, number, unpacked = payload(_without_calibration(path, name))
        if kind == "B":
            yield from _boot(unpacked, name)
    except ShardError as error:
        yield Finding("damage", name, str(error))
        return
    if kind not in KINDS or shard_name(kind, number) != name:
        yield Finding("damage", name, Said("holds shard {kind} {number}", kind=kind, number=number))


def _without_calibration(path: Path, name: str) -> bytes:
    data = path.read_bytes()
    if not name.startswith("data/B/"):
        return data
    head, _, data = data.partition(b"\n")
    if not head.startswith(b'R.shards.calibrate("') or not head.endswith(b'");') or len(head) > 300:
        raise ShardError("does not begin with the calibration line")
    return data


def _boot(unpacked: bytes, name: str) -> Iterator[Finding]:
    found = blocks(unpacked)
    for line in found.get("site", b"").decode("utf-8", "replace").split("\n"):
        key, _, value = line.partition("\t")
        if line and (key not in _SITE_FACTS or "//" in value):
            yield Finding("identifying metadata", f"{name}: site", line[:80])
    looked = look(found.get("main", b"").decode("utf-8", "replace"))
    for each in looked.findings:
        if each.rule != "forbidden element" or each.what.strip("<>") not in _CONTROLS:
            yield Finding(each.rule, f"{name}: main page", each.what)
    if looked.addresses:
        yield Finding("address", f"{name}: main page", "an address instead of a number")


def shard_name(kind: str, number: int) -> str:
    """Where a shard lies: two hexadecimal bytes of its number, a new folder after 65,536."""
    volume, rest = divmod(number, 65536)
    return f"data/{kind}{volume or ''}/{rest >> 8:02x}/{rest & 255:02x}.js"


def articles_and_pictures(folder: Path, progress: Callable[[int], None]) -> tuple[list[Finding], int]:
    """Findings inside the data files of kinds A and I, and the number of items."""
    findings: list[Finding] = []
    counts = {"A": 0, "I": 0}
    link = picture = -1
    try:
        for where, item in _numbered(folder, "I", counts):
            progress(1)
            findings += [Finding("image metadata", where, what) for what in _picture(item)]
        for where, item in _numbered(folder, "A", counts):
            progress(1)
            body = item.decode("utf-8", "replace").split("\n", 4)[-1]
            findings += _article(item, where)
            link = max(link, max(map(int, _ITEM_LINK.findall(body)), default=-1))
            picture = max(picture, max(map(int, _ITEM_PICTURE.findall(body)), default=-1))
    except (ShardError, OSError) as error:
        findings.append(Finding("damage", "data", str(error)))
    for kind, highest in (("A", link), ("I", picture)):
        if highest >= counts[kind]:
            what = Said("a link to item {number} of {count}", number=highest, count=counts[kind])
            findings.append(Finding("dangling link", f"data/{kind}", what))
    findings += _tables(folder, counts)
    return findings, sum(counts.values())


def _numbered(folder: Path, kind: str, counts: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    files = sorted((folder / "data").glob(f"{kind}*/*/*.js"), key=_shard_order)
    for path, item in items(iter(files)):
        yield f"{path.relative_to(folder).as_posix()} item {counts[kind]}", item
        counts[kind] += 1


def _shard_order(path: Path) -> tuple[int, str]:
    volume = path.parent.parent.name[1:]
    return int(volume) if volume.isdigit() else 0, f"{path.parent.name}/{path.name}"


def _picture(item: bytes) -> Iterator[str]:
    kind, _, data = item.partition(b"\n")
    if kind not in (b"image/png", b"image/jpeg", b"image/gif", b"image/webp"):
        yield f"media type {kind[:40].decode('latin-1')}"
    yield from foreign_parts(data)


def _article(item: bytes, where: str) -> Iterator[Finding]:
    parts = item.decode("utf-8", "replace").split("\n", 4)
    if len(parts) != 5:
        yield Finding("damage", where, "not the five parts of an article")
        return
    second = _SECOND_LINE.fullmatch(parts[1])
    if second is None or second[1] not in _ITEM_KINDS:
        yield Finding("damage", where, Said("second line {line!r}", line=parts[1][:60]))
    looked = look(parts[4])
    if looked.addresses:
        yield Finding("address", where, "an item holds an address instead of a number")
    for found in looked.findings:
        yield Finding(found.rule, where, found.what)


def _tables(folder: Path, counts: dict[str, int]) -> Iterator[Finding]:
    """The boot file tells how many shards and items there are; a shard that was taken away shows here."""
    boot = folder / shard_name("B", 0)
    if not boot.is_file():
        if (folder / "index.html").is_file():
            yield Finding("damage", shard_name("B", 0), "missing")
        return
    try:
        _, _, unpacked = payload(_without_calibration(boot, shard_name("B", 0)))
        rows = table_rows(blocks(unpacked).get("tables", b""))
    except ShardError as error:
        yield Finding("damage", shard_name("B", 0), str(error))
        return
    for kind in sorted(KINDS - {"B"} | rows.keys()):
        shards, begun = rows.get(kind, (0, 0))
        there = sum(1 for _ in (folder / "data").glob(f"{kind}*/*/*.js"))
        if shards != there or begun != counts.get(kind, begun):
            told = Said(
                "{there} files, the boot file tells of {told} with {items} items", there=there, told=shards, items=begun
            )
            yield Finding("damage", f"data/{kind}", told)
