"""Visible running text of an article: what search indexes and what a result shows first.

Paragraphs, lists and headings come first, in order; words of infoboxes, tables and captions follow, so that the text
begins with the article's own first sentence. Left out: what a reader would not call text of this article.
"""

from __future__ import annotations

import re

from lxml import etree, html


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED_TAGS = _names(
    "audio button form head iframe img input map math noscript object script select style svg template textarea"
    " title video"
)
SKIPPED_CLASSES = _names(
    "ambox authority-control catlinks dmbox error geo geo-nondefault hatnote magnify mbox-small metadata"
    " mw-cite-backlink mw-editsection mw-empty-elt mw-ext-cite-error mw-indicators mw-jump-link mw-references-wrap"
    " navbar navbox navbox-styles navigation-not-searchable noprint portal printfooter reference references reflist"
    " scribunto-error sidebar sistersitebox stub succession-box tex texerror toc vertical-navbox Z3988"
    " mwe-math-element mwe-math-fallback-source-display mwe-math-fallback-source-inline"
)
ASIDE_TAGS = _names("table figure")
ASIDE_CLASSES = _names("gallery infobox thumb")
CELLS = _names("td th")
BLOCKS = _names(
    "address article aside blockquote br caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)

# Pages nest as deep as their authors like; libxml2 stops at 256 levels unless told otherwise (then at 2048).
_PARSER = html.HTMLParser(huge_tree=True, encoding="utf-8")
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_LINE = re.compile(r" ?\n[ \n]*")


def _skipped(element: etree._Element) -> bool:
    if element.tag in SKIPPED_TAGS:
        return True
    classes = element.get("class")
    if classes and not SKIPPED_CLASSES.isdisjoint(classes.split()):
        return True
    style = element.get("style")
    if style and _HIDDEN.search(style):
        return True
    return element.get("hidden") is not None or element.get("role") == "navigation"


def _is_aside(element: etree._Element) -> bool:
    if element.tag in ASIDE_TAGS:
        return True
    classes = element.get("class") or ""
    return not ASIDE_CLASSES.isdisjoint(classes.split())


def prose_of(root: etree._Element) -> str:
    """The prose of a parsed fragment; the tree is left as it is."""
    body: list[str] = []
    aside: list[str] = []
    out = body
    cells: list[int] = []  # where the text of each open cell starts in aside
    stack: list[tuple[etree._Element, int]] = [(root, 0)]
    while stack:
        element, step = stack.pop()
        if step == 0:
            tag = element.tag
            if not isinstance(tag, str) or _skipped(element):
                if element is not root and element.tail:
                    out.append(element.tail)
                continue
            entered = 1
            if out is body and _is_aside(element):
                out, entered = aside, 2
            if tag in BLOCKS:
                out.append("\n")
            if tag in CELLS:
                cells.append(len(out))
            if element.text:
                out.append(element.text)
            stack.append((element, entered))
            stack.extend((child, 0) for child in element.iterchildren(reversed=True))
            continue
        if element.tag in CELLS and cells:
            start = cells.pop()
            if not any(_LETTER.search(part) for part in out[start:]):
                del out[start:]  # a cell of figures
        if element.tag in BLOCKS:
            out.append("\n")
        if step == 2:
            out = body
        if element is not root and element.tail:
            out.append(element.tail)
    text = _INVISIBLE.sub("", "".join((*body, "\n", *aside)))
    text = _SPACE.sub(" ", text)
    return _LINE.sub("\n", text).strip()


def prose(fragment: str) -> str:
    """The prose of an HTML fragment."""
    if not fragment.strip():
        return ""
    return prose_of(html.fragment_fromstring(fragment, create_parent="div", parser=_PARSER))
