"""Tidy, MediaWiki's last pass over a page: HTML5 tree building with its own paragraph wrapping (``RemexDriver``)."""

from __future__ import annotations

from packager.wikitext.html5.serializer import serialize
from packager.wikitext.html5.tokens import SPLIT, read_tag
from packager.wikitext.html5.tree_builder import TreeBuilder


def tidy(html: str) -> str:
    """Well-formed HTML, as a browser would understand it, with bare text in paragraphs."""
    pieces = SPLIT.split(html)
    builder = TreeBuilder(2_000 + 4 * len(pieces))
    for index, piece in enumerate(pieces):
        if index & 1:
            builder.feed_tag(read_tag(piece))
        elif piece:
            builder.feed_text(piece)
    return serialize(builder.root)
