"""The first words of an article, read once more from its item: what kind L must hold (docs/formats-search.md).

The running text of a page is what its paragraphs, lists and headings say, then its tables and captions. The lists below
are the judge's own, as those of ``grammar`` are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from typing import NamedTuple

SIZE = 200
NOTHING = b"\n"
"""The item of a page that search does not give."""
SKIPPED = frozenset(
    "audio button form head iframe img input map math noscript object script select style svg template textarea title"
    " video".split()
)
SKIPPED_CLASSES = frozenset(
    "authority-control catlinks dmbox error geo geo-nondefault hatnote magnify mbox-small metadata mw-cite-backlink"
    " mw-empty-elt mw-ext-cite-error mw-references-wrap navbox navbox-styles navigation-not-searchable noprint portal"
    " reference references reflist scribunto-error sidebar succession-box tex tex-html texerror toc"
    " vertical-navbox mwe-math-fallback-source-display mwe-math-fallback-source-inline".split()
)
LATE, LATE_CLASSES = frozenset({"table", "figure"}), frozenset({"gallery", "infobox", "thumb"})
LINES = frozenset(
    "h1 h2 h3 h4 h5 h6 address article aside blockquote br caption center dd details div dl dt figcaption figure footer"
    " header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_STYLES = re.compile(r"<style>.*?</style>", re.S)
_PIECES = re.compile(r"(<[^<>]*>)")
"""Text and tags in turns."""
_ELEMENT = re.compile(r"<([a-zA-Z0-9]+)([^<>]*)>")
_CLASS = re.compile(r' class=(?:"([^"]*)"|([^\s">]+))')
_FORMULA = re.compile(r' alttext=(?:"([^"]*)"|([^\s">]+))')
SIGNS = str.maketrans("＜＞", "<>")
_STYLE = re.compile(r' style=(?:"([^"]*)"|([^\s">]+))')
_NAVIGATION = re.compile(r' role="?navigation(?:["\s]|\Z)')
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_END = re.compile(r"[.?!]\s|\n")
"""Looked for from the middle on: of a sentence that ends just before it the line end alone counts."""
_LETTER = re.compile(r"[^\W\d_]")
_LINE, _SPACE = re.compile(r" \n[ \n]*|\n[ \n]+"), re.compile(r"[^\S\n]{2,}|[^\S\n ]")
"""What is more than one line end, and more than one space."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


def lead_item(title: str, html: str) -> bytes:
    """The item that follows from title and body of an article's item."""
    return lead_of(title, whole_text(html))


def lead_of(title: str, text: str) -> bytes:
    """The item that follows from title and running text."""
    return f"{' '.join(re.split(chr(92) + 's+', title))}\n{_cut(text)}".encode()


def _cut(text: str) -> str:
    if len(text) > SIZE:
        ends = [match.start() + 1 for match in _END.finditer(text, SIZE // 2, SIZE)]
        cut = ends[-1] if ends else text.rfind(" ", SIZE // 2, SIZE)
        text = text[: cut if cut > 0 else SIZE]
    return re.sub(r"\s+", " ", text).strip()


class _Start(NamedTuple):
    """A start tag, read once for all places where it stands."""

    void: bool
    skipped: bool
    late: bool
    line: bool
    cell: bool
    formula: str
    """What a formula is in words."""


@lru_cache(maxsize=1 << 15)
def _start(tag: str) -> _Start | None:
    match = _ELEMENT.fullmatch(tag)
    if match is None:
        return None
    name, attributes = match.groups()
    skipped, late = name in SKIPPED, name in LATE
    formula = _FORMULA.search(attributes) if name == "math" else None
    if " class=" in attributes and (found := _CLASS.search(attributes)):
        classes = unescape(found[1] or found[2] or "").split()
        skipped = skipped or not SKIPPED_CLASSES.isdisjoint(classes)
        late = late or not LATE_CLASSES.isdisjoint(classes)
    if " style=" in attributes and (found := _STYLE.search(attributes)):
        skipped = skipped or bool(_HIDDEN.search(unescape(found[1] or found[2] or "")))
    skipped = skipped or (" role=" in attributes and bool(_NAVIGATION.search(attributes)))
    words = unescape(formula[1] or formula[2] or "").translate(SIGNS) if formula else ""
    return _Start(name in _VOID, skipped, late, name in LINES, name in ("td", "th"), words)


def _read(html: str) -> tuple[list[str], list[str]]:
    """Pieces of running text, in two heaps: what is said first, and what comes late."""
    if "<style" in html:
        html = _STYLES.sub("", html)
    heaps: tuple[list[str], list[str]] = ([], [])
    out = heaps[0]
    stack: list[tuple[_Start, int]] = []
    """Of each open element what it is, and where its text begins."""
    skipped = lates = 0
    pieces = iter(_PIECES.split(html))
    for text, tag in zip_longest(pieces, pieces, fillvalue=""):
        if text and not skipped:
            out.append(unescape(text) if "&" in text else text)
        if tag[1:2] == "/":
            if not stack:
                continue
            seen, begin = stack.pop()
            skipped -= seen.skipped
            if skipped or seen.skipped:
                continue
            if seen.cell and not any(map(_LETTER.search, out[begin:])):
                del out[begin:]
            if seen.line:
                out.append("\n")
            if seen.late:
                lates -= 1
                out = heaps[lates > 0]
            continue
        start = _start(tag) if tag else None
        if start is None:
            continue
        if not skipped:
            if start.formula:  # a formula is said in words
                out.append(start.formula)
            if not start.skipped:
                if start.late:
                    lates += 1
                    out = heaps[1]
                if start.line:
                    out.append("\n")
        if not start.void:
            skipped += start.skipped
            stack.append((start, len(out)))
        elif not skipped and start.line and not start.skipped:
            out.append("\n")
    return heaps


def said(html: str) -> str:
    """The words of a heading: without what running text leaves out, a formula in words."""
    if "<" not in html:
        return unescape(html)
    first, late = _read(html)
    return "".join(piece for piece in (*first, *late) if piece != "\n")


def whole_text(html: str) -> str:
    """The running text of a body, one line for each paragraph, item or cell."""
    first, late = _read(html)
    found = INVISIBLE.sub("", "".join((*first, "\n", *late)))
    return _LINE.sub("\n", _SPACE.sub(" ", found)).strip()
