"""Pages as their templates write them (``release.py``), taken apart into the values that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from packager.audit.release import PAGES, TEXTS

CATEGORIES = '\n<div class="r-page-categories" role="navigation"><b>분류</b>\n<ul>\n'
_ROW = re.compile(r'<li><a href="([^"]*)">([^<]*)</a></li>\n')
_LABELLED = re.compile(r'<a href="([^"]*)">([^<]*)</a>')
_LISTING = '<div class="r-category-list">\n'
GENERATED = ("main", "licence", "letter", "stretches", "letters")


@cache
def expression(name: str) -> re.Pattern[str]:
    """The expression of a page; its groups are the values in order."""
    text = PAGES["entry" if name == "credited entry" else name]
    if name == "credited entry":
        text = text.replace(")?</body>", ")</body>")
    for short, long in TEXTS.items():
        text = text.replace(short, long)
    return re.compile(text)


class Entry(NamedTuple):
    """An HTML page of an archive."""

    title: str
    site: str
    root: str
    style: str
    main: str
    body: str
    body_at: int
    categories: tuple[tuple[str, str], ...]
    """Address and label."""
    credited: bool
    """Whether it ends with the credit of an article or category."""
    revision: str
    date: str
    license: str
    license_link: str


def entry(html: str) -> Entry | None:
    """The values of an HTML page, None if the template does not write such a page."""
    match = expression("credited entry").fullmatch(html) or expression("entry").fullmatch(html)
    if match is None:
        return None
    title, style, main, site, heading, body, credit, revision, date, license, link = match.groups()
    if heading != title or (credit is not None and credit != title) or not style.endswith("_/page.css"):
        return None
    categories: tuple[tuple[str, str], ...] = ()
    if body.endswith("</ul>\n</div>"):
        at = body.rfind(CATEGORIES)
        if at >= 0:
            rows = body[at + len(CATEGORIES) : -len("</ul>\n</div>")]
            categories = tuple((href, unescape(label)) for href, label in _ROW.findall(rows))
            if not categories or _ROW.sub("", rows) or re.search(r"&(?!amp;|lt;|gt;|#34;|#39;)", rows):
                return None
            body = body[:at]
    return Entry(
        unescape(title), unescape(site), style[: -len("_/page.css")], style, main, body, match.start(6), categories,
        credit is not None, revision or "", date or "", unescape(license or ""), link or "",
    )  # fmt: skip


def listing_start(body: str) -> int:
    """Where the list of a category's members begins, -1 if there is none."""
    at = body.rfind(_LISTING)
    return at if at >= 0 and expression("category").fullmatch(body, at) else -1


def labels(html: str) -> Iterator[tuple[str, str]]:
    """Address and label of the links in a part that a template wrote."""
    return ((href, unescape(label)) for href, label in _LABELLED.findall(html))
