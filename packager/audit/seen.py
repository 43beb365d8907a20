"""What the pages of one task say together: words for the indexes, names, and the lists in which pages stand.

The index of letters has every article once. A category that some page shows has just the pages that show it, and the
redirects among them in italics; of hidden ones no page tells.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from packager.audit import accounts, leads
from packager.audit.directory import INDEX_PATH, MAIN_PATH, NOTHING, Directory
from packager.audit.frames import Entry
from packager.audit.ranks import DRAWN
from packager.audit.searched import Searched
from packager.audit.shelves import SHELVES, in_order, place
from packager.audit.tasks import Balance, Done, Member, Name, Ranks, Stretch
from packager.errors import Said
from packager.model import Finding

INDEX, LETTERS, MAIN = "_/index: articles", "_/index: numbers", MAIN_PATH
ON_MAIN = "_/main: letters"
_FILED = re.compile(r'<a href="(?:\.\./)+_/index/([0-9]{2})">([^<]*)</a>(?: <small>([0-9,]+)</small>)?')
_LABELLED = re.compile(r'<li><a href="([^"]*)">([^<]*)</a></li>\n')
_HEAD = re.compile("<h3>([^<]*)</h3>")
_LONGEST_HEAD = 3
"""Signs of what heads the members of a category: one letter, in capitals."""
_ROW = re.compile(r'<li>(<i>)?<a href="([^"]*)">')
_COUNTED = re.compile(r"<h2>이 분류에 속하는 글 ([0-9,]+)개</h2>\n")
_ARTICLES = re.compile(r"([0-9,]+)개의 글이 담긴")


def _number(text: str) -> int:
    return int(text.replace(",", ""))


@dataclass
class Seen:
    """The sides of accounts that one task adds to, page by page."""

    searched: Searched | None
    words: int = 0
    names: list[Name] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    articles: int = 0
    index: list[int] = field(default_factory=lambda: [0, 0])
    """What its rows say, and what must stand there."""
    letters: dict[int, list[int]] = field(default_factory=dict)
    """For each letter how many titles it is said to have, and how many it has."""
    stretches: list[Stretch] = field(default_factory=list)
    on_main: list[int] = field(default_factory=lambda: [0, 0])
    """The letters that the first page leads to, and those of the index."""
    main: int = 0
    links: array[int] = field(default_factory=lambda: array("I"))
    own: array[int] = field(default_factory=lambda: array("I"))
    """Entries of the articles."""
    apart: list[int] = field(default_factory=list)
    mute: list[tuple[bytes, int]] = field(default_factory=list)
    drawn: list[tuple[bytes, int]] = field(default_factory=list)

    def article(self, there: Directory, number: int, lot: bytes, leads_to: Iterable[int]) -> None:
        """An article, when its text has been seen: the entries that it leads to, and what decides if it is drawn."""
        ends = {there.targets[each] if there.targets[each] != NOTHING else each for each in leads_to if each >= 0}
        self.links.extend(ends - {number})
        self.own.append(number)
        if self.searched and self.searched.mute:
            self.mute.append((lot, number))
        elif self.searched and not self.searched.named:
            self.apart.append(number)
        else:
            self.drawn.append((lot, number))

    def ranks(self) -> Ranks:
        """What these pages say of links."""
        return Ranks(self.links, self.own, self.apart, self.mute, heapq.nsmallest(DRAWN, self.drawn))

    def page(self, there: Directory, number: int, path: str, page: Entry, start: int) -> Iterator[str]:
        """A page, whose part by a template begins at ``start``; what is wrong with the numbers in it."""
        root = len(page.root)
        if path == MAIN_PATH:
            self.main += sum(map(_number, _ARTICLES.findall(page.body)))
            yield from self._letters(page.body, 0)
        elif path == INDEX_PATH:
            yield from self._letters(page.body, 1)
            for at, _, count in _FILED.findall(page.body):
                self._letter(int(at))[0] += _number(count or "0")
        elif path.startswith(INDEX_PATH + "/"):
            rows = (leads.path_at(href[root:]) for _, href in _ROW.findall(page.body))
            self.index[0] += sum(accounts.place(max(0, there.entry(row))) for row in rows if not row.startswith("_/"))
            yield from self._titles(path.removeprefix(INDEX_PATH + "/"), page.body)
        elif page.credited:
            further = path.startswith("_/")  # a page that goes on with the list of a category
            for href, _ in () if further else page.categories:
                self.members.append(Member(there.entry(leads.path_at(href[root:])), 0, accounts.place(number)))
            if number not in there.categories:
                self.articles += 1
                self.index[1] += accounts.place(number)
            elif start >= 0:
                own = there.entry(path[len("_/") :].rpartition("/")[0]) if further else number
                yield from self._category(there, own, page.body[start:], root)

    def _letter(self, number: int) -> list[int]:
        return self.letters.setdefault(number, [0, 0])

    def _letters(self, html: str, side: int) -> Iterator[str]:
        """The letters of the first page or of the index: each under its own name and number, in order."""
        found = [(int(at), unescape(label)) for at, label, _ in _FILED.findall(html)]
        wanted = [(number, shelf) for number, shelf in enumerate(SHELVES, 1) if number in dict(found)]
        self.on_main[side] += sum(accounts.place(at) for at, _ in found)
        if found != wanted:
            yield Said("letters that are not in their order, or by other names")

    def _titles(self, page: str, html: str) -> Iterator[str]:
        """The titles of one page of a letter."""
        rows = [place(unescape(label)) for href, label in _LABELLED.findall(html) if "/_/index" not in href]
        if not rows:
            return
        letter = int(page[:2]) if page[:2].isdecimal() else 0
        self._letter(letter)[1] += len(rows)
        self.stretches.append(Stretch(page, rows[0], rows[-1]))
        if not in_order(rows) or {at + 1 for at, _, _ in rows} != {letter}:
            yield Said("titles that are not in order, or not of this letter")

    def _category(self, there: Directory, number: int, html: str, root: int) -> Iterator[str]:
        rows = _ROW.findall(html)
        own = (there.entry(leads.path_at(href[root:].partition("#")[0])) for redirect, href in rows if not redirect)
        self.members.append(Member(number, sum(accounts.place(max(0, entry)) for entry in own), 0))
        if any(len(unescape(head)) > _LONGEST_HEAD for head in _HEAD.findall(html)):
            yield Said("members under more than a letter")
        counted = _COUNTED.search(html)
        if counted and "r-letter-steps" not in html and _number(counted[1]) != len(_ROW.findall(html, counted.end())):
            yield Said("{count} articles are said to be in a category of others", count=counted[1])

    def balances(self, account: str) -> tuple[Balance, ...]:
        """What these pages add. ``account``: that of the words of the archive's index."""
        return (
            Balance(account, wanted=self.words),
            Balance(INDEX, *self.index),
            Balance(LETTERS, sum(said for said, _ in self.letters.values()), self.articles),
            *(Balance(f"{LETTERS}, {letter}", *sides) for letter, sides in self.letters.items()),
            Balance(ON_MAIN, *self.on_main),
            Balance(MAIN, self.main, self.articles),
            *(self.searched.balances() if self.searched else ()),
        )


def letter_findings(done: Iterable[Done], name: str) -> Iterator[Finding]:
    """Pages of a letter that do not follow one another."""
    found = sorted((s for each in done for s in each.stretches), key=lambda s: (s.page[:2], len(s.page), s.page))
    if not in_order([place for stretch in found for place in (stretch.first, stretch.last)]):
        yield Finding("page frame", f"{name}/C/{INDEX_PATH}", "pages of titles that are not in order")


def category_findings(done: Iterable[Done], name: str) -> Iterator[Finding]:
    """Categories that are shown by other pages than they have."""
    sides: dict[int, list[int]] = {}
    for each in done:
        for category, said, wanted in each.members:
            found = sides.setdefault(category, [0, 0])
            found[0] += said
            found[1] += wanted
    wrong = sum(1 for said, wanted in sides.values() if wanted and said != wanted)
    if wrong:
        yield Finding("page frame", name, Said("{count} categories that do not list the pages in them", count=wrong))
