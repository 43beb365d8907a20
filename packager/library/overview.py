"""What a main page shows, gathered in one pass over the entries.

Counts, the subjects, the pages most linked to, and a handful of "random" pages drawn by a hash of the dump date, so
that every build of one dump draws the same.
"""

from __future__ import annotations

import hashlib
import heapq

from packager.library.letter_index import INDEX_PATH, LETTERS, letter
from packager.model import Overview, Pages

TOP, RANDOM, EXAMPLES = 24, 12, 3


def overview(pages: Pages) -> Overview:
    """One pass over the entries; holds a few dozen rows at a time."""
    date = pages.metadata.date.encode()
    articles = categories = 0
    top: list[tuple[int, str, str]] = []
    drawn: list[tuple[bytes, str, str]] = []
    letters = set()
    for page in pages.entries():
        if page.kind == "category":
            categories += not page.path.startswith("_/")  # further pages of a large category do not count
        if page.kind != "article":
            continue
        articles += 1
        letters.add(letter(page.title))
        if not page.disambiguation:
            top.append((-page.incoming, page.title, page.path))
            drawn.append((hashlib.sha256(date + page.path.encode()).digest(), page.title, page.path))
        if len(top) > 4 * TOP:
            top, drawn = heapq.nsmallest(TOP, top), heapq.nsmallest(RANDOM, drawn)
    titles = tuple((t, p) for _, t, p in heapq.nsmallest(TOP, top))
    return Overview(
        articles,
        categories,
        titles,
        tuple((t, p) for _, t, p in heapq.nsmallest(RANDOM, drawn)),
        tuple((name, f"{INDEX_PATH}/{at:02}") for at, name in enumerate(LETTERS, 1) if name in letters),
        pages.subjects().rows,
        tuple(title for title, _ in titles if not any(c.isdigit() for c in title))[:EXAMPLES],
    )
