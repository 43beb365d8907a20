"""What follows from the links between articles and from the date: weights, plain pages, lists of the first page.

Who leads to whom is there to be counted, so nothing in these has to be believed: an article's weight in the search, the
order of those that most others lead to, which of them have plain pages, and which were drawn as unexpected ones.
"""

from __future__ import annotations

import hashlib
import heapq
import math
import re
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from packager.audit import leads
from packager.audit.directory import NOTHING, Directory
from packager.audit.tasks import Ranks
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile

TOP, DRAWN = 24, 12
"""Articles in either list of the first page."""
TOP_HEAD, DRAWN_HEAD = "<h2>다른 글이 많이 가리키는 글</h2>\n", "<h2>뜻밖의 글</h2>\n"
_DOUBLING = 14
"""What twice as many incoming links add to a weight."""
_LISTED = re.compile(r'<li><a href="\.\./([^"]*)">[^<]*</a></li>\n')


def weight(incoming: int) -> int:
    """The weight of an article that so many others lead to."""
    return min(255, round(_DOUBLING * math.log2(1 + incoming)))


def lot(date: str, path: str) -> bytes:
    """What decides whether an article is drawn: those with the smallest are."""
    return hashlib.sha256((date + path).encode("utf-8", "surrogatepass")).digest()


@dataclass
class Counted:
    """What the articles say together."""

    incoming: array[int]
    """For each entry how many articles lead to it."""
    articles: array[int] = field(default_factory=lambda: array("I"))
    apart: set[int] = field(default_factory=set)
    """Articles that only tell names apart."""
    mute: list[tuple[bytes, int]] = field(default_factory=list)
    """Articles without a text: some of them may be among those."""
    drawn: list[tuple[bytes, int]] = field(default_factory=list)

    def add(self, seen: Ranks) -> None:
        """What one task saw."""
        for number in seen.links:
            self.incoming[number] += 1
        self.articles.extend(seen.articles)
        self.apart.update(seen.apart)
        self.mute.extend(seen.mute)
        self.drawn = heapq.nsmallest(DRAWN, [*self.drawn, *seen.drawn])


def front_findings(zim: ZimFile, there: Directory, body: str, counted: Counted, where: str) -> Iterator[Finding]:
    """The two lists of the first page of a drive, whose reader tells which articles only tell names apart."""

    def key(number: int) -> tuple[int, str, str]:
        _, path, title = zim.names(number)
        return -counted.incoming[number], (title or path).decode(), path.decode()

    shown, drawn = (_listed(body, head, there) for head in (TOP_HEAD, DRAWN_HEAD))
    here = {*shown, *drawn}
    apart = counted.apart | {number for _, number in counted.mute if number not in here}
    able = [number for number in counted.articles if number not in apart]
    lots = heapq.nsmallest(DRAWN, [*counted.drawn, *(each for each in counted.mute if each[1] in here)])
    least = min(heapq.nlargest(TOP, (counted.incoming[number] for number in able)), default=0)
    top = sorted((number for number in able if counted.incoming[number] >= least), key=key)[:TOP]
    if shown != top:
        yield Finding("page frame", where, "other articles than those that most others lead to, or in another order")
    if drawn != [number for _, number in lots]:
        yield Finding("page frame", where, "other articles than those that the date draws, or in another order")


def _listed(body: str, head: str, there: Directory) -> list[int]:
    text = body.partition(head)[2].partition("</ul>")[0]
    return [there.entry(leads.path_at(href)) for href in _LISTED.findall(text)]


def reader_findings(
    there: Directory, counted: Counted, weights: Sequence[int], plain: Collection[int]
) -> Iterator[Finding]:
    """Weights by item number, none if the titles cannot be read; and the articles with plain pages."""
    items, incoming = there.items, counted.incoming
    wrong = sum(
        1
        for number in counted.articles
        if items[number] < len(weights) and weights[items[number]] != weight(incoming[number])
    )
    if wrong:
        what = Said("{count} articles weigh more or less than their links", count=wrong)
        yield Finding("search data", "data/T", what)
    known = (number for number in counted.articles if items[number] != NOTHING)
    most = heapq.nlargest(len(plain), ((incoming[number], -items[number]) for number in known))
    if {-item for _, item in most} != set(plain):
        yield Finding("page frame", "data/P", "plain pages of other articles than those that most others lead to")
