"""Plain pages: the most linked-to articles for browsers without script and for file viewers of telephones.

A small book: each article has a file, with its licence, its credit and the ways to its neighbours; lists by letters and
by subjects lead to them. The pages know no other place: links to articles that are not among them become text.
"""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from markupsafe import escape

from packager.library.letter_index import LETTERS, LIMITS, letter, sort_key, syllable
from packager.library.pager import Page, pages
from packager.model import Article, Subjects
from packager.templating import template, words

FOLDER = "data/P"
INDEX_FILE = f"{FOLDER}/index.htm"
LISTS = "L"
"""Folder of the lists below that of the articles."""
_LINK = re.compile(r"<(a|area) n=(?:\"([^\"]*)\"|([0-9]+))( c(?=[ >]))?")
_LOCAL = re.compile(r"<(a|area) h=(?:\"([^\"]*)\"|([^\s>]+))")
_ID = re.compile(r"(<[a-zA-Z][^<>]*?\s)id=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
# Old browsers read a plain page: of a formula's two layouts it has the one in plain CSS.
_MATHML = re.compile(r'<span class="mwe-math-mathml"><math\b.*?</math></span>', re.S)
_PICTURE = re.compile(r"<img i=[^>]*>")
_TOKEN = re.compile(r"\ue000(\d+)\ue001")
_FILES = 256
_STEPS = "\ue002"
"""Stands where the links to the neighbours come, which are not known yet when an article is kept."""


class MostLinked:
    """Keeps the numbers of the articles with most incoming links."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._heap: list[tuple[int, int]] = []

    def offer(self, number: int, incoming: int) -> None:
        """Consider one article."""
        if len(self._heap) < self._wanted:
            heapq.heappush(self._heap, (incoming, -number))
        elif self._wanted and (incoming, -number) > self._heap[0]:
            heapq.heapreplace(self._heap, (incoming, -number))

    def numbers(self) -> frozenset[int]:
        """The chosen item numbers."""
        return frozenset(-number for _, number in self._heap)


class _Kept(NamedTuple):
    number: int
    title: str
    path: str
    start: int
    length: int


class PlainFiles(NamedTuple):
    """What was written."""

    files: int
    subjects: tuple[tuple[str, str], ...]
    """Names of the subjects and addresses of their lists, from the drive's root."""


class PlainPages:
    """Collects the chosen articles as they are written, then writes the pages."""

    def __init__(self, out: Path, temp: Path | None, chosen: frozenset[int], title: str, license: str) -> None:
        """``title`` is what the window is called, ``license`` what each article may be used under."""
        self._out, self._chosen, self._title, self._license = out, chosen, title, license
        self._kept: list[_Kept] = []
        self._spool = tempfile.TemporaryFile(dir=temp)  # noqa: SIM115 - closed by write

    def offer(self, number: int, article: Article, body: str) -> None:
        """One article; ``body`` has its links as the reader stores them."""
        if number not in self._chosen:
            return
        prefix = f"p{number}-"
        body = _MATHML.sub("", _PICTURE.sub("", body))
        body = _ID.sub(lambda m: f'{m[1]}id="{prefix}{m[2] or m[3] or m[4] or ""}"', body)
        body = _LOCAL.sub(lambda m: f'<{m[1]} href="#{prefix}{m[2] or m[3]}"', body)
        body = _LINK.sub(self._token, body)
        frame = template("reader/plain_article.html.jinja2")
        data = frame.render(number=number, article=article, body=body, license=self._license, steps=_STEPS).encode()
        self._kept.append(_Kept(number, article.title, article.path, self._spool.tell(), len(data)))
        self._spool.write(data)

    def _token(self, match: re.Match[str]) -> str:
        number = int((match[2] or match[3]).partition("#")[0])
        return f'<{match[1]} href="\ue000{number}\ue001"' if number in self._chosen else f"<{match[1]}"

    def write(self, styles: str, subjects: Subjects) -> PlainFiles:
        """Write the pages and their lists."""
        if not self._kept:
            self._spool.close()
            return PlainFiles(0, ())
        folder = self._out / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.css").write_text(styles, encoding="utf-8")
        (folder / "help.htm").write_text(help_page(self._title), encoding="utf-8")
        where = {kept.number: _file(place) for place, kept in enumerate(self._kept)}
        steps = self._steps(where)
        for kept in self._kept:
            self._spool.seek(kept.start)
            text = self._spool.read(kept.length).decode().replace(_STEPS, steps[kept.number], 1)
            text = _TOKEN.sub(lambda m: f"../{where[int(m[1])]}#p{m[1]}", text)
            page = template("reader/plain_page.html.jinja2").render(title=self._title, body=text)
            _write(folder / where[kept.number], page)
        self._spool.close()
        lists = _Lists(folder, self._title)
        rows = sorted(((k.title, f"../../{where[k.number]}#p{k.number}") for k in self._kept), key=_order)
        shelves = [
            (LETTERS.index(name) + 1, name, lists.add(name, list(shelf)))
            for name, shelf in groupby(rows, key=lambda row: letter(row[0]))
        ]
        named = self._subjects(subjects, where, lists)
        index = template("reader/plain_index.html.jinja2").render(
            title=self._title, shelves=shelves, count=len(rows), subjects=named
        )
        (folder / "index.htm").write_text(index, encoding="utf-8")
        ways = tuple((label, f"{FOLDER}/{address}") for label, address, _ in named)
        return PlainFiles(len(self._kept) + lists.count + 3, ways)

    def _subjects(self, subjects: Subjects, where: dict[int, str], lists: _Lists) -> list[tuple[str, str, int]]:
        """Name, address of the list and size of each subject of which there are articles."""
        found: list[list[tuple[str, str]]] = [[] for _ in subjects.rows]
        for kept in self._kept:
            subject = subjects.of(kept.path)
            if subject >= 0:
                found[subject].append((kept.title, f"../../{where[kept.number]}#p{kept.number}"))
        named = zip(subjects.rows, found, strict=True)
        return [
            (subject.label, lists.add(subject.label, sorted(rows, key=_order)), len(rows))
            for subject, rows in named
            if rows
        ]

    def _steps(self, where: dict[int, str]) -> dict[int, str]:
        """For each article the links to the one before and the one behind it."""
        steps = {}
        for place, kept in enumerate(self._kept):
            links = []
            for name, neighbour in (("article_before", place - 1), ("article_behind", place + 1)):
                if 0 <= neighbour < len(self._kept):
                    other = self._kept[neighbour]
                    address = f"../{where[other.number]}#p{other.number}"
                    links.append(f'<a href="{address}">{words(name)}: {escape(other.title)}</a> · ')
            steps[kept.number] = "".join(links)
        return steps


class _Lists:
    """Writes lists of titles, each perhaps over several pages."""

    def __init__(self, folder: Path, title: str) -> None:
        self._folder, self._title = folder, title
        self.count = 0
        """Pages that are written."""

    def add(self, name: str, rows: Sequence[tuple[str, str]]) -> str:
        """Write the list of ``rows``, title and address; gives the address of its first page as the index has it."""
        start = self.count
        for page in pages(rows, lambda row: row[0], syllable, _row_size, LIMITS):
            self._write(start, page, page.name if page.number else name)
            self.count += 1
        return f"{LISTS}/{_file(start)}"

    def _write(self, start: int, page: Page[tuple[str, str]], name: str) -> None:
        below = [(label, f"../{_file(start + number)}") for label, number, _ in page.below]
        ways = ("before", page.before), ("after", page.after)
        steps = {way: f"../{_file(start + number)}" if number else "" for way, number in ways}
        html = template("reader/plain_list.html.jinja2").render(
            title=self._title, name=name, rows=below or page.rows, **steps
        )
        _write(self._folder / LISTS / _file(start + page.number), html)


def help_page(title: str) -> str:
    """How to read these pages; the same on every drive."""
    return template("reader/plain_help.html.jinja2").render(title=title)


def _order(row: tuple[str, str]) -> tuple[int, str, str]:
    return sort_key(row[0])


def _row_size(row: tuple[str, str]) -> int:
    return len(f'<li><a href="{row[1]}">{escape(row[0])}</a></li>\n'.encode())


def _file(number: int) -> str:
    return f"{number // _FILES:02x}/{number % _FILES:02x}.htm"


def _write(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")
