"""What a transclusion sees of a page: its tree without comments and without what is not for transclusion.

Templates are expanded from this tree and from nothing else, so a page that uses one depends on the tree's digest: a
comment, a category in <noinclude>, another description of the parameters make no page new.
"""

from __future__ import annotations

import hashlib

from packager.wikitext.expansion.nodes import (
    Argument,
    Comment,
    Content,
    ExtensionTag,
    Heading,
    Ignored,
    Node,
    Part,
    Template,
    compact,
)

_DEEPEST = 100
"""A tree nested more deeply is left as it is: MediaWiki expands no more than a hundred levels."""


class _TooDeepError(Exception):
    """The tree is nested more deeply than we follow it."""


def without_invisible(tree: Content) -> Content:
    """The tree without the nodes that expand to nothing whatever the arguments."""
    try:
        return _content(tree, 0)
    except _TooDeepError:
        return tree


def _content(content: Content, depth: int) -> Content:
    if isinstance(content, str):
        return content
    if depth > _DEEPEST:
        raise _TooDeepError
    items = [_node(node, depth + 1) for node in content if not isinstance(node, Comment | Ignored)]
    return compact(items, 0, len(items))


def _node(node: str | Node, depth: int) -> str | Node:
    if isinstance(node, Template):
        return Template(_content(node.title, depth), _parts(node.parts, depth), node.line_start)
    if isinstance(node, Argument):
        return Argument(_content(node.title, depth), _parts(node.parts, depth))
    if isinstance(node, Heading):
        return Heading(node.level, node.index, _content(node.children, depth))
    return node


def _parts(parts: tuple[Part, ...], depth: int) -> tuple[Part, ...]:
    return tuple(
        Part(None if part.name is None else _content(part.name, depth), part.index, _content(part.value, depth))
        for part in parts
    )


def tree_digest(tree: Content) -> str:
    """32 hex digits that change with the tree and with nothing else."""
    digest = hashlib.sha256()
    stack: list[Content | Node | Part] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            digest.update(f"s{len(item)}:".encode() + item.encode("utf-8", "surrogatepass"))
        elif isinstance(item, tuple):
            digest.update(f"t{len(item)}:".encode())
            stack.extend(item)
        elif isinstance(item, Part):
            digest.update(f"p{item.index}{item.name is None}:".encode())
            stack += [item.value] if item.name is None else [item.name, item.value]
        elif isinstance(item, Template):
            digest.update(f"T{len(item.parts)}{item.line_start}:".encode())
            stack += [item.title, *item.parts]
        elif isinstance(item, Argument):
            digest.update(f"A{len(item.parts)}:".encode())
            stack += [item.title, *item.parts]
        elif isinstance(item, Heading):
            digest.update(f"H{item.level}.{item.index}:".encode())
            stack.append(item.children)
        elif isinstance(item, ExtensionTag):
            fields = (item.name, item.attributes, item.content, item.close)
            digest.update(f"E{fields!r}:".encode("utf-8", "surrogatepass"))
        else:
            digest.update(f"{type(item).__name__}{item.text!r}:".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
