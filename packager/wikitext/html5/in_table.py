"""Insertion modes of tables. What does not belong into a table is put in front of it (foster parenting)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packager.wikitext.html5.names import CELLS, FOSTERING, ROW_GROUPS, TABLE_PARTS
from packager.wikitext.html5.node import TABLE
from packager.wikitext.html5.tokens import START, Tag

if TYPE_CHECKING:
    from packager.wikitext.html5.tree_builder import TreeBuilder

_TABLE_CONTEXT = frozenset({"table", "template", "html"})
_BODY_CONTEXT = ROW_GROUPS | {"template", "html"}
_ROW_CONTEXT = frozenset({"tr", "template", "html"})
_AROUND_ROWS = frozenset({"caption", "col", "colgroup"}) | ROW_GROUPS
_IGNORED_ENDS = frozenset({"body", "html", "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})


class TableMode:
    """The base of the modes: ``in table``."""

    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None:
        if builder.stack.current.key not in FOSTERING:
            builder.body.text(builder, text, blank)
        elif blank:
            builder.insert_text(text, blank)
        else:
            builder.fostering = True
            builder.body.text(builder, text, blank)
            builder.fostering = False

    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        name = tag.name
        if name in TABLE_PARTS:
            builder.clear_back_to(_TABLE_CONTEXT)
            if name == "caption":
                builder.formatting.mark()
                builder.insert(tag)
                builder.switch("in caption")
            elif name == "colgroup":
                builder.insert(tag)
                builder.switch("in column group")
            elif name == "col":
                builder.insert(Tag(START, "colgroup"))
                builder.switch("in column group")
                builder.process_start(tag)
            elif name in ROW_GROUPS:
                builder.insert(tag)
                builder.switch("in table body")
            else:
                builder.insert(Tag(START, "tbody"))
                builder.switch("in table body")
                builder.process_start(tag)
        elif name == "table":
            if builder.stack.reaches("table", TABLE):
                _close_table(builder)
                builder.process_start(tag)
        elif name in ("style", "script"):
            builder.body.start(builder, tag)
        elif name == "input" and any(key == "type" and value.lower() == "hidden" for key, value in tag.attributes):
            builder.insert_void(tag)
        elif name == "form":
            if builder.form is None:
                builder.form = builder.insert(tag)
                builder.stack.pop()
        else:
            self.foster_start(builder, tag)

    def foster_start(self, builder: TreeBuilder, tag: Tag) -> None:
        builder.fostering = True
        builder.body.start(builder, tag)
        builder.fostering = False
        if tag.name == "select":
            builder.switch("in select in table")

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name == "table":
            if builder.stack.reaches("table", TABLE):
                _close_table(builder)
        elif name not in _IGNORED_ENDS:
            builder.fostering = True
            builder.body.end(builder, name)
            builder.fostering = False


def _close_table(builder: TreeBuilder) -> None:
    builder.stack.pop_until("table")
    builder.reset_mode()


class InCaption(TableMode):
    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None:
        builder.body.text(builder, text, blank)

    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        if tag.name not in TABLE_PARTS:
            builder.body.start(builder, tag)
        elif self._close(builder):
            builder.process_start(tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name == "caption":
            self._close(builder)
        elif name == "table":
            if self._close(builder):
                builder.mode.end(builder, name)
        elif name not in _IGNORED_ENDS:
            builder.body.end(builder, name)

    def _close(self, builder: TreeBuilder) -> bool:
        if not builder.stack.reaches("caption", TABLE):
            return False
        builder.close_up_to("caption")
        builder.formatting.clear_to_marker()
        builder.switch("in table")
        return True


class InColumnGroup(TableMode):
    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None:
        if blank:
            builder.insert_text(text, blank)
            return
        rest = text.lstrip("\t\n\f\r ")
        if len(rest) < len(text):
            builder.insert_text(text[: len(text) - len(rest)], True)
        if self._close(builder):
            builder.mode.text(builder, rest, False)

    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        if tag.name == "col":
            builder.insert_void(tag)
        elif self._close(builder):
            builder.process_start(tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name == "colgroup":
            self._close(builder)
        elif name != "col" and self._close(builder):
            builder.mode.end(builder, name)

    def _close(self, builder: TreeBuilder) -> bool:
        if builder.stack.current.key != "colgroup":
            return False
        builder.stack.pop()
        builder.switch("in table")
        return True


class InTableBody(TableMode):
    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        name = tag.name
        if name == "tr" or name in CELLS:
            builder.clear_back_to(_BODY_CONTEXT)
            builder.insert(tag if name == "tr" else Tag(START, "tr"))
            builder.switch("in row")
            if name != "tr":
                builder.process_start(tag)
        elif name in _AROUND_ROWS:
            if self._close(builder):
                builder.process_start(tag)
        else:
            super().start(builder, tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name in ROW_GROUPS:
            if builder.stack.reaches(name, TABLE):
                self._close(builder)
        elif name == "table":
            if self._close(builder):
                builder.mode.end(builder, name)
        else:
            super().end(builder, name)

    def _close(self, builder: TreeBuilder) -> bool:
        if not builder.stack.reaches_any(ROW_GROUPS, TABLE):
            return False
        builder.clear_back_to(_BODY_CONTEXT)
        builder.stack.pop()
        builder.switch("in table")
        return True


class InRow(TableMode):
    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        name = tag.name
        if name in CELLS:
            builder.clear_back_to(_ROW_CONTEXT)
            builder.insert(tag)
            builder.switch("in cell")
            builder.formatting.mark()
        elif name == "tr" or name in _AROUND_ROWS:
            if self._close(builder):
                builder.process_start(tag)
        else:
            super().start(builder, tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name == "tr":
            self._close(builder)
        elif name == "table" or (name in ROW_GROUPS and builder.stack.reaches(name, TABLE)):
            if self._close(builder):
                builder.mode.end(builder, name)
        else:
            super().end(builder, name)

    def _close(self, builder: TreeBuilder) -> bool:
        if not builder.stack.reaches("tr", TABLE):
            return False
        builder.clear_back_to(_ROW_CONTEXT)
        builder.stack.pop()
        builder.switch("in table body")
        return True


class InCell(TableMode):
    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None:
        builder.body.text(builder, text, blank)

    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        if tag.name not in TABLE_PARTS:
            builder.body.start(builder, tag)
        elif self._close(builder):
            builder.process_start(tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        if name in CELLS:
            if builder.stack.reaches(name, TABLE):
                builder.close_up_to(name)
                builder.formatting.clear_to_marker()
                builder.switch("in row")
        elif name == "table" or name == "tr" or name in ROW_GROUPS:
            if builder.stack.reaches(name, TABLE) and self._close(builder):
                builder.mode.end(builder, name)
        elif name not in _IGNORED_ENDS:
            builder.body.end(builder, name)

    def _close(self, builder: TreeBuilder) -> bool:
        if not builder.stack.reaches_any(CELLS, TABLE):
            return False
        builder.imply_ends()
        builder.stack.pop_until_any(CELLS)
        builder.formatting.clear_to_marker()
        builder.switch("in row")
        return True


MODES: dict[str, TableMode] = {
    "in table": TableMode(),
    "in caption": InCaption(),
    "in column group": InColumnGroup(),
    "in table body": InTableBody(),
    "in row": InRow(),
    "in cell": InCell(),
}
