"""Tree construction: the state and the shared algorithms of the HTML standard, for a fragment in the body."""

from __future__ import annotations

from typing import Final, Protocol

from packager.wikitext.html5 import foreign, in_body, in_select, in_table
from packager.wikitext.html5.active_formatting import ActiveFormatting, Section
from packager.wikitext.html5.names import FOSTERING, IMPLIED_END
from packager.wikitext.html5.node import ANY_SPECIAL, BUTTON, Comment, Node
from packager.wikitext.html5.open_elements import OpenElements
from packager.wikitext.html5.p_wrap import BLANK, ParagraphWrapper
from packager.wikitext.html5.tokens import BROKEN, COMMENT, END, START, Tag


class Mode(Protocol):
    """An insertion mode: a module with these three functions."""

    def start(self, builder: TreeBuilder, tag: Tag) -> None: ...
    def end(self, builder: TreeBuilder, name: str) -> None: ...
    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None: ...


_MODES: Final[dict[str, Mode]] = {**in_body.MODES, **in_table.MODES, **in_select.MODES}
_MODE_OF: Final[dict[str, Mode]] = {
    "": _MODES["in body"],
    "select": _MODES["in select"],
    "select in table": _MODES["in select in table"],
    "td": _MODES["in cell"],
    "th": _MODES["in cell"],
    "tr": _MODES["in row"],
    "tbody": _MODES["in table body"],
    "thead": _MODES["in table body"],
    "tfoot": _MODES["in table body"],
    "caption": _MODES["in caption"],
    "colgroup": _MODES["in column group"],
    "table": _MODES["in table"],
}
_OUTER_ROUNDS: Final = 8
_INNER_ROUNDS: Final = 3


