"""Main page and licence page of the archive.

Everything on them comes from the library: the date of the dump, counts, the pages most linked to, and a handful of
"random" pages drawn by a hash of the dump date, so that every build of one dump draws the same.
"""

from __future__ import annotations

import hashlib
import heapq
from typing import NamedTuple

from packager.addresses import href
from packager.library.letter_index import INDEX_PATH, LETTERS, letter
from packager.model import Article, Library, Metadata
from packager.templating import template

MAIN_PATH = "_/main"
LICENSE_PATH = "_/license"
TOP, RANDOM, CATEGORIES = 24, 12, 24


class Overview(NamedTuple):
    """What a main page shows, gathered in one pass over the library."""

    articles: int
    categories: int
    top: tuple[tuple[str, str], ...]
    """Title and path of the articles with most incoming links."""
    random: tuple[tuple[str, str], ...]
    category_pages: tuple[tuple[str, str], ...]
    letters: tuple[tuple[str, str], ...]


def overview(library: Library) -> Overview:
    """One pass over the library; holds a few dozen rows at a time."""
    date = library.metadata.date.encode()
    articles = categories = 0
    top: list[tuple[int, str, str]] = []
    drawn: list[tuple[bytes, str, str]] = []
    groups: list[tuple[int, str, str]] = []
    letters = set()
    for page in library.articles():
        if page.kind == "category":
            categories += not page.path.startswith("_/")  # further pages of a large category do not count
            if page.front:
                groups.append((-page.incoming, page.title, page.path))
                if len(groups) > 4 * CATEGORIES:
                    groups = heapq.nsmallest(CATEGORIES, groups)
        if page.kind != "article":
            continue
        articles += 1
        letters.add(letter(page.title))
        if not page.disambiguation:
            top.append((-page.incoming, page.title, page.path))
            drawn.append((hashlib.sha256(date + page.path.encode()).digest(), page.title, page.path))
        if len(top) > 4 * TOP:
            top, drawn = heapq.nsmallest(TOP, top), heapq.nsmallest(RANDOM, drawn)
    return Overview(
        articles,
        categories,
        tuple((t, p) for _, t, p in heapq.nsmallest(TOP, top)),
        tuple((t, p) for _, t, p in heapq.nsmallest(RANDOM, drawn)),
        tuple((t.partition(":")[2] or t, p) for _, t, p in heapq.nsmallest(CATEGORIES, groups)),
        tuple((name, f"{INDEX_PATH}/{at:02}") for at, name in enumerate(LETTERS, 1) if name in letters),
    )


def main_page(library: Library, seen: Overview | None = None) -> Article:
    """The page that opens first."""
    html = template("main_page.html.jinja2").render(
        seen=seen or overview(library), metadata=library.metadata, href=href, index=INDEX_PATH, license=LICENSE_PATH
    )
    return Article(MAIN_PATH, library.metadata.title, html, "", kind="special", front=False)


def license_page(metadata: Metadata, license_text: str = "") -> Article:
    """What the licence asks for, in our own words; ``license_text`` is the editor's copy of the full text."""
    html = template("license.html.jinja2").render(metadata=metadata, license_text=license_text)
    return Article(LICENSE_PATH, "저작권과 이용 조건", html, "", kind="special", front=False)
