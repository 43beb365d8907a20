"""Rows of infoboxes without a value, or with the address of a website for a value."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import links, shows, words
from packager.finish.residue.rule import Residue, has

WEBSITES = frozenset({
    "웹사이트", "웹 사이트", "공식 웹사이트", "공식 사이트", "홈페이지", "공식 홈페이지", "누리집", "공식 누리집",
    "웹페이지", "사이트", "인터넷 주소", "URL", "website", "Website", "Official website", "Homepage",
})
"""What the label of such a row says."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,6})(?:/\S*)?", re.IGNORECASE)
_BESIDE = re.compile(r"공식|웹\s?사이트|홈\s?페이지|누리집|사이트|[가-힣]{1,7}어|[\W\d_]")


def _cells(row: LexborNode) -> list[LexborNode]:
    child, found = row.child, list[LexborNode]()
    while child is not None:
        if child.tag in ("td", "th"):
            found.append(child)
        child = child.next
    return found


def _without_value(row: LexborNode, context: Context) -> bool:
    label, *values = _cells(row) or [row]
    if not values or any("rowspan" in cell.attributes for cell in (label, *values)):
        return False
    return not any(shows(value, context) for value in values) and shows(label, context)


def _website(row: LexborNode, context: Context) -> bool:
    cells = _cells(row)
    if len(cells) != 2 or words(cells[0]).rstrip(":") not in WEBSITES or cells[1].css_first("img") is not None:
        return False
    dead, alive = links(cells[1], context)
    if alive:
        return False
    rest = words(cells[1])
    for link in dead:
        rest = rest.replace(words(link), "", 1)
    return not _BESIDE.sub("", _ADDRESS.sub("", rest))


def _rows(box: LexborNode) -> list[LexborNode]:
    """The rows of a box itself, not those of tables in it."""
    found: list[LexborNode] = []
    body = box.child
    while body is not None:
        row = body.child if body.tag in ("tbody", "thead", "tfoot") else None
        while row is not None:
            if row.tag == "tr":
                found.append(row)
            row = row.next
        body = body.next
    return found


def _is_title(row: LexborNode) -> bool:
    """Whether a row is the heading of those below it."""
    cells = _cells(row)
    return len(cells) == 1 and cells[0].tag == "th"


def _clean(root: LexborNode, context: Context, unwanted: Callable[[LexborNode, Context], bool]) -> int:
    """Take rows out of every infobox, and the headings under which none is left."""
    count = 0
    for box in reversed(root.css("table.infobox")):  # inner ones first: they may go with a row of the outer one
        title: LexborNode | None = None
        going: list[LexborNode] = []
        headings: list[LexborNode] = []
        left, gone = 0, 0
        rows = _rows(box)
        for row in rows:
            if _is_title(row):
                if title is not None and gone and not left:
                    headings.append(title)
                title, left, gone = row, 0, 0
            elif unwanted(row, context):
                going.append(row)
                gone += 1
            else:
                left += 1
        if title is not None and gone and not left and len(rows) > 1:
            headings.append(title)
        for row in (*going, *headings):
            row.decompose()
        count += len(going)
    return count


def clean_empty(root: LexborNode, context: Context) -> int:
    """Take rows with a label and no value out."""
    return _clean(root, context, _without_value)


def clean_websites(root: LexborNode, context: Context) -> int:
    """Take rows with the address of a website out."""
    return _clean(root, context, _website)


EMPTY = Residue("empty_rows", has("infobox"), clean_empty)
WEBSITE = Residue("website_rows", has("infobox"), clean_websites)