class TreeBuilder:
    """Builds one tree from tags and text; ``root`` holds the result."""

    def __init__(self, clone_limit: int, wrapper: type[ParagraphWrapper] = ParagraphWrapper) -> None:
        self.root = Node(Tag(START, "html"))
        self.stack = OpenElements(self.root)
        self.formatting = ActiveFormatting()
        self.wrapper = wrapper(self.root, clone_limit)
        self.body: Mode = _MODES["in body"]
        self.mode: Mode = self.body
        self.form: Node | None = None
        self.fostering = False
        self.skip_newline = False

    @property
    def at_rest(self) -> bool:
        """Nothing is open and nothing is remembered: what follows does not depend on what was read."""
        return (
            self.stack.current is self.root
            and self.formatting.empty
            and self.root.child_p is None
            and self.form is None
            and self.mode is self.body
        )

    def feed_text(self, raw: str) -> None:
        if self.skip_newline:
            self.skip_newline = False
            raw = raw.removeprefix("\n")
        if not raw:
            return
        blank = not raw.strip(BLANK)
        if self.stack.current.namespace and not foreign.takes_html_text(self.stack.current):
            self.insert_text(raw, blank)
        else:
            self.mode.text(self, raw, blank)

    def feed_tag(self, tag: Tag) -> None:
        self.skip_newline = False
        kind = tag.kind
        if kind == START:
            self.process_start(tag)
            if tag.raw is not None:
                self._raw_text(tag)
        elif kind == END:
            if self.stack.current.namespace:
                foreign.end(self, tag.name)
            else:
                self.mode.end(self, tag.name)
        elif kind == COMMENT:
            node, before = self.place()
            self.wrapper.add_comment(node, Comment(f"<!--{tag.raw}-->"), before)
        elif kind == BROKEN and tag.raw:
            self.feed_text(tag.raw)

    def process_start(self, tag: Tag) -> None:
        if self.stack.current.namespace and not foreign.takes_html_start(self.stack.current, tag.name):
            foreign.start(self, tag)
        else:
            self.mode.start(self, tag)

    def _raw_text(self, tag: Tag) -> None:
        """The content of style, textarea and the like, if the element was let in."""
        content = tag.raw or ""
        current = self.stack.current
        if current.key == tag.name:
            if content and tag.name == "textarea":
                content = content.removeprefix("\n")
            if content:
                self.wrapper.add_text(current, content, None, not content.strip(BLANK))
            self.stack.pop()
        else:
            # Inside a formula or a drawing, or not let in at all.
            self.feed_text(content)
            self.feed_tag(Tag(END, tag.name))

    def switch(self, mode: str) -> None:
        self.mode = _MODES[mode]

    # Insertion

    def place(self, override: Node | None = None) -> tuple[Node, Node | None]:
        """Where the next node goes: into an element, or next to a table that must not hold it."""
        node = override or self.stack.current
        if self.fostering and node.key in FOSTERING:
            table = self.stack.last("table")
            if table is None:
                return self.root, None
            if table.parent is not None:
                return node, table
            assert table.above is not None
            return table.above, None
        return node, None

    def insert(self, tag: Tag, namespace: str = "", name: str = "") -> Node:
        """Insert an element and leave it open."""
        node = Node(tag, namespace, name)
        target, before = self.place()
        self.wrapper.insert(target, node, before)
        self.stack.push(node)
        return node

    def insert_void(self, tag: Tag, namespace: str = "", name: str = "") -> None:
        node = Node(tag, namespace, name)
        target, before = self.place()
        self.wrapper.insert(target, node, before)

    def insert_text(self, text: str, blank: bool) -> None:
        target, before = self.place()
        self.wrapper.add_text(target, text, before, blank)

    def insert_formatting(self, tag: Tag) -> None:
        self.formatting.push(self.insert(tag))

    # Algorithms of the standard

    def reconstruct(self) -> None:
        """Open again what formatting a closed block took with it."""
        section = self.formatting.sections[-1]
        entry = section.tail
        if entry is None or entry.opened:
            return
        lost = 1
        while entry.earlier is not None and not entry.earlier.opened:
            entry = entry.earlier
            lost += 1
        entries: list[Node] = []
        while section.tail is not None and len(entries) < lost:
            entries.append(section.tail)
            self.formatting.remove(section.tail)
        if self.wrapper.clones_left < lost:
            return
        self.wrapper.clones_left -= lost
        for entry in reversed(entries):
            self.formatting.append(self.insert(entry.tag))

    def imply_ends(self, but: str = "") -> None:
        stack = self.stack
        while stack.current.key in IMPLIED_END and stack.current.key != but:
            stack.pop()

    def close_p(self) -> None:
        """Close an open paragraph, if one is in reach."""
        if self.stack.reaches("p", BUTTON):
            self.imply_ends("p")
            self.stack.pop_until("p")

    def close_up_to(self, name: str) -> None:
        self.imply_ends(name)
        self.stack.pop_until(name)

    def clear_back_to(self, names: frozenset[str]) -> None:
        stack = self.stack
        while stack.current.key not in names and stack.current is not self.root:
            stack.pop()

    def reset_mode(self) -> None:
        """The insertion mode that the innermost part of a table or a select asks for."""
        structure = self.stack.structure
        key = structure[-1].key if structure else ""
        if key == "select" and self.stack.last("table") is not None:
            key = "select in table"
        self.mode = _MODE_OF[key]

    def any_other_end(self, name: str) -> None:
        stack = self.stack
        if stack.reaches(name, ANY_SPECIAL):
            self.imply_ends(name)
            stack.pop_until(name)

    def adopt(self, name: str) -> None:
        """The adoption agency: the end tag of a formatting element, however it is nested with others."""
        stack, formatting = self.stack, self.formatting
        if stack.current.key == name and stack.current.listed is None:
            stack.pop()
            return
        for _ in range(_OUTER_ROUNDS):
            element = formatting.last(name)
            if element is None:
                self.any_other_end(name)
                return
            if not element.opened:
                formatting.remove(element)
                return
            if element.depths[0] != stack.current.depths[0]:
                return
            block = element.below
            while block is not None and block.depths[ANY_SPECIAL] == element.depths[ANY_SPECIAL]:
                block = block.below
            if block is None:
                while stack.pop() is not element:
                    pass
                formatting.remove(element)
                return
            self._adopt_once(element, block)

    def _adopt_once(self, element: Node, block: Node) -> None:
        stack, formatting, wrapper = self.stack, self.formatting, self.wrapper
        ancestor = element.above
        assert ancestor is not None
        # The bookmark: behind which entry of the list the copy of the element will stand.
        bookmark: Node | None = element
        moves: list[tuple[Node, Node | None, Node]] = []
        last = block
        node = block.above
        rounds = 0
        while node is not element:
            assert node is not None
            rounds += 1
            above = node.above
            if node.listed is not None and rounds > _INNER_ROUNDS:
                if bookmark is node:
                    bookmark = node.earlier
                formatting.remove(node)
            if node.listed is None:
                stack.remove(node)
                node = above
                continue
            copy = Node(node.tag)
            formatting.replace(node, copy)
            stack.replace(node, copy)
            if last is block:
                bookmark = copy
            moves.append((copy, None, last))
            last = copy
            node = above
        target, before = self.place(ancestor)
        moves.append((target, before, last))
        # The outermost first, so that each goes into something that is in the tree already.
        for target, before, moved in reversed(moves):
            wrapper.insert(target, moved, before)
        copy = Node(element.tag)
        wrapper.move_children(block, copy)
        section = element.listed
        assert isinstance(section, Section)
        if bookmark is element:
            bookmark = element.earlier
        formatting.remove(element)
        formatting.insert_after(copy, bookmark, section)
        stack.remove(element)
        stack.insert_below(block, copy)
