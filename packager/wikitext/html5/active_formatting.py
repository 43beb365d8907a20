"""The list of active formatting elements: which b, i, font ... go on after the block they were opened in ends."""

from __future__ import annotations

from packager.wikitext.html5.node import Node

_ARK_PLACES = 3


class Section:
    """The part of the list since a marker, as a linked list with what is needed to find things in it at once."""

    __slots__ = ("ark", "by_name", "head", "tail")

    def __init__(self) -> None:
        self.head: Node | None = None
        self.tail: Node | None = None
        self.by_name: dict[str, list[Node]] = {}
        self.ark: dict[tuple[str, tuple[tuple[str, str], ...]], list[Node]] = {}


def _ark_key(node: Node) -> tuple[str, tuple[tuple[str, str], ...]]:
    attributes = node.attributes
    return node.name, attributes if len(attributes) < 2 else tuple(sorted(attributes))


def _discard(nodes: list[Node], node: Node) -> None:
    index = len(nodes) - 1
    while nodes[index] is not node:
        index -= 1
    del nodes[index]


class ActiveFormatting:
    """The list with its markers; each marker starts a section of its own."""

    def __init__(self) -> None:
        self.sections = [Section()]

    @property
    def empty(self) -> bool:
        return len(self.sections) == 1 and self.sections[0].tail is None

    def mark(self) -> None:
        self.sections.append(Section())

    def clear_to_marker(self) -> None:
        section = self.sections.pop()
        node = section.head
        while node is not None:
            node.listed = None
            node = node.later
        if not self.sections:
            self.sections.append(Section())

    def push(self, node: Node) -> None:
        """Append; of more than three equal ones the earliest leaves (the standard's Noah's Ark clause)."""
        section = self.sections[-1]
        same = section.ark.get(_ark_key(node))
        if same is not None and len(same) >= _ARK_PLACES:
            self.remove(same[0])
        self.append(node)

    def append(self, node: Node) -> None:
        section = self.sections[-1]
        self._link(section, node, section.tail)
        section.by_name.setdefault(node.name, []).append(node)

    def _link(self, section: Section, node: Node, after: Node | None) -> None:
        later = section.head if after is None else after.later
        node.earlier, node.later, node.listed = after, later, section
        if after is None:
            section.head = node
        else:
            after.later = node
        if later is None:
            section.tail = node
        else:
            later.earlier = node
        section.ark.setdefault(_ark_key(node), []).append(node)

    def insert_after(self, node: Node, after: Node | None, section: Section) -> None:
        """Insert behind ``after``, or at the start of the section."""
        self._link(section, node, after)
        same = section.by_name.setdefault(node.name, [])
        same.append(node)
        if len(same) > 1:
            # Equal names further on have to stay behind it in the list of that name.
            passed = 0
            later = node.later
            while later is not None:
                passed += later.name == node.name
                later = later.later
            if passed:
                same.pop()
                same.insert(len(same) - passed, node)

    def remove(self, node: Node) -> None:
        section = node.listed
        if not isinstance(section, Section):
            return
        earlier, later = node.earlier, node.later
        if earlier is None:
            section.head = later
        else:
            earlier.later = later
        if later is None:
            section.tail = earlier
        else:
            later.earlier = earlier
        node.listed = node.earlier = node.later = None
        _discard(section.by_name[node.name], node)
        _discard(section.ark[_ark_key(node)], node)

    def replace(self, old: Node, new: Node) -> None:
        section = old.listed
        assert isinstance(section, Section)
        earlier, later = old.earlier, old.later
        new.earlier, new.later, new.listed = earlier, later, section
        old.listed = old.earlier = old.later = None
        if earlier is None:
            section.head = new
        else:
            earlier.later = new
        if later is None:
            section.tail = new
        else:
            later.earlier = new
        for same in (section.by_name[old.name], section.ark[_ark_key(old)]):
            index = len(same) - 1
            while same[index] is not old:
                index -= 1
            same[index] = new

    def last(self, name: str) -> Node | None:
        """The last element of that name since the last marker."""
        same = self.sections[-1].by_name.get(name)
        return same[-1] if same else None
