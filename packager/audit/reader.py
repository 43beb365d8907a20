"""The reader's files on a drive: the page that opens, its data files, plain pages, and what stands in them."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import accumulate
from pathlib import Path

from packager.audit import grammar
from packager.audit.body import judge
from packager.audit.frames import Entry, expression
from packager.audit.html import CSS, look, sealed_off
from packager.audit.images import foreign_parts
from packager.audit.release import DIGESTS, PLAIN_LINE
from packager.audit.same import differs, item, plain
from packager.audit.search_data import spellings
from packager.audit.search_tasks import search_tasks
from packager.audit.shards import ShardError, blocks, pieces, read_shard, shard_name, table_rows
from packager.audit.tasks import Done, Task
from packager.model import Finding

KINDS = frozenset("ABCDFILSTUVWX")
_ITEMS = frozenset("AI")
_COUNTED = frozenset("AIL")
_KIND = frozenset({"article", "category", "index", "special"})
_SECOND_LINE = re.compile(r"([a-z]+)\t((?:[1-9]\d*)?)\t((?:\d{4}-\d\d-\d\d)?)", re.A)
_PLAIN = re.compile(r"S/[0-9a-f]{2}/[0-9a-f]{2}\.htm")
_PIECE = re.compile(r'(?=<div class="page-main" id="p\d+">\n<h1 class="page-title">)')
_INDEX_ROW = re.compile(r'<li><a href="([0-9a-f]{2}/[0-9a-f]{2}\.htm)#p(\d+)">([^<]*)</a></li>\n')
_SHARDS_AT_ONCE = 4
_SCRIPT_ADDRESS = re.compile(r"""["'`(](?:[a-z][a-z0-9+.-]*:)?//|\b(?:https?|ftp|wss?):|//[a-z0-9-]+\.[a-z]""", re.I)
_NETWORK = re.compile(
    r"XMLHttpRequest|\bfetch\s*\(|WebSocket|EventSource|sendBeacon|RTCPeer|serviceWorker|localStorage|sessionStorage"
    r"|indexedDB|document\.cookie|importScripts|ActiveXObject|geolocation|\beval\s*\(|new Function"
)
_SHOWN = 40
SHELVES = (*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", "그 밖")


@dataclass
class Reader:
    """What every worker knows of the reader."""

    folder: Path
    rows: dict[str, list[int]]
    """Kind of shard to the items that begin in each of them."""
    site: dict[str, str] = field(default_factory=dict)
    main: str = ""
    plain: dict[int, bytes] = field(default_factory=dict)
    """Item number of each article with a plain page to the digest of what stands there."""
    addresses: dict[int, str] = field(default_factory=dict)
    """The same to the address of its page."""
    aliases: frozenset[str] = frozenset()
    starts: dict[str, list[int]] = field(default_factory=dict)
    _open: dict[str, tuple[int, list[bytes], list[bytes]]] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """How many items of a kind there are."""
        return sum(self.rows.get(kind, ()))

    def place(self, kind: str, number: int) -> str:
        """File and number of an item, for findings."""
        return f"{shard_name(kind, max(0, bisect_right(self.starts.get(kind, []), number) - 1))} item {number}"

    def item(self, kind: str, number: int) -> bytes:
        """One item. Raises ShardError."""
        starts = self.starts.get(kind, [])
        shard = bisect_right(starts, number) - 1
        if not 0 <= number < self.count(kind):
            raise ShardError(f"there is no item {number}")
        while self.rows[kind][shard] == 0:
            shard -= 1
        if self._open.get(kind, (-1,))[0] != shard:
            self._open[kind] = (shard, self._items(kind, shard), [])
        return self._open[kind][1][number - starts[shard]]

    def _items(self, kind: str, shard: int) -> list[bytes]:
        """The items that begin in a shard, the last one with what further shards have of it."""
        _, found, missing = pieces(self.payload(kind, shard))
        parts = [found[-1]] if found else []
        while missing:
            shard += 1
            head, following, _ = pieces(self.payload(kind, shard))
            parts.append(head)
            missing -= len(head)
            if missing < 0 or (missing and following) or not head:
                raise ShardError(f"{shard_name(kind, shard)}: goes on with another item than the last")
        return [*found[:-1], b"".join(parts)] if found else []

    def payload(self, kind: str, shard: int) -> bytes:
        """The payload of a shard. Raises ShardError."""
        name = shard_name(kind, shard)
        try:
            return read_shard(self.folder / name, name)[2]
        except OSError as error:
            raise ShardError(f"{name}: cannot be read") from error


def open_reader(folder: Path, names: list[str]) -> tuple[Reader, list[Finding]]:
    """Boot file and plain pages, with what is wrong with them."""
    findings: list[Finding] = []
    boot = shard_name("B", 0)
    reader = Reader(folder, {})
    if boot not in names:
        findings.append(Finding("damage", boot, "missing"))
        return reader, findings
    try:
        found = blocks(read_shard(folder / boot, boot)[2])
        if sorted(found) != ["main", "site", "tables"]:
            findings.append(Finding("hidden data", boot, f"blocks {', '.join(sorted(found))[:80]}"))
        reader.rows = table_rows(found.get("tables", b""))
        reader.main = found.get("main", b"").decode()
        reader.site = dict(_facts(found.get("site", b"").decode(), boot, findings))
    except (ShardError, UnicodeDecodeError) as error:
        findings.append(Finding("damage", boot, str(error)))
    if unknown := reader.rows.keys() - (KINDS - {"B"}):
        findings.append(Finding("hidden data", boot, f"tables of {', '.join(sorted(unknown))[:80]}"))
    wanted = [shard_name(kind, n) for kind, counts in reader.rows.items() for n in range(len(counts))]
    there = {name for name in names if name.startswith("data/")} - {boot}
    for name in sorted(there ^ set(wanted))[:_SHOWN]:
        findings.append(Finding("damage", name, "missing" if name in wanted else "the boot file does not tell of it"))
        for counts in reader.rows.values():
            if name in wanted:
                counts.clear()  # nothing can be read in order
    for kind in list(reader.rows):
        reader.starts[kind] = [0, *accumulate(reader.rows[kind])][:-1]
        if kind not in _COUNTED and any(count != 1 for count in reader.rows[kind]):
            findings.append(Finding("damage", boot, f"the table of {kind} counts items"))
    findings += _plain_pages(reader, names)
    try:
        if reader.rows.get("S"):
            reader.aliases = frozenset(spelling for spelling, _ in spellings(reader.payload("S", 0)))
    except (ShardError, UnicodeDecodeError, IndexError):
        pass  # the task of that file says so
    return reader, findings


def _facts(text: str, boot: str, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    lines = [line.partition("\t") for line in text.split("\n")]
    names = [name for name, _, _ in lines]
    if names not in (
        ["articles", "title", "date", "license", "indexPage", "licensePage", ""],
        ["articles", "title", "date", "license", "licensePage", ""],
    ):
        findings.append(Finding("identifying metadata", f"{boot}: site", text[:80]))
    for name, _, value in lines:
        if grammar.CONTROLS.search(value) or "\t" in value:
            findings.append(Finding("control character", f"{boot}: site", value[:80]))
        yield name, value


# --- whole files ------------------------------------------------------------------------------------------------------


def shell_findings(data: bytes, name: str, names: Collection[str]) -> Iterator[Finding]:
    """The page that opens: the same bytes on every drive of a release, but for the line that leads to plain pages."""
    line = PLAIN_LINE.encode() + b"\n"
    if (data.count(line) == 1) != any(each.startswith("S/") for each in names):
        yield Finding("page frame", name, "leads to plain pages that are not there, or not to those that are")
    if hashlib.sha256(data.replace(line, b"", 1)).hexdigest() not in DIGESTS["index.html"]:
        yield Finding("reader", name, "is not the reader of a release that is known")
        yield from _about_shell(data.decode("utf-8", "replace"), name, names)


def _about_shell(html: str, name: str, names: Collection[str]) -> Iterator[Finding]:
    """What a reader that is not known would do: for whoever reads the findings."""
    for script, style in re.findall(r"<script>(.*?)</script>|<style>(.*?)</style>", html, re.S):
        for pattern, text, rule in (
            (_SCRIPT_ADDRESS, script, "address in the reader"),
            (_NETWORK, script, "network or storage in the reader"),
            (CSS, style, "style sheet"),
        ):
            for match in list(pattern.finditer(text))[:_SHOWN]:
                yield Finding(rule, name, text[max(0, match.start() - 20) : match.end() + 20])
    bare = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.S)
    yield from _policy(bare, name)
    looked = look(bare)
    for found in looked.findings[:_SHOWN]:
        yield Finding(found.rule, f"{name}:{found.line}", found.what)
    for link in dict.fromkeys(looked.links):
        if link.partition("#")[0] and link.partition("#")[0] not in names:
            yield Finding("dangling link", name, link[:80])


def _policy(html: str, name: str) -> Iterator[Finding]:
    if not sealed_off(html):
        yield Finding("no content security policy", name, "no Content-Security-Policy that lets nothing out")


def style_findings(data: bytes, name: str) -> Iterator[Finding]:
    """The style sheet of the plain pages."""
    if hashlib.sha256(data).hexdigest() not in DIGESTS["S/page.css"]:
        yield Finding("style sheet", name, "is not the style sheet of a release that is known")


def _plain_pages(reader: Reader, names: list[str]) -> Iterator[Finding]:
    pages = sorted(name for name in names if _PLAIN.fullmatch(name))
    wanted = [f"S/{n >> 8:02x}/{n & 255:02x}.htm" for n in range(len(pages))]
    if pages != wanted:
        yield Finding("unknown file", "S", "plain pages that are not numbered one after the other")
    order: list[int] = []
    titles: dict[int, str] = {}
    for name in pages:
        data = (reader.folder / name).read_bytes()
        try:
            html = data.decode()
        except UnicodeDecodeError:
            yield Finding("spelling", name, "not UTF-8")
            yield from _odd_page(data, name)
            continue
        match = expression("plain page").fullmatch(html)
        if match is None or match[1] != "문서":
            yield Finding("page frame", name, "is not what the template writes")
            yield from _odd_page(data, name)
            continue
        articles = _PIECE.split(match[2])
        if articles.pop(0):
            yield Finding("page frame", name, "text before the first article")
        for text in articles:
            piece = expression("plain article").fullmatch(text)
            if piece is None:
                yield Finding("page frame", name, f"an article that is not what the template writes: {text[:60]!r}")
                yield from _odd_page(text.encode(), name, False)
                continue
            number = int(piece[1])
            order.append(number)
            titles[number] = piece[2]
            reader.plain[number] = hashlib.sha256(text.encode()).digest()
            reader.addresses[number] = name[2:]
    if order != sorted(set(order)):
        yield Finding("page frame", "S", "plain articles that are there twice or not in order")
    if pages or "S/index.htm" in names or "S/page.css" in names:
        for name in ("S/index.htm", "S/page.css"):
            if name not in names:
                yield Finding("damage", name, "missing")
    if "S/index.htm" in names:
        yield from _plain_index((reader.folder / "S/index.htm").read_bytes(), reader, titles)


def _odd_page(data: bytes, name: str, whole: bool = True) -> Iterator[Finding]:
    html = data.decode("utf-8", "replace")
    if whole:
        yield from _policy(html, name)
    for found in look(html).findings[:_SHOWN]:
        yield Finding(found.rule, f"{name}:{found.line}", found.what)


def _plain_index(data: bytes, reader: Reader, titles: Mapping[int, str]) -> Iterator[Finding]:
    """The list of the plain pages: every article once, under its letter."""
    name = "S/index.htm"
    try:
        html = data.decode()
    except UnicodeDecodeError:
        yield Finding("spelling", name, "not UTF-8")
        return
    match = expression("plain index").fullmatch(html)
    rows = _INDEX_ROW.findall(html)
    if match is None or match[1] != "문서":
        yield Finding("page frame", name, "is not what the template writes")
        yield from _odd_page(data, name)
        return
    listed = {int(number): (address, title) for address, number, title in rows}
    if listed != {n: (reader.addresses[n], titles[n]) for n in titles} or len(rows) != len(titles):
        yield Finding("page frame", name, "does not list each plain article once, with its address and title")
    if html.count("<li>") != len(rows):
        yield Finding("page frame", name, "a row that is not ours")
    steps = re.findall(r'<a href="#(g[^"]*)">([^<]*)</a> ', html)
    heads = re.findall(r'<h2 id="(g[^"]*)">([^<]*)</h2>', html)
    shelves = [shelf for _, shelf in heads]
    if steps != heads or [at for at, _ in heads] != [f"g{n}" for n in range(1, len(heads) + 1)]:
        yield Finding("page frame", name, "letters that are not numbered one after the other")
    if shelves != [shelf for shelf in SHELVES if shelf in shelves]:
        yield Finding("page frame", name, "a shelf that is no letter")


# --- tasks ------------------------------------------------------------------------------------------------------------


def reader_tasks(reader: Reader, shows: Callable[[str], bool] | None, configured: bool, followed: bool) -> list[Task]:
    """The data files piece by piece. ``followed``: articles and pictures are compared with an archive's elsewhere."""
    tasks: list[Task] = []
    for kind in sorted(_COUNTED & reader.rows.keys()):
        if kind in _ITEMS and not followed:
            for shard in range(0, len(reader.rows[kind]), _SHARDS_AT_ONCE):
                tasks.append(partial(_items, reader, kind, shard))
        else:
            for shard in range(0, len(reader.rows[kind]), _SHARDS_AT_ONCE):
                tasks.append(partial(_shards, reader, kind, shard))
    tasks.append(partial(_main, reader))
    tasks += search_tasks(reader, shows, configured)
    return tasks


def _shards(reader: Reader, kind: str, first: int) -> Done:
    """Shards whose items are looked at elsewhere: do they begin with as many items as the boot file tells?"""
    findings: list[Finding] = []
    before = 0
    for shard in range(max(0, first - 1), min(first + _SHARDS_AT_ONCE, len(reader.rows[kind]))):
        name = shard_name(kind, shard)
        try:
            head, found, missing = pieces(reader.payload(kind, shard))
            if len(found) != reader.rows[kind][shard]:
                findings.append(Finding("damage", name, f"{len(found)} items, the boot file tells of others"))
            if shard >= first and (shard or head) and bool(head) != bool(before):
                findings.append(Finding("damage", name, "goes on with an item that never began, or does not go on"))
            before = missing if found else max(before - len(head), 0)
        except ShardError as error:
            findings.append(Finding("damage", name, str(error)))
    if first + _SHARDS_AT_ONCE >= len(reader.rows[kind]) and before:
        findings.append(Finding("damage", f"data/{kind}", "the last item is cut"))
    return Done(findings)


def _items(reader: Reader, kind: str, first: int) -> Done:
    done = _shards(reader, kind, first)
    findings = done.findings
    last = min(first + _SHARDS_AT_ONCE, len(reader.rows[kind]))
    begin = reader.starts[kind][first]
    end = reader.starts[kind][last] if last < len(reader.starts[kind]) else reader.count(kind)
    entries = 0
    try:
        for number in range(begin, end):
            entries += 1
            where = reader.place(kind, number)
            data = reader.item(kind, number)
            findings += _picture(data, where) if kind == "I" else _article(reader, number, data, where)
            if len(findings) > _SHOWN:
                break
    except ShardError as error:
        findings.append(Finding("damage", f"data/{kind}", str(error)))
    return Done(findings, entries)


def _picture(data: bytes, where: str) -> Iterator[Finding]:
    kind, _, content = data.partition(b"\n")
    media = kind.decode("ascii", "replace")
    if media not in ("image/png", "image/jpeg", "image/gif", "image/webp"):
        yield Finding("image metadata", where, f"media type {media[:40]}")
    for what in foreign_parts(content, media):
        yield Finding("image metadata", where, what)


def _article(reader: Reader, number: int, data: bytes, where: str) -> Iterator[Finding]:
    """An item by itself, where there is no archive to compare it with."""
    try:
        parts = data.decode().split("\n", 4)
    except UnicodeDecodeError:
        yield Finding("spelling", where, "not UTF-8")
        yield from _odd_page(data, where, False)
        return
    if len(parts) != 5:
        yield Finding("damage", where, "not the five parts of an article")
        return
    title, second, categories, headings, html = parts
    facts = _SECOND_LINE.fullmatch(second)
    if facts is None or facts[1] not in _KIND or (facts[3] and not grammar.DATE.match(facts[3])):
        yield Finding("damage", where, f"second line {second[:60]!r}")
    found = judge(html, items=True, quotes_from=0)
    for rule, _, what in found.faults[:_SHOWN]:
        yield Finding(rule, where, what)
    if found.faults:
        yield from _odd_page(html.encode(), where, False)
    if any(n >= reader.count("A") for n in found.numbers) or any(n >= reader.count("I") for n in found.pictures):
        yield Finding("dangling link", where, "a number of no item")
    fields = categories.split("\t") if categories else []
    if len(fields) % 2 or not all(n.isdecimal() and int(n) < reader.count("A") for n in fields[::2]):
        yield Finding("damage", where, f"third line {categories[:60]!r}")
    fields = headings.split("\t") if headings else []
    places = set(re.findall(r' id=(?:"([^"]*)"|([\w.:-]+))', html))
    known = {a or b for a, b in places}
    spelled = (escape(anchor, quote=False).replace('"', "&quot;") for anchor in fields[1::3])
    if len(fields) % 3 or not all(map(str.isdecimal, fields[::3])) or not known.issuperset(spelled):
        yield Finding("damage", where, f"fourth line {headings[:60]!r}")
    for text in (title, categories, headings):
        if grammar.CONTROLS.search(text):
            yield Finding("control character", where, repr(text[:60]))
    if number in reader.plain:
        yield from _plain(reader, number, title, html, where)


def _plain(reader: Reader, number: int, title: str, html: str, where: str) -> Iterator[Finding]:
    spelled = escape(title).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    text = (
        f'<div class="page-main" id="p{number}">\n<h1 class="page-title">{spelled}</h1>\n<div class="page-body">'
        f"{plain(html, number, reader.addresses)}</div>\n"
        '<p class="page-credit"><a href="../index.htm">모든 글 차례</a></p>\n</div>\n'
    )
    if hashlib.sha256(text.encode()).digest() != reader.plain[number]:
        yield Finding("page frame", f"S/{reader.addresses[number]}#p{number}", f"is another text than {where}")


def _main(reader: Reader) -> Done:
    """The main page in the boot file."""
    where = f"{shard_name('B', 0)}: main page"
    findings: list[Finding] = []
    if reader.rows and expression("reader main").fullmatch(reader.main) is None:
        findings.append(Finding("page frame", where, "is not what the template writes"))
        findings += _odd_page(reader.main.encode(), where, False)
    numbers = [int(n) for n in re.findall(r" n=(\d+)", reader.main)]
    numbers += [int(reader.site[key]) for key in ("indexPage", "licensePage") if reader.site.get(key, "").isdecimal()]
    if any(number >= reader.count("A") for number in numbers):
        findings.append(Finding("dangling link", where, "a number of no item"))
    return Done(findings)


def same_item(reader: Reader, there: object) -> Callable[[int, Entry, str], Iterator[Finding]]:
    """Judge of the item that must follow from a page of the archive."""

    def judge_item(number: int, page: Entry, path: str) -> Iterator[Finding]:
        where = reader.place("A", number)
        try:
            found = reader.item("A", number).decode()
        except (ShardError, UnicodeDecodeError) as error:
            yield Finding("damage", where, str(error))
            return
        wanted = item(page, path, there)  # type: ignore[arg-type]
        at = differs(wanted, found)
        if at >= 0:
            yield Finding("page frame", where, f"is not C/{path[:60]}: {found[max(0, at - 20) : at + 40]!r}")
            if at >= len("\n".join(found.split("\n", 4)[:4])):
                body = judge(found.split("\n", 4)[-1], items=True, quotes_from=0)
                yield from (Finding(rule, where, what) for rule, _, what in body.faults[:3])
                if max(body.numbers, default=0) >= reader.count("A") or max(body.pictures, default=-1) >= reader.count(
                    "I"
                ):
                    yield Finding("dangling link", where, "a number of no item")
        if number in reader.plain:
            parts = found.split("\n", 4)
            yield from _plain(reader, number, parts[0], parts[-1], where)

    return judge_item


def same_picture(reader: Reader) -> Callable[[int, str, bytes], Iterator[Finding]]:
    """Judge of the picture that must be the archive's."""

    def judge_picture(number: int, mimetype: str, data: bytes) -> Iterator[Finding]:
        for what in foreign_parts(data, mimetype):
            yield Finding("image metadata", reader.place("I", number), what)
        try:
            same = reader.item("I", number) == mimetype.encode() + b"\n" + data
        except (ShardError, KeyError) as error:
            yield Finding("damage", reader.place("I", number), str(error))
            return
        if not same:
            yield Finding("image metadata", reader.place("I", number), "is not the archive's picture")

    return judge_picture
