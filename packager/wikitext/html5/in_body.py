"""Insertion mode "in body"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packager.wikitext.html5 import foreign
from packager.wikitext.html5.names import (
    BLOCK_ENDS,
    BLOCKS,
    FORMATTING,
    HEAD_VOID,
    HEADINGS,
    IGNORED_IN_BODY,
    INLINE_VOID,
    LEADING_NEWLINE_DROPPED,
    MARKED,
    RAW_CONTENT,
    SPECIAL,
)
from packager.wikitext.html5.node import BUTTON, ITEM, LIST
from packager.wikitext.html5.tokens import START, Tag

if TYPE_CHECKING:
    from packager.wikitext.html5.tree_builder import TreeBuilder

_OPTIONS = frozenset({"option", "optgroup"})
_RUBY = frozenset({"rb", "rtc", "rp", "rt"})
_POINT_VOID = frozenset({"param", "source", "track"})
_ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}


class InBody:
    """What happens to tags and text almost everywhere."""

    def text(self, builder: TreeBuilder, text: str, blank: bool) -> None:
        builder.reconstruct()
        builder.insert_text(text, blank)

    def start(self, builder: TreeBuilder, tag: Tag) -> None:
        name = tag.name
        if name in FORMATTING:
            _formatting(builder, tag)
        elif name in BLOCKS:
            builder.close_p()
            builder.insert(tag)
        elif name in INLINE_VOID:
            builder.reconstruct()
            builder.insert_void(tag)
        elif name in _ITEMS:
            _item(builder, tag)
        elif name not in SPECIAL and name not in _RARE:
            builder.reconstruct()
            builder.insert(tag)
        else:
            _rare_start(builder, tag)

    def end(self, builder: TreeBuilder, name: str) -> None:
        stack = builder.stack
        if name in FORMATTING:
            builder.adopt(name)
        elif name in BLOCK_ENDS:
            if stack.reaches(name):
                builder.close_up_to(name)
        elif name == "p":
            if not stack.reaches("p", BUTTON):
                builder.insert(Tag(START, "p"))
            builder.close_p()
        elif name == "li":
            if stack.reaches(name, LIST):
                builder.close_up_to(name)
        elif name in ("dd", "dt"):
            if stack.reaches(name):
                builder.close_up_to(name)
        elif name in HEADINGS:
            if stack.reaches_any(HEADINGS):
                builder.imply_ends()
                stack.pop_until_any(HEADINGS)
        elif name in MARKED:
            if stack.reaches(name):
                builder.close_up_to(name)
                builder.formatting.clear_to_marker()
        elif name == "br":
            self.start(builder, Tag(START, "br"))
        elif name == "form":
            _end_form(builder)
        elif name not in ("body", "html"):
            builder.any_other_end(name)


MODES = {"in body": InBody()}

_RARE = _RUBY | _OPTIONS | {"math", "svg", "image", "plaintext"} | IGNORED_IN_BODY | RAW_CONTENT


def _formatting(builder: TreeBuilder, tag: Tag) -> None:
    name = tag.name
    if name == "a":
        open_link = builder.formatting.last("a")
        if open_link is not None:
            builder.adopt("a")
            builder.formatting.remove(open_link)
            if open_link.opened:
                builder.stack.remove(open_link)
    builder.reconstruct()
    if name == "nobr" and builder.stack.reaches("nobr"):
        builder.adopt("nobr")
        builder.reconstruct()
    builder.insert_formatting(tag)


def _item(builder: TreeBuilder, tag: Tag) -> None:
    """A list item closes the one before, unless another list or block is open in between."""
    stack = builder.stack
    for name in _ITEMS[tag.name]:
        if stack.reaches(name, ITEM):
            builder.close_up_to(name)
            break
    builder.close_p()
    builder.insert(tag)


def _rare_start(builder: TreeBuilder, tag: Tag) -> None:
    name = tag.name
    stack = builder.stack
    if name in HEADINGS:
        builder.close_p()
        if stack.current.key in HEADINGS:
            stack.pop()
        builder.insert(tag)
    elif name == "table":
        builder.close_p()
        builder.insert(tag)
        builder.switch("in table")
    elif name == "hr":
        builder.close_p()
        builder.insert_void(tag)
    elif name in ("pre", "listing"):
        builder.close_p()
        builder.insert(tag)
        builder.skip_newline = name in LEADING_NEWLINE_DROPPED
    elif name in HEAD_VOID or name in _POINT_VOID:
        builder.insert_void(tag)
    elif name in _RUBY:
        if stack.reaches("ruby"):
            builder.imply_ends("rtc" if name in ("rp", "rt") else "")
        builder.insert(tag)
    elif name in ("math", "svg"):
        builder.reconstruct()
        foreign.insert(builder, tag, name)
    elif name in RAW_CONTENT:
        if name in ("xmp", "plaintext"):
            builder.close_p()
        if name == "xmp":
            builder.reconstruct()
        builder.insert(tag)
    elif name in IGNORED_IN_BODY:
        return
    else:
        _form_control(builder, tag)


def _form_control(builder: TreeBuilder, tag: Tag) -> None:
    """Forms and embedded objects: nothing that wikitext lets through, but extensions may."""
    name = tag.name
    stack = builder.stack
    if name == "form":
        if builder.form is None:
            builder.close_p()
            builder.form = builder.insert(tag)
    elif name == "button":
        if stack.reaches("button"):
            builder.close_up_to("button")
        builder.reconstruct()
        builder.insert(tag)
    elif name in MARKED:
        builder.reconstruct()
        builder.insert(tag)
        builder.formatting.mark()
    elif name == "select":
        builder.reconstruct()
        builder.insert(tag)
        builder.switch("in select" if builder.mode is builder.body else "in select in table")
    elif name in _OPTIONS:
        if stack.current.key == "option":
            stack.pop()
        builder.reconstruct()
        builder.insert(tag)
    elif name == "image":
        builder.reconstruct()
        builder.insert_void(tag._replace(name="img"))
    else:
        builder.reconstruct()
        builder.insert(tag)


def _end_form(builder: TreeBuilder) -> None:
    form = builder.form
    builder.form = None
    if form is None or not form.opened or form.depths[0] != builder.stack.current.depths[0]:
        return
    builder.imply_ends()
    builder.stack.remove(form)
