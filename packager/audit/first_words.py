"""The first words of an article, read once more from its item: what kind L must hold (docs/formats-search.md).

The running text of a page is what its paragraphs, lists and headings say, then its tables and captions. The lists below
are the judge's own, as those of ``grammar`` are.
"""

from __future__ import annotations

import re
from html import unescape

SIZE = 200
NOTHING = b"\n"
"""The item of a page that search does not give."""
_ENOUGH = 2 * SIZE
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
_TOKEN = re.compile(r"<style>.*?</style>|<(/?)([a-zA-Z0-9]+)([^<>]*)>|([^<]+)", re.S)
_CLASS = re.compile(r' class=(?:"([^"]*)"|([^\s">]+))')
_FORMULA = re.compile(r' alttext=(?:"([^"]*)"|([^\s">]+))')
SIGNS = str.maketrans("＜＞", "<>")
_STYLE = re.compile(r' style=(?:"([^"]*)"|([^\s">]+))')
_NAVIGATION = re.compile(r' role="?navigation(?:["\s]|\Z)')
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_END = re.compile(r"[.?!]\s|\n")
"""Looked for from the middle on: of a sentence that ends just before it the line end alone counts."""
_LETTER = re.compile(r"[^\W\d_]")
_LINE, _SPACE = re.compile(r" ?\n[ \n]*"), re.compile(r"[^\S\n]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


def lead_item(title: str, html: str) -> bytes:
    """The item that follows from title and body of an article's item."""
    return lead_of(title, running_text(html))


def lead_of(title: str, text: str) -> bytes:
    """The item that follows from title and running text."""
    return f"{' '.join(re.split(chr(92) + 's+', title))}\n{_cut(text)}".encode()


def _cut(text: str) -> str:
    if len(text) > SIZE:
        ends = [match.start() + 1 for match in _END.finditer(text, SIZE // 2, SIZE)]
        cut = ends[-1] if ends else text.rfind(" ", SIZE // 2, SIZE)
        text = text[: cut if cut > 0 else SIZE]
    return re.sub(r"\s+", " ", text).strip()


class _Text:
    """Pieces of running text, in two heaps: what is said first, and what comes late."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.late: list[str] = []
        self.open: list[tuple[str, bool, bool, int]] = []
        """Of each open element: name, whether it is skipped, whether it is late, where its text begins."""
        self.skipped = self.lates = self.cells = self.length = 0

    def out(self) -> list[str]:
        return self.late if self.lates else self.first

    def start(self, tag: str, attributes: str) -> None:
        skipped, late = tag in SKIPPED, tag in LATE
        if tag == "math" and (match := _FORMULA.search(attributes)):  # a formula is said in words
            self.words(unescape(match[1] or match[2] or "").translate(SIGNS))
        if " class=" in attributes and (match := _CLASS.search(attributes)):
            classes = unescape(match[1] or match[2] or "").split()
            skipped = skipped or not SKIPPED_CLASSES.isdisjoint(classes)
            late = late or not LATE_CLASSES.isdisjoint(classes)
        if " style=" in attributes and (match := _STYLE.search(attributes)):
            skipped = skipped or bool(_HIDDEN.search(unescape(match[1] or match[2] or "")))
        skipped = skipped or (" role=" in attributes and bool(_NAVIGATION.search(attributes)))
        outside = not (self.skipped or skipped)
        if outside:
            self.lates += late
            if tag in LINES:
                self.out().append("\n")
            self.cells += tag in ("td", "th")
        if tag not in _VOID:
            self.skipped += skipped
            self.open.append((tag, skipped, late, len(self.out())))
        elif outside and tag in LINES:
            self.out().append("\n")

    def end(self) -> None:
        tag, skipped, late, begin = self.open.pop()
        self.skipped -= skipped
        if self.skipped or skipped:
            return
        out = self.out()
        if tag in ("td", "th"):
            self.cells -= 1
            if not any(map(_LETTER.search, out[begin:])):
                del out[begin:]
        if tag in LINES:
            out.append("\n")
        self.lates -= late

    def words(self, text: str) -> None:
        if not self.skipped:
            self.out().append(text)
            self.length += 0 if self.lates else len(INVISIBLE.sub("", "".join(text.split())))


def _read(html: str, enough: int) -> _Text:
    text = _Text()
    for match in _TOKEN.finditer(html):
        if match[4]:
            text.words(unescape(match[4]))
            if text.length > enough and not text.cells:
                break
        elif match[1]:
            if text.open:
                text.end()
        elif match[2]:
            text.start(match[2], match[3])
    return text


def _settled(text: _Text) -> str:
    """The two heaps as one text, one line for each paragraph, item or cell."""
    found = INVISIBLE.sub("", "".join((*text.first, "\n", *text.late)))
    return _LINE.sub("\n", _SPACE.sub(" ", found)).strip()


def said(html: str) -> str:
    """The words of a heading: without what running text leaves out, a formula in words."""
    text = _read(html, 1 << 30)
    return "".join(piece for piece in (*text.first, *text.late) if piece != "\n")


def running_text(html: str) -> str:
    """The beginning of the running text of a body: all of it, or more than ``SIZE`` characters."""
    return _settled(_read(html, _ENOUGH))


def whole_text(html: str) -> str:
    """The running text of a body, all of it: what the full text is made of."""
    return _settled(_read(html, 1 << 30))
