"""Paragraph wrapping, the part of MediaWiki's tidy that is not HTML: ``RemexCompatMunger``.

Bare text and inline elements in the body or in a blockquote get a paragraph; a block inside inline formatting there
splits the formatting, so that the block stands outside of the paragraph and the formatting goes on in the next one.
"""

from __future__ import annotations

from typing import Final

from packager.wikitext.html5.names import FORMATTING, element_names
from packager.wikitext.html5.node import Comment, Node
from packager.wikitext.html5.tokens import START, Tag

BLANK: Final = "\t\n\f\r "
WRAPPER: Final = Tag(START, "p")

INLINE: Final = element_names(
    "a abbr acronym applet b basefont bdo big br button cite code del dfn em font i iframe img input ins kbd label "
    "legend map object param q rb rbc rp rt rtc ruby s samp select small span strike strong sub sup textarea tt u var "
    "video audio bdi data time mark"
)
METADATA: Final = frozenset({"style", "script", "link", "meta"})
WRAPPING: Final = frozenset({"html", "body", "blockquote"})


def is_toc_marker(tag: Tag) -> bool:
    """The place of the table of contents: the one ``meta`` that is a block."""
    return tag.name == "meta" and ("property", "mw:PageProp/toc") in tag.attributes


class ParagraphWrapper:
    """Receives the tree builder's insertions and carries them out, wrapping and splitting on the way."""

    def __init__(self, root: Node, clone_limit: int) -> None:
        root.needs_p_wrapping = True
        self.root = root
        self.clones_left = clone_limit
        """Splitting copies formatting elements. The number is limited by the length of the input, or a page of
        unclosed tags would grow with the square of its length; past the limit formatting is not carried on."""

    def target(self, node: Node) -> Node:
        """Where something that goes into ``node`` really goes: its latest copy, or the paragraph open in it."""
        if node.clone is not None:
            last = node.clone
            while last.clone is not None:
                last = last.clone
            node.clone = last
            return last
        return node.child_p or node

    def add_text(self, node: Node, text: str, before: Node | None, blank: bool) -> None:
        """Insert text into ``node``, or next to the element ``before`` (foster parenting)."""
        if before is not None:
            assert before.parent is not None
            parent = before.parent
            parent.children.insert(parent.place_of(before), text)
        else:
            parent = self.target(node)
            if parent.needs_p_wrapping and not blank:
                parent = self._open_paragraph(parent)
            elif parent.splittable and parent.ancestor_p is None:
                parent = self._split(parent, inline=True)
            parent.children.append(text)
        if not blank:
            parent.nonblank += 1

    def add_comment(self, node: Node, text: Comment, before: Node | None) -> None:
        if before is not None and before.parent is not None:
            before.parent.children.insert(before.parent.place_of(before), text)
        else:
            self.target(node).children.append(text)

    def insert(self, node: Node, element: Node, before: Node | None = None) -> None:
        """Insert or move an element into ``node``, or next to ``before``."""
        key = element.key
        inline = key in INLINE
        if before is not None:
            assert before.parent is not None
            parent = before.parent
        else:
            parent = self.target(node)
        if key in METADATA and not is_toc_marker(element.tag):
            pass
        elif before is None and parent.is_p_wrapper and not inline:
            assert parent.parent is not None
            parent = parent.parent
            parent.child_p = None
        elif before is None and parent.splittable and (parent.ancestor_p is not None) != inline:
            parent = self._split(parent, inline)
        elif before is None and parent.needs_p_wrapping and inline:
            parent = self._open_paragraph(parent)
        elif parent.ancestor_p is not None and not inline:
            self._give_up_paragraph(parent)
        parent.nonblank += 1
        self._place(parent, element, before)
        if key in FORMATTING and (parent.is_p_wrapper or parent.splittable):
            element.splittable = True
        if parent.is_p_wrapper:
            element.ancestor_p = parent
        elif parent.ancestor_p is not None:
            element.ancestor_p = parent.ancestor_p
        if parent.wrap_base is not None:
            element.wrap_base = parent.wrap_base
        elif parent.needs_p_wrapping:
            element.wrap_base = parent
        if key in WRAPPING:
            element.needs_p_wrapping = True

    def _place(self, parent: Node, element: Node, before: Node | None = None) -> None:
        old = element.parent
        if old is not None:
            del old.children[old.place_of(element)]
        element.parent = parent
        if before is None:
            parent.children.append(element)
        else:
            parent.children.insert(parent.place_of(before), element)

    def move_children(self, node: Node, new: Node) -> None:
        """Put ``new`` into ``node`` and all that was in ``node`` into ``new``."""
        while node.child_p is not None:
            node = node.child_p
        children = node.children
        node.children = []
        self.insert(node, new)
        for child in children:
            if isinstance(child, Node):
                child.parent = new
        new.children = children

    def _open_paragraph(self, parent: Node) -> Node:
        paragraph = Node(WRAPPER)
        paragraph.is_p_wrapper = True
        paragraph.wrap_base = parent
        self._place(parent, paragraph)
        parent.child_p = paragraph
        return paragraph

    def _split(self, parent: Node, inline: bool) -> Node:
        """Copy the formatting elements that ``parent`` ends, into a new paragraph or outside of one."""
        base = parent.wrap_base
        paragraph = parent.ancestor_p
        end = paragraph if paragraph is not None else base
        chain: list[Node] = []
        node: Node | None = parent
        while node is not end:
            if node is None:
                return parent
            if len(chain) >= self.clones_left:
                self.clones_left = 0
                return parent
            chain.append(node)
            node = node.parent
        assert base is not None
        self.clones_left -= len(chain)
        empty = []
        for node in chain:
            if node.nonblank == 0:
                empty.append(node)
                assert node.parent is not None
                node.parent.nonblank -= 1
        if inline:
            paragraph = self._open_paragraph(base)
            last = paragraph
        else:
            if paragraph is not None:
                base.child_p = None
            paragraph = None
            last = base
        for node in reversed(chain):
            copy = Node(node.tag, node.namespace, node.name)
            self._place(last, copy)
            node.clone = copy
            copy.ancestor_p = paragraph
            copy.splittable = True
            copy.wrap_base = base
            last.nonblank += 1
            last = copy
        for node in empty:
            assert node.parent is not None
            del node.parent.children[node.parent.place_of(node)]
            node.parent = None
        return last

    def _give_up_paragraph(self, node: Node) -> None:
        """A block deep inside other inline elements: the outermost of them leaves the paragraph."""
        paragraph = node.ancestor_p
        assert paragraph is not None
        outside = paragraph.parent
        assert outside is not None
        if not outside.children or outside.children[-1] is not paragraph:
            return
        victim = node
        victim.ancestor_p = None
        while victim.parent is not paragraph:
            if victim.parent is None:
                return
            victim = victim.parent
            victim.ancestor_p = None
        self._place(outside, victim)
        paragraph.nonblank -= 1
        outside.child_p = None
