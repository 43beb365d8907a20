"""The directory of a ZIM in one pass: order, spelling and place of every entry, and what the judges look up later.

libzim writes the entries one after the other in the order of their paths, so the whole directory is read as one run of
bytes. Kept are digests and numbers only, a few dozen bytes for each entry.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from packager.audit import grammar
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import REDIRECT, ZimFile, ZimFormatError

NOTHING = 0xFFFFFFFF
CONTENT_TYPES = frozenset({"text/html", "text/css", "image/png"})
SYSTEM = {
    "M": ("text/plain;charset=utf-8", frozenset({"Counter", "Illustration_48x48@1"})),
    "X": ("", frozenset({"fulltext/xapian", "title/xapian", "listing/titleOrdered/v1"})),
}
MAIN_PATH, LICENCE_PATH, INDEX_PATH, STYLE_PATH = "_/main", "_/license", "_/index", "_/page.css"
_SHOWN = 40


def digest(text: str) -> int:
    """64 bits of a text: Python's own hash (SipHash), which has another key in each run. Workers inherit the key."""
    return hash(text) & 0xFFFFFFFFFFFFFFFF


@dataclass
class Directory:
    """What one pass over the entries leaves."""

    paths: array[int] = field(default_factory=lambda: array("Q"))
    """Digests of the paths of content, sorted."""
    numbers: array[int] = field(default_factory=lambda: array("I"))
    """Entry number for each of them."""
    targets: array[int] = field(default_factory=lambda: array("I"))
    """For each entry the one that it leads to, ``NOTHING`` if it is no redirect."""
    order: array[int] = field(default_factory=lambda: array("Q"))
    """Of each entry with content: cluster, blob and number (``unpacked``), sorted."""
    pages: array[int] = field(default_factory=lambda: array("I"))
    """Entry numbers of the HTML pages in the order in which they were added."""
    pictures: array[int] = field(default_factory=lambda: array("I"))
    titles: array[int] = field(default_factory=lambda: array("Q"))
    """Digests of the titles that a search may show, sorted."""
    categories: set[int] = field(default_factory=set)
    """Entry numbers of the pages of categories."""
    spaces: dict[str, set[int]] = field(default_factory=dict)
    """Entry numbers of pages by how their paths begin, to the first colon."""
    letters: set[int] = field(default_factory=set)
    """Entry numbers of the pages of the 가나다 index."""
    counter: dict[str, int] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    """Metadata keys that are there."""
    system: dict[str, int] = field(default_factory=dict)
    """Entries of the format's own, ``X/title/xapian``, to their numbers."""
    items: array[int] = field(default_factory=lambda: array("I"))
    """Number in the reader's data files of each entry, ``NOTHING`` if it has none."""

    known: dict[str, int] = field(default_factory=dict)
    """What was asked of addresses (``leads``): of this archive and no other."""

    def entry(self, path: str) -> int:
        """Number of the entry of content with this path, -1 if there is none."""
        wanted = digest(path)
        at = bisect_left(self.paths, wanted)
        return self.numbers[at] if at < len(self.paths) and self.paths[at] == wanted else -1

    def number_items(self) -> None:
        """Number pages and pictures as the reader does: main page left out, licence page behind the articles."""
        self.items = array("I", [NOTHING]) * len(self.targets)
        main, licence = self.entry(MAIN_PATH), self.entry(LICENCE_PATH)
        pages = [number for number in self.pages if number not in (main, licence)]
        at = next((i for i, number in enumerate(pages) if number in self.letters), len(pages))
        for item, number in enumerate([*pages[:at], licence, *pages[at:]] if licence >= 0 else pages):
            self.items[number] = item
        for item, number in enumerate(self.pictures):
            self.items[number] = item
        for number, target in enumerate(self.targets):
            if target < len(self.items):
                self.items[number] = self.items[target]

    def shows(self, title: str) -> bool:
        """Whether an article or redirect has this title."""
        wanted = digest(title)
        at = bisect_left(self.titles, wanted)
        return at < len(self.titles) and self.titles[at] == wanted


def unpacked(packed: int) -> tuple[int, int, int]:
    """Cluster, blob and entry number."""
    return packed >> 44, packed >> 24 & 0xFFFFF, packed & 0xFFFFFF


