"""What the pages of one task say together: words for the indexes, names, and the lists in which pages stand.

The index of letters has every article once. A category that some page shows has just the pages that show it, and the
redirects among them in italics; of hidden ones no page tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from packager.audit import accounts, leads
from packager.audit.directory import INDEX_PATH, MAIN_PATH, Directory
from packager.audit.frames import Entry
from packager.audit.searched import Searched
from packager.audit.tasks import Balance, Done, Member, Name
from packager.errors import Said
from packager.model import Finding

INDEX, LETTERS, MAIN = "_/index: articles", "_/index: numbers", MAIN_PATH
_ROW = re.compile(r'<li>(<i>)?<a href="([^"]*)">')
_LETTER = re.compile(r"<small>([0-9,]+)</small>")
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
    letters: int = 0
    main: int = 0

    def page(self, there: Directory, number: int, path: str, page: Entry, start: int) -> Iterator[str]:
        """A page, whose part by a template begins at ``start``; what is wrong with the numbers in it."""
        root = len(page.root)
        if path == MAIN_PATH:
            self.main += sum(map(_number, _ARTICLES.findall(page.body)))
        elif path == INDEX_PATH:
            self.letters += sum(map(_number, _LETTER.findall(page.body)))
        elif path.startswith(INDEX_PATH + "/"):
            rows = (leads.path_at(href[root:]) for _, href in _ROW.findall(page.body))
            self.index[0] += sum(accounts.place(max(0, there.entry(row))) for row in rows if not row.startswith("_/"))
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

    def _category(self, there: Directory, number: int, html: str, root: int) -> Iterator[str]:
        rows = _ROW.findall(html)
        own = (there.entry(leads.path_at(href[root:].partition("#")[0])) for redirect, href in rows if not redirect)
        self.members.append(Member(number, sum(accounts.place(max(0, entry)) for entry in own), 0))
        counted = _COUNTED.search(html)
        if counted and "r-letter-steps" not in html and _number(counted[1]) != len(_ROW.findall(html, counted.end())):
            yield Said("{count} articles are said to be in a category of others", count=counted[1])

    def balances(self, account: str) -> tuple[Balance, ...]:
        """What these pages add. ``account``: that of the words of the archive's index."""
        return (
            Balance(account, wanted=self.words),
            Balance(INDEX, *self.index),
            Balance(LETTERS, self.letters, self.articles),
            Balance(MAIN, self.main, self.articles),
            *(self.searched.balances() if self.searched else ()),
        )


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
