"""Writes the tree as MediaWiki does: ``RemexCompatFormatter``. Walks with a stack of its own, so depth is no matter."""

from __future__ import annotations

from packager.wikitext.html5.names import LEADING_NEWLINE_DROPPED, RAW_TEXT, VOID
from packager.wikitext.html5.node import Comment, Node
from packager.wikitext.html5.p_wrap import BLANK
from packager.wikitext.html5.text import print_text

# Without attributes and content these are marked, so that a style sheet can hide them.
MARKED_WHEN_EMPTY = frozenset({"p", "li", "tr"})
EMPTY_CLASS = ' class="mw-empty-elt"'


def _is_blank(node: Node) -> bool:
    return all(isinstance(child, str) and not child.strip(BLANK) for child in node.children)


def _start(node: Node) -> str:
    name = node.name
    if not node.attributes and name in MARKED_WHEN_EMPTY and _is_blank(node):
        return f"<{name}{EMPTY_CLASS}>"
    if node.namespace:
        return f"<{name}{node.tag.printed}>"
    if name in VOID:
        return f"<{name}{node.tag.printed} />"
    if name in LEADING_NEWLINE_DROPPED and node.children:
        first = node.children[0]
        if isinstance(first, str) and first.startswith("\n"):
            return f"<{name}{node.tag.printed}>\n"
    return f"<{name}{node.tag.printed}>"


def serialize(root: Node) -> str:
    """The HTML of everything under ``root``."""
    out: list[str] = []
    waiting: list[tuple[list[Node | str], int, str, bool]] = []
    children, index, end, literal = root.children, 0, "", False
    while True:
        if index == len(children):
            out.append(end)
            if not waiting:
                return "".join(out)
            children, index, end, literal = waiting.pop()
            continue
        child = children[index]
        index += 1
        if isinstance(child, str):
            out.append(child if literal or isinstance(child, Comment) else print_text(child))
            continue
        waiting.append((children, index, end, literal))
        children, index, literal = child.children, 0, child.key in RAW_TEXT
        if child.is_p_wrapper:
            written = child.nonblank != 0
            end = "</p>" if written else ""
            if written:
                out.append("<p>")
        else:
            out.append(_start(child))
            end = "" if child.name in VOID and not child.namespace else f"</{child.name}>"
