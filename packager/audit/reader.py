"""The reader's files on a drive: the page that opens, its data files, plain pages, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from itertools import accumulate

from packager.audit import grammar
from packager.audit.body import judge
from packager.audit.directory import Directory
from packager.audit.frames import Entry, expression, is_heading
from packager.audit.images import foreign_parts
from packager.audit.reader_data import Reader
from packager.audit.reader_pages import odd_page, plain_findings, plain_pages, spelled
from packager.audit.same import differs, item
from packager.audit.search_data import spellings
from packager.audit.search_tasks import search_tasks
from packager.audit.shards import ShardError, blocks, pieces, read_shard, said, shard_name, table_rows
from packager.audit.tasks import Done, Task
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.mapped import Stored

KINDS = frozenset("ABCDFIKLSTUVWX")
_TABLES = "IASTUCDVWXLF"
"""The kinds in the order of their tables in the boot file."""
COPIED = "BS"
"""Kinds whose first file is there once more, as the files of kind K in this order."""
_ITEMS = frozenset("AI")
_COUNTED = frozenset("AIL")
_KIND = frozenset({"article", "category", "index", "special"})
_SECOND_LINE = re.compile(r"([a-z]+)\t((?:[1-9]\d*)?)\t((?:\d{4}-\d\d-\d\d)?)(?:\t([^\t]+))?", re.A)
_SHARDS_AT_ONCE = 4
_SHOWN = 40


def open_reader(folder: Stored, names: list[str]) -> tuple[Reader, list[Finding]]:
    """Boot file and plain pages, with what is wrong with them."""
    findings: list[Finding] = []
    boot = shard_name("B", 0)
    reader = Reader(folder, {})
    copies, wrong = copy_findings(folder, names)
    findings += wrong
    if boot not in names:
        findings.append(Finding("damage", boot, "missing"))
        return reader, findings
    try:
        found = blocks(read_shard(folder / boot, boot)[2])
        if sorted(found) != ["main", "site", "tables"]:
            findings.append(Finding("hidden data", boot, Said("blocks {names}", names=", ".join(sorted(found))[:80])))
        reader.rows = table_rows(found.get("tables", b""))
        reader.main = found.get("main", b"").decode()
        reader.site = dict(_facts(found.get("site", b"").decode(), boot, findings))
    except (ShardError, UnicodeDecodeError) as error:
        findings.append(Finding("damage", boot, said(error)))
    if list(reader.rows) != sorted(reader.rows, key=_TABLES.find):
        findings.append(Finding("hidden data", boot, "tables in another order than ours"))
    if unknown := reader.rows.keys() - (KINDS - {"B", "K"}):
        findings.append(Finding("hidden data", boot, Said("tables of {names}", names=", ".join(sorted(unknown))[:80])))
    wanted = [shard_name(kind, n) for kind, counts in reader.rows.items() for n in range(len(counts))]
    there = {name for name in names if name.startswith("data/") and not name.startswith("data/P/")} - {boot, *copies}
    for name in sorted(there ^ set(wanted))[:_SHOWN]:
        findings.append(Finding("damage", name, "missing" if name in wanted else "the boot file does not tell of it"))
        for counts in reader.rows.values():
            if name in wanted:
                counts.clear()  # nothing can be read in order
    for kind in list(reader.rows):
        reader.starts[kind] = [0, *accumulate(reader.rows[kind])][:-1]
        if kind not in _COUNTED and any(count != 1 for count in reader.rows[kind]):
            findings.append(Finding("damage", boot, Said("the table of {kind} counts items", kind=kind)))
    findings += plain_pages(reader, names)
    try:
        if reader.rows.get("S"):
            reader.spellings = dict(spellings(reader.payload("S", 0)))
    except (ShardError, UnicodeDecodeError, IndexError):
        pass  # the task of that file says so
    return reader, findings


def copy_findings(folder: Stored, names: list[str]) -> tuple[list[str], list[Finding]]:
    """The names of the copies of the two roots, and those that are missing or not the same bytes as their roots."""
    copies, findings = [], []
    for number, kind in enumerate(COPIED):
        root, copy = shard_name(kind, 0), shard_name("K", number)
        copies.append(copy)
        if copy not in names:
            findings.append(Finding("damage", copy, "missing"))
            continue
        call = f'R.shards.take("{kind}",0,'.encode(), f'R.shards.take("K",{number},'.encode()
        if root in names and (folder / copy).read_bytes() != (folder / root).read_bytes().replace(*call, 1):
            findings.append(Finding("damage", copy, Said("is not the copy of {root}", root=root)))
    return copies, findings


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
    tasks += search_tasks(reader, shows, configured, followed)
    return tasks


def _shards(reader: Reader, kind: str, first: int) -> Done:
    """Shards whose items are looked at elsewhere: do they begin with as many items as the boot file tells?"""
    findings: list[Finding] = []
    before = 0
    # A large item goes on over many shards: what is still to come is known from the one in which it begins.
    begin = max(0, first - 1)
    while begin and not reader.rows[kind][begin]:
        begin -= 1
    for shard in range(begin, min(first + _SHARDS_AT_ONCE, len(reader.rows[kind]))):
        name = shard_name(kind, shard)
        try:
            head, found, missing = pieces(reader.payload(kind, shard))
            if len(found) != reader.rows[kind][shard]:
                findings.append(
                    Finding("damage", name, Said("{count} items, the boot file tells of others", count=len(found)))
                )
            if shard >= first and (shard or head) and bool(head) != bool(before):
                findings.append(Finding("damage", name, "goes on with an item that never began, or does not go on"))
            before = missing if found else max(before - len(head), 0)
        except ShardError as error:
            findings.append(Finding("damage", name, said(error)))
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
        findings.append(Finding("damage", f"data/{kind}", said(error)))
    return Done(findings, entries)


def _picture(data: bytes, where: str) -> Iterator[Finding]:
    kind, _, content = data.partition(b"\n")
    media = kind.decode("ascii", "replace")
    if media != "image/png":
        yield Finding("image metadata", where, Said("media type {media}", media=media[:40]))
    for what in foreign_parts(content, media):
        yield Finding("image metadata", where, what)


def _article(reader: Reader, number: int, data: bytes, where: str) -> Iterator[Finding]:
    """An item by itself, where there is no archive to compare it with."""
    try:
        parts = data.decode().split("\n", 4)
    except UnicodeDecodeError:
        yield Finding("spelling", where, "not UTF-8")
        yield from odd_page(data, where, False)
        return
    if len(parts) != 5:
        yield Finding("damage", where, "not the five parts of an article")
        return
    title, second, categories, headings, html = parts
    facts = _SECOND_LINE.fullmatch(second)
    if facts is None or facts[1] not in _KIND or (facts[3] and not grammar.is_day(facts[3])) or (
        facts[4] and not is_heading(facts[4], spelled(title))
    ):
        yield Finding("damage", where, Said("second line {second!r}", second=second[:60]))
    found = judge(html, items=True, quotes_from=0, ours_from=_ours_from(facts[1] if facts else "", html))
    for rule, _, what in found.faults[:_SHOWN]:
        yield Finding(rule, where, what)
    if found.faults:
        yield from odd_page(html.encode(), where, False)
    if any(n >= reader.count("A") for n in found.numbers) or any(n >= reader.count("I") for n in found.pictures):
        yield Finding("dangling link", where, "a number of no item")
    fields = categories.split("\t") if categories else []
    if len(fields) % 2 or not all(n.isdecimal() and int(n) < reader.count("A") for n in fields[::2]):
        yield Finding("damage", where, Said("third line {categories!r}", categories=categories[:60]))
    fields = headings.split("\t") if headings else []
    places = set(re.findall(r' id=(?:"([^"]*)"|([\w.:-]+))', html))
    known = {a or b for a, b in places}
    anchors = (escape(anchor, quote=False).replace('"', "&quot;") for anchor in fields[1::3])
    if len(fields) % 3 or not all(map(str.isdecimal, fields[::3])) or not known.issuperset(anchors):
        yield Finding("damage", where, Said("fourth line {headings!r}", headings=headings[:60]))
    for text in (title, categories, headings):
        if grammar.CONTROLS.search(text):
            yield Finding("control character", where, repr(text[:60]))
    if number in reader.plain:
        yield from plain_findings(reader, number, title, second, html, where)


def _ours_from(kind: str, html: str) -> int:
    """Where in an item a template of ours begins: everywhere in lists, behind its text in a category."""
    return {"index": 0, "special": 0, "category": html.rfind('<div class="r-category-list">')}.get(kind, -1)


def _main(reader: Reader) -> Done:
    """The main page in the boot file."""
    where = f"{shard_name('B', 0)}: main page"
    findings: list[Finding] = []
    if reader.rows and expression("reader main").fullmatch(reader.main) is None:
        findings.append(Finding("page frame", where, "is not what the template writes"))
        findings += odd_page(reader.main.encode(), where, False)
    if f'<h1 class="r-front-title">{spelled(reader.site.get("title", ""))}</h1>' not in reader.main:
        findings.append(Finding("page frame", where, "has another title than the drive"))
    numbers = [int(n) for n in re.findall(r" n=(\d+)", reader.main)]
    numbers += [int(reader.site[key]) for key in ("indexPage", "licensePage") if reader.site.get(key, "").isdecimal()]
    if any(number >= reader.count("A") for number in numbers):
        findings.append(Finding("dangling link", where, "a number of no item"))
    return Done(findings)


Same = Callable[[int, Entry, str], Iterator[Finding]]
"""Judge of the item with this number, which must follow from the page at this path."""


def same_item(reader: Reader, there: Directory) -> Same:
    """Judge of the item that must follow from a page of the archive."""

    def judge_item(number: int, page: Entry, path: str) -> Iterator[Finding]:
        where = reader.place("A", number)
        try:
            found = reader.item("A", number).decode()
        except (ShardError, UnicodeDecodeError) as error:
            yield Finding("damage", where, said(error))
            return
        wanted = item(page, path, there)
        at = differs(wanted, found)
        if at >= 0:
            yield Finding(
                "page frame",
                where,
                Said("is not C/{path}: {found!r}", path=path[:60], found=found[max(0, at - 20) : at + 40]),
            )
            if at >= len("\n".join(found.split("\n", 4)[:4])):
                body = judge(found.split("\n", 4)[-1], items=True, quotes_from=0)
                yield from (Finding(rule, where, what) for rule, _, what in body.faults[:3])
                if max(body.numbers, default=0) >= reader.count("A") or max(body.pictures, default=-1) >= reader.count(
                    "I"
                ):
                    yield Finding("dangling link", where, "a number of no item")
        if number in reader.plain:
            parts = found.split("\n", 4)
            yield from plain_findings(reader, number, parts[0], parts[1], parts[-1], where)

    return judge_item


def same_picture(reader: Reader) -> Callable[[int, str, bytes], Iterator[Finding]]:
    """Judge of the picture that must be the archive's."""

    def judge_picture(number: int, mimetype: str, data: bytes) -> Iterator[Finding]:
        for what in foreign_parts(data, mimetype):
            yield Finding("image metadata", reader.place("I", number), what)
        try:
            same = reader.item("I", number) == mimetype.encode() + b"\n" + data
        except (ShardError, KeyError) as error:
            yield Finding("damage", reader.place("I", number), said(error))
            return
        if not same:
            yield Finding("image metadata", reader.place("I", number), "is not the archive's picture")

    return judge_picture
