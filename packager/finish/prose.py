"""Visible running text of an article: what search indexes and what a result shows first.

Taken down while the page is written. Paragraphs, lists and headings come first, in order; words of infoboxes, tables
and captions follow, so that the text begins with the article's own first sentence. Left out: what a reader would not
call text of this article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntFlag

from packager.finish.escape import printable


class Role(IntFlag):
    """What an element is for the running text."""

    SKIPPED = 1
    """Nothing in it is text of the article."""
    ASIDE = 2
    """Its words come after all others."""
    BLOCK = 4
    """Its text stands on lines of its own."""
    CELL = 8
    """It is left out if it holds figures only."""
    HEADING = 16


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED_TAGS = _names(
    "audio button form head iframe img input map math noscript object script select style svg template textarea"
    " title video"
)
# What the drop list takes away is not repeated here.
SKIPPED_CLASSES = _names(
    "authority-control catlinks dmbox error geo geo-nondefault hatnote magnify mbox-small metadata"
    " mw-cite-backlink mw-empty-elt mw-ext-cite-error mw-references-wrap navbox navbox-styles"
    " navigation-not-searchable noprint portal reference references reflist scribunto-error sidebar succession-box tex"
    " tex-html texerror toc vertical-navbox mwe-math-fallback-source-display"
    " mwe-math-fallback-source-inline"
)
ASIDE_TAGS = _names("table figure")
ASIDE_CLASSES = _names("gallery infobox thumb")
CELLS = _names("td th")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
BLOCKS = HEADINGS | _names(
    "address article aside blockquote br caption center dd details div dl dt figcaption figure footer"
    " header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)

_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_LINE = re.compile(r" ?\n[ \n]*")
_BY_TAG: Mapping[str, int] = {
    tag: sum(role for role, tags in (
        (Role.SKIPPED, SKIPPED_TAGS), (Role.ASIDE, ASIDE_TAGS), (Role.BLOCK, BLOCKS), (Role.CELL, CELLS),
        (Role.HEADING, HEADINGS),
    ) if tag in tags)
    for tag in SKIPPED_TAGS | ASIDE_TAGS | BLOCKS | CELLS | HEADINGS
}  # fmt: skip
"""Name of an element to its ``Role`` as a plain number: the walk asks for every element."""


def role_in_prose(tag: str, attributes: Mapping[str, str | None]) -> int:
    """The ``Role`` of an element that is written."""
    role = _BY_TAG.get(tag, 0)
    if not attributes:
        return role
    if css := attributes.get("class"):
        classes = css.split()
        if not SKIPPED_CLASSES.isdisjoint(classes):
            return role | Role.SKIPPED.value
        if not ASIDE_CLASSES.isdisjoint(classes):
            role |= Role.ASIDE.value
    if attributes.get("role") == "navigation" or _HIDDEN.search(attributes.get("style") or ""):
        return role | Role.SKIPPED.value
    return role


SKIPPED, ASIDE, BLOCK, CELL = Role.SKIPPED.value, Role.ASIDE.value, Role.BLOCK.value, Role.CELL.value
HEADING = Role.HEADING.value


class Prose:
    """Takes the running text down: elements with a role that begin and end, and text between."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._aside: list[str] = []
        self._out = self._body
        self._skipped = 0
        """How many elements around are skipped."""
        self._asides = 0
        self._cells: list[int] = []
        """Where the text of each open cell starts."""

    @property
    def skipped(self) -> int:
        """How many elements around are left out."""
        return self._skipped

    def start(self, role: int) -> None:
        """An element begins."""
        if role & SKIPPED or self._skipped:
            self._skipped += role & SKIPPED
            return
        if role & ASIDE:
            self._asides += 1
            self._out = self._aside
        if role & BLOCK:
            self._out.append("\n")
        if role & CELL:
            self._cells.append(len(self._out))

    def text(self, text: str) -> None:
        """Text that is written."""
        if not self._skipped:
            self._out.append(text)

    def end(self, role: int) -> None:
        """An element ends."""
        if role & SKIPPED or self._skipped:
            self._skipped -= role & SKIPPED
            return
        if role & CELL:
            start = self._cells.pop()
            if not any(_LETTER.search(part) for part in self._out[start:]):
                del self._out[start:]
        if role & BLOCK:
            self._out.append("\n")
        if role & ASIDE:
            self._asides -= 1
            if not self._asides:
                self._out = self._body

    def result(self) -> str:
        """The text, one line for each paragraph, item or cell."""
        text = _INVISIBLE.sub("", printable("".join((*self._body, "\n", *self._aside))))
        return _LINE.sub("\n", _SPACE.sub(" ", text)).strip()
