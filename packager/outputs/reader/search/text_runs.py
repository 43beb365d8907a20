"""The first half of the full-text index: documents of one batch to sorted runs of postings on disk.

A posting is a document number and how much the term weighs in it: BM25 without the inverse document frequency, which
is known only at the end, in four bits. The length of a document is thus settled here and never needed again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from packager.korean.tokens import count_terms
from packager.outputs.reader.search.external_sort import read_rows, write_rows

K1, B = 1.2, 0.6
TITLE = 4.0
"""An occurrence in the title counts as so many in a text of average length."""
LEAD = 0.5
LEAD_SIZE = 240
"""An occurrence among the first characters of a long article counts half as one in a text of average length besides:
the definition at the top would drown in the length of the rest."""
WEIGHT_BITS = 4
TOP_WEIGHT = (1 << WEIGHT_BITS) - 1

# Terms are merged range by range, so that several processes can; few enough that the last shard of each, which stays
# unfilled, does not count.
BORDERS = tuple("가고나다대라마바부사서수아어우이자정지차하해")


class Document(NamedTuple):
    """What is indexed of an article."""

    item: int
    title: str
    prose: str


def weigh(count: float) -> int:
    """The part of BM25 that belongs to one document, scaled to 1...15; ``count`` is already divided by length."""
    return max(1, round(TOP_WEIGHT * count / (count + K1)))


def documents(path: Path) -> Iterator[Document]:
    """A batch as ``write_rows`` left it."""
    return map(Document._make, read_rows(path))


def invert(batch: Iterable[Document], average: float) -> dict[str, array[int]]:
    """Term to postings, each ``document << 4 | weight``, in the order of the batch."""
    postings: dict[str, array[int]] = {}
    for item, title, prose in batch:
        base = item << WEIGHT_BITS
        norm = 1 - B + B * len(prose) / average
        scale = [weigh(count / norm) for count in range(16)]
        counts = count_terms(prose)
        weights = {term: scale[count] if count < 16 else weigh(count / norm) for term, count in counts.items()}
        if len(prose) > average:
            for term, count in count_terms(prose[:LEAD_SIZE]).items():
                if term in counts:  # the cut may leave half a word
                    weights[term] = weigh(counts[term] / norm + LEAD * count)
        for term, count in count_terms(title).items():
            weights[term] = weigh(counts[term] / norm + TITLE * count)
        for term, weight in weights.items():
            found = postings.get(term)
            if found is None:
                postings[term] = array("I", (base | weight,))
            else:
                found.append(base | weight)
    return postings


def write_run(postings: dict[str, array[int]], folder: Path, name: str, parts: int) -> None:
    """One file for each range of terms; none for an empty range. With one part there is one range."""
    rows: list[list[tuple[str, bytes]]] = [[] for _ in range(parts)]
    for term in sorted(postings):
        number = bisect_right(BORDERS, term) if parts > 1 else 0
        rows[number].append((term, postings[term].tobytes()))
    for number, part in enumerate(rows):
        if part:
            with (folder / f"{name}-{number:02d}.run").open("wb") as file:
                write_rows(file, part)
