"""Tidy, MediaWiki's last pass over a page: HTML5 tree building with its own paragraph wrapping (``RemexDriver``)."""

from __future__ import annotations

from packager.wikitext.html5.fast_path import tidy_balanced
from packager.wikitext.html5.serializer import serialize
from packager.wikitext.html5.tokens import SPLIT, read_tag
from packager.wikitext.html5.tree_builder import TreeBuilder

# Copies of formatting elements that one page may need: some, and a few for each of its tags.
_CLONES = 2_000
_CLONES_PER_TAG = 4


def _build(pieces: list[str], first: int, to_the_end: bool = False) -> tuple[str, int]:
    """Tree building from text piece ``first`` up to where nothing is open; gives the HTML and the next text piece."""
    builder = TreeBuilder(_CLONES + _CLONES_PER_TAG * (len(pieces) - first))
    count = len(pieces)
    index = first
    while index < count:
        if pieces[index]:
            builder.feed_text(pieces[index])
        index += 1
        if index < count:
            builder.feed_tag(read_tag(pieces[index]))
            index += 1
            if not to_the_end and builder.at_rest:
                break
    return serialize(builder.root), index


def tidy(html: str) -> str:
    """Well-formed HTML, as a browser would understand it, with bare text in paragraphs."""
    pieces = SPLIT.split(html.replace("\0", "\ufffd") if "\0" in html else html)
    return tidy_balanced(pieces, lambda first: _build(pieces, first))


def tidy_by_tree(html: str) -> str:
    """The same without the short cut for balanced HTML; for comparison."""
    return _build(SPLIT.split(html), 0, to_the_end=True)[0]
