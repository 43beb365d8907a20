"""The first page of an archive, held against the rest of it: its subjects are counted again from the category pages.

How articles are shared out among subjects: ``docs/formats.md``. Written apart from the code that does it. The reader's
first page has the same sections, and the examples that follow from them.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator
from html import unescape

from packager.audit import leads
from packager.audit.directory import MAIN_PATH, NOTHING, Directory, unpacked
from packager.audit.frames import entry, listing_start
from packager.audit.release import LABELS
from packager.audit.tasks import Done
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile, ZimFormatError

_SUBJECT = re.compile(
    r'<li><a href="\.\./([^"]*)">([^<]*)</a> <small>글 ([0-9,]+)개</small> <a href="\.\./([^"]*)">[^<]*</a></li>\n'
)
_MEMBER = re.compile(r'<li><a href="(?:\./|(?:\.\./)+)([^"]*)">')
"""A row of a category page; those of redirects begin otherwise."""
_LISTED = re.compile(r'<li><a href="\.\./([^"]*)">([^<]*)</a></li>\n')
_GOES_ON = re.compile(r"_/(.*)/[0-9]+", re.S)
_HREF = re.compile(r'href="\.\./([^"]*)"')
_SECTIONS = re.compile(r'<h2>|<p class="r-front-note">')
_TOP = "<h2>다른 글이 많이 가리키는 글</h2>\n"
_ALL = re.compile(r"<a [^<>]*>모두 보기</a>")
_LEAST = 3


def main_body(zim: ZimFile, there: Directory) -> str:
    """The body of the first page; empty where there is none that can be read."""
    number = there.entry(MAIN_PATH)
    if number < 0 or there.targets[number] != NOTHING:
        return ""
    try:
        found = zim.dirent(number)
        page = entry(zim.cluster(found.cluster).blob(found.blob).decode("utf-8", "replace"))
    except (ZimFormatError, struct.error, IndexError):  # whoever reads that cluster says so
        return ""
    return page.body if page else ""


Plain = tuple[list[tuple[str, list[int]]], frozenset[int]]
"""Names of the plain pages' subjects with the item numbers in their lists, and those of all plain pages."""


def subjects(zim: ZimFile, there: Directory, name: str, plain: Plain | None) -> Done:
    """The subjects of the first page: called by their categories, counted, and led by the right articles."""
    where = f"{name}/C/{MAIN_PATH}"
    try:
        body = main_body(zim, there)
        rows = _SUBJECT.findall(body)
        if not rows:
            other = Finding("page frame", "data/P", "subjects that the first page does not have")
            return Done([other] if plain is not None and plain[0] else [])
        return Done([Finding("page frame", where, what) for what in _faults(zim, there, body, rows, plain)])
    except (ZimFormatError, struct.error) as error:
        return Done([Finding("damage", where, str(error))])


def _faults(
    zim: ZimFile, there: Directory, body: str, rows: list[tuple[str, str, str, str]], plain: Plain | None
) -> Iterator[Said]:
    categories = [there.entry(leads.path_at(href)) for href, _, _, _ in rows]
    if len(rows) < _LEAST or len(set(categories)) < len(rows) or not there.categories.issuperset(categories):
        yield Said("subjects that are not different categories")
        return
    owners = _shared_out(_members(zim, there), categories)
    counts = [0] * len(rows)
    for owner in owners.values():
        counts[owner] += 1
    top = [there.entry(leads.path_at(href)) for href, _ in _LISTED.findall(_section(body, _TOP))]
    for number, (href, label, count, lead) in enumerate(rows):
        category = leads.category(href)
        if unescape(label) != LABELS.get(category, category):
            yield Said("subject {label!r} leads to {href}", label=label[:60], href=href[:60])
        if int(count.replace(",", "")) != counts[number]:
            yield Said("subject {label!r} has {count} articles", label=label[:60], count=counts[number])
        own = there.entry(leads.path_at(href).partition(":")[2])
        if own < 0 or there.targets[own] != NOTHING:
            own = next((each for each in top if owners.get(each) == number), -1)
        led = there.entry(leads.path_at(lead))
        if led != own if own >= 0 else owners.get(led) != number:
            yield Said("subject {label!r} is not led by the article that it should be", label=label[:60])
    labels = [label for _, label, _, _ in rows]
    listed = [(label, sorted(numbers)) for label, numbers in plain[0]] if plain else []
    if plain is not None and listed != _plain_lists(owners, there, plain[1], labels):
        yield Said("the plain pages list other articles under the subjects")


