"""Insertion modes "in select" and "in select in table"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packager.wikitext.html5.names import TABLE_PARTS
from packager.wikitext.html5.node import TABLE
from packager.wikitext.html5.tokens import Tag

if TYPE_CHECKING:
    from packager.wikitext.html5.tree_builder import TreeBuilder

_CONTROLS = frozenset({"input", "keygen", "textarea"})
_LEAVING = (TABLE_PARTS - {"col", "colgroup"}) | {"table"}


class InSelect:
    """Only options and text."""

    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None:
        builder.insert_text(text, blank)

    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        name = tag.name
        stack = builder.stack
        if name in ("option", "optgroup"):
            if stack.current.key == "option":
                stack.pop()
            if name == "optgroup" and stack.current.key == "optgroup":
                stack.pop()
            builder.insert(tag)
        elif name == "select":
            _close(builder)
        elif name in _CONTROLS:
            _close(builder)
            builder.process_start(tag)
        elif name in ("script", "style"):
            builder.body.start(builder, tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        stack = builder.stack
        current = stack.current
        if name == "optgroup":
            if current.key == "option" and current.above is not None and current.above.key == "optgroup":
                stack.pop()
            if stack.current.key == "optgroup":
                stack.pop()
        elif name == "option":
            if current.key == "option":
                stack.pop()
        elif name == "select":
            _close(builder)


class InSelectInTable(InSelect):
    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        if tag.name in _LEAVING:
            _close(builder)
            builder.process_start(tag)
        else:
            super().start(builder, tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name in _LEAVING:
            if builder.stack.reaches(name, TABLE):
                _close(builder)
                builder.mode.end(builder, name)
        else:
            super().end(builder, name)


def _close(builder: TreeBuilder) -> None:
    builder.stack.pop_until("select")
    builder.reset_mode()


MODES: dict[str, InSelect] = {"in select": InSelect(), "in select in table": InSelectInTable()}
