"""PageRank in whole numbers."""

from __future__ import annotations

import random

from packager.curation.make_desk import shares
from packager.curation.page_rank import UNIT, page_ranks


def test_the_order_of_links_does_not_count() -> None:
    rng = random.Random(3)
    links = sorted({(rng.randrange(50), rng.randrange(50)) for _ in range(400)})
    links = [link for link in links if link[0] != link[1]]
    ranks = page_ranks([source for source, _ in links], [target for _, target in links], 50)
    rng.shuffle(links)
    assert page_ranks([source for source, _ in links], [target for _, target in links], 50) == ranks
    assert abs(sum(ranks) - 50 * UNIT) < 50 * 100


def test_who_is_linked_to_by_the_linked_comes_first() -> None:
    ranks = page_ranks([1, 2, 3, 0], [0, 0, 0, 4], 6)
    assert ranks[4] > ranks[0] > ranks[1] == ranks[2] == ranks[3] == ranks[5]


def test_as_the_textbook_in_fractions() -> None:
    # 0 and 1 link to each other, 2 links to both: 2 keeps the jumps alone, the rest is shared evenly.
    ranks = page_ranks([0, 1, 2, 2], [1, 0, 0, 1], 3)
    assert ranks[2] == UNIT * 15 // 100
    assert ranks[0] == ranks[1]
    assert abs(ranks[0] - (UNIT * 3 - ranks[2]) // 2) < UNIT // 20


def test_shares() -> None:
    assert shares([]) == []
    assert shares([7]) == [0]
    assert shares([0, 5, 5, 9, 0]) == [0, 5000, 5000, 10000, 0]