def _plain_lists(
    owners: dict[int, int], there: Directory, plain: frozenset[int], labels: list[str]
) -> list[tuple[str, list[int]]]:
    """Item numbers of the plain pages under each subject that has any."""
    found: list[list[int]] = [[] for _ in labels]
    for article, owner in owners.items():
        if there.items[article] in plain:
            found[owner].append(there.items[article])
    return [(label, sorted(each)) for label, each in zip(labels, found, strict=True) if each]


def _section(body: str, heading: str) -> str:
    """What stands below a heading of the first page."""
    text = body.partition(heading)[2]
    end = _SECTIONS.search(text)
    return text[: end.start()] if end else text


def _members(zim: ZimFile, there: Directory) -> dict[int, tuple[list[int], array[int]]]:
    """For each category the categories and the articles on its pages, as numbers of entries in their order."""
    pages: dict[int, list[tuple[int, list[int], array[int]]]] = {}
    at, cluster = -1, None
    for packed in there.order:
        number, blob, own = unpacked(packed)
        if own not in there.categories:
            continue
        if cluster is None or number != at:
            at, cluster = number, zim.cluster(number)
        path = zim.dirent(own).path
        further = _GOES_ON.fullmatch(path)
        below: list[int] = []
        articles = array("I")
        page = entry(cluster.blob(blob).decode("utf-8", "replace"))
        start = listing_start(page.body) if page else -1
        if page is not None and start >= 0:
            for match in _MEMBER.finditer(page.body, start):
                member = there.entry(leads.path_at(match[1]))
                if member in there.categories:
                    below.append(member)
                elif member >= 0:
                    articles.append(member)
        first = there.entry(further[1]) if further else own
        pages.setdefault(first, []).append((int(path.rpartition("/")[2]) if further else 1, below, articles))
    members = {}
    for first, found in pages.items():
        found.sort(key=lambda page: page[0])
        members[first] = found[0][1], array("I", (each for page in found for each in page[2]))
    return members


def _shared_out(members: dict[int, tuple[list[int], array[int]]], categories: list[int]) -> dict[int, int]:
    """To which subject each article belongs that any of them reaches: the nearest, of several the first."""
    owners: dict[int, int] = {}
    reached = set(categories)
    step = list(enumerate(categories))
    while step:
        following = []
        for subject, category in step:
            for article in members.get(category, ((), ()))[1]:
                owners.setdefault(article, subject)
        for subject, category in step:
            for each in members.get(category, ((), ()))[0]:
                if each not in reached:
                    reached.add(each)
                    following.append((subject, each))
        step = following
    return owners


def reader_findings(main: str, body: str, there: Directory, where: str) -> Iterator[Finding]:
    """The reader's first page has the sections of the archive's, and three of its most linked-to articles to try."""

    def item(match: re.Match[str]) -> str:
        number = there.entry(leads.path_at(match[1]))
        if number < 0:
            return match[0]
        target = there.targets[number] if there.targets[number] != NOTHING else number
        return f"n={there.items[number]}{' c' if target in there.categories else ''}"

    ours, theirs = (text[match.start() :] if (match := _SECTIONS.search(text)) else "" for text in (main, body))
    if ours != _HREF.sub(item, _ALL.sub("", theirs)):
        yield Finding("page frame", where, "does not show what the archive's first page shows")
    titles = [title for _, title in _LISTED.findall(_section(body, _TOP))]
    wanted = [title for title in titles if not any(c.isdigit() for c in unescape(title))][:3]
    if re.findall(r'data-go="example" class="r-example">([^<]*)</button>', main) != wanted:
        yield Finding("page frame", where, "offers other examples than the first of the most linked-to articles")
