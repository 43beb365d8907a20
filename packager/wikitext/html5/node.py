"""The nodes of the tree, each carrying what the tree builder and the paragraph wrapping have to remember of it."""

from __future__ import annotations

from typing import Final

from packager.wikitext.html5.names import (
    BUTTON_SCOPE,
    LIST_SCOPE,
    PASSED_BY_ITEMS,
    SCOPE,
    SPECIAL,
    SPECIAL_FOREIGN,
    TABLE_SCOPE,
)
from packager.wikitext.html5.tokens import Tag

DEFAULT: Final = 0
BUTTON: Final = 1
LIST: Final = 2
TABLE: Final = 3
# Not called scopes in the standard: where the search for an open list item ends, and where an unknown end tag gives up.
ITEM: Final = 4
ANY_SPECIAL: Final = 5

_NO_BARRIER: Final = (0, 0, 0, 0, 0, 0)
_ALL_SPECIAL: Final = SPECIAL | SPECIAL_FOREIGN
_BARRIERS: Final[dict[str, tuple[int, ...]]] = {
    key: tuple(
        int(key in names)
        for names in (SCOPE, BUTTON_SCOPE, LIST_SCOPE, TABLE_SCOPE, _ALL_SPECIAL - PASSED_BY_ITEMS, _ALL_SPECIAL)
    )
    for key in sorted(_ALL_SPECIAL | BUTTON_SCOPE | LIST_SCOPE | TABLE_SCOPE)
}


class Comment(str):
    """A comment among an element's children, printed as it is."""

    __slots__ = ()


class Node:
    """An element. ``key`` is the name, prefixed with the name space when that is not HTML."""

    __slots__ = (
        "above", "ancestor_p", "attributes", "below", "child_p", "children", "clone", "depths", "earlier",
        "is_p_wrapper", "key", "later", "listed", "name", "namespace", "needs_p_wrapping", "nonblank", "opened",
        "parent", "splittable", "tag", "wrap_base",
    )  # fmt: skip

    def __init__(self, tag: Tag, namespace: str = "", name: str = "") -> None:
        self.tag = tag
        self.namespace = namespace
        self.name = name or tag.name
        self.key = f"{namespace}:{self.name}" if namespace else self.name
        self.attributes = tag.attributes
        self.parent: Node | None = None
        self.children: list[Node | str] = []
        # On the stack of open elements: neighbours towards the root and towards the current node.
        self.opened = False
        self.above: Node | None = None
        self.below: Node | None = None
        self.depths: tuple[int, ...] = _NO_BARRIER
        # In the list of active formatting elements.
        self.listed: object | None = None
        self.earlier: Node | None = None
        self.later: Node | None = None
        # Paragraph wrapping (p_wrap).
        self.is_p_wrapper = False
        self.needs_p_wrapping = False
        self.splittable = False
        self.nonblank = 0
        self.ancestor_p: Node | None = None
        self.wrap_base: Node | None = None
        self.child_p: Node | None = None
        self.clone: Node | None = None

    def depths_under(self, parent: tuple[int, ...]) -> tuple[int, ...]:
        """How many barriers of each kind are open when this element is: equal numbers mean none in between."""
        own = _BARRIERS.get(self.key)
        if own is None:
            return parent
        return (
            parent[0] + own[0], parent[1] + own[1], parent[2] + own[2], parent[3] + own[3], parent[4] + own[4],
            parent[5] + own[5],
        )  # fmt: skip

    def place_of(self, child: Node | str) -> int:
        """Index of a child, looked for from the end, where it nearly always is."""
        children = self.children
        index = len(children) - 1
        while index >= 0 and children[index] is not child:
            index -= 1
        return index
