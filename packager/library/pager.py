"""Long lists cut into pages of a limited size, with pages above them that lead to every part.

Rows come in order and in groups (titles of one syllable). Groups that are small share a page; one that is too large for
a page is cut into stretches, with a page above them. Where the pages of a list are too many for one page, they are put
under further ones, and so on: page 0 is the one from which all others are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")
_LINK_SIZE = 120
"""Bytes of a row that leads to a page, without its words."""
_LINKS = 2
"""So many times as many links to pages as titles stand on a page: most are single syllables."""


class Limits(NamedTuple):
    """How much a page may hold."""

    rows: int
    size: int
    """Bytes of all its rows."""


@dataclass
class Page(Generic[Row]):
    """One page: either ``rows`` or links to the pages ``below``."""

    number: int
    first: str
    """Title of its first row, or the group that it begins with."""
    last: str
    rows: Sequence[Row] = ()
    below: Sequence[tuple[str, int, int]] = ()
    """Words, number of the page, how many rows are there."""
    before: int = 0
    """Number of the page of rows before this one, 0 if there is none."""
    after: int = 0

    @property
    def name(self) -> str:
        """What it is called where a link leads to it."""
        return _name(self.first, self.last)


@dataclass
class _Node(Generic[Row]):
    """A page whose number is not known yet."""

    first: str
    last: str
    count: int
    rows: Sequence[Row] = ()
    below: Sequence[_Node[Row]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return _name(self.first, self.last)


def pages(
    rows: Sequence[Row],
    title: Callable[[Row], str],
    group: Callable[[Row], str],
    size: Callable[[Row], int],
    limits: Limits,
) -> Iterator[Page[Row]]:
    """The pages of ``rows``, page 0 first, then the others in the order of their rows, a page before those below it."""
    nodes = list(_by_groups(rows, title, group, size, limits))
    nodes = _gathered(nodes, limits)
    if nodes:
        yield from _numbered(nodes[0] if len(nodes) == 1 else _above(nodes))


def _name(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _link_size(node: _Node[Row]) -> int:
    return _LINK_SIZE + 5 * len(node.label.encode())  # what is escaped grows to five bytes at most


def _cut(rows: Sequence[Row], size: Callable[[Row], int], limits: Limits) -> Iterator[Sequence[Row]]:
    """``rows`` in stretches within the limits."""
    start = room = 0
    for at, row in enumerate(rows):
        own = size(row)
        if at > start and (at - start == limits.rows or room + own > limits.size):
            yield rows[start:at]
            start, room = at, 0
        room += own
    if start < len(rows):
        yield rows[start:]


def _by_groups(
    rows: Sequence[Row],
    title: Callable[[Row], str],
    group: Callable[[Row], str],
    size: Callable[[Row], int],
    limits: Limits,
) -> Iterator[_Node[Row]]:
    """Groups together as far as they fit, larger ones by themselves."""
    held: list[Row] = []
    room = 0
    names: list[str] = []
    for name, shelf in groupby(rows, key=group):
        members = list(shelf)
        own = sum(map(size, members))
        fits = len(members) <= limits.rows and own <= limits.size
        if held and not (fits and len(held) + len(members) <= limits.rows and room + own <= limits.size):
            yield _Node(names[0], names[-1], len(held), held)
            held, room, names = [], 0, []
        if fits:
            held, room, names = held + members, room + own, [*names, name]
            continue
        stretches = [_Node(title(part[0]), title(part[-1]), len(part), part) for part in _cut(members, size, limits)]
        yield _Node(name, name, len(members), below=_gathered(stretches, limits))
    if held:
        yield _Node(names[0], names[-1], len(held), held)


def _gathered(nodes: list[_Node[Row]], limits: Limits) -> list[_Node[Row]]:
    """So few nodes that one page can lead to all of them."""
    links = limits._replace(rows=_LINKS * limits.rows)
    while len(parts := list(_cut(nodes, _link_size, links))) > 1:
        nodes = [_above(part) for part in parts]
    return nodes


def _above(nodes: Sequence[_Node[Row]]) -> _Node[Row]:
    return _Node(nodes[0].first, nodes[-1].last, sum(node.count for node in nodes), below=list(nodes))


def _numbered(top: _Node[Row]) -> Iterator[Page[Row]]:
    """Pages with their numbers: a page before those below it."""
    order: list[_Node[Row]] = []

    def walk(node: _Node[Row]) -> None:
        order.append(node)
        for each in node.below:
            walk(each)

    walk(top)
    numbers = {id(node): number for number, node in enumerate(order)}
    leaves = [numbers[id(node)] for node in order if not node.below]
    after = dict(pairwise(leaves))
    before = {behind: leaf for leaf, behind in after.items()}
    for number, node in enumerate(order):
        below = [(each.label, numbers[id(each)], each.count) for each in node.below]
        yield Page(number, node.first, node.last, node.rows, below, before.get(number, 0), after.get(number, 0))
