"""Plain pages: the most linked-to articles for browsers without script and for file viewers of telephones.

Several articles share a file that is filled up like a shard; titles lead to ``data/P/01/2c.htm#p7``. The pages know no
other place: links to articles that are not among them become text.
"""

from __future__ import annotations

import heapq
import html
import re
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from markupsafe import escape

from packager.library.letter_index import LETTERS, letter, sort_key
from packager.model import Article
from packager.templating import template, words

FOLDER = "data/P"
INDEX_FILE = f"{FOLDER}/index.htm"
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
_STEPS_SIZE = 200
_ADDRESS = "../00/00.htm#p"


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
    start: int
    length: int
    size: int
    """Size in the finished file."""


class PlainPages:
    """Collects the chosen articles as they are written, then writes the pages."""

    def __init__(
        self, out: Path, temp: Path | None, chosen: frozenset[int], title: str, license: str, target: int
    ) -> None:
        """``title`` is what the window is called, ``license`` what each article may be used under."""
        self._out, self._chosen, self._title, self._license, self._target = out, chosen, title, license, target
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
        links = _TOKEN.findall(data.decode())
        size = len(data) + sum(len(_ADDRESS) for _ in links) - 6 * len(links) + _STEPS_SIZE
        self._kept.append(_Kept(number, article.title, self._spool.tell(), len(data), size))
        self._spool.write(data)

    def _token(self, match: re.Match[str]) -> str:
        number = int((match[2] or match[3]).partition("#")[0])
        return f'<{match[1]} href="\ue000{number}\ue001"' if number in self._chosen else f"<{match[1]}"

    def write(self, styles: str) -> int:
        """Write the pages and their index; gives the number of files."""
        if not self._kept:
            self._spool.close()
            return 0
        folder = self._out / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.css").write_text(styles, encoding="utf-8")
        empty = self._page([], "").encode()
        groups = self._groups(self._target - len(empty) - 64)
        where = {kept.number: number for number, group in enumerate(groups) for kept in group}
        steps = self._steps(where)
        for number, group in enumerate(groups):
            path = folder / f"{number // _FILES:02x}" / f"{number % _FILES:02x}.htm"
            path.parent.mkdir(exist_ok=True)
            path.write_text(self._page(group, self._texts(group, where, steps)), encoding="utf-8")
        self._spool.close()
        rows = [(k.title, f"{self._file(where[k.number])}#p{k.number}") for k in self._kept]
        rows.sort(key=lambda row: sort_key(row[0]))
        by_letter = groupby(rows, key=lambda row: letter(row[0]))
        shelves = [(LETTERS.index(name) + 1, name, list(shelf)) for name, shelf in by_letter]
        index = template("reader/plain_index.html.jinja2").render(
            title=self._title, shelves=shelves, count=len(rows)
        )
        (folder / "index.htm").write_text(index, encoding="utf-8")
        return len(groups) + 2

    @staticmethod
    def _file(number: int) -> str:
        return f"{number // _FILES:02x}/{number % _FILES:02x}.htm"

    def _groups(self, room: int) -> list[list[_Kept]]:
        groups: list[list[_Kept]] = []
        left = 0
        for kept in self._kept:
            if not groups or kept.size > left:
                groups.append([])
                left = max(room, -(-kept.size // self._target) * self._target - self._target + room)
            groups[-1].append(kept)
            left -= kept.size
        return groups

    def _steps(self, where: dict[int, int]) -> dict[int, str]:
        """For each article the links to the one before and the one behind it."""
        steps = {}
        for place, kept in enumerate(self._kept):
            links = []
            for name, neighbour in (("article_before", place - 1), ("article_behind", place + 1)):
                if 0 <= neighbour < len(self._kept):
                    other = self._kept[neighbour]
                    address = f"../{self._file(where[other.number])}#p{other.number}"
                    links.append(f'<a href="{address}">{words(name)}: {escape(other.title)}</a> · ')
            steps[kept.number] = "".join(links)
        return steps

    def _texts(self, group: Sequence[_Kept], where: dict[int, int], steps: dict[int, str]) -> str:
        texts = []
        for kept in group:
            self._spool.seek(kept.start)
            text = self._spool.read(kept.length).decode().replace(_STEPS, steps[kept.number], 1)
            texts.append(_TOKEN.sub(lambda m: f"../{self._file(where[int(m[1])])}#p{m[1]}", text))
        return "".join(texts)

    def _page(self, group: Sequence[_Kept], body: str) -> str:
        return template("reader/plain_page.html.jinja2").render(title=html.escape(self._title), body=body)
