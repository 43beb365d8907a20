"""``python -m checks.letter_index [--titles 740000]``: the 가나다 index of a whole wiki, of made titles.

Every title stands on exactly one page, each page is reached from the page of the letters, and none is larger than
100 KB as the archive writes it. Prints the figures of the archive's and the reader's pages; exit status 1 if one fails.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bench.synth_titles import Titles
from checks.small_library import METADATA
from packager.library.letter_index import INDEX_PATH, letter_pages
from packager.outputs.zim.page import article_page

LARGEST = 100_000
"""Bytes of a page."""
_LINK = re.compile(r'<a href="\./([^"]*)"')


def made(count: int) -> Iterator[tuple[str, str]]:
    """(title, path): such as a wiki has, and such as make the largest pages: the longest, all of one syllable, all of
    different signs."""
    odd = min(count // 10, 5000)
    usual = dict.fromkeys(title for title, *_ in Titles(1).make(count + count // 4))  # some are made twice
    names = dict.fromkeys(list(usual)[: count - 2 * odd])
    names.update(dict.fromkeys(f"{'가&' * 60} {number}" for number in range(odd)))
    names.update(dict.fromkeys(f"{chr(0x4E00 + number)}{'자' * 80}" for number in range(odd)))
    return ((name, name.replace(" ", "_")) for name in names)


class Seen(NamedTuple):
    """What a walk through an index found."""

    titles: int
    pages: int
    largest: int
    """Bytes of the largest page of the archive."""
    deepest: int
    """Links from the page of the letters to the titles that are furthest away."""
    missing: int
    """Titles on no page that is reached, or on several."""


def walk(titles: Iterable[tuple[str, str]]) -> Seen:
    """Write the index of (title, path) pairs and follow its links from the page of the letters."""
    rows = list(titles)
    links: dict[str, list[str]] = {}
    largest = 0
    for page in letter_pages(rows):
        article = page.article()
        links[page.path] = _LINK.findall(article.html)
        html = article_page(article, METADATA, "../" * article.path.count("/"))
        largest = max(largest, len(html.encode()))
    found: dict[str, int] = {}
    step, depth, deepest, reached = [INDEX_PATH], 0, 0, {INDEX_PATH}
    while step:
        depth += 1
        below = []
        for path in step:
            for link in links[path]:
                if link not in links:
                    found[link] = found.get(link, 0) + 1
                    deepest = depth
                elif link not in reached:
                    reached.add(link)
                    below.append(link)
        step = below
    once = sum(count == 1 for count in found.values())
    return Seen(len(rows), len(links), largest, deepest, len(rows) - once + (len(found) - once))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=int, default=740_000)
    count = parser.parse_args(argv).titles
    start = time.perf_counter()
    seen = walk(made(count))
    print(
        f"{seen.titles:,} titles on {seen.pages:,} pages, the largest of {seen.largest:,} bytes, "
        f"at most {seen.deepest} links away, {seen.missing} not reached ({time.perf_counter() - start:.1f} s)"
    )
    return int(seen.missing > 0 or seen.largest > LARGEST)


if __name__ == "__main__":
    raise SystemExit(main())
