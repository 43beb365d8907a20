"""The stack of open elements. Scope questions are answered from counters, so that depth costs nothing."""

from __future__ import annotations

from collections.abc import Collection

from packager.wikitext.html5.names import STRUCTURE
from packager.wikitext.html5.node import DEFAULT, Node


class OpenElements:
    """A linked stack, because the adoption agency takes elements out of its middle."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.current = root
        root.opened = True
        root.depths = root.depths_under(root.depths)
        self._by_key: dict[str, list[Node]] = {root.key: [root]}
        self.structure: list[Node] = []
        """The open elements that decide the insertion mode, the innermost last."""

    def push(self, node: Node) -> None:
        above = self.current
        node.opened = True
        node.above = above
        node.below = None
        above.below = node
        node.depths = node.depths_under(above.depths)
        self.current = node
        self._by_key.setdefault(node.key, []).append(node)
        if node.key in STRUCTURE:
            self.structure.append(node)

    def pop(self) -> Node:
        node = self.current
        above = node.above
        assert above is not None, "the root element is never popped"
        self.current = above
        above.below = None
        node.opened = False
        self._forget(node)
        return node

    def _forget(self, node: Node) -> None:
        same = self._by_key[node.key]
        if same[-1] is node:
            same.pop()
        else:
            _remove_from_end(same, node)
        if self.structure and self.structure[-1] is node:
            self.structure.pop()

    def remove(self, node: Node) -> None:
        """Take an element out of the middle without closing what it holds."""
        if node is self.current:
            self.pop()
            return
        above, below = node.above, node.below
        assert above is not None
        assert below is not None
        above.below, below.above = below, above
        node.opened = False
        self._forget(node)
        if node.depths != above.depths:
            # A barrier went (only a form can): everything inside counts anew.
            changed: Node | None = below
            while changed is not None:
                assert changed.above is not None
                changed.depths = changed.depths_under(changed.above.depths)
                changed = changed.below

    def replace(self, old: Node, new: Node) -> None:
        """Put a copy of a formatting element in its place."""
        above, below = old.above, old.below
        new.above, new.below, new.depths, new.opened = above, below, old.depths, True
        old.opened = False
        if above is not None:
            above.below = new
        if below is not None:
            below.above = new
        else:
            self.current = new
        same = self._by_key[old.key]
        index = len(same) - 1
        while same[index] is not old:
            index -= 1
        same[index] = new

    def insert_below(self, block: Node, new: Node) -> None:
        """Put a formatting element just inside a special element of the stack."""
        if block is self.current:
            self.push(new)
            return
        below = block.below
        assert below is not None
        new.above, new.below, new.depths, new.opened = block, below, block.depths, True
        block.below = below.above = new
        same = self._by_key.setdefault(new.key, [])
        index = len(same)
        while index and same[index - 1].depths[-1] >= block.depths[-1]:
            index -= 1
        same.insert(index, new)

    def last(self, key: str) -> Node | None:
        """The innermost open element of that name."""
        same = self._by_key.get(key)
        return same[-1] if same else None

    def reaches(self, key: str, scope: int = DEFAULT) -> bool:
        """Whether an element of that name is open with no barrier of that scope inside it."""
        same = self._by_key.get(key)
        return bool(same) and same[-1].depths[scope] == self.current.depths[scope]  # type: ignore[index]

    def reaches_any(self, keys: Collection[str], scope: int = DEFAULT) -> bool:
        return any(self.reaches(key, scope) for key in keys)

    def pop_until(self, key: str) -> None:
        while self.pop().key != key:
            pass

    def pop_until_any(self, keys: Collection[str]) -> None:
        while self.pop().key not in keys:
            pass


def _remove_from_end(nodes: list[Node], node: Node) -> None:
    index = len(nodes) - 1
    while nodes[index] is not node:
        index -= 1
    del nodes[index]