class _Found:
    """Findings, each rule spelled out a few times only."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._counts: dict[str, int] = {}

    def add(self, rule: str, where: str, what: str) -> None:
        self._counts[rule] = self._counts.get(rule, 0) + 1
        if self._counts[rule] <= _SHOWN:
            self.findings.append(Finding(rule, f"{self.name}/{where}" if where else self.name, what))


class _Pass:
    """What is gathered from entry to entry. Numbers are packed so that one list can be sorted."""

    def __init__(self, types: list[str], count: int, found: _Found) -> None:
        self.there = Directory(targets=array("I", [NOTHING]) * count)
        self.found = found
        self.types = types
        self.used = [0] * len(types)
        self.rows: list[int] = []
        self.order: list[int] = []
        self.pages: list[int] = []
        self.pictures: list[int] = []

    def redirect(self, number: int, letter: str, path: str, title: str, target: int) -> None:
        """An entry that leads to another."""
        there, found, where = self.there, self.found, f"{letter}/{path}"
        there.targets[number] = min(target, NOTHING - 1)
        if letter == "W":
            there.system[where] = number
            if path != "mainPage" or title:
                found.add(Said("unknown entry"), where, title)
        elif letter != "C":
            found.add(Said("unknown entry"), where, Said("a redirect in this namespace"))
        else:
            self.rows.append(digest(path) << 24 | number)
            shown = title or path
            whole = grammar.title_at(path)
            there.titles.extend({digest(shown), digest(whole)})
            if not grammar.is_title(whole, shown) or path.startswith("_/"):
                what = Said("the redirect's title {title!r} is not its path", title=title[:60])
                found.add(Said("identifying metadata"), where, what)
        if grammar.PEOPLE.search(path):
            found.add(Said("page of a person or special page"), where, title[:80])

    def item(self, number: int, letter: str, path: str, title: str, kind: int, cluster: int, blob: int) -> None:
        """An entry with content of its own. Raises ZimFormatError if there are more than this judge can hold."""
        there, found, where, mimetype = self.there, self.found, f"{letter}/{path}", self.types[kind]
        self.used[kind] += 1
        if cluster >> 20 or blob >> 20:
            raise ZimFormatError(f"entry {number} lies in blob {blob} of cluster {cluster}")
        self.order.append(cluster << 44 | blob << 24 | number)
        if letter == "C":
            self._content(number, where, path, title, mimetype)
        elif letter in ("M", "X"):
            there.system[where] = number
            if letter == "M":
                there.keys.add(path)
            if title or mimetype != _system_type(letter, path):
                found.add(Said("unknown entry"), where, f"{mimetype} {title[:60]}")
        else:
            found.add(Said("unknown entry"), where, Said("namespace"))

    def _content(self, number: int, where: str, path: str, title: str, mimetype: str) -> None:
        there, found = self.there, self.found
        there.counter[mimetype] = there.counter.get(mimetype, 0) + 1
        own = digest(path)
        self.rows.append(own << 24 | number)
        if grammar.PEOPLE.search(path):
            found.add(Said("page of a person or special page"), where, title[:80])
        if mimetype == "text/html":
            self.pages.append(self.order[-1])
            if path.startswith(INDEX_PATH):
                there.letters.add(number)
            name, colon, _ = path.removeprefix("_/").partition(":")
            if colon:
                there.spaces.setdefault(name + colon, set()).add(number)
            there.titles.append(digest(title) if title else own)
            whole, shown = grammar.title_at(path), title or path
            if whole != shown and grammar.is_title(whole, shown):
                there.titles.append(digest(whole))
        elif title or not path.startswith("_/") or mimetype not in CONTENT_TYPES:
            found.add(_type_rule(mimetype), where, f"{mimetype} {title[:60]}")
        if mimetype.startswith("image/"):
            self.pictures.append(self.order[-1])
        if mimetype == "text/css" and path != STYLE_PATH:
            found.add(Said("style sheet"), where, Said("there is one style sheet only"))

    def finished(self) -> Directory:
        """The directory, with what shows at its end."""
        there, found, count = self.there, self.found, len(self.there.targets)
        for mimetype, times in zip(self.types, self.used, strict=True):
            if not times:
                what = Said("{mimetype!r} is no entry's type", mimetype=mimetype[:80])
                found.add(Said("hidden data"), "list of MIME types", what)
        if self.types != sorted(set(self.types)):
            found.add(Said("hidden data"), "list of MIME types", Said("is not in order"))
        for number, target in enumerate(there.targets):
            if target == NOTHING:
                continue
            if target >= count:
                found.add(Said("damage"), "", Said("redirect {number} leads to no entry", number=number))
            elif there.targets[target] != NOTHING:
                what = Said("redirect {number} leads to a redirect, perhaps in a circle", number=number)
                found.add(Said("damage"), "", what)
        self.rows.sort()
        there.paths = array("Q", (row >> 24 for row in self.rows))
        there.numbers = array("I", (row & 0xFFFFFF for row in self.rows))
        there.titles = array("Q", sorted(there.titles))
        there.order = array("Q", sorted(self.order))
        there.pages = array("I", (packed & 0xFFFFFF for packed in sorted(self.pages)))
        there.pictures = array("I", (packed & 0xFFFFFF for packed in sorted(self.pictures)))
        return there


def read_directory(zim: ZimFile, name: str) -> tuple[Directory, list[Finding]]:
    """One pass over all entries. Raises ZimFormatError where nothing further can be read."""
    found = _Found(name)
    types = zim.read_mimetypes()
    count = zim.header.entry_count
    pointers = array("Q", zim.data[zim.header.path_ptr_pos : zim.header.path_ptr_pos + 8 * count])
    if count >> 24:
        raise ZimFormatError(f"{count} entries are more than this judge can hold")
    gathered = _Pass(types, count, found)
    previous: tuple[int, bytes] = (0, b"")
    follows = -1
    for number, namespace, path_bytes, title_bytes, kind, cluster, blob, end in _entries(zim, pointers, found):
        if follows >= 0 and pointers[number] != follows:
            found.add(Said("hidden data"), "", Said("entry {number} does not follow the one before it", number=number))
        follows = end
        letter = chr(namespace)
        try:
            path, title = path_bytes.decode(), title_bytes.decode()
        except UnicodeDecodeError:
            found.add(Said("damage"), f"{letter}/", Said("entry {number} is not UTF-8", number=number))
            continue
        here = (namespace, path_bytes)
        if here <= previous and number:
            twice, disorder = Said("is there twice"), Said("is not in the order of paths")
            found.add(Said("damage"), f"{letter}/{path}", twice if here == previous else disorder)
        previous = here
        if grammar.CONTROLS.search(path) or grammar.CONTROLS.search(title) or not path or title == path:
            what = Said("path or title with control characters, or a title that only repeats the path")
            found.add(Said("spelling"), f"{letter}/{path}", what)
        if kind == REDIRECT:
            gathered.redirect(number, letter, path, title, cluster)
        else:
            gathered.item(number, letter, path, title, kind, cluster, blob)
    return gathered.finished(), found.findings


def _system_type(letter: str, path: str) -> str:
    if letter == "X":
        return "application/octet-stream+" + ("xapian" if path.endswith("/xapian") else "zimlisting")
    return {"Counter": "text/plain", "Illustration_48x48@1": "image/png"}.get(path, "text/plain;charset=utf-8")


def _type_rule(mimetype: str) -> str:
    if "javascript" in mimetype:
        return Said("script")
    return Said("unknown entry") if mimetype in CONTENT_TYPES else Said("unknown type")


def _entries(
    zim: ZimFile, pointers: Iterable[int], found: _Found
) -> Iterator[tuple[int, int, bytes, bytes, int, int, int, int]]:
    """(number, namespace, path, title, type, cluster or target, blob, end) of each entry."""
    data, size, types = zim.data, len(zim.data), len(zim.mimetypes)
    window, base = b"", 0
    for number, at in enumerate(pointers):
        if not 80 <= at < size:
            raise ZimFormatError(f"entry {number} lies at offset {at}, outside the file of {size} bytes")
        if not base <= at or at + 8192 > base + len(window):
            base = at
            window = data[at : at + (1 << 20)]
        start = at - base
        if start + 12 > len(window):
            raise ZimFormatError(f"entry {number} at offset {at} is cut")
        kind, extra, namespace, revision = struct.unpack_from("<HBBI", window, start)
        if kind == REDIRECT:
            (cluster,) = struct.unpack_from("<I", window, start + 8)
            blob, text = 0, start + 12
        elif kind < types and start + 16 <= len(window):
            cluster, blob = struct.unpack_from("<II", window, start + 8)
            text = start + 16
            if cluster >= zim.header.cluster_count:
                raise ZimFormatError(f"entry {number} lies in cluster {cluster} of {zim.header.cluster_count}")
        else:
            raise ZimFormatError(f"entry {number} has MIME type {kind} of {types}")
        middle = window.find(b"\0", text)
        end = window.find(b"\0", middle + 1) if middle >= 0 else -1
        if end < 0:
            raise ZimFormatError(f"entry {number} at offset {at} has no end")
        if extra or revision:
            found.add(Said("hidden data"), f"{chr(namespace)}/{window[text:middle].decode('utf-8', 'replace')}",
                      Said("the directory entry has bytes or a revision number of its own"))  # fmt: skip
        path, title, stop = window[text:middle], window[middle + 1 : end], base + end + 1 + extra
        yield number, namespace, path, title, kind, cluster, blob, stop
