"""PageRank in whole numbers: equal on every machine, in whatever order the links come.

A page's rank is a multiple of 2**-40 of the mean. Sums of integers have no order, divisions round down, so no bit hangs
on the processor; Brin and Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine (1998), has the method.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

UNIT = 1 << 40
"""The mean rank of all pages."""
ROUNDS = 20
_FOLLOWED, _HUNDRED = 85, 100
"""Of a hundred readers so many follow a link; the others open any page."""


def page_ranks(sources: Sequence[int], targets: Sequence[int], count: int) -> list[int]:
    """The rank of each of ``count`` pages, in ``UNIT`` of the mean; link n leads from sources[n] to targets[n].

    Each link must come once, and none may lead to its own page.
    """
    if not count:
        return []
    outgoing = [0] * count
    for source in sources:
        outgoing[source] += 1
    starts, linking = _by_target(sources, targets, count)
    ranks = [UNIT] * count
    for _ in range(ROUNDS):
        shares = [rank // links if links else 0 for rank, links in zip(ranks, outgoing, strict=True)]
        lost = sum(rank for rank, links in zip(ranks, outgoing, strict=True) if not links) // count
        base = UNIT * (_HUNDRED - _FOLLOWED) // _HUNDRED + lost * _FOLLOWED // _HUNDRED
        share = shares.__getitem__
        ranks = [
            base + sum(map(share, linking[starts[page] : starts[page + 1]])) * _FOLLOWED // _HUNDRED
            for page in range(count)
        ]
    return ranks


def _by_target(sources: Sequence[int], targets: Sequence[int], count: int) -> tuple[list[int], array[int]]:
    """Where the links to each page begin in the second value, which has the pages that they come from."""
    starts = [0] * (count + 1)
    for target in targets:
        starts[target + 1] += 1
    for page in range(count):
        starts[page + 1] += starts[page]
    place = starts[:-1].copy()
    linking = array("I", bytes(4 * len(targets)))
    for source, target in zip(sources, targets, strict=True):
        linking[place[target]] = source
        place[target] += 1
    return starts, linking
