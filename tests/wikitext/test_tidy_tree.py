"""The tree builder against html5lib, which follows the same standard, on random tag soup."""

from __future__ import annotations

import random
import re

import html5lib
import pytest

from checks.tag_soup import tag_soup
from packager.wikitext.html5.node import Node
from packager.wikitext.html5.p_wrap import ParagraphWrapper
from packager.wikitext.html5.tokens import SPLIT, read_tag
from packager.wikitext.html5.tree_builder import TreeBuilder

# Where html5lib differs from the standard: ruby, the newline after <pre>, items of lists in front of a table.
NOT_COMPARED = ("<rb", "<rt", "<pre", "<dt", "<dd", "<li")


class NoWrapping(ParagraphWrapper):
    """Plain insertion, as a browser does it."""

    def insert(self, node: Node, element: Node, before: Node | None = None) -> None:
        if before is not None:
            assert before.parent is not None
            node = before.parent
        self._place(node, element, before)

    def add_text(self, node: Node, text: str, before: Node | None, blank: bool) -> None:
        if before is not None:
            assert before.parent is not None
            before.parent.children.insert(before.parent.place_of(before), text)
        else:
            node.children.append(text)


def our_tree(html: str) -> str:
    pieces = SPLIT.split(html)
    builder = TreeBuilder(1_000_000, NoWrapping)
    for index, piece in enumerate(pieces):
        if index & 1:
            builder.feed_tag(read_tag(piece))
        elif piece:
            builder.feed_text(piece)
    out: list[str] = []

    def walk(node: Node | str) -> None:
        if isinstance(node, str):
            out.append(node)
            return
        out.append(f"<{node.name}{sorted(node.attributes) or ''}>")
        for child in node.children:
            walk(child)
        out.append(f"</{node.name}>")

    for child in builder.root.children:
        walk(child)
    return readable("".join(out))


def reference_tree(html: str) -> str:
    # A whole page and not a fragment: in fragments html5lib still loses tables that open inside tables.
    page = html5lib.parse("<!DOCTYPE html><body>" + html, treebuilder="etree", namespaceHTMLElements=False)
    fragment = page.find("body")
    out: list[str] = []

    def walk(node) -> None:  # type: ignore[no-untyped-def]
        name = re.sub(r"^\{[^}]*\}", "", node.tag)
        out.append(f"<{name}{sorted(node.items()) or ''}>")
        out.append(node.text or "")
        for child in node:
            walk(child)
        out.append(f"</{name}>")
        out.append(node.tail or "")

    out.append(fragment.text or "")
    for child in fragment:
        walk(child)
    return readable("".join(out))


def readable(text: str) -> str:
    return text.replace("&amp;", "&")


def differences(count: int, seed: int) -> list[tuple[str, str, str]]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        html = tag_soup(chance)
        if html[:1].isspace() or any(name in html for name in NOT_COMPARED):
            continue
        ours, reference = our_tree(html), reference_tree(html)
        if ours != reference:
            found.append((html, ours, reference))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_same_tree_as_the_reference(seed: int) -> None:
    found = differences(250, seed)
    assert not found, found[0]
