"""Tidy, MediaWiki's last pass over a page: HTML5 tree building with its own paragraph wrapping (``RemexDriver``)."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from packager.wikitext.html5.fast_path import tidy_balanced
from packager.wikitext.html5.serializer import serialize
from packager.wikitext.html5.tokens import SPLIT, read_tag
from packager.wikitext.html5.tree_builder import TreeBuilder

# Copies of formatting elements that one page may need: some, and a few for each of its tags.
_CLONES = 2_000
_CLONES_PER_TAG = 4

# A strip marker that was escaped on the way, in an error message for one, can mean nothing any more.
_QUOTE = "(?:['\"]|&[#0-9a-z]{1,6};)"
_LOST_MARKER = re.compile(f"\x7f{_QUOTE}{_QUOTE}`UNIQ-[^\x7f]*-QINU`{_QUOTE}{_QUOTE}\x7f")


class _Page:
    """The pieces of one page and what may still be spent on it."""

    def __init__(self, html: str) -> None:
        self.pieces = SPLIT.split(html)
        self.clones_left = _CLONES + _CLONES_PER_TAG * len(self.pieces)

    def build(self, first: int, to_the_end: bool = False) -> tuple[str, int]:
        """Tree building from text piece ``first`` up to where nothing is open: the HTML and the next text piece."""
        with _no_collection():
            return self._build(first, to_the_end)

    def _build(self, first: int, to_the_end: bool) -> tuple[str, int]:
        pieces = self.pieces
        builder = TreeBuilder(self.clones_left)
        count = len(pieces)
        index = first
        while index < count:
            builder.feed_text(pieces[index])
            index += 1
            if index < count:
                builder.feed_tag(read_tag(pieces[index]))
                index += 1
                if builder.at_rest and not to_the_end:
                    break
        self.clones_left = builder.wrapper.clones_left
        return serialize(builder.root), index


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage is made while a tree grows, and searching a large tree for some again and again takes longer than
    building it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def tidy(html: str) -> str:
    """Well-formed HTML, as a browser would understand it, with bare text in paragraphs."""
    if "\x7f" in html:
        html = _LOST_MARKER.sub("", html)
    page = _Page(html.replace("\0", "\ufffd") if "\0" in html else html)
    return tidy_balanced(page.pieces, page.build)


def tidy_by_tree(html: str) -> str:
    """The same without the short cut for balanced HTML; for comparison."""
    return _Page(html).build(0, to_the_end=True)[0]
