"""The lists of the plain pages: by letters and by subjects, each perhaps over pages that lead to further ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape, unescape

from packager.audit.frames import expression
from packager.audit.reader_data import Reader
from packager.audit.release import PLAIN_LINE
from packager.audit.shelves import SHELVES, in_order, place
from packager.errors import Said
from packager.model import Finding

NAME = re.compile(r"data/P/L/[0-9a-f]{2}/[0-9a-f]{2}\.htm")
INDEX = "data/P/index.htm"
_LETTER = re.compile(r'<a id="g(\d+)" href="L/([^"]*)">([^<]*)</a> ')
_SUBJECT = re.compile(r'<li><a href="L/([^"]*)">([^<]*)</a> <small>글 ([0-9,]+)개</small></li>\n')
_ROW = re.compile(r'<li><a href="\.\./(?:\.\./([0-9a-f]{2}/[0-9a-f]{2}\.htm)#p(\d+)|([^"]*))">([^<]*)</a></li>\n')
_SHELL_LINE = re.compile(rb'<p class="r-plain-subjects">((?:<a href="data/P/L/[^"<>]*">[^<>]*</a> )+)</p>\n')
_SHELL_LINK = re.compile(r'<a href="data/P/L/([^"<>]*)">([^<>]*)</a> ')
_STEP = re.compile(r'<a href="\.\./([^"]*)">(앞쪽|뒤쪽)</a>')


def without_subjects(shell: bytes) -> tuple[bytes, list[tuple[str, str]]]:
    """The page that opens without its line of subjects, and what that line leads to: address and label.

    It follows the line to the plain pages and stands nowhere else.
    """
    match = _SHELL_LINE.search(shell)
    if match is None or not shell.endswith(f"{PLAIN_LINE}\n".encode(), 0, match.start()):
        return shell, []
    rows = _SHELL_LINK.findall(match[1].decode("utf-8", "replace"))
    return shell[: match.start()] + shell[match.end() :], rows


class _Walk:
    """What is found on the way through the lists."""

    def __init__(self, reader: Reader, names: list[str]) -> None:
        self.reader = reader
        self.pages = sorted(name.removeprefix("data/P/L/") for name in names if NAME.fullmatch(name))
        self.seen: list[str] = []
        self.faults: list[tuple[str, Said]] = []

    def fault(self, page: str, what: Said) -> None:
        self.faults.append((f"data/P/L/{page}", what))

    def articles(self, page: str, name: str, leaves: list[tuple[str, dict[str, str]]]) -> list[int]:
        """Item numbers of the articles of a list in their order; ``name`` is what leads here, empty for any."""
        if page in self.seen or page not in self.pages:
            self.fault(page, Said("a list that is not there, or is led to twice"))
            return []
        self.seen.append(page)
        try:
            html = (self.reader.folder / "data/P/L" / page).read_bytes().decode()
        except UnicodeDecodeError:
            self.fault(page, Said("not UTF-8"))
            return []
        match = expression("plain list").fullmatch(html)
        rows = _ROW.findall(html)
        if match is None or match[1] != "문서" or html.count("<li>") != len(rows) or match[2] != name:
            self.fault(page, Said("is not what the template writes"))
            return []
        steps = {way: at for at, way in _STEP.findall(html)}
        if rows and rows[0][1]:
            leaves.append((page, steps))
        elif steps:
            self.fault(page, Said("is not what the template writes"))
        numbers: list[int] = []
        for address, number, below, label in rows:
            if number:
                if self.reader.addresses.get(int(number)) != address or self.reader.titles[int(number)] != label:
                    self.fault(page, Said("{label!r} leads to {href}", label=label[:60], href=address))
                numbers.append(int(number))
                continue
            found = self.articles(below, label, leaves)
            numbers += found
            if label not in self._names(found):
                self.fault(page, Said("{label!r} leads to {href}", label=label[:60], href=below[:60]))
        return numbers

    def _names(self, numbers: list[int]) -> set[str]:
        """What a page of these articles may be called: by the first and the last of their titles or first signs."""
        if not numbers:
            return set()
        ends = []
        for number in (numbers[0], numbers[-1]):
            title = unescape(self.reader.titles.get(number, ""))
            sign = unicodedata.normalize("NFC", title)[:1].upper()
            ends.append((self.reader.titles.get(number, ""), _escaped(sign)))
        return {a if a == b else f"{a} – {b}" for a in ends[0] for b in ends[1]}

    def list(self, page: str, name: str, letter: bool = False) -> list[int]:
        """A whole list, of a letter or of a subject."""
        leaves: list[tuple[str, dict[str, str]]] = []
        numbers = self.articles(page, name, leaves)
        places = [place(unescape(self.reader.titles.get(number, ""))) for number in numbers]
        if not in_order(places) or (letter and {SHELVES[at] for at, _, _ in places} != {name}):
            self.fault(page, Said("titles that are not in order, or not of this letter"))
        for at, (leaf, steps) in enumerate(leaves):
            wanted = {"앞쪽": leaves[at - 1][0]} if at else {}
            wanted |= {"뒤쪽": leaves[at + 1][0]} if at + 1 < len(leaves) else {}
            if steps != wanted:
                self.fault(leaf, Said("does not lead to the pages before and behind it"))
        return numbers


def _escaped(text: str) -> str:
    return escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def list_findings(reader: Reader, names: list[str], shell: list[tuple[str, str]]) -> Iterator[Finding]:
    """Every plain article once in the lists of letters, those of the subjects gathered for ``front``.

    ``shell``: address and label of the subjects that index.html leads to.
    """
    walk = _Walk(reader, names)
    try:
        html = (reader.folder / INDEX).read_bytes().decode()
    except UnicodeDecodeError:
        yield Finding("spelling", INDEX, "not UTF-8")
        return
    match = expression("plain index").fullmatch(html)
    letters, subjects = _LETTER.findall(html), _SUBJECT.findall(html)
    if match is None or match[1] != "문서" or html.count("<li>") != len(subjects):
        yield Finding("page frame", INDEX, "is not what the template writes")
        return
    shelves = [(str(n), shelf) for n, shelf in enumerate(SHELVES, 1) if shelf in [name for _, _, name in letters]]
    if [(n, name) for n, _, name in letters] != shelves:
        yield Finding("page frame", INDEX, "letters that are not numbered one after the other")
    listed = [number for _, page, name in letters for number in walk.list(page, name, True)]
    if sorted(listed) != sorted(reader.titles) or match[2].replace(",", "") != str(len(listed)):
        yield Finding("page frame", INDEX, "does not list each plain article once, with its address and title")
    for page, label, count in subjects:
        numbers = walk.list(page, label)
        reader.subjects.append((label, numbers))
        if count.replace(",", "") != str(len(numbers)):
            counted = Said("subject {label!r} has {count} articles", label=label, count=len(numbers))
            yield Finding("page frame", INDEX, counted)
    if shell != [(page, label) for page, label, _ in subjects]:
        yield Finding("page frame", "index.html", "does not lead to the subjects of the plain pages")
    if walk.seen != walk.pages or walk.pages != [f"{n >> 8:02x}/{n & 255:02x}.htm" for n in range(len(walk.pages))]:
        yield Finding("unknown file", "data/P/L", "lists that nothing leads to, or not in their order")
    for where, what in walk.faults:
        yield Finding("page frame", where, what)
